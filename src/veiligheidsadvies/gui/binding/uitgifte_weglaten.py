"""Names of others in the issue dialog: what the maker leaves out by hand, and what looks like one still."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import LongText
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label

OOK_WEG = "ook_weg"
UITLEG = (
    "Namen die het programma kent, laat het weg. Een naam die alleen in een tekst staat, kent het niet. Lees "
    "het voorbeeld, en typ hier welke namen en woorden over anderen ook weg moeten. Elk op een eigen regel."
)
MOGELIJK = "Mogelijk nog een ander: {}."


class Weglaten(QWidget):
    """A box for names, one a line; `changed` when the pages change with it. They are in no register."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("weglaten")
        field = Field(
            name=OOK_WEG,
            label="Oo&k weglaten",  # no letter of the choices below it
            kind=LongText(lines=3),
            help="Eén naam of woord op elke regel. Op het blad komt [een ander].",
        )
        self.form = Form((Section("", (field,)),), name="weglaten_namen")
        self.form.load({})
        self._seen = label("", "small", is_wrapped=True, name="mogelijk_anderen")
        self._seen.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading("Anderen op dit blad"))
        column.addWidget(label(UITLEG, "small", is_wrapped=True))
        column.addWidget(self.form)
        column.addWidget(self._seen)
        self.form.edited.connect(self._on_edited)

    @property
    def words(self) -> tuple[str, ...]:
        """What was typed, line by line."""
        return tuple(str(self.form.values()[OOK_WEG] or "").splitlines())

    def tell(self, names: Sequence[str]) -> None:
        """Show what looks like a name of another and was not left out."""
        self._seen.setText(MOGELIJK.format(" · ".join(names)))
        self._seen.setVisible(bool(names))

    def show_problems(self, problems: Sequence[Problem]) -> bool:
        """Say at the box what is wrong in it; whether there was anything."""
        own = [one for one in problems if one.field == OOK_WEG]
        self.form.show_problems(fields.sentences(own))
        return bool(own)

    def _on_edited(self) -> None:
        self.show_problems(())
        self.changed.emit()
