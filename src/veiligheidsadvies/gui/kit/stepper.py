"""A way of many steps in a few groups: done, current, to come. In a small window only the groups remain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.page import is_small
from veiligheidsadvies.gui.kit.painting import CENTER, LEFT, Pen
from veiligheidsadvies.gui.kit.pieces import describe
from veiligheidsadvies.gui.kit.tokens import size

DOTS_Y, NAME_Y = 44, 74


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step; `group` is the name it stands under, `detail` (who, date, output) is its tooltip."""

    key: object
    number: int
    title: str
    group: str
    is_done: bool = False
    detail: str = ""


class Stepper(QWidget):
    """← → move, Enter opens: `opened(key)`. The current step is named below its dot, with its lateness."""

    opened = Signal(object)

    def __init__(self, *, name: str = "stappen", accessible: str = "Stappen") -> None:
        super().__init__()
        describe(self, name, accessible)
        self._accessible = accessible
        self._steps: Sequence[Step] = ()
        self._current, self._marked, self._late = 0, 0, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(88)
        self.setMinimumWidth(320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step], *, current: object, late: str = "") -> None:
        """Show the way; `current` is the key of the step at hand (None when all is done), `late` in words."""
        self._steps, self._late = tuple(steps), late
        found = [at for at, step in enumerate(steps) if step.key == current and current is not None]
        self._current = found[0] if found else -1
        self._marked = max(self._current, 0)
        self._speak()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(1032, 88)

    def _speak(self) -> None:
        if not self._steps:
            return
        step = self._steps[self._marked]
        state = "gereed" if step.is_done else "nu" if self._marked == self._current else "nog niet"
        late = f", {self._late}" if self._marked == self._current and self._late else ""
        words = f"stap {step.number} van {len(self._steps)}, {step.group}: {step.title}, {state}{late}"
        self.setAccessibleName(f"{self._accessible}: {words}")
        self.setAccessibleDescription(step.detail)

    def _center(self, number: int) -> QPoint:
        dot = size("stepper_dot")
        room = self.width() - dot
        return QPoint(dot // 2 + round(room * number / max(1, len(self._steps) - 1)), DOTS_Y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → Home End move, Enter and Space open."""
        moves = {
            Qt.Key.Key_Left: self._marked - 1,
            Qt.Key.Key_Right: self._marked + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._steps) - 1,
        }
        if event.key() in moves:
            self._marked = max(0, min(moves[Qt.Key(event.key())], len(self._steps) - 1))
            self._speak()
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._steps:
            self.opened.emit(self._steps[self._marked].key)
        else:
            super().keyPressEvent(event)

    def _at(self, point: QPoint) -> int:
        reach = size("stepper_dot")
        near = [at for at in range(len(self._steps)) if (self._center(at) - point).manhattanLength() < reach]
        return near[0] if near else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens a step."""
        number = self._at(event.position().toPoint())
        if number >= 0:
            self._marked = number
            self._speak()
            self.update()
            self.opened.emit(self._steps[number].key)

    def event(self, event: QEvent) -> bool:
        """A tooltip per step."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos())
            if number >= 0:
                step = self._steps[number]
                QToolTip.showText(
                    event.globalPos(), f"{step.number}. {step.title}\n{step.detail}".strip(), self
                )
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt signature
        """Groups, line, dots and the name of the current step."""
        if not self._steps:
            return
        painter = QPainter(self)
        pen = Pen(painter)
        if is_small(self):
            self._paint_groups(pen)
        else:
            self._paint_names(pen)
            for number in range(len(self._steps)):
                self._paint_dot(pen, number)
        self._paint_current(pen)
        painter.end()

    def _groups(self) -> list[tuple[str, int, int]]:
        """(name, first, count) of each group."""
        found: list[tuple[str, int, int]] = []
        for number, step in enumerate(self._steps):
            if found and found[-1][0] == step.group:
                found[-1] = (step.group, found[-1][1], found[-1][2] + 1)
            else:
                found.append((step.group, number, 1))
        return found

    def _is_current_group(self, name: str) -> bool:
        return self._current >= 0 and self._steps[self._current].group == name

    def _paint_names(self, pen: Pen) -> None:
        groups = self._groups()
        for place, (name, first, _) in enumerate(groups):
            x = self._center(first).x() - size("stepper_dot") // 2
            end = self._center(groups[place + 1][1]).x() - 16 if place + 1 < len(groups) else self.width()
            is_current = self._is_current_group(name)
            if x + width_of(name, "small", is_bold=is_current) > self.width():
                x, end = self.width() - width_of(name, "small", is_bold=is_current) - 1, self.width()
            color = "accent" if is_current else "text"
            pen.text(QRect(x, 4, end - x, 20), name, role="small", color=color, is_bold=is_current)

    def _paint_dot(self, pen: Pen, number: int) -> None:
        step, center, dot = self._steps[number], self._center(number), size("stepper_dot")
        box = QRectF(center.x() - dot / 2, center.y() - dot / 2, dot, dot)
        if number + 1 < len(self._steps):
            after = self._center(number + 1).x()
            color = "accent" if step.is_done else "hairline"
            pen.fill(QRectF(box.right() + 2, center.y() - 1, after - dot / 2 - box.right() - 4, 2), color)
        if number == self._current:
            pen.fill(box, "accent", radius=dot / 2)
            pen.text(
                box.toRect(), str(step.number), role="small", is_bold=True, color="on_accent", align=CENTER
            )
        elif step.is_done:
            pen.fill(box, "accent_soft", radius=dot / 2)
            pen.icon(box.toRect().adjusted(5, 5, -5, -5), "ph.check-bold", "accent")
        else:
            pen.frame(box, "line", radius=dot / 2)
            pen.text(box.toRect(), str(step.number), role="small", color="muted", align=CENTER)
        if number == self._marked and self.hasFocus():
            pen.ring(box.adjusted(-3, -3, 3, 3), radius=dot / 2 + 3)

    def _paint_groups(self, pen: Pen) -> None:
        groups = self._groups()
        width = self.width() // max(1, len(groups))
        for place, (name, first, count) in enumerate(groups):
            done = sum(step.is_done for step in self._steps[first : first + count])
            is_current = self._is_current_group(name)
            rect = QRect(place * width, 6, width - 12, 20)
            pen.text(rect, name, role="small", is_bold=is_current, color="accent" if is_current else "text")
            pen.text(rect.translated(0, 18), f"{done} van {count}", role="small", color="muted")
            bar = QRectF(rect.left(), 48, rect.width(), 4)
            pen.fill(bar, "hairline", radius=2)
            pen.fill(QRectF(bar.left(), bar.top(), bar.width() * done / count, 4), "accent", radius=2)
            if self.hasFocus() and first <= self._marked < first + count:
                pen.ring(QRect(rect.left() - 4, 2, rect.width() + 8, 54), radius=4)

    def _paint_current(self, pen: Pen) -> None:
        if self._current < 0:
            return
        step = self._steps[self._current]
        words = f"Stap {step.number} · {step.title}"
        picture = 24 if self._late else 0
        total = picture + width_of(words, is_bold=True) + (width_of(self._late) + 8 if self._late else 0)
        dot = self._center(self._current).x()
        is_turned = self._current > len(self._steps) * 13 // 20
        x = 0 if is_small(self) else max(0, dot + 12 - total if is_turned else dot - 12)
        x = min(x, max(0, self.width() - total))
        if self._late:
            pen.icon(QRect(x, NAME_Y - 8, 16, 16), icon_name("status", "te_laat"), "te_laat")
        room = QRect(x + picture, NAME_Y - 10, self.width() - x - picture, 20)
        taken = pen.text(room, words, is_bold=True, align=LEFT)
        pen.text(room.adjusted(taken + 8, 0, 0, 0), self._late, color="te_laat", align=LEFT)
