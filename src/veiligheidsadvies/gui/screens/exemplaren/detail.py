"""What is known of one copy, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar
from veiligheidsadvies.gui.binding.exemplaarwoorden import way_words
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.page import WidthWatch, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button, label, rule
from veiligheidsadvies.text.formats import date_full

_LABEL = 128
_SHOWN = 16  # signs of a hash that are shown; two sheets are compared by these


class Detail(QWidget):
    """Signals: `settle_asked(Afloop)`, `reprint_asked()`."""

    settle_asked = Signal(object)
    reprint_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("exemplaar_detail")
        self._title = label("", "heading", name="exemplaar_titel")
        self.back = Button("Retour…", name="retour", role="primary")
        self.destroyed_button = Button("Vernietigd…", name="vernietigd")
        self.lost = Button("Vermist…", name="vermist")
        self.again = Button("Herdrukken…", name="herdrukken", icon_name="ph.printer")
        self.back.clicked.connect(lambda: self.settle_asked.emit(Afloop.RETOUR))
        self.destroyed_button.clicked.connect(lambda: self.settle_asked.emit(Afloop.VERNIETIGD))
        self.lost.clicked.connect(lambda: self.settle_asked.emit(Afloop.VERMIST))
        self.again.clicked.connect(self.reprint_asked)
        top = QHBoxLayout()
        top.setContentsMargins(0, 8, 0, 6)
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addStretch(1)
        for button in (self.again, self.lost, self.destroyed_button, self.back):
            top.addWidget(button)
        self._facts = [Facts(name=f"exemplaar_feiten_{part}", label_width=_LABEL) for part in (1, 2)]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 10, 0, 0)
        self._row.setSpacing(32)
        for facts in self._facts:
            self._row.addWidget(facts, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule())
        column.addLayout(self._row)
        WidthWatch(self).crossed.connect(self._turn)

    def show_copy(self, copy: Exemplaar | None, reader: str) -> None:
        """Show another copy, or none."""
        self.setVisible(copy is not None)
        if copy is None:
            return
        self._title.setText(
            f"{copy.nummer}, {copy.document.woord.lower()} {copy.volgnummer} van {copy.aantal}"
        )
        may_settle = copy.afloop in {Afloop.BUITEN, Afloop.VERMIST}
        self.back.setVisible(may_settle)
        self.destroyed_button.setVisible(may_settle)
        self.lost.setVisible(copy.afloop is Afloop.BUITEN)
        self.again.setVisible(bool(copy.snapshot))
        self._facts[0].set_facts(_who(copy, reader))
        self._facts[1].set_facts(_proof(copy))

    def _turn(self) -> None:
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if is_narrow(self) else directions.LeftToRight)
        self._row.setSpacing(4 if is_narrow(self) else 32)


def _who(copy: Exemplaar, reader: str) -> list[Fact]:
    facts = [
        Fact(label="Lezer", value=reader),
        Fact(label="Doel", value=copy.doel or "niet opgegeven"),
        Fact(
            label="Uitgegeven",
            value=f"{date_full(copy.uitgegeven_op.date())} om {copy.uitgegeven_op:%H:%M}, {way_words(copy)}",
        ),
        Fact(label="Door", value=copy.uitgegeven_door),
    ]
    if copy.reden:
        facts.append(Fact(label="Reden", value=copy.reden))
    if copy.afloop is not Afloop.BUITEN:
        witness = f", getuige {copy.getuige}" if copy.getuige else ""
        words = f"{copy.afloop.value} op {date_full(copy.afloop_op)}{witness}"
        facts.append(Fact(label="Afloop", value=words))
    return facts


def _proof(copy: Exemplaar) -> list[Fact]:
    return [
        Fact(label="Logkop", value=copy.logkop or "–"),
        Fact(label="Inhoud (SHA-256)", value=_hash(copy.snapshot_sha256)),
        Fact(label="Bestand (SHA-256)", value=_hash(copy.pdf_sha256)),
        Fact(label="QR-code", value=f"{copy.nummer}, meer staat er niet in"),
    ]


def _hash(text: str) -> str:
    parts = [text[at : at + 4] for at in range(0, _SHOWN, 4)]
    return f"{' '.join(parts)} …" if text else "–"
