"""Changed preferences of this machine, for whoever has to follow them at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from veiligheidsadvies import settings
from veiligheidsadvies.settings import Settings


class _Preferences(QObject):
    """`changed(Settings)` after they were kept."""

    changed = Signal(object)


_signal: list[_Preferences] = []


def preferences_signal() -> _Preferences:
    """The one signal of this process."""
    if not _signal:
        _signal.append(_Preferences())
    return _signal[0]


def keep(changed: Settings) -> bool:
    """Write them and tell; False when they could not be written and count until the end only."""
    try:
        settings.save(changed)
    except OSError:
        return False
    finally:
        preferences_signal().changed.emit(changed)
    return True
