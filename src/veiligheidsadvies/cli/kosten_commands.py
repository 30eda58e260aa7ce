"""The command on money: how one year stands."""

from __future__ import annotations

import argparse
from typing import Any

from veiligheidsadvies.cli.common import Commands, add_command, add_vault, book_year
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.services.kosten import Geldstand
from veiligheidsadvies.services.kosten_overzicht import Kostenoverzicht
from veiligheidsadvies.text.formats import NBSP, amount

_STATIONS = ("raming", "offerte", "verplicht", "gefactureerd", "betaald", "openstaand")


def add_to(commands: Commands) -> None:
    """Make this command known."""
    year = add_command(commands, "kosten", show_year, help="toon begroting en kosten van een jaar")
    add_vault(year)
    year.add_argument(
        "--jaar", required=True, metavar="JAAR", type=book_year, help="het boekjaar, zoals 2026"
    )
    year.add_argument("--json", action="store_true", help="voor een ander programma, in centen incl. btw")


def show_year(session: Session, chosen: argparse.Namespace) -> int:
    """Budget, what is free, ordered, billed, paid and outstanding, per payer and per domain."""
    with session.vault(chosen.kluis) as services:
        found = services.kosten.kostenoverzicht(chosen.jaar)
    if chosen.json:
        session.console.out_json(_plain(found))
    else:
        _show(session, found)
    return 0


def _plain(found: Kostenoverzicht) -> dict[str, Any]:
    """Cents incl. btw of what the organisation pays; `begroot` and `vrij` are null without a budget."""
    stand = found.stand
    return {
        "jaar": found.jaar,
        "begroot": stand.begroot.cents if stand.begroot is not None else None,
        "vrij": stand.vrij.cents if stand.vrij is not None else None,
        "verplicht": stand.verplicht.cents,
        "gefactureerd": stand.gefactureerd.cents,
        "betaald": stand.betaald.cents,
        "openstaand": stand.openstaand.cents,
        "per_betaler": {str(payer): _stations(money) for payer, money in found.per_betaler.items()},
        "per_domein": {str(domain): _stations(money) for domain, money in found.per_domein.items()},
    }


def _stations(money: Geldstand) -> dict[str, int]:
    return {name: getattr(money, name).cents for name in _STATIONS}


def _show(session: Session, found: Kostenoverzicht) -> None:
    stand, out = found.stand, session.console.out
    rows = [
        (name.capitalize(), _words(getattr(stand, name)))
        for name in ("begroot", "vrij", "verplicht", "gefactureerd", "betaald", "openstaand")
    ]
    session.console.out_table((f"Organisatie in {found.jaar}", "Incl. btw"), rows)
    for title, groups in (("Betaler", found.per_betaler), ("Domein", found.per_domein)):
        out("")
        session.console.out_table(
            (title, *(name.capitalize() for name in _STATIONS)),
            [
                (str(key).replace("_", " "), *(_words(getattr(money, name)) for name in _STATIONS))
                for key, money in groups.items()
            ],
        )


def _words(value: Bedrag | None) -> str:
    return "–" if value is None else amount(value).replace(NBSP, " ")
