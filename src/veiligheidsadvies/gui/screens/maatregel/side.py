"""Beside the form: what the rules say of this measure, the way it went, and the end of the office."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.maatregel import GROEP, Maatregel
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.regels import order_findings
from veiligheidsadvies.gui.binding.bevindingen import shown
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.kit.findings import FindingList
from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.text.formats import date_full


class Verloop(QWidget):
    """Every status it had, newest first, with its date and the reason where one was given."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verloop")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[Statusovergang]) -> None:
        """Show this history."""
        clear(self._column)
        for number, line in enumerate(lines):
            self._column.addWidget(_Station(line, number))


class _Station(QWidget):
    def __init__(self, line: Statusovergang, number: int) -> None:
        super().__init__()
        self.setObjectName(f"verloop_{number}")
        self.setAccessibleName(f"{line.naar.woord}, {date_full(line.op)}. {line.reden}".strip())
        group = GROEP[line.naar].value
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(IconLabel(icon_name("status", group), group, 16))
        row.addWidget(label(line.naar.woord))
        row.addStretch(1)
        row.addWidget(label(date_full(line.op), "muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        parts = ("correctie" if line.is_correctie else "", line.reden)
        if words := ": ".join(part for part in parts if part):
            column.addWidget(label(words, "small", is_wrapped=True))


class Side(QWidget):
    """`back_asked`: the user wants the status before back."""

    back_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.findings = FindingList(
            name="hangt_samen", is_compact=True, empty="Kies een maatregel: dan staan hier de voorwaarden."
        )
        self.history = Verloop()
        back = Button("Terugzetten…", name="terugzetten", role="link", on_click=self.back_asked.emit)
        back.setToolTip("Terug naar de vorige status, met een reden")
        self._history_heading = SectionHeading("Verloop", aside=back)
        self._back = back
        self._end = label("", is_wrapped=True, name="bij_einde_ambt")
        self._end_note = label(
            "Voorstel uit de catalogus. U besluit per maatregel.", "small", is_wrapped=True
        )
        self._end_heading = SectionHeading("Bij einde ambt")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHeading("Dit hangt hiermee samen"))
        column.addWidget(self.findings)
        column.addSpacing(24)
        column.addWidget(self._history_heading)
        column.addWidget(self.history)
        column.addSpacing(24)
        for part in (self._end_heading, self._end, self._end_note):
            column.addWidget(part)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_maatregel(self, maatregel: Maatregel, line: Catalogusmaatregel | None) -> None:
        """Everything about the measure as the form has it now."""
        self.show_findings(maatregel)
        is_known = maatregel.id is not None
        lines = self._desk.services.maatregelen.history(maatregel.id) if maatregel.id is not None else []
        self.history.show_lines(lines)
        self._history_heading.setVisible(is_known)
        self.history.setVisible(is_known)
        self._back.setVisible(len(lines) > 1)
        self._show_end(maatregel, line)

    def show_findings(self, maatregel: Maatregel) -> None:
        """What an order for this measure would meet."""
        if maatregel.dossier_id is None or not maatregel.titel:
            self.findings.set_findings(())
            return
        stand = self._desk.services.dossiers.stand(DossierId(maatregel.dossier_id))
        found = order_findings(maatregel, stand)
        if maatregel.id is not None:
            found = [*self._desk.services.overgangen.coverage(maatregel.id), *found]
        self.findings.set_findings(shown(found))

    def _show_end(self, maatregel: Maatregel, line: Catalogusmaatregel | None) -> None:
        proposed = line.afhandeling_einde_ambt if line is not None else ""
        decided = word(maatregel.einde_besluit) if maatregel.einde_besluit else ""
        words = decided or proposed
        self._end.setText(words[:1].upper() + words[1:])
        self._end_note.setVisible(not decided)
        for part in (self._end_heading, self._end):
            part.setVisible(bool(words))
        self._end_note.setVisible(bool(words) and not decided)
