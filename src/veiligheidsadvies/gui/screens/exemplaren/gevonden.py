"""A found sheet: type or paste what stands on it, or choose the file, and see whose copy it may be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.papier import beside
from veiligheidsadvies.gui.kit.bands import Notice
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.pieces import Button, describe, label
from veiligheidsadvies.services.exemplaar_zoeken import Grond, Treffer, Vondst, recognise, recognise_file
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.text.messages import explain

HINT = (
    "Typ of plak wat er op het blad staat: het nummer, de logkop, woorden uit het watermerk of een stuk "
    "tekst. Van een bestand mag het ook de SHA-256 zijn."
)
EQUAL = "Meer exemplaren hebben deze tekst. Alleen het nummer of het watermerk op het blad zegt welk het is."
NOTHING = "Dit past bij geen enkel exemplaar uit deze kluis. Misschien komt het blad uit een andere kluis."
_WHOLE = 100
_GROND = {
    Grond.NUMMER: "het nummer",
    Grond.LOGKOP: "de logkop",
    Grond.BESTAND: "precies dit bestand",
    Grond.INHOUD: "het kenmerk van de inhoud",
}


def hit_words(hit: Treffer) -> str:
    """What a copy was recognised by, and how sure that is."""
    if hit.grond is Grond.TEKST:
        if hit.is_zeker:
            return "deze tekst staat alleen hierin"
        return (
            "deze tekst staat erin" if hit.aandeel == _WHOLE else f"lijkt erop, {hit.aandeel}% van de tekst"
        )
    if hit.is_zeker:
        return f"zeker: {_GROND[hit.grond]}"
    return f"mogelijk: {_GROND[hit.grond]}" + (
        " staat in de tekst" if hit.grond is Grond.NUMMER else ", een deel"
    )


def conclusion(found: Vondst) -> str:
    """What may be concluded, in a sentence or two."""
    parts = []
    if found.onbekend:
        numbers = ", ".join(found.onbekend)
        parts.append(f"Nummer {numbers} staat niet in deze kluis.")
    if found.zeker:
        parts.append(
            "Dit is het exemplaar." if len(found.zeker) == 1 else "Er staan meer nummers op het blad."
        )
    elif found.is_gelijk:
        parts.append(EQUAL)
    elif found.treffers:
        parts.append("Dit is mogelijk, niet zeker. Lees het nummer onderaan het blad om het te weten.")
    elif not found.onbekend:
        parts.append(NOTHING)
    if found.zonder_inhoud and not found.zeker:
        kept = count(found.zonder_inhoud, "exemplaar", "exemplaren")
        parts.append(f"Van {kept} wordt geen tekst bewaard; die zijn alleen op nummer te vinden.")
    return " ".join(parts)


class GevondenDialog(Dialog):
    """After it closed with its filled button, `chosen` is the copy to show."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, *, say: Callable[[Exemplaar], str], tekst: str = ""
    ) -> None:
        self._desk, self._say = desk, say
        self.chosen: Exemplaar | None = None
        self.edit = describe(QPlainTextEdit(tekst), "gevonden_tekst", "Wat er op het gevonden blad staat")
        self.edit.setPlaceholderText("2026-0034, of een stuk tekst")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(120)
        self.search = Button("Zoeken", name="gevonden_zoeken", icon_name="ph.magnifying-glass")
        self.of_file = Button("Bestand kiezen…", name="gevonden_bestand", icon_name="ph.file")
        self.notice = Notice(icon="ph.warning-circle-fill", tone="te_laat", name="gevonden_melding")
        self.words = label("", is_wrapped=True, name="gevonden_conclusie")
        self.hits = describe(QListWidget(), "gevonden_exemplaren", "Exemplaren die erbij passen")
        self.hits.setMinimumHeight(150)
        super().__init__(
            parent,
            title="Wiens exemplaar is dit?",
            accept_text="Naar dit exemplaar",
            body=self._body(),
            cancel_text="Sluiten",
            name="gevonden_dialoog",
        )
        self.setMinimumWidth(620)
        self.accept_button.setEnabled(False)
        self.accept_button.setAutoDefault(False)
        self.search.clicked.connect(self.look)
        self.of_file.clicked.connect(self.look_at_file)
        self.hits.currentItemChanged.connect(lambda *_: self._show_choice())
        self.hits.itemActivated.connect(lambda _: self._try_accept())
        self.edit.setFocus()
        if tekst:
            self.look()

    def _body(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search)
        row.addWidget(self.of_file)
        row.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (label(HINT, "muted", is_wrapped=True), self.edit):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.notice)
        column.addWidget(self.words)
        column.addWidget(self.hits, 1)
        self.hits.hide()
        return body

    def look(self) -> None:
        """Compare what was typed with every copy."""
        text = self.edit.toPlainText()
        if text.strip():
            self._compare(lambda copies: recognise(copies, text))
        else:
            self.edit.setFocus()

    def look_at_file(self) -> None:
        """Compare a file with every copy."""
        path = self._desk.prompts.choose_file(self, "Gevonden bestand", pattern="PDF (*.pdf);;Alles (*)")
        if path is not None:
            self._compare(lambda copies: recognise_file(copies, path))

    def _compare(self, find: Callable[[list[Exemplaar]], Vondst]) -> None:
        self.notice.tell("")
        copies = self._desk.services.exemplaren.begin_search()
        try:
            found = beside(self._desk, self, lambda: find(copies))
        except UserError as error:
            self.notice.tell(explain(error))
            return
        self._tell(found)

    def _tell(self, found: Vondst) -> None:
        self.words.setText(conclusion(found))
        self.hits.clear()
        for hit in found.treffers:
            copy = hit.exemplaar
            text = f"{copy.nummer}  {copy.document.woord.lower()}, {self._say(copy)}: {hit_words(hit)}"
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, copy)
            self.hits.addItem(item)
        self.hits.setVisible(bool(found.treffers))
        if found.treffers:
            self.hits.setCurrentRow(0)
        self._show_choice()

    def _show_choice(self) -> None:
        self.accept_button.setEnabled(self.hits.currentItem() is not None)

    def may_accept(self) -> bool:
        """Take the current copy along."""
        item = self.hits.currentItem()
        self.chosen = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return self.chosen is not None
