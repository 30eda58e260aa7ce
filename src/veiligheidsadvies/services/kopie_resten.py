"""Which copies of the vault still hold what was destroyed, and until which day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from veiligheidsadvies.domain.kopie import Bewaring, Kopie, SoortKopie, bewaringen, schema_bewaring
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.vault.restoring import list_set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopierest:
    """A copy from before a destruction; `tot` is the last day of it, None: until somebody takes it away."""

    naam: str
    soort: SoortKopie
    gemaakt_op: dt.datetime
    tot: dt.date | None

    @property
    def plaats(self) -> str:
        """Where it is, in words."""
        return _PLAATS.get(self.soort, "bij de kluis")


_PLAATS = {
    SoortKopie.TWEEDE: "tweede plaats",
    SoortKopie.HAND: "zelf gekozen plaats",
    SoortKopie.OPZIJ: "opzij, naast de kluis",
}


def copies_holding(context: Context, vernietiging: Vernietiging | None = None) -> list[Kopierest]:
    """The newest first, of now without a destruction; one that is known to be gone is not among them.

    Last the whole vaults that were set aside when a copy was put in their place.
    """
    known = context.vault.list_copies()
    kept = _kept(known, context.today)
    copies = [
        Kopierest(
            naam=one.bestand,
            soort=one.soort,
            gemaakt_op=one.gemaakt_op,
            tot=_last_day(one, kept[one.soort, one.map], context.today),
        )
        for one in known
        if vernietiging is None or one.logregel <= vernietiging.logregel
    ]
    aside = [
        Kopierest(naam=one.path.name, soort=SoortKopie.OPZIJ, gemaakt_op=one.at, tot=None)
        for one in list_set_aside(context.vault.folder)
        if vernietiging is None or one.at <= vernietiging.op
    ]
    return [*copies, *aside]


def _kept(
    known: list[Kopie], today: dt.date
) -> Mapping[tuple[SoortKopie, str], Mapping[dt.datetime, Bewaring]]:
    """By kind and place until when each moment is kept there."""
    moments: dict[tuple[SoortKopie, str], list[dt.datetime]] = defaultdict(list)
    for one in known:
        moments[one.soort, one.map].append(one.gemaakt_op)
    return {key: bewaringen(found, today) for key, found in moments.items()}


def _last_day(one: Kopie, kept: Mapping[dt.datetime, Bewaring], today: dt.date) -> dt.date | None:
    if one.soort is SoortKopie.SCHEMA:
        return schema_bewaring(one.gemaakt_op.date())
    if not one.soort.wisselt:
        return None
    found = kept.get(one.gemaakt_op)
    return found.tot if found else today
