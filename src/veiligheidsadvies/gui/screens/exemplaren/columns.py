"""How a copy is said: its columns, its state, and its reader without a name where names are hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaarregel
from veiligheidsadvies.gui.binding.exemplaarwoorden import paper_words, state_cell, way_cell
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, text_cell
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.text.formats import date_full, date_short, days_late

Zeg = Callable[[Exemplaarregel], str]


class Stand(StrEnum):
    """The filters above the list, in their order."""

    BUITEN = "buiten"
    TE_LAAT = "te laat"
    RETOUR = "retour"
    VERNIETIGD = "vernietigd"
    VERMIST = "vermist"
    ALLE = "alle"


def is_overdue(copy: Exemplaarregel, today: dt.date) -> bool:
    """Outside after the day before which it should have been back."""
    return copy.afloop is Afloop.BUITEN and copy.retour_voor is not None and copy.retour_voor < today


def passes(copy: Exemplaarregel, stand: Stand, today: dt.date) -> bool:
    """Whether a copy stands under a filter."""
    if stand is Stand.ALLE:
        return True
    if stand is Stand.TE_LAAT:
        return is_overdue(copy, today)
    return copy.afloop.value == stand.value


def due_cell(copy: Exemplaarregel, today: dt.date) -> Cell:
    """When it must be back, or how late it is; for a settled copy the day of that."""
    if is_overdue(copy, today) and copy.retour_voor is not None:
        return date_cell("", lateness=days_late((today - copy.retour_voor).days))
    if copy.afloop is not Afloop.BUITEN:
        return text_cell("–", is_muted=True)
    is_today = copy.retour_voor == today
    return date_cell(date_short(copy.retour_voor, today) or "–", is_today=is_today)


def columns(
    today: Callable[[], dt.date], codes: Mapping[int, str], reader: Zeg
) -> list[Column[Exemplaarregel]]:
    """The columns; `codes` by dossier id, `reader` says who has the copy."""

    def out(copy: Exemplaarregel) -> Cell:
        return text_cell(date_full(copy.uitgegeven_op.date()))

    def code(copy: Exemplaarregel) -> Cell:
        return text_cell(codes.get(int(copy.dossier_id or 0), "–"), is_bold=True)

    return [
        Column(name="nummer", title="Nummer", width=92, cell=lambda e: text_cell(e.nummer, is_bold=True)),
        Column(
            name="document",
            title="Document",
            width=128,
            stretch=True,
            cell=lambda e: text_cell(paper_words(e)),
        ),
        Column(name="dossier", title="Dossier", width=76, cell=code),
        Column(name="ontvanger", title="Lezer", width=152, cell=lambda e: text_cell(reader(e))),
        Column(name="retour", title="Retour vóór", width=136, cell=lambda e: due_cell(e, today())),
        Column(name="stand", title="Stand", width=92, cell=state_cell),
        Column(name="wijze", title="Wijze", width=164, cell=way_cell),
        Column(name="uit", title="Buiten sinds", width=100, cell=out),
    ]
