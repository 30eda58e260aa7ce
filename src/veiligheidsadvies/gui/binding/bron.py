"""What can be issued from a window: a paper of a dossier, of a supplier, a copy printed
again, the recovery sheet.

The dialog knows only this: what it is called, who may read it, how it may leave, and how a copy is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Exemplaar, SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.services.herstelblad import BEWAARDER, DELEN, Delenreeks
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Aanvraag, Ontvanger, Uitgiftegegevens

NAAMLOOS = "stuk.pdf"
"""What a file is called that belongs to no job: it tells nothing of what is in it."""
MANAGER = "Safety & Security-manager"
NAAM = "Op het eigen exemplaar staat de naam van de bestuurder. Kijkt er niemand mee?"
DEEL = "Op dit blad staat een deel van de sleutel van de kluis. Kijkt er niemand mee?"
ADRES = "Op dit blad staat het adres. Kijkt er niemand mee?"
MET_ADRES = (Wijze.PAPIER, Wijze.VERSLEUTELD)
"""How a sheet with the address may leave: never unprotected."""
SLEUTEL = "Op dit blad staat de sleutel van de kluis. Kijkt er niemand mee?"


class Bron(Protocol):
    """One paper that may become a numbered copy."""

    @property
    def titel(self) -> str:
        """Such as `Maatregelenplan van GED-04`."""

    @property
    def dossier_id(self) -> DossierId | None:
        """Of which dossier it tells; None when it is of none, or of all."""

    @property
    def lezers(self) -> tuple[Ontvanger, ...]:
        """Readers to choose from; one reader is no choice. The first is the usual one."""

    @property
    def is_vrij(self) -> bool:
        """Whether another reader than these may be named."""

    @property
    def wijzen(self) -> tuple[Wijze, ...]:
        """The ways in which it may leave."""

    @property
    def komt_terug(self) -> bool:
        """Whether a day is agreed before which it must be back."""

    def geheim(self, ontvanger: Ontvanger) -> str:
        """What on its pages a passer-by may not read, as a sentence; "" for nothing."""

    def snapshot(self, ontvanger: Ontvanger) -> Any:
        """What it says to this reader; raises what the services raise."""

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of it; raises what the services raise."""


@runtime_checkable
class Werkstuk(Protocol):
    """A paper that belongs to one job: a file of it may be called by its number, and the work tells the day
    before which it must be back (None when it does not)."""

    bestandsnaam: str
    terug_op: dt.date | None


@runtime_checkable
class Weglaatstuk(Protocol):
    """A paper without others: names that only its maker sees are typed and left out."""

    def leave_out(self, words: Sequence[str]) -> None:
        """From now on these words are left out as well."""

    def seem_named(self, stuk: Any) -> list[str]:
        """What still looks like a name of another in what `snapshot` gave."""


class DossierStuk:
    """The measure plan or the summary of one dossier."""

    is_vrij = True
    komt_terug = True
    wijzen = tuple(Wijze)

    def __init__(self, services: Services, soort: SoortDocument, dossier_id: DossierId) -> None:
        self._services, self._soort, self.dossier_id = services, soort, dossier_id
        self.titel = f"{soort.woord} van {services.dossiers.get(dossier_id).code}"
        terms = services.beheer.organisatie().termen
        offices = [Ontvanger(naam=office) for office in (terms.secretaris, MANAGER, terms.voorzitter)]
        own = [EIGEN] if services.dossiers.find_bestuurder(dossier_id) is not None else []
        is_plan = soort is SoortDocument.MAATREGELENPLAN
        self.lezers = tuple(own + offices) if is_plan else tuple(offices[:1] + own + offices[1:])

    def geheim(self, ontvanger: Ontvanger) -> str:
        """His own copy has his name on it."""
        return NAAM if ontvanger.is_eigen else ""

    def snapshot(self, ontvanger: Ontvanger) -> Any:
        """Read from the records as they stand now."""
        return self._services.stukken.snapshot(self._soort, self.dossier_id, ontvanger)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of it."""
        return self._services.stukken.request(self._soort, self.dossier_id, ontvanger, gegevens)


class Herdruk:
    """The same text for the same reader as a copy that was issued before, under a number of its own."""

    is_vrij = False
    komt_terug = True

    def __init__(self, services: Services, exemplaar: Exemplaar) -> None:
        self._services, self._id = services, int(exemplaar.id or 0)
        self.dossier_id = exemplaar.dossier_id
        self._is_bijlage = exemplaar.document is SoortDocument.ADRESBIJLAGE
        self.wijzen = MET_ADRES if self._is_bijlage else tuple(Wijze)
        self.titel = f"Herdruk van exemplaar {exemplaar.nummer}"
        self.lezers = (Ontvanger(naam=exemplaar.ontvanger, is_eigen=exemplaar.is_eigen),)

    def geheim(self, ontvanger: Ontvanger) -> str:
        """The annex has the address on it, his own copy the name of the bestuurder."""
        if self._is_bijlage:
            return ADRES
        return NAAM if ontvanger.is_eigen else ""

    def snapshot(self, ontvanger: Ontvanger) -> Any:  # noqa: ARG002 - the reader is that of the copy
        """The text of that day; logged as a read."""
        return self._services.exemplaren.read(self._id)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:  # noqa: ARG002
        """Ask for a copy of it."""
        return self._services.exemplaren.request_reprint(self._id, gegevens)


class LeverancierStuk:
    """The secrecy declaration of one supplier; it goes out to be signed and comes back."""

    dossier_id = None
    is_vrij = True
    komt_terug = True
    wijzen = tuple(Wijze)

    def __init__(self, services: Services, leverancier_id: LeverancierId) -> None:
        self._services, self._id = services, leverancier_id
        naam = services.leveranciers.get(leverancier_id).naam
        self.titel = f"Geheimhoudingsverklaring van {naam}"
        self.lezers = (Ontvanger(naam=naam), Ontvanger(naam=MANAGER))

    def geheim(self, ontvanger: Ontvanger) -> str:  # noqa: ARG002 - nothing of any dossier stands on it
        """Nothing."""
        return ""

    def snapshot(self, ontvanger: Ontvanger) -> Any:
        """Read from the register as it stands now."""
        return self._services.leveranciers.snapshot(self._id, ontvanger)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of it."""
        return self._services.leveranciers.request(self._id, ontvanger, gegevens)


class DeelBron:
    """One of the three parts of a recovery sheet: on paper only."""

    dossier_id = None
    is_vrij = False
    komt_terug = False
    wijzen = (Wijze.PAPIER,)

    def __init__(self, services: Services, reeks: Delenreeks, nummer: int) -> None:
        self._services, self._reeks, self._nummer = services, reeks, nummer
        self.titel = f"Herstelblad, deel {nummer} van {DELEN}"
        self.lezers = (Ontvanger(naam=reeks.bewaarders[nummer - 1]),)

    def geheim(self, ontvanger: Ontvanger) -> str:  # noqa: ARG002 - one reader
        """A part of the key."""
        return DEEL

    def snapshot(self, ontvanger: Ontvanger) -> Any:  # noqa: ARG002 - one reader
        """The words of this part."""
        return self._services.herstelblad.snapshot_part(self._reeks, self._nummer)

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:  # noqa: ARG002
        """Ask for a copy of it."""
        return self._services.herstelblad.request_part(self._reeks, self._nummer, gegevens)


class HerstelbladBron:
    """The recovery sheet: on paper only."""

    dossier_id = None
    titel = "Herstelblad"
    is_vrij = False
    komt_terug = False
    wijzen = (Wijze.PAPIER,)
    lezers = (Ontvanger(naam=BEWAARDER),)

    def __init__(self, services: Services) -> None:
        self._services = services

    def geheim(self, ontvanger: Ontvanger) -> str:  # noqa: ARG002 - one reader
        """The key itself."""
        return SLEUTEL

    def snapshot(self, ontvanger: Ontvanger) -> Any:  # noqa: ARG002 - one reader
        """The sheet of the present key."""
        return self._services.beheer.herstelblad()

    def request(self, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:  # noqa: ARG002
        """Ask for a copy of it."""
        return self._services.beheer.request_herstelblad(gegevens)
