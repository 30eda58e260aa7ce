"""The last two steps of the first start: the recovery sheet on screen, and typed back from paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.uitgifte import open_herstelblad
from veiligheidsadvies.gui.screens.eerste_start.sheet import SheetPage, TypeBackPage


class ConfirmSheet(QStackedWidget):
    """Emits `finished()`, confirmed or put off; put off, the status bar stays red."""

    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("scherm_herstelblad")
        self._desk = desk
        self.sheet = SheetPage(desk.services.beheer.herstelgroepen())
        self.type_back = TypeBackPage()
        self.addWidget(self.sheet)
        self.addWidget(self.type_back)
        self.sheet.print_asked.connect(lambda: open_herstelblad(desk, self))
        self.sheet.next.connect(self._to_type_back)
        self.type_back.back.connect(self._to_sheet)
        self.type_back.submitted.connect(self._confirm)
        for page in (self.sheet, self.type_back):
            page.later.connect(self.finished)

    def focus_first(self) -> None:
        """On the next step."""
        self.sheet.focus_first()

    def _to_sheet(self) -> None:
        self.setCurrentWidget(self.sheet)
        self.sheet.focus_first()

    def _to_type_back(self) -> None:
        self.setCurrentWidget(self.type_back)
        self.type_back.focus_first()

    def _confirm(self, groups: list[str]) -> None:
        try:
            self._desk.services.beheer.confirm_herstelblad(groups)
        except UserError as error:
            self.type_back.tell(error)
            return
        self.finished.emit()
