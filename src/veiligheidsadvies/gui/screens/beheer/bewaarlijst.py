"""What may be destroyed and when: the first day in front, with what still stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.bewaarstand import Beletsel, Bewaarstand
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.bewaarstuk import inzage_bron
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.binding.vraag_formulier import ask_and_save
from veiligheidsadvies.gui.kit.cells import Cell, status_cell, text_cell
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.pieces import Button
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.beheer.vernietigen import destroy
from veiligheidsadvies.text.formats import date_full

MAG_WEG = "mag weg"
GEEN_PERSOON = "Dit dossier heeft geen bestuurder, dus er is niemand om een uittreksel te geven."
GEEN_BEWAARPLICHT = "Op dit dossier rust geen bewaarplicht."


class DuePage(QWidget):
    """A row for each dossier, for a kind that can go before it, and for what was left of one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        model: TableModel[Bewaarstand] = TableModel(_columns(), key=lambda one: (one.dossier_id, one.soort))
        self.view = make_table(model, name="bewaarlijst", accessible="Wat mag weg en wanneer")
        self.view.opened.connect(lambda _: self.destroy_current())
        empty = EmptyState(
            "Nog geen dossiers", detail="Elk dossier krijgt hier zijn dag.", name="bewaren_leeg"
        )
        self.panel = TablePanel(self.view, has_total=False, empty=empty)
        self.hold = Button(
            "Bewaarplicht…", name="bewaarplicht", icon_name="ph.lock-simple", on_click=self.add_hold
        )
        self.lift = Button("Opheffen…", name="bewaarplicht_opheffen", on_click=self.lift_hold)
        self.extract = Button(
            "Inzage-uittreksel…", name="inzage", icon_name="ph.printer", on_click=self.issue
        )
        self.go = Button("Vernietigen…", name="vernietigen", role="primary", on_click=self.destroy_current)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for button in (self.hold, self.lift, self.extract):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.panel, 1)

    def load(self) -> None:
        """Every dossier, the first day in front."""
        found = self.desk.services.bewaren.list_standen()
        self.panel.set_rows(found)
        for button in (self.hold, self.lift, self.extract, self.go):
            button.setEnabled(bool(found))

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()

    def add_hold(self) -> None:
        """Nothing of this dossier is destroyed until it is lifted."""
        stand = self._current()
        if stand is None:
            return
        form = Form((fields.section("", Blokkade, ("reden", "sinds"), reden={"required": True}),))
        form.load({"sinds": self.desk.services.today})
        service = self.desk.services.bewaren
        ask_and_save(
            self.desk,
            self,
            f"Bewaarplicht op {stand.code}",
            form=form,
            action="Bewaren",
            save=lambda values: service.hold(stand.dossier_id, values["reden"] or "", values["sinds"]),
        )

    def lift_hold(self) -> None:
        """The reason of a hold is over."""
        stand = self._current()
        if stand is None:
            return
        hold = self._which(stand)
        if hold is None:
            return
        question = (
            f"Bewaarplicht op {stand.code} van {date_full(hold.sinds)} opheffen: waarom geldt zij niet meer?"
        )
        reason = self.desk.prompts.ask_reason(self, question, action="Opheffen")
        if reason:
            service = self.desk.services.bewaren
            self.desk.performer.perform(self, lambda: service.lift(hold.id or 0, reason))

    def _which(self, stand: Bewaarstand) -> Blokkade | None:
        if not stand.blokkades:
            self.desk.prompts.tell(self, GEEN_BEWAARPLICHT)
            return None
        if len(stand.blokkades) == 1:
            return stand.blokkades[0]
        shown = self.desk.secrecy.shown
        options = [
            Option(value=one, text=f"sinds {date_full(one.sinds)}, door {one.door}: {shown(one.reden)}")
            for one in stand.blokkades
        ]
        chosen: Blokkade | None = self.desk.prompts.ask_choice(
            self, "Welke bewaarplicht?", label="Bewaarplicht", options=options
        )
        return chosen

    def issue(self) -> None:
        """What is held on the person, for himself."""
        from veiligheidsadvies.gui.binding.uitgifte import open_bron  # heavy: only when printing

        stand = self._current()
        if stand is None:
            return
        if self.desk.services.dossiers.find_bestuurder(stand.dossier_id) is None:
            self.desk.prompts.tell(self, GEEN_PERSOON)
            return
        open_bron(self.desk, self, lambda: inzage_bron(self.desk.services, stand.dossier_id))

    def destroy_current(self) -> None:
        """The steps to destroy the current row."""
        stand = self._current()
        if stand is not None:
            destroy(self.desk, self, stand)

    def _current(self) -> Bewaarstand | None:
        found: Bewaarstand | None = self.view.current()
        return found


def _columns() -> list[Column[Bewaarstand]]:
    return [
        Column(name="code", title="Dossier", width=80, cell=lambda one: text_cell(one.code, is_bold=True)),
        Column(name="wat", title="Wat", width=176, cell=lambda one: text_cell(_what(one))),
        Column(name="termijn", title="Termijn", width=216, cell=lambda one: text_cell(one.regel.termijn)),
        Column(name="tot", title="Bewaard tot en met", width=136, cell=_until),
        Column(name="stand", title="Stand", width=228, stretch=True, cell=_state),
    ]


def _what(one: Bewaarstand) -> str:
    return "Bedragen die overbleven" if one.soort is Bewaarsoort.GELD else one.wat


def _until(one: Bewaarstand) -> Cell:
    return text_cell(date_full(one.tot) or "nog niet bekend", is_muted=one.tot is None)


def _state(one: Bewaarstand) -> Cell:
    """Whether it may go; else a hold first, then what has to be done, and the term itself last."""
    if one.mag:
        return status_cell("gereed", MAG_WEG)
    if one.blokkades:
        return status_cell("te_laat", f"bewaarplicht sinds {date_full(one.blokkades[0].sinds)}")
    rest = [stop for stop in one.beletsels if stop is not Beletsel.TERMIJN]
    if Beletsel.TERMIJN in one.beletsels or not rest:
        return status_cell("loopt", Beletsel.TERMIJN.woord)
    return status_cell("wacht", rest[0].woord)
