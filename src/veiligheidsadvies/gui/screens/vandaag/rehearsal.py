"""The parts of Vandaag with nothing of anybody in them, to be painted unseen before a vault is open."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.begroting import Jaarstand
from veiligheidsadvies.gui.kit.agenda import Agenda, Group, Item, More, Row
from veiligheidsadvies.gui.screens.vandaag.agenda_lines import GROUPS
from veiligheidsadvies.gui.screens.vandaag.figures import BudgetBlock, CopiesBlock, MatrixBlock
from veiligheidsadvies.services.vandaag import Matrix


def tasks() -> QWidget:
    """Every kind of line, once with focus colours and once without."""
    shown: list[Item] = []
    for title, picture, tone in GROUPS.values():
        shown.append(Group(title=title, count=1, icon=picture, tone=tone))
        shown += [_row(is_late=tone == "te_laat"), _row(is_late=False)]
    shown.append(More(text="Tonen"))
    agenda = Agenda(name="taken", accessible="Wat er te doen is")
    agenda.set_items(shown)
    return agenda


def _row(*, is_late: bool) -> Row:
    return Row(
        key=None,
        when="dagen",
        who="BUR",
        what="Maatregel",
        why="termijn",
        action="Bijwerken…",
        is_late=is_late,
    )


def figures() -> QWidget:
    """The blocks beside the list, all at zero."""
    page = QWidget()
    column = QVBoxLayout(page)
    matrix, budget, copies = MatrixBlock(), BudgetBlock(), CopiesBlock()
    for block in (matrix, budget, copies):
        column.addWidget(block)
    matrix.show_counts(Matrix(cellen={}, vervallen=0), dt.date.min)
    budget.show_year(Jaarstand(jaar=dt.date.min.year))
    copies.show_copies([], [])
    return page
