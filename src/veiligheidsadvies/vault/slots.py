"""Who may open the vault and who may approve: adding, renaming, changing and taking away key slots.

Each change stands in both slot files before it is called done, and in the log.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    LastOpeningSlot,
    NotFound,
    StorageUnavailable,
    UserError,
)
from veiligheidsadvies.vault import holders, keys, rekey, slotfile
from veiligheidsadvies.vault.chain import Entry
from veiligheidsadvies.vault.database import transaction
from veiligheidsadvies.vault.keys import KdfParameters, Slot, SlotKind
from veiligheidsadvies.vault.preparing import (
    ADDED,
    HANDED_OVER,
    REMOVED,
    PreparedSlot,
    Preparing,
    fingerprint,
)
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.unlock import UnlockedKey

OLDER_SLOTS = "oudere_sleutels_gezien_op"
"""Setting: when an older slot file was found; a new data key makes it untrue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotInfo:
    """What a screen may show of a slot. `fingerprint` is of an approval key, "" for an opening slot.

    `is_handed_over`: its passphrase was made for one time and waits to be replaced.
    """

    id: str
    name: str
    kind: SlotKind
    created: str
    kdf: KdfParameters
    fingerprint: str
    is_current: bool
    is_handed_over: bool = False


class Slots(Preparing):
    """The part of the facade about keys and persons. What derives a key takes about a second."""

    _is_new_passphrase_set = False
    _unsettled: SlotFile | None = None
    _forged: frozenset[str] | None = None

    def list_slots(self) -> list[SlotInfo]:
        """All slots of the vault."""
        handed_over = {
            row[0].removeprefix(HANDED_OVER)
            for row in self.connection.execute(
                "SELECT naam FROM instelling WHERE naam >= ? AND naam < ?", (HANDED_OVER, HANDED_OVER + "~")
            )
        }
        return [
            SlotInfo(
                id=slot.id,
                name=slot.name,
                kind=slot.kind,
                created=slot.created,
                kdf=slot.kdf,
                fingerprint=fingerprint(slot.public_key) if slot.kind is SlotKind.AKKOORD else "",
                is_current=slot.id == self._key.slot_id,
                is_handed_over=slot.id in handed_over,
            )
            for slot in self._slot_file.slots
        ]

    def keep(self, prepared: PreparedSlot) -> str:
        """Store a slot that was prepared, new or in the place of the one with its id; that id."""
        slot = prepared.slot
        slots = self._slot_file.slots
        if self._slot_file.find(slot.id) is None:
            slots = (*slots, slot)
        else:
            slots = tuple(slot if other.id == slot.id else other for other in slots)
        self._save(slots, prepared.action, slot.id, result=prepared.result)
        if prepared.has_new_passphrase and slot.kind is SlotKind.OPENEN:
            self._is_new_passphrase_set = True
            if self.setting(HANDED_OVER + slot.id) is not None:
                self.set_setting(HANDED_OVER + slot.id, None)
        return slot.id

    def add_opening_slot(self, name: str, passphrase: str, *, kdf: KdfParameters | None = None) -> str:
        """Let one more person open the vault; the id of the new slot."""
        return self.keep(self.prepare_opening_slot(name, passphrase, kdf=kdf))

    def add_approval_slot(self, name: str, passphrase: str, *, kdf: KdfParameters | None = None) -> str:
        """Let one more person approve; the id of the new slot."""
        return self.keep(self.prepare_approval_slot(name, passphrase, kdf=kdf))

    def rename_slot(self, slot_id: str, name: str) -> None:
        """Give the person of a slot another name. Raises NotFound."""
        renamed = replace(self._slot(slot_id), name=name)
        self.keep(PreparedSlot(slot=renamed, action=holders.RENAMED, has_new_passphrase=False))

    def remove_slot(self, slot_id: str) -> None:
        """Take a slot away. Raises NotFound and LastOpeningSlot.

        Old copies of the slot file still hold an opening slot: a re-key without it keeps out who had it.
        """
        slot = self._slot(slot_id)
        rest = tuple(other for other in self._slot_file.slots if other.id != slot_id)
        if slot.kind is SlotKind.OPENEN and not any(other.kind is SlotKind.OPENEN for other in rest):
            raise LastOpeningSlot
        self._save(rest, REMOVED, slot_id)

    def change_passphrase(
        self, slot_id: str, *, old: str, new: str, kdf: KdfParameters | None = None
    ) -> None:
        """Another passphrase for the same slot. Raises WrongPassphrase and NotFound.

        A passphrase that somebody saw asks for `rekey` as well, because old copies still open with it; that
        of an approval slot for another slot, because a re-key leaves the key in it as it is.
        """
        self.keep(self.prepare_passphrase(slot_id, old=old, new=new, kdf=kdf))

    @property
    def needs_new_passphrase(self) -> bool:
        """Whether the recovery sheet or a passphrase for one time opened it, and none was set since."""
        return (self.is_handed_over or self.by_recovery) and not self._is_new_passphrase_set

    @property
    def is_handed_over(self) -> bool:
        """Whether a passphrase that was made for one time opened the vault."""
        return self._is_handed_over

    def last_openings(self) -> dict[str, str]:
        """When each slot opened this vault last (ISO time in UTC), by slot id; from the log."""
        return holders.last_openings(self.connection)

    def set_new_passphrase(
        self, passphrase: str, *, slot_id: str | None = None, name: str = "", kdf: KdfParameters | None = None
    ) -> str:
        """After recovery: a new passphrase for a slot, or a new opening slot under `name`."""
        if slot_id is None:
            self._may_replace("")
            return self.add_opening_slot(name, passphrase, kdf=kdf)
        return self.keep(self.prepare_replacement(slot_id, passphrase, kdf=kdf))

    def approver(self, slot_id: str) -> str:
        """The name on an approval slot, from memory alone: also for a worker thread. Raises NotFound."""
        slot = self._slot(slot_id)
        if slot.kind is not SlotKind.AKKOORD:
            raise NotFound("akkoordsleutel")
        return slot.name

    def sign_approval(self, slot_id: str, passphrase: str, digest: bytes) -> bytes:
        """The signature of a second person under the SHA-256 of what is decided. May run in a worker thread.

        Raises ApprovalRefused for a wrong passphrase and in a session that the recovery sheet opened.
        """
        if self.by_recovery:
            raise ApprovalRefused(ApprovalReason.HERSTELBLAD)
        slot = self._slot(slot_id)
        if slot.kind is not SlotKind.AKKOORD:
            raise NotFound("sleutel")
        signature = keys.sign(self.vault_id, slot, passphrase, digest)
        if signature is None:
            raise ApprovalRefused(ApprovalReason.WACHTWOORD)
        return signature

    def verify_approval(self, slot_id: str, digest: bytes, signature: bytes) -> bool:
        """Whether the owner of this approval slot signed this digest; also after it was taken away."""
        public_key: bytes | None = self.connection.value(
            "SELECT publieke_sleutel FROM sleutelhouder WHERE sleuf_id = ?", (slot_id,)
        )
        return public_key is not None and keys.is_signature(
            self.vault_id, public_key, digest=digest, signature=signature
        )

    def may_be_name(self, slot_id: str, name: str) -> bool:
        """Whether a slot, also a former one, has this name or may have had it before it was renamed."""
        return holders.may_be_name(self.connection, slot_id, name)

    def names_of(self, slot_id: str, *, until: int | None = None) -> frozenset[str]:
        """The names of a slot, also of one that is gone, present and former; or those until a log row."""
        return holders.every_name(self.connection, slot_id, until=until)

    def writer_of(self, table: str, row: int) -> tuple[str, int] | None:
        """The slot that wrote a row at first, and the number of that log row; None when the log has none."""
        return holders.writer(self.connection, table, row)

    def forged_approval_keys(self) -> frozenset[str]:
        """The slots whose approval key is not the one whose fingerprint stands in the log.

        Both the key with which approvals are checked and the one in the slot file count.
        """
        logged = {
            str(thing).removeprefix("sleutel:"): mark
            for thing, mark in self.connection.execute(
                "SELECT object, resultaat FROM logregel WHERE tabel IS NULL AND actie = ?"
                " ORDER BY nummer DESC",
                (ADDED[SlotKind.AKKOORD],),
            )
        }
        kept = self.connection.execute(
            "SELECT sleuf_id, publieke_sleutel FROM sleutelhouder WHERE soort = 'akkoord'"
        ).fetchall()
        present = [
            (slot.id, slot.public_key) for slot in self._slot_file.slots if slot.kind is SlotKind.AKKOORD
        ]
        self._forged = frozenset(
            slot_id
            for slot_id, public in (*kept, *present)
            if logged.get(slot_id) != fingerprint(public or b"")
        )
        return self._forged

    def is_forged_key(self, slot_id: str) -> bool:
        """Whether `forged_approval_keys` has this slot, as it was found when this session first asked."""
        return slot_id in (self.forged_approval_keys() if self._forged is None else self._forged)

    def _settle(self) -> None:
        """Drop the slots of the old data key; what a full disk keeps from it is done at the next change."""
        if self._unsettled is not None:
            with contextlib.suppress(StorageUnavailable):
                rekey.settle(self.folder, self._unsettled, self._key.data_key)
                self._unsettled = None

    def _save(self, slots: tuple[Slot, ...], action: str, slot_id: str, *, result: str = "gelukt") -> None:
        self._settle()
        before = self._slot_file
        about = f"sleutel:{slot_id}" if slot_id else "kluis"
        file = SlotFile(vault_id=self.vault_id, generation=before.generation + 1, slots=slots)
        self._slot_file = slotfile.write(self.folder, file, self._key.data_key)
        try:
            with transaction(self.connection):
                self._log_unlogged(but=slot_id)
                self._keep_holders()
                self._append(Entry(verb=action, object=about, result=result))
        except UserError:
            # What is told as not done is not done. Failing that, the log is made up for at the next change.
            with contextlib.suppress(StorageUnavailable):
                back = replace(before, generation=file.generation + 1)
                self._slot_file = slotfile.write(self.folder, back, self._key.data_key)
            raise
        self._remember()
        self._forged = None

    def _is_older_slot_file(self) -> bool:
        """Whether both slot files were put back as they once were: a passphrase of then opens again."""
        return self._slot_file.generation < holders.generation(self.connection)

    def _keep_revoked_out(self) -> None:
        """An older slot file brings no key back that was revoked, but for the one that opened it."""
        gone = holders.revoked(self.connection) - {self._key.slot_id}
        slots = tuple(slot for slot in self._slot_file.slots if slot.id not in gone)
        number = holders.generation(self.connection) + 1
        file = SlotFile(vault_id=self.vault_id, generation=number, slots=slots)
        self._slot_file = slotfile.write(self.folder, file, self._key.data_key)

    def _catch_up(self) -> None:
        """Log a slot whose adding or revoking was cut off between the slot file and the log."""
        is_same = holders.present(self.connection) == {slot.id: slot.name for slot in self._slot_file.slots}
        if is_same and holders.generation(self.connection) == self._slot_file.generation:
            return
        with transaction(self.connection):
            self._log_unlogged()
            self._keep_holders()
        self._remember()

    def _log_unlogged(self, *, but: str = "") -> None:
        """In the open transaction: rows for slots that came, went or were renamed without the log knowing."""
        known, before = holders.names(self.connection), holders.present(self.connection)
        slots = {slot.id: slot for slot in self._slot_file.slots}
        for slot in slots.values():
            if slot.id == but:
                continue
            if slot.id not in known:
                result = fingerprint(slot.public_key) if slot.public_key else "gelukt"
                self._append(Entry(verb=ADDED[slot.kind], object=f"sleutel:{slot.id}", result=result))
            elif slot.name != known[slot.id]:
                self._append(Entry(verb=holders.RENAMED, object=f"sleutel:{slot.id}"))
        for slot_id in sorted(before.keys() - slots.keys() - {but}):
            self._append(Entry(verb=REMOVED, object=f"sleutel:{slot_id}"))

    def _keep_holders(self) -> None:
        holders.keep(self.connection, self._slot_file.slots, at=self._stamp())
        holders.keep_generation(self.connection, self._slot_file.generation)

    def _forget_key(self) -> None:
        self._key = UnlockedKey(data_key=b"", slot_id=self._key.slot_id, slot_name=self._key.slot_name)
