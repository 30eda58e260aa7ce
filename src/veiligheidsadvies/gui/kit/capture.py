"""Keeping other programs from recording our windows, where the system offers that: on Windows."""

from __future__ import annotations

import ctypes
import os
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_OPEN, _BLACK, _ABSENT = 0x00, 0x01, 0x11
"""SetWindowDisplayAffinity: shown, black (before Windows 10 2004), left out of what is recorded."""


def system() -> Any:
    """What Windows offers for it; None on another system."""
    return vars(ctypes)["windll"].user32 if os.name == "nt" else None


class Capture(QObject):
    """Leaves every window of the program out of recordings, also the menus and dialogs that come later."""

    def __init__(self, app: QGuiApplication, *, is_on: bool) -> None:
        super().__init__(app)
        self._system = system()
        self._is_on = is_on
        if self._system is not None:
            app.installEventFilter(self)
            self.set_on(is_on=is_on)

    def set_on(self, *, is_on: bool) -> None:
        """Leave them out from now on, or no longer."""
        self._is_on = is_on
        if self._system is not None:
            for window in QGuiApplication.topLevelWindows():
                self._apply(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that is shown for the first time."""
        if event.type() == QEvent.Type.Expose and isinstance(watched, QWindow):
            self._apply(watched)
        return super().eventFilter(watched, event)

    def _apply(self, window: QWindow) -> None:
        if not window.isVisible() or not window.isTopLevel():
            return
        handle = ctypes.c_void_p(int(window.winId()))
        if not self._is_on:
            self._system.SetWindowDisplayAffinity(handle, _OPEN)
        elif not self._system.SetWindowDisplayAffinity(handle, _ABSENT):
            self._system.SetWindowDisplayAffinity(handle, _BLACK)


def is_blocked() -> bool | None:
    """Whether no window that is shown can be recorded; None where the system knows no such thing."""
    asked = system()
    if asked is None:
        return None
    for window in QGuiApplication.topLevelWindows():
        state = ctypes.c_uint32(_OPEN)
        if window.isVisible() and window.isTopLevel():
            asked.GetWindowDisplayAffinity(ctypes.c_void_p(int(window.winId())), ctypes.byref(state))
            if state.value == _OPEN:
                return False
    return True
