"""What the page of one order shows, read from the records once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtovergang, Opdrachtregel, Opdrachtversie
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt


@dataclass(frozen=True, slots=True, kw_only=True)
class Orderlijn:
    """One line with its changes: ordered, delivered, and what was billed of what is expected (incl. btw)."""

    regel: Opdrachtregel
    besteld: Aantal
    geleverd: Aantal
    verwacht: Bedrag
    gefactureerd: Bedrag
    is_certificaat_vereist: bool = False

    @property
    def open(self) -> Aantal:
        """What is still to be delivered."""
        return self.besteld - self.geleverd


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuurlijn:
    """One bill or credit note with what was paid of it, incl. btw; a credit note is negative."""

    factuur: Factuur
    incl: Bedrag
    betaald: Bedrag

    @property
    def openstaand(self) -> Bedrag:
        """What is still to be paid; negative: what is to come back."""
        return self.incl - self.betaald


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """The next step: one sentence why, and what its button does (`actie` "" has no button)."""

    titel: str
    waarom: str = ""
    actie: str = ""
    knop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """Everything of one order; `akkoord_bezwaar` says what is wrong with an approval of it."""

    opdracht: Opdracht
    dossier_code: str
    leverancier: str
    lijnen: Sequence[Orderlijn]
    ex: Bedrag
    incl: Bedrag
    stap: Stap
    versies: Sequence[Opdrachtversie] = ()
    akkoord: Akkoord | None = None
    akkoord_bezwaar: str = ""
    is_akkoord_vervallen: bool = False
    afspraak: Afspraak | None = None
    opleveringen: Sequence[Oplevering] = ()
    restpunten: Sequence[Restpunt] = ()
    facturen: Sequence[Factuurlijn] = ()
    exemplaren: Sequence[Exemplaarregel] = ()
    overgangen: Sequence[Opdrachtovergang] = ()

    @property
    def open_facturen(self) -> list[Factuurlijn]:
        """Bills that are not paid in full, the one that is due first in front; a credit note is none."""
        unpaid = [one for one in self.facturen if one.openstaand.cents > 0]
        return sorted(unpaid, key=lambda one: one.factuur.vervalt_op or one.factuur.datum)

    @property
    def gefactureerd(self) -> Bedrag:
        """Billed, credit notes taken off."""
        return Bedrag(sum(one.gefactureerd.cents for one in self.lijnen))

    @property
    def verschil(self) -> Bedrag:
        """What was billed more than ordered; negative when less."""
        return self.gefactureerd - self.incl
