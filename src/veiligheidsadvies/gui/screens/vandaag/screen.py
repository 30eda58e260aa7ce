"""The first screen after unlocking: one list of what is due, and the figures beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import NIHIL
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.regels import dossier_findings
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.agenda import ITEM_ROLE, Agenda
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.page import MARGIN, ScrollBody, TwoColumns, is_narrow
from veiligheidsadvies.gui.screens.vandaag.agenda_lines import (
    A_ROW,
    BINNENKORT_EERST,
    BINNENKORT_MINST,
    Dossierbevinding,
    Grouped,
    Regel,
    by_group,
    lines,
    outline,
    place_of,
    subject_of,
)
from veiligheidsadvies.gui.screens.vandaag.figures import BudgetBlock, CopiesBlock, FindingsBlock, MatrixBlock
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import date_short, date_words

RIGHT_WIDTH = 352


class VandaagScreen(Screen):
    """One list of what is due; matrix, budget and copies beside it, or under it in a narrow window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="vandaag")
        self._is_whole = self._is_first_use = False
        self._next: str | None = None
        self._soon: int | None = BINNENKORT_EERST
        self._is_read = False
        self._tasks: Grouped = {}
        self._findings: list[Dossierbevinding] = []
        self._fresh: list[Dossierbevinding] = []
        self._work: Iterator[Callable[[], None]] = iter(())
        self.agenda = Agenda(name="taken", accessible="Wat er te doen is")
        self.agenda.acted.connect(self._act)
        self.agenda.opened.connect(self._open)
        self.agenda.more_asked.connect(self._show_all)
        self.agenda.resized.connect(self._on_resized)
        self.empty = EmptyState("", name="vandaag_leeg")
        self.empty.asked.connect(lambda: self.go.emit(Plek(scherm="dossiers", tab="nieuw")))
        self.matrix, self.budget, self.copies = MatrixBlock(), BudgetBlock(), CopiesBlock()
        self.matrix.go.connect(self.go)
        self.copies.go.connect(self.go)
        self.findings = FindingsBlock()
        self.findings.asked.connect(self._go_to_findings)
        self.budget.enter_asked.connect(self._enter_budget)
        self._lay_out()
        self._later = QTimer(self)
        self._later.timeout.connect(self._go_on)

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.agenda, 1)
        column.addWidget(self.empty, 1)
        figures = QVBoxLayout(right)
        figures.setContentsMargins(0, 8, 0, 0)
        figures.setSpacing(20)
        for block in (self.matrix, self.budget, self.copies, self.findings):
            figures.addWidget(block)
        figures.addStretch(1)
        columns = TwoColumns(left, right, shares=(1, 0), gap=40)
        columns.set_right_width(RIGHT_WIDTH)
        columns.narrowed.connect(lambda _: self._fit())
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(MARGIN, 0, MARGIN, 8)
        inner.addWidget(columns)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(ScrollBody(body, name="vandaag_pagina"))

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """The title; the day stands behind it."""
        return (("Vandaag", None),)

    def remark(self) -> str:
        """The day in words, muted behind the title."""
        return date_words(self.desk.services.today, weekday=True)

    def show_place(self, plek: Plek) -> None:  # noqa: ARG002 - the day has one place only
        """Load everything anew."""
        self._is_whole = False
        self._load()
        self.crumbs_changed.emit()

    def reload(self, changes: Changes) -> None:  # noqa: ARG002 - nearly everything shows here
        """Load everything anew; the current row stays."""
        self._load()

    def focus_first(self) -> None:
        """The first row that is late, or else the first row."""
        (self.empty.button if self.agenda.isHidden() else self.agenda).setFocus()

    def _load(self) -> None:
        """The list first; figures and findings follow bit by bit, so that the window never stands still."""
        services = self.desk.services
        self._tasks, self._is_read = by_group(services.vandaag.taken(), services.today), True
        self._is_first_use, self._next = not services.dossiers.list_all(), None
        self._show_lines()
        self._work = iter((*self._figures(), *self._checks(), self._show_findings))
        self._later.start(0)

    @property
    def is_busy(self) -> bool:
        """Whether figures or findings still have to follow the list."""
        return self._later.isActive()

    def _go_on(self) -> None:
        """One bit of the work that follows the list."""
        following = next(self._work, None)
        if following is None:
            self._later.stop()
        else:
            following()

    def _figures(self) -> tuple[Callable[[], None], ...]:
        services, today = self.desk.services, self.desk.services.today
        return (
            lambda: self.matrix.show_counts(services.vandaag.matrix(), today),
            lambda: self.budget.show_year(services.kosten.jaarstand(today.year)),
            lambda: self.copies.show_copies(*services.vandaag.exemplaren_buiten()),
        )

    def _checks(self) -> list[Callable[[], None]]:
        """One bit of work per open dossier: rules look at every measure of it."""
        self._fresh = []
        dossiers = self.desk.services.dossiers.list_all()
        return [partial(self._check, dossier) for dossier in dossiers if dossier.gesloten_op is None]

    def _check(self, dossier: Dossier) -> None:
        dossier_id = DossierId(dossier.id or 0)
        self._fresh += [
            Dossierbevinding(dossier_id=dossier_id, dossier_code=dossier.code, bevinding=one)
            for one in dossier_findings(self.desk.services.dossiers.stand(dossier_id))
            if one.ernst is not Ernst.IN_ORDE
        ]

    def _show_findings(self) -> None:
        found = sorted(
            self._fresh, key=lambda one: (one.bevinding.ernst is not Ernst.BLOKKEERT, one.dossier_code)
        )
        if found != self._findings:
            self._findings = found
            self._show_lines()
        blocking = sum(1 for one in found if one.bevinding.ernst is Ernst.BLOKKEERT)
        self.findings.show_counts(blocking=blocking, warning=len(found) - blocking)

    def _go_to_findings(self) -> None:
        """Make the first finding the current row of the list."""
        self.agenda.setFocus()
        model = self.agenda.model()
        for index in (model.index(at, 0) for at in range(model.rowCount())):
            if isinstance(getattr(index.data(ITEM_ROLE), "key", None), Dossierbevinding):
                self.agenda.setCurrentIndex(index)
                self.agenda.scrollTo(index, Agenda.ScrollHint.PositionAtTop)
                return

    def _show_lines(self) -> None:
        """What was read, in the room that there is; also of a window whose vault is closed."""
        today = self.desk.services.today
        self._soon = self._room_for_soon()
        self.agenda.set_items(lines(self._tasks, self._findings, today, soon=self._soon))
        is_empty = not self._tasks and not self._findings
        self.agenda.setVisible(not is_empty)
        self.empty.setVisible(is_empty or self._is_first_use)
        if not self.empty.isHidden():
            self._tell_empty()
        self._fit()

    def _room_for_soon(self) -> int | None:
        """As many lines of ‘Binnenkort’ as fit, so that what asks for the rest is seen whole."""
        if self._is_whole:
            return None
        if is_narrow(self):
            return BINNENKORT_EERST
        return max(BINNENKORT_MINST, self.agenda.room_for(outline(self._tasks), A_ROW))

    def _on_resized(self) -> None:
        # Before anything was read it would look for the task after today: 80 ms of entering a large vault.
        if self._is_read and self._soon != self._room_for_soon():
            self._show_lines()

    def _tell_empty(self) -> None:
        if self._is_first_use:
            self.empty.set_words(
                "Nog geen dossiers",
                detail="Maak een dossier per bestuurder. Wat daarin een dag heeft, komt hier op tijd terug.",
                action="Dossier toevoegen…",
            )
            return
        if self._next is None:
            self._next = self._words_of_next()
        self.empty.set_words("Vandaag hoeft niets", detail=self._next)

    def _words_of_next(self) -> str:
        services = self.desk.services
        following = services.vandaag.next_after()
        if following is None:
            return ""
        day = date_short(following.dag, services.today)
        return f"Eerstvolgende: {following.wat}, {following.dossier_code}, {day}."

    def _fit(self) -> None:
        """Beside the figures the list scrolls; in a narrow window and at first use it is as long as it is."""
        if not is_narrow(self) and not self._is_first_use:
            self.agenda.setMinimumHeight(160)
            self.agenda.setMaximumHeight(16_777_215)
            return
        model = self.agenda.model()
        heights = [
            self.agenda.sizeHintForIndex(model.index(at, 0)).height() for at in range(model.rowCount())
        ]
        self.agenda.setFixedHeight(sum(heights) + 4)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not shown needs no figures; the next visit begins anew."""
        super().hideEvent(event)
        self._later.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _act(self, line: Regel) -> None:
        self.go.emit(place_of(line))

    def _open(self, line: Regel) -> None:
        self.go.emit(subject_of(line))

    def _show_all(self) -> None:
        self._is_whole = True
        self._show_lines()

    def _enter_budget(self) -> None:
        """Ask the budget of this year; what cannot be saved is told, and asked again with what was typed."""
        year = self.desk.services.today.year
        kept = self.desk.services.kosten.find_begroting(year) or Begroting(jaar=year, bedrag=NIHIL)
        typed: dict[str, Any] | None = {
            "bedrag": kept.bedrag if kept.id else None,
            "toelichting": kept.toelichting or None,
        }
        while typed is not None:
            form = Form(
                (fields.section("", Begroting, ("bedrag", "toelichting"), bedrag={"required": True}),)
            )
            form.load(typed)
            typed = self.desk.prompts.ask_form(self, f"Begroting {year}", form=form, action="Bewaren")
            if typed is None or self._save_budget(fields.filled(kept, typed)):
                return

    def _save_budget(self, budget: Begroting) -> bool:
        """Whether it could be saved; problems are told."""
        try:
            saved = self.desk.performer.perform(
                self, lambda: self.desk.services.kosten.save_begroting(budget)
            )
        except InvalidInput as error:
            self.desk.prompts.tell(self, "\n".join(fields.sentences(error.problems).values()))
            return False
        return saved is not None
