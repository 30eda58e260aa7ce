"""Who may open the vault and who may approve: adding, renaming, changing and taking away key slots.

Each change stands in both slot files before it is called done, and in the log.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    LastOpeningSlot,
    NotFound,
    RecoveryKeyForeign,
    WrongPassphrase,
)
from veiligheidsadvies.vault import keys, recovery, rekey, slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME, open_database, transaction
from veiligheidsadvies.vault.keys import KdfParameters, Slot, SlotKind
from veiligheidsadvies.vault.preparing import ADDED, PreparedSlot, Preparing, fingerprint
from veiligheidsadvies.vault.slotfile import SlotFile
from veiligheidsadvies.vault.unlock import UnlockedKey

RECOVERY_CONFIRMED = "herstelblad_bevestigd_op"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotInfo:
    """What a screen may show of a slot. `fingerprint` is of an approval key, "" for an opening slot."""

    id: str
    name: str
    kind: SlotKind
    created: str
    kdf: KdfParameters
    fingerprint: str
    is_current: bool


class Slots(Preparing):
    """The part of the facade about keys and persons. What derives a key takes about a second."""

    _is_new_passphrase_set = False
    _forged: frozenset[str] | None = None

    def list_slots(self) -> list[SlotInfo]:
        """All slots of the vault."""
        return [
            SlotInfo(
                id=slot.id,
                name=slot.name,
                kind=slot.kind,
                created=slot.created,
                kdf=slot.kdf,
                fingerprint=fingerprint(slot.public_key) if slot.kind is SlotKind.AKKOORD else "",
                is_current=slot.id == self._key.slot_id,
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
        self.keep(PreparedSlot(slot=renamed, action="sleutel hernoemen", has_new_passphrase=False))

    def remove_slot(self, slot_id: str) -> None:
        """Take a slot away. Raises NotFound and LastOpeningSlot.

        Old copies of the slot file still hold it: `rekey` keeps out who must not open the vault.
        """
        slot = self._slot(slot_id)
        rest = tuple(other for other in self._slot_file.slots if other.id != slot_id)
        if slot.kind is SlotKind.OPENEN and not any(other.kind is SlotKind.OPENEN for other in rest):
            raise LastOpeningSlot
        self._save(rest, "sleutel intrekken", slot_id)

    def change_passphrase(
        self, slot_id: str, *, old: str, new: str, kdf: KdfParameters | None = None
    ) -> None:
        """Another passphrase for the same slot. Raises WrongPassphrase and NotFound.

        A passphrase that somebody saw asks for `rekey` as well, because old copies still open with it.
        """
        self.keep(self.prepare_passphrase(slot_id, old=old, new=new, kdf=kdf))

    @property
    def needs_new_passphrase(self) -> bool:
        """Whether the recovery sheet opened the vault and no new passphrase was set since."""
        return self.by_recovery and not self._is_new_passphrase_set

    def set_new_passphrase(
        self, passphrase: str, *, slot_id: str | None = None, name: str = "", kdf: KdfParameters | None = None
    ) -> str:
        """After recovery: a new passphrase for a slot, or a new opening slot under `name`."""
        if not self.by_recovery:
            raise RuntimeError("only the recovery sheet replaces a passphrase without knowing it")
        if slot_id is None:
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

    def recovery_groups(self) -> list[str]:
        """The 14 groups of the recovery sheet of the present key."""
        return recovery.groups_of(self._key.data_key)

    def recovery_payload(self) -> str:
        """What the QR code on the recovery sheet holds."""
        return recovery.qr_payload(self._key.data_key)

    def confirm_recovery(self, groups: Sequence[str]) -> None:
        """The sheet was typed back. Raises RecoveryKeyInvalid and RecoveryKeyForeign."""
        if not secrets.compare_digest(recovery.key_of(groups), self._key.data_key):
            raise RecoveryKeyForeign
        self.set_setting(RECOVERY_CONFIRMED, self._stamp())
        self.note("herstelblad bevestigen", "kluis")

    @property
    def recovery_confirmed(self) -> bool:
        """Whether the sheet of the present key was typed back."""
        return self.setting(RECOVERY_CONFIRMED) is not None

    def rekey(self, passphrases: Mapping[str, str]) -> tuple[str, ...]:
        """Encrypt the vault under a new data key; the names of the persons who must get a slot anew.

        `passphrases` by slot id keep their opening slots; the others fall away, approval slots stay. The
        recovery sheet must be printed and typed back again. Old copies still open with the old key. Raises
        WrongPassphrase, LastOpeningSlot, StorageUnavailable; the old key goes on opening the vault then.
        """
        old_key, new_key = self._key.data_key, secrets.token_bytes(keys.KEY_BYTES)
        kept, dropped = self._rewrapped(passphrases, new_key)
        rekey.make_copy(
            self.folder, self.connection, old_key=old_key, new_key=new_key, without=RECOVERY_CONFIRMED
        )
        both = replace(self._slot_file, generation=self._slot_file.generation + 1, pending=kept)
        try:
            slotfile.write(self.folder, both, old_key)
            self.connection.close()
            rekey.swap(self.folder)
        except BaseException:
            rekey.finish(self.folder, old_key)
            self.connection.take_over(open_database(self.folder / DATABASE_NAME, old_key))
            raise
        # From here the new key is the key, also when the slot file (it holds both halves) cannot be written.
        self.connection.take_over(open_database(self.folder / DATABASE_NAME, new_key))
        self._key = replace(self._key, data_key=new_key)
        self._slot_file = rekey.promoted(both)
        self._save(self._slot_file.slots, "kluis opnieuw versleutelen", "")
        return dropped

    def _rewrapped(
        self, passphrases: Mapping[str, str], new_key: bytes
    ) -> tuple[tuple[Slot, ...], tuple[str, ...]]:
        kept: list[Slot] = []
        dropped: list[str] = []
        for slot in self._slot_file.slots:
            if slot.kind is SlotKind.AKKOORD:
                kept.append(slot)
            elif slot.id not in passphrases:
                dropped.append(slot.name)
            elif keys.unwrap(self.vault_id, slot, passphrases[slot.id]) is None:
                raise WrongPassphrase
            else:
                passphrase = passphrases[slot.id]
                kept.append(
                    keys.rewrap(self.vault_id, slot, secret=new_key, passphrase=passphrase, kdf=slot.kdf)
                )
        if not any(slot.kind is SlotKind.OPENEN for slot in kept):
            raise LastOpeningSlot
        return tuple(kept), tuple(dropped)

    def _save(self, slots: tuple[Slot, ...], action: str, slot_id: str, *, result: str = "gelukt") -> None:
        file = SlotFile(vault_id=self.vault_id, generation=self._slot_file.generation + 1, slots=slots)
        self._slot_file = slotfile.write(self.folder, file, self._key.data_key)
        self._sync_holders()
        self.note(action, f"sleutel:{slot_id}" if slot_id else "kluis", result)
        self._forged = None

    def _catch_up(self) -> None:
        """Log a slot whose adding was cut off between the slot file and the log."""
        known = {row[0] for row in self.connection.execute("SELECT sleuf_id FROM sleutelhouder")}
        self._sync_holders()
        for slot in self._slot_file.slots:
            if slot.id not in known:
                result = fingerprint(slot.public_key) if slot.public_key else "gelukt"
                self.note(ADDED[slot.kind], f"sleutel:{slot.id}", result)

    def _sync_holders(self) -> None:
        """Keep all names and public keys that had a slot: the log and old approvals stay readable."""
        present = {slot.id: slot for slot in self._slot_file.slots}
        known = {
            row[0]: row[1:]
            for row in self.connection.execute(
                "SELECT sleuf_id, naam, ingetrokken_op FROM sleutelhouder WHERE soort <> 'herstelblad'"
            )
        }
        if {slot.id: (slot.name, None) for slot in present.values()} == {
            slot_id: row for slot_id, row in known.items() if row[1] is None
        }:
            return
        with transaction(self.connection):
            for slot in present.values():
                self.connection.execute(
                    "INSERT INTO sleutelhouder (sleuf_id, naam, soort, publieke_sleutel, sinds)"
                    " VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT (sleuf_id) DO UPDATE SET naam = excluded.naam, ingetrokken_op = NULL",
                    (slot.id, slot.name, slot.kind.value, slot.public_key or None, slot.created),
                )
            for slot_id in known.keys() - present.keys():
                self.connection.execute(
                    "UPDATE sleutelhouder SET ingetrokken_op = ?"
                    " WHERE sleuf_id = ? AND ingetrokken_op IS NULL",
                    (self._stamp(), slot_id),
                )

    def _forget_key(self) -> None:
        self._key = UnlockedKey(data_key=b"", slot_id=self._key.slot_id, slot_name=self._key.slot_name)
