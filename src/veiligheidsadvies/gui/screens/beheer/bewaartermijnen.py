"""The terms of one organ: how long, from when, on which ground, and the category of the selectielijst."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bewaarregel import VAN_EEN_DOSSIER, VAST, Bewaarregel, Orgaan
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.bewaarstuk import register_bron
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.binding.vraag_formulier import ask_and_save
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.editors import Combo, Option
from veiligheidsadvies.gui.kit.form import Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice
from veiligheidsadvies.gui.kit.pieces import Button, describe
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.gui.kit.table_panel import TablePanel

_TERM = ("jaren", "maanden", "vanaf")
_REST = ("grond", "selectielijst", "categorie", "toelichting")


class RulesPage(QWidget):
    """A row for each kind of record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        terms = desk.services.beheer.organisatie().termen
        self.organ = describe(Combo(), "orgaan", "Van welk orgaan")
        for orgaan, name in ((Orgaan.BESTUUR, terms.bestuur), (Orgaan.VOORZITTER, terms.voorzitter)):
            self.organ.addItem(name[0].upper() + name[1:], orgaan)
        self.organ.setMinimumWidth(216)
        self.organ.currentIndexChanged.connect(lambda _: self.load())
        model: TableModel[Bewaarregel] = TableModel(_columns(), key=lambda one: one.soort)
        self.view = make_table(model, name="bewaartermijnen", accessible="Bewaartermijnen")
        self.view.opened.connect(lambda _: self.change())
        self.panel = TablePanel(self.view, has_total=False)
        self.edit = Button("Wijzigen…", name="termijn_wijzigen", role="primary", on_click=self.change)
        self.reset = Button("Terugzetten…", name="termijn_terugzetten", on_click=self.put_back)
        self.category = Button("Categorie…", name="categorie_alle", on_click=self.set_category)
        self.register = Button(
            "Verwerkingsregister…", name="verwerkingsregister", icon_name="ph.printer", on_click=self.issue
        )
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.organ)
        for button in (self.reset, self.category, self.register):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self.panel, 1)

    @property
    def orgaan(self) -> Orgaan:
        """Whose terms are shown."""
        return Orgaan(self.organ.currentData())

    def load(self) -> None:
        """The rules of the chosen organ."""
        self.panel.set_rows(self.desk.services.bewaren.list_regels(self.orgaan))

    def focus_first(self) -> None:
        """The list."""
        self.view.setFocus()

    def change(self) -> None:
        """Lay the current rule down."""
        rule: Bewaarregel | None = self.view.current()
        if rule is None:
            return
        is_fixed = rule.soort in VAST
        form = Form((_section(rule, _REST if is_fixed else (*_TERM, *_REST)),))
        form.load(fields.values_of(rule))
        ask_and_save(
            self.desk,
            self,
            f"{rule.soort.woord} (termijn vast in het programma)" if is_fixed else rule.soort.woord,
            form=form,
            action="Vastleggen",
            save=lambda values: self.desk.services.bewaren.save_regel(fields.filled(rule, values)),
        )

    def put_back(self) -> None:
        """The proposal of the program in the place of what was laid down."""
        rule: Bewaarregel | None = self.view.current()
        if rule is None or rule.id is None:
            self.desk.prompts.tell(self, "Dit is het voorstel; er is nog niets vastgelegd.")
            return
        usual = self.desk.services.bewaren.usual(rule.soort, rule.orgaan)
        question = (
            f"{rule.soort.woord}: het voorstel terugzetten?\nDan geldt: {usual.termijn}, zonder categorie."
        )
        if self.desk.prompts.confirm(self, question, action="Terugzetten"):
            self.desk.performer.perform(self, lambda: self.desk.services.bewaren.reset_regel(rule))

    def set_category(self) -> None:
        """The same category for every kind of this organ, as the archivist gives it."""
        typed = self.desk.prompts.ask_text(
            self, f"Categorie voor alle termijnen van {self.organ.currentText()}", label="Categorie"
        )
        if typed is not None and typed.strip():
            service = self.desk.services.bewaren
            self.desk.performer.perform(self, lambda: service.save_categorie(self.orgaan, typed))

    def issue(self) -> None:
        """The entry of this processing, with these terms."""
        from veiligheidsadvies.gui.binding.uitgifte import open_bron  # heavy: only when printing

        open_bron(self.desk, self, lambda: register_bron(self.desk.services))


def _section(rule: Bewaarregel, names: Sequence[str]) -> Section:
    events = VAN_EEN_DOSSIER if rule.vanaf in VAN_EEN_DOSSIER else (rule.vanaf,)
    options = tuple(Option(value=one, text=one.woord) for one in events)
    over: dict[str, dict[str, Any]] = {
        "jaren": {"required": True},
        "maanden": {"required": True},
        "vanaf": {"required": True, "kind": Choice(options=options, width=264)},
        "grond": {"required": True},
        "selectielijst": {"required": True},
    }
    return fields.section("", Bewaarregel, names, **over)


def _columns() -> list[Column[Bewaarregel]]:
    return [
        Column(
            name="soort",
            title="Soort gegeven",
            width=248,
            cell=lambda one: text_cell(one.soort.woord, is_bold=True),
        ),
        Column(name="termijn", title="Termijn", width=256, cell=lambda one: text_cell(one.termijn)),
        Column(name="categorie", title="Categorie", width=88, cell=_category),
        Column(name="hoe", title="Vernietigen", width=208, cell=lambda one: text_cell(one.soort.hoe)),
        Column(name="grond", title="Grond", width=208, stretch=True, cell=lambda one: text_cell(one.grond)),
    ]


def _category(one: Bewaarregel) -> Cell:
    if one.categorie:
        return text_cell(one.categorie)
    return text_cell("ontbreekt" if one.id is not None else "voorstel", is_muted=True)
