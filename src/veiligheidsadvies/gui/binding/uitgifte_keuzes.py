"""The left side of the issue dialog: who gets the copy, what for, and how it leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.bron import Bron, Werkstuk
from veiligheidsadvies.gui.kit.clipboard import copy_secret
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, LongText, Passphrase, SearchChoice, Text
from veiligheidsadvies.gui.kit.new_passphrase import MeteredPassphrase
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.services.sterkte import strength
from veiligheidsadvies.services.uitgifte import RETOUR_DAGEN
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.services.wachtzin import generate

ANDER = "ander"
VOORSTEL, EIGEN_ZIN = "voorstel", "eigen"
UNEQUAL = "De twee zinnen zijn niet gelijk. Typ ze opnieuw."
NO_PRINTER = "Er is op deze computer geen printer gevonden."
WIJZE_WOORD = {
    Wijze.PAPIER: "op papier",
    Wijze.VERSLEUTELD: "als versleuteld bestand",
    Wijze.ONVERSLEUTELD: "als onversleuteld bestand",
}
WIJZE_ICOON = {
    Wijze.PAPIER: "ph.printer",
    Wijze.VERSLEUTELD: "ph.lock-key",
    Wijze.ONVERSLEUTELD: "ph.file",
}


def reader_words(reader: Ontvanger) -> str:
    """Who it is, without a name for an own copy."""
    return "de bestuurder zelf" if reader.is_eigen else reader.naam


class Wachtzinpaneel(QFrame):
    """The generated words: shown here once, to write down; kept nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "accent")
        self.zin = generate()
        self._words = label(self.zin, "heading", is_wrapped=True, name="voorgestelde_zin")
        self._words.setAccessibleName("Voorgestelde wachtwoordzin")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note = "Schrijf deze zin nu over: hij wordt nergens bewaard. Geef hem apart van het bestand."
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(
            Button("Kopiëren", name="zin_kopieren", role="link", icon_name="ph.copy", on_click=self._copy)
        )
        row.addWidget(
            Button(
                "Andere zin",
                name="andere_zin",
                role="link",
                icon_name="ph.arrows-clockwise",
                on_click=self.renew,
            )
        )
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(4)
        column.addWidget(self._words)
        column.addWidget(label(note, "small", is_wrapped=True))
        column.addLayout(row)

    def renew(self) -> None:
        """Other words."""
        self.zin = generate()
        self._words.setText(self.zin)

    def _copy(self) -> None:
        copy_secret(self.zin)


class Keuzes(QWidget):
    """The choices of one issue. `changed`: any edit; `reader_changed`: the pages change with it."""

    changed = Signal()
    reader_changed = Signal()

    def __init__(self, bron: Bron, printers: list[str], today: dt.date) -> None:
        super().__init__()
        self._bron, self._printers, self._today = bron, printers, today
        self.form = Form((self._who(), self._how()), name="uitgifte_keuzes")
        self.phrase = Wachtzinpaneel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self.phrase)
        self.form.load(self._begin())
        purpose = self.form.editor("doel").widget
        if isinstance(purpose, QLineEdit):
            purpose.setPlaceholderText("kies of typ")
        self.form.field_edited.connect(self._on_edited)
        self._show()

    def _who(self) -> Section:
        readers = [Option(value=reader, text=reader_words(reader)) for reader in self._bron.lezers]
        if self._bron.is_vrij:
            readers.append(Option(value=ANDER, text="een andere lezer"))
        return Section(
            "Voor wie",
            (
                Field(name="lezer", label="Lezer", required=True, kind=Choice(options=readers, width=None)),
                Field(
                    name="ontvanger",
                    label="Naam of functie",
                    required=True,
                    kind=Text(),
                    help="Komt op elk blad en in het watermerk te staan.",
                ),
                Field(name="doel", label="Doel", kind=SearchChoice(options=_purposes(), is_free=True)),
                Field(name="retour_voor", label="Retour vóór", kind=fields.date()),
            ),
        )

    def _how(self) -> Section:
        ways = [
            Option(value=way, text=WIJZE_WOORD[way], icon=WIJZE_ICOON[way], tone="muted")
            for way in self._bron.wijzen
        ]
        printers = [Option(value=name, text=name) for name in self._printers]
        words = (
            Option(value=VOORSTEL, text="voorgestelde zin"),
            Option(value=EIGEN_ZIN, text="zelf een zin kiezen"),
        )
        return Section(
            "Hoe het naar buiten gaat",
            (
                Field(name="wijze", label="Wijze", required=True, kind=Choice(options=ways, width=None)),
                Field(
                    name="printer", label="Printer", required=True, kind=Choice(options=printers, width=None)
                ),
                Field(
                    name="zin", label="Wachtwoordzin", required=True, kind=Choice(options=words, width=None)
                ),
                Field(
                    name="wachtzin",
                    label="Eigen zin",
                    required=True,
                    kind=MeteredPassphrase(judge=strength, width=None),
                ),
                Field(name="herhaling", label="Nog eens", required=True, kind=Passphrase(width=None)),
                Field(
                    name="reden",
                    label="Reden",
                    required=True,
                    kind=LongText(lines=3),
                    help="Komt in het log.",
                ),
            ),
        )

    def _begin(self) -> dict[str, Any]:
        has_paper = bool(self._printers) or Wijze.VERSLEUTELD not in self._bron.wijzen
        return {
            "lezer": self._bron.lezers[0],
            "wijze": Wijze.PAPIER if has_paper else Wijze.VERSLEUTELD,
            "printer": self._printers[0] if self._printers else None,
            "zin": VOORSTEL,
            "retour_voor": self._due(),
        }

    def _due(self) -> dt.date | None:
        """The day that the work tells, else the usual one."""
        told = self._bron.terug_op if isinstance(self._bron, Werkstuk) else None
        usual = self._today + dt.timedelta(days=RETOUR_DAGEN)
        return (told or usual) if self._bron.komt_terug else None

    @property
    def way(self) -> Wijze:
        """How it leaves."""
        return Wijze(self.form.values()["wijze"] or self._bron.wijzen[0])

    @property
    def reader(self) -> Ontvanger | None:
        """Who gets it; None while no name was typed."""
        values = self.form.values()
        if isinstance(values["lezer"], Ontvanger):
            return values["lezer"]
        return Ontvanger(naam=values["ontvanger"]) if values["ontvanger"] else None

    @property
    def printer(self) -> str:
        """The chosen printer, "" for a file."""
        return str(self.form.values()["printer"] or "") if self.way is Wijze.PAPIER else ""

    def data(self) -> Uitgiftegegevens | None:
        """What is registered, or None after showing what is missing."""
        values = self.form.values()
        own = self.way is Wijze.VERSLEUTELD and values["zin"] == EIGEN_ZIN
        problems = {"herhaling": UNEQUAL} if own and values["wachtzin"] != values["herhaling"] else {}
        if self.way is Wijze.PAPIER and not self._printers:
            problems["wijze"] = NO_PRINTER
        if self.form.show_problems(problems):
            return None
        phrase = str(values["wachtzin"]) if own else self.phrase.zin
        return Uitgiftegegevens(
            wijze=self.way,
            doel=values["doel"] or "",
            reden=(values["reden"] or "") if self.way is Wijze.ONVERSLEUTELD else "",
            wachtzin=phrase if self.way is Wijze.VERSLEUTELD else "",
            retour_voor=values["retour_voor"],
        )

    def _on_edited(self, name: str) -> None:
        self._show()
        if name in {"lezer", "ontvanger"}:
            self.reader_changed.emit()
        self.changed.emit()

    def _show(self) -> None:
        values, way = self.form.values(), self.way
        is_own_phrase = way is Wijze.VERSLEUTELD and values["zin"] == EIGEN_ZIN
        shown = {
            "ontvanger": values["lezer"] == ANDER,
            "retour_voor": self._bron.komt_terug,
            "printer": way is Wijze.PAPIER and bool(self._printers),
            "zin": way is Wijze.VERSLEUTELD,
            "wachtzin": is_own_phrase,
            "herhaling": is_own_phrase,
            "reden": way is Wijze.ONVERSLEUTELD,
        }
        for name, is_shown in shown.items():
            self.form.set_shown(name, is_shown=is_shown)
            self.form.set_enabled(name, is_enabled=is_shown)
        self.phrase.setVisible(way is Wijze.VERSLEUTELD and not is_own_phrase)


def _purposes() -> list[Option]:
    words = (
        "bespreking met de bestuurder",
        "uitvoering ter plaatse",
        "besluit over de maatregelen",
        "eigen exemplaar van de bestuurder",
        "ondertekening",
        "archief",
    )
    return [Option(value=word, text=word) for word in words]
