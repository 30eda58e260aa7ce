"""The Qt application: Dutch, with one theme, without a session file, and with a clipboard that forgets."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from veiligheidsadvies.gui.kit import fonts
from veiligheidsadvies.gui.kit.theme import Choice, Theme
from veiligheidsadvies.settings import Settings

NAME = "Veiligheidsadvies"


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application, of which there can be one in a process; its fonts are read beside what comes next."""
    # The file dialog of Qt would keep the folders that were visited in a file of its own.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    # As an argument: setStyle gives a QStyle back, and its Python side takes 20 ms of the first window.
    app = QApplication([NAME.lower(), "-style", "Fusion", *arguments])
    fonts.begin_loading()
    app.setApplicationName(NAME.lower())
    app.setApplicationDisplayName("")
    app.setDesktopFileName("veiligheidsadvies")
    app.setQuitOnLastWindowClosed(True)
    words = QTranslator(app)
    if words.load("qtbase_nl", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
    return app


def make_theme(app: QApplication, settings: Settings) -> Theme:
    """The look that the user prefers, with the fonts."""
    return Theme(app, Choice(settings.theme))
