"""The one window of the program. It shows one page at a time; its title never holds a name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

TITLE = "Veiligheidsadvies"
SMALLEST = QSize(800, 480)
_FRAME = QSize(16, 40)
"""About what a desktop puts around a window."""


class ProgramWindow(QMainWindow):
    """Holds the unlock page, the first start or the frame with all screens.

    `painted_first` comes while its first frame is painted. `closing` comes when the user closes it; setting
    `may_close` to False on the way keeps it open.
    """

    painted_first = Signal()
    closing = Signal()

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setObjectName("venster")
        self.setMinimumSize(SMALLEST)
        self.resize(size.expandedTo(SMALLEST))
        self.may_close, self._has_painted = True, False
        self.mark_fictitious(is_fictitious=False)

    def keep_on_screen(self, room: QSize) -> None:
        """Be no larger than the screen leaves room for, or the lowest buttons would be out of sight."""
        self.resize(self.size().boundedTo(room - _FRAME))

    def mark_fictitious(self, *, is_fictitious: bool) -> None:
        """Say FICTIEF in the title while an example vault is shown."""
        self.setWindowTitle(f"{TITLE} – FICTIEF" if is_fictitious else TITLE)

    def show_page(self, page: QWidget) -> None:
        """Put another page in the window; the one before is deleted."""
        # Asking for the menu bar makes one, and the first page needs none.
        if self.menuWidget() is not None:
            self.menuBar().clear()
            self.menuBar().hide()
        old = self.takeCentralWidget()
        self.setCentralWidget(page)
        if old is not None:
            old.hide()
            old.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that somebody sees it."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            self.painted_first.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program hand over drafts and close the vault first."""
        self.may_close = True
        self.closing.emit()
        event.setAccepted(self.may_close)
