"""That all checks of the vault were done on a screen, for the frame that tells what the last one found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class _Controle(QObject):
    """`done()`: the outcome is written down."""

    done = Signal()


_signal: list[_Controle] = []


def controle_signal() -> _Controle:
    """The one signal of this process."""
    if not _signal:
        _signal.append(_Controle())
    return _signal[0]
