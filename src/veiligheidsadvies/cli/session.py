"""One command over one vault: unlock, open, tell what must be told, and always close again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.cli.console import Console
from veiligheidsadvies.domain.errors import NewPassphraseFirst
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import Clock, Services, UnlockedKey
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.text.meldingen import MELDINGEN
from veiligheidsadvies.vault.keys import KdfParameters

ORIGIN = "opdrachtregel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What every command gets. `kdf` is the cost of new key slots; None measures this machine."""

    console: Console
    now: Clock
    kdf: KdfParameters | None = None

    @contextlib.contextmanager
    def vault(self, folder: Path) -> Iterator[Services]:
        """The use cases over the vault in `folder`, opened with the passphrase that is asked here."""
        key = kluis.unlock(folder, self.console.secret("Wachtwoordzin"), now=self.now)
        with self.opened(folder, key) as services:
            self.require_own_passphrase(services)
            yield services

    @contextlib.contextmanager
    def opened(self, folder: Path, key: UnlockedKey) -> Iterator[Services]:
        """The use cases over a vault whose key is there already."""
        services = kluis.open_vault(folder, key, now=self.now, origin=ORIGIN)
        try:
            self._tell(services)
            yield services
        finally:
            services.close()

    def require_own_passphrase(self, services: Services) -> None:
        """Raise NewPassphraseFirst when a passphrase for one time opened the vault."""
        if services.beheer.needs_new_passphrase:
            raise NewPassphraseFirst

    def _tell(self, services: Services) -> None:
        for notice in services.beheer.notices():
            self.console.err(f"Let op: {MELDINGEN[notice.value]}")
        if services.nummers.zijn_onzeker:
            self.console.err(
                "Let op: deze computer kent deze kluis niet. Leg met ‘nummers’ vast wat het hoogste nummer "
                "op papier is, zodat geen nummer twee keer voorkomt."
            )
        failed = services.beheer.mislukte_pogingen
        if failed:
            told = count(failed, "mislukte poging", "mislukte pogingen")
            self.console.err(f"Let op: {told} om deze kluis te openen sinds de vorige keer.")
