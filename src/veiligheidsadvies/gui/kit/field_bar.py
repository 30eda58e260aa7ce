"""A few fields beside each other with their labels above: what a whole page is about.

Described with the same `Field` as a form. A field that says what is wrong does so in its tooltip and with its
edge; the page lists its findings itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.editors import Editor
from veiligheidsadvies.gui.kit.flow import FlowLayout
from veiligheidsadvies.gui.kit.form import Field
from veiligheidsadvies.gui.kit.parse import Refusal
from veiligheidsadvies.gui.kit.pieces import describe, label


class FieldBar(QWidget):
    """`edited(name)`: the user changed a field."""

    edited = Signal(str)

    def __init__(self, fields: Sequence[Field], *, name: str = "kop") -> None:
        super().__init__()
        self.setObjectName(name)
        self._editors: dict[str, Editor] = {}
        self._captions: dict[str, QWidget] = {}
        self._flow = FlowLayout(self, gap=16)
        for described in fields:
            self._add(described)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _add(self, described: Field) -> None:
        editor = described.kind.make()
        describe(editor.widget, described.name, described.label, described.help)
        editor.widget.setToolTip(described.help)
        if described.kind.width:
            editor.widget.setFixedWidth(described.kind.width)
        caption = label(f"{described.label} *" if described.required else described.label, "small")
        caption.setBuddy(editor.widget)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption)
        column.addWidget(editor.widget)
        self._flow.addWidget(holder)
        self._editors[described.name] = editor
        self._captions[described.name] = holder
        editor.edited.connect(lambda name=described.name: self.edited.emit(name))

    def editor(self, name: str) -> Editor:
        """The editor of one field."""
        return self._editors[name]

    def load(self, values: Mapping[str, Any]) -> None:
        """Show values without counting as an edit."""
        for name, editor in self._editors.items():
            editor.load(values.get(name))
            editor.set_problem(has_problem=False)

    def value(self, name: str) -> Any:
        """What a field holds; None when it is empty or cannot be read."""
        found = self._editors[name].value()
        return None if isinstance(found, Refusal) else found

    def problems(self) -> dict[str, str]:
        """A sentence for every text that cannot be read."""
        values = {name: editor.value() for name, editor in self._editors.items()}
        return {name: value.sentence for name, value in values.items() if isinstance(value, Refusal)}

    def mark(self, names: Sequence[str]) -> None:
        """Draw the edge of the fields that ask for attention."""
        for name, editor in self._editors.items():
            editor.set_problem(has_problem=name in names)

    def draft(self) -> dict[str, str]:
        """The raw texts."""
        return {name: editor.raw() for name, editor in self._editors.items()}

    def restore_draft(self, draft: Mapping[str, Any]) -> None:
        """Show the texts of a draft."""
        for name, editor in self._editors.items():
            if name in draft:
                editor.restore(str(draft[name]))

    def set_shown(self, name: str, *, is_shown: bool) -> None:
        """Show or hide one field with its label."""
        self._captions[name].setVisible(is_shown)

    def set_enabled(self, name: str, *, is_enabled: bool) -> None:
        """Switch one field on or off."""
        self._editors[name].set_enabled(is_enabled=is_enabled)

    def focus_field(self, name: str) -> None:
        """Put the cursor in a field."""
        self._editors[name].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
