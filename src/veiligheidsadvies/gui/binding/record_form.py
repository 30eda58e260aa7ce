"""A page that edits one record: form, drafts, saving and telling problems, the same for every record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.form import Form, Section
from veiligheidsadvies.gui.kit.form_page import FormPage
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.concepten import Concept

Save = Callable[[dict[str, Any]], Changes]


class RecordForm(FormPage):
    """Shows values, keeps them as a draft under `key`, and saves them with `save`.

    `save` gets the form's values and returns Changes; InvalidInput is told at the fields. `saved` carries the
    Changes; `left` (of FormPage) comes after Annuleren or Esc.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        sections: Sequence[Section],
        *,
        key: str,
        save: Save,
        side: QWidget | None = None,
        save_text: str = "Bewaren",
    ) -> None:
        form = Form(sections)
        super().__init__(form, prompts=desk.prompts, side=side, save_text=save_text)
        self._desk, self.key, self._save_values = desk, key, save
        form.follow(desk.secrecy)
        self.save_requested.connect(self.submit)

    def load(self, values: dict[str, Any]) -> None:
        """Show a record's values, and over them the draft that was kept for this form."""
        self.form.load(values)
        concept = self._desk.services.concepten.find(self.key)
        if concept is not None:
            self.form.restore_draft({name: str(value) for name, value in concept.waarden.items()})
            self._tell_draft(concept)

    def _tell_draft(self, concept: Concept) -> None:
        moment = concept.bewaard_op
        day = "" if moment.date() == self._desk.services.today else f" op {moment:%d-%m}"
        self.set_draft_note(f"Concept bewaard{day} om {moment:%H:%M}, blijft na vergrendelen")

    def keep_draft(self) -> None:
        """Store what is not saved yet; nothing unsaved drops the draft."""
        if not self.form.is_dirty:
            return
        self._desk.services.concepten.save(self.key, self.form.draft())
        concept = self._desk.services.concepten.find(self.key)
        if concept is not None:
            self._tell_draft(concept)

    def submit(self) -> None:
        """Save, or tell every problem at its field; the form keeps its content when saving fails."""
        values = self.form.submit()
        if values is None:
            return
        try:
            changes = self._desk.performer.perform(self, lambda: self._save_values(values))
        except InvalidInput as error:
            self.form.show_problems(fields.sentences(error.problems))
            return
        if changes is not None:
            self.form.mark_saved()
            self._desk.services.concepten.drop(self.key)
            self.set_draft_note("")
            self.saved.emit(changes)

    def leave(self) -> None:
        """Leave for good: a draft that the user throws away is dropped."""
        if self.may_leave():
            self._desk.services.concepten.drop(self.key)
            self.form.mark_saved()
            self.left.emit()
