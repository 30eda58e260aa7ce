"""What the papers of records law may show: that something was destroyed, what is held on one person, and why.

A declaration of destruction has no field for anything that stood in the dossier. An extract is for the person
himself: it has his data, and nobody else by name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from veiligheidsadvies.printing.snapshots import Alinea, Blad, Gegeven, Handtekening


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One kind of what went: how many, and in which way."""

    wat: str
    aantal: int
    hoe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopieregel:
    """A copy of the vault that still holds it; without `vervalt` until somebody takes it away."""

    kenmerk: str
    gemaakt: dt.date
    plaats: str
    vervalt: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vernietigingsverklaring:
    """That it was done, on which ground, how much, by whom, and where it is not gone yet."""

    blad: Blad
    titel: str = "Verklaring van vernietiging"
    inleiding: str
    grond: tuple[Gegeven, ...]
    tellingen: tuple[Telling, ...]
    gebleven: str
    kopieen: tuple[Kopieregel, ...]
    controle: tuple[Gegeven, ...]
    handtekeningen: tuple[Handtekening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Onderdeel:
    """A heading with facts; `noot` stands below them."""

    kop: str
    gegevens: tuple[Gegeven, ...]
    noot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InzageUittreksel:
    """All personal data that is held on one person (AVG, article 15), without anybody else's name."""

    blad: Blad
    titel: str = "Inzage-uittreksel"
    inleiding: str
    onderdelen: tuple[Onderdeel, ...]
    verwerking: Onderdeel
    weggelaten: tuple[str, ...]
    rechten: tuple[Alinea, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnrij:
    """How long one kind of record is kept."""

    soort: str
    termijn: str
    grond: str
    lijst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnlijst:
    """The terms of one organ."""

    orgaan: str
    rijen: tuple[Termijnrij, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerwerkingsregisterStuk:
    """The entry of this processing in the organisation's register (AVG, article 30)."""

    blad: Blad
    titel: str = "Verwerkingsregister"
    inleiding: str
    onderdelen: tuple[Onderdeel, ...]
    termijnen: tuple[Termijnlijst, ...]
    handtekeningen: tuple[Handtekening, ...]


Bewaarstuk = Vernietigingsverklaring | InzageUittreksel | VerwerkingsregisterStuk
"""The papers of records law."""
