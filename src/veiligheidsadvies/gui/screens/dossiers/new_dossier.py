"""The form for a new dossier: its kind and office propose a code, which the user may change."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, SoortDossier
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.form import Section
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label
from veiligheidsadvies.services.changes import Changes

KEY = "dossiers:nieuw"
_PERSON = ("ambt", "naam", "portefeuille", "benoeming_vast_op", "begin", "einde")


class NewDossier(RecordForm):
    """`saved` carries the Changes with the id of the new dossier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _sections(), key=KEY, save=self._create, side=_explanation(), save_text="Dossier maken"
        )
        self._proposed = ""
        self.form.field_edited.connect(self._on_edited)
        self.load({"soort": SoortDossier.BESTUURDER, "ambt": _usual_office(desk)})
        self._fit()
        if not self.form.values()["code"]:
            self._propose()
            self.form.mark_saved()

    def _on_edited(self, name: str) -> None:
        if name == "soort":
            self._fit()
        if name in {"soort", "ambt"} and self.form.values()["code"] in {None, self._proposed}:
            self._propose()

    def _propose(self) -> None:
        office = self.form.values()["ambt"] if self._kind is not SoortDossier.ORGANISATIE else None
        self._proposed = self._desk.services.dossiers.propose_code(office)
        self.form.set_value("code", self._proposed)

    @property
    def _kind(self) -> SoortDossier:
        kind: SoortDossier | None = self.form.values()["soort"]
        return kind or SoortDossier.BESTUURDER

    def _fit(self) -> None:
        """Only the fields that belong to the kind."""
        for name in _PERSON:
            is_shown = self._kind is SoortDossier.BESTUURDER
            self.form.set_shown(name, is_shown=is_shown)
            self.form.set_enabled(name, is_enabled=is_shown)
        has_words = self._kind is not SoortDossier.BESTUURDER
        self.form.set_shown("omschrijving", is_shown=has_words)
        self.form.set_shown("aangemeld_op", is_shown=not has_words)

    def _create(self, values: dict[str, Any]) -> Changes:
        dossier = fields.filled(Dossier(code=""), values)
        if dossier.soort is not SoortDossier.BESTUURDER:
            return self._desk.services.dossiers.create(dossier)
        person = fields.filled(Bestuurder(naam="", ambt=values["ambt"]), values)
        return self._desk.services.dossiers.create(dossier, person)


def _sections() -> tuple[Section, ...]:
    return (
        Section(
            "Dossier",
            (
                fields.field(Dossier, "soort", required=True),
                fields.field(Bestuurder, "ambt", required=True),
                fields.field(Dossier, "code", required=True, note="staat op elk stuk, in plaats van de naam"),
                fields.field(Dossier, "omschrijving"),
                fields.field(Bestuurder, "naam", required=True),
                fields.field(Bestuurder, "portefeuille"),
            ),
        ),
        Section(
            "Wanneer",
            (
                fields.field(Dossier, "aangemeld_op", label="Behoefte gevraagd"),
                fields.field(Bestuurder, "benoeming_vast_op", label="Benoeming vast op"),
                fields.field(Bestuurder, "begin"),
                fields.field(Bestuurder, "einde", beside=True),
                fields.field(Dossier, "herijking_op"),
            ),
        ),
    )


def _usual_office(desk: Desk) -> Ambt:
    """The office that most dossiers of this kind of organisation are about."""
    usual = {"provincie": Ambt.GEDEPUTEERDE, "gemeente": Ambt.WETHOUDER, "waterschap": Ambt.LID_DB}
    return usual[desk.services.beheer.organisatie().soort.value]


def _explanation() -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(SectionHeading("Code en naam"))
    for words in (
        "De code staat op alles wat de kamer verlaat. De naam staat alleen op het eigen exemplaar "
        "van de bestuurder, en nooit samen met de code.",
        "Aanspraak op maatregelen bestaat vanaf de dag dat de benoeming vaststaat.",
    ):
        column.addWidget(label(words, "muted", is_wrapped=True))
    column.addStretch(1)
    return side
