"""Commands on dossiers: make one, list them, count everything."""

from __future__ import annotations

import argparse
from typing import Any

from veiligheidsadvies.cli.common import Commands, add_command, add_vault
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.overzicht import OverzichtService
from veiligheidsadvies.text.formats import NBSP, amount, fold, parse_date


def add_to(commands: Commands) -> None:
    """Make these commands known."""
    new = add_command(commands, "nieuw-dossier", new_dossier, help="maak een dossier voor een bestuurder")
    add_vault(new)
    new.add_argument("--code", required=True, metavar="CODE", help="zoals GED-04")
    new.add_argument("--naam", required=True, metavar="NAAM", help="naam van de bestuurder")
    offices = ", ".join(ambt.value for ambt in Ambt)
    new.add_argument("--ambt", required=True, metavar="AMBT", type=_office, help=f"een van: {offices}")
    new.add_argument("--begin", metavar="DATUM", help="begin van het ambt, zoals 05-07-2023")
    listing = add_command(commands, "dossiers", list_dossiers, help="toon de dossiers")
    add_vault(listing)
    listing.add_argument("--json", action="store_true", help="voor een ander programma")
    totals = add_command(
        commands, "overzicht", show_totals, help="tel maatregelen en geld over alle dossiers"
    )
    add_vault(totals)
    totals.add_argument("--json", action="store_true", help="voor een ander programma")


def new_dossier(session: Session, chosen: argparse.Namespace) -> int:
    """A dossier with its person."""
    begin = None
    if chosen.begin is not None:
        begin = parse_date(chosen.begin, session.now().date())
        if begin is None:
            raise InvalidInput([Problem("begin", "datum_ongeldig")])
    with session.vault(chosen.kluis) as services:
        person = Bestuurder(naam=chosen.naam.strip(), ambt=chosen.ambt, begin=begin)
        services.dossiers.create(Dossier(code=chosen.code), person)
        session.console.out(f"Dossier {chosen.code.strip().upper()} is aangemaakt.")
    return 0


def list_dossiers(session: Session, chosen: argparse.Namespace) -> int:
    """Code, name, office, phase and counts of every dossier."""
    with session.vault(chosen.kluis) as services:
        found = OverzichtService(services.context).dossiers()
        services.logboek.note_inzage("dossiers")  # it tells names
    if chosen.json:
        session.console.out_json(found)
        return 0
    header = ("code", "naam", "ambt", "fase", "maatregelen", "open")
    rows = [[line[name] for name in header] for line in found]
    session.console.out_table([name.capitalize() for name in header], rows)
    return 0


def show_totals(session: Session, chosen: argparse.Namespace) -> int:
    """Totals over the whole vault."""
    with session.vault(chosen.kluis) as services:
        totals = OverzichtService(services.context).totals()
    if chosen.json:
        session.console.out_json(totals)
    else:
        _show(session, totals)
    return 0


def _show(session: Session, totals: dict[str, Any]) -> None:
    measures = totals["maatregelen"]
    out = session.console.out
    out(f"Dossiers: {totals['dossiers']}", f"Maatregelen: {measures['totaal']}", "")
    session.console.out_table(("Domein", "Aantal"), list(measures["per_domein"].items()))
    out("")
    per_status = [(word.replace("_", " "), number) for word, number in measures["per_status"].items()]
    session.console.out_table(("Status", "Aantal"), per_status)
    out("")
    money = [
        (year, kind, amount(Bedrag(cents)).replace(NBSP, " "))
        for year, kinds in totals["geld"].items()
        for kind, cents in kinds.items()
    ]
    session.console.out_table(("Jaar", "Soort", "Incl. btw"), money)


def _office(text: str) -> Ambt:
    """An office by its stored word, as it is said, or the letters of its code."""
    typed = fold(" ".join(text.replace("_", " ").split()))
    for ambt in Ambt:
        if typed in {ambt.value.replace("_", " "), fold(ambt.woord), ambt.codevorm.casefold()}:
            return ambt
    raise argparse.ArgumentTypeError(f"kies uit {', '.join(ambt.value for ambt in Ambt)}")
