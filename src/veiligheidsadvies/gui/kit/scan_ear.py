"""Hears a scanner that types: a marker, then the signs of a whole code, all within moments."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

_QUIET = 250  # milliseconds without a sign end a code, for scanners that send no Enter


class ScanEar(QObject):
    """`began()` when the marker is complete, `heard(code)` when the code behind it is."""

    began = Signal()
    heard = Signal(str)

    def __init__(self, marker: str, parent: QObject) -> None:
        super().__init__(parent)
        self._marker, self._typed, self._is_scanning = marker, "", False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET)
        self._quiet.timeout.connect(self._end)

    def hear(self, sign: str) -> bool:
        """Take in a typed sign; True when it belongs to a scan and is not meant for a field."""
        if self._is_scanning:
            if sign in {"\r", "\n"}:
                self._end()
            else:
                self._typed += sign
                self._quiet.start()
            return True
        signs = self._typed + sign.upper()
        if not self._marker.startswith(signs):
            signs = sign.upper() if self._marker.startswith(sign.upper()) else ""
        self._typed = signs
        if not signs or signs != self._marker:
            return False
        self._typed, self._is_scanning = "", True
        self._quiet.start()
        self.began.emit()
        return True

    def _end(self) -> None:
        code, self._typed, self._is_scanning = self._typed, "", False
        self._quiet.stop()
        self.heard.emit(code)
