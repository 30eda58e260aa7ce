"""The suppliers of the example: each with his papers in another state, so that every state is seen once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier, LeverancierId, SoortErkenning
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens, Wijze, write_file
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn

_VERKLARING_VOOR = "Oostpolder Meldkamer"

_B, _E, _P, _W, _O = SoortErkenning


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverancierplan:
    """Days ago entered and confirmed; `ghv` is (days ago signed, days from now until its end)."""

    naam: str
    kvk: str
    diensten: str
    adres: str
    plaats: str
    contact: str
    begin: int
    vog: int | None = None
    ghv: tuple[int, int | None] | None = None
    personen: str = ""
    mandaat: str = ""
    erkenningen: tuple[tuple[SoortErkenning, str, int | None], ...] = ()


PLANNEN = (
    Leverancierplan(
        naam="Zandoever Installatie",
        kvk="00000101",
        diensten="Alarm, camera en intercom",
        adres="Handelskade 14",
        plaats="Merenstad",
        contact="J. Wortel",
        begin=560,
        vog=300,
        ghv=(300, 430),
        personen="J. Wortel\nA. El Amrani\nK. Sikkema",
        mandaat="Raamovereenkomst tot en met volgend jaar; bestellen tot € 10.000,00 per opdracht.",
        erkenningen=((_E, "BE-0101", 510), (_P, "PB-0101", 300)),
    ),
    Leverancierplan(
        naam="Houtwal Hekwerk",
        kvk="00000202",
        diensten="Hekken, poorten en paaltjes",
        adres="Industrieweg 3",
        plaats="Grasdorp",
        contact="M. Postma",
        begin=540,
        vog=200,
        ghv=(690, 41),
        personen="M. Postma\nT. Visscher",
        erkenningen=((_B, "BB-0202", 24),),
    ),
    Leverancierplan(
        naam="Kleiland Deuren",
        kvk="00000303",
        diensten="Deuren, sloten en kozijnen",
        adres="Ambachtsstraat 21",
        plaats="Merenstad",
        contact="R. Ottens",
        begin=530,
        vog=520,
        ghv=(760, -6),
        personen="R. Ottens",
        erkenningen=((_B, "BB-0303", 220), (_P, "PB-0303", 220)),
    ),
    Leverancierplan(
        naam="Rietkraag Glas",
        kvk="00000404",
        diensten="Glas en folie",
        adres="Vlietzoom 8",
        plaats="Rietveen",
        contact="D. Hoekstra",
        begin=500,
        vog=100,
        ghv=(100, None),
        personen="D. Hoekstra\nŁ. Wiśniewski",
        erkenningen=((_P, "PB-0404", 640),),
    ),
    Leverancierplan(
        naam="Oostpolder Meldkamer",
        kvk="00000505",
        diensten="Alarmcentrale en opvolging",
        adres="Dijkweg 100",
        plaats="Oostpolder",
        contact="S. Bakhuis",
        begin=480,
        vog=60,
        personen="S. Bakhuis\nF. Yıldız",
        erkenningen=((_W, "ND 0505", 700),),
    ),
    Leverancierplan(
        naam="Wadloper Onderzoek",
        kvk="00000606",
        diensten="Sporen op internet opzoeken en laten weghalen",
        adres="Slikhaven 2",
        plaats="Wadwijk",
        contact="C. Nauta",
        begin=450,
        ghv=(150, 500),
        personen="C. Nauta",
        erkenningen=((_W, "POB 0606", 90), (_O, "ISO 27001", 340)),
    ),
)


def plan_leveranciers(services: Services, tijd: Tijdlijn) -> None:
    """Every supplier entered on his day."""
    for plan in PLANNEN:
        tijd.plan(plan.begin, partial(_enter, services, tijd, plan))


def _enter(services: Services, tijd: Tijdlijn, plan: Leverancierplan) -> None:
    signed, until = plan.ghv or (None, None)
    supplier = Leverancier(
        naam=plan.naam,
        kvk=plan.kvk,
        diensten=plan.diensten,
        adres=plan.adres,
        postcode="0000 ZZ",
        plaats=plan.plaats,
        contactpersoon=plan.contact,
        telefoon=f"06 0000 {plan.kvk[-4:]}",
        email=f"info@{plan.naam.split()[0].lower()}.example",
        mandaat=plan.mandaat,
        vog_bevestigd_op=None if plan.vog is None else tijd.geleden(plan.vog),
        ghv_getekend_op=None if signed is None else tijd.geleden(signed),
        ghv_tot=None if until is None else tijd.over(until),
        ghv_personen=plan.personen,
    )
    recognised = [
        Erkenning(soort=kind, nummer=number, geldig_tot=None if days is None else tijd.over(days))
        for kind, number, days in plan.erkenningen
    ]
    services.leveranciers.save(supplier, recognised)


def print_verklaring(services: Services, folder: Path, tell: Callable[[str], None]) -> Path:
    """The secrecy declaration of who has not signed yet, as plain PDF."""
    supplier = services.leveranciers.get_by_name(_VERKLARING_VOOR)
    how = Uitgiftegegevens(wijze=Wijze.ONVERSLEUTELD, doel="ondertekening")
    issued = services.leveranciers.issue(LeverancierId(supplier.id or 0), Ontvanger(naam=supplier.naam), how)
    path = folder / "geheimhoudingsverklaring.pdf"
    write_file(path, issued.pdf)
    tell(f"Afgedrukt: {path.name} (exemplaar {issued.nummer})")
    return path
