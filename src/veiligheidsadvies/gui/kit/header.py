"""The strip above every screen (crumbs, search, privacy, lock) and the strip below: the status bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import action_icon, icon, icon_name
from veiligheidsadvies.gui.kit.line_edits import inner_button
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import Button, describe, label, restyle
from veiligheidsadvies.gui.kit.tokens import size


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way to this screen; the last one is the title and no link."""

    text: str
    target: str = ""


class SearchBox(QLineEdit):
    """A search field with its shortcut shown at the right while it is empty."""

    def __init__(self, placeholder: str, *, name: str, hint: str, width: int) -> None:
        super().__init__()
        describe(self, name, placeholder)
        self.setPlaceholderText(placeholder)
        self.setFixedWidth(width)
        self._hint = hint
        self.addAction(
            QAction(action_icon("zoeken", "muted"), placeholder, self), self.ActionPosition.LeadingPosition
        )
        inner_button(self, placeholder)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shortcut over the field."""
        super().paintEvent(event)
        if not self.text():
            painter = QPainter(self)
            Pen(painter).text(
                self.rect().adjusted(0, 0, -9, 0), self._hint, role="small", color="muted", align=RIGHT
            )
            painter.end()


class PaletteOpener(SearchBox):
    """The search field of the header: it only opens the palette, where typing happens."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Zoek in alles", name="zoek_alles", hint="Ctrl+K", width=264)
        self.textEdited.connect(self._pass_on)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the palette."""
        event.accept()
        self.asked.emit("")

    def _pass_on(self, typed: str) -> None:
        self.clear()
        self.asked.emit(typed)


class Header(QWidget):
    """56 px: where you are, and the three things that are always at hand.

    Signals: `crumb_clicked(target)`, `search_asked(typed)`, `privacy_toggled()`, `lock_asked()`.
    """

    crumb_clicked = Signal(str)
    search_asked = Signal(str)
    privacy_toggled = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(size("header"))
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(4)
        self._remark = label("", "muted", name="onderschrift")
        self.search = PaletteOpener()
        self.search.asked.connect(self.search_asked)
        names = (icon_name("action", "privacy_aan"), icon_name("action", "vergrendelen"))
        self.privacy = Button("Namen verborgen", name="privacy", role="quiet", icon_name=names[0])
        self.privacy.setCheckable(True)
        self.privacy.clicked.connect(self._on_privacy)
        self.lock = Button("Vergrendelen", name="vergrendelen", role="quiet", icon_name=names[1])
        self.lock.clicked.connect(self.lock_asked)
        self.privacy.setToolTip("Namen verbergen of tonen (F8)")
        self.lock.setToolTip("Vergrendelen (Ctrl+L)")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        row.addLayout(self._crumbs)
        row.addWidget(self._remark)
        row.addStretch(1)
        row.addWidget(self.search)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.privacy)
        buttons.addWidget(self.lock)
        row.addLayout(buttons)

    def set_title(self, crumbs: Sequence[Crumb], remark: str = "") -> None:
        """Show the way to this screen and a muted remark behind the title."""
        clear(self._crumbs)
        # A link keeps two pixels round its words for its ring; the words stand where a title would.
        self._row.setContentsMargins(22 if len(crumbs) > 1 else 24, 0, 24, 0)
        for crumb in crumbs[:-1]:
            link = Button(crumb.text, name=f"kruimel_{crumb.target}", role="crumb")
            link.clicked.connect(lambda _=False, target=crumb.target: self.crumb_clicked.emit(target))
            self._crumbs.addWidget(link)
            self._crumbs.addWidget(label("/", "slash"))
        if crumbs:
            title = label(crumbs[-1].text, "title", name="titel")
            title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            self._crumbs.addWidget(title)
        self._remark.setText(remark)
        self._remark.setContentsMargins(0, 4, 0, 0)
        self._remark.setVisible(bool(remark))

    def set_private(self, *, is_private: bool) -> None:
        """Show whether names are hidden."""
        self.privacy.setChecked(is_private)
        words = "Namen verborgen" if is_private else "Namen zichtbaar"
        self.privacy.setIcon(
            icon(icon_name("action", "privacy_aan" if is_private else "privacy_uit"), color_on="accent")
        )
        self._set_words(self.privacy, words)

    def set_collapsed(self, *, is_collapsed: bool) -> None:
        """Icons only in a narrow window."""
        self._is_collapsed = is_collapsed
        self.set_private(is_private=self.privacy.isChecked())
        self._set_words(self.lock, "Vergrendelen")
        self.search.setFixedWidth(200 if is_collapsed else 264)

    _is_collapsed = False

    def _set_words(self, button: Button, words: str) -> None:
        button.setText("" if self._is_collapsed else words)
        button.setAccessibleName(words)
        button.updateGeometry()

    def _on_privacy(self) -> None:
        # The mode decides what is shown, not the click.
        self.privacy.setChecked(not self.privacy.isChecked())
        self.privacy_toggled.emit()


class StatusBar(QWidget):
    """28 px at the bottom: small icons with words, some at the left, some at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbalk")
        self.setFixedHeight(size("status_bar"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 1, 16, 0)
        self._row.setSpacing(24)
        self._row.addStretch(1)
        self._words: dict[str, tuple[QWidget, IconLabel, QLabel]] = {}

    def set_piece(
        self, name: str, text: str, *, icon_name: str, color: str = "muted", is_right: bool = True
    ) -> None:
        """Add or change one piece; empty text hides it."""
        if name not in self._words:
            self._add(name, icon_name, is_right=is_right)
        piece, picture, words = self._words[name]
        picture.set_icon(icon_name, color)
        words.setText(text)
        restyle(words, "role", "problem" if color == "te_laat" else "small")
        piece.setVisible(bool(text))

    def _add(self, name: str, icon: str, *, is_right: bool) -> None:
        piece = QWidget()
        row = QHBoxLayout(piece)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        picture, words = IconLabel(icon, "muted", 16), label("", "small", name=f"status_{name}")
        row.addWidget(picture)
        row.addWidget(words)
        self._words[name] = (piece, picture, words)
        at = self._row.count() if is_right else self._row.count() - 1 - self._rights()
        self._row.insertWidget(at, piece)

    def _rights(self) -> int:
        stretch = next(at for at in range(self._row.count()) if self._row.itemAt(at).spacerItem() is not None)
        return self._row.count() - 1 - stretch

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Background and the thin line above."""
        painter = QPainter(self)
        pen = Pen(painter)
        pen.fill(self.rect(), "background")
        pen.rule(0, self.width(), 0)
        painter.end()

    def sizeHint(self) -> QSize:
        """As high as the look says."""
        return QSize(400, size("status_bar"))
