"""An order of 40 lines: composed from the records, checked, and shown, beside rendering it alone."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from tools.bench.report import Measured, alternate
from tools.bench.vaults import LARGE_DOSSIER, PASSPHRASE
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.domain.opdracht import (
    Adreswijze,
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    Opdrachtversie,
    priced,
)
from veiligheidsadvies.printing import render
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records

LINES = 40
_TIMES = 9
_SUPPLIER = Leverancier(naam="Zandoever Installatie", plaats="Fictiefstad", kvk="00000101")
_DEMAND = "Volgens NEN-EN 50131 graad 2, uit het zicht aangelegd. Opslag in de woning, geen cloud."


def measure(folder: Path) -> Measured:
    """Both in turns in one process, after one of each to warm up; no copy is registered."""
    services = kluis.open_vault(folder, kluis.unlock(folder, PASSPHRASE))
    try:
        paper = _order(services)
        reader = Ontvanger(naam=_SUPPLIER.naam)
        snapshot = services.leverancierstukken.snapshot(paper, reader)

        def program() -> float:
            return _milliseconds(lambda: services.leverancierstukken.compose(paper, reader))

        def alone() -> float:
            return _milliseconds(lambda: render.render(snapshot))

        program()
        alone()
        ours, other = alternate(program, alone, times=_TIMES)
    finally:
        services.close()
    return Measured(
        what=f"compose, check and preview an order of {LINES} lines",
        ours=ours,
        against="rendering it alone",
        other=other,
        bound=1.5,
    )


def _order(services: Services) -> Leverancierstuk:
    """An order as it is kept before anybody signed it, so that nothing of it is frozen."""
    dossier = services.dossiers.get_by_code(LARGE_DOSSIER)
    dossier_id = DossierId(dossier.id or 0)
    measures = records.list_where(
        services.context.connection, Maatregel, "dossier_id = ?", (dossier_id,), order="id"
    )[:LINES]
    made: list[OpdrachtId] = []

    def work(log: records.Log) -> int:
        supplier = LeverancierId(records.save(log, _SUPPLIER))
        order = Opdracht(
            dossier_id=dossier_id,
            leverancier_id=supplier,
            nummer="OPD-2026-014",
            adres_wijze=Adreswijze.GEEN,
            gereed_voor=services.today + dt.timedelta(days=30),
        )
        order_id = OpdrachtId(records.save(log, order))
        records.save(log, Opdrachtversie(dossier_id=dossier_id, opdracht_id=order_id))
        for at, one in enumerate(measures, 1):
            records.save(log, _line(one, order_id, at))
        made.append(order_id)
        return order_id

    services.context.write("Opdracht bewaard", work, Leverancier, Opdracht, Opdrachtversie, Opdrachtregel)
    return Leverancierstuk(document=SoortDocument.OPDRACHT, opdracht_id=made[0], versie=0)


def _line(maatregel: Maatregel, order_id: OpdrachtId, at: int) -> Opdrachtregel:
    quantity, price, rate = Aantal(100 * at), Bedrag(1_995 * at), BtwTarief.HOOG
    ex, incl = priced(quantity, price, rate)
    return Opdrachtregel(
        dossier_id=maatregel.dossier_id,
        opdracht_id=order_id,
        maatregel_id=MaatregelId(maatregel.id or 0),
        volgorde=at,
        titel=f"Doorwerpwerende folie op raam {at}",
        eis=_DEMAND,
        aantal=quantity,
        stukprijs=price,
        btw=rate,
        ex=ex,
        incl=incl,
    )


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
