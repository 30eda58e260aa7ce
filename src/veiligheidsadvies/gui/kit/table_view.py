"""How a table is seen and worked with the keyboard; one Tab stop.

Arrows move, Space ticks, Shift+arrows tick a range, Ctrl+A all, Esc none, Enter opens, Ctrl+C copies as a
grid, Ctrl+V hands pasted text on, Ctrl+Shift+←/→ sorts by the column before or after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from veiligheidsadvies.gui.kit.cells import cell_width, paint_cell
from veiligheidsadvies.gui.kit.frozen import FrozenColumns
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.pieces import describe, let_style_fill
from veiligheidsadvies.gui.kit.table import CELL_ROLE, TableModel
from veiligheidsadvies.gui.kit.table_header import TableHeader
from veiligheidsadvies.gui.kit.tokens import size

Index = QModelIndex | QPersistentModelIndex
TICK_WIDTH = 28
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_STEPS: Mapping[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}
_SIDEWAYS = {Qt.Key.Key_Left, Qt.Key.Key_Right}


class CellDelegate(QStyledItemDelegate):
    """Paints ticks and cells, the selection and the hairline."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt signature
        """Rows have the height of the look; a column that is double-clicked gets the width of its words."""
        cell = index.data(CELL_ROLE)
        return QSize(40 if cell is None else cell_width(cell), size("table_row"))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The view ticks, not the delegate: else a click would tick twice."""
        del event, model, option, index
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        pen = Pen(painter)
        rect: QRect = option.rect  # type: ignore[attr-defined] # absent from the stubs
        view: TableView = self.parent()  # type: ignore[assignment]
        number = index.row()
        is_current = view.currentIndex().row() == number and view.shows_current()
        if view.table.is_ticked(number) or is_current:
            pen.fill(rect, "accent_soft")
        elif number == view.hovered:
            pen.fill(rect, "hover")
        elif option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined] # what Qt filled
            pen.fill(rect, "surface")
        pen.rule(rect.left(), rect.right() + 1, rect.bottom())
        if index.column() < view.table.first:
            state = Qt.CheckState.Checked if view.table.is_ticked(number) else Qt.CheckState.Unchecked
            pen.tick_box(QPoint(rect.left() + 18, rect.center().y()), state)
        else:
            paint_cell(pen, rect, index.data(CELL_ROLE))


class TableView(QTableView):
    """Shows a `TableModel`.

    Signals: `opened(record)` Enter or double click, `sort_asked(key, is_descending)`, `pasted(text)`,
    `current_changed(record or None)`, `widths_changed()` after the user dragged a column.
    """

    opened = Signal(object)
    sort_asked = Signal(str, bool)
    pasted = Signal(str)
    current_changed = Signal(object)
    widths_changed = Signal()

    def __init__(
        self, model: TableModel[Any], *, name: str, accessible: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        describe(self, name, accessible)
        let_style_fill(self, self.verticalHeader())
        self.table = model
        self.setModel(model)
        if model.parent() is None:
            model.setParent(self)  # else privacy mode, which tells it of changes, would keep it for ever
        self.setItemDelegate(CellDelegate(self))
        self.header = TableHeader(model, self)
        self.setHorizontalHeader(self.header)
        self.frozen = self.header.frozen = FrozenColumns(self.header)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.header.sort_asked.connect(self.sort_asked)
        self.header.all_asked.connect(self._toggle_all)
        self.header.widths_dragged.connect(self._on_dragged)
        model.ticks_changed.connect(self.header.viewport().update)
        self._set_up_view()
        self._least: dict[str, int] = {}
        self.set_compact(is_compact=False)
        self.set_widths({})
        self.selectionModel().currentRowChanged.connect(self._on_current)
        model.modelReset.connect(self._after_reset)
        self._kept: object = None
        model.modelAboutToBeReset.connect(self._before_reset)

    def _set_up_view(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def set_compact(self, *, is_compact: bool) -> None:
        """Rows of 36 or 32 pixels."""
        self.verticalHeader().setDefaultSectionSize(size("table_row_compact" if is_compact else "table_row"))

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Use remembered widths (pixels by column name); the rest as described."""
        mode = QHeaderView.ResizeMode
        if self.table.is_tickable:
            self.header.setSectionResizeMode(0, mode.Fixed)
            self.header.resizeSection(0, TICK_WIDTH)
        self._stretching = -1
        for number, column in enumerate(self.table.columns, self.table.first):
            is_free = column.stretch and column.name not in widths
            self.header.setSectionResizeMode(number, mode.Stretch if is_free else mode.Interactive)
            if is_free:
                self._stretching = number
            else:
                self.header.resizeSection(number, widths.get(column.name, column.width))
        self._keep_least()

    def set_least(self, widths: Mapping[str, int]) -> None:
        """What columns need at least (pixels by name), whatever was described, remembered or dragged."""
        self._least = dict(widths)
        self._keep_least()

    def _keep_least(self) -> None:
        for number, column in enumerate(self.table.columns, self.table.first):
            least = self._least.get(column.name, 0)
            is_too_small = number != self._stretching and self.header.sectionSize(number) < least
            if is_too_small and not self.header.isSectionHidden(number):
                self.header.resizeSection(number, least)
        self._fit_stretching()

    def _on_dragged(self) -> None:
        self._keep_least()
        self.widths_changed.emit()

    def _hover(self, number: int) -> None:
        """The whole row under the pointer is tinted, not one cell."""
        before, self.hovered = self.hovered, number
        for row in {before, number} - {-1}:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A stretching column never gets narrower than described; then the table scrolls sideways.

        The current row stays in sight where it was in sight.
        """
        super().resizeEvent(event)
        self._fit_stretching()
        index = self.currentIndex()
        bottom = self.rowViewportPosition(index.row()) + self.rowHeight(index.row()) if index.isValid() else 0
        if event.size().height() < bottom <= event.oldSize().height():
            self.scrollTo(index)

    def _fit_stretching(self) -> None:
        if self._stretching < 0:
            return
        others = self.header.length() - self.header.sectionSize(self._stretching)
        column = self.table.columns[self._stretching - self.table.first]
        least = max(column.width, self._least.get(column.name, 0))
        mode = QHeaderView.ResizeMode
        if self.viewport().width() - others >= least:
            self.header.setSectionResizeMode(self._stretching, mode.Stretch)
        else:
            self.header.setSectionResizeMode(self._stretching, mode.Interactive)
            self.header.resizeSection(self._stretching, least)

    def shows_current(self) -> bool:
        """Whether the current row is tinted: beside ticked rows only while the keyboard works here."""
        return self.hasFocus() or self.table.tick_state() == Qt.CheckState.Unchecked

    def freeze(self, name: str) -> None:
        """The columns up to and including this one stay while the table scrolls sideways."""
        names = [column.name for column in self.table.columns]
        self.frozen.count = self.table.first + names.index(name) + 1

    def _on_scrolled(self) -> None:
        if self.frozen.count:
            self.viewport().update()
            self.header.viewport().update()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt name
        """The cell seen at a place."""
        return super().indexAt(self.frozen.mapped(point))

    def scrollTo(  # noqa: N802 - Qt name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight; a column that stays is always in sight."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if not index.isValid() or not self.frozen.count:
            return
        if index.column() < self.frozen.count:
            bar.setValue(before)
        else:
            hidden = self.frozen.width() - self.columnViewportPosition(index.column())
            bar.setValue(bar.value() - max(0, hidden))

    def show_column(self, name: str, *, is_shown: bool) -> None:
        """Show or hide one column; the others share the room."""
        names = [column.name for column in self.table.columns]
        self.setColumnHidden(self.table.first + names.index(name), not is_shown)
        self._keep_least()

    def widths(self) -> dict[str, int]:
        """The widths to remember; a stretching or hidden column is not among them."""
        return {
            column.name: self.header.sectionSize(number)
            for number, column in enumerate(self.table.columns, self.table.first)
            if number != self._stretching and not self.header.isSectionHidden(number)
        }

    def current(self) -> Any | None:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return self.table.row(index.row()) if index.isValid() else None

    def go_to(self, number: int) -> None:
        """Make a row the current one."""
        if 0 <= number < self.table.rowCount():
            self.setCurrentIndex(self.table.index(number, self.table.first))
            self.scrollTo(self.currentIndex())

    def chosen(self) -> list[Any]:
        """The ticked records, or else the current one."""
        ticked = self.table.ticked()
        current = self.current()
        return ticked or ([current] if current is not None else [])

    def copy(self) -> None:
        """Put the ticked rows, or the current one, on the clipboard as a grid."""
        numbers = [number for number in range(self.table.rowCount()) if self.table.is_ticked(number)]
        if not numbers and self.currentIndex().isValid():
            numbers = [self.currentIndex().row()]
        QGuiApplication.clipboard().setText(self.table.export(numbers))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys of a table; what is not known goes on to the window."""
        number = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _CONTROL:
            self._open(number)
        elif self._tick_key(event, number):
            return
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if event.key() == Qt.Key.Key_Home else self.table.rowCount() - 1)
        elif event.key() in _SIDEWAYS and event.modifiers() & _CONTROL and event.modifiers() & _SHIFT:
            self._sort_beside(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _tick_key(self, event: QKeyEvent, number: int) -> bool:
        if not self.table.is_tickable:
            return False
        step = _STEPS.get(event.key(), 0)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.table.tick(range(self.table.rowCount()), is_on=True)
        elif event.key() == Qt.Key.Key_Space and number >= 0:
            self.table.toggle(number)
        elif step and event.modifiers() & _SHIFT and number >= 0:
            self._extend(number, number + step)
        elif event.key() == Qt.Key.Key_Escape and self.table.ticked():
            self.table.clear_ticks()
        else:
            return False
        return True

    def _extend(self, start: int, end: int) -> None:
        end = max(0, min(end, self.table.rowCount() - 1))
        self.table.tick(range(min(start, end), max(start, end) + 1), is_on=True)
        self.go_to(end)

    def _sort_beside(self, step: int) -> None:
        sections = [at for at, column in enumerate(self.table.columns, self.table.first) if column.sort]
        if not sections:
            return
        names = [self.table.columns[at - self.table.first].sort for at in sections]
        at = names.index(self.header.sorted_by) if self.header.sorted_by in names else -1
        self.header.ask_sort(sections[(at + step) % len(sections)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click in the tick column ticks; with Shift from the last one on."""
        index = self.indexAt(event.position().toPoint())
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        if not index.isValid() or not self.table.is_tickable:
            return
        if event.modifiers() & _SHIFT and before >= 0:
            self._extend(before, index.row())
        elif index.column() == 0 or event.modifiers() & _CONTROL:
            self.table.toggle(index.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only, and the ring around the whole current row, over the cells."""
        super().paintEvent(event)
        if self.frozen.width():
            painter = QPainter(self.viewport())
            self.frozen.paint(painter, self)
            painter.end()
        self._hide_half_row()
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
            painter = QPainter(self.viewport())
            width = min(self.viewport().width(), self.header.length())
            Pen(painter).ring(QRect(0, top - 1, width, height + 1))
            painter.end()

    def _hide_half_row(self) -> None:
        """A row that does not fit is not shown; scrolling goes by whole rows."""
        first = self.rowAt(0)
        over = self.rowViewportPosition(first) if first >= 0 else 0
        if over < 0 and first != self.currentIndex().row():  # at the very end, where the last row sits below
            painter = QPainter(self.viewport())
            height = over + self.rowHeight(first) - 1
            Pen(painter).fill(QRect(0, 0, self.viewport().width(), height), "surface")
            painter.end()
        bottom = self.viewport().height()
        number = self.rowAt(bottom - 1)
        top = self.rowViewportPosition(number) if number >= 0 else 0
        if top > 0 and top + self.rowHeight(number) > bottom:
            painter = QPainter(self.viewport())
            Pen(painter).fill(QRect(0, top, self.viewport().width(), bottom - top), "surface")
            painter.end()

    def _open(self, number: int) -> None:
        if number >= 0:
            self.opened.emit(self.table.row(number))

    def _toggle_all(self) -> None:
        is_on = self.table.tick_state() != Qt.CheckState.Checked
        self.table.tick(range(self.table.rowCount()), is_on=is_on)

    def _on_current(self, *_: object) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current())

    def _before_reset(self) -> None:
        number = self.currentIndex().row()
        self._kept = self.table.key_of(number) if 0 <= number < self.table.rowCount() else None

    def _after_reset(self) -> None:
        number = self.table.row_of(self._kept) if self._kept is not None else -1
        self.go_to(max(number, 0))
