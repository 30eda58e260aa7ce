"""Use cases on who opens the vault: when each key was last used, and encrypting anew to keep a secret out.

A key that is revoked, a passphrase that was seen and a new recovery sheet are one and the same: the vault
gets another data key, and everybody who goes on opening it gets a slot around that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.errors import LastOpeningSlot, NotFound, SlotUnknown
from veiligheidsadvies.services import wachtzin
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.sterkte import require_strong
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.keys import KdfParameters, SlotKind
from veiligheidsadvies.vault.rekeying import Access, PreparedRekey
from veiligheidsadvies.vault.slots import SlotInfo

EERSTE_SLEUTEL = "S&S-manager"
"""Whose the key is when nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutelstand:
    """A key and when it was last used: to open the vault, or to sign an approval. None: never yet."""

    slot: SlotInfo
    laatst: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toegang:
    """How somebody goes on opening the vault.

    By the own passphrase, typed here (`nieuw`: another one from now on), or, for who is not here
    (`is_eenmalig`), by words that are made for one time.
    """

    wachtzin: str = field(default="", repr=False)
    nieuw: str = field(default="", repr=False)
    is_eenmalig: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorbereid:
    """Another key that was derived; nothing changed yet. `eenmalig` by name of the person."""

    rekey: PreparedRekey = field(repr=False)
    eenmalig: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hersleuteld:
    """What became of it: who lost access, and the words to hand over to who was not here."""

    vervallen: tuple[str, ...]
    eenmalig: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SleutelService:
    """In a window: `prepare` in a job, then `rekey`."""

    context: Context

    def list_all(self) -> list[Sleutelstand]:
        """Everyone who can open the vault or approve, who opens first, by name."""
        opened = self.context.vault.last_openings()
        signed = self._last_signed()
        found = [
            Sleutelstand(slot=slot, laatst=_moment(opened.get(slot.id)) or signed.get(slot.id))
            for slot in self.context.vault.list_slots()
        ]
        return sorted(found, key=lambda one: (one.slot.kind is SlotKind.AKKOORD, one.slot.name))

    def remove_approval(self, slot_id: str) -> None:
        """Take an approval key away; it opens nothing, so the vault needs no other key. NotFound."""
        if self._slot(slot_id).kind is not SlotKind.AKKOORD:
            raise NotFound("sleutel")
        self.context.vault.remove_slot(slot_id)

    def prepare(self, toegang: Mapping[str, Toegang]) -> Callable[[], Voorbereid]:
        """The slow half, to run in a job: another key for who stands in `toegang` (by slot id).

        Raises WeakPassphrase and LastOpeningSlot at once; the function WrongPassphrase (with
        whose it is) and NotFound.
        """
        for one in toegang.values():
            if one.nieuw:
                require_strong(one.nieuw)
        if all(one.is_eenmalig for one in toegang.values()):
            raise LastOpeningSlot
        names = {slot.id: slot.name for slot in self.context.vault.list_slots()}
        words = {slot_id: wachtzin.generate() for slot_id, one in toegang.items() if one.is_eenmalig}
        access = {
            slot_id: Access(handover=words[slot_id])
            if one.is_eenmalig
            else Access(passphrase=one.wachtzin, new=one.nieuw)
            for slot_id, one in toegang.items()
        }
        told = {names.get(slot_id, slot_id): given for slot_id, given in words.items()}
        vault = self.context.vault
        return lambda: Voorbereid(rekey=vault.prepare_rekey(access), eenmalig=told)

    def rekey(self, voorbereid: Voorbereid) -> Hersleuteld:
        """The quick half: encrypt the vault under the other key. The recovery sheet is void from here.

        Raises StorageUnavailable and VaultDamaged; the vault is as it was then.
        """
        dropped = self.context.vault.apply_rekey(voorbereid.rekey)
        return Hersleuteld(vervallen=dropped, eenmalig=voorbereid.eenmalig)

    def restore_access(self, wachtzin: str, *, naam: str = "", kdf: KdfParameters | None = None) -> str:
        """After recovery: a new passphrase for the key of `naam`, or a key when there is none; whose it is.

        Without a name there is one key only, or none. Raises WeakPassphrase and SlotUnknown.
        """
        require_strong(wachtzin)
        vault, chosen = self.context.vault, naam.strip()
        openers = {slot.name: slot.id for slot in vault.list_slots() if slot.kind is SlotKind.OPENEN}
        if not openers:
            vault.set_new_passphrase(wachtzin, name=chosen or EERSTE_SLEUTEL, kdf=kdf)
            return chosen or EERSTE_SLEUTEL
        if not chosen and len(openers) == 1:
            (chosen,) = openers
        if chosen not in openers:
            raise SlotUnknown(sorted(openers))
        vault.set_new_passphrase(wachtzin, slot_id=openers[chosen], kdf=kdf)
        return chosen

    def _slot(self, slot_id: str) -> SlotInfo:
        for slot in self.context.vault.list_slots():
            if slot.id == slot_id:
                return slot
        raise NotFound("sleutel")

    def _last_signed(self) -> dict[str, dt.datetime]:
        found: dict[str, dt.datetime] = {}
        for akkoord in records.list_where(self.context.connection, Akkoord, "slot_id <> ''", ()):
            found[akkoord.slot_id] = max(akkoord.op, found.get(akkoord.slot_id, akkoord.op))
        return found


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None
