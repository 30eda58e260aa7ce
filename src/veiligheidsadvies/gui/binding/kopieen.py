"""What happens with copies of the vault beside the screens, for the tab that lists them and the program."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class _Kopieen(QObject):
    """`changed()`: the register changed. `restore_ready(Klaargezet)`: swap it in, the vault closes."""

    changed = Signal()
    restore_ready = Signal(object)


_signal: list[_Kopieen] = []


def kopieen_signal() -> _Kopieen:
    """The one signal of this process."""
    if not _signal:
        _signal.append(_Kopieen())
    return _signal[0]
