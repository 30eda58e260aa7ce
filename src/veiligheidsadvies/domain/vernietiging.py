"""Vernietiging: that something was destroyed, on which ground and by whom; never what stood in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort, Orgaan
from veiligheidsadvies.domain.veld import veld

VernietigingId = NewType("VernietigingId", int)


def resten(gevonden: str, meegegaan: str, papieren: str) -> str:
    """What the field of that name holds; each may be empty."""
    return "\n".join((gevonden, meegegaan, papieren)).rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vernietiging:
    """What a declaration (verklaring) is made of; `code` is that of the dossier, `periode` its years.

    `rijen` are records that went or lost their content, `beelden` earlier states of them in the log,
    `concepten` unsaved forms of it, `zoekteksten` their entries in the search index. `gezocht` confidential
    texts were looked for afterwards in the whole vault, `gevonden` of them still stand in records of
    something else.
    """

    TABEL: ClassVar[str] = "vernietiging"
    id: VernietigingId | None = None
    nummer: str = veld("Verklaring nr.", maximum=14)
    code: str = veld("Dossier", maximum=9)
    soort: Bewaarsoort = veld("Wat")
    orgaan: Orgaan = veld("Orgaan")
    periode: str = veld("Periode")
    termijn: str = veld("Bewaartermijn")
    grond: str = veld("Grond")
    selectielijst: str = veld("Selectielijst")
    categorie: str = veld("Categorie")
    verstreken_op: dt.date = veld("Termijn verstreken op")
    rijen: int = veld("Regels")
    beelden: int = veld("Eerdere standen")
    concepten: int = veld("Concepten")
    zoekteksten: int = veld("Zoekindex")
    bijlagen: int = veld("Bijlagen")
    exemplaren: int = veld("Exemplaren")
    exemplaren_buiten: int = veld("Exemplaren nog buiten")
    gezocht: int = veld("Gezochte gegevens")
    gevonden: int = veld("Nog gevonden")
    resten: str = veld(
        "Waar nog gevonden",
        default="",
        uitleg="Daaronder wat van andere dossiers ook wegging, en welke papieren de code nog noemen.",
    )
    voorgesteld_door: str = veld("Voorgesteld door")
    akkoord_id: AkkoordId | None = None
    op: dt.datetime = veld("Vernietigd op")
    logregel: int = veld("Logregel", uitleg="De laatste regel van het log vóór de vernietiging.")
    logkop: str = veld("Logkop vóór", default="")

    @property
    def plaatsen(self) -> str:
        """Where a confidential text still stands."""
        return self._line(0)

    @property
    def meegegaan(self) -> str:
        """What of other dossiers went as well, since such a text stood in it."""
        return self._line(1)

    @property
    def papieren(self) -> str:
        """The numbers of copies of no dossier that still tell the code."""
        return self._line(2)

    def _line(self, number: int) -> str:
        return (*self.resten.split("\n"), "", "")[number]
