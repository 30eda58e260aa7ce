"""The kinds of field a form can be described with: `Text()`, `Money()`, `Date()`, `Choice(options=…)` …

Each makes its editor and knows how wide it likes to be (pixels; None is as wide as the form).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from veiligheidsadvies.gui.kit.editors import (
    CheckEditor,
    ChoiceEditor,
    Editor,
    LineEditor,
    LinesEditor,
    Options,
)
from veiligheidsadvies.gui.kit.line_edits import DateEdit, PassphraseEditor, SearchEditor
from veiligheidsadvies.gui.kit.parse import (
    Parse,
    format_date,
    format_money,
    parse_integer,
    parse_money,
    plain_text,
)


class Kind(Protocol):
    """What every kind offers to the form."""

    @property
    def width(self) -> int | None:
        """Wished width in pixels; None fills the row."""

    def make(self) -> Editor:
        """A new editor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text. Values: str or None. Its length is for the record to judge."""

    width: int | None = None
    placeholder: str = ""
    parse: Parse = plain_text

    def make(self) -> Editor:
        """A line edit."""
        edit = QLineEdit()
        edit.setPlaceholderText(self.placeholder)
        return LineEditor(edit, self.parse, str, is_tidied=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """More lines of text. Values: str or None."""

    width: int | None = None
    lines: int = 4
    parse: Parse = plain_text

    def make(self) -> Editor:
        """A text box that Tab leaves."""
        return LinesEditor(self.lines, self.parse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount. Values: int cents or None; pass `parse` and `show` for another value type."""

    width: int | None = 136
    parse: Parse = parse_money
    show: Callable[[Any], str] = format_money

    def make(self) -> Editor:
        """A right-aligned line edit that shows € 1.234,50 when left."""
        edit = QLineEdit()
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        return LineEditor(edit, self.parse, self.show, is_tidied=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Integer:
    """A whole number. Values: int or None."""

    width: int | None = 88
    parse: Parse = parse_integer

    def make(self) -> Editor:
        """A line edit."""
        return LineEditor(QLineEdit(), self.parse, str, is_tidied=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date that may be empty, read by `parse`. Values: datetime.date or None."""

    parse: Parse
    width: int | None = 152

    def make(self) -> Editor:
        """A line edit with a calendar."""
        return LineEditor(DateEdit(self.parse), self.parse, format_date, is_tidied=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of a short list. Values: the value of the option or None."""

    options: Options = ()
    width: int | None = 200
    placeholder: str = "kies"
    may_be_empty: bool = False

    def make(self) -> Editor:
        """A combo box."""
        return ChoiceEditor(self.options, self.placeholder, may_be_empty=self.may_be_empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchChoice:
    """One of a long list, found by typing. Values: the value of the option, None, or free text."""

    options: Options = ()
    width: int | None = None
    is_free: bool = False

    def make(self) -> Editor:
        """A line edit with a list below it."""
        return SearchEditor(self.options, is_free=self.is_free)


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """Yes or no. Values: bool."""

    caption: str = ""
    width: int | None = None

    def make(self) -> Editor:
        """A check box."""
        return CheckEditor(self.caption)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passphrase:
    """A hidden text. Values: str or None; never in a draft."""

    width: int | None = 360

    def make(self) -> Editor:
        """A hidden line edit with an eye."""
        return PassphraseEditor()


__all__ = (
    "Choice",
    "Date",
    "Integer",
    "Kind",
    "LongText",
    "Money",
    "Passphrase",
    "SearchChoice",
    "Text",
    "YesNo",
)
