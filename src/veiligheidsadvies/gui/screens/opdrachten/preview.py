"""The paper as the supplier would get it, on screen only: no number, nothing registered."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.uitgifte_voorbeeld import Voorbeeld
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger


class PreviewDialog(Dialog):
    """Pages and Sluiten."""

    def __init__(self, desk: Desk, parent: QWidget, stuk: Leverancierstuk) -> None:
        self.pages = Voorbeeld(desk)
        super().__init__(
            parent,
            title=f"Voorbeeld: {stuk.document.woord.lower()}",
            accept_text="Sluiten",
            body=self.pages,
            cancel_text="",
            name="voorbeeld_dialoog",
        )
        room = parent.window().size()
        self.resize(min(960, room.width() - 24), room.height() - 24)
        service = desk.services.leverancierstukken
        self.pages.show_pages(lambda: service.snapshot(stuk, Ontvanger()), secret="")

    def done(self, result: int) -> None:
        """Let the pages go out of memory."""
        self.pages.forget()
        super().done(result)


def show_preview(desk: Desk, parent: QWidget, stuk: Leverancierstuk) -> None:
    """Until the user closes it."""
    dialog = PreviewDialog(desk, parent, stuk)
    dialog.exec()
    dialog.deleteLater()
