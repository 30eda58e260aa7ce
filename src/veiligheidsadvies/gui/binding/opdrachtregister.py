"""One line of the list of orders and requests, and its columns; also used by the tab of a dossier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.aanvraag import Aanvraagstand
from veiligheidsadvies.domain.akkoord import WijzeAkkoord
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.opdracht import IN_VOORBEREIDING, LOPEND, Opdrachtstand
from veiligheidsadvies.gui.binding.akkoordwoorden import approval_cell
from veiligheidsadvies.gui.binding.opdrachtwoorden import due_cell, state_cell
from veiligheidsadvies.gui.kit.cells import money_cell, text_cell
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.services.kluis import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij:
    """An order, or a request (`is_aanvraag`), as the list shows it."""

    id: int
    is_aanvraag: bool
    nummer: str
    dossier_id: int
    dossier_code: str
    leverancier: str
    stand: Opdrachtstand | Aanvraagstand
    dag: dt.date | None
    incl: Bedrag | None
    volgende: str
    akkoord: WijzeAkkoord | None = None

    @property
    def key(self) -> tuple[bool, int]:
        """Orders and requests are numbered apart."""
        return (self.is_aanvraag, self.id)

    @property
    def is_lopend(self) -> bool:
        """Given, and not yet finished."""
        return not self.is_aanvraag and self.stand in LOPEND

    @property
    def is_in_voorbereiding(self) -> bool:
        """Not given yet."""
        return not self.is_aanvraag and self.stand in IN_VOORBEREIDING

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        waits = self.stand in {Aanvraagstand.CONCEPT, Aanvraagstand.UITGEZET}
        return waits if self.is_aanvraag else self.is_lopend or self.is_in_voorbereiding

    @property
    def is_awaited(self) -> bool:
        """Whether its day can still be missed: what was delivered in full is not late any more."""
        return self.is_open and self.stand is not Opdrachtstand.OPGELEVERD


def columns(today: Callable[[], dt.date], *, has_dossier: bool = True) -> list[Column[Any]]:
    """The columns of the list; those of one dossier leave its code out."""
    found: list[Column[Rij]] = [
        Column(name="nummer", title="Nummer", width=116, cell=lambda r: text_cell(r.nummer, is_bold=True)),
        Column(name="dossier", title="Dossier", width=76, cell=lambda r: text_cell(r.dossier_code)),
        Column(
            name="leverancier",
            title="Leverancier",
            width=148,
            stretch=True,
            cell=lambda r: text_cell(r.leverancier),
        ),
        Column(name="stand", title="Stand", width=152, cell=lambda r: state_cell(r.stand)),
        Column(name="akkoord", title="Akkoord", width=136, cell=lambda r: approval_cell(r.akkoord)),
        Column(
            name="dag",
            title="Gereed vóór",
            width=136,
            cell=lambda r: due_cell(r.dag, today(), is_open=r.is_awaited),
        ),
        Column(
            name="incl",
            title="€ incl. btw",
            width=88,
            is_right=True,
            cell=lambda r: money_cell(r.incl.cents if r.incl is not None else None),
        ),
        Column(name="volgende", title="Volgende stap", width=180, cell=lambda r: text_cell(r.volgende)),
    ]
    return [column for column in found if has_dossier or column.name != "dossier"]


def list_rows(services: Services, dossier_id: DossierId | None = None) -> list[Rij]:
    """Orders and requests, of all dossiers or of one; what is open first, the newest number first."""
    orders = [
        Rij(
            id=line.opdracht.id or 0,
            is_aanvraag=False,
            nummer=line.opdracht.nummer,
            dossier_id=line.opdracht.dossier_id or 0,
            dossier_code=line.dossiercode,
            leverancier=line.leverancier,
            stand=line.opdracht.stand,
            dag=line.opdracht.gereed_voor,
            incl=line.totaal.incl,
            volgende=line.volgende,
            akkoord=line.akkoord,
        )
        for line in services.opdrachten.list_lijnen(dossier_id)
    ]
    requests = [
        Rij(
            id=line.aanvraag.id or 0,
            is_aanvraag=True,
            nummer=line.aanvraag.nummer,
            dossier_id=line.aanvraag.dossier_id or 0,
            dossier_code=line.dossiercode,
            leverancier=", ".join(name for _, name in line.offertes),
            stand=line.aanvraag.stand,
            dag=line.aanvraag.reageren_voor,
            incl=None,
            volgende=line.volgende,
        )
        for line in services.aanvragen.list_lijnen(dossier_id)
    ]
    rows = sorted([*orders, *requests], key=lambda row: row.nummer, reverse=True)
    return sorted(rows, key=lambda row: not row.is_open)
