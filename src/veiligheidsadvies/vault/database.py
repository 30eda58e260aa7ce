"""The encrypted file: opening with the raw key, the pragmas, and SQLite's errors in our own words.

Only this package sees sqlcipher3. Everybody else reads through `Connection`, which turns what the environment
did to the file into a UserError and leaves a programming error as it is.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from sqlcipher3 import dbapi2 as sqlcipher

from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable, UserError, VaultDamaged

DATABASE_NAME = "dossiers.db"
PAGE_SIZE = 4096
_PAGES_AT_ONCE = 512
_BUSY_SECONDS = 0.5  # only a check beside the window can be in the way, and a lock waits for nobody
Parameters = Sequence[Any] | Mapping[str, Any]

_PLAINTEXT_HEADER = b"SQLite format 3\0"
_RAW_KEY = re.compile(r"[0-9a-f]{64}")
_CORRUPT, _NOTADB = 11, 26
_FAILURES = {
    5: StorageFailure.BEZET,
    6: StorageFailure.BEZET,
    8: StorageFailure.ALLEEN_LEZEN,
    10: StorageFailure.INVOER_UITVOER,
    13: StorageFailure.VOL,
    14: StorageFailure.INVOER_UITVOER,
    15: StorageFailure.BEZET,
}


class ConstraintBroken(Exception):
    """A write would break a reference, a CHECK or uniqueness: a bug, unless the caller counted on it."""


def _translated(error: Exception) -> UserError | ConstraintBroken | None:
    """The same error in our own words; None when it is a bug."""
    if isinstance(error, sqlcipher.IntegrityError):
        return ConstraintBroken(str(error))
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code in {_CORRUPT, _NOTADB}:
        return VaultDamaged()
    failure = _FAILURES.get(code)
    return StorageUnavailable(failure) if failure else None


def _raise_translated(error: Exception) -> NoReturn:
    told = _translated(error)
    if told is None:
        raise error
    raise told from error


def _told_in_words(error: Exception) -> UserError | ConstraintBroken:
    """The same where SQLite gives no code: when it copies pages from one file to another."""
    words = str(error)
    if "malformed" in words or "not a database" in words:
        return VaultDamaged()
    failure = StorageFailure.VOL if "full" in words else StorageFailure.INVOER_UITVOER
    return _translated(error) or StorageUnavailable(failure)


class Cursor:
    """The rows of one statement."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._raw
        except sqlcipher.Error as error:
            _raise_translated(error)

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None after the last."""
        try:
            row: tuple[Any, ...] | None = self._raw.fetchone()
        except sqlcipher.Error as error:
            _raise_translated(error)
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        try:
            rows: list[tuple[Any, ...]] = self._raw.fetchall()
        except sqlcipher.Error as error:
            _raise_translated(error)
        return rows

    def columns(self) -> list[str]:
        """The column names of the result."""
        return [column[0] for column in self._raw.description or ()]

    @property
    def description(self) -> Any:
        """As in DB-API 2."""
        return self._raw.description

    @property
    def lastrowid(self) -> int:
        """The id of the row that was inserted last."""
        return int(self._raw.lastrowid or 0)

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        return int(self._raw.rowcount)


class Connection:
    """An open vault database; used by the thread that opened it."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._again: Callable[[], Connection] | None = None

    def execute(self, sql: str, parameters: Parameters = ()) -> Cursor:
        """Run one statement. Raises StorageUnavailable or VaultDamaged."""
        if self._again is not None:
            self.take_over(self._again())
        try:
            return Cursor(self._raw.execute(sql, parameters))
        except sqlcipher.Error as error:
            _raise_translated(error)

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, None when there is no row."""
        row = self.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    @property
    def is_in_transaction(self) -> bool:
        """Whether a transaction is open (a full disk ends one by itself)."""
        return self._again is None and bool(self._raw.in_transaction)

    def add_function(self, name: str, function: Any) -> None:
        """Let SQL call a pure one-argument function."""
        self._raw.create_function(name, 1, function, deterministic=True)

    def copy_to(self, target: Connection, report: Callable[[float], None]) -> None:
        """Copy every page, page by page; `report` is told how far it is and may raise to stop.

        Inside a transaction it is the state that this transaction reads, whoever writes meanwhile.
        """
        try:
            self._raw.backup(
                target._raw,
                pages=_PAGES_AT_ONCE,
                progress=lambda _, left, total: report(1 - left / max(total, 1)),
            )
        except sqlcipher.Error as error:
            raise _told_in_words(error) from error

    def rekey(self, data_key: bytes) -> None:
        """Encrypt the file anew. Raises StorageUnavailable; the file is of no use then."""
        try:
            self._raw.execute(f"PRAGMA rekey = {key_literal(data_key)}").fetchall()
        except sqlcipher.Error as error:  # whatever the disk did, it says that the pragma was wrong
            raise _told_in_words(error) from error

    def close(self) -> None:
        """Close the file; nothing may be read afterwards."""
        with contextlib.suppress(sqlcipher.Error):
            # Pages are wiped while other threads go on; closing does it too, but lets nobody.
            self._raw.execute("PRAGMA shrink_memory")
        self._raw.close()

    def take_over(self, other: Connection) -> None:
        """Go on with the file that `other` opened, so that who holds this object keeps reading."""
        self._raw, self._again = other._raw, None

    def come_back(self, again: Callable[[], Connection]) -> None:
        """Go on with the file that `again` opens, at the next use: now the disk may not let it."""
        self._again = again


@contextlib.contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing; an exception of any kind undoes the block."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        with contextlib.suppress(UserError, MemoryError):  # on a damaged page going back fails too
            if connection.is_in_transaction:
                connection.execute("ROLLBACK")
        # SQLCipher says "no memory" as well when a page that must be written anew is not authentic.
        if isinstance(error, MemoryError) and _has_damage(connection):
            raise VaultDamaged from error
        raise


def _has_damage(connection: Connection) -> bool:
    """Whether a page of the file is not authentic; up to seconds, so asked only after a failure."""
    try:
        return bool(damaged_pages(connection))
    except (UserError, MemoryError):
        return True


def damaged_pages(connection: Connection) -> frozenset[str]:
    """What SQLCipher tells of the pages that are not authentic, one text for each; empty when all are.

    It looks at the file alone, and there a page may be half that stands whole in the write-ahead log: the
    power went while it was brought over, or that happens at this moment. So whatever is found is brought
    over first, where this connection may write, and found again.
    """
    wrong = _not_authentic(connection)
    if wrong:
        with contextlib.suppress(UserError):
            bring_over(connection)
        wrong &= _not_authentic(connection)
    return wrong


def bring_over(connection: Connection) -> None:
    """Write what stands in the write-ahead log into the file, as far as nobody reads an older state."""
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _not_authentic(connection: Connection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("PRAGMA cipher_integrity_check"))


def create_database(folder: Path, data_key: bytes) -> Connection:
    """Make a new encrypted file that only its owner can read. FileExistsError when there is one."""
    path = folder / DATABASE_NAME
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return _connect(path, data_key, is_new=True)


def open_database(path: Path, data_key: bytes, *, is_read_only: bool = False) -> Connection:
    """Open an existing file. Raises VaultDamaged when the key does not fit or the file is not whole."""
    check_file(path)
    return _connect(path, data_key, is_read_only=is_read_only)


def check_file(path: Path) -> None:
    """Raise VaultDamaged when `path` cannot be an encrypted database: absent, under a page, or plaintext."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(len(_PLAINTEXT_HEADER))
    except FileNotFoundError as error:
        raise VaultDamaged from error
    except OSError as error:
        raise StorageUnavailable(StorageFailure.INVOER_UITVOER) from error
    # A zero-length file would open as a new, empty vault.
    if size < PAGE_SIZE or header == _PLAINTEXT_HEADER:
        raise VaultDamaged


def is_plaintext(path: Path) -> bool:
    """Whether the file is an unencrypted SQLite database; False when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_PLAINTEXT_HEADER)) == _PLAINTEXT_HEADER
    except OSError:
        return False


def key_literal(data_key: bytes) -> str:
    """The raw key as SQLCipher takes it; a pragma cannot bind, so the pattern is checked."""
    text = data_key.hex()
    if not _RAW_KEY.fullmatch(text):
        raise ValueError("a data key is 32 bytes")
    return f"\"x'{text}'\""


def _connect(path: Path, data_key: bytes, *, is_new: bool = False, is_read_only: bool = False) -> Connection:
    mode = "ro" if is_read_only else "rw"
    literal = key_literal(data_key)
    try:
        raw = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_BUSY_SECONDS
        )
    except sqlcipher.Error as error:
        _raise_translated(error)
    connection = Connection(raw)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key would print to stderr
        connection.execute("PRAGMA cipher_memory_security = ON")
        connection.execute(f"PRAGMA key = {literal}")
        _assert_encrypts(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        for pragma in _pragmas(is_read_only=is_read_only):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        if is_new:
            connection.execute("PRAGMA user_version = 0").fetchall()
        # The log beside the file is opened here: a connection that could not would go on failing.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _assert_encrypts(connection: Connection) -> None:
    """A build without encryption would write a plaintext file without complaint."""
    if not connection.value("PRAGMA cipher_version"):
        raise RuntimeError("this SQLite does not encrypt")


def _pragmas(*, is_read_only: bool) -> Iterator[str]:
    yield "cache_size = -65536"
    yield "temp_store = MEMORY"
    yield "foreign_keys = ON"
    yield "trusted_schema = OFF"
    if not is_read_only:
        yield "secure_delete = ON"
        yield "journal_mode = WAL"
        yield "synchronous = FULL"
        yield "wal_autocheckpoint = 200"
