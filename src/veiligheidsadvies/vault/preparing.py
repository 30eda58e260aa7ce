"""The slow half of a slot change: deriving a key takes about a second.

What is prepared here touches neither file nor connection, so it may run in a worker thread; `Slots.keep` then
stores it on the thread of the vault.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from veiligheidsadvies.domain.errors import NotFound, WrongPassphrase
from veiligheidsadvies.vault import crockford, keys
from veiligheidsadvies.vault.contents import Contents
from veiligheidsadvies.vault.keys import KdfParameters, Slot, SlotKind

ADDED = {SlotKind.OPENEN: "openingssleutel toevoegen", SlotKind.AKKOORD: "akkoordsleutel toevoegen"}
REPLACED = "wachtwoord vervangen na herstel"
CHANGED = "wachtwoord wijzigen"
REMOVED = "sleutel intrekken"
HANDED_OVER = "overdracht:"
"""Setting, before the id of a slot: its passphrase was made for one time, since when."""
_FINGERPRINT_SIGNS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedSlot:
    """A slot that is not in the vault yet, and what the log will say of it."""

    slot: Slot
    action: str
    result: str = "gelukt"
    has_new_passphrase: bool = True


def fingerprint(public_key: bytes) -> str:
    """100 bits of the SHA-256 of an approval key in groups of four, as both sign on paper."""
    number = int.from_bytes(hashlib.sha256(public_key).digest()[:13], "big") >> 4
    return crockford.in_groups(crockford.encode(number, _FINGERPRINT_SIGNS))


class Preparing(Contents):
    """The part of the facade that may run in a worker thread."""

    _is_handed_over = False

    def prepare_opening_slot(
        self, name: str, passphrase: str, *, kdf: KdfParameters | None = None
    ) -> PreparedSlot:
        """A slot with which one more person opens the vault."""
        slot = keys.new_opening_slot(
            self.vault_id,
            self._key.data_key,
            name=name,
            passphrase=passphrase,
            kdf=kdf or self._kdf(),
            created=self._stamp(),
        )
        return PreparedSlot(slot=slot, action=ADDED[slot.kind])

    def prepare_approval_slot(
        self, name: str, passphrase: str, *, kdf: KdfParameters | None = None
    ) -> PreparedSlot:
        """A slot with which one more person approves. Its fingerprint goes on paper and in the log."""
        slot = keys.new_approval_slot(
            self.vault_id, name=name, passphrase=passphrase, kdf=kdf or self._kdf(), created=self._stamp()
        )
        return PreparedSlot(slot=slot, action=ADDED[slot.kind], result=fingerprint(slot.public_key))

    def prepare_passphrase(
        self, slot_id: str, *, old: str, new: str, kdf: KdfParameters | None = None
    ) -> PreparedSlot:
        """The same slot under another passphrase. Raises WrongPassphrase and NotFound."""
        slot = self._slot(slot_id)
        secret = keys.unwrap(self.vault_id, slot, old)
        if secret is None:
            raise WrongPassphrase
        changed = keys.rewrap(self.vault_id, slot, secret=secret, passphrase=new, kdf=kdf or slot.kdf)
        return PreparedSlot(slot=changed, action=CHANGED)

    def prepare_replacement(
        self, slot_id: str, passphrase: str, *, kdf: KdfParameters | None = None
    ) -> PreparedSlot:
        """An opening slot under a new passphrase, without the old one. Raises NotFound.

        After recovery, or for who opened with a passphrase that was made for one time.
        """
        slot = self._slot(slot_id)
        if slot.kind is not SlotKind.OPENEN:
            raise NotFound("sleutel")
        self._may_replace(slot_id)
        changed = keys.rewrap(
            self.vault_id, slot, secret=self._key.data_key, passphrase=passphrase, kdf=kdf or slot.kdf
        )
        return PreparedSlot(slot=changed, action=REPLACED if self.by_recovery else CHANGED)

    def _may_replace(self, slot_id: str) -> None:
        is_own = self._is_handed_over and slot_id == self._key.slot_id
        if not self.by_recovery and not is_own:
            raise RuntimeError("a passphrase is replaced by who knows it, or after recovery")

    def _slot(self, slot_id: str) -> Slot:
        slot = self._slot_file.find(slot_id)
        if slot is None:
            raise NotFound("sleutel")
        return slot

    def _kdf(self) -> KdfParameters:
        """The cost that was measured for this vault."""
        opening = self._slot_file.opening_slots
        return opening[0].kdf if opening else keys.calibrate()
