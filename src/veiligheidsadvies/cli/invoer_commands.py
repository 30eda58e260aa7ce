"""The command that takes a list of measures into a dossier."""

from __future__ import annotations

import argparse
from pathlib import Path

from veiligheidsadvies.cli.common import Commands, add_command, add_secret
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.services.invoer import Invoerlijst, InvoerService, load
from veiligheidsadvies.text.formats import NBSP, amount, count


def add_to(commands: Commands) -> None:
    """Make this command known."""
    parser = add_command(
        commands,
        "importeer-maatregelen",
        import_measures,
        help="lees een lijst met maatregelen in een dossier in",
    )
    parser.add_argument("kluis", metavar="KLUIS", type=Path, help="map van de kluis")
    parser.add_argument(
        "bestand",
        metavar="BESTAND.csv",
        type=Path,
        help="tekst met tabs, komma’s of puntkomma’s en de kolomnamen van de catalogus; nodig zijn "
        "‘maatregel’ en ‘domein’, of een code uit de catalogus",
    )
    parser.add_argument("--dossier", required=True, metavar="CODE", help="zoals GED-04")
    parser.add_argument("--proef", action="store_true", help="laat zien wat er zou gebeuren en schrijf niets")
    add_secret(parser)


def import_measures(session: Session, chosen: argparse.Namespace) -> int:
    """Preview, and unless it is a trial write exactly that."""
    content = load(chosen.bestand)
    with session.vault(chosen.kluis) as services:
        dossier = services.dossiers.get_by_code(chosen.dossier)
        service = InvoerService(services.context)
        seen = service.preview(DossierId(dossier.id or 0), content)
        if not chosen.proef:
            service.add(seen)
    _tell(session, seen)
    if chosen.proef:
        session.console.out(f"Proef: er is niets geschreven in {dossier.code}.")
    else:
        session.console.out(f"Ingelezen in {dossier.code}: {count(seen.aantal, 'maatregel', 'maatregelen')}.")
    return 0


def _tell(session: Session, seen: Invoerlijst) -> None:
    out = session.console.out
    domains = ", ".join(f"{domein.value} {number}" for domein, number in seen.per_domein().items())
    out(f"Maatregelen: {seen.aantal} ({domains})")
    once, yearly = (
        amount(value, zero="€ 0,00").replace(NBSP, " ") for value in (seen.eenmalig, seen.per_jaar)
    )
    out(f"Ramingen: {seen.ramingen}, incl. btw eenmalig {once} en per jaar {yearly}")
    if seen.al_aanwezig:
        out(f"Let op: {seen.al_aanwezig} met dezelfde code en titel staan al in dit dossier.")
    if seen.onbekende_kolommen:
        out(f"Niet gebruikt: kolom {', '.join(seen.onbekende_kolommen)}")
