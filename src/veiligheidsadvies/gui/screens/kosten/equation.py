"""Begroot = gefactureerd + verplicht + vrij, large and to the cent, with the bar in the same order."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.gui.kit.bars import HATCHED, OUTLINED, Bar, Segment, Swatch
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import Button, label, restyle
from veiligheidsadvies.services.kosten_overzicht import Kostenoverzicht
from veiligheidsadvies.text.formats import amount

_PARTS = ("Begroot", "Gefactureerd", "Verplicht", "Vrij")


class Equation(QWidget):
    """Four figures, the bar, and whether every route to them gives the same cent."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vergelijking")
        self._figures = {name: label("", "figure", name=f"bedrag_{name.lower()}") for name in _PARTS}
        self._free_words = label("Vrij")
        self.enter = Button("Begroting invoeren…", name="begroting_invoeren", role="link")
        self.bar = Bar(name="kostenbalk", accessible="Verdeling van de begroting")
        self._check_icon = IconLabel(pixels=16)
        self.check = label("", name="sluit")
        self._estimated, self._aimless = label("", "small"), label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top())
        column.addSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(self._below())

    def _top(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for at, name in enumerate(_PARTS):
            grid.addWidget(self._figures[name], 0, 2 * at)
            grid.addWidget(self._legend(name), 1, 2 * at)
            grid.setColumnStretch(2 * at, 1)
            if at < len(_PARTS) - 1:
                grid.addWidget(label("=" if at == 0 else "+", "figure"), 0, 2 * at + 1)
        return grid

    def _below(self) -> QHBoxLayout:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._check_icon)
        below.addWidget(self.check)
        below.addStretch(1)
        below.addWidget(self._estimated)
        below.addSpacing(16)
        below.addWidget(self._aimless)
        return below

    def _legend(self, name: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if name == "Begroot":
            row.addWidget(label(name))
            row.addWidget(self.enter)
        else:
            row.addWidget(Swatch(_segment(name, NIHIL)))
            row.addWidget(self._free_words if name == "Vrij" else label(name))
        row.addStretch(1)
        return holder

    def show_year(self, overzicht: Kostenoverzicht) -> None:
        """The figures of one year."""
        stand = overzicht.stand
        free = stand.vrij
        shown = (stand.begroot, stand.gefactureerd, stand.verplicht, free)
        for name, value in zip(_PARTS, shown, strict=True):
            figure = self._figures[name]
            figure.setText("–" if value is None else amount(value, zero="€ 0,00"))
        is_short = free is not None and free.cents < 0
        self._free_words.setText("Vrij: tekort" if is_short else "Vrij")
        self.enter.setText("Wijzigen…" if stand.begroot is not None else "Begroting invoeren…")
        values = (stand.gefactureerd, stand.verplicht, free or NIHIL)
        estimated = stand.geraamd
        used = stand.gefactureerd + stand.verplicht + estimated
        self.bar.set_segments(
            [_segment(name, value) for name, value in zip(_PARTS[1:], values, strict=True)],
            mark=used.cents if estimated and stand.begroot is not None else None,
        )
        self._estimated.setText(f"al geraamd: {amount(estimated, zero='€ 0,00')}" if estimated else "")
        self._aimless.setText("" if free is None or is_short else _rest(free - estimated))
        self._tell_check(overzicht)

    def _tell_check(self, overzicht: Kostenoverzicht) -> None:
        check = overzicht.controle
        words = "Sluit op de cent" if check.sluit else f"Sluit niet: verschil van {amount(check.verschil)}"
        self.check.setText(words)
        color = "gereed" if check.sluit else "te_laat"
        self._check_icon.set_icon(icon_name("finding", "in_orde" if check.sluit else "blokkeert"), color)
        restyle(self.check, "role", "" if check.sluit else "alarm")


def _rest(rest: Bedrag) -> str:
    """What is left, or missing, when every estimate becomes an order."""
    if rest.cents < 0:
        return f"komt tekort als alles doorgaat: {amount(-rest)}"
    return f"vrij, nog zonder doel: {amount(rest, zero='€ 0,00')}"


def _segment(name: str, value: Bedrag) -> Segment:
    fill = {"Gefactureerd": "solid", "Verplicht": HATCHED}.get(name, OUTLINED)
    color = "chart.verplicht" if name == "Verplicht" else "chart.gefactureerd"
    return Segment(
        title=name, value=max(0, value.cents), shown=amount(value, zero="€ 0,00"), fill=fill, color=color
    )
