"""The organisation of this vault: its name and kind decide the terms on every screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.organisatie import TERMEN, Organisatie, SoortOrganisatie
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.kinds import Choice
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.screens.beheer.part import Part
from veiligheidsadvies.services.changes import Changes

KEY = "beheer:organisatie"
LEVELS = ("STRIKT VERTROUWELIJK", "VERTROUWELIJK", "INTERN")


class OrganisatiePart(Part):
    """A form, and beside it the words that follow from the kind."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="organisatie")
        self._terms = Facts(name="termen", label_width=96)
        self.page = RecordForm(desk, self._sections(), key=KEY, save=self._save, side=self._side())
        self.page.form.field_edited.connect(lambda name: self._show_terms() if name == "soort" else None)
        self.page.saved.connect(lambda _: self.load())
        self.page.left.connect(self.load)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.page)

    def _sections(self) -> tuple[Any, ...]:
        stored = self.desk.services.beheer.organisatie().rubricering
        levels = LEVELS if stored in LEVELS else (stored, *LEVELS)
        kind = Choice(options=[Option(value=level, text=level.capitalize()) for level in levels], width=232)
        return (
            fields.section(
                "Organisatie",
                Organisatie,
                ("naam", "soort"),
                naam={"required": True, "label": "Naam"},
                soort={"required": True, "label": "Soort"},
            ),
            fields.section(
                "Contact op papier",
                Organisatie,
                ("contact_naam", "contact_telefoon"),
                contact_naam={"label": "Naam manager"},
            ),
            fields.section(
                "Opdrachtgever op een opdracht", Organisatie, ("afdeling", "postadres", "postcode_plaats")
            ),
            fields.section(
                "Papier",
                Organisatie,
                ("rubricering",),
                rubricering={"label": "Rubricering", "kind": kind, "required": True},
            ),
        )

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionHeading("Zo heet het dan"))
        column.addWidget(self._terms)
        column.addSpacing(16)
        column.addWidget(SectionHeading("Catalogus"))
        words = "De standaardmaatregelen en hun indicatieve prijzen past u aan bij Catalogus."
        column.addWidget(label(words, is_wrapped=True))
        link = Button("Naar de catalogus", name="naar_catalogus", role="link")
        link.clicked.connect(lambda: self.go.emit(Plek(scherm="catalogus")))
        column.addWidget(link)
        column.addStretch(1)
        return side

    def load(self) -> None:
        """The organisation as it is kept; what is being typed stays."""
        if self.page.form.is_dirty:
            return
        self.page.load(fields.values_of(self.desk.services.beheer.organisatie()))
        self._show_terms()

    def focus_first(self) -> None:
        """The first field."""
        self.page.form.focus_first()

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """The form, when something was typed."""
        return {KEY: self.page.form.draft()} if self.page.form.is_dirty else {}

    def may_leave(self) -> bool:
        """Asks when something would be lost."""
        if not self.page.may_leave():
            return False
        self.page.form.mark_saved()
        return True

    def _save(self, values: dict[str, Any]) -> Changes:
        service = self.desk.services.beheer
        return service.save_organisatie(fields.filled(service.organisatie(), values))

    def _show_terms(self) -> None:
        kind = self.page.form.values()["soort"]
        terms = TERMEN[SoortOrganisatie(kind)] if kind else None
        if terms is not None:
            self._terms.set_facts(
                [
                    Fact(label="Bestuur", value=terms.bestuur),
                    Fact(label="Secretaris", value=terms.secretaris),
                    Fact(label="Voorzitter", value=terms.voorzitter),
                    Fact(label="Gebied", value=terms.gebied),
                ]
            )
