"""What the user is told right after unlocking: unsaved forms, wrong passphrases, what was mended."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from veiligheidsadvies.gui.binding.dialoog_concepten import PREFIX
from veiligheidsadvies.gui.binding.nummers import TOLD, ask_numbers
from veiligheidsadvies.gui.shell.drafts import place_of
from veiligheidsadvies.gui.shell.lock import DRAFT_LOST
from veiligheidsadvies.gui.shell.navigation import BY_NAME
from veiligheidsadvies.services.beheer import Notice
from veiligheidsadvies.text.formats import count

if TYPE_CHECKING:
    from veiligheidsadvies.gui.binding.desk import Desk, Plek
    from veiligheidsadvies.gui.shell.bands import Bands
    from veiligheidsadvies.services.concepten import Concept

_NOTICES = {
    Notice.RECHTEN_AANGESCHERPT: "De kluismap stond open voor anderen op deze computer. Dat is hersteld.",
    Notice.SLEUTELBESTAND_HERSTELD: "Het sleutelbestand was beschadigd en is hersteld uit de kopie ernaast.",
    Notice.POGINGEN_ONBEKEND: "De telling van mislukte pogingen ontbrak. Heeft iemand haar weggehaald?",
    Notice.OUDERE_KLUIS: "Deze kluis is ouder dan de laatst geopende. Is er een oude kopie teruggezet?",
    Notice.OUDERE_SLEUTELS: (
        "Er is een ouder sleutelbestand teruggezet: wachtwoordzinnen van toen gelden weer. Sleutels die "
        "waren ingetrokken, zijn eruit gehaald. Kies bij Beheer, Personen en sleutels ‘Zin is gezien…’."
    ),
}
_GRAVE = {Notice.POGINGEN_ONBEKEND, Notice.OUDERE_KLUIS, Notice.OUDERE_SLEUTELS}


class Welcome:
    """Fills the strips above the screen."""

    def __init__(self, desk: Desk, bands: Bands, go: Callable[[Plek], bool]) -> None:
        self._desk = desk
        self._beheer, self._concepten = desk.services.beheer, desk.services.concepten
        self._today, self._bands, self._go = desk.services.today, bands, go

    def tell(self) -> None:
        """Everything there is to tell now."""
        for notice in self._beheer.notices():
            tone = "te_laat" if notice in _GRAVE else "wacht"
            self._bands.tell(notice.value, _NOTICES[notice], tone=tone)
        if failed := self._beheer.mislukte_pogingen:
            words = count(failed, "mislukte poging", "mislukte pogingen")
            self._bands.tell("pogingen", f"{words} om deze kluis te openen sinds de vorige keer.")
        self._ask_numbers()
        if os.environ.pop(DRAFT_LOST, ""):
            lost = "Bij het vergrendelen kon een concept niet worden bewaard: de kluis nam niets meer aan."
            self._bands.tell("verloren", lost, tone="te_laat")
        self.offer_draft()

    def _ask_numbers(self) -> None:
        if self._desk.services.nummers.zijn_onzeker and not self._beheer.organisatie().is_fictief:
            self._bands.tell(
                "nummers",
                TOLD,
                (("nummers_invullen", "Nummers invullen…", self._settle_numbers),),
                tone="te_laat",
            )

    def _settle_numbers(self) -> None:
        if ask_numbers(self._desk, self._bands):
            self._bands.drop("nummers")

    def offer_anew(self) -> None:
        """A draft is gone: an offer that still stands there is about what is left."""
        if self._bands.has("concept"):
            self.offer_draft()

    def offer_draft(self) -> None:
        """The newest unsaved form: go on with it or throw it away; then the next."""
        found = self._concepten.list_all()
        if not found:
            self._bands.drop("concept")
            return
        concept, rest = found[0], len(found) - 1
        moment = concept.bewaard_op
        day = "" if moment.date() == self._today else f" van {moment:%d-%m}"
        more = f" (en nog {rest})" if rest else ""
        self._bands.tell(
            "concept",
            f"Er is een niet-bewaard concept{day} om {moment:%H:%M}{more}: verder of weggooien?",
            (
                ("concept_verder", "Verder", lambda: self._go_on(concept)),
                ("concept_weggooien", "Weggooien", lambda: self._throw_away(concept)),
            ),
            tone="accent",
        )

    def _go_on(self, concept: Concept) -> None:
        plek = place_of(concept)
        if plek.scherm not in BY_NAME or not self._go(plek):
            return
        self._bands.drop("concept")
        if concept.sleutel.startswith(PREFIX):
            words = "Open hier hetzelfde venster opnieuw: wat u typte, staat er weer in."
            self._bands.tell("venster", words, tone="accent")

    def _throw_away(self, concept: Concept) -> None:
        self._concepten.drop(concept.sleutel)
        self.offer_draft()
