"""Which copies of the vault still hold what was destroyed, and until which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from veiligheidsadvies.domain.kopie import SoortKopie
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.kopieen import KopieenService
from veiligheidsadvies.vault.restoring import list_set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopierest:
    """A copy from before a destruction; `tot` is the last day of it, None: until somebody takes it away.

    `gemaakt_op` in the time of this machine.
    """

    naam: str
    soort: SoortKopie
    gemaakt_op: dt.datetime
    tot: dt.date | None

    @property
    def plaats(self) -> str:
        """Where it is, in words."""
        return _PLAATS.get(self.soort, "bij de kluis")


_PLAATS = {
    SoortKopie.TWEEDE: "tweede plaats",
    SoortKopie.HAND: "zelf gekozen plaats",
    SoortKopie.OPZIJ: "opzij, naast de kluis",
}


def copies_holding(context: Context, vernietiging: Vernietiging | None = None) -> list[Kopierest]:
    """The newest first, of now without a destruction; one that is known to be gone is not among them.

    Last the whole vaults that were set aside when a copy was put in their place.
    """
    zone = context.now().tzinfo
    copies = [
        Kopierest(
            naam=line.kopie.bestand,
            soort=line.kopie.soort,
            gemaakt_op=line.kopie.gemaakt_op.astimezone(zone),
            tot=line.bewaard_tot,
        )
        for line in KopieenService(context).list_all()
        if vernietiging is None or line.kopie.logregel <= vernietiging.logregel
    ]
    aside = [
        Kopierest(naam=one.path.name, soort=SoortKopie.OPZIJ, gemaakt_op=one.at.astimezone(zone), tot=None)
        for one in list_set_aside(context.vault.folder)
        if vernietiging is None or one.at <= vernietiging.op
    ]
    return [*copies, *aside]
