"""From typed words to an exit code; no expected failure shows more than one line."""

from __future__ import annotations

import argparse
import getpass
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from veiligheidsadvies import __version__
from veiligheidsadvies.cli import (
    dossier_commands,
    druk_commands,
    invoer_commands,
    kluis_commands,
    kopie_commands,
    kosten_commands,
    opdracht_commands,
    sleutel_commands,
)
from veiligheidsadvies.cli.arguments import HelpAsked, Parser, WrongUsage
from veiligheidsadvies.cli.console import Console, NoSecret
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.errors import InvalidInput, TransitionRefused, UserError
from veiligheidsadvies.services.kluis import Clock
from veiligheidsadvies.text.bevindingen import heading
from veiligheidsadvies.text.messages import explain, explain_problem
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.unlock import system_clock

_ENDING = [number for number in signal.Signals if number.name in {"SIGTERM", "SIGHUP"}]
DONE, NOT_DONE, TYPED_WRONG = 0, 1, 2
_GROUPS = (
    kluis_commands,
    kopie_commands,
    dossier_commands,
    opdracht_commands,
    druk_commands,
    invoer_commands,
    kosten_commands,
    sleutel_commands,
)
_NO_SECRET = {
    True: ("Geef de wachtwoordzin via de standaardinvoer, met --wachtwoord-stdin.", TYPED_WRONG),
    False: ("Op de standaardinvoer ontbreekt een wachtwoordzin (één per regel).", NOT_DONE),
}
_ABOUT = (
    "Veiligheidsadvies: een kluis met veiligheidsadviezen en maatregelen voor decentrale bestuurders. "
    "Zonder opdracht opent het venster: veiligheidsadvies [KLUIS]."
)


def parser() -> Parser:
    """All commands."""
    top = Parser(prog="veiligheidsadvies", description=_ABOUT)
    top.add_argument("--versie", action="store_true", help="de versie van het programma")
    commands = top.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", dest="opdracht", parser_class=Parser
    )
    for group in _GROUPS:
        group.add_to(commands)
    return top


def heed_signals() -> None:
    """Let the system, or a terminal that closes, end a command as Ctrl-C does: what it began is taken away.

    A signal that was to be ignored (`nohup`) stays so, and no second one breaks off the clearing up.
    """
    heeded = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]

    def end(*_: object) -> None:
        for number in heeded:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in heeded:
        signal.signal(number, end)


def main(  # noqa: PLR0913 - the streams and the seams of the tests
    arguments: Sequence[str],
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    *,
    now: Clock = system_clock,
    kdf: KdfParameters | None = None,
    ask: Callable[[str], str] = getpass.getpass,
) -> int:
    """Run one command and return its exit code. `kdf` is the cost of new key slots, for tests."""
    console = Console(
        stdin=stdin or sys.stdin, stdout=stdout or sys.stdout, stderr=stderr or sys.stderr, ask=ask
    )
    try:
        return _run(arguments, Session(console=console, now=now, kdf=kdf))
    except BrokenPipeError:
        _forget_output(console)
        return NOT_DONE


def _run(arguments: Sequence[str], session: Session) -> int:
    console = session.console
    try:
        return _dispatch(arguments, session)
    except HelpAsked as help_asked:
        console.out(str(help_asked).rstrip())
        return DONE
    except WrongUsage as wrong:
        console.stderr.write(f"{wrong.usage}\n")
        return _stop(console, f"veiligheidsadvies: {wrong}", TYPED_WRONG)
    except NoSecret as missing:
        return _stop(console, *_NO_SECRET[missing.is_typed_wrong])
    except (UserError, KeyboardInterrupt) as error:
        return _stop(console, tell(error) if isinstance(error, UserError) else "Afgebroken.")
    except BrokenPipeError:
        raise
    except Exception as bug:  # noqa: BLE001 - start-up: one line without values, never a traceback
        return _stop(console, _place_of(bug))


def _stop(console: Console, line: str, code: int = NOT_DONE) -> int:
    console.err(line)
    return code


def _dispatch(arguments: Sequence[str], session: Session) -> int:
    top = parser()
    chosen = top.parse_args(arguments)
    if chosen.versie:
        session.console.out(f"Veiligheidsadvies {__version__}")
        return DONE
    if chosen.opdracht is None:
        top.error("the following arguments are required: OPDRACHT")
    session.console.is_piped = getattr(chosen, "wachtwoord_stdin", False)
    run: Callable[[Session, argparse.Namespace], int] = chosen.run
    return run(session, chosen)


def tell(error: UserError) -> str:
    """One line for an expected error, with what is wrong at which field or rule."""
    if isinstance(error, InvalidInput):
        return " ".join(f"{p.field.replace('_', ' ')}: {explain_problem(p)}" for p in error.problems)
    if isinstance(error, TransitionRefused):
        return f"{explain(error)} " + "; ".join(
            heading(finding) for finding in error.findings if isinstance(finding, Bevinding)
        )
    return explain(error)


def _place_of(bug: Exception) -> str:
    """Kind and place of a bug, never a value."""
    last = traceback.extract_tb(bug.__traceback__)[-1]
    place = f"{Path(last.filename).name}, regel {last.lineno}"
    return (
        f"Het programma maakte een fout ({type(bug).__name__} in {place}); de laatste stap is niet bewaard."
    )


def _forget_output(console: Console) -> None:
    """The reader went away: what is still buffered may not raise again at exit."""
    if console.stdout is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
