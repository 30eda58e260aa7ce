"""Orders and requests as records, for tests of what is made from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.builders import VANDAAG, add_maatregel
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.aanvraag import Aanvraag, AanvraagId, Aanvraagregel, Offerte
from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId, OnderwerpAkkoord, WijzeAkkoord
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
    priced,
)
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.opdracht_stuk import inhoud, inhoud_sha256, opdracht_stuk
from veiligheidsadvies.storage import records


def save(services: Services, record: Any) -> int:
    """Write one record as one action."""
    kind = type(record)
    return services.context.write("Proef", lambda log: records.save(log, record), kind).row_id or 0


def regel(titel: str, stuk: int, *, aantal: int = 1, **over: Any) -> Opdrachtregel:
    """A line of whole pieces at a price in cents."""
    rate, count = over.pop("btw", BtwTarief.HOOG), Aantal(aantal * 100)
    ex, incl = priced(count, Bedrag(stuk), rate)
    return Opdrachtregel(
        titel=titel, aantal=count, stukprijs=Bedrag(stuk), btw=rate, ex=ex, incl=incl, **over
    )


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
    measure = _measure(services, DossierId(dossier_id or 0))
    save(services, Opdrachtversie(dossier_id=dossier_id, opdracht_id=order, nummer=nummer, **over))
    return [
        save(
            services,
            replace(
                one,
                dossier_id=dossier_id,
                maatregel_id=measure,
                opdracht_id=order,
                versie=nummer,
                volgorde=at,
            ),
        )
        for at, one in enumerate(regels, 1)
    ]


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
    """Freeze a version as it is, approved by Ł. Brzęczyk, and give it."""
    content = inhoud(opdracht_stuk(services.context, order, nummer))
    akkoord = Akkoord(
        onderwerp=OnderwerpAkkoord.OPDRACHT,
        besluit="Opdracht",
        samenvatting_sha256="0" * 64,
        wijze=WijzeAkkoord.PAPIER,
        voorgesteld_door="E. Yeşilgöz",
        naam="Ł. Brzęczyk",
        op=services.context.now(),
        papiercode="AB12-CD34",
    )
    kept = replace(
        versie_of(services, order, nummer),
        stand=stand,
        inhoud=content,
        inhoud_sha256=inhoud_sha256(content),
        akkoord_id=AkkoordId(save(services, akkoord)),
        gegeven_op=VANDAAG,
        **over,
    )
    save(services, kept)
    opdracht = records.get(services.context.connection, Opdracht, order)
    save(services, replace(opdracht, stand=Opdrachtstand.GEGEVEN, opdracht_op=VANDAAG))


def _measure(services: Services, dossier_id: DossierId) -> MaatregelId:
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
            maatregel_id=_measure(services, dossier_id),
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
