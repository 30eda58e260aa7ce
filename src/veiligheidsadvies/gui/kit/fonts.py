"""Source Sans Pro on screen: loaded from its own package, in two weights, in five sizes."""

from __future__ import annotations

import _thread
import contextlib
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


_reading = _thread.allocate_lock()


def begin_loading() -> None:
    """Read the fonts beside whatever the program does next; needs an application.

    Qt reads them without Python, so that they are there when the modules of the first window are.
    """
    # By hand: a thread of `threading` is set up more slowly than the fonts are read.
    _thread.start_new_thread(_load_quietly, ())


def _load_quietly() -> None:
    with contextlib.suppress(ModuleNotFoundError):  # which the window tells when it asks
        load_fonts()


def load_fonts() -> bool:
    """Make the family known to Qt, once; False when the system font has to do."""
    with _reading:
        return _read_fonts()


@functools.cache
def _read_fonts() -> bool:
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
