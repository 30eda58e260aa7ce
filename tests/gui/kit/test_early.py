from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.early import show_plain_text, take_focus

FIRST_WINDOW = """
import os, sys
from pathlib import Path
from PySide6 import QtCore
from veiligheidsadvies import bootstrap
from veiligheidsadvies.gui.shell.program import Program

def shown(program):
    print("Qt" in vars(QtCore), program.window.centralWidget().objectName(), flush=True)
    os._exit(0)

Program._after_the_first_frame = shown
bootstrap.run_window(Path(sys.argv[1]))
"""


def test_words_are_shown_as_they_are(qtbot: QtBot) -> None:
    words = QLabel("<b>vet</b>")
    qtbot.addWidget(words)
    show_plain_text(words)
    assert words.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("by_tab", "policy"), [(True, Qt.FocusPolicy.TabFocus), (False, Qt.FocusPolicy.NoFocus)]
)
def test_a_widget_is_reached_by_tab_or_never(qtbot: QtBot, *, by_tab: bool, policy: Qt.FocusPolicy) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    take_focus(button, by_tab=by_tab)
    assert button.focusPolicy() is policy


def test_the_first_window_stands_without_the_namespace_of_qt(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "VEILIGHEIDSADVIES_CONFIG": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["False", "scherm_unlock"]
