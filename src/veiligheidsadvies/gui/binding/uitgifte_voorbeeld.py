"""The right side of the issue dialog: the pages, made beside the window and kept in memory only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.voorbeeld import page_source
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.pdf_view import PdfView
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.services.uitgifte_controle import preview
from veiligheidsadvies.text.messages import explain

Lees = Callable[[], Any]
COVERED = "Het voorbeeld is verborgen"


class Voorbeeld(QStackedWidget):
    """Shows pages, or says why there are none yet. Pages with a secret leave one line in the log."""

    def __init__(self, desk: Desk, *, dossier_id: int | None = None) -> None:
        super().__init__()
        self.setObjectName("uitgifte_voorbeeld")
        self.view = PdfView(name="voorbeeld")
        self._words = label("", "muted", is_wrapped=True, name="voorbeeld_melding")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._cover = EmptyState(COVERED, action="Voorbeeld tonen", name="voorbeeld_verborgen")
        self._cover.asked.connect(self._uncover)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._words)
        column.addStretch(1)
        self._told = page
        for part in (page, self._cover, self.view):
            self.addWidget(part)
        self._desk, self._dossier_id, self._round = desk, dossier_id, 0
        self._read: Lees | None = None
        self._has_secret = self._is_uncovered = self._is_noted = False

    def show_pages(self, read: Lees, *, secret: str) -> None:
        """Make the pages of what `read` gives; with a `secret` they wait while names are hidden."""
        self._read, self._has_secret = read, bool(secret)
        if secret and self._desk.secrecy.is_hidden and not self._is_uncovered:
            self._round += 1
            self._cover.set_words(COVERED, detail=secret, action="Voorbeeld tonen")
            self.setCurrentWidget(self._cover)
            return
        self._make()

    def tell(self, sentence: str) -> None:
        """Words in the place of the pages."""
        self._round += 1
        self._words.setText(sentence)
        self.setCurrentWidget(self._told)

    def forget(self) -> None:
        """Let go of everything."""
        self._round += 1
        self._read = None
        self.view.show_document(None)

    def _uncover(self) -> None:
        self._is_uncovered = True
        self._make()

    def _make(self) -> None:
        if self._read is None:
            return
        self._round += 1
        number = self._round
        try:
            snapshot = self._read()
        except UserError as error:
            self.tell(explain(error))
            return
        self._note()
        if self.currentWidget() is not self.view:
            self._words.setText("Het voorbeeld wordt gemaakt…")
            self.setCurrentWidget(self._told)
        self._desk.jobs.run(
            lambda: preview(snapshot),
            owner=self,
            on_success=lambda pdf: self._show(number, pdf),
            on_error=lambda error: self._fail(number, error),
        )

    def _note(self) -> None:
        if self._has_secret and not self._is_noted:
            with contextlib.suppress(UserError):  # as for a screen: a full disk keeps nobody from looking
                self._desk.services.logboek.note_inzage("voorbeeld", self._dossier_id)
                self._is_noted = True

    def _show(self, number: int, pdf: bytes) -> None:
        if number == self._round:
            self.view.show_document(page_source(pdf))
            self.setCurrentWidget(self.view)

    def _fail(self, number: int, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if number == self._round:
            self.tell(explain(error))
