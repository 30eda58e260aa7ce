"""Making, unlocking and opening a vault, and the use cases that then stand ready.

`Services` is what a window or a command gets: one attribute a subject.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.exchange.maatregelen_tsv import read_catalogue
from veiligheidsadvies.services.aanvragen import AanvraagService
from veiligheidsadvies.services.akkoorden import AkkoordService
from veiligheidsadvies.services.beheer import BeheerService
from veiligheidsadvies.services.bewaarstukken import BewaarstukkenService
from veiligheidsadvies.services.bewaren import BewarenService
from veiligheidsadvies.services.bijlagen import BijlagenService
from veiligheidsadvies.services.catalogus import CatalogusService
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.concepten import ConceptService
from veiligheidsadvies.services.context import Context, unprintable
from veiligheidsadvies.services.contracten import ContractService
from veiligheidsadvies.services.dossier_overzicht import DossierOverzichtService
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.exemplaren import ExemplarenService
from veiligheidsadvies.services.facturen import FactuurService
from veiligheidsadvies.services.herstelblad import HerstelbladService
from veiligheidsadvies.services.inkoop import InkoopService
from veiligheidsadvies.services.invoer import InvoerService
from veiligheidsadvies.services.jaarstukken import JaarstukkenService
from veiligheidsadvies.services.kopieen import KopieenService
from veiligheidsadvies.services.kosten import KostenService
from veiligheidsadvies.services.leveranciers import LeverancierService
from veiligheidsadvies.services.leverancierstukken import LeverancierstukkenService
from veiligheidsadvies.services.logboek import LogboekService
from veiligheidsadvies.services.maatregelen import MaatregelService
from veiligheidsadvies.services.nummers import NummersService
from veiligheidsadvies.services.oefening import OefeningService
from veiligheidsadvies.services.opdrachten import OpdrachtService
from veiligheidsadvies.services.oude_kopieen import OudeKopieenService
from veiligheidsadvies.services.overgangen import OvergangService
from veiligheidsadvies.services.sleutels import SleutelService
from veiligheidsadvies.services.sterkte import require_strong, strength
from veiligheidsadvies.services.stukken import StukkenService
from veiligheidsadvies.services.terugzetten import TerugzetService
from veiligheidsadvies.services.vandaag import VandaagService
from veiligheidsadvies.services.vrijgave_leverancier import LeverancierVrijgave
from veiligheidsadvies.services.vrijgaven import VrijgaveService
from veiligheidsadvies.services.zoeken import ZoekService
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import BY_TABLE, index_text
from veiligheidsadvies.vault import attempts, furnish, location
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.recovery import GROUPS as HERSTELGROEPEN
from veiligheidsadvies.vault.recovery import QR_PREFIX, check_group, groups_in
from veiligheidsadvies.vault.recovery_parts import WORDS as DEELWOORDEN
from veiligheidsadvies.vault.recovery_parts import check as check_parts
from veiligheidsadvies.vault.recovery_parts import word_of, wordlist, words_in
from veiligheidsadvies.vault.unlock import (
    UnlockedKey,
    system_clock,
    unlock,
    unlock_by_parts,
    unlock_by_recovery,
)
from veiligheidsadvies.vault.vault import Vault

__all__ = [
    "DEELWOORDEN",
    "GROEPLENGTE",
    "HERSTELGROEPEN",
    "QR_PREFIX",
    "Services",
    "UnlockedKey",
    "check_folder",
    "check_group",
    "check_parts",
    "create",
    "groups_in",
    "open_vault",
    "prepare",
    "seconds_to_wait",
    "strength",
    "unlock",
    "unlock_by_parts",
    "unlock_by_recovery",
    "word_of",
    "wordlist",
    "words_in",
]

GROEPLENGTE = 5
"""Signs in one group of the recovery sheet, its check sign included."""

Clock = Callable[[], dt.datetime]


class Services:
    """All use cases over one open vault."""

    def __init__(self, vault: Vault, *, now: Clock, origin: str = "venster") -> None:
        self._vault = vault
        vault.index_text = index_text
        self.context = Context(vault, now, origin)
        self.dossiers = DossierService(self.context)
        self.overzicht = DossierOverzichtService(self.context)
        self.maatregelen = MaatregelService(self.context)
        self.overgangen = OvergangService(self.context)
        self.kosten = KostenService(self.context)
        self.contracten = ContractService(self.context)
        self.facturen = FactuurService(self.context)
        self.catalogus = CatalogusService(self.context)
        self.leveranciers = LeverancierService(self.context)
        self.vandaag = VandaagService(self.context)
        self.zoeken = ZoekService(self.context)
        self.concepten = ConceptService(self.context)
        self.logboek = LogboekService(self.context)
        self.stukken = StukkenService(self.context)
        self.exemplaren = ExemplarenService(self.context)
        vrijgave = LeverancierVrijgave(self.context)
        self.aanvragen = AanvraagService(self.context, vrijgave)
        self.opdrachten = OpdrachtService(self.context, vrijgave)
        self.inkoop = InkoopService(self.context)
        self.leverancierstukken = LeverancierstukkenService(self.context, vrijgave)
        self.vrijgaven = VrijgaveService(self.context, vrijgave)
        self.jaarstukken = JaarstukkenService(self.context)
        self.akkoorden = AkkoordService(self.context)
        vault.approvals = self.akkoorden.signatures
        self.bijlagen = BijlagenService(self.context)
        self.beheer = BeheerService(self.context)
        self.invoer = InvoerService(self.context)

    @property
    def bewaren(self) -> BewarenService:
        """Terms, holds and destruction."""
        return BewarenService(self.context)

    @property
    def kopieen(self) -> KopieenService:
        """Copies of the vault."""
        return KopieenService(self.context)

    @property
    def oefening(self) -> OefeningService:
        """Proving that a copy can be put back."""
        return OefeningService(self.context)

    @property
    def terugzetten(self) -> TerugzetService:
        """A copy in the place of this vault."""
        return TerugzetService(self.context)

    @property
    def sleutels(self) -> SleutelService:
        """Who opens the vault, and another key for it."""
        return SleutelService(self.context)

    @property
    def oude_kopieen(self) -> OudeKopieenService:
        """The copies that a former key still opens."""
        return OudeKopieenService(self.context)

    @property
    def nummers(self) -> NummersService:
        """Numbers of copies and orders that never repeat."""
        return NummersService(self.context)

    @property
    def herstelblad(self) -> HerstelbladService:
        """The recovery sheet, whole or in three parts."""
        return HerstelbladService(self.context)

    @property
    def bewaarstukken(self) -> BewaarstukkenService:
        """The papers of records law."""
        return BewaarstukkenService(self.context)

    @property
    def today(self) -> dt.date:
        """The calendar day of the clock."""
        return self.context.today

    @property
    def now(self) -> dt.datetime:
        """The moment of the clock."""
        return self.context.now()

    @property
    def actor(self) -> str:
        """The name of the key slot that opened the vault."""
        return self._vault.actor

    @property
    def by_recovery(self) -> bool:
        """Whether this session was opened with the recovery sheet."""
        return self._vault.by_recovery

    def undo(self) -> Changes:
        """Take the last action back; UndoRefused with the reason."""
        result = self._vault.undo()
        return Changes(records=_kinds(result.tables), action=result.action)

    def redo(self) -> Changes:
        """Do again what was taken back; UndoRefused with the reason."""
        result = self._vault.redo()
        return Changes(records=_kinds(result.tables), action=result.action)

    @property
    def undo_text(self) -> str | None:
        """What undo would take back; None when there is nothing."""
        return self._vault.undo_description()

    @property
    def redo_text(self) -> str | None:
        """What redo would do again; None when there is nothing."""
        return self._vault.redo_description()

    @property
    def is_open(self) -> bool:
        """Whether the vault may still be read."""
        return self._vault.is_open

    def close(self) -> None:
        """Write everything out and forget the key; safe to call twice."""
        self._vault.close()


def check_folder(folder: Path) -> None:
    """Whether a vault may be opened here, without a key; NotAVault, FolderUnreadable, UnsafeLocation."""
    location.check_existing(folder)


def prepare() -> None:
    """Work out once how each kind of record is read, before a vault is open."""
    for record in BY_TABLE.values():
        records.columns(record)


def seconds_to_wait(folder: Path, *, now: Clock = system_clock) -> int:
    """Whole seconds before another passphrase is taken; 0 when it may be tried at once."""
    return attempts.seconds_to_wait(folder, now())


def open_vault(
    folder: Path, key: UnlockedKey, *, now: Clock = system_clock, origin: str = "venster"
) -> Services:
    """The use cases over an unlocked vault; raises what `Vault.open` raises."""
    return Services(Vault.open(folder, key, now=now), now=now, origin=origin)


def create(
    folder: Path,
    organisatie: Organisatie,
    *,
    passphrase: str,
    slot_name: str,
    kdf: KdfParameters | None = None,
    now: Clock = system_clock,
) -> Services:
    """A new vault with its organisation and the delivered catalogue; on any failure nothing remains."""
    require_strong(passphrase)
    problems = [*organisatie.problems(), *unprintable(organisatie)]
    if not slot_name.strip():
        problems.append(Problem("slot_naam", "verplicht"))
    if problems:
        raise InvalidInput(problems)
    with furnish.beside(folder) as part:
        key = furnish.furnish(part, passphrase=passphrase, slot_name=slot_name.strip(), kdf=kdf, now=now)
        services = open_vault(part, key, now=now)
        try:
            services.catalogus.add_all(read_catalogue(paths.resource("catalogus/maatregelen.tsv")))
            services.context.write("Kluis ingericht", lambda log: records.save(log, organisatie), Organisatie)
        finally:
            services.close()
    try:
        return open_vault(folder, key, now=now)
    except BaseException:
        remove_vault(folder)
        raise


def remove_vault(folder: Path) -> None:
    """Take away a vault that was made and is not used after all; it must be closed."""
    furnish.withdraw(folder)


def _kinds(tables: Sequence[str] | frozenset[str]) -> frozenset[type]:
    return frozenset(BY_TABLE[table] for table in tables if table in BY_TABLE)
