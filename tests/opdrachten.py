"""Orders and requests written straight into the vault, for tests of what comes after.

With the checks and the steps of a user they are made by `builders.add_opdracht` and its neighbours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from tests.builders import VANDAAG, add_maatregel, sign_on_paper
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.aanvraag import Aanvraag, AanvraagId, Aanvraagregel, Offerte
from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
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
from veiligheidsadvies.services.opdracht_regels import effective
from veiligheidsadvies.services.opdracht_stuk import inhoud, inhoud_sha256, list_lines, opdracht_stuk
from veiligheidsadvies.services.opdracht_voorstel import voorstel_of
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.changelog import ChangeLog


def save(services: Services, record: Any) -> int:
    """Write one record as one action."""
    return save_all(services, (record,))[0]


def save_all(services: Services, rows: Iterable[Any]) -> list[int]:
    """Write records as one action; their ids."""
    every, ids = tuple(rows), list[int]()

    def work(log: records.Log) -> int:
        ids.extend(records.save(log, one) for one in every)
        return ids[-1]

    services.context.write("Proef", work, *(type(one) for one in every))
    return ids


def regel(titel: str, stuk: int, *, aantal: int = 1, **over: Any) -> Opdrachtregel:
    """A line of whole pieces at a price in cents."""
    rate, count = over.pop("btw", BtwTarief.HOOG), Aantal(aantal * 100)
    ex, incl = priced(count, Bedrag(stuk), rate)
    return Opdrachtregel(
        titel=titel, aantal=count, stukprijs=Bedrag(stuk), btw=rate, ex=ex, incl=incl, **over
    )


def regel_voor(dossier_id: DossierId, maatregel_id: int, stuk: int, **over: Any) -> Opdrachtregel:
    """A line for a measure."""
    titel = over.pop("titel", "Werk")
    return regel(titel, stuk, dossier_id=dossier_id, maatregel_id=MaatregelId(maatregel_id), **over)


WERK = (
    regel("Alarminstallatie", 278000, eis="VRKI EL2, NEN-EN 50131 graad 2."),
    regel("Video-intercom", 111500, eis="Opslag in de woning, geen cloud."),
    regel("Vaste paniekknop", 21000, aantal=2, eis="Stil alarm naar de meldkamer."),
)


def add_opdracht(
    services: Services,
    dossier_id: DossierId,
    leverancier_id: LeverancierId,
    regels: Sequence[Opdrachtregel] = WERK,
    **over: Any,
) -> OpdrachtId:
    """An order in concept: OPD-2026-014."""
    given = {"nummer": "OPD-2026-014", "gereed_voor": dt.date(2026, 3, 31), **over}
    order = OpdrachtId(
        save(services, Opdracht(dossier_id=dossier_id, leverancier_id=leverancier_id, **given))
    )
    add_versie(services, order, 0, regels)
    return order


def add_versie(
    services: Services, order: OpdrachtId, nummer: int, regels: Sequence[Opdrachtregel], **over: Any
) -> list[int]:
    """The original (0) or a change, in concept; the ids of its lines."""
    dossier_id = records.get(services.context.connection, Opdracht, order).dossier_id
    measure = measure_of(services, DossierId(dossier_id or 0))
    lines = [replace(one, dossier_id=dossier_id, maatregel_id=measure) for one in regels]
    version = Opdrachtversie(dossier_id=dossier_id, opdracht_id=order, nummer=nummer, **over)
    made: list[int] = []
    services.context.write("Proef", lambda log: made.extend(_write(log, version, lines)), Opdrachtversie)
    return made


def _write(log: ChangeLog, version: Opdrachtversie, regels: Sequence[Opdrachtregel]) -> list[int]:
    records.save(log, version)
    placed = {"opdracht_id": version.opdracht_id, "versie": version.nummer}
    return [records.save(log, replace(one, volgorde=at, **placed)) for at, one in enumerate(regels, 1)]


def versie_of(services: Services, order: OpdrachtId, nummer: int = 0) -> Opdrachtversie:
    """One version."""
    found = records.find_where(
        services.context.connection, Opdrachtversie, "opdracht_id = ? AND nummer = ?", (order, nummer)
    )
    assert found is not None
    return found


def sign(
    services: Services,
    order: OpdrachtId,
    nummer: int = 0,
    *,
    stand: Versiestand = Versiestand.GEGEVEN,
    **over: Any,
) -> None:
    """Freeze a version as it is, approved by Ł. Brzęczyk on paper, and give it."""
    content = inhoud(opdracht_stuk(services.context, order, nummer))
    kept = replace(
        versie_of(services, order, nummer),
        stand=stand,
        inhoud=content,
        inhoud_sha256=inhoud_sha256(content),
        gegeven_op=VANDAAG,
        **over,
    )
    opdracht = records.get(services.context.connection, Opdracht, order)
    lines = [one for one in list_lines(services.context, order) if one.versie <= nummer]
    voorstel = voorstel_of(services.context, opdracht, kept, effective(lines), ())
    akkoord = sign_on_paper(services, voorstel, "Ł. Brzęczyk")
    save(services, replace(kept, akkoord_id=AkkoordId(akkoord)))
    save(services, replace(opdracht, stand=Opdrachtstand.GEGEVEN, opdracht_op=VANDAAG))


def give_order(
    services: Services,
    dossier_id: DossierId,
    leverancier_id: LeverancierId,
    regels: Sequence[Opdrachtregel],
    *,
    dag: dt.date = VANDAAG,
) -> tuple[OpdrachtId, list[OpdrachtregelId]]:
    """A given order that nobody signed, and the money of it; the ids of the order and of its lines."""
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
        made.extend(_give(log, order_id, 0, regels, dag))
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
        made.extend(_give(log, opdracht_id, len(versions), regels, dag))

    services.context.write("Wijziging gegeven", work, Opdracht)
    return [OpdrachtregelId(one) for one in made]


def _give(
    log: ChangeLog, opdracht_id: OpdrachtId, nummer: int, regels: Sequence[Opdrachtregel], dag: dt.date
) -> list[int]:
    version = Opdrachtversie(
        dossier_id=regels[0].dossier_id,
        opdracht_id=opdracht_id,
        nummer=nummer,
        stand=Versiestand.GEGEVEN,
        omschrijving="Wijziging" if nummer else "",
        gegeven_op=dag,
    )
    made = _write(log, version, regels)
    for row_id, line in zip(made, regels, strict=True):
        records.save(log, _commitment(line, row_id, dag))
    return made


def _commitment(line: Opdrachtregel, row_id: int, dag: dt.date) -> Kostenregel:
    """What giving this line books."""
    return Kostenregel(
        maatregel_id=line.maatregel_id,
        dossier_id=line.dossier_id,
        soort=SoortKosten.VERPLICHTING,
        ex=line.ex,
        btw=line.btw,
        incl=line.incl,
        datum=dag,
        boekjaar=dag.year,
        per_jaar=line.per_jaar,
        fiscale_categorie=line.fiscale_categorie,
        betaler=line.betaler,
        opdrachtregel_id=OpdrachtregelId(row_id),
    )


def measure_of(services: Services, dossier_id: DossierId) -> MaatregelId:
    """The one measure of a dossier that all lines are about."""
    found = records.find_where(services.context.connection, Maatregel, "dossier_id = ?", (dossier_id,))
    return MaatregelId((found.id if found else add_maatregel(services, dossier_id)) or 0)


def add_aanvraag(
    services: Services, dossier_id: DossierId, *leveranciers: LeverancierId, **over: Any
) -> AanvraagId:
    """A request of three lines to these suppliers: OFA-2026-003."""
    given = {
        "nummer": "OFA-2026-003",
        "aangevraagd_op": VANDAAG,
        "reageren_voor": dt.date(2026, 3, 24),
        **over,
    }
    asked = AanvraagId(save(services, Aanvraag(dossier_id=dossier_id, **given)))
    for at, one in enumerate(WERK, 1):
        line = Aanvraagregel(
            dossier_id=dossier_id,
            maatregel_id=measure_of(services, dossier_id),
            aanvraag_id=asked,
            volgorde=at,
            titel=one.titel,
            eis=one.eis,
            aantal=one.aantal,
        )
        save(services, line)
    for leverancier_id in leveranciers:
        save(services, Offerte(dossier_id=dossier_id, aanvraag_id=asked, leverancier_id=leverancier_id))
    return asked
