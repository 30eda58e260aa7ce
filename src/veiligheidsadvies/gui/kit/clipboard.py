"""What is copied here: the clipboard forgets it after 20 seconds, and its histories are asked not to keep it.

Also what a field, a table or a label of Qt copies by itself: `watch` sees it and copies it anew as a secret.
"""

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
_OPEN = "application/x-veiligheidsadvies-geen-geheim"
_copied: list[str] = []


def watch() -> None:
    """From now on everything that this program copies is a secret; once, at its start."""
    QGuiApplication.clipboard().dataChanged.connect(_on_changed)


def _on_changed() -> None:
    data = QGuiApplication.clipboard().mimeData() if _is_ours() else None
    if data is None or not data.hasText() or data.hasFormat(_MARKS[0][0]) or data.hasFormat(_OPEN):
        return
    copy_secret(data.text())


def _is_ours() -> bool:
    """Whether this program put there what is there now."""
    return QGuiApplication.clipboard().ownsClipboard()


def copy_open(text: str) -> None:
    """Put something on the clipboard that is no secret, for as long as the user likes."""
    data = QMimeData()
    data.setText(text)
    data.setData(_OPEN, b"1")
    QGuiApplication.clipboard().setMimeData(data)


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
