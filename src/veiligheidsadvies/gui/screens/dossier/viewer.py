"""A document of the vault on screen, out of memory: PDF, picture or text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bijlage import Bijlage, SoortBijlage
from veiligheidsadvies.domain.errors import FileUnreadable
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.voorbeeld import page_source
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.page import MARGIN
from veiligheidsadvies.gui.kit.pdf_view import PdfView
from veiligheidsadvies.gui.kit.pieces import Button, describe, label, let_style_fill


class Viewer(QWidget):
    """Shows one attachment; hidden while names are hidden. `left` comes with Esc or Sluiten."""

    left = Signal()

    def __init__(self, desk: Desk, bijlage: Bijlage, content: bytes) -> None:
        super().__init__()
        self.setObjectName("document_bekijken")
        self._desk, self._name = desk, bijlage.naam
        self._title = label("", "strong", name="document_naam")
        self.close_button = Button("Sluiten", name="document_sluiten", hint="Esc", on_click=self.left.emit)
        self.content = _view(bijlage.soort, content)
        hidden = EmptyState(
            "Namen zijn verborgen",
            detail="Dit document kan namen bevatten. Maak namen zichtbaar met F8 om het te lezen.",
            name="document_verborgen",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.content)
        self._stack.addWidget(hidden)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 4, MARGIN, 16)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        QShortcut(QKeySequence("Esc"), self, self.left.emit)
        desk.secrecy.follow(self, self._hide)

    def _hide(self, is_hidden: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._title.setText(self._desk.secrecy.shown(self._name))
        self._stack.setCurrentIndex(1 if is_hidden else 0)

    def focus_first(self) -> None:
        """The content, to scroll at once."""
        inner = self.content.pages if isinstance(self.content, PdfView) else self.content
        (self.close_button if self._desk.secrecy.is_hidden else inner).setFocus()


def _view(kind: SoortBijlage, content: bytes) -> QWidget:
    """The widget that fits the kind; FileUnreadable when the content is not what its kind says."""
    if kind is SoortBijlage.PDF:
        pages = PdfView(name="document")
        pages.show_document(page_source(content))
        return pages
    if kind is SoortBijlage.AFBEELDING:
        image = QImage.fromData(content)
        if image.isNull():
            raise FileUnreadable
        return _picture(image)
    if kind is SoortBijlage.TEKST:
        text = QPlainTextEdit()
        describe(text, "document", "Tekst van het document")
        let_style_fill(text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setPlainText(content.decode("utf-8-sig"))
        return text
    raise FileUnreadable


class _Picture(QWidget):
    """A picture in its own size, or as wide as there is room."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.setMinimumHeight(min(image.height(), 4000))

    def sizeHint(self) -> QSize:
        return self._image.size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self._image.size()
        if shown.width() > self.width():
            shown.scale(self.width(), shown.height(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(0, 0, shown.width(), shown.height()), self._image)
        painter.end()


def _picture(image: QImage) -> QScrollArea:
    area = QScrollArea()
    describe(area, "document", "Afbeelding")
    area.setWidgetResizable(True)
    area.setWidget(_Picture(image))
    return area
