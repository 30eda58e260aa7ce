"""Valid records and vaults by default; a test names only what it is about."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from veiligheidsadvies.domain.aantal import EEN
from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier, LeverancierId, SoortErkenning
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.domain.woonplek import PkvwSoort, Woonplek
from veiligheidsadvies.services.kluis import Services, UnlockedKey, create, open_vault
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.keys import FLOOR

VANDAAG = dt.date(2026, 3, 12)
WACHTWOORDZIN = "zeven paarse fietsen eten graag warme soep"


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: dt.datetime | None = None) -> None:
        self.moment = moment or dt.datetime(2026, 3, 12, 10, 42, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.moment

    def forward(self, **time: int) -> None:
        self.moment += dt.timedelta(**time)


def organisatie(**over: Any) -> Organisatie:
    given = {
        "naam": "Provincie Merenland",
        "soort": SoortOrganisatie.PROVINCIE,
        "contact_naam": "E. Yeşilgöz",
        "contact_telefoon": "06 0000 0001",
    }
    return Organisatie(**{**given, **over})


@functools.cache
def _template() -> tuple[Path, UnlockedKey]:
    folder = Path(tempfile.mkdtemp(prefix="sjabloon-")) / "sjabloon.advieskluis"
    services = create(
        folder, organisatie(), passphrase=WACHTWOORDZIN, slot_name="E. Yeşilgöz", kdf=FLOOR, now=Clock()
    )
    key = UnlockedKey(
        data_key=bytes(services.context.vault._key.data_key),
        slot_id=services.context.vault._key.slot_id,
        slot_name="E. Yeşilgöz",
    )
    services.close()
    return folder, key


def forget_template() -> None:
    """Leave nothing behind when the tests are over."""
    if _template.cache_info().currsize:
        shutil.rmtree(_template()[0].parent, ignore_errors=True)
        _template.cache_clear()


def vault_folder(parent: Path) -> tuple[Path, UnlockedKey]:
    """A copy of one new vault with its key: no key derivation, so it costs milliseconds."""
    folder, key = _template()
    copy = parent / "proef.advieskluis"
    shutil.copytree(folder, copy)
    return copy, key


def template_key() -> UnlockedKey:
    """The key of every copy of that vault."""
    return _template()[1]


def open_services(parent: Path, *, now: Callable[[], dt.datetime] | None = None) -> Services:
    folder, key = vault_folder(parent)
    return open_vault(folder, key, now=now or Clock())


def add_dossier(services: Services, code: str = "GED-04", **over: Any) -> DossierId:
    given = {"naam": "mevrouw N. Đorđević", "ambt": Ambt.GEDEPUTEERDE, "begin": dt.date(2023, 7, 5)}
    changes = services.dossiers.create(Dossier(code=code), Bestuurder(**{**given, **over}))
    return DossierId(changes.row_id or 0)


def add_advies(services: Services, dossier_id: DossierId, **over: Any) -> int:
    given = {"dossier_id": dossier_id, "ccv_datum": dt.date(2025, 11, 14), "bva_datum": dt.date(2026, 1, 9)}
    return services.dossiers.save_advies(Advies(**{**given, **over})).row_id or 0


def add_woonplek(services: Services, dossier_id: DossierId, **over: Any) -> int:
    given = {"dossier_id": dossier_id, "adres": "Kerkstraat 12", "postcode": "1234 AB", "plaats": "Merenstad"}
    return services.dossiers.save_woonplek(Woonplek(**{**given, **over})).row_id or 0


def with_pkvw(**over: Any) -> dict[str, Any]:
    return {
        "pkvw_soort": PkvwSoort.CERTIFICAAT,
        "pkvw_nummer": "PK-1",
        "pkvw_afgifte": dt.date(2024, 5, 1),
        **over,
    }


def maatregel(dossier_id: DossierId, **over: Any) -> Maatregel:
    given = {
        "dossier_id": dossier_id,
        "domein": Domein.WONEN,
        "catalogus_code": "W-10",
        "titel": "Vrijstaande brievenbus buiten de gevel",
        "grondslag": Grondslag.REGELING_WOONPLEK,
        "betaler": Betaler.ORGANISATIE,
        "verantwoordelijke": "S&S-manager",
    }
    return Maatregel(**{**given, **over})


def add_maatregel(services: Services, dossier_id: DossierId, **over: Any) -> int:
    raming = over.pop("raming", None)
    return services.maatregelen.save(maatregel(dossier_id, **over), raming).row_id or 0


def leverancier(**over: Any) -> Leverancier:
    """A supplier whose papers are all in order on `VANDAAG`, but for a recognition."""
    given = {
        "naam": "Zandoever Installatie",
        "kvk": "00000101",
        "contactpersoon": "J. Wortel",
        "vog_bevestigd_op": dt.date(2026, 1, 8),
        "ghv_getekend_op": dt.date(2026, 1, 12),
        "ghv_tot": dt.date(2028, 1, 11),
        "ghv_personen": "J. Wortel\nA. El Amrani",
    }
    return Leverancier(**{**given, **over})


def erkenning(**over: Any) -> Erkenning:
    given = {"soort": SoortErkenning.BORG_E, "nummer": "BE-0101", "geldig_tot": dt.date(2027, 6, 30)}
    return Erkenning(**{**given, **over})


def add_leverancier(services: Services, *erkenningen: Erkenning, **over: Any) -> LeverancierId:
    changes = services.leveranciers.save(leverancier(**over), erkenningen or [erkenning()])
    return LeverancierId(changes.row_id or 0)


def kostenregel(soort: SoortKosten, ex_cents: int, **over: Any) -> Kostenregel:
    rate = over.pop("btw", BtwTarief.HOOG)
    given = {
        "soort": soort,
        "ex": Bedrag(ex_cents),
        "btw": rate,
        "incl": including_btw(Bedrag(ex_cents), rate),
        "datum": VANDAAG,
        "boekjaar": VANDAAG.year,
    }
    return Kostenregel(**{**given, **over})


def add_opdracht(services: Services, dossier_id: DossierId, *maatregelen: int, **over: Any) -> OpdrachtId:
    """A concept of an order for these measures at `prijs` cents each, one piece, with an address."""
    price = Bedrag(over.pop("prijs", 100_000))
    number = over.pop("aantal", EEN)
    reason = over.pop("poort_reden", "")
    supplier = over.pop("leverancier_id", None) or _any_supplier(services)
    order, lines = services.opdrachten.concept(dossier_id, maatregelen, supplier)
    priced = [replace(line, stukprijs=price, aantal=number) for line in lines]
    changes = services.opdrachten.save_concept(replace(order, **over), priced, poort_reden=reason)
    return OpdrachtId(changes.row_id or 0)


def approve_opdracht(services: Services, opdracht_id: OpdrachtId, versie: int = 0) -> int:
    """Lay a version before a second person, who signs on paper; the id of the Akkoord."""
    services.opdrachten.submit(opdracht_id, versie)
    akkoord_id = sign_on_paper(services, services.opdrachten.voorstel(opdracht_id, versie))
    services.opdrachten.approve(opdracht_id, versie, akkoord_id)
    return akkoord_id


def give_opdracht(services: Services, opdracht_id: OpdrachtId, versie: int = 0) -> OpdrachtId:
    """Approve a concept and give it."""
    approve_opdracht(services, opdracht_id, versie)
    services.opdrachten.give(opdracht_id, versie)
    return opdracht_id


def sign_on_paper(services: Services, voorstel: Voorstel, naam: str = "J. de Vries") -> int:
    """The Akkoord that stays after a form was typed back, without the form."""
    akkoord = Akkoord(
        dossier_id=voorstel.dossier_id,
        onderwerp=voorstel.onderwerp,
        besluit=voorstel.tekst,
        samenvatting_sha256=voorstel.sha256,
        wijze=WijzeAkkoord.PAPIER,
        voorgesteld_door=voorstel.voorgesteld_door or services.actor,
        naam=naam,
        op=services.now,
        papiercode="7C1E90AB",
        opdracht_id=voorstel.opdracht_id,
    )
    return services.context.write("Akkoord", lambda log: records.save(log, akkoord), Akkoord).row_id or 0


def _any_supplier(services: Services) -> LeverancierId:
    found = services.leveranciers.list_regels()
    return found[0].leverancier.id or add_leverancier(services) if found else add_leverancier(services)
