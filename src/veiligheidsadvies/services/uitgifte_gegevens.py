"""What passes between the steps of issuing a copy: who gets it, how, what was asked and what left."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Exemplaar, ExemplaarId, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.printing.snapshot_json import Snapshot
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.vrijgave import Gezocht
from veiligheidsadvies.services.vrijgave_leverancier import Gezochtlijst

VOORBEELD = "voorbeeld"
"""Stands where a number will stand, as long as there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvanger:
    """Who gets a copy: the bestuurder himself (`is_eigen`), or another reader by name or office.

    `leverancier_id` is the supplier that the paper is about; his copies are numbered and kept as his. So are
    those of one order or request.
    """

    naam: str = ""
    is_eigen: bool = False
    leverancier_id: LeverancierId | None = None
    aanvraag_id: AanvraagId | None = None
    opdracht_id: OpdrachtId | None = None


EIGEN = Ontvanger(is_eigen=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgiftegegevens:
    """How a copy leaves and what for.

    `wachtzin` protects an encrypted file, `reden` explains an unencrypted one; `retour_voor` is thirty days
    from now when left out; `aantal` is how many copies will be made when that is known beforehand.
    """

    wijze: Wijze
    doel: str = ""
    reden: str = ""
    wachtzin: str = field(default="", repr=False)
    retour_voor: dt.date | None = None
    aantal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraag:
    """A copy that was asked for, with all it will say; it has no number and was not looked at."""

    snapshot: Snapshot = field(repr=False)
    dossier_id: DossierId | None
    ontvanger: Ontvanger
    gegevens: Uitgiftegegevens
    gezocht: tuple[Gezocht, ...] = field(repr=False)
    speurlijst: Gezochtlijst | None = field(default=None, repr=False)
    herdruk_van: ExemplaarId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nagekeken:
    """A copy that may be given a number; only `verify` makes it."""

    aanvraag: Aanvraag


@dataclass(frozen=True, slots=True, kw_only=True)
class Geregistreerd:
    """A copy that has its number and is not rendered yet; all that `produce` needs."""

    exemplaar: Exemplaar
    snapshot: Snapshot = field(repr=False)
    gezocht: tuple[Gezocht, ...] = field(repr=False)
    wachtzin: str = field(repr=False)
    speurlijst: Gezochtlijst | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgifte:
    """A released copy: the bytes as they leave, encrypted when that was asked."""

    exemplaar: Exemplaar
    pdf: bytes = field(repr=False)
    changes: Changes

    @property
    def nummer(self) -> str:
        """The copy number, such as 2026-0034."""
        return self.exemplaar.nummer
