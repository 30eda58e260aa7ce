"""Makes and paints the first screen once where nobody sees it, while the unlock window waits for the user.

What is worked out the first time then stands ready: how records are read, styles, glyphs, icons, the Python
side of Qt's classes. So the list stands sooner after the passphrase. Nothing of a vault is in it.
"""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QSize


def rehearse(size: QSize) -> Iterator[None]:
    """One short step for every `next`, for a window of `size`."""
    from veiligheidsadvies.gui.kit.command_palette import CommandPalette
    from veiligheidsadvies.gui.screens.vandaag.rehearsal import figures, tasks
    from veiligheidsadvies.gui.shell.main_window import MainFrame
    from veiligheidsadvies.services import kluis

    kluis.prepare()
    yield
    frame = MainFrame()
    try:
        frame.resize(size)
        frame.status.set_piece("wie", "Ingelogd", icon_name="ph.user", is_right=False)
        frame.status.set_piece("slot", "Vergrendelt", icon_name="ph.lock-simple", color="muted")
        yield
        CommandPalette(frame, lambda _: ())
        yield
        frame.grab()
        yield
        for make in (tasks, figures):
            page = make()
            frame.stack.addWidget(page)
            frame.stack.setCurrentWidget(page)
            yield
            page.grab()
            yield
    finally:
        if shiboken6.isValid(frame):  # the program may end in the middle of it
            frame.deleteLater()
