"""What a visitor complains about on a page: no name, no way out, English words, words that are cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

ENGLISH = re.compile(
    r"\b(?:ok|cancel|close|save|discard|yes|no|open file|file name|files of type|look in|apply|reset|abort"
    r"|retry|ignore|browse|search|undo|redo|cut|copy|paste|delete|select all|print|loading|error|warning"
    r"|untitled|unknown|none|true|false|null|todo|name|date|settings|lock|unlock|password|back|next|finish|edit|view)\b",
    re.IGNORECASE,
)
_CUT = (QLabel, QPushButton, QToolButton, QCheckBox)
_MOST = 400


def visible(top: QWidget) -> Iterator[QWidget]:
    """Everything that is to be seen in a window, the window itself too."""
    return (one for one in (top, *top.findChildren(QWidget)) if one.isVisible())


def focusable(top: QWidget) -> list[QWidget]:
    """What the Tab key has to reach."""
    return [
        one
        for one in visible(top)
        if one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and one.window() is top.window()
    ]


def name_of(widget: QWidget) -> str:
    """For a complaint: class and objectName, with those of the nearest ancestor that has one."""
    owner = widget
    while not owner.objectName() and (parent := owner.parentWidget()) is not None:
        owner = parent
    own = f"{type(widget).__name__} {widget.objectName()!r}"
    return own if owner is widget else f"{own} in {owner.objectName()!r}"


def nameless(top: QWidget) -> Iterator[str]:
    """Focusable widgets that a test cannot find or a screen reader cannot say."""
    for widget in focusable(top):
        spoken = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        if not widget.objectName():
            yield f"no objectName: {name_of(widget)}"
        if not spoken.strip():
            yield f"no accessible name: {name_of(widget)}"


def english(top: QWidget) -> Iterator[str]:
    """Words that are not Dutch, in what can be read, heard or pointed at."""
    for widget in visible(top):
        for words in _texts(widget):
            found = ENGLISH.search(words.replace("&", ""))
            if found is not None:
                yield f"{found[0]!r} in {words!r} of {name_of(widget)}"


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    for action in widget.actions():
        yield action.text()
    if isinstance(widget, QMenu):
        yield widget.title()


def cut_off(top: QWidget) -> Iterator[str]:
    """Words that are wider or higher than their place, and parts that stick out of what holds them."""
    for widget in visible(top):
        if isinstance(widget, _CUT) and _shows_words(widget) and not _is_abbreviated(widget):
            yield from _too_small(widget)
        if isinstance(widget, _CUT) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield from _sticking_out(widget, top)


def _shows_words(widget: Any) -> bool:
    is_picture = isinstance(widget, QToolButton) and (
        widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    return bool(widget.text()) and not is_picture


def _is_abbreviated(widget: Any) -> bool:
    """Cut on purpose, with the whole text in the tooltip."""
    return (
        bool(widget.toolTip()) and widget.sizeHint().width() > widget.width() and isinstance(widget, QLabel)
    )


def _too_small(widget: Any) -> Iterator[str]:
    is_wrapped = isinstance(widget, QLabel) and widget.wordWrap()
    if is_wrapped:
        if widget.heightForWidth(widget.width()) > widget.height() + 1:
            needs = widget.heightForWidth(widget.width())
            yield f"{needs} high in {widget.height()}: {widget.text()!r} of {name_of(widget)}"
    elif widget.minimumSizeHint().width() > widget.width() + 1:
        needs = widget.minimumSizeHint().width()
        yield f"{needs} wide in {widget.width()}: {widget.text()!r} of {name_of(widget)}"


def _sticking_out(widget: QWidget, top: QWidget) -> Iterator[str]:
    place = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
    holder = widget.parentWidget()
    is_scrolled = False
    while holder is not None and holder is not top.parentWidget():
        if isinstance(holder, QAbstractScrollArea) and not isinstance(holder, QScrollArea):
            return  # rows and cells of a view scroll both ways
        if isinstance(holder, QScrollArea):
            is_scrolled = True
            if holder.horizontalScrollBar().maximum() > 0:
                break
            room = QRect(holder.viewport().mapTo(top, QPoint(0, 0)), holder.viewport().size())
            if place.left() < room.left() - 1 or place.right() > room.right() + 1:
                yield f"sticks out of {name_of(holder)} sideways: {name_of(widget)}"
            break
        holder = holder.parentWidget()
    room = top.rect()
    if not is_scrolled and not room.adjusted(-1, -1, 1, 1).contains(place):
        yield f"sticks out of the window ({place} of {room}): {name_of(widget)}"


def unreachable(top: QWidget, begin: Callable[[], object]) -> Iterator[str]:
    """What the Tab key does not reach, and where it does not go on; then the same backwards."""
    for key, modifier in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    ):
        begin()
        reached = _walk(top, key, modifier)
        if isinstance(reached, str):
            yield reached
            continue
        wanted = {widget for widget in focusable(top) if not isinstance(widget, QScrollBar)}
        yield from sorted(f"{key.name} never reaches {name_of(one)}" for one in wanted - reached)


def _walk(top: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> set[QWidget] | str:
    reached = dict[QWidget, int]()
    for _ in range(_MOST):
        now = QApplication.focusWidget()
        if now is None:
            return f"{key.name} loses the focus after {len(reached)} steps"
        if reached.get(now, 0) >= 2:
            return set(reached)
        reached[now] = reached.get(now, 0) + 1
        QTest.keyClick(top.window().windowHandle(), key, modifier)
        if QApplication.focusWidget() is now and len(focusable(top)) > 1:
            return f"{key.name} does not leave {name_of(now)}"
    return f"{key.name} never comes around"
