"""Hears over D-Bus that the computer goes to sleep or locks its screen.

A *delay inhibitor* holds the sleep up for a moment, so that the lock comes before it and not after waking.
Without a bus, or on another system, nothing is heard and the idle clock does the work. Qt speaks D-Bus
over a local socket only.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SESSION_PATH = "/org/freedesktop/login1/session/auto"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)


class SessionWatch(QObject):
    """`lock_asked` when the screen locks or the computer is about to sleep."""

    lock_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inhibitor: object | None = None

    def start(self) -> bool:
        """Begin to listen; False when there is no bus."""
        if not sys.platform.startswith("linux"):
            return False
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return False
        is_heard = False
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            bus = QDBusConnection.sessionBus()
            if bus.isConnected():
                is_heard = self._listen_to_savers(bus)
        system = QDBusConnection.systemBus()
        if system.isConnected():
            is_heard = self._listen_to_login(system) or is_heard
        return is_heard

    def _listen_to_savers(self, bus: QDBusConnection) -> bool:
        slot = SLOT("screen_saver(bool)")
        heard = [
            self._hear(bus, (service, path, service, "ActiveChanged"), slot) for service, path in _SAVERS
        ]
        return any(heard)

    def _listen_to_login(self, bus: QDBusConnection) -> bool:
        service, path, interface = _LOGIN
        session = (service, _session_path(), "org.freedesktop.login1.Session", "Lock")
        heard = [
            self._hear(bus, (service, path, interface, "PrepareForSleep"), SLOT("sleeping(bool)")),
            self._hear(bus, session, SLOT("locked()")),
        ]
        self._hold_sleep(bus)
        return any(heard)

    def _hear(self, bus: QDBusConnection, what: tuple[str, str, str, str], slot: object) -> bool:
        # A str is what PySide takes here; its stubs ask for bytes, which it refuses.
        return bus.connect(*what, self, slot)  # type: ignore[call-overload,no-any-return]

    def _hold_sleep(self, bus: QDBusConnection) -> None:
        from PySide6.QtDBus import QDBusInterface, QDBusMessage

        service, path, interface = _LOGIN
        with contextlib.suppress(RuntimeError, TypeError):
            manager = QDBusInterface(service, path, interface, bus)
            manager.setTimeout(500)
            answer = manager.call("Inhibit", "sleep", "Veiligheidsadvies", "Kluis vergrendelen", "delay")
            if answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments():
                # The inhibitor lasts as long as its descriptor is open; the new process starts without it.
                self._inhibitor = answer.arguments()[0]

    @Slot(bool)
    def screen_saver(self, is_active: bool) -> None:  # noqa: FBT001 - what the signal carries
        """The screen was locked."""
        if is_active:
            self.lock_asked.emit()

    @Slot(bool)
    def sleeping(self, is_starting: bool) -> None:  # noqa: FBT001 - what the signal carries
        """The computer goes to sleep."""
        if is_starting:
            self.lock_asked.emit()

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self.lock_asked.emit()


def _session_path() -> str:
    number = os.environ.get("XDG_SESSION_ID", "")
    if not number.isalnum():
        return _SESSION_PATH
    escaped = f"_3{number[0]}{number[1:]}" if number[0].isdigit() else number
    return f"/org/freedesktop/login1/session/{escaped}"
