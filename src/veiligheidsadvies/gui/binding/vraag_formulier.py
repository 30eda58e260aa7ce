"""Asking a few fields in a dialog and doing something with them, until it is right or the user stops."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.services.changes import Changes


def ask_and_save(
    desk: Desk,
    parent: QWidget,
    title: str,
    *,
    form: Form,
    action: str,
    save: Callable[[dict[str, Any]], Changes],
) -> Changes | None:
    """Ask `form` and run `save` with its values; what is wrong is told at the fields and asked again."""
    while True:
        values = desk.prompts.ask_form(parent, title, form=form, action=action)
        if values is None:
            return None
        try:
            return desk.performer.perform(parent, partial(save, values))
        except InvalidInput as error:
            form.show_problems(fields.sentences(error.problems))
