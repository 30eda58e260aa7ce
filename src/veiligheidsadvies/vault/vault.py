"""The locked room: one open vault, seen from outside.

Opening takes an `UnlockedKey` (see `unlock`), the writer lock, and asserts that the file is encrypted.
Everything that changes a record goes through `action`; everything is read over `connection`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    SlotFileDamaged,
    StorageUnavailable,
    UndoReason,
    UndoRefused,
    UserError,
    VaultDamaged,
)
from veiligheidsadvies.domain.kopie import SoortKopie
from veiligheidsadvies.vault import (
    attempts,
    copying,
    furnish,
    history,
    holders,
    integrity,
    location,
    migrate,
    rekey,
    reserve,
    restoring,
    safety_copy,
    search,
    slotfile,
)
from veiligheidsadvies.vault import undo as backwards
from veiligheidsadvies.vault.attempts import Attempts
from veiligheidsadvies.vault.copies import Copies
from veiligheidsadvies.vault.database import (
    DATABASE_NAME,
    Connection,
    ConstraintBroken,
    bring_over,
    check_file,
    is_plaintext,
    open_database,
)
from veiligheidsadvies.vault.history import HistoryLine
from veiligheidsadvies.vault.integrity import CheckOutcome, Signature
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.lock import WriterLock
from veiligheidsadvies.vault.preparing import HANDED_OVER
from veiligheidsadvies.vault.recovering import RECOVERY_USED
from veiligheidsadvies.vault.rekeying import Rekeying, former_keys
from veiligheidsadvies.vault.session import Notice, Opened
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.slots import OLDER_SLOTS
from veiligheidsadvies.vault.undo import REDONE, UNDONE, UndoResult
from veiligheidsadvies.vault.unlock import Clock, UnlockedKey, system_clock, unlock, unlock_by_recovery

__all__ = [
    "CheckOutcome",
    "HistoryLine",
    "KdfParameters",
    "Notice",
    "UndoResult",
    "UnlockedKey",
    "Vault",
    "unlock",
    "unlock_by_recovery",
]

_OLDER_SEEN = "oudere_kluis_gezien_op"
_ROOM_MENDED = "ruimte_hersteld_op"
_CHECK_INTERVAL = dt.timedelta(days=1)
_TOLD_APART = {Notice.OUDERE_KLUIS, Notice.OUDERE_SLEUTELS}
_CHECKED, _FAULT = "controle", "fout: "


class Vault(Rekeying, Copies):
    """An open vault. Used by the thread that opened it; `close` when done."""

    approvals: Callable[[], Iterable[Signature]] | None = None

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        passphrase: str,
        slot_name: str,
        kdf: KdfParameters | None = None,
        now: Clock = system_clock,
    ) -> Vault:
        """Make a vault with one opening slot and open it; without `kdf` the key derivation is measured.

        Raises VaultExists, FolderUnreadable, UnsafeLocation, StorageUnavailable; nothing is left behind then.
        """
        is_ours = not folder.exists()
        key = furnish.furnish(folder, passphrase=passphrase, slot_name=slot_name, kdf=kdf, now=now)
        try:
            vault = cls.open(folder, key, now=now)
        except BaseException:
            furnish.clear(folder, is_ours=is_ours)
            raise
        return vault

    @classmethod
    def open(cls, folder: Path, key: UnlockedKey, *, now: Clock = system_clock) -> Vault:
        """Open an existing vault.

        Raises VaultInUse, VaultDamaged, VaultTooNew, SlotFileDamaged, UnsafeLocation, StorageUnavailable,
        FolderUnreadable and NotAVault; the vault is as it was then.
        """
        location.check_existing(folder)
        with contextlib.ExitStack() as undoing:
            lock = WriterLock.take(folder, now())
            undoing.callback(lock.release)
            check_file(folder / DATABASE_NAME)
            connection = open_database(folder / DATABASE_NAME, key.data_key)
            undoing.callback(connection.close)
            todo = migrate.missing_scripts(connection, migrate.scripts())
            notices = [Notice.RECHTEN_AANGESCHERPT] if location.tighten(folder) else []
            rekey.finish(folder, key.data_key, former=lambda: former_keys(connection))
            copying.remove_unfinished(folder / location.BACKUP_FOLDER)
            restoring.remove_leftovers(folder)
            before = None
            if todo and migrate.schema_version(connection):
                before = safety_copy.make(
                    folder, version=migrate.schema_version(connection), data_key=key.data_key, now=now
                )
            migrate.apply(connection, todo)
            slot_file, is_restored = _slot_file(folder, key, connection)
            if is_restored:
                notices.append(Notice.SLEUTELBESTAND_HERSTELD)
            failed = attempts.read(folder)
            if failed is None:
                notices.append(Notice.POGINGEN_ONBEKEND)
            vault = cls(
                Opened(
                    folder=folder,
                    key=key,
                    connection=connection,
                    lock=lock,
                    slot_file=slot_file,
                    now=now,
                    notices=notices,
                    failed_attempts=failed or Attempts(),
                )
            )
            vault._begin()
            if before is not None:
                vault.register_copy(before, SoortKopie.SCHEMA, place="")
            undoing.pop_all()
        return vault

    def _begin(self) -> None:
        """What stands in the log and in the memory of this machine from the first moment on."""
        self.connection.add_function("vouw", lambda text: None if text is None else search.fold(str(text)))
        self._is_handed_over = self.setting(HANDED_OVER + self._key.slot_id) is not None
        self.sweep()
        self._doubt_numbers()
        if self._is_older_than_remembered():
            self.notices.append(Notice.OUDERE_KLUIS)
            self.set_setting(_OLDER_SEEN, self._stamp())
            self.note("oudere kluis teruggezet", "kluis", "opgemerkt")
        self._forget_where_it_stood()
        # What is written from here on is remembered in the place of what was seen before.
        self._look_at_slots()
        if self.failed_attempts.count:
            self.note("openen", "kluis", f"{self.failed_attempts.count} keer mislukt")
        if self.failed_attempts.count or Notice.POGINGEN_ONBEKEND in self.notices:
            attempts.clear(self.folder)
        for notice in self.notices:
            if notice not in _TOLD_APART:
                self.note("openen", "kluis", notice.value)
        if self.by_recovery:
            self.set_setting(RECOVERY_USED, self._stamp())
        self.note("openen met herstelblad" if self.by_recovery else "openen", "kluis")

    def _look_at_slots(self) -> None:
        """Whether the slot files are those of this log; what the log missed of them is made up for."""
        if self._is_older_slot_file():
            self.notices.append(Notice.OUDERE_SLEUTELS)
            self.set_setting(OLDER_SLOTS, self._stamp())
            self.note("ouder sleutelbestand teruggezet", "kluis", "opgemerkt")
            self._keep_revoked_out()
        self._catch_up()

    def keep_room(self) -> None:
        """Set a megabyte apart for drafts on a full disk; for a program that lets people type."""
        with contextlib.suppress(VaultDamaged):  # the next thing the user does tells it
            self._mend_room()
            reserve.prepare(self.connection)

    def _mend_room(self) -> None:
        """Make a damaged reserve anew, since nothing lies in it. VaultDamaged when more is damaged."""
        if not reserve.is_damaged(self.connection):
            return
        self._reopen()
        try:
            reserve.make_anew(self.connection)
        except (VaultDamaged, MemoryError) as error:
            self._reopen()
            raise VaultDamaged from error
        self.checkpoint()
        self.set_setting(_ROOM_MENDED, self._stamp())
        self.note("ruimte opnieuw maken", "kluis", "was beschadigd")

    def _reopen(self) -> None:
        """A connection that met a damaged page is of no use any more."""
        self.connection.close()
        self.connection.take_over(open_database(self.folder / DATABASE_NAME, self._key.data_key))

    def _is_older_than_remembered(self) -> bool:
        """What was seen here, or anywhere when nothing was seen here, is not in the log."""
        expected = self._marks.expected_in(self._place)
        return bool(expected) and not any(self._holds(one) for one in expected)

    def _forget_where_it_stood(self) -> None:
        """What was seen in another folder and is in this log: there stood what stands here now."""
        seen = self._marks.heads.items()
        self._moved = tuple(item for item in seen if item[0] != self._place and self._holds(item[1]))

    # --- undo and redo

    def undo(self) -> UndoResult:
        """Turn back the newest action that still stands, as a new action. Raises UndoRefused."""
        return self._reverse(backwards.undo_target(self.connection), UNDONE)

    def redo(self) -> UndoResult:
        """Do again what was undone last. Raises UndoRefused."""
        return self._reverse(backwards.redo_target(self.connection), REDONE)

    def undo_description(self) -> str | None:
        """What `undo` would turn back, None when there is nothing."""
        target = backwards.undo_target(self.connection)
        return None if target is None else backwards.description_of(self.connection, target)

    def redo_description(self) -> str | None:
        """What `redo` would do again, None when there is nothing."""
        target = backwards.redo_target(self.connection)
        return None if target is None else backwards.description_of(self.connection, target)

    def _reverse(self, target: int | None, kind: str) -> UndoResult:
        if target is None:
            raise UndoRefused(UndoReason.NIETS)
        description = backwards.description_of(self.connection, target)
        told = "Ongedaan gemaakt" if kind == UNDONE else "Opnieuw uitgevoerd"
        try:
            with self._numbered(
                f"{told}: {description}", origin="venster", kind=kind, reverses=target
            ) as log:
                backwards.reverse(self.connection, log, target=target, kind=kind)
        except ConstraintBroken as error:
            raise UndoRefused(UndoReason.GEWIJZIGD) from error
        return UndoResult(action=log.action, tables=frozenset(log.tables), description=description)

    def history(
        self,
        *,
        table: str | None = None,
        row: int | None = None,
        dossier_id: int | None = None,
        limit: int = 200,
    ) -> list[HistoryLine]:
        """Log rows, the newest first; of one table, one row or one dossier when named."""
        return history.list_lines(self.connection, table=table, row=row, dossier_id=dossier_id, limit=limit)

    # --- checks

    def checks(
        self, *, anchor: str | None = None, more: Callable[[], Sequence[CheckOutcome]] = tuple
    ) -> list[CheckOutcome]:
        """Every check, some seconds for a large vault, and `more`. `anchor` is a log head from paper."""
        with contextlib.suppress(VaultDamaged, StorageUnavailable):
            self._mend_room()
        outcomes = [
            *integrity.check_files(self.folder, self._key.data_key),
            *integrity.check_database(self.connection),
            *integrity.check_chain(self._chain, anchor=anchor),
        ]
        # A damaged page closes the whole connection to further use; what was found so far is told.
        with contextlib.suppress(VaultDamaged, StorageUnavailable):
            outcomes += self.check_here()
            outcomes += more()
            self.record_check(outcomes)
        return outcomes

    def check_here(self) -> list[CheckOutcome]:
        """The short checks, which need this connection: signatures, and what asks for attention."""
        outcomes = [integrity.check_approval_keys(len(self.forged_approval_keys()))]
        if self.approvals is not None:
            outcomes.append(integrity.check_approvals(self.approvals(), self.verify_approval))
        outcomes += integrity.warnings(
            is_confirmed=self.recovery_confirmed,
            used=self.recovery_used,
            older_seen=self.setting(_OLDER_SEEN),
            older_slots=self.setting(OLDER_SLOTS),
            is_remembered=self.is_remembered,
            room_mended=self.setting(_ROOM_MENDED),
        )
        return outcomes

    @property
    def due_for_check(self) -> bool:
        """Whether the last whole check is over a day old. `integrity.check_beside` runs it in a job."""
        last = self.setting(integrity.LAST_CHECK)
        return (
            last is None
            or abs(self._now().astimezone(dt.UTC) - dt.datetime.fromisoformat(last)) > _CHECK_INTERVAL
        )

    @property
    def last_fault(self) -> str:
        """What the last check found wrong, by name of the checks; "" when that was nothing."""
        told = self.connection.value(
            "SELECT resultaat FROM logregel WHERE tabel IS NULL AND actie = ? ORDER BY nummer DESC LIMIT 1",
            (_CHECKED,),
        )
        return str(told).removeprefix(_FAULT) if told and str(told).startswith(_FAULT) else ""

    def check_beside(self, *, anchor: str | None = None) -> Callable[[], list[CheckOutcome]]:
        """The long checks as a function for a worker thread; `check_here` has the others.

        Hand what they return to `record_check`.
        """
        with contextlib.suppress(VaultDamaged, StorageUnavailable):
            self._mend_room()
            bring_over(self.connection)  # who only reads cannot, and would take half a page for damage
        folder, key = self.folder, self._key
        return lambda: integrity.check_beside(folder, key, anchor=anchor)

    def record_check(self, outcomes: Sequence[CheckOutcome]) -> None:
        """Remember that a check was done and log what was wrong.

        A log head from paper that was not found is a row of its own, no fault of the vault: a slip of the
        fingers cannot be told from a log that was cut.
        """
        self.set_setting(integrity.LAST_CHECK, self._stamp())
        if any(outcome.name == integrity.ROOM and not outcome.ok for outcome in outcomes):
            self.set_setting(_ROOM_MENDED, None)
        wrong = [outcome.name for outcome in outcomes if not outcome.ok and not outcome.warning]
        if integrity.ANCHOR in wrong:
            wrong.remove(integrity.ANCHOR)
            self.note("logkop van papier vergelijken", "kluis", "niet gevonden")
        self.note(_CHECKED, "kluis", f"{_FAULT}{', '.join(wrong)}" if wrong else "in orde")

    def accept_older_vault(self) -> None:
        """The user put the older vault back on purpose: the warning goes."""
        self.set_setting(_OLDER_SEEN, None)
        self.note("oudere kluis aanvaarden", "kluis")

    # --- end

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the database file."""
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file, forget the key, let another program in. Neither damage nor a full disk stops it."""
        if not self.is_open:
            return
        with contextlib.suppress(UserError):
            self._remember()
            self.checkpoint()
        self.connection.close()
        self._forget_key()
        self._lock.release()
        if is_plaintext(self.folder / DATABASE_NAME):
            raise RuntimeError("the vault was written without encryption")


def _slot_file(folder: Path, key: UnlockedKey, connection: Connection) -> tuple[SlotFile, bool]:
    """The slot file under the MAC of this key, and whether one of its two copies had to be written anew.

    After recovery without any slot file, an empty one. Raises SlotFileDamaged.
    """
    try:
        file = slotfile.authentic(folder, key.data_key)
    except SlotFileDamaged:
        if not key.by_recovery:
            raise
        vault_id = str(connection.value("SELECT kluis_id FROM kluis"))
        return SlotFile(vault_id=vault_id, generation=holders.generation(connection), slots=()), False
    return file, slotfile.restore_missing(folder, file, key.data_key)
