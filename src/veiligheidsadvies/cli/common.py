"""Arguments and value types that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from veiligheidsadvies.cli.arguments import Parser
from veiligheidsadvies.cli.session import Session

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2199
Run = Callable[[Session, argparse.Namespace], int]


def add_command(commands: Commands, name: str, run: Run, *, help: str, **more: Any) -> Parser:
    """A command with its one-line explanation."""
    parser = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".", **more)
    parser.set_defaults(run=run)
    return parser


def add_vault(parser: Parser) -> None:
    """The folder of the vault and where its passphrase comes from."""
    parser.add_argument("kluis", metavar="KLUIS", type=Path, help="map van de kluis")
    add_secret(parser)


def book_year(text: str) -> int:
    """A book year as an argument."""
    year = int(text) if text.isascii() and text.isdigit() else 0
    if not EERSTE_JAAR <= year <= LAATSTE_JAAR:
        raise argparse.ArgumentTypeError(f"kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}")
    return year


def add_secret(parser: Parser) -> None:
    """Where the passphrase comes from."""
    parser.add_argument(
        "--wachtwoord-stdin",
        action="store_true",
        help="lees de wachtwoordzin als regel van de standaardinvoer",
    )
