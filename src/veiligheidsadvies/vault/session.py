"""An open vault seen from inside: one transaction per user action, and the log rows that go with it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from veiligheidsadvies.domain.errors import StorageUnavailable
from veiligheidsadvies.vault import chain as log_chain
from veiligheidsadvies.vault import marks
from veiligheidsadvies.vault.attempts import Attempts
from veiligheidsadvies.vault.chain import ActionOfRow, Chain, Entry
from veiligheidsadvies.vault.changelog import ChangeLog, IndexText, next_action
from veiligheidsadvies.vault.database import Connection, transaction
from veiligheidsadvies.vault.lock import WriterLock
from veiligheidsadvies.vault.marks import Head, Marks
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.unlock import Clock, UnlockedKey


class Notice(StrEnum):
    """What the user is told after unlocking."""

    RECHTEN_AANGESCHERPT = "rechten_aangescherpt"
    SLEUTELBESTAND_HERSTELD = "sleutelbestand_hersteld"
    POGINGEN_ONBEKEND = "pogingen_onbekend"
    OUDERE_KLUIS = "oudere_kluis"
    OUDERE_SLEUTELS = "oudere_sleutels"


@dataclass(slots=True, kw_only=True)
class Opened:
    """What opening a vault put together; handed to the facade."""

    folder: Path
    key: UnlockedKey = field(repr=False)
    connection: Connection
    lock: WriterLock
    slot_file: SlotFile
    now: Clock
    notices: list[Notice]
    failed_attempts: Attempts


class Session:
    """State and transactions of an open vault; used by the thread that opened it."""

    index_text: IndexText | None = None

    def __init__(self, opened: Opened) -> None:
        self.folder = opened.folder
        self.connection = opened.connection
        self.notices = opened.notices
        self.failed_attempts = opened.failed_attempts
        self._key = opened.key
        self._lock = opened.lock
        self._slot_file = opened.slot_file
        self._now = opened.now
        self._open_log: ChangeLog | None = None
        self._pending_numbers: dict[str, int] = {}
        self._used_numbers = {
            f"{series}/{year}": last
            for series, year, last in self.connection.execute("SELECT reeks, jaar, laatste FROM nummering")
        }
        row = self.connection.execute("SELECT kluis_id, logsleutel FROM kluis WHERE id = 1").fetchone()
        if row is None:
            raise RuntimeError("a vault without its own row")
        self.vault_id: str = row[0]
        self._chain = Chain(self.connection, log_key=row[1], vault_id=self.vault_id)
        self._marks = marks.read(self.vault_id)
        self._place = marks.place_of(self.folder)
        self._moved: tuple[tuple[str, Head], ...] = ()
        self._is_remembered = True

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.vault_id})"

    @property
    def actor(self) -> str:
        """The name of the person whose slot opened the vault."""
        slot = self._slot_file.find(self._key.slot_id)
        return slot.name if slot else self._key.slot_name

    @property
    def by_recovery(self) -> bool:
        """Whether the recovery sheet opened the vault."""
        return self._key.by_recovery

    @property
    def is_open(self) -> bool:
        """Whether the key is still here."""
        return len(self._key.data_key) > 0

    @contextlib.contextmanager
    def action(self, description: str, *, origin: str = "venster") -> Iterator[ChangeLog]:
        """One user action in one transaction; `description` is Dutch and holds no value of a record.

        Actions do not nest. Raises StorageUnavailable when the disk is full or read-only: nothing is written.
        """
        with self._numbered(description, origin=origin) as log:
            yield log

    @contextlib.contextmanager
    def _numbered(
        self, description: str, *, origin: str, kind: str = "gewoon", reverses: int | None = None
    ) -> Iterator[ChangeLog]:
        if self._open_log is not None:
            raise RuntimeError("actions do not nest")
        self._pending_numbers.clear()
        with transaction(self.connection):
            log = ChangeLog(
                self.connection,
                self._chain,
                action=ActionOfRow(
                    number=next_action(self.connection), description=description, kind=kind, reverses=reverses
                ),
                actor=(self._key.slot_id, self.actor),
                now=self._now,
                origin=origin,
            )
            log.index_text = self.index_text
            self._open_log = log
            try:
                yield log
            finally:
                self._open_log = None
        self._used_numbers |= self._pending_numbers
        self._remember()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """The transaction of the open action, or one of its own."""
        if self._open_log is not None:
            yield
            return
        with transaction(self.connection):
            yield

    def note(
        self,
        actie: str,
        object_: str,
        resultaat: str = "gelukt",
        *,
        dossier_id: int | None = None,
        origin: str = "venster",
    ) -> None:
        """A log row without images: a secret was read, a paper printed, a slot changed. Ids only."""
        entry = Entry(verb=actie, object=object_, result=resultaat, origin=origin, dossier_id=dossier_id)
        if self._open_log is not None:
            self._open_log.note(entry)
            return
        with transaction(self.connection):
            self._append(entry)
        self._remember()

    def _append(self, entry: Entry) -> None:
        """A log row in the open transaction of a caller, who remembers the head afterwards."""
        self._chain.append(entry, actor=self._key.slot_id, at=self._now(), action=None)

    def log_head(self) -> str:
        """16 signs in four groups that stand for the whole log up to now, printed on every numbered copy."""
        return log_chain.head(self._chain.last()[1])

    def _remember(self) -> None:
        """Keep the log head and the used numbers outside the vault too; failing that, a check tells it."""
        try:
            number, mac = self._chain.last()
        except StorageUnavailable:
            self._is_remembered = False
            return
        seen = (number, log_chain.head(mac))
        if self._remembered(self._marks, seen) == self._marks:
            return
        # A vault with the same id may be open in another folder: what it wrote stays, its numbers above all.
        known = self._remembered(marks.read(self.vault_id).with_numbers(self._marks.numbers), seen)
        try:
            marks.write(self.vault_id, known, is_durable=known.numbers != self._marks.numbers)
            self._marks = known
            self._is_remembered = True
        except StorageUnavailable:
            self._is_remembered = False

    def _remembered(self, before: Marks, seen: Head) -> Marks:
        known = replace(before, row=seen[0], head=seen[1], last_slot=self._key.slot_id)
        return known.with_head(self._place, seen, gone=self._moved).with_numbers(self._used_numbers)

    def _holds(self, seen: Head) -> bool:
        """Whether this log row is in the log of this vault."""
        mac = self._chain.mac_of(seen[0])
        return mac is not None and log_chain.head(mac) == seen[1]

    @property
    def is_remembered(self) -> bool:
        """Whether this machine keeps the highest numbers and the log head outside the vault; tries again."""
        self._remember()
        return self._is_remembered

    def _stamp(self) -> str:
        return self._now().astimezone(dt.UTC).isoformat(timespec="seconds")
