"""The columns of measures inside one dossier: code, title, status, day, payer and money."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from veiligheidsadvies.domain.maatregel import GROEP, Maatregel, Status
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, money_cell, status_cell, text_cell, tile_cell
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.services.maatregelen import MaatregelRegel
from veiligheidsadvies.text.formats import date_short, days_late


def state_cell(status: Status) -> Cell:
    """The icon of the group and the exact word."""
    return status_cell(GROEP[status].value, status.woord)


def day_cell(day: dt.date | None, today: dt.date) -> Cell:
    """The day that counts now; late says how late."""
    if day is None:
        return Cell(text="–", color="muted", spoken="geen dag")
    late = (today - day).days
    return date_cell(
        date_short(day, today), lateness=days_late(late) if late > 0 else "", is_today=day == today
    )


def first_measure_columns(today: dt.date) -> list[Column[Maatregel]]:
    """The next measures on the overview."""
    return [
        Column(
            name="code", title="Code", width=84, cell=lambda m: tile_cell(m.domein.value, m.catalogus_code)
        ),
        Column(name="titel", title="Maatregel", width=160, stretch=True, cell=lambda m: text_cell(m.titel)),
        Column(name="status", title="Status", width=160, cell=lambda m: state_cell(m.status)),
        Column(
            name="dag",
            title="Termijn",
            width=142,
            cell=lambda m: replace(day_cell(m.uiterste_dag, today), is_right=True),
        ),
    ]


def measure_columns(today: dt.date) -> list[Column[MaatregelRegel]]:
    """All measures of a dossier."""
    return [
        Column(name="code", title="Code", width=88, cell=lambda m: tile_cell(m.domein.value, m.code)),
        Column(name="titel", title="Maatregel", width=160, stretch=True, cell=lambda m: text_cell(m.titel)),
        Column(name="status", title="Status", width=152, cell=lambda m: state_cell(m.status)),
        Column(name="dag", title="Termijn", width=140, cell=lambda m: day_cell(m.dag, today)),
        Column(
            name="betaler",
            title="Wie betaalt",
            width=104,
            cell=lambda m: text_cell(m.betaler.woord if m.betaler else "–", is_muted=m.betaler is None),
        ),
        Column(
            name="raming", title="Raming", width=92, is_right=True, cell=lambda m: money_cell(m.raming.cents)
        ),
        Column(
            name="verplicht",
            title="Verplicht",
            width=92,
            is_right=True,
            cell=lambda m: money_cell(m.verplicht.cents),
        ),
    ]
