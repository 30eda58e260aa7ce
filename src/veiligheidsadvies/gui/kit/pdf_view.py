"""Shows the pages of a document out of memory; whoever opens it passes a callable that renders one page.

Nothing is written: `render(number, scale)` gives raw pixels of one page, drawn only when it comes into view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.pieces import Button, describe, label, let_style_fill

MARGIN = 16
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePixels:
    """One rendered page: `data` holds `height` lines of `stride` bytes, four bytes a pixel (BGRX)."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSource:
    """A document as the view needs it: page sizes in points (1/72 inch) and a way to render one."""

    sizes: tuple[tuple[float, float], ...]
    render: Callable[[int, float], PagePixels]


class PdfPages(QAbstractScrollArea):
    """The pages under each other. PgUp/PgDn turn them, Ctrl++ and Ctrl+- zoom, Ctrl+0 fits the width."""

    page_changed = Signal(int)

    def __init__(self, *, name: str = "pdf", accessible: str = "Voorbeeld") -> None:
        super().__init__()
        describe(self, name, accessible)
        let_style_fill(self)
        self._accessible = accessible
        self._source: PageSource | None = None
        self._zoom = 0.0
        self._tops: list[int] = []
        self._images: dict[tuple[int, int], QImage] = {}
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def show_document(self, source: PageSource | None) -> None:
        """Show another document from its first page, or nothing."""
        self._source, self._page = source, 0
        self._images.clear()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._speak()
        self.viewport().update()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._source.sizes) if self._source is not None else 0

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self._page

    def go_to(self, number: int) -> None:
        """Scroll to a page."""
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[max(0, min(number, len(self._tops) - 1))] - MARGIN)

    def zoom(self, step: int) -> None:
        """One step in or out; 0 fits the width."""
        page = self._page
        now = self._scale()
        if step == 0:
            self._zoom = 0.0
        elif step > 0:
            self._zoom = next((one for one in ZOOMS if one > now + 0.01), ZOOMS[-1])
        else:
            self._zoom = next((one for one in reversed(ZOOMS) if one < now - 0.01), ZOOMS[0])
        self._arrange()
        self.go_to(page)

    def _scale(self) -> float:
        """Pixels per 1/96 inch."""
        if self._zoom or self._source is None or not self._source.sizes:
            return self._zoom or 1.0
        widest = max(width for width, _ in self._source.sizes) * 96 / 72
        return max(0.2, (self.viewport().width() - 2 * MARGIN) / widest)

    def _rect(self, number: int) -> QRect:
        if self._source is None:
            return QRect()
        factor = self._scale() * 96 / 72
        width, height = (round(side * factor) for side in self._source.sizes[number])
        left = max(MARGIN, (self.viewport().width() - width) // 2) - self.horizontalScrollBar().value()
        return QRect(left, self._tops[number] - self.verticalScrollBar().value(), width, height)

    def _arrange(self) -> None:
        self._images.clear()
        factor = self._scale() * 96 / 72
        sizes = self._source.sizes if self._source is not None else ()
        self._tops, top = [], MARGIN
        for _, height in sizes:
            self._tops.append(top)
            top += round(height * factor) + MARGIN
        widest = round(max((width for width, _ in sizes), default=0) * factor) + 2 * MARGIN
        self.verticalScrollBar().setRange(0, max(0, top - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.horizontalScrollBar().setRange(0, max(0, widest - self.viewport().width()))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.viewport().update()

    def _image(self, number: int, source: PageSource) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (number, round(self._scale() * ratio * 1000))
        if key not in self._images:
            if len(self._images) > 8:  # noqa: PLR2004 - pages kept at a time
                self._images.clear()
            pixels = source.render(number, self._scale() * ratio * 96 / 72)
            shape = QImage.Format.Format_RGB32
            image = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, shape).copy()
            image.setDevicePixelRatio(ratio)
            self._images[key] = image
        return self._images[key]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """The pages in view."""
        painter = QPainter(self.viewport())
        pen = Pen(painter)
        pen.fill(self.viewport().rect(), "background")
        for number in range(self.page_count):
            rect = self._rect(number)
            if self._source is not None and rect.intersects(self.viewport().rect()):
                painter.drawImage(rect, self._image(number, self._source))
                pen.frame(rect.adjusted(-1, -1, 1, 1), "line")
        if self.hasFocus():
            pen.ring(self.viewport().rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        page = self._page
        self._arrange()
        self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn and zoom."""
        turns = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.page_count - 1,
        }
        if event.key() in turns:
            self.go_to(turns[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.ZoomIn):
            self.zoom(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom(-1)
        elif event.key() == Qt.Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def _on_scroll(self, value: int) -> None:
        middle = value + self.viewport().height() // 3
        page = max((number for number, top in enumerate(self._tops) if top <= middle), default=0)
        if page != self._page:
            self._page = page
            self._speak()
            self.page_changed.emit(page)
        self.viewport().update()

    def _speak(self) -> None:
        if self.page_count:
            self.setAccessibleName(f"{self._accessible}, bladzijde {self._page + 1} van {self.page_count}")


class PdfView(QWidget):
    """Pages with a strip of buttons above them."""

    def __init__(self, *, name: str = "pdf") -> None:
        super().__init__()
        self.pages = PdfPages(name=name)
        self._words = label("", "muted", name=f"{name}_bladzijde")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addStretch(1)
        for part, picture, words, step in (
            ("kleiner", "ph.minus", "Kleiner (Ctrl+-)", -1),
            ("passend", "ph.arrows-out-line-horizontal", "Passend in de breedte (Ctrl+0)", 0),
            ("groter", "ph.plus", "Groter (Ctrl++)", 1),
        ):
            button = Button(name=f"{name}_{part}", icon_name=picture, accessible=words)
            button.clicked.connect(lambda _=False, step=step: self.pages.zoom(step))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pages, 1)
        self.pages.page_changed.connect(lambda _: self._count())

    def show_document(self, source: PageSource | None) -> None:
        """Show another document."""
        self.pages.show_document(source)
        self._count()

    def _count(self) -> None:
        count = self.pages.page_count
        self._words.setText(f"bladzijde {self.pages.page + 1} van {count}" if count else "")
