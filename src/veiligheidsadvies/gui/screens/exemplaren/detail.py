"""What is known of one copy, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.exemplaar import VERVOLG, Afloop, Exemplaarregel
from veiligheidsadvies.gui.binding.exemplaarwoorden import way_words
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.page import WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button, label, rule
from veiligheidsadvies.text.formats import date_full


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkomst:
    """Where a copy comes from and what it belongs to; `origineel` is number and id of what it reprints.

    `akkoord` says how the second person approved its order, or that this does not hold.
    """

    hoort_bij: str = ""
    origineel: tuple[str, int] | None = None
    herdrukken: tuple[str, ...] = ()
    opmaak: int = 0
    is_oude_opmaak: bool = False
    akkoord: Fact | None = None


_LABEL = 128
_SHOWN = 16  # signs of a hash that are shown; two sheets are compared by these


class Detail(QWidget):
    """Signals: `settle_asked(Afloop)`, `extend_asked()`, `reprint_asked()`, `steps_asked()`,
    `copy_asked(id of a copy)`.
    """

    settle_asked = Signal(object)
    extend_asked = Signal()
    reprint_asked = Signal()
    steps_asked = Signal()
    copy_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exemplaar_detail")
        self._title = label("", "heading", name="exemplaar_titel")
        self._make_buttons()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        settling = (self.later, self.lost, self.destroyed_button, self.back)
        for button in (self.original, self.steps, self.again, *settling):
            buttons.addWidget(button)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(0, 8, 0, 6)
        self._top.setSpacing(8)
        self._top.addWidget(self._title)
        self._top.addLayout(buttons, 1)
        self._facts = [Facts(name=f"exemplaar_feiten_{part}", label_width=_LABEL) for part in (1, 2)]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 10, 0, 0)
        self._row.setSpacing(32)
        for facts in self._facts:
            self._row.addWidget(facts, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(rule())
        column.addLayout(self._row)
        WidthWatch(self).crossed.connect(self._turn)

    def _make_buttons(self) -> None:
        self.back = Button("Retour…", name="retour", role="primary")
        self.destroyed_button = Button("Vernietigd…", name="vernietigd")
        self.lost = Button("Vermist…", name="vermist")
        self.later = Button("Later terug…", name="later_terug")
        self.again = Button("Herdrukken…", name="herdrukken", icon_name="ph.printer")
        self.steps = Button("Wat nu?", name="vermist_stappen", icon_name="ph.warning")
        self.original = Button("Naar het origineel", name="naar_origineel")
        self._original_id = 0
        self.steps.clicked.connect(self.steps_asked)
        self.original.clicked.connect(lambda: self.copy_asked.emit(self._original_id))
        self.back.clicked.connect(lambda: self.settle_asked.emit(Afloop.RETOUR))
        self.destroyed_button.clicked.connect(lambda: self.settle_asked.emit(Afloop.VERNIETIGD))
        self.lost.clicked.connect(lambda: self.settle_asked.emit(Afloop.VERMIST))
        self.later.clicked.connect(self.extend_asked)
        self.again.clicked.connect(self.reprint_asked)

    def show_copy(self, copy: Exemplaarregel | None, reader: str, herkomst: Herkomst) -> None:
        """Show another copy, or none."""
        self.setVisible(copy is not None)
        if copy is None:
            return
        self._title.setText(
            f"{copy.nummer}, {copy.document.woord.lower()} {copy.volgnummer} van {copy.aantal}"
        )
        next_ones = VERVOLG[copy.afloop]
        self.back.setVisible(Afloop.RETOUR in next_ones)
        self.destroyed_button.setVisible(Afloop.VERNIETIGD in next_ones)
        self.lost.setVisible(Afloop.VERMIST in next_ones)
        self.later.setVisible(copy.afloop is Afloop.BUITEN)
        self.steps.setVisible(copy.afloop is Afloop.VERMIST)
        self.original.setVisible(herkomst.origineel is not None)
        if herkomst.origineel is not None:
            number, self._original_id = herkomst.origineel
            self.original.setText(f"Naar {number}")
        self.again.setVisible(herkomst.opmaak > 0)
        self._facts[0].set_facts(_who(copy, reader, herkomst))
        self._facts[1].set_facts(_proof(copy, herkomst))

    def _turn(self) -> None:
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow(self) else directions.LeftToRight)
        self._top.setDirection(directions.TopToBottom if is_narrow(self) else directions.LeftToRight)
        self._row.setSpacing(4 if is_narrow(self) else 32)


def _who(copy: Exemplaarregel, reader: str, herkomst: Herkomst) -> list[Fact]:
    facts = [
        Fact(label="Lezer", value=reader),
        Fact(label="Doel", value=copy.doel or "niet opgegeven"),
        Fact(
            label="Uitgegeven",
            value=f"{date_full(copy.uitgegeven_op.date())} om {copy.uitgegeven_op:%H:%M}, {way_words(copy)}",
        ),
        Fact(label="Door", value=copy.uitgegeven_door),
    ]
    if herkomst.hoort_bij:
        facts.insert(1, Fact(label="Hoort bij", value=herkomst.hoort_bij))
    if herkomst.akkoord is not None:
        facts.append(herkomst.akkoord)
    if herkomst.origineel is not None:
        facts.append(Fact(label="Herdruk van", value=f"{herkomst.origineel[0]}, dezelfde tekst"))
    if herkomst.herdrukken:
        facts.append(Fact(label="Herdrukt als", value=", ".join(herkomst.herdrukken)))
    if copy.reden:
        facts.append(Fact(label="Reden", value=copy.reden))
    if copy.afloop is not Afloop.BUITEN:
        witness = f", getuige {copy.getuige}" if copy.getuige else ""
        words = f"{copy.afloop.value} op {date_full(copy.afloop_op)}{witness}"
        facts.append(Fact(label="Afloop", value=words))
    return facts


def _proof(copy: Exemplaarregel, herkomst: Herkomst) -> list[Fact]:
    facts = [
        Fact(label="Logkop", value=copy.logkop or "–"),
        Fact(label="Inhoud (SHA-256)", value=_hash(copy.snapshot_sha256)),
        Fact(label="Bestand (SHA-256)", value=_hash(copy.pdf_sha256)),
        Fact(label="QR-code", value=f"{copy.nummer}, meer staat er niet in"),
    ]
    if not herkomst.opmaak:
        facts.append(Fact(label="Opmaak", value="inhoud niet bewaard; herdrukken kan niet"))
    elif herkomst.is_oude_opmaak:
        words = f"versie {herkomst.opmaak}, ouder dan die van nu; een herdruk zegt hetzelfde maar oogt anders"
        facts.append(Fact(label="Opmaak", value=words, icon="ph.warning", icon_color="wacht"))
    else:
        facts.append(Fact(label="Opmaak", value=f"versie {herkomst.opmaak}, die van nu"))
    return facts


def _hash(text: str) -> str:
    parts = [text[at : at + 4] for at in range(0, _SHOWN, 4)]
    return f"{' '.join(parts)} …" if text else "–"
