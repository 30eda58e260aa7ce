"""A new vault and its recovery sheet as an encrypted file: afterwards both stand there, or neither."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import FileUnwritable, VaultExists
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.services import kluis, wachtzin
from veiligheidsadvies.services.herstelblad import HerstelbladService
from veiligheidsadvies.services.kluis import Clock
from veiligheidsadvies.vault.keys import KdfParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutel:
    """The first opening slot: whose, the chosen passphrase, and the cost of trying one (None: measured)."""

    naam: str
    wachtwoordzin: str = field(repr=False)
    kdf: KdfParameters | None = None


def make(folder: Path, organisatie: Organisatie, sheet: Path, sleutel: Sleutel, *, now: Clock) -> str:
    """Make the vault and write its sheet; the seven words that open the sheet, which are kept nowhere.

    Raises VaultExists when one of the two is there already, WeakPassphrase, InvalidInput, UnsafeLocation,
    FolderUnreadable, FileUnwritable, StorageUnavailable; nothing new remains then.
    """
    if os.path.lexists(sheet):
        raise VaultExists
    if not paths.is_folder(sheet.parent):
        raise FileUnwritable
    services = kluis.create(
        folder,
        organisatie,
        passphrase=sleutel.wachtwoordzin,
        slot_name=sleutel.naam,
        kdf=sleutel.kdf,
        now=now,
    )
    try:
        words = wachtzin.generate()
        HerstelbladService(services.context).save(words, sheet)
    except BaseException:
        services.close()
        kluis.remove_vault(folder)
        raise
    services.close()
    return words
