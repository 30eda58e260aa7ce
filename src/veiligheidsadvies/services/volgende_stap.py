"""The one thing to do now in a dossier: a step of the twenty, why, and the button that does it."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.dossier import Dossier, SoortDossier
from veiligheidsadvies.domain.regels import Dossierstand
from veiligheidsadvies.domain.stap import Voortgang
from veiligheidsadvies.services.voortgang import HERIJKING_STAP, PLAN_STAP
from veiligheidsadvies.text.formats import date_words


@dataclass(frozen=True, slots=True, kw_only=True)
class VolgendeStap:
    """What to do now: a step number, one sentence why, and the kind of action (`doel`) its button starts.

    `doel`: pkvw, advies, gedeeld, maatregelen, akkoord_plan, offertes, opdracht, uitvoering, oplevering,
    herijking, stap, bestuurder or woonplek.
    """

    nummer: int
    titel: str
    uitleg: str
    knop: str
    doel: str


_NEXT: dict[int, tuple[str, str, str, str]] = {
    1: (
        "Vraag of de bestuurder een advies wil",
        "Leg vast wanneer u het vroeg en wat het antwoord was.",
        "Vastleggen…",
        "stap",
    ),
    2: (
        "Laat de bestuurder een gesprek aanvragen",
        "De bestuurder vraagt het gesprek met het CCV zelf aan.",
        "Datum invoeren…",
        "advies",
    ),
    3: (
        "Wacht op het intakegesprek",
        "Het CCV belt de bestuurder. Nieuwe dreigingen komen hier op tafel.",
        "Datum invoeren…",
        "advies",
    ),
    4: (
        "Wacht op de schouw van de woning",
        "Het CCV bekijkt de woning, ook voor het Politiekeurmerk.",
        "Datum invoeren…",
        "advies",
    ),
    5: (
        "Wacht op het advies van het CCV",
        "Voer de datum en het kenmerk in als het advies er is.",
        "Advies invoeren…",
        "advies",
    ),
    6: (
        "Vraag na of de BVA het advies heeft vastgesteld",
        "Zonder vaststelling is het advies een concept en mag u niets bestellen.",
        "Datum invoeren…",
        "advies",
    ),
    7: (
        "Vraag de bestuurder het advies te delen",
        "De maatregelen zijn genoeg; de dreiging hoeft u niet te hebben.",
        "Vastleggen…",
        "gedeeld",
    ),
    8: (
        "Neem de maatregelen over in het plan",
        "Kies per maatregel de grondslag, wie betaalt en wie ervoor zorgt.",
        "Naar de maatregelen",
        "maatregelen",
    ),
    9: (
        "Vraag akkoord op het plan",
        "Druk de vertrouwelijke samenvatting af en leg het besluit vast.",
        "Akkoord vastleggen…",
        "akkoord_plan",
    ),
    10: (
        "Vraag het PKVW-certificaat op",
        "De bestuurder regelt en betaalt de keuring zelf. Zonder geldig certificaat mag u de andere "
        "woningmaatregelen niet bestellen.",
        "Certificaat invoeren…",
        "pkvw",
    ),
    11: (
        "Vraag offertes aan",
        "Vraag alleen wat de leverancier moet weten.",
        "Naar de maatregelen",
        "offertes",
    ),
    12: (
        "Geef de opdrachten",
        "Elke opdracht vraagt een geldige poort en een tweede persoon.",
        "Naar de maatregelen",
        "opdracht",
    ),
    13: (
        "Laat het werk uitvoeren",
        "Spreek de dag af met het thuisfront.",
        "Naar de maatregelen",
        "uitvoering",
    ),
    14: (
        "Leg de opleveringen vast",
        "Vraag het certificaat en loop de restpunten na.",
        "Naar de maatregelen",
        "oplevering",
    ),
    15: ("Controleer de facturen", "Vergelijk elke factuur met de opdracht.", "Naar de kosten", "kosten"),
    16: ("Houd de maatregelen in beheer", "Plan test en onderhoud.", "Naar de maatregelen", "maatregelen"),
    17: (
        "Plan de herijking",
        "Eén keer per jaar, en eerder bij een verhuizing of incident.",
        "Herijking plannen…",
        "herijking",
    ),
    18: (
        "Verwerk de rode draden",
        "Wat dit advies met andere gemeen heeft, hoort in het plan van aanpak.",
        "Vastleggen…",
        "stap",
    ),
    19: (
        "Wikkel het einde van het ambt af",
        "Besluit per maatregel of hij blijft, wordt overgenomen of teruggaat.",
        "Naar de maatregelen",
        "maatregelen",
    ),
    20: ("Sluit het dossier", "Leg de bewaartermijn vast.", "Vastleggen…", "stap"),
}


def next_step(dossier: Dossier, stand: Dossierstand, where: Voortgang) -> VolgendeStap:
    """The one thing to do now; a dossier without measures of a bestuurder follows the twenty steps."""
    number = where.huidige
    if dossier.soort is SoortDossier.BESTUURDER and stand.woonplek is None and number >= PLAN_STAP:
        return VolgendeStap(
            nummer=number,
            titel="Voer de woonplek in",
            doel="woonplek",
            knop="Woonplek invoeren…",
            uitleg="De Regeling geldt voor de woonplek; zonder woonplek kan er niets worden besteld.",
        )
    if dossier.soort is not SoortDossier.BESTUURDER:
        return VolgendeStap(
            nummer=number,
            titel="Werk de maatregelen bij",
            doel="maatregelen",
            knop="Naar de maatregelen",
            uitleg="Dit dossier volgt geen advies van het CCV; de maatregelen en hun termijnen tellen.",
        )
    planned = dossier.herijking_op
    if number == HERIJKING_STAP and planned is not None and planned >= stand.dag:
        return VolgendeStap(
            nummer=number,
            titel=f"Herijking op {date_words(planned)}",
            doel="herijking",
            knop="Herijking verzetten…",
            uitleg="Tot die dag vraagt dit dossier niets, behalve bij een verhuizing of incident.",
        )
    title, why, button, target = _NEXT[number]
    return VolgendeStap(nummer=number, titel=title, uitleg=why, knop=button, doel=target)
