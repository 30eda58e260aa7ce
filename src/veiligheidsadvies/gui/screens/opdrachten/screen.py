"""Opdrachten: the list of orders and requests, and over it the page of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from veiligheidsadvies.domain.aanvraag import (
    Aanvraag,
    AanvraagId,
    Aanvraagregel,
    Offerte,
    OfferteId,
    Offerteregel,
)
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import NotFound, UserError
from veiligheidsadvies.domain.exemplaar import Exemplaar, SoortDocument
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    Opdrachtstand,
    Opdrachtversie,
)
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.opdrachtregister import Rij, list_rows
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.actions import Command
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.screens.opdrachten.composing import Composing, as_lines, new_lines, sheet_of
from veiligheidsadvies.gui.screens.opdrachten.list_page import ListPage
from veiligheidsadvies.gui.screens.opdrachten.order_work import OrderWork
from veiligheidsadvies.gui.screens.opdrachten.request_work import RequestWork, new_request_lines
from veiligheidsadvies.services.changes import Changes

_HERE = Plek(scherm="opdrachten")
_SHOWN = (
    Opdracht,
    Opdrachtversie,
    Opdrachtregel,
    Aanvraag,
    Aanvraagregel,
    Offerte,
    Offerteregel,
    Afspraak,
    Oplevering,
    Restpunt,
    Factuur,
    Kostenregel,
    Akkoord,
    Exemplaar,
    Maatregel,
    Dossier,
    Leverancier,
    Erkenning,
)


class OpdrachtenScreen(Screen):
    """Places: nothing is the list; `row_id` an order, with tab `aanvraag` a request.

    Tab `nieuw` and `aanvraag_nieuw` compose one for `dossier_id` with the measures of `filter` (their ids),
    `bewerken` and `wijziging` an order there is, `uit_offerte` one from the quote `row_id`.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="opdrachten")
        self.over: Composing | OrderWork | RequestWork | None = None
        self._title = ""
        self._place = _HERE
        self.list = ListPage(desk, lambda: list_rows(desk.services))
        self.list.opened.connect(self._open)
        self.list.order_asked.connect(lambda: self.start("nieuw"))
        self.list.request_asked.connect(lambda: self.start("aanvraag_nieuw"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def dossier_shown(self) -> int | None:
        """That of the open order or request."""
        return None if self.over is None else self.over.dossier_id

    def crumbs(self) -> Sequence[tuple[str, Plek | None]]:
        """Opdrachten, or Opdrachten / OPD-2026-014."""
        return (("Opdrachten", _HERE), (self._title, None)) if self._title else (("Opdrachten", None),)

    def show_place(self, plek: Plek) -> None:
        """The list, or what was asked for; what is gone leads back to the list."""
        self._place = plek
        try:
            self._show(plek)
        except NotFound as error:
            self._close()
            self.desk.performer.tell(self, error)
            self.list.load()
        self.crumbs_changed.emit()

    def _show(self, plek: Plek) -> None:
        ids = tuple(plek.filter) if isinstance(plek.filter, tuple | list) else ()
        if plek.tab == "nieuw" and plek.dossier_id is not None:
            self._compose_new(DossierId(plek.dossier_id), ids)
        elif plek.tab == "aanvraag_nieuw" and plek.dossier_id is not None:
            request, lines = new_request_lines(self.desk, DossierId(plek.dossier_id), ids)
            self._show_request(request, "Nieuwe aanvraag").load(lines, ())
        elif plek.row_id is None:
            self._close()
            self.list.load()
        elif plek.tab == "aanvraag":
            self._open_request(AanvraagId(plek.row_id))
        elif plek.tab == "uit_offerte":
            order, found = self.desk.services.opdrachten.concept_uit_offerte(OfferteId(plek.row_id))
            self._compose(order, 0, "Nieuwe opdracht").load(as_lines(found), sheet_of(order))
        elif plek.tab == "wijziging":
            self._change(OpdrachtId(plek.row_id))
        else:
            self._open_order(OpdrachtId(plek.row_id), must_edit=plek.tab == "bewerken")

    # --- what is shown over the list

    def _compose_new(self, dossier_id: DossierId, ids: Sequence[int]) -> None:
        order, lines = new_lines(self.desk, dossier_id, ids)
        self._compose(order, 0, "Nieuwe opdracht").load(lines, sheet_of(order))

    def _open_order(self, row_id: OpdrachtId, *, must_edit: bool) -> None:
        seen = self.desk.services.opdrachten.beeld(row_id)
        order, first = seen.opdracht, min(seen.versies, key=lambda one: one.nummer)
        if order.stand is Opdrachtstand.CONCEPT or must_edit:
            lines = [one.regel for one in seen.regels]
            self._compose(order, 0, order.nummer).load(as_lines(lines), sheet_of(order, first))
            return
        work = OrderWork(self.desk, row_id)
        work.go.connect(self.go)
        self._put(work, order.nummer)

    def _change(self, row_id: OpdrachtId) -> None:
        """A change of an order that was given; one that was begun goes on."""
        service = self.desk.services.opdrachten
        seen = service.beeld(row_id)
        number, lines = service.change(row_id)
        begun = next((one for one in seen.versies if one.nummer == number), None)
        title = f"{seen.opdracht.nummer}, wijziging {number}"
        self._compose(seen.opdracht, number, title).load(as_lines(lines), sheet_of(seen.opdracht, begun))

    def _compose(self, order: Opdracht, version: int, title: str) -> Composing:
        made = Composing(self.desk, opdracht=order, versie=version)
        made.go.connect(self.go)
        made.left.connect(lambda: self._leave(order.id if version else None))
        made.saved.connect(lambda row_id: self._after_saving(row_id, version))
        made.submitted.connect(self._after_submitting)
        self._put(made, title)
        return made

    def _after_saving(self, row_id: int, version: int) -> None:
        tab = "wijziging" if version else ""
        self.go.emit(Plek(scherm="opdrachten", row_id=row_id, tab=tab))

    def _after_submitting(self, row_id: int) -> None:
        """Show the order, and ask the second person at once."""
        self.go.emit(Plek(scherm="opdrachten", row_id=row_id))
        if isinstance(self.over, OrderWork):
            self.over.approve()

    def _leave(self, row_id: int | None) -> None:
        self.go.emit(_HERE if row_id is None else Plek(scherm="opdrachten", row_id=row_id))

    def _open_request(self, row_id: AanvraagId) -> None:
        service = self.desk.services.aanvragen
        request = service.get(row_id)
        work = self._show_request(request, request.nummer)
        if work.is_concept:
            work.load_saved()
        else:
            work.show_quotes()

    def _show_request(self, request: Aanvraag, title: str) -> RequestWork:
        work = RequestWork(self.desk, request)
        work.go.connect(self.go)
        work.left.connect(lambda: self.go.emit(_HERE))
        work.saved.connect(
            lambda row_id: self.go.emit(Plek(scherm="opdrachten", tab="aanvraag", row_id=row_id))
        )
        self._put(work, title)
        return work

    def _put(self, over: Composing | OrderWork | RequestWork, title: str) -> None:
        self._close()
        self.over, self._title = over, title
        self._stack.addWidget(over)
        self._stack.setCurrentWidget(over)

    def _close(self) -> None:
        over, self.over, self._title = self.over, None, ""
        self._stack.setCurrentWidget(self.list)
        if over is not None:
            self._stack.removeWidget(over)
            over.deleteLater()

    # --- beginning

    def start(self, tab: str) -> None:
        """Ask of which dossier, then its measures stand on the sheet to be chosen."""
        options = [Option(value=one.id, text=one.code) for one in self.desk.services.dossiers.list_all()]
        if not options:
            self.desk.prompts.tell(self, "Er is nog geen dossier.\nMaak eerst een dossier aan.")
            self.go.emit(Plek(scherm="dossiers"))
            return
        title = "Opdracht maken" if tab == "nieuw" else "Offertes aanvragen"
        chosen = self.desk.prompts.ask_choice(self, title, label="Dossier", options=options)
        if chosen is not None:
            self.go.emit(Plek(scherm="opdrachten", dossier_id=chosen, tab=tab))

    def _open(self, row: Rij) -> None:
        tab = "aanvraag" if row.is_aanvraag else ""
        self.go.emit(Plek(scherm="opdrachten", row_id=row.id, tab=tab))

    # --- what the frame asks

    def reload(self, changes: Changes) -> None:
        """Show what was saved, issued or undone; a sheet keeps what is typed on it."""
        if not changes.touches(*_SHOWN):
            return
        over = self.over
        try:
            if over is None:
                self.list.load()
            elif isinstance(over, Composing):
                over.follow()
            elif isinstance(over, OrderWork):
                self._reload_order(over)
            elif over.is_concept:
                over.follow()
            else:
                over.show_quotes()
        except (NotFound, UserError):
            self.go.emit(_HERE)

    def _reload_order(self, over: OrderWork) -> None:
        view = over.load()
        if view.opdracht.stand is Opdrachtstand.CONCEPT:
            self.go.emit(Plek(scherm="opdrachten", row_id=view.opdracht.id))

    def focus_first(self) -> None:
        """The list, or where the work of the open page begins."""
        over: Any = self.over
        if over is None:
            self.list.focus()
        elif isinstance(over, RequestWork):
            over.focus_first()
        else:
            over.page.focus_first()

    def focus_filter(self) -> None:
        """Ctrl+F."""
        if self.over is None:
            self.list.focus_filter()

    def commands(self) -> Sequence[Command]:
        """Beginning, and the papers of what is shown."""
        return (
            Command(
                name="opdracht_nieuw",
                text="&Opdracht maken…",
                menu="dossier",
                shortcut="Ctrl+N",
                run=lambda: self.start("nieuw"),
                may_run=lambda: self.over is None,
            ),
            Command(
                name="aanvraag_nieuw",
                text="O&ffertes aanvragen…",
                menu="dossier",
                run=lambda: self.start("aanvraag_nieuw"),
                may_run=lambda: self.over is None,
            ),
            Command(
                name="opdracht_afdrukken",
                text="&Voorbeeld of afdruk…",
                menu="afdrukken",
                shortcut="Ctrl+P",
                run=self._print,
                may_run=lambda: self.over is not None,
            ),
        )

    def _print(self) -> None:
        over = self.over
        if isinstance(over, OrderWork):
            over.issue(SoortDocument.OPDRACHT)
        elif isinstance(over, Composing) or (isinstance(over, RequestWork) and over.is_concept):
            over.preview()

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """The sheet that is not saved."""
        over = self.over
        return over.drafts() if isinstance(over, Composing | RequestWork) else {}

    def may_leave(self) -> bool:
        """Asks when something would be lost."""
        over = self.over
        return over.may_leave() if isinstance(over, Composing | RequestWork) else True
