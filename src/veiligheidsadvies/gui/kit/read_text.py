"""Text of a page as it is read: parts under a heading, lines that wrap; drawn, so as to follow every key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.line_list import laid_out
from veiligheidsadvies.gui.kit.pieces import label, rule
from veiligheidsadvies.gui.kit.seen_list import column_head
from veiligheidsadvies.gui.kit.theme import tokens

_NARROW = 220
_MOST_WIDTHS = 4
_ABOVE_PART, _ABOVE_STRONG = 10, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One sentence; `is_small` belongs to what stands above it."""

    text: str
    is_strong: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """Lines under a heading, which may be empty."""

    heading: str
    rows: tuple[ReadRow, ...]


class ReadText(QWidget):
    """A heading with an icon over the text; a note stands there instead when there is none."""

    def __init__(self, title: str, icon: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._note = label("", "muted", is_wrapped=True, name=f"{name}_uitleg")
        self._note.setContentsMargins(0, 8, 0, 0)
        self._body = _Body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(column_head(title, icon))
        column.addWidget(rule())
        column.addWidget(self._note)
        column.addWidget(self._body)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._parts: tuple[ReadPart, ...] = ()

    @property
    def parts(self) -> tuple[ReadPart, ...]:
        """What is shown."""
        return self._parts

    @property
    def note(self) -> str:
        """What is said above it, or instead of it."""
        return self._note.text()

    @property
    def text(self) -> str:
        """All that is read, a line each."""
        return "\n".join(row.text for row in self._body.rows)

    def show_parts(self, parts: Sequence[ReadPart], *, note: str = "") -> None:
        """Show these; what stays the same is not laid out again."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self._body.show_rows(self._parts)
            self._body.setAccessibleDescription(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line with its look and the room above it, in pixels."""

    text: str
    role: str
    is_bold: bool = False
    color: str = "text"
    above: int = 2


class _Body(QWidget):
    """As high as its lines are at its width."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Tekst")
        self.rows: tuple[_Row, ...] = ()
        self._broken: dict[tuple[_Row, int], tuple[QTextLayout, int]] = {}

    def show_rows(self, parts: Sequence[ReadPart]) -> None:
        """Show other lines."""
        self.rows = tuple(row for part in parts for row in _rows_of(part))
        kept = set(self.rows)
        self._broken = {key: value for key, value in self._broken.items() if key[0] in kept}
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Words break elsewhere at another width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that all lines take."""
        return sum(row.above + self._laid_out(row, width)[1] for row in self.rows)

    def sizeHint(self) -> QSize:
        """A narrow column."""
        return QSize(_NARROW, self.heightForWidth(max(_NARROW, self.width())))

    def minimumSizeHint(self) -> QSize:
        """The same at its present width."""
        return QSize(_NARROW, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines that have to be drawn anew."""
        painter, y = QPainter(self), 0
        top, bottom = event.rect().top(), event.rect().bottom()
        for row in self.rows:
            layout, height = self._laid_out(row, self.width())
            y += row.above
            if y + height >= top and y <= bottom:
                painter.setPen(tokens().color(row.color))
                layout.draw(painter, QPointF(0, y))
            y += height
        painter.end()

    def _laid_out(self, row: _Row, width: int) -> tuple[QTextLayout, int]:
        found = self._broken.get((row, width))
        if found is None:
            if len(self._broken) > _MOST_WIDTHS * len(self.rows):  # the window is being drawn wider
                self._broken.clear()
            found = laid_out(row.text, width, role=row.role, is_bold=row.is_bold, marks=())
            self._broken[row, width] = found
        return found


def _rows_of(part: ReadPart) -> Iterator[_Row]:
    above = _ABOVE_PART
    if part.heading:
        yield _Row(text=part.heading, role="small", color="muted", above=above)
        above = 2
    for row in part.rows:
        if row.is_small:
            yield _Row(text=row.text, role="small", color="muted", above=0)
        else:
            room = max(above, _ABOVE_STRONG if row.is_strong else 2)
            yield _Row(text=row.text, role="body", is_bold=row.is_strong, above=room)
        above = 2
