"""The recovery sheet as a numbered copy: what it says, and registering it before it is printed."""

from __future__ import annotations

from veiligheidsadvies.printing.snapshots import Blad, Herstelblad, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte import (
    VOORBEELD,
    Geregistreerd,
    Ontvanger,
    Uitgiftegegevens,
    UitgifteService,
)

BEWAARDER = "bewaarder van het blad"


def herstelblad(context: Context) -> Herstelblad:
    """The sheet of the present key: no organisation, no person, no place; noted in the log as a read."""
    vault = context.vault
    vault.note("herstelblad getoond", "kluis", origin=context.origin)
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
            datum=context.today,
            organisatie="Veiligheidsadvies, herstelblad versie 1",
            watermerk="",
            is_fictief=Bladgegevens(context).organisatie().is_fictief,
            voetregel="Niet kopiëren, niet scannen, niet fotograferen",
            has_qr=False,
        ),
        groepen=tuple(vault.recovery_groups()),
        qr=vault.recovery_payload(),
    )


def register_herstelblad(context: Context, gegevens: Uitgiftegegevens) -> Geregistreerd:
    """Give the sheet its number; `produce`, then `StukkenService.complete` follow."""
    reader = Ontvanger(naam=BEWAARDER)
    return UitgifteService(context).register(herstelblad(context), None, reader, gegevens)
