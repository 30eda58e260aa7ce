"""Source Sans Pro on screen: loaded from its own package, in two weights, in five sizes."""

from __future__ import annotations

import functools
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication

from veiligheidsadvies.gui.kit import tokens

FAMILY = "Source Sans Pro"


def package_folder(package: str) -> Path:
    """Where an installed package lives, found without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


@functools.cache
def load_fonts() -> bool:
    """Make the family known to Qt, once; False when the system font has to do."""
    folder = package_folder("font_source_sans_pro") / "files"
    numbers = [
        QFontDatabase.addApplicationFont(str(folder / f"SourceSansPro-{weight}.ttf"))
        for weight in ("Regular", "Semibold")
    ]
    return all(number >= 0 for number in numbers)


@functools.cache
def font(role: str = "body", *, is_bold: bool = False) -> QFont:
    """The font of a text role; bold is 600, never 700."""
    made = QFont(QGuiApplication.font())
    made.setFamilies([FAMILY])
    made.setPixelSize(tokens.text_size(role))
    made.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    return made


def width_of(text: str, role: str = "body", *, is_bold: bool = False) -> int:
    """Pixels that this text takes."""
    return QFontMetrics(font(role, is_bold=is_bold)).horizontalAdvance(text)
