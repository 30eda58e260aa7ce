"""Python looks for garbage between two events of the window, and at no other moment.

By itself it looks wherever an object is made: in a call of Qt that is walking over all widgets (another
theme), or in the thread of a job. Garbage can be a widget, and Qt goes on with one that is gone already.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds
_WHOLE = 20  # looks between two that go through everything, some tens of milliseconds


class GarbageTimer(QObject):
    """Lives as long as the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = _WHOLE
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on; what was loaded until now stays, and is never looked at again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Let go of what nothing leads to; nothing is done while the program rests."""
        made, *_ = gc.get_count()
        most, *_ = gc.get_threshold()
        if made <= most:
            return
        self._left -= 1
        gc.collect(1 if self._left else 2)
        self._left = self._left or _WHOLE
