"""What a screen works with, and where the user can go: handed to every screen when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.services.kluis import Services

if TYPE_CHECKING:
    from veiligheidsadvies.gui.binding.perform import Performer


@dataclass(frozen=True, slots=True, kw_only=True)
class Plek:
    """A place in the program: a screen, and what it should show there.

    `scherm`: vandaag, dossiers, dossier, maatregelen, maatregel, opdrachten, catalogus, leveranciers,
    exemplaren, beheer.
    `tab` and `filter` are the screen's own words; `row_id` is the record to open or select.
    """

    scherm: str
    dossier_id: int | None = None
    row_id: int | None = None
    tab: str = ""
    filter: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Use cases, the way to run them, questions, jobs beside the window, and privacy mode."""

    services: Services
    performer: Performer
    prompts: Prompts
    jobs: JobRunner
    secrecy: Secrecy
