"""Aantal: a quantity of pieces, hours or square metres, exact to a hundredth."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import Bedrag

_HEEL = 100


@dataclass(frozen=True, slots=True, order=True)
class Aantal:
    """A quantity in whole hundredths (150 is 1,5); negative where an entry takes back."""

    honderdsten: int

    def __add__(self, other: Aantal) -> Aantal:
        return Aantal(self.honderdsten + other.honderdsten)

    def __sub__(self, other: Aantal) -> Aantal:
        return Aantal(self.honderdsten - other.honderdsten)

    def __neg__(self) -> Aantal:
        return Aantal(-self.honderdsten)

    def __bool__(self) -> bool:
        return self.honderdsten != 0


EEN = Aantal(_HEEL)
GEEN = Aantal(0)


def times(aantal: Aantal, price: Bedrag) -> Bedrag:
    """What so many cost in cents, rounded half away from zero as a line of an invoice is."""
    product = aantal.honderdsten * price.cents
    sign = -1 if product < 0 else 1
    return Bedrag(sign * ((abs(product) + _HEEL // 2) // _HEEL))
