"""Every form in the application: sections of fields described once, built the same way.

    form = Form((
        Section("Maatregel", (
            Field(name="titel", label="Titel", required=True),
            Field(name="nummer", label="Nummer in advies", kind=Text(width=88)),
            Field(name="prioriteit", label="Prioriteit", kind=Choice(options=…), beside=True),
        )),
    ))
    form.load({"titel": "…"}); form.values(); form.show_problems({"titel": "Vul een titel in."})

The form shows sentences, it does not know rules: reading problems come from the `parse` of a kind, all others
from the record. `draft()` keeps the raw texts, also those that are no value yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.editors import Editor
from veiligheidsadvies.gui.kit.form_rows import FieldRow, ProblemBand
from veiligheidsadvies.gui.kit.kinds import Kind, Text
from veiligheidsadvies.gui.kit.page import WidthWatch, is_small
from veiligheidsadvies.gui.kit.parse import Refusal
from veiligheidsadvies.gui.kit.pieces import SectionHeading, describe
from veiligheidsadvies.gui.kit.scroll_body import reveal
from veiligheidsadvies.gui.kit.secrecy import Secrecy

# Alt+letter of the menu bar: Bestand, beWerken, beeLd, Dossier, Afdrukken, Extra, Help.
_TAKEN = set("bwldaeh")
MISSING = "Dit veld is verplicht. Vul het in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; `name` is the key of values, problems and drafts, and the objectName of the editor.

    `beside` puts it right of the field before; `note` stands muted behind it; `help` is the tooltip and the
    description for screen readers; `secret` fields are hidden by `Form.set_hidden`.
    """

    name: str
    label: str
    kind: Kind = field(default_factory=Text)
    required: bool = False
    beside: bool = False
    note: str = ""
    help: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its fields; an empty title draws no heading."""

    title: str
    fields: Sequence[Field]


class Form(QWidget):
    """Shows the fields of one record and hands back what the user made of them."""

    edited = Signal()
    field_edited = Signal(str)

    def __init__(
        self, sections: Sequence[Section], *, name: str = "formulier", missing: str = MISSING
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._missing = missing
        self._fields: dict[str, Field] = {}
        self._editors: dict[str, Editor] = {}
        self._rows: dict[str, FieldRow] = {}
        self._loaded: dict[str, str] = {}
        self._marked: list[str] = []
        self._letters = set(_TAKEN)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.band = ProblemBand()
        self.band.asked.connect(self.focus_field)
        self._column.addWidget(self.band)
        for number, section in enumerate(sections):
            self._add_section(section, is_first=number == 0)
        self._loaded = self.draft()
        WidthWatch(self).crossed.connect(self._fit)

    def _add_section(self, section: Section, *, is_first: bool) -> None:
        if section.title:
            if not is_first:
                self._column.addSpacing(12)
            self._column.addWidget(SectionHeading(section.title))
            self._column.addSpacing(2)
        row: FieldRow | None = None
        for described in section.fields:
            editor = described.kind.make()
            spoken = described.label or getattr(described.kind, "caption", "")
            describe(editor.widget, described.name, spoken, described.help)
            editor.widget.setToolTip(described.help)
            if row is None or not described.beside:
                row = FieldRow()
                self._column.addWidget(row)
            row.add(
                described.name, self._caption(described), editor.widget, described.kind.width, described.note
            )
            self._fields[described.name] = described
            self._editors[described.name], self._rows[described.name] = editor, row
            editor.edited.connect(lambda name=described.name: self._on_edited(name))

    def _caption(self, described: Field) -> str:
        words = described.label
        if "&" not in words:
            place = next((at for at, sign in enumerate(words) if self._is_free(sign)), None)
            if place is not None:
                words = f"{words[:place]}&{words[place:]}"
        at = words.find("&")
        if 0 <= at < len(words) - 1:
            self._letters.add(words[at + 1].casefold())
        return f"{words} *" if described.required else words

    def _is_free(self, sign: str) -> bool:
        return sign.isascii() and sign.isalpha() and sign.casefold() not in self._letters

    def _on_edited(self, name: str) -> None:
        self.field_edited.emit(name)
        self.edited.emit()

    def _fit(self) -> None:
        for row in self._rows.values():
            row.set_stacked(is_stacked=is_small(self))

    def editor(self, name: str) -> Editor:
        """The editor of one field, for what is special about it."""
        return self._editors[name]

    def load(self, values: Mapping[str, Any]) -> None:
        """Show values without counting as an edit; absent names become empty."""
        for name, editor in self._editors.items():
            editor.load(values.get(name))
        self._loaded = self.draft()
        self.clear_problems()

    def set_value(self, name: str, value: Any) -> None:
        """Fill one field on behalf of the user (counts as unsaved, emits nothing)."""
        self._editors[name].load(value)

    def values(self) -> dict[str, Any]:
        """What the fields hold now; None where a text cannot be read (see `problems`)."""
        found = {name: editor.value() for name, editor in self._editors.items()}
        return {name: None if isinstance(value, Refusal) else value for name, value in found.items()}

    def problems(self) -> dict[str, str]:
        """A sentence for every text that cannot be read and every required field that is empty."""
        empty = {
            name: self._missing
            for name, editor in self._editors.items()
            if self._fields[name].required and editor.widget.isEnabled() and editor.value() is None
        }
        return {**empty, **self._unreadable()}

    def _unreadable(self) -> dict[str, str]:
        values = {name: editor.value() for name, editor in self._editors.items()}
        return {name: value.sentence for name, value in values.items() if isinstance(value, Refusal)}

    def submit(self) -> dict[str, Any] | None:
        """The values, or None after showing what cannot be read or is missing."""
        return None if self.show_problems({}) else self.values()

    def show_problems(self, problems: Mapping[str, str]) -> int:
        """Mark fields with a sentence each, go to the first, and return their count; adds own `problems()`.

        A problem of a field that the form does not have is shown in the band.
        """
        found = {**self.problems(), **problems, **self._unreadable()}
        known = {name: found[name] for name in self._editors if name in found}
        for name, editor in self._editors.items():
            editor.set_problem(has_problem=name in known)
            self._rows[name].set_problem(name, known.get(name, ""))
        strange = [sentence for name, sentence in found.items() if name not in self._editors]
        self.band.show_fields({name: self._fields[name].label for name in known}, strange)
        self._marked = list(known)
        if known:
            self.focus_first()
        return len(found)

    def clear_problems(self) -> None:
        """Forget all marks."""
        for name, editor in self._editors.items():
            editor.set_problem(has_problem=False)
            self._rows[name].set_problem(name, "")
        self._marked = []
        self.band.show_fields({}, [])

    def focus_field(self, name: str) -> None:
        """Put the cursor in a field, and the field in view."""
        self._editors[name].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        reveal(self._editors[name].widget)

    def focus_first(self) -> None:
        """Put the cursor in the first field with a problem, else in the first that can be edited."""
        if self._marked:
            self.focus_field(self._marked[0])
            return
        for editor in self._editors.values():
            if editor.widget.isEnabled():
                editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @property
    def is_dirty(self) -> bool:
        """Whether something differs from what was loaded."""
        return self.draft() != self._loaded

    def mark_saved(self) -> None:
        """What stands here now is what is saved."""
        self._loaded = self.draft()

    def draft(self) -> dict[str, str]:
        """The raw texts, to be kept through a lock or a crash; passphrases are never in it."""
        return {name: editor.raw() for name, editor in self._editors.items()}

    def restore_draft(self, draft: Mapping[str, str]) -> None:
        """Show the texts of a draft; they count as unsaved. Unknown names are ignored."""
        for name, raw in draft.items():
            if name in self._editors:
                self._editors[name].restore(raw)

    def set_note(self, name: str, text: str) -> None:
        """Change the muted words behind a field."""
        self._rows[name].set_note(name, text)

    def set_shown(self, name: str, *, is_shown: bool) -> None:
        """Show or hide one field with its label; a hidden field keeps its value."""
        self._rows[name].set_shown(name, is_shown=is_shown)

    def set_enabled(self, name: str, *, is_enabled: bool) -> None:
        """Switch one field on or off; a field that is off is never missing."""
        self._editors[name].set_enabled(is_enabled=is_enabled)

    def set_hidden(self, *, is_hidden: bool) -> None:
        """Hide or show the text of all secret fields (privacy mode)."""
        for name, described in self._fields.items():
            if described.secret:
                self._editors[name].set_hidden(is_hidden=is_hidden)

    def follow(self, secrecy: Secrecy) -> None:
        """Keep secret fields hidden as long as privacy mode says so."""
        secrecy.follow(self, lambda is_hidden: self.set_hidden(is_hidden=is_hidden))
