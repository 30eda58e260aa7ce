"""Makes the filled vault of the newest schema in tests/data/kluizen: python -m tests.freeze_vault.

Run it once per released schema; a vault that stands there is never made again, so that every later program
has to open it.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests import builders
from veiligheidsadvies.domain.aanvraag import AanvraagId, OfferteId
from veiligheidsadvies.domain.advies import AdviesId
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.bewaarregel import Bewaarregel, Bewaarsoort, Orgaan, usual_rule
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.factuur import FactuurId
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.opdracht import OpdrachtId, OpdrachtregelId
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.domain.organisatie import SoortOrganisatie
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.services.kluis import Services, create
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import BY_TABLE
from veiligheidsadvies.vault.keys import FLOOR
from veiligheidsadvies.vault.migrate import scripts

VAULTS = Path(__file__).parent / "data" / "kluizen"
TWEEDE = "grijze walvis leest nooit de krant op zolder"


def rows_of(services: Services) -> dict[str, list[list[Any]]]:
    """Every row of every table but the log and the search index, as JSON has it."""
    connection = services.context.connection
    found = {}
    for table in sorted(BY_TABLE):
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY id", ()).fetchall()
        found[table] = [list(row) for row in rows]
    return found


def fill(services: Services) -> None:
    """At least one row of every record."""
    dossier = builders.add_dossier(services)
    advies = builders.add_advies(services, dossier, bevindingen_wonen="Achterdeur zonder slot.")
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    services.dossiers.save_stap(
        Stap(dossier_id=dossier, nummer=9, gereed_op=dt.date(2026, 2, 13), door="secretaris")
    )
    org = services.dossiers.create(Dossier(code="ORG-01", soort=SoortDossier.ORGANISATIE)).row_id
    services.dossiers.save_werklocatie(Werklocatie(dossier_id=org, naam="Provinciehuis"))  # type: ignore[arg-type]
    first = builders.add_maatregel(services, dossier, advies_id=AdviesId(advies), raming=Bedrag(75000))
    second = builders.add_maatregel(services, dossier, advies_id=AdviesId(advies), titel="Łukasz’ kluis")
    services.overgangen.apply([first], Status.IN_PLAN, Gegevens())
    approver = services.beheer.add_approval_slot("H. Aalberts", TWEEDE)
    voorstel = services.overgangen.propose([second], Status.AFGEWEKEN, "past niet in de gevel")
    akkoord = services.akkoorden.give(voorstel, approver, TWEEDE)
    services.overgangen.apply(
        [second],
        Status.AFGEWEKEN,
        Gegevens(reden="past niet in de gevel", akkoord_id=akkoord.row_id),  # type: ignore[arg-type]
    )
    line = builders.kostenregel(
        SoortKosten.OFFERTE, 70000, maatregel_id=MaatregelId(first), dossier_id=dossier
    )
    services.kosten.save(line)
    services.kosten.save_begroting(Begroting(jaar=2026, bedrag=Bedrag(6_000_000)))
    services.bijlagen.add(dossier, naam="toelichting.txt", content="Đorđević".encode())
    services.stukken.issue(
        SoortDocument.MAATREGELENPLAN,
        dossier,
        Ontvanger(naam="provinciesecretaris"),
        Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord"),
    )
    supplier = builders.add_leverancier(services)
    services.leveranciers.issue(
        supplier, Ontvanger(naam="Zandoever Installatie"), Uitgiftegegevens(wijze=Wijze.PAPIER)
    )
    _order(services, dossier, AdviesId(advies), supplier)
    _copies(services)


def _copies(services: Services) -> None:
    """A copy and a drill, as the register has them."""
    connection = services.context.connection
    connection.execute(
        "INSERT INTO reservekopie (kenmerk, soort, map, bestand, gemaakt_op, grootte, sha256, logregel,"
        " logkop, schema_versie, programma, sleutelmerk, nagekeken_op, bevinding, weg_op, weg_reden)"
        " VALUES ('00112233445566778899aabbccddeeff', 'dagelijks', '', 'kluis-20260301T091500Z.kluiskopie',"
        " '2026-03-01T09:15:00+00:00', 409600, :sha, 1, '0000 0000 0000 0000', 5, '1.0', '0011223344556677',"
        " '2026-03-01T09:15:00+00:00', '', NULL, '')",
        {"sha": "0" * 64},
    )
    connection.execute(
        "INSERT INTO hersteloefening (gehouden_op, reservekopie_id, is_goed, verslag)"
        " VALUES ('2026-03-01T09:20:00+00:00', 1, 1, '[]')",
        (),
    )


def _order(services: Services, dossier: DossierId, advies: AdviesId, supplier: LeverancierId) -> None:
    """From a request to a bill that is paid, a contract, limits and a closed year."""
    day = builders.VANDAAG
    services.inkoop.save(
        Inkoopgrens(
            vanaf=dt.date(2026, 1, 1),
            enkelvoudig_tot=Bedrag(5_000_000),
            meervoudig_tot=Bedrag(22_100_000),
            eu_drempel=Bedrag(22_100_000),
            mandaat_tot=Bedrag(1_000_000),
        )
    )
    row = builders.add_maatregel(services, dossier, advies_id=advies, titel="Alarminstallatie")
    services.overgangen.apply([row], Status.IN_PLAN, Gegevens())
    aanvraag, lines = services.aanvragen.concept(dossier, [row])
    made = AanvraagId(services.aanvragen.save(aanvraag, lines, [supplier]).row_id or 0)
    services.aanvragen.send(made)
    (asked,) = services.aanvragen.list_offertes(made)
    prices = {line.id: (Bedrag(250_000), BtwTarief.HOOG) for line in services.aanvragen.list_regels(made)}
    services.aanvragen.save_offerte(replace(asked, ontvangen_op=day, kenmerk="OFF-1"), prices)  # type: ignore[arg-type]
    services.aanvragen.choose(OfferteId(asked.id or 0))
    order, regels = services.opdrachten.concept_uit_offerte(OfferteId(asked.id or 0))
    opdracht = OpdrachtId(services.opdrachten.save_concept(order, regels).row_id or 0)
    builders.give_opdracht(services, opdracht)
    services.opdrachten.make_afspraak(
        Afspraak(opdracht_id=opdracht, dag=day, tijd="9:00", thuis="huisgenoot")
    )
    (line,) = services.opdrachten.beeld(opdracht).regels
    services.opdrachten.deliver(
        Oplevering(opdracht_id=opdracht, opgeleverd_op=day, certificaat="BORG-1"),
        {OpdrachtregelId(line.regel.id or 0): line.regel.aantal},
        [Restpunt(omschrijving="Bordje ontbreekt", termijn=day)],
    )
    bill = replace(services.facturen.new(opdracht), nummer="ZI-0001")
    changes = services.facturen.register(bill, services.facturen.suggested(opdracht, day.year))
    services.facturen.pay(FactuurId(changes.row_id or 0), Bedrag(100_000), day)
    services.contracten.save(
        Contract(
            dossier_id=dossier,
            maatregel_id=MaatregelId(row),
            naam="Onderhoud",
            ingang=day,
            ex=Bedrag(1_000),
            incl=Bedrag(1_210),
        )
    )
    services.kosten.close_year(2025)
    _keep(services, dossier)


def _keep(services: Services, dossier: DossierId) -> None:
    """A term that was laid down, a hold that was lifted, and the trace of something destroyed."""
    day = builders.VANDAAG
    rule = usual_rule(Bewaarsoort.DOSSIER, Orgaan.BESTUUR, SoortOrganisatie.PROVINCIE)
    hold = Blokkade(
        dossier_id=dossier,
        reden="lopende zaak",
        sinds=day,
        door="E. Yeşilgöz",
        opgeheven_op=day,
        opgeheven_door="E. Yeşilgöz",
        opgeheven_reden="zaak gesloten",
    )
    gone = Vernietiging(
        nummer="VV-2025-007",
        code="GED-01",
        soort=Bewaarsoort.BIJLAGEN,
        orgaan=Orgaan.BESTUUR,
        periode="2019–2023",
        termijn=rule.termijn,
        grond=rule.grond,
        selectielijst=rule.selectielijst,
        categorie="1.1",
        verstreken_op=dt.date(2025, 7, 5),
        rijen=2,
        beelden=4,
        concepten=0,
        zoekteksten=0,
        bijlagen=2,
        exemplaren=0,
        exemplaren_buiten=0,
        gezocht=3,
        gevonden=0,
        voorgesteld_door="E. Yeşilgöz",
        op=services.now,
        logregel=1,
        logkop="7C1E 90AB 3D2F 00QX",
    )

    def work(log: records.Log) -> int:
        return [records.save(log, one) for one in (replace(rule, categorie="1.1"), hold, gone)][-1]

    services.context.write("Proef", work, Bewaarregel, Blokkade, Vernietiging)


def main() -> None:
    """Make the vault of the newest schema unless it stands there."""
    version = max(script.version for script in scripts())
    folder = VAULTS / f"schema_{version}.advieskluis"
    if folder.exists():
        print(f"{folder.name} stands already")  # noqa: T201
        return
    VAULTS.mkdir(parents=True, exist_ok=True)
    services = create(
        folder, builders.organisatie(), passphrase=builders.WACHTWOORDZIN, slot_name="E. Yeşilgöz", kdf=FLOOR,
        now=builders.Clock(),
    )  # fmt: skip
    try:
        fill(services)
        expected = rows_of(services)
    except BaseException:
        services.close()
        shutil.rmtree(folder)
        raise
    services.close()
    (VAULTS / f"schema_{version}.json").write_text(
        json.dumps(expected, ensure_ascii=False, indent=0), "utf-8"
    )


if __name__ == "__main__":
    main()
