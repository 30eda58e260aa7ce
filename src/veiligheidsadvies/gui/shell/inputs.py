"""Sees that somebody is at work in a window of the program, without a look at every event of every widget.

Key and pointer events reach a `QWindow` first, also while a dialog is open and blocks the main window. So one
look there is enough to restart the idle clock and to catch Ctrl+L everywhere.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.ShortcutOverride,
    }
)


class Inputs(QObject):
    """`active` comes at every key or movement, `typed` at every key, `lock_asked` for Ctrl+L anywhere."""

    active = Signal()
    typed = Signal()
    lock_asked = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._watched: set[QWindow] = set()
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def watch(self, window: QWindow) -> None:
        """Look at a window that may not get the focus by itself."""
        self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda _=None, gone=window: self._watched.discard(gone))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only Ctrl+L is taken away; everything else goes on as it was."""
        kind = event.type()
        if kind in _ACTIVITY:
            self.active.emit()
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if _is_lock(event):
                    self.lock_asked.emit()
                    return True
                self.typed.emit()
        return super().eventFilter(watched, event)


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
