"""What can be done with the chosen measures: every change is one action, so one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.veld import label
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.overgang import correct_status, pick_status
from veiligheidsadvies.gui.binding.overgang_form import suppliers
from veiligheidsadvies.gui.kit.form import Form, Section
from veiligheidsadvies.gui.kit.kinds import SearchChoice
from veiligheidsadvies.text.formats import count

MORE = ("leverancier", "prioriteit", "verantwoordelijke", "betaler", "grondslag")


@dataclass(frozen=True, slots=True)
class Bulk:
    """Actions on a selection; `parent` is the screen that asks."""

    desk: Desk
    parent: QWidget

    def status(self, ids: Sequence[int]) -> bool:
        """Choose a next status and take the step for all."""
        return pick_status(self.desk, self.parent, ids)

    def change(self, ids: Sequence[int], name: str) -> bool:
        """Ask one value and give it to all chosen measures."""
        caption = label(Maatregel, name)
        form = Form((Section("", (fields.field(Maatregel, name, required=True, **self._kind(name)),)),))
        form.load({})
        title = f"{caption} van {count(len(ids), 'maatregel', 'maatregelen')}"
        while True:
            values = self.desk.prompts.ask_form(self.parent, title, form=form, action="Wijzigen")
            if values is None:
                return False
            try:
                service = self.desk.services.maatregelen
                changes = {name: values[name]}
                return (
                    self.desk.performer.perform(self.parent, lambda: service.change_many(ids, changes))  # noqa: B023
                    is not None
                )
            except InvalidInput as error:
                form.show_problems(fields.sentences(error.problems))

    def _kind(self, name: str) -> dict[str, Any]:
        if name == "leverancier":
            return {"kind": SearchChoice(options=suppliers(self.desk), width=320, is_free=True)}
        return {}

    def menu(self, ids: Callable[[], Sequence[int]], *, is_folded: bool) -> QMenu:
        """`Wijzigen…`: the fields that have no button of their own, and back to the status before."""
        menu = QMenu(self.parent)
        menu.setObjectName("wijzigmenu")
        menu.setAccessibleName("Wijzigen")
        for name in (*(("termijn",) if is_folded else ()), *MORE):
            action = menu.addAction(f"{label(Maatregel, name)}…")
            action.setObjectName(f"wijzig_{name}")
            action.triggered.connect(lambda _=False, name=name: self.change(ids(), name))
        menu.addSeparator()
        back = menu.addAction("Terug naar de vorige status…")
        back.setObjectName("wijzig_terug")
        back.setEnabled(len(ids()) == 1)
        back.triggered.connect(lambda: correct_status(self.desk, self.parent, ids()[0]))
        return menu
