"""A bug is reported without a value, and the program goes on."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from veiligheidsadvies.gui.shell.crash_dialog import FILE, CrashDialog, Excepthook, report, write_down

SECRET = "mevrouw N. Đorđević, Kerkstraat 12"
NOW = dt.datetime(2026, 3, 12, 10, 42, tzinfo=dt.UTC)


def broken() -> BaseException:
    address = SECRET
    try:
        try:
            {}[address]
        except KeyError as error:
            raise ValueError(f"no such address: {address}") from error
    except ValueError as error:
        return error


def test_a_report_says_what_and_where_but_not_about_whom() -> None:
    text = report(broken(), at=NOW)
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "broken" in text
    assert "Kerkstraat" not in text
    assert "Đorđević" not in text
    assert str(Path.home()) not in text


def test_the_log_is_for_its_owner_only_and_begins_anew_when_large(configuration: Path) -> None:
    write_down(report(broken(), at=NOW))
    file = configuration / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert SECRET not in file.read_text(encoding="utf-8")
    file.write_text("x" * 300_000, encoding="utf-8")
    write_down("kort")
    assert file.read_text(encoding="utf-8") == "kort\n"


def test_the_hook_writes_every_error_and_shows_one_at_a_time(configuration: Path) -> None:
    shown: list[str] = []

    def show(text: str, file: Path | None) -> None:
        shown.append(text)
        hook(RuntimeError, RuntimeError(SECRET), None)

    hook = Excepthook(show)
    error = broken()
    hook(type(error), error, error.__traceback__)
    assert len(shown) == 1
    log = (configuration / FILE).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "RuntimeError" in log
    assert "Kerkstraat" not in log


def test_a_folder_that_cannot_be_written_is_no_second_error(monkeypatch: Any) -> None:
    monkeypatch.setenv("VEILIGHEIDSADVIES_CONFIG", "/proc/nergens")
    assert write_down("iets") is None


def test_the_report_can_be_copied(qtbot: Any) -> None:
    dialog = CrashDialog(None, "verslag", None)
    qtbot.addWidget(dialog)
    assert dialog.findChild(QPlainTextEdit, "verslag").toPlainText() == "verslag"
    dialog.findChild(QPushButton, "kopieren").click()
    assert QApplication.clipboard().text() == "verslag"
