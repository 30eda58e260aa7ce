"""How the lines of an agenda are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from veiligheidsadvies.gui.kit.agenda_items import Clock, Group, Item, More, Row
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen, button_width
from veiligheidsadvies.gui.kit.tokens import size

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole
INSET, WHO, WHAT = 12, 88, 160
AIR = 8


def action_rect(item: Item, rect: QRect) -> QRect:
    """Where the verb of a line can be clicked."""
    if isinstance(item, Row):
        width = button_width(item.action)
        return QRect(rect.right() - width - 7, rect.center().y() - 16, width, 32)
    if isinstance(item, Clock):
        width = width_of(item.action, is_bold=True) + 8
        return QRect(rect.right() - width - 7, rect.top() + 50, width, 26)
    return QRect()


def item_height(item: Item, after: object = None) -> int:
    """Clock 80, heading 36 and air above it, row 48, in pixels; `after` is the line below it."""
    match item:
        case Clock():
            return size("list_clock") + (4 if isinstance(after, Clock) else 0)
        case Group():
            return size("list_group") + AIR
        case More():
            return size("list_group")
        case _:
            return size("list_row_vandaag")


class AgendaDelegate(QStyledItemDelegate):
    """Paints every kind of line; how high it is says the model."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        pen, item = Pen(painter), index.data(ITEM_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined] # absent from the stubs
        view = self.parent()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        has_focus = is_current and isinstance(view, QWidget) and view.hasFocus()
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)  # type: ignore[attr-defined]
        match item:
            case Clock():
                _clock(pen, rect, item)
            case Group():
                _group(pen, rect, item)
            case More():
                pen.text(rect.adjusted(INSET, 0, -INSET, 0), item.text, color="accent", is_bold=True)
            case _:
                fill = "accent_soft" if is_current else "hover" if is_hovered else ""
                _row(pen, rect, item, fill=fill, is_current=is_current)
        if has_focus:
            pen.ring(rect)


def _group(pen: Pen, rect: QRect, item: Group) -> None:
    middle = rect.bottom() - 14
    pen.icon(QRect(rect.left() + INSET, middle - 8, 18, 18), item.icon, item.tone)
    line = QRect(rect.left() + 42, middle - 12, rect.width() - 42, 24)
    width = pen.text(line, item.title, role="heading", is_bold=True)
    pen.text(line.adjusted(width + 12, 0, 0, 0), str(item.count), color="muted")
    pen.rule(rect.left(), rect.right() + 1, rect.bottom(), "line")


def _row(pen: Pen, rect: QRect, item: Row, *, fill: str, is_current: bool) -> None:
    if fill:
        pen.fill(rect, fill)
    pen.rule(rect.left(), rect.right() + 1, rect.bottom())
    tone = "te_laat" if item.is_late else "text"
    when = QRect(rect.left() + INSET, rect.top(), WHO - INSET - 4, rect.height())
    pen.text(when, item.when, color=tone, is_bold=item.is_late)
    who = QRect(rect.left() + WHO, rect.top(), WHAT - WHO - 4, rect.height())
    pen.text(who, item.who or "–", is_bold=True)
    button = action_rect(item, rect)
    edge = button.left() if is_current else button.right() - 4 - width_of(item.action) - 4
    room = edge - rect.left() - WHAT - 8
    pen.text(QRect(rect.left() + WHAT, rect.top() + 4, room, 20), item.what)
    pen.text(QRect(rect.left() + WHAT, rect.top() + 24, room, 18), item.why, role="small", color="muted")
    if item.action:
        pen.button(button, item.action, is_filled=is_current)


def _clock(pen: Pen, rect: QRect, item: Clock) -> None:
    box = QRect(rect.left(), rect.top(), rect.width(), size("list_clock"))
    pen.fill(QRectF(box), f"{item.tone}.tint", radius=4)
    x, top, right = box.left() + 42, box.top(), box.right() - INSET
    pen.icon(QRect(box.left() + INSET, top + 10, 20, 20), icon_name("action", "klok"), item.tone)
    clock = width_of(item.remaining, "title", is_bold=True)
    end = right - max(clock, 146) - 12
    pen.text(QRect(x, top + 10, end - x, 20), item.title, is_bold=True)
    pen.text(QRect(x, top + 29, end - x, 18), item.detail, role="small", color="muted")
    side = QRect(right - clock - 4, top + 8, clock + 5, 28)
    pen.text(side, item.remaining, role="title", is_bold=True, color=item.tone, align=RIGHT)
    pen.text(QRect(end, top + 32, right - end + 1, 18), item.until, role="small", color="muted", align=RIGHT)
    bar = QRectF(x, top + 61, end - x, 6)
    pen.fill(bar, "surface", radius=2)
    done = QRectF(bar.left(), bar.top(), bar.width() * min(1.0, max(0.0, item.elapsed)), bar.height())
    pen.fill(done, item.tone, radius=2)
    pen.frame(bar, item.tone, radius=2)
    verb = action_rect(item, box)
    pen.text(verb.adjusted(0, 0, -4, 0), item.action, color="accent", is_bold=True, align=RIGHT)
