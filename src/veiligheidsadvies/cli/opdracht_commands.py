"""Commands on orders: list them for a person or for another program."""

from __future__ import annotations

import argparse
from typing import Any

from veiligheidsadvies.cli.common import Commands, add_command, add_vault
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.services.opdracht_beeld import Opdrachtlijn
from veiligheidsadvies.text.formats import NBSP, amount

_MONEY = ("ex", "btw", "incl")


def add_to(commands: Commands) -> None:
    """Make these commands known."""
    listing = add_command(commands, "opdrachten", list_orders, help="toon de opdrachten")
    add_vault(listing)
    listing.add_argument("--json", action="store_true", help="voor een ander programma")


def list_orders(session: Session, chosen: argparse.Namespace) -> int:
    """Number, dossier, supplier, status, amounts and count of lines of every order, by number."""
    with session.vault(chosen.kluis) as services:
        found = sorted(
            (_row(line) for line in services.opdrachten.list_lijnen()), key=lambda row: row["nummer"]
        )
    if chosen.json:
        session.console.out_json(found)
        return 0
    header = ("nummer", "dossier", "leverancier", "status", *_MONEY, "regels")
    rows = [[_words(name, row[name]) for name in header] for row in found]
    session.console.out_table([name.capitalize() for name in header], rows)
    return 0


def _row(line: Opdrachtlijn) -> dict[str, Any]:
    ex, incl = line.totaal.ex.cents, line.totaal.incl.cents
    return {
        "nummer": line.opdracht.nummer,
        "dossier": line.dossiercode,
        "leverancier": line.leverancier,
        "status": line.opdracht.stand.value,
        "ex": ex,
        "btw": incl - ex,
        "incl": incl,
        "regels": line.regels,
    }


def _words(name: str, value: Any) -> Any:
    if name in _MONEY:
        return amount(Bedrag(value), zero="€ 0,00").replace(NBSP, " ")
    return value.replace("_", " ") if name == "status" else value
