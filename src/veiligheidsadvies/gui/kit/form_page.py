"""A form as a page of its own: scrolling body, what hangs together with it beside it, a footer that stays."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.page import Footer, Page, TwoColumns, WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.prompts import Prompts

FORM_WIDTH = 640  # pixels, as beside a side column: longer lines are hard to scan


class _Alone(QWidget):
    """A form without a side column, as wide as one that has it."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(form, 1)
        row.addStretch(0)
        self._form = form
        form.setMaximumWidth(FORM_WIDTH)
        WidthWatch(self).crossed.connect(self._fit)

    def _fit(self) -> None:
        self._form.setMaximumWidth(16_777_215 if is_narrow(self) else FORM_WIDTH)


class FormPage(Page):
    """Ctrl+S asks to save (the button is never off), Esc leaves and asks only when something changed.

    On `save_requested` the owner calls `form.submit()` or `form.show_problems(…)`, then `form.mark_saved()`.
    """

    save_requested = Signal()
    left = Signal()

    def __init__(
        self,
        form: Form,
        *,
        prompts: Prompts,
        side: QWidget | None = None,
        save_text: str = "Bewaren",
    ) -> None:
        self.form, self._prompts = form, prompts
        footer = Footer()
        self._draft = label("", "muted", name="concept")
        self.save = Button(save_text, name="bewaren", role="primary", hint="Ctrl+S")
        self.cancel = Button("Annuleren", name="annuleren", hint="Esc")
        footer.row.addWidget(label("* verplicht", "muted"))
        footer.row.addSpacing(24)
        footer.row.addWidget(self._draft)
        footer.row.addStretch(1)
        footer.row.addWidget(self.cancel)
        footer.row.addWidget(self.save)
        body: QWidget = _Alone(form)
        if side is not None:
            columns = TwoColumns(form, side, shares=(2, 1), gap=56)
            columns.set_right_width(336)
            body = columns
        super().__init__(body, footer)
        self.save.clicked.connect(self.save_requested)
        self.cancel.clicked.connect(self.leave)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save_requested.emit)
        QShortcut(QKeySequence("Esc"), self, self.leave)

    def set_draft_note(self, text: str) -> None:
        """Such as `Concept bewaard om 10:42, blijft na vergrendelen`."""
        self._draft.setText(text)

    def may_leave(self) -> bool:
        """True when nothing changed or the user throws the changes away."""
        if not self.form.is_dirty:
            return True
        return self._prompts.confirm(
            self,
            "U hebt wijzigingen die niet bewaard zijn. Wilt u ze weggooien?",
            action="Weggooien",
        )

    def leave(self) -> None:
        """Emit `left` when that is allowed."""
        if self.may_leave():
            self.left.emit()
