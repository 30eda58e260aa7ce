"""The register of suppliers: a list with the state of their papers, and the form of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from veiligheidsadvies.domain.errors import InvalidInput, NotFound
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier, LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.binding.uitgifte import open_geheimhoudingsverklaring
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.screens.leveranciers.list_page import ListPage
from veiligheidsadvies.gui.screens.leveranciers.parts import (
    Plaats,
    as_recognitions,
    as_record,
    form_sections,
    form_values,
)
from veiligheidsadvies.gui.screens.leveranciers.side import Zijkant
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.leveranciers import LeverancierRegel

_HERE = Plek(scherm="leveranciers")


class LeveranciersScreen(Screen):
    """Plek: `row_id` opens a supplier, tab `nieuw` an empty one (`filter` is his name)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="leveranciers")
        self._record: Leverancier | None = None
        self._recognitions: list[Erkenning] = []
        self.page: RecordForm | None = None
        self.side: Zijkant | None = None
        self.list = ListPage(desk)
        self.list.open_asked.connect(self._open)
        self.list.end_asked.connect(self.end_or_restore)
        self.list.paper_asked.connect(self.issue)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """Leveranciers, or Leveranciers / Houtwal Hekwerk."""
        if self._record is None:
            return (("Leveranciers", None),)
        return (("Leveranciers", _HERE), (self._record.naam or "Nieuwe leverancier", None))

    def show_place(self, plek: Plek) -> None:
        """The list, or the form of one supplier."""
        service = self.desk.services.leveranciers
        if plek.row_id is not None:
            one = LeverancierId(plek.row_id)
            self._show_form(service.get(one), service.list_erkenningen(one))
        elif plek.tab == "nieuw":
            self._show_form(Leverancier(naam=str(plek.filter or "")), [])
        else:
            self._record = None
            self._stack.setCurrentIndex(0)
            self.list.load()
        self.crumbs_changed.emit()

    def reload(self, changes: Changes) -> None:
        """Show what was saved, issued or undone."""
        if not changes.touches(Leverancier, Erkenning, Exemplaar, Maatregel):
            return
        if self._record is None:
            self.list.load()
        elif self.page is not None and not self.page.form.is_dirty and self._record.id is not None:
            self._read_again(self._record.id)
        else:
            self._judge()

    def _read_again(self, row_id: LeverancierId) -> None:
        service = self.desk.services.leveranciers
        try:
            self._show_form(service.get(row_id), service.list_erkenningen(row_id))
        except NotFound:
            self.go.emit(_HERE)

    def _open(self, row_id: int | None) -> None:
        self.go.emit(Plek(scherm="leveranciers", row_id=row_id, tab="" if row_id is not None else "nieuw"))

    def end_or_restore(self, line: LeverancierRegel) -> None:
        """No longer offered and watched, or again; measures that name him stay as they are."""
        service, row_id = self.desk.services.leveranciers, LeverancierId(line.leverancier.id or 0)
        step = service.restore if line.leverancier.is_vervallen else service.end
        self.desk.performer.perform(self, lambda: step(row_id))

    def issue(self) -> None:
        """Print or save the secrecy declaration of the current supplier."""
        row_id = self._current_id()
        if row_id is not None:
            open_geheimhoudingsverklaring(self.desk, self, row_id)

    def _current_id(self) -> LeverancierId | None:
        if self._record is not None:
            return self._record.id
        return self.list.current.leverancier.id if self.list.current is not None else None

    # --- the form

    def _show_form(self, leverancier: Leverancier, erkenningen: list[Erkenning]) -> None:
        self._record, self._recognitions = leverancier, erkenningen
        if self.page is not None:
            self._stack.removeWidget(self.page)
            self.page.deleteLater()
        self.side = Zijkant()
        self.side.paper_asked.connect(self.issue)
        self.page = RecordForm(
            self.desk,
            form_sections(erkenningen),
            key=f"leveranciers:{leverancier.id or 'nieuw'}",
            save=self._save,
            side=self.side,
        )
        self.page.load(form_values(leverancier, erkenningen))
        self.page.saved.connect(lambda _: self.go.emit(_HERE))
        self.page.left.connect(lambda: self.go.emit(_HERE))
        self.page.form.edited.connect(self._judge)
        self._stack.addWidget(self.page)
        self._stack.setCurrentWidget(self.page)
        self._judge()

    def _judge(self) -> None:
        """The state of the papers as they are filled in now."""
        if self._record is None or self.page is None or self.side is None:
            return
        service, values = self.desk.services.leveranciers, self.page.form.values()
        filled = [one for _, one in as_recognitions(self._recognitions, values)]
        copies = service.list_exemplaren(self._record.id) if self._record.id is not None else []
        self.side.show_state(service.stand(as_record(self._record, values), filled), copies)

    def _save(self, values: dict[str, Any]) -> Changes:
        assert self._record is not None  # noqa: S101 - a form is only shown with its record
        filled = as_recognitions(self._recognitions, values)
        try:
            return self.desk.services.leveranciers.save(
                as_record(self._record, values), [one for _, one in filled]
            )
        except InvalidInput as error:
            raise InvalidInput([_at_field(one, filled) for one in error.problems]) from None

    def focus_first(self) -> None:
        """The list, or the first field."""
        if self._record is not None and self.page is not None:
            self.page.form.focus_first()
        else:
            self.list.focus()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        if self._record is None:
            self.list.focus_filter()

    def commands(self) -> Sequence[Command]:
        """Adding a supplier, and his declaration."""
        return (
            Command(
                name="leverancier_nieuw",
                text="&Leverancier toevoegen…",
                menu="bestand",
                shortcut="Ctrl+N",
                run=lambda: self._open(None),
                may_run=lambda: self._record is None,
            ),
            Command(
                name="leverancier_verklaring",
                text="&Geheimhoudingsverklaring…",
                menu="afdrukken",
                run=self.issue,
                may_run=lambda: self._current_id() is not None,
            ),
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """What is typed and not saved."""
        if self._record is None or self.page is None or not self.page.form.is_dirty:
            return {}
        return {self.page.key: self.page.form.draft()}

    def may_leave(self) -> bool:
        """Asks when something would be lost."""
        return self._record is None or self.page is None or self.page.may_leave()


def _at_field(problem: Problem, filled: Sequence[tuple[Plaats, Erkenning]]) -> Problem:
    """A problem of a recognition, told at the field where it was typed."""
    kind, _, rest = problem.field.partition(".")
    if kind != "erkenningen":
        return problem
    at, _, name = rest.partition(".")
    place = filled[int(at)][0]
    return Problem(place.until if name == "geldig_tot" else place.name, problem.reason, problem.data)
