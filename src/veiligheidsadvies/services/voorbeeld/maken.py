"""Making the example vault: its keys, its story and its papers."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import VaultExists
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens
from veiligheidsadvies.domain.organisatie import Organisatie, SoortOrganisatie
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Clock, Services
from veiligheidsadvies.services.voorbeeld import AKKOORDREGEL, KENTEKEN, REGEL, Gemaakt
from veiligheidsadvies.services.voorbeeld.leveranciers import plan_leveranciers
from veiligheidsadvies.services.voorbeeld.papieren import plan_papers, print_all
from veiligheidsadvies.services.voorbeeld.personen import dossierplannen
from veiligheidsadvies.services.voorbeeld.tekenaar import Tekenaar
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn
from veiligheidsadvies.services.voorbeeld.verhaal import Verhaal
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.vault.files import write_atomically
from veiligheidsadvies.vault.keys import FLOOR

KLUISNAAM = "voorbeeld.advieskluis"
WACHTWOORD = "ooievaar-dijkhuis-lantaarn-merenland"
_TWEEDE = "H. Aalberts", "karrespoor-veldkeuken-zilverdraad-morgen"
_VERVANGER = "B. Hofstra", "windmolen-schaatsbaan-theelepel-oktober"


def make_example(folder: Path, *, now: Clock, tell: Callable[[str], None]) -> Gemaakt:
    """As `voorbeeld.make`."""
    target = folder / KLUISNAAM
    if os.path.lexists(target):
        raise VaultExists
    tijd = Tijdlijn(now())
    tell("De kluis wordt gemaakt.")
    services = _create(target, tijd)
    try:
        write_atomically(target / KENTEKEN, _marker().encode())
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
        afdeling="Facilitaire Dienstverlening",
        postadres="Postbus 0",
        postcode_plaats="0000 AA Fictiefstad",
    )
    return kluis.create(
        target, organisatie, passphrase=WACHTWOORD, slot_name="E. Yeşilgöz", kdf=FLOOR, now=tijd
    )


def _limits(tijd: Tijdlijn) -> Inkoopgrens:
    return Inkoopgrens(
        vanaf=dt.date(tijd.vandaag.year - 1, 1, 1),
        enkelvoudig_tot=Bedrag(50_000_00),
        meervoudig_tot=Bedrag(221_000_00),
        eu_drempel=Bedrag(221_000_00),
        mandaat_tot=Bedrag(10_000_00),
    )


def _live(services: Services, tijd: Tijdlijn, tell: Callable[[str], None]) -> dict[str, DossierId]:
    """Let the story happen; the dossiers by code."""
    services.beheer.add_opening_slot(*_VERVANGER)
    tekenaar = Tekenaar(slot_id=services.beheer.add_approval_slot(*_TWEEDE), wachtwoordzin=_TWEEDE[1])
    services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
    services.inkoop.save(_limits(tijd))
    verhaal = Verhaal(services, tijd, tekenaar)
    plannen = dossierplannen(tijd)
    verhaal.plan(plannen)
    plan_papers(services, tijd, verhaal.dossiers)
    plan_leveranciers(services, tijd)
    tell(f"{count(len(plannen), 'dossier', 'dossiers')} met twee jaar werk worden ingevuld.")
    told = count(tijd.run(), "handeling", "handelingen")
    tell(f"{told} vastgelegd; de stukken worden afgedrukt.")
    return {plan.code: verhaal.dossiers[plan.code] for plan in plannen}


def _marker() -> str:
    return (
        "Dit is een voorbeeldkluis van Veiligheidsadvies. Alles erin is verzonnen (FICTIEF).\n"
        "Bewaar hier geen echte gegevens: iedereen kan deze kluis openen.\n"
        f"{REGEL}{WACHTWOORD}\n"
        f"{AKKOORDREGEL}{_TWEEDE[0]}: {_TWEEDE[1]}\n"
    )
