"""Maatregel: one measure of an advice, from geadviseerd to afgewikkeld."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.advies import AdviesId, Domein
from veiligheidsadvies.domain.controle import check_fields, check_range
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

MaatregelId = NewType("MaatregelId", int)
MAANDEN_PER_JAAR = 12


class Status(StrEnum):
    """Stations in the life of a measure; stored values, never renamed. `levensloop` connects them."""

    GEADVISEERD = "geadviseerd"
    IN_PLAN = "in_plan"
    WACHT_OP_PKVW = "wacht_op_pkvw"
    OFFERTE_GEVRAAGD = "offerte_gevraagd"
    OFFERTE_ONTVANGEN = "offerte_ontvangen"
    AKKOORD = "akkoord"
    OPDRACHT_GEGEVEN = "opdracht_gegeven"
    INGEPLAND = "ingepland"
    UITGEVOERD = "uitgevoerd"
    OPGELEVERD = "opgeleverd"
    IN_BEHEER = "in_beheer"
    AFGEWIKKELD = "afgewikkeld"
    BESPROKEN = "besproken"
    TOEGEPAST = "toegepast"
    BESTUURDER_ZIET_AF = "bestuurder_ziet_af"
    AFGEWEKEN = "afgeweken"
    VERVALLEN = "vervallen"
    DOOR_STELSEL_OVERGENOMEN = "door_stelsel_overgenomen"

    @property
    def woord(self) -> str:
        """The status as it stands on screen and paper."""
        return self.value.replace("_", " ").replace("pkvw", "PKVW")


class Statusgroep(StrEnum):
    """Five icons for eighteen statuses; lateness is a matter of the date, not of the status."""

    WACHT = "wacht"
    LOOPT = "loopt"
    GEREED = "gereed"
    VERVALLEN = "vervallen"


GROEP = {
    **dict.fromkeys((Status.WACHT_OP_PKVW, Status.OFFERTE_GEVRAAGD), Statusgroep.WACHT),
    **dict.fromkeys(
        (
            Status.GEADVISEERD,
            Status.IN_PLAN,
            Status.OFFERTE_ONTVANGEN,
            Status.AKKOORD,
            Status.OPDRACHT_GEGEVEN,
            Status.INGEPLAND,
            Status.UITGEVOERD,
            Status.BESPROKEN,
        ),
        Statusgroep.LOOPT,
    ),
    **dict.fromkeys(
        (Status.OPGELEVERD, Status.IN_BEHEER, Status.TOEGEPAST, Status.AFGEWIKKELD), Statusgroep.GEREED
    ),
    **dict.fromkeys(
        (Status.BESTUURDER_ZIET_AF, Status.VERVALLEN, Status.AFGEWEKEN, Status.DOOR_STELSEL_OVERGENOMEN),
        Statusgroep.VERVALLEN,
    ),
}
OPEN = frozenset(s for s, g in GROEP.items() if g in {Statusgroep.WACHT, Statusgroep.LOOPT})


class Grondslag(StrEnum):
    """On what ground the measure is provided (domain of the Regeling, Arbo duty, PKVW)."""

    REGELING_WOONPLEK = "regeling_woonplek"
    WERKGEVERSZORG = "werkgeverszorg"
    PKVW_EIGEN_REKENING = "pkvw_eigen_rekening"
    GEEN_KOSTEN = "geen_kosten"
    STELSEL = "stelsel"

    @property
    def woord(self) -> str:
        """The ground as it is said."""
        return GRONDSLAG_WOORD[self]


GRONDSLAG_WOORD = {
    Grondslag.REGELING_WOONPLEK: "Regeling, woonplek",
    Grondslag.WERKGEVERSZORG: "werkgeverszorg (Arbo)",
    Grondslag.PKVW_EIGEN_REKENING: "PKVW, eigen rekening",
    Grondslag.GEEN_KOSTEN: "geen kosten, eigen handelen",
    Grondslag.STELSEL: "stelsel bewaken en beveiligen",
}


class Betaler(StrEnum):
    """Who pays; the bestuurder pays PKVW, the stelsel pays its own, the employer the rest."""

    ORGANISATIE = "organisatie"
    BESTUURDER = "bestuurder"
    STELSEL = "stelsel"
    NIEUWE_WERKGEVER = "nieuwe_werkgever"

    @property
    def woord(self) -> str:
        """The payer as it is said."""
        return self.value.replace("_", " ")


class Prioriteit(StrEnum):
    """The manager's own order of work; the CCV's internal scale is not public."""

    SPOED = "spoed"
    HOOG = "hoog"
    NORMAAL = "normaal"
    LAAG = "laag"


class EindeBesluit(StrEnum):
    """What happens with a delivered measure when the office ends (domain reference 1.7)."""

    BLIJFT = "blijft"
    OVERNAME = "overname_door_bestuurder"
    DEMONTEREN = "demonteren_en_terugnemen"
    NIEUWE_WERKGEVER = "overdracht_aan_nieuwe_werkgever"
    OPZEGGEN = "abonnement_opzeggen"
    VOORTZETTEN = "voortzetten_tot"
    INNEMEN = "innemen"


class Toestemming(StrEnum):
    """Consent of landlord or VvE for a rented or shared building."""

    NIET_NODIG = "niet_nodig"
    GEVRAAGD = "gevraagd"
    VERKREGEN = "verkregen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatregel:
    """One measure; its status changes only through the transitions of `levensloop`."""

    TABEL: ClassVar[str] = "maatregel"
    id: MaatregelId | None = None
    dossier_id: DossierId | None = None
    advies_id: AdviesId | None = None
    advies_ref: str = veld(
        "Nummer in advies", default="", maximum=40, uitleg="Paragraaf of nummer, zoals 4.2."
    )
    domein: Domein = veld("Domein")
    catalogus_code: str = veld("Code", default="", zoekbaar=True, maximum=12)
    titel: str = veld("Maatregel", zoekbaar=True)
    tekst: str = veld("Toelichting", default="", lang=True, zoekbaar=True)
    norm: str = veld("Norm of eis", default="", zoekbaar=True, maximum=400)
    grondslag: Grondslag | None = veld("Grondslag", default=None)
    betaler: Betaler | None = veld("Wie betaalt", default=None)
    prioriteit: Prioriteit = veld("Prioriteit", default=Prioriteit.NORMAAL)
    verantwoordelijke: str = veld("Verantwoordelijke", default="", uitleg="Wie zorgt dat het gebeurt.")
    eigen_uitvoering: bool = veld("Door eigen medewerkers", default=False)
    leverancier: str = veld("Leverancier", default="", zoekbaar=True)
    termijn: dt.date | None = veld("Termijn", default=None, uitleg="De dag waarop het klaar moet zijn.")
    terugkerend: bool = veld("Terugkerend", default=False)
    interval_maanden: int | None = veld("Interval in maanden", default=None)
    certificaat_vereist: bool = veld("Certificaat vereist bij oplevering", default=False)
    toestemming: Toestemming = veld("Toestemming verhuurder of VvE", default=Toestemming.NIET_NODIG)
    toestemming_op: dt.date | None = veld("Toestemming op", default=None)
    status: Status = veld("Status", default=Status.GEADVISEERD)
    status_op: dt.date | None = veld("Status sinds", default=None)
    offerte_geldig_tot: dt.date | None = veld("Offerte geldig tot en met", default=None)
    akkoord_door: str = veld("Akkoord door", default="")
    akkoord_op: dt.date | None = veld("Akkoord op", default=None)
    opdracht_kenmerk: str = veld(
        "Opdracht", default="", zoekbaar=True, uitleg="Het nummer, ook van een opdracht buiten het programma."
    )
    opdracht_op: dt.date | None = veld("Opdracht gegeven op", default=None)
    gepland_op: dt.date | None = veld("Ingepland op", default=None)
    uitgevoerd_op: dt.date | None = veld("Uitgevoerd op", default=None)
    opgeleverd_op: dt.date | None = veld("Opgeleverd op", default=None)
    certificaat: str = veld("Certificaatnummer", default="")
    volgende_op: dt.date | None = veld("Volgende keer", default=None)
    besproken_op: dt.date | None = veld("Besproken op", default=None)
    toegepast_op: dt.date | None = veld("Toegepast op", default=None)
    herhalen_op: dt.date | None = veld("Herhalen op", default=None)
    bevoegd_gezag: str = veld("Bevoegd gezag", default="", gevoelig=True)
    overgenomen_op: dt.date | None = veld("Overgenomen op", default=None)
    einde_besluit: EindeBesluit | None = veld("Besluit bij einde ambt", default=None)
    afgewikkeld_op: dt.date | None = veld("Afgewikkeld op", default=None)

    @property
    def is_open(self) -> bool:
        """Still something to do before it is ready."""
        return self.status in OPEN

    @property
    def kost_per_jaar(self) -> bool:
        """Amounts of what returns within a year are yearly totals; longer intervals cost once."""
        months = self.interval_maanden
        return self.terugkerend and months is not None and months <= MAANDEN_PER_JAAR

    @property
    def vereist_pkvw(self) -> bool:
        """Only what is provided under the Regeling waits for the Politiekeurmerk (rule R1)."""
        return self.grondslag is Grondslag.REGELING_WOONPLEK

    @property
    def uiterste_dag(self) -> dt.date | None:
        """The day that counts now: the next time of a running or repeated measure, else its term."""
        if self.status is Status.IN_BEHEER:
            return self.volgende_op
        if self.status is Status.TOEGEPAST:
            return self.herhalen_op
        return self.termijn if self.is_open else None

    def days_late(self, today: dt.date) -> int:
        """Whole days past the day that counts; 0 when on time or without a day."""
        day = self.uiterste_dag
        return max(0, (today - day).days) if day else 0

    def next_occurrence(self, day: dt.date) -> dt.date | None:
        """One interval after `day`, for a recurring measure."""
        return add_months(day, self.interval_maanden) if self.terugkerend and self.interval_maanden else None

    def problems(self) -> list[Problem]:
        """Everything that keeps this measure from being saved."""
        found = check_fields(self, required=("titel",))
        if self.terugkerend and self.interval_maanden is None:
            found.append(Problem("interval_maanden", "verplicht_bij_terugkerend"))
        if self.interval_maanden is not None:
            found += check_range(self, "interval_maanden", lowest=1, highest=600)
        return found
