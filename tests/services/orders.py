"""Orders written straight into the vault, for tests that are about their money."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests import builders
from veiligheidsadvies.domain.aantal import EEN
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Betaler, MaatregelId
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    OpdrachtregelId,
    Opdrachtstand,
    priced,
)
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import records


def add_order(
    services: Services, dossier_id: DossierId, leverancier_id: LeverancierId, number: str = "OPD-2026-001"
) -> OpdrachtId:
    """A given order without lines."""
    order = Opdracht(
        dossier_id=dossier_id,
        leverancier_id=leverancier_id,
        nummer=number,
        stand=Opdrachtstand.GEGEVEN,
        opdracht_op=builders.VANDAAG,
    )
    return OpdrachtId(services.context.save(order, "Opdracht").row_id or 0)


def add_line(services: Services, order_id: OpdrachtId, maatregel_id: int, cents: int, **over: Any) -> int:
    """A line of an order and the commitment that comes with it; `boekjaar` and `per_jaar` may be told."""
    year, recurs = over.pop("boekjaar", builders.VANDAAG.year), over.get("per_jaar", False)
    rate = over.setdefault("btw", BtwTarief.HOOG)
    ex, incl = priced(EEN, Bedrag(cents), rate)
    line = Opdrachtregel(
        dossier_id=records.get(services.context.connection, Opdracht, order_id).dossier_id,
        opdracht_id=order_id,
        maatregel_id=MaatregelId(maatregel_id),
        titel="Deurspion",
        stukprijs=Bedrag(cents),
        ex=ex,
        incl=incl,
        **over,
    )

    def work(log: records.Log) -> int:
        row_id = records.save(log, line)
        records.save(log, commitment(line, OpdrachtregelId(row_id), year, recurs=recurs))
        return row_id

    return services.context.write("Regel", work, Opdrachtregel, Kostenregel).row_id or 0


def commitment(line: Opdrachtregel, row_id: int, year: int, *, recurs: bool = False) -> Kostenregel:
    """What giving this line books."""
    return Kostenregel(
        maatregel_id=line.maatregel_id,
        dossier_id=line.dossier_id,
        soort=SoortKosten.VERPLICHTING,
        ex=line.ex,
        btw=line.btw,
        incl=line.incl,
        datum=dt.date(year, 3, 1),
        boekjaar=year,
        per_jaar=recurs,
        betaler=line.betaler or Betaler.ORGANISATIE,
        opdrachtregel_id=row_id,
    )
