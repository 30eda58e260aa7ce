"""Quotes on one request side by side: what each asks for every line, what is missing, which is lowest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aanvraag import (
    Aanvraagregel,
    AanvraagregelId,
    Offerte,
    Offerteregel,
    Offertestand,
)
from veiligheidsadvies.domain.bedrag import Bedrag, total
from veiligheidsadvies.domain.leverancier import LeverancierId, Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """The quote of one supplier; `prijzen` by line of the request, `ontbreekt` the lines without a price."""

    offerte: Offerte
    leverancier: str
    leverancier_id: LeverancierId | None
    screening: Screening
    prijzen: Mapping[AanvraagregelId, Offerteregel]
    ontbreekt: tuple[AanvraagregelId, ...]
    ex: Bedrag
    btw: Bedrag
    incl: Bedrag
    is_goedkoopste: bool
    is_verlopen: bool

    @property
    def is_volledig(self) -> bool:
        """Every line has a price."""
        return not self.ontbreekt


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """All that was asked and offered."""

    regels: tuple[Aanvraagregel, ...]
    kolommen: tuple[Kolom, ...]


def column(
    offerte: Offerte,
    regels: Sequence[Aanvraagregel],
    prijzen: Sequence[Offerteregel],
    *,
    leverancier: str,
    screening: Screening,
    today: dt.date,
) -> Kolom:
    """One quote against the lines that were asked; whether it is the lowest is decided by `compared`."""
    priced = {one.aanvraagregel_id: one for one in prijzen if one.aanvraagregel_id is not None}
    missing = tuple(one.id for one in regels if one.id is not None and one.id not in priced)
    ex = total(one.ex for one in priced.values())
    incl = total(one.incl for one in priced.values())
    return Kolom(
        offerte=offerte,
        leverancier=leverancier,
        leverancier_id=offerte.leverancier_id,
        screening=screening,
        prijzen=priced,
        ontbreekt=missing,
        ex=ex,
        btw=incl - ex,
        incl=incl,
        is_goedkoopste=False,
        is_verlopen=offerte.geldig_tot is not None and offerte.geldig_tot < today,
    )


def compared(kolommen: Sequence[Kolom]) -> tuple[Kolom, ...]:
    """The lowest of those with a price for every line is marked, all of them when several ask the same."""
    whole = [one for one in kolommen if one.is_volledig and one.offerte.stand is not Offertestand.GEVRAAGD]
    lowest = min((one.incl for one in whole), default=None)
    return tuple(replace(one, is_goedkoopste=one in whole and one.incl == lowest) for one in kolommen)
