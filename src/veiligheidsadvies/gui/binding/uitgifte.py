"""The dialog that lets a paper out: choices at the left, the pages at the right, one button that registers.

Nothing is written but the file that is asked for: the pages are shown from memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput, PrintFailed, UserError
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.gui.binding import afdrukken, fields
from veiligheidsadvies.gui.binding.bron import (
    NAAMLOOS,
    Bron,
    DossierStuk,
    Herdruk,
    HerstelbladBron,
    LeverancierStuk,
    Weglaatstuk,
    Werkstuk,
)
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.jaarstuk import JaarStuk
from veiligheidsadvies.gui.binding.uitgave import Bestemming, Uitgave
from veiligheidsadvies.gui.binding.uitgifte_keuzes import WIJZE_WOORD, Keuzes, reader_words
from veiligheidsadvies.gui.binding.uitgifte_voorbeeld import Voorbeeld
from veiligheidsadvies.gui.binding.uitgifte_weglaten import Weglaten
from veiligheidsadvies.gui.binding.vrijgave import ask_release
from veiligheidsadvies.gui.kit.bands import Notice
from veiligheidsadvies.gui.kit.dialog import Dialog, lock_signal
from veiligheidsadvies.gui.kit.page import ScrollBody
from veiligheidsadvies.gui.kit.pieces import SectionHeading, describe, label
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgifte
from veiligheidsadvies.text.formats import date_full
from veiligheidsadvies.text.messages import explain

_LEFT = 464
_PAUSE = 350  # milliseconds without an edit before the pages are made anew
SPOOLER = (
    "De wachtrij van de printer bewaart de bladen leesbaar tot ze gedrukt zijn. Gebruik een printer naast u."
)
TRACES = "Let op: op deze computer komt de afdruk ook even leesbaar op de schijf."


class UitgifteDialog(Dialog):
    """After it closed `uitgifte` holds what left, or None."""

    keeps_draft = True

    def __init__(self, desk: Desk, parent: QWidget | None, bron: Bron) -> None:
        self._desk, self._bron = desk, bron
        self.printers: afdrukken.Printers = afdrukken.SystemPrinters()
        self.uitgifte: Uitgifte | None = None
        self.keuzes = Keuzes(bron, self.printers.names(), desk.services.today)
        self.weglaten = Weglaten()
        self.voorbeeld = Voorbeeld(desk, dossier_id=bron.dossier_id)
        self.notice = Notice(icon="ph.warning-circle-fill", tone="te_laat", name="uitgifte_melding")
        self._sentence = label("", is_wrapped=True, name="wat_geregistreerd_wordt")
        self._warning = label(SPOOLER, "small", is_wrapped=True, name="spoolerwaarschuwing")
        self._traces = label(TRACES, "problem", is_wrapped=True, name="schijfwaarschuwing")
        self._words, self._bar = label("", "small", name="voortgang_woorden"), _bar()
        super().__init__(
            parent, title=bron.titel, accept_text=" ", body=self._body(), name="uitgifte_dialoog"
        )
        self._fit_window(parent)
        self._run = Uitgave(desk, self)
        self._connect()
        self._show_choices()
        self._preview()

    def _body(self) -> QWidget:
        left, inner = QWidget(), QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self.notice)
        self.weglaten.setVisible(isinstance(self._bron, Weglaatstuk))
        column.addWidget(self.weglaten)
        column.addWidget(self.keuzes)
        column.addWidget(self._warning)
        column.addWidget(self._traces)
        column.addSpacing(4)
        column.addWidget(SectionHeading("Dit wordt geregistreerd"))
        column.addWidget(self._sentence)
        column.addStretch(1)
        outer = QVBoxLayout(left)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        outer.addWidget(ScrollBody(inner, name="uitgifte_keuzes_pagina"), 1)
        outer.addWidget(self._words)
        outer.addWidget(self._bar)
        left.setFixedWidth(_LEFT)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(24)
        row.addWidget(left)
        row.addWidget(self.voorbeeld, 1)
        return body

    def _fit_window(self, parent: QWidget | None) -> None:
        if parent is not None:
            room = parent.window().size()
            self.resize(room.width() - 24, room.height() - 24)
        else:
            self.resize(1240, 760)

    def _connect(self) -> None:
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self._preview)
        self.keuzes.changed.connect(self._show_choices)
        self.keuzes.reader_changed.connect(self._later.start)
        self.weglaten.changed.connect(self._later.start)
        self._run.told.connect(self._tell_progress)
        self._run.leaving.connect(self._on_leaving)
        self._run.finished.connect(self._on_finished)
        self._run.failed.connect(self._on_failed)
        self._run.refused.connect(self._on_refused)
        lock_signal().closing.disconnect(self.reject)
        lock_signal().closing.connect(self.abandon, Qt.ConnectionType.DirectConnection)

    def _preview(self) -> None:
        reader = self.keuzes.reader
        if reader is None:
            self.voorbeeld.tell("Vul in wie dit exemplaar krijgt. Dan verschijnt hier het voorbeeld.")
            return
        self.voorbeeld.show_pages(lambda: self._read(reader), secret=self._bron.geheim(reader))

    def _read(self, reader: Ontvanger) -> Any:
        """What the pages say, without what was typed to be left out."""
        bron = self._bron
        if not isinstance(bron, Weglaatstuk):
            return bron.snapshot(reader)
        bron.leave_out(self.weglaten.words)
        try:
            read = bron.snapshot(reader)
        except InvalidInput as error:
            self.weglaten.tell(())
            self.weglaten.show_problems(error.problems)
            raise
        self.weglaten.tell(bron.seem_named(read))
        return read

    def _show_choices(self) -> None:
        way = self.keuzes.way
        verb = "Afdrukken" if way is Wijze.PAPIER else "Opslaan"
        self.accept_button.setText(f"{verb} en registreren")
        self._warning.setVisible(way is Wijze.PAPIER)
        self._traces.setVisible(way is Wijze.PAPIER and afdrukken.leaves_traces())
        self._sentence.setText(self._what())

    def _what(self) -> str:
        reader, values = self.keuzes.reader, self.keuzes.form.values()
        to = reader_words(reader) if reader is not None else "…"
        due = values["retour_voor"] if self._bron.komt_terug else None
        how = WIJZE_WOORD[self.keuzes.way]
        back = f", terug vóór {date_full(due)}" if due else ""
        return (
            f"Een nieuw exemplaar. {self._bron.titel}; lezer: {to}. {how[0].upper()}{how[1:]}{back}. "
            f"Uitgegeven door {self._desk.services.actor}."
        )

    def may_accept(self) -> bool:
        """Register and let it go; the dialog closes itself when it left."""
        if self._run.is_busy:
            return False
        self.notice.tell("")
        given, reader = self.keuzes.data(), self.keuzes.reader
        if given is None or reader is None:
            return False
        place = self._destination()
        if place is None:
            return False
        if isinstance(self._bron, Weglaatstuk):
            self._bron.leave_out(self.weglaten.words)
        self._set_busy(is_busy=True)
        self._run.start(lambda: self._bron.request(reader, given), place)
        return False

    def _destination(self) -> Bestemming | None:
        if self.keuzes.printer:
            return Bestemming(printers=self.printers, printer=self.keuzes.printer)
        name = self._bron.bestandsnaam if isinstance(self._bron, Werkstuk) else NAAMLOOS
        path = self._desk.prompts.save_file(self, "Opslaan als", name=name, pattern="PDF (*.pdf)")
        return None if path is None else Bestemming(printers=self.printers, pad=path)

    def _on_refused(self, error: UserError) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, InvalidInput) and not self.weglaten.show_problems(error.problems):
            self.keuzes.form.show_problems(fields.sentences(error.problems))
        elif not isinstance(error, InvalidInput):
            self.notice.tell(explain(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        self.accept_button.setEnabled(not is_busy)
        self.keuzes.setEnabled(not is_busy)
        self.weglaten.setEnabled(not is_busy)
        self._bar.setVisible(is_busy)
        self._words.setText("Het exemplaar krijgt zijn nummer" if is_busy else "")

    def _tell_progress(self, fraction: float, words: str) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(round(fraction * 100))
        self._words.setText(words)

    def _on_leaving(self) -> None:
        self._bar.setRange(0, 0)
        is_paper = bool(self.keuzes.printer)
        self._words.setText("Het gaat naar de printer" if is_paper else "Het bestand wordt geschreven")

    def _on_finished(self, issued: Uitgifte) -> None:
        self.uitgifte = issued
        self.accept()

    def _on_failed(self, error: UserError) -> None:
        self._set_busy(is_busy=False)
        number = "Het nummer is vervallen; in het register staat dat er niets buiten is."
        paper = " Kwam er al papier uit? Vernietig dat." if isinstance(error, PrintFailed) else ""
        self.notice.tell(f"{explain(error)} {number}{paper}")

    def abandon(self) -> None:
        """The lock: stop what can be stopped and close."""
        self._run.stop()
        super().reject()

    def reject(self) -> None:
        """Esc: stop first; what is leaving already is waited for."""
        if self._run.is_busy and not self._run.may_stop:
            return
        self.abandon()

    def done(self, result: int) -> None:
        """Let the pages go out of memory; nothing is read any more, the vault may be closed next."""
        self._later.stop()
        self.voorbeeld.forget()
        super().done(result)


def _bar() -> QProgressBar:
    made = describe(QProgressBar(), "voortgang", "Voortgang")
    made.setRange(0, 100)
    made.setTextVisible(False)
    made.hide()
    return made


def open_uitgifte(
    desk: Desk, parent: QWidget | None, soort: SoortDocument, dossier_id: DossierId
) -> str | None:
    """Print or save a paper of a dossier; its copy number, or None when nothing left."""
    return _issue(desk, parent, lambda: DossierStuk(desk.services, soort, dossier_id))


def open_herdruk(desk: Desk, parent: QWidget | None, exemplaar_id: int) -> str | None:
    """The same text again under a number of its own; that number, or None when nothing left."""
    return _issue(desk, parent, lambda: Herdruk(desk.services, desk.services.exemplaren.get(exemplaar_id)))


def open_geheimhoudingsverklaring(
    desk: Desk, parent: QWidget | None, leverancier_id: LeverancierId
) -> str | None:
    """Print or save the secrecy declaration of a supplier; its copy number, or None when nothing left.

    A name on it that may be a coincidence is first laid before a second person.
    """
    if parent is not None and not ask_release(
        desk, parent, lambda: desk.services.vrijgaven.of_declaration(leverancier_id)
    ):
        return None
    return _issue(desk, parent, lambda: LeverancierStuk(desk.services, leverancier_id))


def open_jaarstuk(desk: Desk, parent: QWidget | None, soort: SoortDocument, jaar: int) -> str | None:
    """Print or save a paper of a year (costs inside or outside, fiscal list, contracts, register).

    Its copy number, or None when nothing left.
    """
    return _issue(desk, parent, lambda: JaarStuk(desk.services, soort, jaar))


def open_herstelblad(desk: Desk, parent: QWidget | None) -> str | None:
    """Print the recovery sheet; its copy number, or None when nothing left."""
    return _issue(desk, parent, lambda: HerstelbladBron(desk.services))


def open_bron(desk: Desk, parent: QWidget | None, make: Callable[[], Bron]) -> str | None:
    """Print or save the paper that `make` describes; its copy number, or None when nothing left."""
    return _issue(desk, parent, make)


def _issue(desk: Desk, parent: QWidget | None, make: Callable[[], Any]) -> str | None:
    try:
        dialog = UitgifteDialog(desk, parent, make())
    except UserError as error:
        if parent is not None:
            desk.performer.tell(parent, error)
        return None
    dialog.exec()
    issued = dialog.uitgifte
    dialog.deleteLater()
    if issued is None:
        return None
    desk.prompts.tell(parent, told(issued))
    return issued.nummer


def told(issued: Uitgifte) -> str:
    """What happened, in words."""
    if issued.exemplaar.wijze is Wijze.PAPIER:
        return (
            f"Exemplaar {issued.nummer} is geregistreerd en naar de printer gestuurd.\n"
            "Kwam er geen goed blad uit? Meld het bij Exemplaren als vernietigd en druk het opnieuw af."
        )
    words = f"Exemplaar {issued.nummer} is geregistreerd en bewaard."
    if issued.exemplaar.wijze is Wijze.VERSLEUTELD:
        return f"{words}\nGeef de wachtwoordzin apart van het bestand, het liefst mondeling."
    return words
