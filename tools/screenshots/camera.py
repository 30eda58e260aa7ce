"""Takes one series of pictures in this process."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from tools.screenshots.walk import Shot, Walk, shots
from veiligheidsadvies.gui.kit.theme import Choice

if TYPE_CHECKING:
    from types import TracebackType

    from tools.screenshots.__main__ import Stand

_SHADE = QColor(0, 0, 0, 60)


def take(vault: Path, stand: Stand, target: Path, only: Sequence[str]) -> list[str]:
    """Write every picture of the series into `target`; the names of those that failed."""
    bugs = _Bugs()
    walk = Walk(vault, Choice.DARK if stand.is_dark else Choice.LIGHT, stand.size)
    target.mkdir(parents=True, exist_ok=True)
    failed = []
    for shot in shots():
        if (only and shot.name not in only) or (stand.is_core and not shot.is_core):
            continue
        try:
            _take(walk, shot).save(str(target / f"{shot.name}.png"))
        except Exception:  # noqa: BLE001 - the other screens are still worth a picture
            traceback.print_exc()
            failed.append(shot.name)
        if bugs.forget():
            failed.append(shot.name)
    walk.program.shut()
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")
    return failed


def _take(walk: Walk, shot: Shot) -> QPixmap:
    if shot.is_inside:
        walk.unlock()
    over = shot.step(walk)
    walk.settle()
    picture = walk.program.window.grab()
    _add_popups(picture, walk)
    if over is not None:
        _lay_over(picture, over, walk)
        over.reject()
    if walk.answers.told:
        raise RuntimeError(walk.answers.told.pop())
    if shot.is_inside:
        walk.session.palette.dismiss()
    return picture


def _lay_over(picture: QPixmap, dialog: QDialog, walk: Walk) -> None:
    """A dialog in the middle of its window, as a window manager would place it."""
    room, size = walk.program.window.size(), dialog.size()
    painter = QPainter(picture)
    painter.fillRect(walk.program.window.rect(), _SHADE)
    place = QPoint(max(0, (room.width() - size.width()) // 2), max(0, (room.height() - size.height()) // 2))
    painter.drawPixmap(place, dialog.grab())
    painter.end()


def _add_popups(picture: QPixmap, walk: Walk) -> None:
    """Lists that hang below a field are windows of their own."""
    window = walk.program.window
    for popup in QApplication.topLevelWidgets():
        if popup.isVisible() and popup.windowType() == Qt.WindowType.Popup:
            painter = QPainter(picture)
            painter.drawPixmap(window.mapFromGlobal(popup.pos()), popup.grab())
            painter.end()
            popup.hide()


class _Bugs:
    """What went wrong inside Qt, where no exception comes back."""

    def __init__(self) -> None:
        self._seen = 0
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        self._seen += 1

    def forget(self) -> int:
        """How many since the last time."""
        seen, self._seen = self._seen, 0
        return seen
