"""The small form of one of the twenty steps: when it was done or is due, by whom, and a note."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.stap import STAPPEN, Stap
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.form import Section
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import date_full


def step_form(desk: Desk, dossier_id: DossierId, number: int) -> RecordForm:
    """A form that notes one step of a dossier."""
    kept = next((s for s in desk.services.dossiers.list_stappen(dossier_id) if s.nummer == number), None)
    step = kept or Stap(dossier_id=dossier_id, nummer=number)

    def save(values: dict[str, Any]) -> Changes:
        return desk.services.dossiers.save_stap(fields.filled(step, values))

    kind = STAPPEN[number - 1]
    form = RecordForm(
        desk,
        (
            Section(
                f"Stap {number} · {kind.naam}",
                (
                    fields.field(Stap, "gereed_op"),
                    fields.field(Stap, "termijn"),
                    fields.field(Stap, "door"),
                    fields.field(Stap, "toelichting"),
                ),
            ),
        ),
        key=f"dossier:{dossier_id}:stap:{number}",
        save=save,
        side=_side(desk, dossier_id, number),
    )
    form.load(fields.values_of(step))
    return form


def _side(desk: Desk, dossier_id: DossierId, number: int) -> QWidget:
    kind = STAPPEN[number - 1]
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(SectionHeading("Over deze stap"))
    facts = Facts(name="over_stap", label_width=72)
    shown = [
        Fact(label="Fase", value=kind.fase.woord),
        Fact(label="Wie", value=kind.wie),
        Fact(label="Uitkomst", value=kind.uitvoer),
    ]
    found = desk.services.overzicht.get(dossier_id)
    note = found.stappen.get(number)
    proven = found.stap_dagen.get(number)
    if proven is not None and (note is None or note.gereed_op is None):
        shown.append(Fact(label="Blijkt uit", value=f"de gegevens van het dossier, {date_full(proven)}"))
    facts.set_facts(shown)
    column.addWidget(facts)
    column.addWidget(
        label(
            "Wat al uit het dossier blijkt, hoeft u hier niet nog eens in te vullen.",
            "muted",
            is_wrapped=True,
        )
    )
    column.addStretch(1)
    return side
