"""The form of an advice: its dates, what was shared by consent, and the findings on the four domains."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.findings import Finding, FindingList
from veiligheidsadvies.gui.kit.form import Form, Section
from veiligheidsadvies.gui.kit.kinds import LongText, Text, YesNo
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import date_full


def advice_form(desk: Desk, advies: Advies, key: str) -> RecordForm:
    """A form over one advice, whose right-hand side says whether it is a concept."""

    def save(values: dict[str, Any]) -> Changes:
        return desk.services.dossiers.save_advies(fields.filled(advies, values))

    state = FindingList(name="advies_stand", is_compact=True)
    form = RecordForm(desk, _sections(), key=key, save=save, side=_side(state))
    form.load(fields.values_of(advies))
    today = desk.services.today
    _tell(state, form.form, today)
    form.form.edited.connect(lambda: _tell(state, form.form, today))
    return form


def _sections() -> tuple[Section, ...]:
    def of(name: str, **over: Any) -> Any:
        return fields.field(Advies, name, **over)

    return (
        Section(
            "Advies",
            (
                of("soort"),
                of("spoed", label="", kind=YesNo(caption="Spoed"), beside=True),
                of("kenmerk", kind=Text(width=240)),
                of("adviseur", kind=Text(width=320)),
            ),
        ),
        Section(
            "Verloop",
            (
                of("aangevraagd_op", label="Aangevraagd op"),
                of("intake_op", label="Intake op", beside=True),
                of("schouw_op", label="Schouw op"),
                of("ccv_datum", label="Advies CCV op"),
                of("bva_datum", label="Vastgesteld BVA op", beside=True),
            ),
        ),
        Section(
            "Delen met de werkgever",
            (of("gedeeld", label="Gedeeld"), of("gedeeld_op", beside=True), of("instemming")),
        ),
        Section(
            "Bevindingen per domein",
            tuple(
                of(f"bevindingen_{domain.value}", label=domain.value.capitalize(), kind=LongText(lines=3))
                for domain in Domein
            ),
        ),
    )


def _side(state: FindingList) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(SectionHeading("Stand van het advies"))
    column.addWidget(state)
    column.addSpacing(12)
    column.addWidget(SectionHeading("Wat u nodig hebt"))
    column.addWidget(
        label(
            "De maatregelen zijn genoeg. De dreiging hoeft u niet te hebben; leg hier nooit een "
            "dreigingsinschatting van politie of NCTV vast.",
            "muted",
            is_wrapped=True,
        )
    )
    column.addStretch(1)
    return side


def _tell(state: FindingList, form: Form, today: dt.date) -> None:
    """Say at once what the dates that stand there mean."""
    values = form.values()
    adopted, advised = values["bva_datum"], values["ccv_datum"]
    if adopted is not None and adopted <= today:
        found = Finding(
            key="bva",
            kind="in_orde",
            sentence="Vastgesteld door de BVA",
            detail=f"Sinds {date_full(adopted)} · regel R2",
        )
    else:
        why = "Advies van het CCV ligt er." if advised else "Er is nog geen advies van het CCV."
        found = Finding(
            key="bva",
            kind="let_op",
            sentence="Concept",
            detail=f"{why} Bestellen op grond van de Regeling kan na vaststelling door de BVA · regel R2",
        )
    state.set_findings((found,))
