"""Bijlage: a file kept in the vault by its content hash and viewed in memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

BijlageId = NewType("BijlageId", int)
GROOTSTE_BYTES = 50 * 1024 * 1024


class SoortBijlage(StrEnum):
    """What can be shown in memory; the rest leaves only on purpose."""

    PDF = "pdf"
    AFBEELDING = "afbeelding"
    TEKST = "tekst"
    OVERIG = "overig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bijlage:
    """One attachment; `grootte` in bytes."""

    TABEL: ClassVar[str] = "bijlage"
    id: BijlageId | None = None
    dossier_id: DossierId | None = None
    naam: str = veld("Naam", gevoelig=True, zoekbaar=True)
    soort: SoortBijlage = veld("Soort")
    omschrijving: str = veld("Omschrijving", default="", zoekbaar=True, gevoelig=True)
    grootte: int = veld("Grootte")
    sha256: str = veld("Kenmerk van de inhoud", gedrukt=False)
    toegevoegd_op: dt.datetime = veld("Toegevoegd op")

    def problems(self) -> list[Problem]:
        """Everything that keeps this attachment from being saved."""
        found = check_fields(self, required=("naam",))
        if self.grootte > GROOTSTE_BYTES:
            found.append(Problem("grootte", "bestand_te_groot", {"maximum": GROOTSTE_BYTES // 1024 // 1024}))
        return found


def kind_of(content: bytes) -> SoortBijlage:
    """The kind by the first bytes, never by the file's name."""
    if content.startswith(b"%PDF-"):
        return SoortBijlage.PDF
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")) or content[8:12] == b"WEBP":
        return SoortBijlage.AFBEELDING
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return SoortBijlage.OVERIG
    return SoortBijlage.OVERIG if "\x00" in text else SoortBijlage.TEKST
