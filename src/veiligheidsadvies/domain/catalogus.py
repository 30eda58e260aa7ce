"""Catalogusmaatregel: a measure as it can be advised; prices are indicative and editable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NewType

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.controle import check_fields
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

CatalogusId = NewType("CatalogusId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogusmaatregel:
    """One line of the catalogue; prices are whole amounts incl. btw."""

    TABEL: ClassVar[str] = "catalogusmaatregel"
    id: CatalogusId | None = None
    code: str = veld("Code", zoekbaar=True, maximum=12)
    domein: Domein = veld("Domein")
    categorie: str = veld("Categorie", default="", zoekbaar=True)
    vrki_soort: str = veld("VRKI-soort", default="", maximum=40)
    titel: str = veld("Maatregel", zoekbaar=True)
    norm: str = veld("Norm of eis", default="", zoekbaar=True, maximum=400)
    uitvoerder: str = veld("Uitvoerder", default="", zoekbaar=True)
    betaler: Betaler = veld("Wie betaalt", default=Betaler.ORGANISATIE)
    grondslag: Grondslag = veld("Grondslag", default=Grondslag.WERKGEVERSZORG)
    terugkerend: bool = veld("Terugkerend", default=False)
    interval_maanden: int | None = veld("Interval in maanden", default=None)
    prijs_vanaf: Bedrag | None = veld("Prijs vanaf (indicatief, incl. btw)", default=None)
    prijs_tot: Bedrag | None = veld("Prijs tot (indicatief, incl. btw)", default=None)
    eenheid: str = veld("Eenheid", default="")
    btw: BtwTarief = veld("Btw-tarief", default=BtwTarief.HOOG)
    leverancier_ziet_adres: bool = veld("Leverancier ziet het adres", default=False)
    certificaat_vereist: bool = veld("Certificaat vereist bij oplevering", default=False)
    afhandeling_einde_ambt: str = veld("Afhandeling bij einde ambt", default="")
    bron: str = veld("Bron", default="", maximum=400)
    opmerking: str = veld("Opmerking", default="", lang=True)
    is_vervallen: bool = veld("Niet meer gebruiken", default=False)

    def problems(self) -> list[Problem]:
        """Everything that keeps this line from being saved."""
        found = check_fields(self, required=("code", "titel"))
        low, high = self.prijs_vanaf, self.prijs_tot
        for name, amount in (("prijs_vanaf", low), ("prijs_tot", high)):
            if amount is not None and amount.cents < 0:
                found.append(Problem(name, "negatief"))
        if low is not None and high is not None and high < low:
            found.append(Problem("prijs_tot", "prijs_volgorde"))
        if self.terugkerend and self.interval_maanden is None:
            found.append(Problem("interval_maanden", "verplicht_bij_terugkerend"))
        return found
