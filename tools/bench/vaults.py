"""Large vaults to measure on, made once with the actions of real work and then copied for every run."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.maatregel import Maatregel, Status
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.vault import migrate

FOLDER = Path("build/bench")
PASSPHRASE = "vuurtoren-zandpad-koffiemolen-avondrood"  # noqa: S105 - of made-up vaults
SIZES = (0, 1_000, 10_000)
LARGE_DOSSIER = "BUR-01"
"""The code of the dossier that holds `PLAN` measures in every vault that is not empty."""
PLAN = 200
_SUPPLIERS = ("Van der Meer Beveiliging", "Zilvermeeuw Techniek", "Slotenhuis Noord", "Brandwacht Oost", "")
_SURNAMES = ("Đorđević", "Yeşilgöz")
_STATUSES = (
    *(Status.GEADVISEERD, Status.WACHT_OP_PKVW, Status.OFFERTE_GEVRAAGD, Status.INGEPLAND),
    *(Status.AFGEWIKKELD,) * 8,
    *(Status.IN_BEHEER,) * 6,
    *(Status.VERVALLEN, Status.BESTUURDER_ZIET_AF),
)


def vault_of(size: int) -> Path:
    """The vault with `size` measures; made when it is not there yet in the schema of now."""
    version = max(script.version for script in migrate.scripts())
    folder = FOLDER / f"{size}-schema-{version}.advieskluis"
    if not folder.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        half = FOLDER / f"half-{size}.advieskluis"
        shutil.rmtree(half, ignore_errors=True)
        print(f"Making a vault with {size} measures, once …", flush=True)
        _make(half, size)
        half.rename(folder)
    return folder


def copy_of(size: int, target: Path) -> Path:
    """A fresh copy, so that no run finds what another one wrote.

    It lies on the disk before anything is measured: else the program waits for the copy to be written.
    """
    shutil.rmtree(target, ignore_errors=True)
    copy = Path(shutil.copytree(vault_of(size), target))
    if sys.platform != "win32":
        os.sync()
    return copy


def _make(folder: Path, size: int) -> None:
    organisatie = Organisatie(naam="Provincie Merenland", soort=SoortOrganisatie.PROVINCIE, is_fictief=True)
    services = kluis.create(folder, organisatie, passphrase=PASSPHRASE, slot_name="E. Yeşilgöz")
    try:
        services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
        _fill(services, size)
    finally:
        services.close()


def _fill(services: Services, size: int) -> None:
    lines = services.catalogus.list_all()
    for number, start in enumerate(range(0, size, PLAN)):
        dossier_id = _dossier(services, number)
        made = [
            _measure(services, lines[at % len(lines)], dossier_id, at) for at in range(start, start + PLAN)
        ]
        services.maatregelen.save_many([(one, Bedrag(10_000 + 37 * at)) for at, one in enumerate(made)])


def _dossier(services: Services, number: int) -> DossierId:
    name = f"mevrouw {chr(65 + number % 26)}. {_SURNAMES[number // 26 % len(_SURNAMES)]}"
    person = Bestuurder(naam=name, ambt=Ambt.GEDEPUTEERDE, begin=dt.date(2023, 7, 5))
    return DossierId(services.dossiers.create(Dossier(code=f"BUR-{number + 1:02}"), person).row_id or 0)


def _measure(services: Services, line: Catalogusmaatregel, dossier_id: DossierId, at: int) -> Maatregel:
    """One of every four statuses is open; days are spread over the year around today."""
    today, spread = services.today, (at * 7919) % 360
    status = _STATUSES[(at * 31) % len(_STATUSES)]
    return replace(
        services.maatregelen.from_catalogus(line, dossier_id),
        titel=f"{line.titel} {at}",
        tekst=f"Plaats en uitvoering volgens het advies, onderdeel {at % 40 + 1}.",
        advies_ref=f"4.{at % 60 + 1}",
        verantwoordelijke="S&S-manager",
        leverancier=_SUPPLIERS[at % len(_SUPPLIERS)],
        status=status,
        termijn=today + dt.timedelta(days=spread - 30),
        volgende_op=today + dt.timedelta(days=spread - 5) if status is Status.IN_BEHEER else None,
    )
