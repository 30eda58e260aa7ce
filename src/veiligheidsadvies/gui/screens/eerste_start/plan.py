"""What a new vault needs, and making it beside the window."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable
from veiligheidsadvies.domain.organisatie import SoortOrganisatie
from veiligheidsadvies.gui.kit.jobs import Progress

if TYPE_CHECKING:
    from veiligheidsadvies.services.kluis import UnlockedKey

SUFFIX = ".advieskluis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The answers of the first page."""

    soort: SoortOrganisatie
    naam: str
    wie: str
    map: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A vault that stands, and its key."""

    folder: Path
    key: UnlockedKey = field(repr=False)


def make_vault(plan: Plan, passphrase: str) -> Made:
    """Make the vault and derive its key; seconds of work. Raises what `kluis.create` does."""
    from veiligheidsadvies.domain.organisatie import Organisatie
    from veiligheidsadvies.services import kluis

    try:
        plan.map.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(StorageFailure.ALLEEN_LEZEN) from error
    organisatie = Organisatie(naam=plan.naam, soort=plan.soort)
    kluis.create(plan.map, organisatie, passphrase=passphrase, slot_name=plan.wie).close()
    try:
        return Made(folder=plan.map, key=kluis.unlock(plan.map, passphrase))
    except BaseException:
        kluis.remove_vault(plan.map)
        raise


def make_example(folder: Path, progress: Progress) -> Path:
    """Make the example vault and its papers in `folder`; raises VaultExists, and Cancelled when stopped."""
    from veiligheidsadvies.services import voorbeeld

    def now() -> dt.datetime:
        return dt.datetime.now().astimezone()

    made = voorbeeld.make(folder, now=now, tell=lambda words: progress.report(0.0, words))
    return made.kluis
