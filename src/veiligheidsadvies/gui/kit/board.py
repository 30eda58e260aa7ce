"""Cards in columns that can be dragged, or moved with Ctrl+← and Ctrl+→, through rules that others know.

    Board(columns, may_move=lambda card, column: Verdict(is_allowed=False, words="Geen geldig certificaat"))

The board asks before it shows what a drop would do, asks again at the drop, and emits `moved`; it never moves
a card itself. A refusal emits `refused` and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.board_column import Card, CardList, Verdict
from veiligheidsadvies.gui.kit.pieces import describe, label, let_style_fill, rule
from veiligheidsadvies.gui.kit.tokens import size

__all__ = ["Board", "BoardColumn", "Card", "Verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """One column; `key` is also its objectName."""

    key: str
    title: str


class _Heading(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.count, self.amount = label("0", "muted"), label("", "small")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(title, "heading"))
        row.addStretch(1)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.amount)
        column.addSpacing(5)
        column.addWidget(rule())


class Board(QScrollArea):
    """Signals: `moved(card, column)` by key, `refused(card, column, Verdict)`, `opened(card)`."""

    moved = Signal(object, str)
    refused = Signal(object, str, object)
    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[BoardColumn],
        *,
        may_move: Callable[[object, str], Verdict],
        name: str = "bord",
        accessible: str = "Bord",
    ) -> None:
        super().__init__()
        describe(self, name, accessible)
        let_style_fill(self)
        self._may_move = may_move
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setProperty("page", "true")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._keys = [column.key for column in columns]
        self._lists: dict[str, CardList] = {}
        self._headings: dict[str, _Heading] = {}
        for column in columns:
            row.addLayout(self._make(column), 1)
        self.setWidget(body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _make(self, column: BoardColumn) -> QVBoxLayout:
        cards = CardList(lambda card: self._may_move(card, column.key))
        describe(cards, column.key, column.title)
        cards.setMinimumWidth(size("board_column") - 2)
        cards.dropped.connect(lambda card: self.ask_move(card, column.key))
        cards.opened.connect(self.opened)
        cards.keyed.connect(lambda event: self._on_key(column.key, event))
        heading = _Heading(column.title)
        self._lists[column.key], self._headings[column.key] = cards, heading
        layout = QVBoxLayout()
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(cards, 1)
        return layout

    def set_cards(
        self, key: str, cards: Sequence[Card], *, amount: str = "", count: int | None = None
    ) -> None:
        """Fill one column; `amount` stands small under its title, `count` when there are more than given."""
        number = len(cards) if count is None else count
        self._lists[key].set_cards(cards)
        heading = self._headings[key]
        heading.count.setText(str(number))
        heading.amount.setText(amount)
        words = (heading.title, f"{number} kaarten", amount)
        self._lists[key].setAccessibleName(", ".join(part for part in words if part))

    def focus_card(self, card: object) -> bool:
        """Go to a card by key; False when it is on no column."""
        for cards in self._lists.values():
            if cards.select(card):
                cards.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def ask_move(self, card: object, column: str) -> Verdict:
        """Put a move to the rules; emits `moved` or `refused`."""
        verdict = self._may_move(card, column)
        if verdict.is_allowed:
            self.moved.emit(card, column)
        else:
            self.refused.emit(card, column, verdict)
        return verdict

    def _on_key(self, key: str, event: QKeyEvent) -> None:
        step = -1 if event.key() == Qt.Key.Key_Left else 1
        place = self._keys.index(key) + step
        if not 0 <= place < len(self._keys):
            return
        card = self._lists[key].current_key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if card is not None:
                self.ask_move(card, self._keys[place])
        else:
            target = self._lists[self._keys[place]]
            target.take_over(self._lists[key].currentIndex().row())
            self.ensureWidgetVisible(target, 0, 0)
