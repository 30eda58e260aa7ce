"""The year at a glance: the equation, its course, and the tree down to the line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.bars import HATCHED, OUTLINED, Segment
from veiligheidsadvies.gui.kit.course_chart import ChartColumn, CourseChart
from veiligheidsadvies.gui.kit.page import MARGIN, ScrollBody
from veiligheidsadvies.gui.kit.pieces import SectionHeading
from veiligheidsadvies.gui.screens.kosten.equation import Equation
from veiligheidsadvies.gui.screens.kosten.page import KostenPage
from veiligheidsadvies.gui.screens.kosten.tree import MoneyTree
from veiligheidsadvies.services.kosten_overzicht import Kostenoverzicht, Maandstand
from veiligheidsadvies.text.formats import amount

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NARROW = 960
_TREE = 320
_THOUSAND = 1000_00


class YearPage(KostenPage):
    """Chart at the left, tree at the right; below each other when the window is narrow."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="jaar")
        self.equation = Equation()
        self.chart = CourseChart(name="verloop", accessible="Verloop van het jaar", unit=_THOUSAND)
        self.tree = MoneyTree(desk)
        self.tree.go.connect(self.go)
        self._course = QWidget()
        course = QVBoxLayout(self._course)
        course.setContentsMargins(0, 0, 0, 0)
        course.setSpacing(4)
        course.addWidget(SectionHeading("Verloop", "opgeteld, × € 1.000"))
        course.addWidget(self.chart, 1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(24)
        self._both.addWidget(self._course, 30)
        self._both.addWidget(self.tree, 70)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 16, MARGIN, 12)
        column.setSpacing(16)
        column.addWidget(self.equation)
        column.addLayout(self._both, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollBody(body, name="kosten_jaar_pagina"))

    def show_year(self, overzicht: Kostenoverzicht) -> None:
        """Every figure of one year."""
        self.equation.show_year(overzicht)
        today = self.desk.services.today
        current = today.month if today.year == overzicht.jaar else 0
        begroot = overzicht.stand.begroot
        self.chart.set_columns(
            [_column(one, is_current=one.maand == current) for one in overzicht.maanden],
            limit=begroot.cents if begroot is not None else None,
            limit_words="begroot",
        )
        self.tree.show_tree(overzicht.boom, overzicht.totaal, overzicht.jaar)

    def focus_first(self) -> None:
        """The tree, or the way to a budget."""
        (self.tree.view if self.tree.view.isVisible() else self.equation.enter).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chart below the tree when there is no room beside it; the page then scrolls."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        way = QBoxLayout.Direction
        self._both.setDirection(way.BottomToTop if is_narrow else way.LeftToRight)
        self.tree.setMinimumHeight(_TREE if is_narrow else 0)


def _column(maand: Maandstand, *, is_current: bool) -> ChartColumn:
    return ChartColumn(
        title=_MONTHS[maand.maand - 1],
        parts=tuple(_parts(maand)),
        spoken=f"{_MONTHS[maand.maand - 1]}: gefactureerd {_words(maand.gefactureerd)}, verplicht "
        f"{_words(maand.verplicht)}, geraamd {_words(maand.geraamd)}",
        is_current=is_current,
    )


def _parts(maand: Maandstand) -> Iterator[Segment]:
    for title, value, fill, color in (
        ("Gefactureerd", maand.gefactureerd, "solid", "chart.gefactureerd"),
        ("Verplicht", maand.verplicht, HATCHED, "chart.verplicht"),
        ("Geraamd", maand.geraamd, OUTLINED, "chart.gefactureerd"),
    ):
        yield Segment(title=title, value=value.cents, shown=_words(value), fill=fill, color=color)


def _words(value: Bedrag) -> str:
    return amount(value, zero="€ 0,00")
