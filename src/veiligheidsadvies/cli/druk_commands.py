"""The command that prints a paper of a dossier, supplier, order or year to a file, as a numbered copy."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.cli.arguments import one_of
from veiligheidsadvies.cli.common import Commands, add_command, add_secret, book_year
from veiligheidsadvies.cli.session import Session
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import FileInTheWay, FileUnwritable, ReasonRequired, UserError
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.services.bewaarstukken import Bewaarpapier
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
_GEHEIMHOUDING = "geheimhoudingsverklaring"
_OF_ORDER = {
    "opdracht": SoortDocument.OPDRACHT,
    "adresbijlage": SoortDocument.ADRESBIJLAGE,
    "opleverstaat": SoortDocument.OPLEVERSTAAT,
    "offerteaanvraag": SoortDocument.OFFERTEAANVRAAG,
}
_DEST = {"opdracht": "order"}
"""`opdracht` is the command itself."""

_OF_YEAR = {
    "kostenoverzicht": SoortDocument.KOSTENOVERZICHT,
    "fiscale-lijst": SoortDocument.FISCALE_LIJST,
    "contractenlijst": SoortDocument.CONTRACTENLIJST,
    "uitgifteregister": SoortDocument.UITGIFTEREGISTER,
}
_INZAGE, _REGISTER = "inzage-uittreksel", "verwerkingsregister"
_OF_RECORDS_LAW = {_INZAGE: SoortDocument.INZAGE, _REGISTER: SoortDocument.VERWERKINGSREGISTER}
_STUKKEN = [*_PAPERS, _GEHEIMHOUDING, *_OF_ORDER, *_OF_YEAR, *_OF_RECORDS_LAW]
_BESTUURDER = "bestuurder"
_READ_IT = (
    "Lees dit vóór de bestuurder het krijgt. Een naam die alleen in een tekst staat, kent het programma "
    "niet. Staat er zo een, vernietig dit exemplaar en druk het opnieuw met --weglaten."
)


def add_to(commands: Commands) -> None:
    """Make this command known."""
    parser = add_command(commands, "druk", print_paper, help="druk een stuk af in een PDF-bestand")
    parser.add_argument("stuk", choices=_STUKKEN, metavar=one_of(_STUKKEN), help="welk stuk")
    parser.add_argument("kluis", metavar="KLUIS", type=Path, help="map van de kluis")
    about = parser.add_mutually_exclusive_group()
    about.add_argument("--dossier", metavar="CODE", help="zoals GED-04")
    about.add_argument("--leverancier", metavar="NAAM", help=f"voor een {_GEHEIMHOUDING}")
    about.add_argument(
        "--opdracht", dest="order", metavar="NR", help="zoals OPD-2026-014, voor stukken van een opdracht"
    )
    about.add_argument("--aanvraag", metavar="NR", help="zoals OFA-2026-003, voor een offerteaanvraag")
    about.add_argument(
        "--jaar", metavar="JAAR", type=book_year, help="zoals 2026, voor kosten, contracten en register"
    )
    parser.add_argument("--buiten", action="store_true", help="het kostenoverzicht in één regel, voor buiten")
    parser.add_argument(
        "--ontvanger",
        required=True,
        metavar="bestuurder|TEKST",
        help="‘bestuurder’ (eigen exemplaar: met naam, zonder code) of een ander (met code, zonder naam); "
        "bij een adresbijlage wie hem in handen krijgt",
    )
    parser.add_argument(
        "--wijziging", metavar="N", type=int, help="welke wijziging van de opdracht; 0 is de opdracht zelf"
    )
    parser.add_argument(
        "--weglaten",
        action="append",
        default=[],
        metavar="TEKST",
        help=f"naam of woord van een ander dat ook van een {_INZAGE} wegblijft; mag vaker",
    )
    parser.add_argument("--uit", required=True, metavar="BESTAND.pdf", type=Path, help="waar het komt")
    parser.add_argument("--doel", default="", metavar="TEKST", help="waarvoor, voor het register")
    parser.add_argument(
        "--onversleuteld",
        metavar="REDEN",
        help="zonder wachtwoordzin, met de reden; anders AES-256 met de zin op de tweede regel",
    )
    add_secret(parser)
    parser.set_defaults(refuse=parser.error)


def print_paper(session: Session, chosen: argparse.Namespace) -> int:
    """Register, tell the number, then write the file."""
    register = _maker(chosen)
    _refuse_unwritable(chosen.uit)
    if chosen.onversleuteld is not None and not chosen.onversleuteld.strip():
        raise ReasonRequired
    with session.vault(chosen.kluis) as services:
        registered = register(services, chosen, lambda: _how(session, chosen))
        session.console.out(f"exemplaar: {registered.exemplaar.nummer}")
        _write(services, registered, chosen.uit)
    session.console.out(f"bestand: {chosen.uit}")
    if chosen.stuk == _INZAGE:
        session.console.err(_READ_IT)
    return 0


_Maker = Callable[[Services, argparse.Namespace, Callable[[], Uitgiftegegevens]], Geregistreerd]


def _maker(chosen: argparse.Namespace) -> _Maker:
    """Who registers this paper; a usage error when it was asked of the wrong thing."""
    made: dict[str, _Maker] = {
        "dossier": _of_dossier,
        "leverancier": _of_supplier,
        "opdracht": _of_order,
        "aanvraag": _of_order,
        "jaar": _of_year,
    }
    wanted = _about(chosen.stuk)
    if chosen.buiten and chosen.stuk != "kostenoverzicht":
        chosen.refuse("unrecognized arguments: --buiten")
    if chosen.weglaten and chosen.stuk != _INZAGE:
        chosen.refuse("unrecognized arguments: --weglaten")
    given = next((name for name in made if getattr(chosen, _DEST.get(name, name)) is not None), "")
    if given and not wanted:
        chosen.refuse(f"unrecognized arguments: --{given}")
    if wanted and given not in wanted:
        chosen.refuse(f"the following arguments are required: {'|'.join(f'--{name}' for name in wanted)}")
    if chosen.stuk == _INZAGE and chosen.ontvanger.strip() != _BESTUURDER:
        other = chosen.ontvanger
        chosen.refuse(f"argument --ontvanger: invalid choice: {other} (choose from {_BESTUURDER})")
    return _of_records_law if chosen.stuk in _OF_RECORDS_LAW else made[given]


def _about(stuk: str) -> list[str]:
    """What a paper can be asked of; nothing for one that is about the whole vault."""
    if stuk in _OF_ORDER:
        is_request = _OF_ORDER[stuk] is SoortDocument.OFFERTEAANVRAAG
        return ["aanvraag", "opdracht"] if is_request else ["opdracht"]
    if stuk in _OF_YEAR:
        return ["jaar"]
    return {_GEHEIMHOUDING: ["leverancier"], _REGISTER: []}.get(stuk, ["dossier"])


def _of_records_law(
    services: Services, chosen: argparse.Namespace, how: Callable[[], Uitgiftegegevens]
) -> Geregistreerd:
    """The extract goes to the bestuurder himself; the register entry is about no dossier."""
    document = _OF_RECORDS_LAW[chosen.stuk]
    reader = Ontvanger(naam=chosen.ontvanger)
    if document is not SoortDocument.INZAGE:
        return services.bewaarstukken.register(Bewaarpapier(document=document), reader, how())
    dossier = services.dossiers.get_by_code(chosen.dossier)
    papier = Bewaarpapier(
        document=document, dossier_id=DossierId(dossier.id or 0), ook_weg=tuple(chosen.weglaten)
    )
    return services.bewaarstukken.register(papier, EIGEN, how())


def _of_order(
    services: Services, chosen: argparse.Namespace, how: Callable[[], Uitgiftegegevens]
) -> Geregistreerd:
    papers, document = services.leverancierstukken, _OF_ORDER[chosen.stuk]
    if chosen.aanvraag is not None:
        stuk = papers.of_request(chosen.aanvraag, chosen.ontvanger)
    else:
        stuk = papers.of_order(document, chosen.order)
    if document is SoortDocument.OPDRACHT:
        stuk = replace(stuk, versie=chosen.wijziging)
    return papers.register(stuk, Ontvanger(naam=chosen.ontvanger), how())


def _of_year(
    services: Services, chosen: argparse.Namespace, how: Callable[[], Uitgiftegegevens]
) -> Geregistreerd:
    document = SoortDocument.KOSTENOVERZICHT_BUITEN if chosen.buiten else _OF_YEAR[chosen.stuk]
    reader = Ontvanger(naam=chosen.ontvanger)
    return services.jaarstukken.register(document, chosen.jaar, reader, how())


def _of_dossier(
    services: Services, chosen: argparse.Namespace, how: Callable[[], Uitgiftegegevens]
) -> Geregistreerd:
    dossier = services.dossiers.get_by_code(chosen.dossier)
    reader = EIGEN if chosen.ontvanger.strip() == _BESTUURDER else Ontvanger(naam=chosen.ontvanger)
    return services.stukken.register(_PAPERS[chosen.stuk], DossierId(dossier.id or 0), reader, how())


def _of_supplier(
    services: Services, chosen: argparse.Namespace, how: Callable[[], Uitgiftegegevens]
) -> Geregistreerd:
    supplier = services.leveranciers.get_by_name(chosen.leverancier)
    reader = Ontvanger(naam=chosen.ontvanger)
    return services.leveranciers.register(LeverancierId(supplier.id or 0), reader, how())


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
    if paths.is_folder(path) or not paths.is_folder(path.parent) or not os.access(path.parent, os.W_OK):
        raise FileUnwritable
    refuse_vault(path)
    if os.path.lexists(path):
        raise FileInTheWay
