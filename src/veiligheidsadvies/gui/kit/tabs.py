"""Tabs with an underline over a stack of pages."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.pieces import describe, rule
from veiligheidsadvies.gui.kit.tokens import size

_AROUND = 5
"""Pixels between the words of a tab and the ring around them."""


class TabStrip(QTabBar):
    """Tabs as wide as their words; ← → change them."""

    def __init__(self, *, name: str, accessible: str) -> None:
        super().__init__()
        describe(self, name, accessible)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(size("tab_bar"))

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt name
        """The words in bold and the gap behind them."""
        return QSize(
            width_of(self.tabText(index).replace("&", ""), is_bold=True) + size("tab_gap"), size("tab_bar")
        )

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt name
        """Never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Words, the line under the current one, and the ring."""
        painter = QPainter(self)
        pen = Pen(painter)
        for number in range(self.count()):
            rect = self.tabRect(number)
            is_current = number == self.currentIndex()
            words = self.tabText(number).replace("&", "")
            color = "accent" if is_current else "muted"
            width = pen.text(rect, words, color=color, is_bold=is_current)
            if is_current:
                pen.fill(rect.adjusted(0, rect.height() - 3, width - rect.width(), 0), "accent")
                if self.hasFocus():
                    left = -_AROUND if number else -1  # the first one stands at the edge
                    pen.ring(rect.adjusted(left, 6, width - rect.width() + _AROUND, -5), radius=4)
        painter.end()


class TabPages(QWidget):
    """A strip, a rule and the pages.

    Ctrl+Tab and Ctrl+PgDn go on, Ctrl+Shift+Tab and Ctrl+PgUp back. `switched(name)`; `stepped()` after
    one of these keys, when the focus has to follow to the page.
    """

    switched = Signal(str)
    stepped = Signal()

    def __init__(self, *, name: str, accessible: str, margin: int = 0) -> None:
        """`margin` in pixels beside the strip; the pages keep their own, so that a scroll bar can use it."""
        super().__init__()
        self.strip = TabStrip(name=name, accessible=accessible)
        self.stack = QStackedWidget()
        self._names: list[str] = []
        top = QVBoxLayout()
        top.setContentsMargins(margin, 0, margin, 0)
        top.setSpacing(0)
        top.addWidget(self.strip)
        top.addWidget(rule())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        self.strip.currentChanged.connect(self._show)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+PgDown", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.step(step))

    def add(self, name: str, text: str, page: QWidget) -> None:
        """Add a page."""
        self._names.append(name)
        self.stack.addWidget(page)
        self.strip.addTab(text)

    def step(self, step: int) -> None:
        """Go to the next or the previous tab, around the corner."""
        if self.strip.count():
            self.strip.setCurrentIndex((self.strip.currentIndex() + step) % self.strip.count())
            if not self.strip.hasFocus():
                self.stepped.emit()

    def go_to(self, name: str) -> None:
        """Show a page by name; an unknown name is a ValueError (a bug)."""
        self.strip.setCurrentIndex(self._names.index(name))

    def current(self) -> str:
        """The name of the page shown."""
        return self._names[self.strip.currentIndex()] if self._names else ""

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._names):
            self.stack.setCurrentIndex(number)
            self.switched.emit(self._names[number])
