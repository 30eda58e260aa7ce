"""Commands on copies of a vault: make one, put one back, rehearse that."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from veiligheidsadvies.cli.common import Commands, add_command, add_secret, add_vault
from veiligheidsadvies.cli.kluis_commands import GROUPS_OR_WORDS, key_of_paper
from veiligheidsadvies.cli.session import ORIGIN, Session
from veiligheidsadvies.domain.errors import InvalidInput, NameNotText, VaultExists
from veiligheidsadvies.services import herstel
from veiligheidsadvies.services.beheer import CheckOutcome
from veiligheidsadvies.services.bestand import refuse_no_text
from veiligheidsadvies.services.herstel import Herstelkeuze, Teruggave
from veiligheidsadvies.services.kluis import UnlockedKey
from veiligheidsadvies.services.kopieen import SUFFIX
from veiligheidsadvies.text.formats import count, date_full, file_size, grouped
from veiligheidsadvies.text.messages import explain, explain_problem


def add_to(commands: Commands) -> None:
    """Make these commands known."""
    copy = add_command(commands, "kopie", make_copy, help="maak een reservekopie en kijk hem na")
    add_vault(copy)
    copy.add_argument("bestand", metavar=f"BESTAND{SUFFIX}", type=_copy_file, help="nieuw bestand")
    back = add_command(commands, "herstel", put_back, help="zet een reservekopie terug als nieuwe kluis")
    back.add_argument("bestand", metavar=f"BESTAND{SUFFIX}", type=Path, help="de reservekopie")
    back.add_argument("kluis", metavar="NIEUWE_KLUIS", type=Path, help="map die er nog niet is")
    add_secret(back)
    back.add_argument(
        "--herstelblad-stdin",
        action="store_true",
        help="lees de groepen van het herstelblad, of de woorden van twee delen, van de standaardinvoer",
    )
    back.add_argument(
        "--nummer",
        metavar="NUMMER",
        type=_number,
        action="append",
        default=[],
        help="hoogste nummer dat op papier staat (2026-0042, OPD-2026-007); mag vaker",
    )
    drill = add_command(commands, "oefening", rehearse, help="oefen het terugzetten van de nieuwste kopie")
    add_vault(drill)


def make_copy(session: Session, chosen: argparse.Namespace) -> int:
    """A copy that counts only after it was read back."""
    with session.vault(chosen.kluis) as services:
        made = services.kopieen.prepare_hand(chosen.bestand)(lambda _: None)
        services.kopieen.keep_hand(made)
    rows = sum(made.manifest.counts.values())
    session.console.out(
        f"kopie: {made.path}",
        f"grootte: {file_size(made.size)}",
        f"sha256: {made.sha256}",
        f"logkop: {made.manifest.log_head} (regel {made.manifest.log_row})",
        f"nagekeken: {grouped(rows)} rijen in {count(len(made.manifest.counts), 'tabel', 'tabellen')}",
        "De kopie is gelukt: hij is opnieuw geopend en nagekeken.",
    )
    return 0


def put_back(session: Session, chosen: argparse.Namespace) -> int:
    """A new vault from a copy; nothing stands there unless everything was in order."""
    numbers = herstel.numbers_of(chosen.nummer)
    if os.path.lexists(chosen.kluis):
        raise VaultExists
    back = Teruggave.unpack(chosen.bestand, chosen.kluis.absolute(), now=session.now)
    try:
        key = _unlocked(session, chosen, back)
        verslag = back.finish(key, Herstelkeuze(nummers=numbers, origin=ORIGIN))
        back.swap(key)
    except BaseException:
        back.abandon()
        raise
    _tell(session, verslag.controles)
    session.console.out(
        f"kluis: {chosen.kluis}",
        f"kopie van: {date_full(verslag.gemaakt_op.astimezone(session.now().tzinfo).date())}",
        "Het terugzetten is gelukt: alles is nagekeken.",
    )
    if verslag.nummers_onzeker:
        session.console.err(
            "Let op: deze computer kent de hoogste nummers van deze kluis niet zeker. Leg met ‘nummers’ vast "
            "wat op papier het hoogste nummer is; tot dan blijft het venster erom vragen."
        )
    return 0


def rehearse(session: Session, chosen: argparse.Namespace) -> int:
    """The drill, with its report."""
    with session.vault(chosen.kluis) as services:
        verslag = services.oefening.prepare()(lambda _: None)
        services.oefening.keep(verslag)
    session.console.out(f"kopie: {verslag.kopie.bestand}")
    _tell(session, verslag.controles)
    session.console.out(f"duur: {verslag.seconden:.1f} seconden".replace(".", ","))
    if verslag.is_goed:
        session.console.out("De oefening is gelukt: met deze kopie kunt u verder.")
        return 0
    session.console.err("De oefening is niet gelukt: maak een nieuwe kopie en oefen opnieuw.")
    return 1


def _unlocked(session: Session, chosen: argparse.Namespace, back: Teruggave) -> UnlockedKey:
    if chosen.herstelblad_stdin:
        return key_of_paper(back.map, session.console.off_paper(GROUPS_OR_WORDS))
    return back.unlock(session.console.secret("Wachtwoordzin"))


def _tell(session: Session, outcomes: tuple[CheckOutcome, ...]) -> None:
    width = max(len(outcome.name) for outcome in outcomes)
    for outcome in outcomes:
        word = "in orde" if outcome.ok else "fout"
        session.console.out(f"{word:<8} {outcome.name:<{width}}  {outcome.detail}".rstrip())


def _number(text: str) -> str:
    try:
        herstel.numbers_of([text])
    except InvalidInput as error:
        raise argparse.ArgumentTypeError(explain_problem(error.problems[0])) from error
    return text


def _copy_file(text: str) -> Path:
    path = Path(text)
    if path.suffix != SUFFIX:
        raise argparse.ArgumentTypeError(f"de naam eindigt op {SUFFIX}")
    try:
        refuse_no_text(path)
    except NameNotText as error:
        raise argparse.ArgumentTypeError(explain(error)) from error
    return path
