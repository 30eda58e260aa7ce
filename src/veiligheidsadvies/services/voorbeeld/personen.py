"""Who and what the example is about: nobody in it exists, and no address either (postcode 0000)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Advies, Gedeeld
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.datum import add_months, add_years
from veiligheidsadvies.domain.dossier import Dossier, SoortDossier
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Eigendom, PkvwSoort, Woonplek
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviesdagen:
    """Days ago of an advice: by the CCV, adopted by the BVA (None: not yet), shared."""

    ccv: int
    bva: int | None
    gedeeld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierplan:
    """One dossier of the example; numbers are days ago.

    `begin` it was made, `plan` its measures were entered; `stappen` are (number, days ago done or None, days
    until due or None, by whom).
    """

    dossier: Dossier
    begin: int
    plan: int
    bestuurder: Bestuurder | None = None
    woonplek: Woonplek | None = None
    advies: Adviesdagen | None = None
    werklocaties: tuple[Werklocatie, ...] = ()
    stappen: tuple[tuple[int, int | None, int | None, str], ...] = ()

    @property
    def code(self) -> str:
        """The dossier code."""
        return self.dossier.code


_SECRETARIS = "provinciesecretaris"


def dossierplannen(t: Tijdlijn) -> list[Dossierplan]:
    """The commissaris, seven gedeputeerden and the organisation."""
    return [_cdk(t), _ged01(t), _ged02(t), _ged03(t), _ged04(t), _ged05(t), _ged06(t), _ged07(t), _org(t)]


def _person(naam: str, nummer: int, portefeuille: str, t: Tijdlijn, **over: Any) -> Bestuurder:
    given = {
        "ambt": Ambt.GEDEPUTEERDE,
        "begin": add_months(t.vandaag, -32),
        "benoeming_vast_op": add_months(t.vandaag, -33),
        "telefoon": f"06 0404 01{nummer:02d}",
        "portefeuille": portefeuille,
    }
    return Bestuurder(naam=naam, **{**given, **over})


def _home(adres: str, plaats: str, t: Tijdlijn, **over: Any) -> Woonplek:
    given = {"postcode": "0000 AA", "vanaf": add_years(t.vandaag, -9), "eigendom": Eigendom.EIGENAAR}
    return Woonplek(adres=adres, plaats=plaats, **{**given, **over})


def _certified(t: Tijdlijn, *, months_ago: int, number: str) -> dict[str, Any]:
    return {
        "pkvw_soort": PkvwSoort.CERTIFICAAT,
        "pkvw_nummer": number,
        "pkvw_afgifte": add_months(t.vandaag, -months_ago),
    }


def _cdk(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="CDK-01", herijking_op=t.over(11)),
        begin=600,
        plan=400,
        bestuurder=_person("de heer C. van ’t Hoff", 10, "Openbare orde en Kroonzaken", t, ambt=Ambt.CDK),
        woonplek=_home("Zeggeveld 3", "Rietdrecht", t, **_certified(t, months_ago=116, number="PK-0116")),
        advies=Adviesdagen(ccv=520, bva=470, gedeeld=462),
        stappen=((9, 385, None, _SECRETARIS), (15, 90, None, "financiën"), (16, 60, None, "leveranciers")),
    )


def _ged01(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-01", herijking_op=t.over(72)),
        begin=590,
        plan=395,
        bestuurder=_person("mevrouw Ö. Özdil", 11, "Stikstof en Natuurherstel", t, gezin="Twee kinderen."),
        woonplek=_home("Lisdoddelaan 28", "Veenhaven", t, **_certified(t, months_ago=40, number="PK-0140")),
        advies=Adviesdagen(ccv=510, bva=460, gedeeld=452),
        stappen=((9, 380, None, _SECRETARIS), (15, 120, None, "financiën")),
    )


def _ged02(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-02", herijking_op=t.over(180)),
        begin=260,
        plan=110,
        bestuurder=_person("de heer Ł. Łukasz-Vermeer", 12, "Mobiliteit en Vaarwegen", t),
        woonplek=_home(
            "Krabbenscheer 101",
            "Buitenwaard",
            t,
            in_eigen_gebied=False,
            ontheffing_op=add_months(t.vandaag, -30),
            ontheffing_tot=add_months(t.vandaag, 5),
            eigendom=Eigendom.HUURDER,
            **_certified(t, months_ago=20, number="PK-0220"),
        ),
        advies=Adviesdagen(ccv=200, bva=160, gedeeld=150),
        stappen=((9, 95, None, _SECRETARIS), (11, None, 10, "S&S-manager")),
    )


def _ged03(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-03", herijking_op=t.over(150)),
        begin=300,
        plan=150,
        bestuurder=_person("de heer IJ. IJsbrand", 13, "Energie en Klimaatadaptatie", t),
        woonplek=_home("Waterpoort 9", "Merendam", t, pkvw_soort=PkvwSoort.GEEN),
        advies=Adviesdagen(ccv=230, bva=190, gedeeld=182),
        stappen=((9, 140, None, _SECRETARIS),),
    )


def _ged04(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-04", herijking_op=t.over(303)),
        begin=190,
        plan=45,
        bestuurder=_person("mevrouw N. Đorđević", 14, "Landbouw en Plattelandsvernieuwing", t),
        woonplek=_home(
            "Dotterbloemweg 17", "Oosterwolde aan Zee", t, pkvw_soort=PkvwSoort.GEEN, pkvw_termijn=t.over(-13)
        ),
        advies=Adviesdagen(ccv=118, bva=62, gedeeld=52),
        stappen=((9, 27, None, _SECRETARIS),),
    )


def _ged05(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-05"),
        begin=120,
        plan=31,
        bestuurder=_person("mevrouw S. Ağaoğlu", 15, "Cultuur en Erfgoedbeheer", t),
        woonplek=_home("Kalmoeskade 44", "Rietdrecht", t, eigendom=Eigendom.VVE),
        advies=Adviesdagen(ccv=52, bva=None, gedeeld=33),
    )


def _ged06(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-06", herijking_op=t.over(260)),
        begin=230,
        plan=60,
        bestuurder=_person("de heer J. Śliwiński-de Boer", 16, "Financiën en Deelnemingen", t),
        woonplek=_home(
            "Grutterij 2", "Lage Polder", t, pkvw_soort=PkvwSoort.VERKLARING, pkvw_termijn=t.over(24)
        ),
        advies=Adviesdagen(ccv=160, bva=105, gedeeld=96),
        stappen=((9, 50, None, _SECRETARIS), (11, None, 5, "S&S-manager")),
    )


def _ged07(t: Tijdlijn) -> Dossierplan:
    return Dossierplan(
        dossier=Dossier(code="GED-07", herijking_op=t.over(40)),
        begin=580,
        plan=390,
        bestuurder=_person(
            "mevrouw M. Núñez Ybarra", 17, "Wonen, Ruimte en Gebiedsprogramma’s", t, einde=t.over(98)
        ),
        woonplek=_home("Elzenbroek 61", "Veenhaven", t, **_certified(t, months_ago=70, number="PK-0770")),
        advies=Adviesdagen(ccv=500, bva=450, gedeeld=441),
        stappen=((9, 375, None, _SECRETARIS), (15, 100, None, "financiën"), (16, 50, None, "leveranciers")),
    )


def _org(t: Tijdlijn) -> Dossierplan:
    def place(naam: str, seen: int, again: int, found: str) -> Werklocatie:
        return Werklocatie(
            naam=naam, geinventariseerd_op=t.geleden(seen), volgende_op=t.over(again), bevindingen=found
        )

    return Dossierplan(
        dossier=Dossier(
            code="ORG-01", soort=SoortDossier.ORGANISATIE, omschrijving="Provinciehuis en steunpunten"
        ),
        begin=420,
        plan=380,
        werklocaties=(
            place("Bestuursvleugel, derde verdieping", 240, 60, "De deur bij de lift sluit niet vanzelf."),
            place("Statenzaal en publieke tribune", 200, 19, "Eén looproute voor publiek en bestuur."),
            place("Steunpunt Lage Polder", 400, -3, "Geen tweede uitgang in de spreekkamer."),
        ),
    )


def advies_van(plan: Dossierplan) -> Advies:
    """The advice of a dossier as the CCV brought it: nothing adopted and nothing shared yet."""
    return Advies(
        kenmerk=f"CCV-F-{plan.begin:03d}{plan.plan:03d}",
        adviseur="adviseur R. Waterman",
        gedeeld=Gedeeld.ALLEEN_MAATREGELEN,
    )
