"""Papers of the example: copies that left in the past, attachments, and one printed plan per dossier."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Afloop, SoortDocument
from veiligheidsadvies.services.jaarstukken import JAARSTUKKEN
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import EIGEN, Ontvanger, Uitgiftegegevens, Wijze, write_file
from veiligheidsadvies.services.voorbeeld.leverancierpapieren import print_leverancierstukken
from veiligheidsadvies.services.voorbeeld.leveranciers import print_verklaring
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn

_SECRETARIS = Ontvanger(naam="provinciesecretaris")
_ORGANISATIE = "ORG-01"
_VERSLAG = b"""FICTIEF: verslag van de schouw
De voordeur heeft drie scharnieren en een meerpuntssluiting.
De achterdeur mist kerntrekbeveiliging. De lamp bij de schuur is defect.
"""


_UITGEGEVEN = (
    ("CDK-01", 390, _SECRETARIS, 378, Afloop.RETOUR),
    ("CDK-01", 300, EIGEN, 90, Afloop.VERNIETIGD),
    ("GED-04", 34, _SECRETARIS, 27, Afloop.RETOUR),
    ("GED-02", 36, _SECRETARIS, None, Afloop.BUITEN),
    ("GED-03", 12, EIGEN, None, Afloop.BUITEN),
)
"""Dossier, days ago issued, to whom, days ago settled, how; the fourth is past its thirty days."""


def plan_papers(services: Services, tijd: Tijdlijn, dossiers: Mapping[str, DossierId]) -> None:
    """Copies issued along the way, one of them overdue, one returned, one destroyed; and attachments."""
    for code, days, reader, settled, afloop in _UITGEGEVEN:
        copies: list[int] = []
        tijd.plan(days, partial(_issue, services, dossiers, code, reader, copies))
        if settled is not None:
            tijd.plan(settled, partial(_settle, services, copies, afloop))
    for bijlage in _bijlagen():
        tijd.plan(bijlage.dagen, partial(_attach, services, dossiers, bijlage))


def _issue(
    services: Services, dossiers: Mapping[str, DossierId], code: str, reader: Ontvanger, copies: list[int]
) -> None:
    document = SoortDocument.MAATREGELENPLAN if reader.is_eigen else SoortDocument.SAMENVATTING
    how = Uitgiftegegevens(wijze=Wijze.PAPIER, doel="uitreiken" if reader.is_eigen else "besluit")
    copies.append(services.stukken.issue(document, dossiers[code], reader, how).exemplaar.id or 0)


def _settle(services: Services, copies: list[int], afloop: Afloop) -> None:
    services.exemplaren.settle(copies[0], afloop, getuige="B. Hofstra")


def _attach(services: Services, dossiers: Mapping[str, DossierId], what: _Bijlage) -> None:
    services.bijlagen.add(
        dossiers[what.code], naam=what.naam, content=what.content, omschrijving=what.omschrijving
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bijlage:
    code: str
    dagen: int
    naam: str
    content: bytes
    omschrijving: str


def _bijlagen() -> list[_Bijlage]:
    return [
        _Bijlage(
            code="GED-04",
            dagen=44,
            naam="Verslag schouw.txt",
            content=_VERSLAG,
            omschrijving="Aantekeningen van de schouw",
        ),
        _Bijlage(
            code="GED-04",
            dagen=43,
            naam="Plattegrond begane grond.png",
            content=drawing(),
            omschrijving="Schets, niet op schaal",
        ),
        _Bijlage(
            code="GED-03",
            dagen=30,
            naam="Oplevering kluis.txt",
            content=b"FICTIEF: kluis verankerd, code aan de bewoner gegeven.\n",
            omschrijving="Oplevering van de kluis",
        ),
    ]


def print_all(
    services: Services, dossiers: dict[str, DossierId], folder: Path, tell: Callable[[str], None]
) -> list[Path]:
    """A plan per dossier, a summary, the papers of suppliers and those of the year, as plain PDF."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = [
        (SoortDocument.MAATREGELENPLAN, code, _SECRETARIS if code == _ORGANISATIE else EIGEN)
        for code in dossiers
    ]
    wanted.append((SoortDocument.SAMENVATTING, "GED-04", _SECRETARIS))
    made = []
    for document, code, reader in wanted:
        issued = services.stukken.issue(
            document, dossiers[code], reader, Uitgiftegegevens(wijze=Wijze.ONVERSLEUTELD, doel="voorbeeld")
        )
        path = folder / f"{document.value.removeprefix('vertrouwelijke_')}-{code}.pdf"
        write_file(path, issued.pdf)
        tell(f"Afgedrukt: {path.name} (exemplaar {issued.nummer})")
        made.append(path)
    made.append(print_verklaring(services, folder, tell))
    made += print_leverancierstukken(services, folder, tell)
    return [*made, *_print_year(services, folder, tell)]


def _print_year(services: Services, folder: Path, tell: Callable[[str], None]) -> list[Path]:
    """The papers of this year; the register of copies comes last, with all others in it."""
    year, made = services.today.year, []
    for document in JAARSTUKKEN:
        reader = Ontvanger(naam=services.jaarstukken.readers(document)[0])
        how = Uitgiftegegevens(wijze=Wijze.ONVERSLEUTELD, doel="voorbeeld")
        issued = services.jaarstukken.issue(document, year, reader, how)
        path = folder / f"{document.value.replace('_', '-')}-{year}.pdf"
        write_file(path, issued.pdf)
        tell(f"Afgedrukt: {path.name} (exemplaar {issued.nummer})")
        made.append(path)
    return made


def drawing(width: int = 240, height: int = 160) -> bytes:
    """A floor plan as PNG: walls, two inner walls and a door."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        rows.extend(0x20 if _is_wall(x, y, width, height) else 0xF4 for x in range(width))

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(rows)))
        + chunk(b"IEND", b"")
    )


def _is_wall(x: int, y: int, width: int, height: int) -> bool:
    if width // 8 < x < width // 4 and y > height - 5:
        return False  # the front door
    thick, thin = 4, 2
    edge = min(x, y, width - 1 - x, height - 1 - y)
    middle = width * 5 // 8
    return edge < thick or abs(x - middle) < thin or (abs(y - height // 2) < thin and x > middle)
