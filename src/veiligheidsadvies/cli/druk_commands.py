"""The command that prints a paper of a dossier to a file, as a numbered copy."""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path

from veiligheidsadvies.cli.arguments import one_of
from veiligheidsadvies.cli.common import Commands, add_command, add_secret
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import FileUnwritable, ReasonRequired, UserError
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import (
    EIGEN,
    Geregistreerd,
    Ontvanger,
    Uitgiftegegevens,
    Wijze,
    produce,
    refuse_vault,
    write_file,
)

_PAPERS = {
    "maatregelenplan": SoortDocument.MAATREGELENPLAN,
    "samenvatting": SoortDocument.SAMENVATTING,
}
_BESTUURDER = "bestuurder"


def add_to(commands: Commands) -> None:
    """Make this command known."""
    parser = add_command(commands, "druk", print_paper, help="druk een stuk af in een PDF-bestand")
    parser.add_argument("stuk", choices=list(_PAPERS), metavar=one_of(list(_PAPERS)), help="welk stuk")
    parser.add_argument("kluis", metavar="KLUIS", type=Path, help="map van de kluis")
    parser.add_argument("--dossier", required=True, metavar="CODE", help="zoals GED-04")
    parser.add_argument(
        "--ontvanger",
        required=True,
        metavar="bestuurder|TEKST",
        help="‘bestuurder’ (eigen exemplaar: met naam, zonder code) of een ander (met code, zonder naam)",
    )
    parser.add_argument("--uit", required=True, metavar="BESTAND.pdf", type=Path, help="waar het komt")
    parser.add_argument("--doel", default="", metavar="TEKST", help="waarvoor, voor het register")
    parser.add_argument(
        "--onversleuteld",
        metavar="REDEN",
        help="zonder wachtwoordzin, met de reden; anders AES-256 met de zin op de tweede regel",
    )
    add_secret(parser)


def print_paper(session: Session, chosen: argparse.Namespace) -> int:
    """Register, tell the number, then write the file."""
    _refuse_unwritable(chosen.uit)
    if chosen.onversleuteld is not None and not chosen.onversleuteld.strip():
        raise ReasonRequired
    with session.vault(chosen.kluis) as services:
        dossier = services.dossiers.get_by_code(chosen.dossier)
        reader = EIGEN if chosen.ontvanger.strip() == _BESTUURDER else Ontvanger(naam=chosen.ontvanger)
        how = _how(session, chosen)
        paper = _PAPERS[chosen.stuk]
        registered = services.stukken.register(paper, DossierId(dossier.id or 0), reader, how)
        session.console.out(f"exemplaar: {registered.exemplaar.nummer}")
        _write(services, registered, chosen.uit)
    session.console.out(f"bestand: {chosen.uit}")
    return 0


def _how(session: Session, chosen: argparse.Namespace) -> Uitgiftegegevens:
    if chosen.onversleuteld is not None:
        return Uitgiftegegevens(wijze=Wijze.ONVERSLEUTELD, reden=chosen.onversleuteld, doel=chosen.doel)
    secret = session.console.new_secret("Wachtwoordzin voor het bestand")
    return Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, wachtzin=secret, doel=chosen.doel)


def _write(services: Services, registered: Geregistreerd, path: Path) -> None:
    is_written = False
    try:
        pdf = produce(registered)
        write_file(path, pdf)
        is_written = True
        services.stukken.complete(registered, pdf)
    except BaseException as error:
        # What the register cannot follow does not leave; what went wrong first is what is told.
        if is_written:
            path.unlink(missing_ok=True)
        with contextlib.suppress(UserError):
            services.stukken.cancel(registered, error)
        raise


def _refuse_unwritable(path: Path) -> None:
    """What can be known before a number is used."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise FileUnwritable
    refuse_vault(path)
