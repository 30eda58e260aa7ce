"""The recovery sheet as a numbered copy: what it says, and issuing it."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.printing.snapshots import Blad, Herstelblad, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_gegevens import (
    VOORBEELD,
    Aanvraag,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)

BEWAARDER = "bewaarder van het blad"


@dataclass(frozen=True, slots=True)
class HerstelbladService:
    """In a window the sheet is printed, never saved; the command line gives an encrypted file."""

    context: Context

    def snapshot(self) -> Herstelblad:
        """The sheet of the present key: no organisation, no person, no place; noted in the log as a read."""
        vault = self.context.vault
        vault.note("herstelblad getoond", "kluis", origin=self.context.origin)
        mark = vault.vault_id[:8].upper()
        return Herstelblad(
            blad=Blad(
                document="Herstelblad",
                rubricering=Rubricering.STRIKT_VERTROUWELIJK,
                toevoeging="sleutel van de kluis",
                exemplaar=0,
                van=0,
                nummer=VOORBEELD,
                logkop="",
                veld_naam="Kluis",
                veld_waarde=f"{mark[:4]}-{mark[4:]}",
                ontvanger=BEWAARDER,
                datum=self.context.today,
                organisatie="Veiligheidsadvies, herstelblad versie 1",
                watermerk="",
                is_fictief=Bladgegevens(self.context).organisatie().is_fictief,
                voetregel="Niet kopiëren, niet scannen, niet fotograferen",
                has_qr=False,
            ),
            groepen=tuple(vault.recovery_groups()),
            qr=vault.recovery_payload(),
        )

    def request(self, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of the sheet; `verify` and `StukkenService.enrol` follow."""
        reader = Ontvanger(naam=BEWAARDER)
        return UitgifteService(self.context).request(self.snapshot(), None, reader, gegevens)

    def issue(self, wachtzin: str) -> Uitgifte:
        """The sheet as a PDF under a passphrase, for who has no window."""
        gegevens = Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, doel="herstel van de kluis", wachtzin=wachtzin)
        return UitgifteService(self.context).issue(self.snapshot(), None, Ontvanger(naam=BEWAARDER), gegevens)
