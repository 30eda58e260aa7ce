"""How long the copies stay that the program takes away by itself: one answer for the list and the deed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from veiligheidsadvies.domain.kopie import (
    DAGEN,
    Bewaarreden,
    Bewaring,
    Kopie,
    SoortKopie,
    bewaringen,
    schema_bewaring,
    wisseldag,
)
from veiligheidsadvies.services.context import Context


def kept_of(context: Context, copies: Iterable[Kopie]) -> Mapping[int, Bewaring]:
    """By number of the copy; of those that the program takes away, the others may go now.

    `copies` is the register, the newest first. What stays past its day, because the clock is not believed
    yet, stays today at least.
    """
    ordered = [(_local(context, copy), copy) for copy in reversed([*copies])]
    judged = wisseldag((moment.date() for moment, _ in ordered), context.today)
    kept: dict[int, Bewaring] = {}
    places: dict[tuple[SoortKopie, str], dict[dt.datetime, Kopie]] = {}
    for moment, copy in ordered:  # of two in one second the newer counts
        if copy.soort is SoortKopie.SCHEMA:
            kept[copy.id] = Bewaring(als=Bewaarreden.MAAND, tot=schema_bewaring(moment.date()))
        elif copy.soort.wisselt and copy.is_goed:
            places.setdefault((copy.soort, copy.map), {})[moment] = copy
        elif copy.soort.wisselt:  # a damaged one proves nothing, but is not thrown away at once
            last = moment.date() + dt.timedelta(days=DAGEN - 1)
            kept[copy.id] = Bewaring(als=Bewaarreden.DAG, tot=last)
    kept = {number: bewaring for number, bewaring in kept.items() if bewaring.tot >= judged}
    for group in places.values():
        for moment, bewaring in bewaringen(group, judged).items():
            kept[group[moment].id] = bewaring
    return {number: _at_least(bewaring, context.today) for number, bewaring in kept.items()}


def _at_least(bewaring: Bewaring, today: dt.date) -> Bewaring:
    return bewaring if bewaring.tot >= today else Bewaring(als=Bewaarreden.NIEUWSTE, tot=today)


def _local(context: Context, copy: Kopie) -> dt.datetime:
    return copy.gemaakt_op.astimezone(context.now().tzinfo)
