"""The body of a page that scrolls; apart from other layout because the first window needs no more of it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from veiligheidsadvies.gui.kit.early import take_focus


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
