"""Numbers of copies, orders and requests never repeat, also when an older vault is carried elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.herstel import numbers_of


@dataclass(frozen=True, slots=True)
class NummersService:
    """On the machine where numbers were given, they are remembered outside the vault, and nobody is asked."""

    context: Context

    @property
    def zijn_onzeker(self) -> bool:
        """The vault was carried here: there may be paper with higher numbers than it knows."""
        return self.context.vault.are_numbers_doubted

    def settle(self, van_papier: Iterable[str]) -> None:
        """Go on above the highest numbers on paper (`2026-0042`, `OPD-2026-007`). InvalidInput."""
        self.context.vault.settle_numbers(numbers_of(text for text in van_papier if text.strip()))
