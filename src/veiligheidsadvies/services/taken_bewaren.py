"""The tasks of Vandaag that records law asks: what may be destroyed now or within a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.bewaarstand import Beletsel, Bewaarstand
from veiligheidsadvies.services.bewaarlijst import Bewaarlijst
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.taak import Doel, Taak

VOORUIT_DAGEN = 30
_VAN_HET_WERK = {Beletsel.CATEGORIE, Beletsel.OPDRACHT, Beletsel.CONTRACT, Beletsel.BOEKJAAR}
"""What the manager can do something about; a hold or a term that runs asks nothing of him."""


def keeping_tasks(context: Context) -> Iterator[Taak]:
    """What is due within a month or was, unless a hold or a threat keeps it."""
    soon = context.today + dt.timedelta(days=VOORUIT_DAGEN)
    for stand in Bewaarlijst(context).list_closed():
        stops = set(stand.beletsels) - {Beletsel.TERMIJN}
        if stand.vanaf is not None and stand.vanaf <= soon and stops <= _VAN_HET_WERK:
            yield _task(stand, [one for one in stand.beletsels if one in stops])


def _task(stand: Bewaarstand, stops: list[Beletsel]) -> Taak:
    what = "Dossier vernietigen" if stand.soort is Bewaarsoort.DOSSIER else f"Vernietigen: {_kind(stand)}"
    why = f"Eerst: {stops[0].woord}" if stops else f"{stand.regel.termijn}; met een tweede persoon"
    return Taak(
        dag=stand.vanaf or dt.date.max,
        dossier_id=None,  # the dossier itself asks nothing any more
        dossier_code=stand.code,
        wat=what,
        waarom=why[0].upper() + why[1:],
        knop="Bekijken…",
        doel=Doel.BEWAREN,
        row_id=int(stand.dossier_id),
    )


def _kind(stand: Bewaarstand) -> str:
    return "bedragen die overbleven" if stand.soort is Bewaarsoort.GELD else stand.soort.woord.lower()
