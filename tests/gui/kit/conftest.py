"""The look on a virtual screen, and small records to fill the kit with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from veiligheidsadvies.gui.kit.theme import Choice, Theme


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Choice.LIGHT)


@pytest.fixture(autouse=True)
def light(theme: Theme) -> Iterator[None]:
    theme.choose(Choice.LIGHT)
    yield
    theme.choose(Choice.LIGHT)
