"""How a screen is laid out: a scrolling body of one or two columns with a footer that stays.

Narrow means a window below 1120 px: the right column moves under the left. Small means 200 % on a laptop
(960 px): labels stand above their fields.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.scroll_body import ScrollBody

__all__ = [
    "BAR",
    "MARGIN",
    "NARROW",
    "SMALL",
    "Footer",
    "Page",
    "ScrollBody",
    "TwoColumns",
    "WidthWatch",
    "bar_in_margin",
    "is_narrow",
    "is_small",
]
NARROW, SMALL = 1120, 1000
MARGIN, BAR = 24, 10


def is_narrow(widget: QWidget) -> bool:
    """Whether the window is too narrow for two columns."""
    return widget.window().width() < NARROW


def is_small(widget: QWidget) -> bool:
    """Whether labels have to stand above their fields."""
    return widget.window().width() < SMALL


class TwoColumns(QWidget):
    """Left and right in about 2 : 1, one under the other in a narrow window."""

    narrowed = Signal(bool)

    def __init__(
        self, left: QWidget, right: QWidget, *, shares: tuple[int, int] = (2, 1), gap: int = 40
    ) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._layout.addWidget(left, shares[0])
        self._layout.addWidget(right, shares[1])
        self._right, self._shares, self._is_narrow = right, shares, False
        right.setMinimumWidth(0)
        for side in (left, right):
            side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_right_width(self, pixels: int) -> None:
        """Give the right column a fixed width while it stands beside the left one."""
        self._fixed = pixels
        self._right.setFixedWidth(pixels)
        self._layout.setStretch(1, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the columns when the window became narrow or wide."""
        super().resizeEvent(event)
        self._turn()

    def showEvent(self, event: QShowEvent) -> None:
        """Turn before the first picture."""
        super().showEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = is_narrow(self)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        fixed = getattr(self, "_fixed", 0)
        if narrow:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16_777_215)
        elif fixed:
            self._right.setFixedWidth(fixed)
        self.narrowed.emit(narrow)


class Footer(QWidget):
    """The strip of 56 px under a page: words at the left, buttons at the right."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self.setFixedHeight(57)
        self.setProperty("role", "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(MARGIN, 1, MARGIN, 0)
        self.row.setSpacing(8)


def bar_in_margin(scroll: ScrollBody, inside: QLayout) -> None:
    """A scroll bar takes its room from the right margin of the body, so that nothing moves when it comes."""
    kept = inside.contentsMargins()

    def make_room(_: int, most: int) -> None:
        bar = BAR if most else 0
        inside.setContentsMargins(kept.left(), kept.top(), kept.right() - bar, kept.bottom())

    scroll.verticalScrollBar().rangeChanged.connect(make_room)


class Page(QWidget):
    """A body in a scroll area with the content margin, and a footer outside it."""

    def __init__(self, body: QWidget, footer: QWidget | None = None, *, is_scrolled: bool = True) -> None:
        super().__init__()
        self.setProperty("surface", "true")
        frame = QWidget()
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(MARGIN, 0, MARGIN, 16)
        inner.addWidget(body)
        if is_scrolled:
            inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if is_scrolled:
            scroll = ScrollBody(frame)
            bar_in_margin(scroll, inner)
            column.addWidget(scroll, 1)
        else:
            column.addWidget(frame, 1)
        if footer is not None:
            column.addWidget(footer)


class WidthWatch(QObject):
    """Tells when the window of a widget crosses the narrow or small width."""

    crossed = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._widget, self._was = watched, (False, False)
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again at every resize and show."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            now = (is_narrow(self._widget), is_small(self._widget))
            if now != self._was:
                self._was = now
                self.crossed.emit()
        return super().eventFilter(watched, event)
