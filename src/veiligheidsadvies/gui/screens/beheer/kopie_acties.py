"""What can be done with copies in Beheer: make, rehearse, put back, look at again, take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from veiligheidsadvies.domain.errors import CopyPlaceAbsent, UserError
from veiligheidsadvies.domain.kopie import Kopie
from veiligheidsadvies.gui.binding.akkoord import ask_akkoord
from veiligheidsadvies.gui.binding.kopieen import kopieen_signal
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.screens.beheer.kopie_rijen import Kopierij
from veiligheidsadvies.gui.screens.beheer.oefenverslag import OefenverslagDialog
from veiligheidsadvies.gui.screens.beheer.part import Part
from veiligheidsadvies.services.kopieen import SUFFIX, MadeCopy
from veiligheidsadvies.services.oefening import Oefenverslag
from veiligheidsadvies.services.terugzetten import ANDERE_SLEUTEL, Klaargezet
from veiligheidsadvies.text.formats import count, date_full, file_size, grouped

if TYPE_CHECKING:
    from veiligheidsadvies.services.kopieronde import Ronde

PATTERN = f"Reservekopie (*{SUFFIX})"
_HERE, _ELSEWHERE = "hier", "elders"
LOST = (
    "De plaats van deze kopie is er nu niet.\nSteek de stick in en haal de kopie dan weg. Is de stick "
    "voorgoed kwijt, schrijf de kopie dan af: zij gaat van de lijst, maar wie de stick vindt, heeft haar nog."
)
_MAKING = "De kopie wordt gemaakt en nagekeken…"
OTHER_KEY = (
    f"\n{ANDERE_SLEUTEL} Maak daarna een nieuw herstelblad en trek in wie de kluis niet meer mag openen."
)
_CHOOSE, _NONE = "kiezen", "geen"


class CopyPart(Part):
    """What the buttons need of the tab."""

    @property
    def is_busy(self) -> bool:
        """Whether something runs already."""
        raise NotImplementedError

    def current(self) -> Kopierij | None:
        """The row that is chosen."""
        raise NotImplementedError

    def run(
        self,
        words: str,
        work: Callable[[Callable[[float], None]], Any],
        then: Callable[[Any], None],
        *,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Do something long beside the window, with a line that says how far it is.

        `again` is done in place of telling what failed, when the vault got another key meanwhile.
        """
        raise NotImplementedError


class Kopieacties:
    """The buttons of the tab; each is a whole user action."""

    def __init__(self, part: CopyPart) -> None:
        self._part, self._desk = part, part.desk
        self._kopieen = part.desk.services.kopieen

    def make(self) -> None:
        """A copy now: at the vault (and on the second place), or to a file that is chosen."""
        if self._part.is_busy:
            return
        second = self._kopieen.second_place()
        is_there = second is not None and second.is_aanwezig
        words = "Bij de kluis en op de tweede plaats" if is_there else "Bij de kluis"
        where = self._desk.prompts.ask_choice(
            self._part,
            "Nu een kopie maken",
            label="Waar",
            options=[Option(value=_HERE, text=words), Option(value=_ELSEWHERE, text="In een ander bestand…")],
            value=_HERE,
        )
        if where == _HERE:
            self._make_here()
        elif where == _ELSEWHERE:
            self._make_elsewhere()

    def _make_here(self) -> None:
        work = self._kopieen.prepare_round(is_forced=True)
        self._part.run(_MAKING, work, self._keep_round, again=self._make_here)

    def _make_elsewhere(self) -> None:
        name = self._kopieen.proposed_name()
        path = self._desk.prompts.save_file(self._part, "Kopie bewaren", name=name, pattern=PATTERN)
        if path is None:
            return
        # Only the name that was chosen may be replaced, not the one that comes of it.
        is_whole = path.suffix == SUFFIX
        self._make_in(path if is_whole else path.with_name(path.name + SUFFIX), may_replace=is_whole)

    def _make_in(self, path: Path, *, may_replace: bool) -> None:
        try:
            work = self._kopieen.prepare_hand(path, may_replace=may_replace)
        except UserError as error:
            self._desk.performer.tell(self._part, error)
            return
        again = partial(self._make_in, path, may_replace=may_replace)
        self._part.run(_MAKING, work, self._keep_hand, again=again)

    def _keep_round(self, ronde: Ronde) -> None:
        if not self._kopieen.keep_round(ronde):
            self._make_here()
        elif ronde.tweede_fout is not None:
            self._desk.performer.tell(self._part, ronde.tweede_fout)
        elif ronde.gemaakt is not None:
            places = "Ook op de tweede plaats staat hij. " if ronde.tweede is not None else ""
            self._tell_made(ronde.gemaakt, places)

    def _keep_hand(self, made: MadeCopy) -> None:
        if self._kopieen.is_current(made):
            self._kopieen.keep_hand(made)
            self._tell_made(made, "")
        else:  # the one with the former key makes room
            self._make_in(made.path, may_replace=True)

    def _tell_made(self, made: MadeCopy, more: str) -> None:
        rows = grouped(sum(made.manifest.counts.values()))
        self._desk.prompts.tell(
            self._part,
            f"De kopie is gelukt.\n{more}Hij is opnieuw geopend en nagekeken: {rows} rijen, "
            f"{file_size(made.size)}, logkop {made.manifest.log_head}.",
        )

    def drill(self) -> None:
        """Rehearse putting back the newest copy, and show the report."""
        if self._part.is_busy:
            return
        try:
            work = self._desk.services.oefening.prepare()
        except UserError as error:
            self._desk.performer.tell(self._part, error)
            return
        self._part.run("De nieuwste kopie wordt op proef teruggezet…", work, self._keep_drill)

    def _keep_drill(self, verslag: Oefenverslag) -> None:
        self._desk.services.oefening.keep(verslag)
        self._part.load()
        OefenverslagDialog(self._part, verslag, zone=self._desk.services.now.tzinfo).exec()

    def choose_second(self) -> None:
        """A stick or another disk, or none any more."""
        second = self._kopieen.second_place()
        if second is not None:
            chosen = self._desk.prompts.ask_choice(
                self._part,
                "Tweede plaats voor reservekopieën",
                label="Nu is dat",
                options=[
                    Option(value=_CHOOSE, text=f"{second.map}: een andere kiezen…"),
                    Option(value=_NONE, text="Geen tweede plaats meer"),
                ],
                value=_CHOOSE,
            )
            if chosen is None:
                return
            if chosen == _NONE:
                self._choose(None)
                return
        folder = self._desk.prompts.choose_folder(
            self._part, "Kies een map op een stick of een andere schijf"
        )
        if folder is not None:
            self._choose(folder)

    def _choose(self, folder: Path | None) -> None:
        try:
            self._kopieen.choose_second_place(folder)
        except UserError as error:
            self._desk.performer.tell(self._part, error)
            return
        self._part.load()
        if folder is not None and self._kopieen.is_second_due and not self._part.is_busy:
            self._fill_second()

    def _fill_second(self) -> None:
        def keep(ronde: Ronde) -> None:
            if not self._kopieen.keep_round(ronde):
                self._fill_second()

        work = self._kopieen.prepare_round()
        self._part.run("Er komt een kopie op de tweede plaats…", work, keep, again=self._fill_second)

    def check(self) -> None:
        """Read every byte of one copy again."""
        row = self._part.current()
        if row is None or row.kopie is None or self._part.is_busy:
            return
        copy = row.kopie
        self._part.run(
            "De kopie wordt nagekeken…",
            self._kopieen.prepare_check(copy),
            lambda finding: self._kopieen.keep_check(copy, finding),
        )

    def remove(self) -> None:
        """Take away one copy, or a vault that was set aside."""
        row = self._part.current()
        if row is None or self._part.is_busy:
            return
        what = "Deze kopie" if row.opzij is None else "Deze opzijgezette kluis"
        question = (
            f"{what} van {date_full(row.gemaakt.date())} weghalen?\n{row.pad}\nDit kan niet ongedaan worden "
            "gemaakt."
        )
        if not self._desk.prompts.confirm(self._part, question, action="Weghalen"):
            return
        try:
            if row.opzij is not None:
                self._kopieen.remove_set_aside(row.opzij)
            elif row.kopie is not None:
                self._remove(row.kopie)
        except UserError as error:
            self._desk.performer.tell(self._part, error)
        self._part.load()

    def _remove(self, copy: Kopie) -> None:
        try:
            self._kopieen.remove(copy)
        except CopyPlaceAbsent:
            if self._desk.prompts.confirm(self._part, LOST, action="Afschrijven", refusal="Laten staan"):
                self._kopieen.write_off(copy)

    def restore(self) -> None:
        """Put the chosen copy, or one from a file, in the place of this vault; with a second person's yes."""
        if self._part.is_busy:
            return
        row = self._part.current()
        path = row.pad if row is not None and row.kopie is not None else self._ask_file()
        if path is None:
            return
        prompts, terugzetten = self._desk.prompts, self._desk.services.terugzetten
        try:
            which = f"van {row.gemaakt:%d-%m-%Y %H:%M}" if row and row.pad == path else f"‘{path.name}’"
            reason = prompts.ask_reason(
                self._part, f"Waarom zet u de kopie {which} terug?", action="Doorgaan"
            )
            if reason is None:
                return
            akkoord = ask_akkoord(self._desk, self._part, terugzetten.voorstel(path, reason))
            if akkoord is None:
                return
            passphrase = ""
            if terugzetten.needs_passphrase(path):
                question = "Deze kopie gaat open met een andere sleutel. Wat was toen uw wachtwoordzin?"
                passphrase = prompts.ask_passphrase(self._part, question, action="Doorgaan") or ""
                if not passphrase:
                    return
            work = terugzetten.prepare(path, akkoord, passphrase=passphrase)
        except UserError as error:
            self._desk.performer.tell(self._part, error)
            return
        self._part.run("De kopie wordt uitgepakt en nagekeken…", work, self._swap)

    def _ask_file(self) -> Path | None:
        return self._desk.prompts.choose_file(self._part, "Welke kopie zet u terug?", pattern=PATTERN)

    def _swap(self, klaar: Klaargezet) -> None:
        number = count(len(klaar.verslag.controles), "controle is", "controles zijn")
        question = (
            f"De kopie staat klaar: {number} in orde.\nDe kluis gaat nu dicht en maakt plaats voor de kopie. "
            "De kluis van nu blijft ernaast staan; u vindt hem daarna in de lijst van kopieën."
            f"{OTHER_KEY if klaar.is_andere_sleutel else ''}"
        )
        if not self._desk.prompts.confirm(self._part, question, action="Kluis vervangen"):
            klaar.teruggave.abandon()
            return
        self._desk.services.terugzetten.note_begin(klaar)
        kopieen_signal().restore_ready.emit(klaar)
