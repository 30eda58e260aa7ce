"""The body of a page that scrolls; apart from other layout because the first window needs no more of it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from veiligheidsadvies.gui.kit.early import take_focus

_AIR = 40
"""Pixels that stay free above and below: the words of a field stand there, and what is wrong with it."""


class ScrollBody(QScrollArea):
    """Scrolls one widget up and down; a field that gets the focus scrolls into view."""

    def __init__(self, body: QWidget, *, name: str = "pagina") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        take_focus(self, by_tab=False)
        # Our own: asking for Qt's viewport loads every widget class there is, 30 ms before the first window.
        seen = QWidget()
        seen.setObjectName("qt_scrollarea_viewport")
        self.setViewport(seen)
        body.setProperty("page", "true")
        self.setWidget(body)
        seen.setAutoFillBackground(False)

    def showEvent(self, event: QShowEvent) -> None:
        """A field that got the focus before anything could be seen scrolls into view as well."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            reveal(focused)


def reveal(widget: QWidget) -> None:
    """Scroll what lies around a widget so that it can be seen; Qt does that for Tab only."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, _AIR)
        around = around.parentWidget()
