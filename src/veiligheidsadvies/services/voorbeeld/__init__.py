"""The example vault: a made-up province with two years of work, so that a newcomer sees the program alive.

Everything in it is done with the same actions as in real work, at moments relative to the clock. Its
passphrase is no secret: it stands in a plain file in the vault's folder, for the unlock screen to offer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import VaultExists
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.bestand import write_file
from veiligheidsadvies.services.kluis import Clock, Services
from veiligheidsadvies.services.voorbeeld.papieren import plan_papers, print_all
from veiligheidsadvies.services.voorbeeld.personen import dossierplannen
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn
from veiligheidsadvies.services.voorbeeld.verhaal import Tekenaar, Verhaal
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.vault.keys import FLOOR

__all__ = ["Gemaakt", "example_passphrase", "make"]

KLUISNAAM = "voorbeeld.advieskluis"
WACHTWOORD = "ooievaar-dijkhuis-lantaarn-merenland"
_KENTEKEN = "VOORBEELD.txt"
_REGEL = "wachtwoord: "
_TWEEDE = "H. Aalberts", "karrespoor-veldkeuken-zilverdraad-morgen"
_VERVANGER = "B. Hofstra", "windmolen-schaatsbaan-theelepel-oktober"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gemaakt:
    """Where the example stands and what opens it."""

    kluis: Path
    wachtwoord: str
    afdrukken: tuple[Path, ...]


def example_passphrase(folder: Path) -> str | None:
    """The passphrase of an example vault; None for a real one."""
    try:
        text = (folder / _KENTEKEN).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return next(
        (line.removeprefix(_REGEL).strip() for line in text.splitlines() if line.startswith(_REGEL)), None
    )


def make(folder: Path, *, now: Clock, tell: Callable[[str], None]) -> Gemaakt:
    """Make the example in `folder` and print its papers; VaultExists when it is there already.

    When anything fails no half vault remains. `tell` gets lines of progress.
    """
    target = folder / KLUISNAAM
    if target.exists() or target.is_symlink():
        raise VaultExists
    tijd = Tijdlijn(now())
    tell("De kluis wordt gemaakt.")
    services = _create(target, tijd)
    try:
        write_file(target / _KENTEKEN, _marker().encode())
        dossiers = _live(services, tijd, tell)
        papers = print_all(services, dossiers, folder / "afdrukken", tell)
    except BaseException:
        services.close()
        kluis.remove_vault(target)
        raise
    services.close()
    return Gemaakt(kluis=target, wachtwoord=WACHTWOORD, afdrukken=tuple(papers))


def _create(target: Path, tijd: Tijdlijn) -> Services:
    tijd.begin()
    organisatie = Organisatie(
        naam="Provincie Merenland (fictief)",
        soort=SoortOrganisatie.PROVINCIE,
        contact_naam="E. Yeşilgöz",
        contact_telefoon="06 0000 0001",
        is_fictief=True,
    )
    return kluis.create(
        target, organisatie, passphrase=WACHTWOORD, slot_name="E. Yeşilgöz", kdf=FLOOR, now=tijd
    )


def _live(services: Services, tijd: Tijdlijn, tell: Callable[[str], None]) -> dict[str, DossierId]:
    """Let the story happen; the dossiers by code."""
    services.beheer.add_opening_slot(*_VERVANGER)
    tekenaar = Tekenaar(slot_id=services.beheer.add_approval_slot(*_TWEEDE), wachtwoordzin=_TWEEDE[1])
    services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
    verhaal = Verhaal(services, tijd, tekenaar)
    plannen = dossierplannen(tijd)
    verhaal.plan(plannen)
    plan_papers(services, tijd, verhaal.dossiers)
    tell(f"{count(len(plannen), 'dossier', 'dossiers')} met twee jaar werk worden ingevuld.")
    told = count(tijd.run(), "handeling", "handelingen")
    tell(f"{told} vastgelegd; de stukken worden afgedrukt.")
    return {plan.code: verhaal.dossiers[plan.code] for plan in plannen}


def _marker() -> str:
    return (
        "Dit is een voorbeeldkluis van Veiligheidsadvies. Alles erin is verzonnen (FICTIEF).\n"
        "Bewaar hier geen echte gegevens: iedereen kan deze kluis openen.\n"
        f"{_REGEL}{WACHTWOORD}\n"
    )
