"""Copying a secret: the clipboard forgets it after 20 seconds, and its histories are asked not to keep it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 20
# What password managers set: the first for Linux desktops, the others for Windows.
_MARKS = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
    ("CanIncludeInClipboardHistory", b"\0\0\0\0"),
)
_copied: list[str] = []


def copy_secret(text: str) -> None:
    """Put a secret on the clipboard for 20 seconds."""
    data = QMimeData()
    data.setText(text)
    for name, mark in _MARKS:
        data.setData(name, mark)
    QGuiApplication.clipboard().setMimeData(data)
    _copied[:] = [text]
    QTimer.singleShot(int(SECONDS * 1000), lambda: _forget(text))


def forget_secret() -> None:
    """Empty the clipboard now when a secret of ours is still on it."""
    if _copied:
        _forget(_copied[0])


def _forget(text: str) -> None:
    if _copied != [text]:
        return
    _copied.clear()
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
