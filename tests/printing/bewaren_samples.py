"""Snapshots of the papers of records law, of any length."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.printing import samples
from veiligheidsadvies.printing.bewaren_snapshots import (
    InzageUittreksel,
    Kopieregel,
    Onderdeel,
    Telling,
    Termijnlijst,
    Termijnrij,
    Vernietigingsverklaring,
    VerwerkingsregisterStuk,
)
from veiligheidsadvies.printing.snapshots import Alinea, Gegeven, Handtekening

DAG = dt.date(2026, 3, 9)
TEKENEN = (
    Handtekening(rol="Eerste persoon", naam="E. Yeşilgöz", verklaring="Safety & Security-manager"),
    Handtekening(rol="Tweede persoon", naam="Ł. Brzęczyk", verklaring="Akkoord op papier"),
)


def onderdeel(kop: str, count: int) -> Onderdeel:
    facts = tuple(Gegeven(label=f"Gegeven {nr + 1}", tekst=f"tekst {nr + 1}") for nr in range(count))
    return Onderdeel(kop=kop, gegevens=facts, noot="Een noot.")


def verklaring(count: int = 3, **over: Any) -> Vernietigingsverklaring:
    given: dict[str, Any] = {
        "blad": samples.blad(),
        "inleiding": "Wij verklaren dat het dossier GED-08 blijvend is vernietigd.",
        "grond": (Gegeven(label="Bewaartermijn", tekst="2 jaar na einde ambt"),),
        "tellingen": (Telling(wat="Regels in het dossier", aantal=1906, hoe="gewist"),),
        "gebleven": "Gebleven zijn nummers en bedragen.",
        "kopieen": tuple(
            Kopieregel(
                kenmerk=f"RK-{nr:04d}", gemaakt=DAG, plaats="bij de kluis", vervalt=DAG if nr % 2 else None
            )
            for nr in range(count)
        ),
        "controle": (Gegeven(label="Logkop", tekst="vóór 91b7"),),
        "handtekeningen": TEKENEN,
    }
    return Vernietigingsverklaring(**(given | over))


def inzage(count: int = 8, **over: Any) -> InzageUittreksel:
    given: dict[str, Any] = {
        "blad": samples.blad(),
        "inleiding": "Dit is wat wij over u bewaren.",
        "onderdelen": (onderdeel("Wie u bent", 4), onderdeel("Maatregelen", count)),
        "verwerking": onderdeel("Waarom en hoe lang", 3),
        "weggelaten": ("Namen van anderen.",),
        "rechten": (Alinea(kop="Klopt er iets niet?", tekst="Vraag het."),),
    }
    return InzageUittreksel(**(given | over))


def register(count: int = 6, **over: Any) -> VerwerkingsregisterStuk:
    rows = tuple(
        Termijnrij(soort=f"Soort {nr + 1}", termijn="2 jaar na einde ambt", grond="AVG", lijst="18.2")
        for nr in range(count)
    )
    given: dict[str, Any] = {
        "blad": samples.blad(),
        "inleiding": "Hoe wij persoonsgegevens verwerken.",
        "onderdelen": (onderdeel("Waarvoor", 3),),
        "termijnen": (Termijnlijst(orgaan="van Gedeputeerde Staten", rijen=rows),),
        "handtekeningen": TEKENEN,
    }
    return VerwerkingsregisterStuk(**(given | over))
