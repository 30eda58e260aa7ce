"""The small parts every screen is put together from: labels, headings, rules and buttons.

`describe` gives a widget the names that tests and screen readers find it by; every focusable part of the kit
goes through it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from veiligheidsadvies.gui.kit.early import show_plain_text
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icons import icon
from veiligheidsadvies.gui.kit.tokens import GAP, size

W = TypeVar("W", bound=QWidget)
_PADDING = {"quiet": 9, "link": 2, "chip": 11, "active_chip": 11}
_SMALL_ICON = {"chip": 14, "active_chip": 14}


def describe(widget: W, name: str, accessible: str, description: str = "") -> W:
    """Give a widget its objectName and what a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleName(accessible.replace("&", ""))
    if description:
        widget.setAccessibleDescription(description)
    return widget


def let_style_fill(*areas: QAbstractScrollArea) -> None:
    """Leave the ground of what scrolls to the style sheet, which paints it under the viewport anyway.

    Of a viewport that fills its own, Qt keeps an answer of the style sheet for ever: 300 bytes for each view.
    """
    for area in areas:
        area.viewport().setAutoFillBackground(False)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def label(text: str = "", role: str = "", *, is_wrapped: bool = False, name: str = "") -> QLabel:
    """Words on a screen; roles: figure, title, heading, strong, muted, small, problem, alarm."""
    made = QLabel()
    show_plain_text(made)
    made.setText(text)
    made.setObjectName(name)
    made.setWordWrap(is_wrapped)
    if role:
        made.setProperty("role", role)
    if is_wrapped:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
    return made


def rule(kind: str = "line") -> QFrame:
    """A thin line: `line` under headings, `hairline` between rows."""
    made = QFrame()
    made.setProperty("rule", kind)
    made.setFixedHeight(1)
    return made


class Button(QPushButton):
    """A push button that is never narrower than its words.

    Roles: "" (outlined), primary (at most one per screen), link, quiet, chip, active_chip, crumb.
    `hint` is a shortcut shown small behind the words ("Ctrl+S"). An icon-only button needs `accessible`.
    """

    def __init__(  # noqa: PLR0913 - a description, every part has a default
        self,
        text: str = "",
        *,
        name: str,
        role: str = "",
        icon_name: str = "",
        hint: str = "",
        accessible: str = "",
        is_icon_last: bool = False,
        is_large: bool = False,
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text)
        if is_large:
            make_large(self)
        self._hint, self._role, self._has_icon = hint, role, bool(icon_name)
        self._is_icon_last, self._spare = is_icon_last, QIcon()
        describe(self, name, accessible or text)
        if role:
            self.setProperty("role", role)
        if icon_name:
            color = {"primary": "on_accent", "link": "accent", "active_chip": "accent"}.get(role, "text")
            self.setIcon(icon(icon_name, color, color_on="accent"))
            self.setIconSize(QSize(size("icon"), size("icon")))
        if icon_name and not text:
            self.setFixedSize(size("control_height"), size("control_height"))
            self.setToolTip(accessible)
        elif role in {"", "primary"}:
            self.setMinimumWidth(max(size("button_min_width"), self.sizeHint().width()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if on_click is not None:
            self.clicked.connect(lambda _=False: on_click())

    def setText(self, text: str) -> None:  # noqa: N802 - Qt name
        """Change the words, and the smallest width with them."""
        super().setText(text)
        self.setAccessibleName(text.replace("&", ""))
        if self._role in {"", "primary"}:
            self.setMinimumWidth(max(size("button_min_width"), self.sizeHint().width()))

    def set_icon_shown(self, *, is_shown: bool) -> None:
        """Leave the icon out where there is no room; the words stay."""
        if is_shown == self._has_icon:
            return
        shown, self._spare = self._spare, self.icon()
        self.setIcon(shown)
        self._has_icon = is_shown
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for icon, words and shortcut; words count in bold where a state makes them bold."""
        hint = super().sizeHint()
        if not (self._has_icon or self._hint) or not self.text():
            return hint
        return QSize(self._content_width() + 2 * _PADDING.get(self._role, 13), hint.height())

    def minimumSizeHint(self) -> QSize:
        """The words are never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, its shortcut, and the inner ring that shows focus inside a filled one."""
        if (self._has_icon or self._hint) and self.text():
            self._paint_parts()
        else:
            super().paintEvent(event)
        if self._role == "primary" and self.hasFocus():
            from veiligheidsadvies.gui.kit.painting import Pen

            painter = QPainter(self)
            Pen(painter).ring(self.rect().adjusted(2, 2, -2, -2), color="on_accent", radius=3)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does; in a dialog it would otherwise press the filled button."""
        from PySide6.QtCore import Qt

        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def _is_bold(self) -> bool:
        return self._role in {"primary", "link"} or (self._role == "" and self.isCheckable())

    def _content_width(self) -> int:
        width = width_of(self.text().replace("&", ""), is_bold=self._is_bold())
        width += self._icon_side() + GAP if self._has_icon else 0
        return width + (width_of(self._hint, "small") + GAP if self._hint else 0)

    def _icon_side(self) -> int:
        return _SMALL_ICON.get(self._role, size("icon"))

    def _color(self) -> str:
        if not self.isEnabled():
            return "disabled_text"
        if self.isChecked() or self._role in {"link", "active_chip"}:
            return "accent"
        return "on_accent" if self._role == "primary" else "text"

    def _paint_parts(self) -> None:
        # Imported late: their many enums cost the first window 8 ms.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        from veiligheidsadvies.gui.kit.painting import Pen

        option = QStyleOptionButton()
        self.initStyleOption(option)
        shown = QIcon(self.icon())
        option.text, option.icon = "", QIcon()  # type: ignore[attr-defined] # absent from the stubs
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        pen, color = Pen(painter), self._color()
        x = (self.width() - self._content_width()) // 2
        if self._has_icon and not self._is_icon_last:
            x = self._paint_icon(painter, shown, x)
        is_bold = self._role in {"primary", "link"} or (self._role == "" and self.isChecked())
        words = self.text().replace("&", "")
        x += pen.text(QRect(x, 0, self.width() - x, self.height()), words, color=color, is_bold=is_bold) + GAP
        if self._has_icon and self._is_icon_last:
            x = self._paint_icon(painter, shown, x)
        if self._hint:
            shade = "muted" if color == "text" else color
            pen.text(QRect(x, 1, self.width() - x, self.height()), self._hint, color=shade, role="small")
        painter.end()

    def _paint_icon(self, painter: QPainter, shown: QIcon, x: int) -> int:
        from PySide6.QtCore import Qt

        side = self._icon_side()
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        state = QIcon.State.On if self.isChecked() else QIcon.State.Off
        box = QRect(x, (self.height() - side) // 2, side, side)
        shown.paint(painter, box, Qt.AlignmentFlag.AlignCenter, mode, state)
        return x + side + GAP


def make_large(widget: QWidget) -> None:
    """A new field or button becomes 40 px high instead of 32, for the screens before the vault is open."""
    widget.setProperty("scale", "large")
    widget.setMinimumHeight(40)


class SectionHeading(QWidget):
    """A heading with an optional remark or widget (`aside`) at the right, above a rule."""

    def __init__(
        self, title: str, remark: str = "", *, aside: QWidget | None = None, has_rule: bool = True
    ) -> None:
        super().__init__()
        self.title, self.remark = label(title, "heading"), label(remark, "small")
        self._follow = label("", "muted")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self._follow)
        row.addStretch(1)
        row.addWidget(aside if aside is not None else self.remark)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        if has_rule:
            column.addWidget(rule())

    def set_remark(self, text: str) -> None:
        """Change the small words at the right."""
        self.remark.setText(text)

    def set_follow(self, text: str) -> None:
        """Change the muted words right behind the title, such as a count."""
        self._follow.setText(text)
