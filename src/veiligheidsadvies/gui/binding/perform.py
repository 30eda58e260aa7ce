"""The one way a screen runs a user action: do it, report, refresh what shows it, keep undo up to date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import InvalidInput, TransitionRefused, UserError
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.bevindingen import sentence
from veiligheidsadvies.text.messages import explain


class Performer(QObject):
    """Turns a use case into its visible consequences; a bug goes on to the crash dialog."""

    changed = Signal(object)

    def __init__(self, prompts: Prompts) -> None:
        super().__init__()
        self._prompts = prompts

    def perform(self, screen: QWidget, action: Callable[[], Changes]) -> Changes | None:
        """Run `action`; a UserError becomes a sentence (None), InvalidInput goes on to the form."""
        try:
            changes = action()
        except InvalidInput:
            raise
        except UserError as error:
            self.tell(screen, error)
            return None
        self.changed.emit(changes)
        return changes

    def tell(self, screen: QWidget, error: UserError) -> None:
        """Say an expected error; a refused status change says what stands in the way."""
        if isinstance(error, TransitionRefused):
            reasons = [sentence(finding) for finding in error.findings]  # type: ignore[arg-type]
            self._prompts.tell(screen, "\n".join([explain(error), *reasons]))
            return
        self._prompts.tell(screen, explain(error))
