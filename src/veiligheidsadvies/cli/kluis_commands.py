"""Commands on a vault as a whole: make one, confirm its recovery sheet, check it, make the example."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from veiligheidsadvies.cli.arguments import one_of
from veiligheidsadvies.cli.common import Commands, add_command, add_vault
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.services import kluis, nieuw, voorbeeld
from veiligheidsadvies.services.kluis import DEELWOORDEN, GROEPLENGTE, UnlockedKey

GROUPS_OR_WORDS = "Typ de veertien groepen, of de woorden van twee delen; sluit af met een lege regel."
_GROUPS = "Typ de veertien groepen over; sluit af met een lege regel."


def add_to(commands: Commands) -> None:
    """Make these commands known."""
    example = add_command(commands, "voorbeeld", make_example, help="maak een verzonnen voorbeeldkluis")
    example.add_argument("map", metavar="MAP", type=Path, help="map waarin de kluis en de afdrukken komen")
    new = add_command(commands, "nieuw", new_vault, help="maak een nieuwe kluis met een herstelblad")
    add_vault(new)
    kinds = [kind.value for kind in SoortOrganisatie]
    new.add_argument("--organisatie", required=True, metavar="NAAM", help="zoals hij op papier komt")
    new.add_argument("--soort", required=True, choices=kinds, metavar=one_of(kinds), help="soort organisatie")
    new.add_argument("--herstelblad", required=True, metavar="BESTAND.pdf", type=Path, help="nieuw bestand")
    new.add_argument("--sleutel", default="S&S-manager", metavar="NAAM", help="wie met de sleutel opent")
    confirm = add_command(
        commands, "bevestig-herstelblad", confirm_sheet, help="typ de groepen van het herstelblad terug"
    )
    add_vault(confirm)
    numbers = add_command(
        commands, "nummers", settle_numbers, help="ga door boven de hoogste nummers op papier"
    )
    add_vault(numbers)
    numbers.add_argument(
        "nummer", nargs="*", metavar="NUMMER", help="zoals 2026-0042 of OPD-2026-007; geen: niets is hoger"
    )
    check = add_command(commands, "controle", check_vault, help="voer alle controles uit")
    add_vault(check)
    check.add_argument("--anker", metavar="LOGKOP", help="zestien tekens van een afgedrukt exemplaar")


def make_example(session: Session, chosen: argparse.Namespace) -> int:
    """The example vault and its papers."""
    made = voorbeeld.make(chosen.map, now=session.now, tell=session.console.out)
    session.console.out(
        f"kluis: {made.kluis}",
        f"afdrukken: {len(made.afdrukken)} in {made.afdrukken[0].parent}",
        f"wachtwoord: {made.wachtwoord}",
    )
    return 0


def new_vault(session: Session, chosen: argparse.Namespace) -> int:
    """A vault and its recovery sheet, or neither."""
    passphrase = session.console.new_secret("Kies een wachtwoordzin")
    sheet_words = nieuw.make(
        chosen.kluis,
        Organisatie(naam=chosen.organisatie, soort=SoortOrganisatie(chosen.soort)),
        chosen.herstelblad,
        nieuw.Sleutel(naam=chosen.sleutel, wachtwoordzin=passphrase, kdf=session.kdf),
        now=session.now,
    )
    session.console.out(
        f"kluis: {chosen.kluis}",
        f"herstelblad: {chosen.herstelblad}",
        f"pdf-wachtwoord: {sheet_words}",
        "Druk het herstelblad af, bewaar het buiten de computer en typ het terug met ‘bevestig-herstelblad’.",
    )
    return 0


def confirm_sheet(session: Session, chosen: argparse.Namespace) -> int:
    """The groups as they stand on paper, in any layout."""
    with session.vault(chosen.kluis) as services:
        services.beheer.confirm_herstelblad(groups_of(session.console.off_paper(_GROUPS)))
    session.console.out("Het herstelblad is bevestigd.")
    return 0


def settle_numbers(session: Session, chosen: argparse.Namespace) -> int:
    """For a vault that was carried here: no number that stands on paper is given again."""
    with session.vault(chosen.kluis) as services:
        services.nummers.settle(chosen.nummer)
    session.console.out("De nummers gaan verder boven wat op papier staat.")
    return 0


def key_of_paper(folder: Path, typed: str) -> UnlockedKey:
    """The key behind the groups of a recovery sheet, or behind the words of two of its three parts."""
    words = kluis.words_in(typed)
    if sum(kluis.word_of(word) is not None for word in words) >= DEELWOORDEN:
        parts = [words[at : at + DEELWOORDEN] for at in range(0, len(words), DEELWOORDEN)]
        return kluis.unlock_by_parts(folder, parts)
    return kluis.unlock_by_recovery(folder, groups_of(typed))


def groups_of(text: str) -> list[str]:
    """Groups between white space, or their signs apart as on the sheet; line numbers are no groups."""
    found: list[str] = []
    for line in text.splitlines():
        words = re.findall(r"[^\s,;]+", line)
        if len(words) >= GROEPLENGTE and all(len(word) == 1 for word in words[1:]):
            found.append("".join(words[-GROEPLENGTE:]))
        else:
            found += [word for word in words if not re.fullmatch(r"\d{1,2}[.:)]?", word)]
    return found


def check_vault(session: Session, chosen: argparse.Namespace) -> int:
    """One line per check; only a fault changes the exit code."""
    with session.vault(chosen.kluis) as services:
        outcomes = services.beheer.checks(anchor=chosen.anker)
    width = max(len(outcome.name) for outcome in outcomes)
    wrong = 0
    for outcome in outcomes:
        word = "in orde" if outcome.ok else "let op" if outcome.warning else "fout"
        wrong += word == "fout"
        session.console.out(f"{word:<8} {outcome.name:<{width}}  {outcome.detail}".rstrip())
    if wrong:
        session.console.err(f"Niet in orde: {wrong} van de {len(outcomes)} controles.")
    return 1 if wrong else 0
