"""The tabs of a dossier with at most one page over them: a form, or a document to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.screens.dossier.tab import Opened
from veiligheidsadvies.services.concepten import ConceptService


class OverPages(QStackedWidget):
    """`left` tells that the page over the tabs was saved, cancelled or closed."""

    left = Signal()

    def __init__(self, under: QWidget) -> None:
        super().__init__()
        self._under = under
        self._opened: Opened | None = None
        self.addWidget(under)

    @property
    def title(self) -> str:
        """The crumb of the page over the tabs; empty without one."""
        return self._opened.title if self._opened is not None else ""

    @property
    def form(self) -> RecordForm | None:
        """The form that is open over the tabs."""
        page = self._opened.page if self._opened is not None else None
        return page if isinstance(page, RecordForm) else None

    def open_over(self, opened: Opened) -> None:
        """Show a page over the tabs, in place of one that may be there."""
        self.close_over()
        self._opened = opened
        opened.page.left.connect(self._leave)
        if isinstance(opened.page, RecordForm):
            opened.page.saved.connect(lambda _: self._leave())
        self.addWidget(opened.page)
        self.setCurrentWidget(opened.page)

    def close_over(self) -> None:
        """Show the tabs again."""
        if self._opened is not None:
            page: QWidget = self._opened.page
            self._opened = None
            self.setCurrentWidget(self._under)
            self.removeWidget(page)
            page.deleteLater()

    def _leave(self) -> None:
        self.close_over()
        self.left.emit()

    def focus_over(self) -> bool:
        """Put the focus in the page over the tabs; False when there is none."""
        if self._opened is None:
            return False
        form = self.form
        if form is None:
            self._opened.page.focus_first()
            return True
        kept = cast("QWidget | None", form.focusWidget())  # the stubs know no None
        if kept is not None:
            kept.setFocus()
        else:
            form.form.focus_first()
        return True

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """The open form, when something in it is not saved."""
        form = self.form
        return {form.key: form.form.draft()} if form is not None and form.form.is_dirty else {}

    def may_leave(self, concepten: ConceptService) -> bool:
        """Asks when the open form would lose something; what is thrown away takes its draft along."""
        form = self.form
        if form is None:
            return True
        if not form.may_leave():
            return False
        if form.form.is_dirty:
            concepten.drop(form.key)
            form.form.mark_saved()
        return True
