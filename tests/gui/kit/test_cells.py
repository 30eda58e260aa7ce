"""Where the parts of a cell stand."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from veiligheidsadvies.gui.kit.cells import INSET, Cell, date_cell, paint_cell
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.tokens import size

ROOM = QRect(0, 0, 160, 36)


def icons_of(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> list[QRect]:
    """Where the icons of a cell are drawn."""
    drawn: list[QRect] = []
    monkeypatch.setattr(Pen, "icon", lambda _self, rect, _name, _color: drawn.append(rect))
    page = QPixmap(ROOM.size())
    painter = QPainter(page)
    paint_cell(Pen(painter), ROOM, cell)
    painter.end()
    return drawn


def test_an_icon_stands_directly_before_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    today = date_cell("vandaag", is_today=True)
    (left,) = icons_of(today, monkeypatch)
    assert left.left() == INSET
    (right,) = icons_of(dataclasses.replace(today, is_right=True), monkeypatch)
    words = ROOM.width() - INSET - width_of("vandaag")
    assert right.right() < words <= right.right() + 8


def test_words_without_room_leave_the_icon_in_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    (icon,) = icons_of(Cell(text="lang " * 20, icon="ph.clock", is_right=True), monkeypatch)
    assert icon.left() == INSET


def test_the_arrow_of_a_branch_stands_before_its_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    arrow, tile = icons_of(Cell(text="wonen", icon="ph.caret-right", tile="wonen"), monkeypatch)
    assert arrow.left() == INSET
    assert tile.left() >= INSET + size("icon_small")
