"""Questions to the user, behind one interface, so that tests can answer them.

No screen opens a message box, an input box or a file dialog itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from veiligheidsadvies.gui.kit.dialog import Dialog, FormDialog
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.file_dialog import FileDialog
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, Kind, LongText, Passphrase, Text
from veiligheidsadvies.gui.kit.pieces import label


class Prompts(Protocol):
    """What a screen may ask or tell. None always means: the user did not want to go on."""

    def confirm(
        self, parent: QWidget | None, question: str, *, action: str, refusal: str = "Annuleren"
    ) -> bool:
        """Whether to go on; `action` is the verb on the button, more lines stand below the question.

        `refusal` stands on the other one, where it takes nothing back.
        """

    def tell(self, parent: QWidget | None, sentence: str) -> None:
        """Say something that has to be read."""

    def ask_text(self, parent: QWidget | None, question: str, *, label: str, value: str = "") -> str | None:
        """One line of text, never empty."""

    def ask_reason(self, parent: QWidget | None, question: str, *, action: str) -> str | None:
        """Why; more lines, never empty."""

    def ask_choice(
        self,
        parent: QWidget | None,
        question: str,
        *,
        label: str,
        options: Sequence[Option],
        value: Any = None,
    ) -> Any | None:
        """The value of one option; `value` is that of the one that is chosen at first."""

    def ask_passphrase(self, parent: QWidget | None, question: str, *, action: str) -> str | None:
        """A passphrase, typed once."""

    def ask_form(
        self, parent: QWidget | None, title: str, *, form: Form, action: str
    ) -> dict[str, Any] | None:
        """The values of a filled-in form."""

    def choose_file(self, parent: QWidget | None, title: str, *, pattern: str) -> Path | None:
        """An existing file; `pattern` such as `Spreadsheet (*.csv *.tsv)`."""

    def choose_folder(self, parent: QWidget | None, title: str) -> Path | None:
        """An existing folder."""

    def save_file(self, parent: QWidget | None, title: str, *, name: str, pattern: str) -> Path | None:
        """Where to write, with the suffix of `pattern`; overwriting was confirmed."""


class QtPrompts:
    """The prompts a user sees."""

    def confirm(
        self, parent: QWidget | None, question: str, *, action: str, refusal: str = "Annuleren"
    ) -> bool:
        """A question with a verb and a way out; the first line is the heading."""
        first, _, rest = question.partition("\n")
        body = label(rest, is_wrapped=True) if rest else None
        dialog = Dialog(parent, title=first, accept_text=action, body=body, cancel_text=refusal, name="vraag")
        return bool(dialog.exec())

    def tell(self, parent: QWidget | None, sentence: str) -> None:
        """A sentence and Sluiten; the first line is the heading."""
        first, _, rest = sentence.partition("\n")
        body = label(rest, is_wrapped=True) if rest else None
        Dialog(parent, title=first, accept_text="Sluiten", body=body, cancel_text="", name="melding").exec()

    def ask_text(self, parent: QWidget | None, question: str, *, label: str, value: str = "") -> str | None:
        """One field."""
        answer = self._ask(parent, question, label, Text(width=None), "Doorgaan", value)
        return None if answer is None else str(answer)

    def ask_reason(self, parent: QWidget | None, question: str, *, action: str) -> str | None:
        """One larger field."""
        answer = self._ask(parent, question, "Reden", LongText(lines=3), action, None)
        return None if answer is None else str(answer)

    def ask_choice(
        self,
        parent: QWidget | None,
        question: str,
        *,
        label: str,
        options: Sequence[Option],
        value: Any = None,
    ) -> Any | None:
        """One list."""
        return self._ask(parent, question, label, Choice(options=options, width=320), "Doorgaan", value)

    def ask_passphrase(self, parent: QWidget | None, question: str, *, action: str) -> str | None:
        """One hidden field."""
        answer = self._ask(parent, question, "Wachtwoordzin", Passphrase(width=None), action, None)
        return None if answer is None else str(answer)

    def ask_form(
        self, parent: QWidget | None, title: str, *, form: Form, action: str
    ) -> dict[str, Any] | None:
        """A dialog around the form."""
        dialog = FormDialog(parent, title=title, accept_text=action, form=form)
        form.focus_first()
        return form.values() if dialog.exec() else None

    def choose_file(self, parent: QWidget | None, title: str, *, pattern: str) -> Path | None:
        """The file dialog: it remembers nothing outside the program."""
        dialog = FileDialog(parent, title, pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog)

    def choose_folder(self, parent: QWidget | None, title: str) -> Path | None:
        """The same for folders alone."""
        dialog = FileDialog(parent, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _chosen(dialog)

    def save_file(self, parent: QWidget | None, title: str, *, name: str, pattern: str) -> Path | None:
        """The same to write; it asks before it overwrites."""
        suffix = _suffix(pattern)
        dialog = FileDialog(parent, title, pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(name)
        path = _chosen(dialog)
        if path is None or path.name.lower().endswith(suffix):
            return path
        path = path.with_name(path.name + suffix)  # it asked about another name
        question = f"Het bestand vervangen?\n{path.name} bestaat al in deze map."
        is_free = not os.path.lexists(path)
        return path if is_free or self.confirm(parent, question, action="Vervangen") else None

    def _ask(
        self, parent: QWidget | None, question: str, caption: str, kind: Kind, action: str, value: Any
    ) -> Any | None:
        form = Form((Section("", (Field(name="antwoord", label=caption, kind=kind, required=True),)),))
        form.load({"antwoord": value})
        dialog = FormDialog(parent, title=question, accept_text=action, form=form)
        form.focus_first()
        return form.values()["antwoord"] if dialog.exec() else None


def _suffix(pattern: str) -> str:
    """The one suffix that files of this kind have, "" when any name will do."""
    found = re.search(r"\*(\.\w+)\)", pattern)
    return found[1].lower() if found else ""


def _chosen(dialog: FileDialog) -> Path | None:
    found = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return Path(found[0]) if found else None
