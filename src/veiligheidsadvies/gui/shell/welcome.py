"""What the user is told right after unlocking: unsaved forms, wrong passphrases, what was mended."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from veiligheidsadvies.gui.shell.drafts import place_of
from veiligheidsadvies.gui.shell.lock import DRAFT_LOST
from veiligheidsadvies.gui.shell.navigation import BY_NAME
from veiligheidsadvies.services.beheer import Notice
from veiligheidsadvies.text.formats import count

if TYPE_CHECKING:
    from veiligheidsadvies.gui.shell.session import Session
    from veiligheidsadvies.services.concepten import Concept

_NOTICES = {
    Notice.RECHTEN_AANGESCHERPT: "De kluismap stond open voor anderen op deze computer. Dat is hersteld.",
    Notice.SLEUTELBESTAND_HERSTELD: "Het sleutelbestand was beschadigd en is hersteld uit de kopie ernaast.",
    Notice.POGINGEN_ONBEKEND: "De telling van mislukte pogingen ontbrak. Heeft iemand haar weggehaald?",
    Notice.OUDERE_KLUIS: "Deze kluis is ouder dan de laatst geopende. Is er een oude kopie teruggezet?",
}
_GRAVE = {Notice.POGINGEN_ONBEKEND, Notice.OUDERE_KLUIS}


def tell(session: Session) -> None:
    """Fill the strips above the screen."""
    services, bands = session.desk.services, session.frame.bands
    for notice in services.beheer.notices():
        bands.tell(notice.value, _NOTICES[notice], tone="te_laat" if notice in _GRAVE else "wacht")
    if failed := services.beheer.mislukte_pogingen:
        words = count(failed, "mislukte poging", "mislukte pogingen")
        bands.tell("pogingen", f"{words} om deze kluis te openen sinds de vorige keer.")
    if os.environ.pop(DRAFT_LOST, ""):
        lost = "Bij het vergrendelen kon een concept niet worden bewaard: de kluis nam niets meer aan."
        bands.tell("verloren", lost, tone="te_laat")
    offer_draft(session)


def offer_draft(session: Session) -> None:
    """The newest unsaved form: go on with it or throw it away; then the next."""
    found = session.desk.services.concepten.list_all()
    if not found:
        session.frame.bands.drop("concept")
        return
    concept, rest = found[0], len(found) - 1
    moment = concept.bewaard_op
    day = "" if moment.date() == session.desk.services.today else f" van {moment:%d-%m}"
    more = f" (en nog {rest})" if rest else ""
    session.frame.bands.tell(
        "concept",
        f"Er is een niet-bewaard concept{day} om {moment:%H:%M}{more}: verder of weggooien?",
        (
            ("concept_verder", "Verder", lambda: _go_on(session, concept)),
            ("concept_weggooien", "Weggooien", lambda: _throw_away(session, concept)),
        ),
        tone="accent",
    )


def _go_on(session: Session, concept: Concept) -> None:
    plek = place_of(concept)
    if plek.scherm in BY_NAME and session.go(plek):
        session.frame.bands.drop("concept")


def _throw_away(session: Session, concept: Concept) -> None:
    session.desk.services.concepten.drop(concept.sleutel)
    offer_draft(session)
