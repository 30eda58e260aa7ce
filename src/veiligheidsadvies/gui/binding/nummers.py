"""The highest numbers on paper, asked when a vault comes from another machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
        answer = desk.prompts.ask_form(parent, TITLE, form=numbers_form(), action="Vastleggen")
        if answer is None:
            return False
        try:
            desk.services.nummers.settle(typed_in(answer))
        except InvalidInput as error:
            desk.prompts.tell(parent, told_of(error))
        except UserError as error:
            if parent is not None:
                desk.performer.tell(parent, error)
            return False
        else:
            return True


def numbers_form() -> Form:
    """A field for each series of numbers."""
    kind = Text(width=160)
    return Form(
        (
            Section(
                "",
                tuple(
                    Field(name=name, label=caption, kind=kind, note=note) for name, caption, note in _FIELDS
                ),
            ),
        )
    )


def typed_in(answer: Mapping[str, Any]) -> list[str]:
    """What was typed in `numbers_form`."""
    return [str(answer[name] or "") for name, _, _ in _FIELDS]


def told_of(error: InvalidInput) -> str:
    """What is wrong with a number that was typed."""
    return " ".join(fields.sentences(error.problems).values())
