"""The highest numbers on paper, asked when a vault comes from another machine."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import InvalidInput, UserError
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Text

TOLD = "Deze computer kent deze kluis niet. Is er papier met hogere nummers dan hij kent?"
TITLE = "Wat zijn de hoogste nummers op papier?"
_FIELDS = (
    ("exemplaar", "Exemplaar", "zoals 2026-0042"),
    ("opdracht", "Opdracht", "zoals OPD-2026-007"),
    ("aanvraag", "Offerteaanvraag", "zoals OFA-2026-003"),
)


def ask_numbers(desk: Desk, parent: QWidget | None) -> bool:
    """Ask until what was typed is a number; whether it is settled. Empty: nothing on paper is higher."""
    while True:
        form = Form(
            (
                Section(
                    "",
                    tuple(
                        Field(name=name, label=caption, kind=Text(width=160), note=note)
                        for name, caption, note in _FIELDS
                    ),
                ),
            )
        )
        answer = desk.prompts.ask_form(parent, TITLE, form=form, action="Vastleggen")
        if answer is None:
            return False
        try:
            desk.services.nummers.settle([str(answer[name] or "") for name, _, _ in _FIELDS])
        except InvalidInput as error:
            desk.prompts.tell(parent, " ".join(fields.sentences(error.problems).values()))
        except UserError as error:
            if parent is not None:
                desk.performer.tell(parent, error)
            return False
        else:
            return True
