"""A bug is told, written down without a value of any record, and the program goes on.

A report holds where it happened (file, line, function) and what kind of error it was. Never its message and
never a local variable: both can hold a name or an address.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from veiligheidsadvies import __version__, paths
from veiligheidsadvies.gui.kit.clipboard import copy_open
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.pieces import Button, describe, label, let_style_fill

FILE = "fouten.log"
LARGEST = 256_000  # bytes, then the file begins anew
_PACKAGE = Path(__file__).resolve().parents[2]


def report(error: BaseException, *, at: dt.datetime) -> str:
    """What went wrong and where, without what it was about."""
    lines = [
        f"Veiligheidsadvies {__version__}, {at:%d-%m-%Y %H:%M:%S}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
    ]
    found: BaseException | None = error
    while found is not None:
        lines.append(f"{type(found).__module__}.{type(found).__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(found.__traceback__)
        ]
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "\n".join(lines) + "\n"


def write_down(text: str) -> Path | None:
    """Add a report to the log file (0600); None when the configuration folder cannot be written."""
    file = paths.configuration() / FILE
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        is_full = file.exists() and file.stat().st_size > LARGEST
        how = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if is_full else os.O_APPEND)
        how |= getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(file, how, 0o600), "w", encoding="utf-8") as stream:
            stream.write(text + "\n")
        return file
    return None


class CrashDialog(Dialog):
    """Says that something went wrong, and shows the report to be copied."""

    def __init__(self, parent: QWidget | None, text: str, file: Path | None) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        where = f"Het verslag staat ook in {file}." if file else "Het verslag kon niet worden weggeschreven."
        column.addWidget(
            label(
                "Wat u net deed, is niet bewaard; wat daarvóór was bewaard, staat er nog. U kunt verder. "
                f"In dit verslag staan geen gegevens uit de kluis. {where}",
                is_wrapped=True,
            )
        )
        view = describe(QPlainTextEdit(text), "verslag", "Verslag van de fout")
        let_style_fill(view)
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setMinimumHeight(200)
        column.addWidget(view)
        column.addWidget(Button("Verslag kopiëren", name="kopieren", on_click=lambda: copy_open(text)))
        super().__init__(
            parent,
            title="Er ging iets mis in het programma",
            accept_text="Verder werken",
            body=body,
            cancel_text="",
            name="fout",
        )
        self.setMinimumWidth(620)


class Excepthook:
    """Stands in for `sys.excepthook`; one dialog at a time, every error in the log."""

    def __init__(self, show: Callable[[str, Path | None], object] | None = None) -> None:
        self._show = show or _show
        self._is_shown = False

    def install(self) -> None:
        """From now on."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write it down and tell it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        text = report(error.with_traceback(trace), at=dt.datetime.now().astimezone())
        file = write_down(text)
        if self._is_shown:
            return
        self._is_shown = True
        try:
            self._show(text, file)
        finally:
            self._is_shown = False


def _show(text: str, file: Path | None) -> None:
    if QApplication.instance() is not None:
        CrashDialog(QApplication.activeWindow(), text, file).exec()


def _short(filename: str) -> str:
    """The path inside the program; of other files only the name, because a path can hold a user's name."""
    path = Path(filename)
    with contextlib.suppress(ValueError):
        return path.relative_to(_PACKAGE).as_posix()
    return path.name
