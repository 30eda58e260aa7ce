"""What was typed in a dialog outlives a lock: the same dialog, opened at the same place, offers it again.

One mechanism for every dialog around a form, and for the choices of a paper; those for a key are not kept. A
passphrase is never in it: its field keeps nothing for a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.dialog import Dialog, dialog_signal, lock_signal
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.services.concepten import ConceptService

PREFIX = "dialoog:"
RESTORED = "Wat u typte toen de kluis op slot ging, staat er weer."


class DialoogConcepten(QObject):
    """Knows the open dialogs; `closed(key)` when the user is done with one and its draft may go."""

    closed = Signal(str)

    def __init__(self, concepten: ConceptService, where: Callable[[], Plek | None], parent: QObject) -> None:
        super().__init__(parent)
        self._concepten, self._where = concepten, where
        self._open: dict[Dialog, str] = {}
        self._at_lock: dict[str, Mapping[str, Any]] | None = None
        self._is_stopped = False
        direct = Qt.ConnectionType.DirectConnection
        dialog_signal().opened.connect(self._on_opened, direct)
        dialog_signal().closed.connect(self._on_closed, direct)
        lock_signal().closing.connect(self._on_lock, direct)

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """What stands unsaved in dialogs by key: now, or since the lock began to close them."""
        if self._at_lock is not None:
            return self._at_lock
        return {
            key: values
            for dialog, key in self._open.items()
            if shiboken6.isValid(dialog) and (values := _typed(dialog))
        }

    def stop(self) -> None:
        """The vault closes: offer nothing any more."""
        self._is_stopped = True

    def _on_opened(self, dialog: Dialog) -> None:
        plek = None if self._is_stopped else self._where()
        if plek is None or not dialog.keeps_draft:
            return
        key = _key(dialog, plek)
        self._open[dialog] = key
        concept = self._concepten.find(key)
        if concept is not None:
            _restore(dialog, concept.waarden)
            dialog.remark(RESTORED)

    def _on_closed(self, dialog: Dialog) -> None:
        key = self._open.pop(dialog, None)
        if key is not None and self._at_lock is None and not self._is_stopped:
            self.closed.emit(key)

    def _on_lock(self) -> None:
        """The dialogs close next, and nobody cancelled them."""
        if not self._is_stopped:
            self._at_lock = dict(self.drafts())


def _key(dialog: Dialog, plek: Plek) -> str:
    place = f"{plek.scherm}:{plek.dossier_id or 0}:{plek.row_id or 0}"
    return f"{PREFIX}{dialog.objectName()}:{place}:{dialog.windowTitle()}"


def _forms(dialog: Dialog) -> list[Form]:
    return dialog.findChildren(Form)


def _typed(dialog: Dialog) -> dict[str, Any]:
    return {
        f"{number}.{name}": raw
        for number, form in enumerate(_forms(dialog))
        if form.is_dirty
        for name, raw in form.draft().items()
    }


def _restore(dialog: Dialog, kept: Mapping[str, Any]) -> None:
    for number, form in enumerate(_forms(dialog)):
        start = f"{number}."
        draft = {name.removeprefix(start): str(raw) for name, raw in kept.items() if name.startswith(start)}
        before = form.draft()
        form.restore_draft(draft)
        for name in [name for name, raw in draft.items() if before.get(name) != raw]:
            form.field_edited.emit(name)  # fields may depend on it, and fill each other
        form.restore_draft(draft)
        if draft:
            form.edited.emit()
