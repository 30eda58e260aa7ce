"""Money: integer cents in a value type, and btw rounded per line as Dutch invoices do (rule R11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class BtwTarief(IntEnum):
    """The rates of the Wet op de omzetbelasting, in percent; a line keeps the rate of its date."""

    NUL = 0
    LAAG = 9
    HOOG = 21


@dataclass(frozen=True, slots=True, order=True)
class Bedrag:
    """An amount in euro cents; may be negative only as a result of subtraction."""

    cents: int

    def __add__(self, other: Bedrag) -> Bedrag:
        return Bedrag(self.cents + other.cents)

    def __sub__(self, other: Bedrag) -> Bedrag:
        return Bedrag(self.cents - other.cents)

    def __neg__(self) -> Bedrag:
        return Bedrag(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0


NIHIL = Bedrag(0)


def total(amounts: Iterable[Bedrag]) -> Bedrag:
    """The sum, in cents, of any number of amounts (none: zero)."""
    return Bedrag(sum(amount.cents for amount in amounts))


def including_btw(ex: Bedrag, rate: BtwTarief) -> Bedrag:
    """`ex` with btw, rounded half away from zero to whole cents."""
    sign = -1 if ex.cents < 0 else 1
    return Bedrag(ex.cents + sign * ((abs(ex.cents) * rate + 50) // 100))


def excluding_btw(incl: Bedrag, rate: BtwTarief) -> Bedrag:
    """The amount without btw whose btw, rounded, gives exactly `incl` again; the nearest where none does."""
    sign = -1 if incl.cents < 0 else 1
    guess = (abs(incl.cents) * 100 + (100 + rate) // 2) // (100 + rate)
    for candidate in (guess, guess - 1, guess + 1):
        if including_btw(Bedrag(candidate), rate).cents == abs(incl.cents):
            return Bedrag(sign * candidate)
    return Bedrag(sign * guess)


def spread(amount: Bedrag, weights: Sequence[Bedrag]) -> list[Bedrag]:
    """`amount` divided in proportion to weights of one sign, exact to the cent; no part exceeds its weight
    while `amount` does not exceed their sum. Nothing is divided over weights that add up to zero.
    """
    whole = sum(weight.cents for weight in weights)
    if not whole:
        return [NIHIL for _ in weights]
    parts, until, given = [], 0, 0
    for weight in weights:
        until += weight.cents
        part = amount.cents * until // whole - given
        given += part
        parts.append(Bedrag(part))
    return parts
