"""Privacy mode as the kit knows it: a switch that is on or off, and what stands on screen while it is on.

What is sensitive is for others to say; fields, columns and facts marked `secret` ask here.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

DOTS = "•••••"


class Secrecy(QObject):
    """Hides secret text everywhere at once."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, is_hidden: bool = False) -> None:
        super().__init__(parent)
        self._is_hidden = is_hidden

    @property
    def is_hidden(self) -> bool:
        """Whether secret text is hidden now."""
        return self._is_hidden

    def set_hidden(self, *, is_hidden: bool) -> None:
        """Hide or show."""
        if is_hidden != self._is_hidden:
            self._is_hidden = is_hidden
            self.changed.emit(is_hidden)

    def toggle(self) -> None:
        """The other way round (F8)."""
        self.set_hidden(is_hidden=not self._is_hidden)

    def shown(self, text: str) -> str:
        """The text, or dots whose number tells nothing."""
        return DOTS if self._is_hidden and text else text

    def follow(self, owner: QObject, react: Callable[[bool], None]) -> None:
        """Call `react` now and at every change, as long as the owner lives."""
        react(self._is_hidden)
        link = self.changed.connect(react)
        owner.destroyed.connect(lambda: QObject.disconnect(link))
