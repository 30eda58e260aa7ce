"""An order that was given, written as it stands after giving: for tests of what comes after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests import builders
from veiligheidsadvies.domain.aantal import EEN
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    OpdrachtregelId,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
    priced,
)
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.changelog import ChangeLog


def orderregel(dossier_id: DossierId, maatregel_id: int, ex_cents: int, **over: Any) -> Opdrachtregel:
    btw = over.pop("btw", BtwTarief.HOOG)
    ex, incl = priced(EEN, Bedrag(ex_cents), btw)
    given = {
        "dossier_id": dossier_id,
        "maatregel_id": MaatregelId(maatregel_id),
        "titel": "Werk",
        "stukprijs": Bedrag(ex_cents),
        "btw": btw,
        "ex": ex,
        "incl": incl,
    }
    return Opdrachtregel(**{**given, **over})


def give_order(
    services: Services,
    dossier_id: DossierId,
    leverancier_id: LeverancierId,
    regels: Sequence[Opdrachtregel],
    *,
    dag: dt.date = builders.VANDAAG,
) -> tuple[OpdrachtId, list[OpdrachtregelId]]:
    """Ids of the order and of its lines; books what they cost."""
    made: list[int] = []

    def work(log: ChangeLog) -> int:
        number = services.context.vault.next_number("opdracht", dag.year)
        order = Opdracht(
            dossier_id=dossier_id,
            leverancier_id=leverancier_id,
            nummer=f"OPD-{dag.year}-{number:03}",
            stand=Opdrachtstand.GEGEVEN,
            opdracht_op=dag,
        )
        order_id = OpdrachtId(records.save(log, order))
        made.extend(_book(log, order_id, 0, regels, dag))
        return order_id

    row_id = services.context.write("Opdracht gegeven", work, Opdracht).row_id
    return OpdrachtId(row_id or 0), [OpdrachtregelId(one) for one in made]


def change_order(
    services: Services, opdracht_id: OpdrachtId, regels: Sequence[Opdrachtregel], *, dag: dt.date
) -> list[OpdrachtregelId]:
    """A change that was given, with the differences or new lines in it."""
    made: list[int] = []

    def work(log: ChangeLog) -> None:
        versions = records.list_where(
            services.context.connection, Opdrachtversie, "opdracht_id = ?", (opdracht_id,)
        )
        made.extend(_book(log, opdracht_id, len(versions), regels, dag))

    services.context.write("Wijziging gegeven", work, Opdracht)
    return [OpdrachtregelId(one) for one in made]


def _book(
    log: ChangeLog, opdracht_id: OpdrachtId, number: int, regels: Sequence[Opdrachtregel], dag: dt.date
) -> list[int]:
    dossier_id = regels[0].dossier_id
    version = Opdrachtversie(
        dossier_id=dossier_id,
        opdracht_id=opdracht_id,
        nummer=number,
        stand=Versiestand.GEGEVEN,
        omschrijving="Wijziging" if number else "",
        gegeven_op=dag,
    )
    records.save(log, version)
    made = []
    for at, line in enumerate(regels, 1):
        row_id = records.save(log, replace(line, opdracht_id=opdracht_id, versie=number, volgorde=at))
        made.append(row_id)
        records.save(
            log,
            Kostenregel(
                maatregel_id=line.maatregel_id,
                dossier_id=dossier_id,
                soort=SoortKosten.VERPLICHTING,
                ex=line.ex,
                btw=line.btw,
                incl=line.incl,
                datum=dag,
                boekjaar=dag.year,
                per_jaar=line.per_jaar,
                fiscale_categorie=line.fiscale_categorie,
                betaler=line.betaler,
                opdrachtregel_id=row_id,
            ),
        )
    return made
