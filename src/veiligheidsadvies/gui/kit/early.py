"""What the first window needs of the Qt namespace, by number.

Asking Python for one name of that namespace makes all of its 140 enumerations, which takes 20 ms of the 60
that the first window may take more than a bare one. Modules that are loaded for it ask here, or import `Qt`
inside the function that needs it later; `tests/gui/kit/test_early.py` watches over both.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

_PLAIN_TEXT = 0
_NO_FOCUS, _TAB_FOCUS = 0, 1


def show_plain_text(words: QLabel) -> None:
    """Show words as they are: nothing in them is markup."""
    words.setProperty("textFormat", _PLAIN_TEXT)


def take_focus(widget: QWidget, *, by_tab: bool) -> None:
    """Reach a widget with Tab only (`by_tab`), or never."""
    widget.setProperty("focusPolicy", _TAB_FOCUS if by_tab else _NO_FOCUS)
