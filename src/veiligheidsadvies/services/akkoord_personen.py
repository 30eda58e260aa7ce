"""Whether who approves is another person than who proposes, as far as names of keys can tell.

A key can be renamed. So each of the two is every name that the own key ever had; whoever has one name in
common with the other approves an own proposal. Two keys that never shared a name are two persons here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.services.akkoord_dekking import is_same_person
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.vault.keys import SlotKind


@dataclass(frozen=True, slots=True)
class Personen:
    """Reading only."""

    context: Context

    def is_actor(self, naam: str, slot_id: str = "") -> bool:
        """Whether who approves under this name (with this key) is who opened the vault."""
        vault = self.context.vault
        current = (slot.id for slot in vault.list_slots() if slot.is_current)
        own = {vault.actor}.union(*(vault.names_of(one) for one in current))
        return _meet({naam, *vault.names_of(slot_id)}, own)

    def is_proposer(self, naam: str, slot_id: str, proposer: str) -> bool:
        """Whether who approves under this name (with this key) is who laid it before; "" is nobody."""
        return bool(proposer) and _meet(
            {naam, *self.context.vault.names_of(slot_id)}, self._names(proposer, until=None)
        )

    def is_own(self, akkoord: Akkoord, *proposers: str) -> bool:
        """Whether an approval was given by who proposed it, by the names that the keys had until then."""
        vault = self.context.vault
        written = vault.writer_of(Akkoord.TABEL, akkoord.id or 0)
        writer, until = written or ("", None)
        approver = {akkoord.naam, *vault.names_of(akkoord.slot_id, until=until)}
        known = (self._names(one, until=until) for one in proposers if one)
        return _meet(approver, {akkoord.voorgesteld_door, *vault.names_of(writer, until=until)}.union(*known))

    def _names(self, proposer: str, *, until: int | None) -> set[str]:
        """Every name of the key that opens and is named so now."""
        vault = self.context.vault
        named = (one for one in vault.list_slots() if one.kind is SlotKind.OPENEN and one.name == proposer)
        return {proposer}.union(*(vault.names_of(one.id, until=until) for one in named))


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    rest = [one for one in others if one]
    return any(is_same_person(one, other) for one in some for other in rest)
