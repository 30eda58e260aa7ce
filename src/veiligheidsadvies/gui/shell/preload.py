"""Gets the program ready while the unlock window waits for the user, one short step at a time.

The window stands first. Then, whenever nothing else is going on, one more module is imported, and in the end
the first screen is rehearsed; most of it happens while somebody types, or while the key is derived beside the
window.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

MODULES = (
    "veiligheidsadvies.domain.maatregel",
    "veiligheidsadvies.domain.regels",
    "argon2.low_level",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "filelock",
    "sqlcipher3.dbapi2",
    "veiligheidsadvies.vault.database",
    "veiligheidsadvies.vault.slotfile",
    "veiligheidsadvies.vault.unlock",
    "veiligheidsadvies.vault.vault",
    "veiligheidsadvies.storage.records",
    "veiligheidsadvies.storage.maatregel_table",
    "veiligheidsadvies.printing.snapshots",
    "veiligheidsadvies.services.vandaag",
    "veiligheidsadvies.services.overgangen",
    "veiligheidsadvies.services.maatregelen",
    "veiligheidsadvies.exchange.maatregelen_tsv",
    "veiligheidsadvies.services.dossier_overzicht",
    "veiligheidsadvies.services.uitgifte",
    "veiligheidsadvies.services.stukken",
    "veiligheidsadvies.services.akkoorden",
    "veiligheidsadvies.services.bijlagen",
    "veiligheidsadvies.services.beheer",
    "veiligheidsadvies.services.kluis",
    "veiligheidsadvies.gui.kit.table",
    "veiligheidsadvies.gui.kit.line_edits",
    "veiligheidsadvies.gui.kit.dialog",
    "veiligheidsadvies.gui.shell.guard",
    "veiligheidsadvies.gui.kit.form",
    "veiligheidsadvies.gui.kit.prompts",
    "veiligheidsadvies.gui.shell.main_window",
    "veiligheidsadvies.gui.shell.session",
    "veiligheidsadvies.gui.screens.vandaag",
    "veiligheidsadvies.gui.screens.dossiers",
    "veiligheidsadvies.gui.kit.board",
    "veiligheidsadvies.gui.binding.overgang",
    "veiligheidsadvies.gui.screens.maatregelen",
    "veiligheidsadvies.gui.screens.dossier",
    "veiligheidsadvies.gui.screens.maatregel",
    "PySide6.QtDBus",
)
_OVER = object()
_BETWEEN = 15  # milliseconds for the window to paint and to take keys


class Preload(QObject):
    """Imports `MODULES` one by one, goes through `rehearsal`, then says `done`.

    A module that a system lacks is left to who needs it.
    """

    done = Signal()

    def __init__(self, parent: QObject, rehearsal: Iterator[None]) -> None:
        super().__init__(parent)
        self._rest: Iterator[str] = iter(MODULES)
        self._rehearsal = rehearsal
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _next(self) -> None:
        name = next(self._rest, None)
        if name is not None:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        elif next(self._rehearsal, _OVER) is _OVER:
            self._timer.stop()
            self.done.emit()
