"""Lines to tick and to edit, two texts each and an amount; a wave stands under what may not stay.

Space ticks, F2 or Enter asks to edit. The list is as high as its lines: the page around it scrolls.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from veiligheidsadvies.gui.kit.fonts import font, width_of
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import describe, let_style_fill
from veiligheidsadvies.gui.kit.theme import tokens

Index = QModelIndex | QPersistentModelIndex
Marks = Sequence[tuple[int, int]]
LINE_ROLE = Qt.ItemDataRole.UserRole
_TICK, _PAD, _GAP = 36, 8, 12
_TITLE, _DETAIL = 20, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. Marks are (begin, end) offsets in a text; `mark_words` tell a screen reader what is wrong.

    A line that is not ticked is drawn muted; `is_fixed` lines have no box to tick.
    """

    key: Hashable
    title: str
    detail: str = ""
    amount: str = ""
    is_ticked: bool = True
    is_fixed: bool = False
    title_marks: Marks = ()
    detail_marks: Marks = ()
    mark_words: str = ""


def laid_out(text: str, width: int, *, role: str, is_bold: bool, marks: Marks) -> tuple[QTextLayout, int]:
    """Text broken at words with a wave under its marks, and how high it became in pixels."""
    layout = QTextLayout(text, font(role, is_bold=is_bold))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_wave(begin, end) for begin, end in marks])
    step, y = (_TITLE if role == "body" else _DETAIL), 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, y))
        y += step
    layout.endLayout()
    return layout, y


def _wave(begin: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    shape = QTextCharFormat()
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    shape.setUnderlineColor(tokens().color("te_laat"))
    made.start, made.length, made.format = begin, end - begin, shape  # type: ignore[attr-defined]
    return made


class LineModel(QAbstractListModel):
    """The lines in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; lines that only changed are repainted where they are."""
        fresh = tuple(lines)
        if [one.key for one in fresh] == [one.key for one in self.lines]:
            self.lines = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
                self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        """Lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line without a box cannot be ticked."""
        flags = super().flags(index)
        if index.isValid() and not self.lines[index.row()].is_fixed:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line, its title, and what a screen reader says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.CheckStateRole and not line.is_fixed:
            return Qt.CheckState.Checked if line.is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = "" if line.is_fixed else ("gekozen" if line.is_ticked else "niet gekozen")
            parts = (line.title, line.amount, ticked, line.mark_words, line.detail)
            return ", ".join(part for part in parts if part)
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view: LineList = self.parent()  # type: ignore[assignment]
        del option
        return QSize(100, view.height_of(index.data(LINE_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pen, line = Pen(painter), index.data(LINE_ROLE)
        view: LineList = self.parent()  # type: ignore[assignment]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if view.currentIndex().row() == index.row():
            pen.fill(rect, "accent_soft")
        if index.row() < index.model().rowCount() - 1:
            pen.rule(rect.left(), rect.right() + 1, rect.bottom())
        if not line.is_fixed:
            state = Qt.CheckState.Checked if line.is_ticked else Qt.CheckState.Unchecked
            pen.tick_box(QPoint(rect.left() + 16, rect.top() + _PAD + 10), state)
        view.paint_texts(pen, rect, line)

    def editorEvent(self, *_: Any) -> bool:
        return False


class LineList(QListView):
    """Signals: `ticked(key, is_on)`, `edit_asked(key)`, `current_changed(key or None)`."""

    ticked = Signal(object, bool)
    edit_asked = Signal(object)
    current_changed = Signal(object)

    def __init__(self, *, name: str, accessible: str, description: str = "") -> None:
        super().__init__()
        describe(self, name, accessible, description)
        let_style_fill(self)
        self._model = LineModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.edit_asked.emit(index.data(LINE_ROLE).key))

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._model.lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the current line stays where it is still there."""
        kept = self.current_key()
        self._model.set_lines(lines)
        if self._model.lines and not self.currentIndex().isValid():
            keys = [one.key for one in self._model.lines]
            self.setCurrentIndex(self._model.index(keys.index(kept) if kept in keys else 0))
        self._fit()

    def current_key(self) -> Hashable | None:
        """The key of the current line."""
        index = self.currentIndex()
        return index.data(LINE_ROLE).key if index.isValid() else None

    def go_to(self, key: Hashable) -> None:
        """Make a line the current one and put the focus on it."""
        for number, line in enumerate(self._model.lines):
            if line.key == key:
                self.setCurrentIndex(self._model.index(number))
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self._show_current()

    def height_of(self, line: Line) -> int:
        """Pixels that a line takes at the present width."""
        title, detail = self._texts(line)
        return 2 * _PAD + title[1] + (detail[1] if line.detail else 0) + 3

    def paint_texts(self, pen: Pen, rect: QRect, line: Line) -> None:
        """Title, detail and amount."""
        left = rect.left() + (0 if line.is_fixed else _TICK) + (_PAD if line.is_fixed else 0)
        (title, height), (detail, _) = self._texts(line)
        is_on = line.is_ticked or line.is_fixed
        pen.painter.setPen(tokens().color("text"))
        title.draw(pen.painter, QPointF(left, rect.top() + _PAD))
        pen.painter.setPen(tokens().color("muted"))
        if line.detail:
            detail.draw(pen.painter, QPointF(left, rect.top() + _PAD + height))
        box = QRect(rect.left(), rect.top() + _PAD, rect.width() - _PAD, _TITLE)
        pen.text(box, line.amount, align=RIGHT, color="text" if is_on else "muted")

    def _texts(self, line: Line) -> tuple[tuple[QTextLayout, int], tuple[QTextLayout, int]]:
        room = self.viewport().width() - (_PAD if line.is_fixed else _TICK) - _PAD
        beside = width_of(line.amount) + _GAP if line.amount else 0
        is_on = line.is_ticked or line.is_fixed
        return (
            laid_out(line.title, room - beside, role="body", is_bold=is_on, marks=line.title_marks),
            laid_out(line.detail, room - beside, role="small", is_bold=False, marks=line.detail_marks),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, F2 and Enter edit; the arrows move."""
        key = self.current_key()
        if key is not None and event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif key is not None and event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_asked.emit(key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        super().mousePressEvent(event)
        if index.isValid() and place.x() - self.visualRect(index).left() < _TICK - 4:
            self._toggle(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring around the whole current line."""
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            painter = QPainter(self.viewport())
            Pen(painter).ring(self.visualRect(index).adjusted(0, 0, 0, 0))
            painter.end()

    def _toggle(self, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        if not line.is_fixed:
            self.ticked.emit(line.key, not line.is_ticked)

    def _on_current(self, *_: object) -> None:
        self.viewport().update()
        self._show_current()
        self.current_changed.emit(self.current_key())

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        height = sum(self.height_of(line) for line in self._model.lines)
        if height != self.height():
            self.setFixedHeight(max(1, height))

    def _show_current(self) -> None:
        """Let the page around it scroll to the current line."""
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if isinstance(holder, QScrollArea) and self.hasFocus() and holder.widget() is not None:
            place = self.visualRect(self.currentIndex())
            middle = self.viewport().mapTo(holder.widget(), place.center())
            holder.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + 8)
