"""The top of a dossier: who it is about, in one line, and the twenty steps."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.dossier import SoortDossier
from veiligheidsadvies.domain.organisatie import Termen
from veiligheidsadvies.domain.stap import STAPPEN
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.page import WidthWatch, is_small
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.stepper import Step, Stepper
from veiligheidsadvies.services.dossier_overzicht import DossierOverzicht
from veiligheidsadvies.text.formats import date_full, days_late

DOT = "  ·  "


class DossierHead(QWidget):
    """Signals: `step_opened(number)`, `facts_asked()` and `print_asked()`."""

    step_opened = Signal(object)
    facts_asked = Signal()
    print_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts: list[str] = []
        self._name = ""
        self.facts = label("", "muted", is_wrapped=True, name="dossier_kenmerken")
        self.facts.setMinimumWidth(200)
        self.change = Button("Gegevens wijzigen…", name="gegevens_wijzigen", role="link")
        self.change.clicked.connect(self.facts_asked)
        self.print = Button("Afdrukken…", name="afdrukken", role="link")
        self.print.clicked.connect(self.print_asked)
        self.stepper = Stepper(name="stappen", accessible="Stappen")
        self.stepper.opened.connect(self.step_opened)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.facts, 1)
        row.addWidget(self.change)
        row.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.stepper)
        desk.secrecy.follow(self, lambda _: self._say())
        WidthWatch(self).crossed.connect(self._say)

    def show_overview(self, found: DossierOverzicht, terms: Termen, today: dt.date) -> None:
        """The facts and the steps of one dossier."""
        self._name = found.bestuurder.naam if found.bestuurder else ""
        self._facts = _facts(found, terms, today)
        is_person = found.dossier.soort is SoortDossier.BESTUURDER
        self.stepper.setVisible(is_person)
        self._say()
        if is_person:
            steps = [_step(found, number) for number in range(1, len(STAPPEN) + 1)]
            late = days_late(found.dagen_te_laat) if found.dagen_te_laat else ""
            is_done = len(found.voortgang.gereed) == len(STAPPEN)
            current = None if is_done else found.voortgang.huidige
            self.stepper.set_steps(steps, current=current, late=late)

    def _say(self) -> None:
        """The name stands first, unless names are hidden; in a small window the stepper tells the count."""
        has_name = bool(self._name) and not self._desk.secrecy.is_hidden
        facts = self._facts[:-1] if is_small(self) and self.stepper.isVisibleTo(self) else self._facts
        self.facts.setText(DOT.join([self._name, *facts] if has_name else facts))


def _facts(found: DossierOverzicht, terms: Termen, today: dt.date) -> list[str]:
    day = found.dossier.gesloten_op
    closed = [f"Gesloten op {date_full(day)}"] if day else []
    person = found.bestuurder
    if person is None:
        kind = found.dossier.omschrijving or found.dossier.soort.value
        return [*closed, kind[:1].upper() + kind[1:]]
    office = person.ambt.woord
    facts = [*closed, office[:1].upper() + office[1:]]
    if person.einde is not None and person.einde <= today:
        facts.append(f"uit ambt sinds {date_full(person.einde)}")
    elif person.begin is not None:
        facts.append(f"in ambt sinds {date_full(person.begin)}")
    if found.woonplek is not None:
        inside = found.woonplek.in_eigen_gebied
        where = f"in eigen {terms.gebied}" if inside else f"buiten eigen {terms.gebied}"
        facts.append(f"woonplek {where}")
    return [*facts, f"{len(found.voortgang.gereed)} van {len(STAPPEN)} stappen gereed"]


def _step(found: DossierOverzicht, number: int) -> Step:
    kind = STAPPEN[number - 1]
    day = found.stap_dagen.get(number)
    note = found.stappen.get(number)
    who = note.door if note and note.door else kind.wie
    state = f"gereed op {date_full(day)}" if day else ""
    if not day and note and note.termijn:
        state = f"termijn {date_full(note.termijn)}"
    return Step(
        key=number,
        number=number,
        title=kind.naam,
        group=kind.fase.woord,
        is_done=number in found.voortgang.gereed,
        detail=" · ".join(part for part in (who, kind.uitvoer, state) if part),
    )
