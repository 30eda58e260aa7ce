"""One column of a board: its cards, how they are painted, dragged and dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import let_style_fill
from veiligheidsadvies.gui.kit.tokens import size

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = Qt.ItemDataRole.UserRole
MIME = "application/x-kaart"
GAP, MORE = 8, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One card: tile, whose, date; the title over two lines; icon and exact word of the status."""

    key: object
    tile: str
    owner: str
    title: str
    status_group: str
    status: str
    date: str = ""
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a drop would do: the status it becomes (`Wordt: …`), or the reason why not."""

    is_allowed: bool
    words: str


def paint_card(pen: Pen, rect: QRect, card: Card) -> None:
    """The inside of a card of 100 px."""
    inside = rect.adjusted(11, 0, -10, 0)
    middle = rect.top() + 19
    pen.tile(inside.left() - 1, middle, card.tile)
    line = QRect(inside.left() + 28, middle - 10, inside.width() - 28, 20)
    color = "te_laat" if card.is_late else "text"
    taken = pen.text(line, card.date, role="small", align=RIGHT, color=color, is_bold=card.is_late)
    if card.is_late:  # never by colour alone
        pen.icon(QRect(line.right() - taken - 17, middle - 7, 14, 14), icon_name("status", "te_laat"), color)
        taken += 18
    pen.text(line.adjusted(0, 0, -taken - 6, 0), card.owner, is_bold=True)
    pen.lines(QRect(inside.left(), rect.top() + 33, inside.width(), 40), card.title)
    under = rect.top() + 86
    pen.icon(
        QRect(inside.left(), under - 7, 14, 14), icon_name("status", card.status_group), card.status_group
    )
    words = QRect(inside.left() + 18, under - 10, inside.width() - 18, 20)
    pen.text(words, card.status, role="small", color="muted")


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: Sequence[Card] = ()

    def set_cards(self, cards: Sequence[Card]) -> None:
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        return 0 if parent.isValid() else len(self.cards)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (card.owner, card.title, card.status, "te laat" if card.is_late else "", card.date)
            return ", ".join(part for part in parts if part)
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt signature
        return QSize(size("board_column") - 4, size("board_card") + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pen, view = Pen(painter), self.parent()
        rect: QRect = option.rect.adjusted(0, 0, 0, -GAP)  # type: ignore[attr-defined] # absent from the stubs
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        card: Card = index.data(CARD_ROLE)
        is_dragged = isinstance(view, CardList) and view.dragged == card.key
        pen.fill(rect, "background" if is_dragged else "surface", radius=4)
        pen.frame(rect, "line" if is_dragged else "hairline", radius=4, is_dashed=is_dragged)
        paint_card(pen, rect, card)
        if is_current and isinstance(view, CardList) and view.hasFocus():
            pen.ring(rect, radius=4)


class CardList(QListView):
    """The cards of one column. Signals: `dropped(key)`, `opened(key)`, `keyed(event)` for ← →."""

    dropped = Signal(object)
    opened = Signal(object)
    keyed = Signal(object)

    def __init__(self, judge: Callable[[object], Verdict]) -> None:
        super().__init__()
        let_style_fill(self)
        self._judge = judge
        self._verdict: Verdict | None = None
        self.dragged: object = None
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setProperty("role", "board")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(CARD_ROLE).key))

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these; the current card stays current, or else its place."""
        kept, row = self.current_key(), self.currentIndex().row()
        self._model.set_cards(cards)
        if kept is None or not self.select(kept):
            self.take_over(row, takes_focus=False)

    def current_key(self) -> object:
        """The key of the current card, or None."""
        index = self.currentIndex()
        return index.data(CARD_ROLE).key if index.isValid() else None

    def select(self, key: object) -> bool:
        """Make a card the current one; False when it is not here."""
        found = [at for at, card in enumerate(self._model.cards) if card.key == key]
        if found:
            self.setCurrentIndex(self._model.index(found[0]))
        return bool(found)

    def take_over(self, row: int, *, takes_focus: bool = True) -> None:
        """Get the focus from a neighbour, at about the same height."""
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1))))
        if takes_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → leave the column (with Ctrl the card does), Enter opens."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.keyed.emit(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_key() is not None:
            self.opened.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: ARG002 - Qt signature
        """Carry the card as a picture with an accent edge; no data leaves the program with it."""
        index = self.currentIndex()
        if not index.isValid():
            return
        self.dragged = index.data(CARD_ROLE).key
        drag = QDrag(self)
        mime = QMimeData()
        mime.setData(MIME, b"")
        drag.setMimeData(mime)
        drag.setPixmap(self._picture(index))
        drag.setHotSpot(QPoint(24, 19))
        self.viewport().update()
        drag.exec(Qt.DropAction.MoveAction)
        self.dragged = None
        self.viewport().update()

    def _picture(self, index: Index) -> QPixmap:
        area = self.visualRect(index).size() - QSize(0, GAP)
        ratio = self.devicePixelRatioF()
        picture = QPixmap(area * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        pen, rect = Pen(painter), QRect(QPoint(0, 0), area)
        pen.fill(rect, "surface", radius=4)
        pen.frame(rect, "accent", width=2, radius=4)
        paint_card(pen, rect, index.data(CARD_ROLE))
        painter.end()
        return picture

    def _carried(self, event: QDropEvent) -> object:
        source = event.source()
        is_card = isinstance(source, CardList) and source is not self and event.mimeData().hasFormat(MIME)
        return source.dragged if is_card and isinstance(source, CardList) else None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Ask the rules what a drop would do here."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep showing it."""
        self._weigh(event)

    def _weigh(self, event: QDragMoveEvent) -> None:
        card = self._carried(event)
        if card is None:
            event.ignore()
            return
        if self._verdict is None:
            self._verdict = self._judge(card)
            self.viewport().update()
        # Refused moves are accepted too: the answer is shown in place, and told again at the drop.
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the answer."""
        super().dragLeaveEvent(event)
        self._forget()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the card on; nothing moves here."""
        card = self._carried(event)
        self._forget()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if card is not None:
            self.dropped.emit(card)

    def _forget(self) -> None:
        self._verdict = None
        self.viewport().update()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Draw an answer at the top of the column, or take it away."""
        self._verdict = verdict
        self.viewport().update()

    def hidden_below(self) -> int:
        """How many cards do not fit under the last one shown."""
        return max(0, self._model.rowCount() - self.verticalScrollBar().value() - self._fit())

    def _fit(self) -> int:
        step = size("board_card") + GAP
        height = self.viewport().height()
        if self._model.rowCount() * step - GAP <= height:
            return max(1, self._model.rowCount())
        return max(1, (height - MORE + GAP) // step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """`nog 2` scrolls on."""
        below = self._fit() * (size("board_card") + GAP)
        if self.hidden_below() and event.position().y() >= below:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._fit())
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole cards only, and the answer to a drag over them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        pen = Pen(painter)
        below, hidden = self._fit() * (size("board_card") + GAP) - GAP, self.hidden_below()
        if self._model.rowCount() > self._fit():
            rest = QRect(0, below, self.viewport().width(), self.viewport().height() - below)
            pen.fill(rest, "background")
            if hidden:
                words = QRect(11, below + GAP, rest.width() - 11, 20)
                pen.text(words, f"nog {hidden}", color="accent", is_bold=True)
        if self._verdict is not None:
            self._paint_verdict(pen, self._verdict)
        painter.end()

    def _paint_verdict(self, pen: Pen, verdict: Verdict) -> None:
        rect = QRect(0, 0, self.viewport().width(), size("board_card"))
        tone = "accent" if verdict.is_allowed else "te_laat"
        pen.fill(rect, "accent_soft" if verdict.is_allowed else "te_laat.tint", radius=4)
        pen.frame(rect, tone, width=2, radius=4, is_dashed=True)
        inside = rect.adjusted(12, 0, -10, 0)
        if verdict.is_allowed:
            pen.text(QRect(inside.left(), 10, inside.width(), 20), "Wordt:", is_bold=True, color="accent")
            pen.lines(QRect(inside.left(), 33, inside.width(), 54), verdict.words, count=3)
            return
        pen.icon(QRect(inside.left(), 12, 16, 16), icon_name("finding", "blokkeert"), tone)
        pen.text(QRect(inside.left() + 24, 10, inside.width() - 24, 20), "Kan nog niet", is_bold=True)
        pen.lines(QRect(inside.left(), 33, inside.width(), 54), verdict.words, role="small", count=3)
