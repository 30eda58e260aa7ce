"""What can be done with an order that was laid before somebody or given, and asking what each step needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtversie
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.akkoord import ask_akkoord
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.opdrachtstukken import open_leverancierstuk
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.screens.opdrachten import order_page as page_words
from veiligheidsadvies.gui.screens.opdrachten.fulfil_forms import (
    Leverbaar,
    appointment_form,
    at_line,
    delivered,
    delivery_form,
    rest_form,
)
from veiligheidsadvies.gui.screens.opdrachten.order_page import OrderPage
from veiligheidsadvies.gui.screens.opdrachten.order_view import Factuurlijn, OrderView
from veiligheidsadvies.gui.screens.opdrachten.reading import (
    AFRONDEN,
    AKKOORD,
    BEVESTIGEN,
    BEWERKEN,
    GEVEN,
    INTREKKEN,
    REST_KLAAR,
    VOORLEGGEN,
    read_order,
)
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk


class OrderWork(QWidget):
    """One order and its actions. `go(Plek)` leads elsewhere."""

    go = Signal(object)

    def __init__(self, desk: Desk, opdracht_id: OpdrachtId) -> None:
        super().__init__()
        self._desk, self._id = desk, opdracht_id
        self._service = desk.services.opdrachten
        self.page = OrderPage(desk)
        self.page.asked.connect(self.act)
        self.page.rest_opened.connect(self.settle)
        self.page.bill_opened.connect(self.pay)
        self.page.copy_opened.connect(lambda copy: self.go.emit(Plek(scherm="exemplaren", row_id=copy.id)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.view = self.load()

    @property
    def dossier_id(self) -> int | None:
        """Of which dossier the order is."""
        return self.view.opdracht.dossier_id

    def load(self) -> OrderView:
        """Read again."""
        self.view = read_order(self._desk.services, self._id)
        self.page.show_order(self.view)
        return self.view

    def act(self, action: str) -> None:
        """Do what a button says."""
        steps: dict[str, Callable[[], object]] = {
            BEWERKEN: lambda: self._go("bewerken"),
            VOORLEGGEN: self.submit,
            AKKOORD: self.approve,
            GEVEN: self.give,
            INTREKKEN: self.withdraw,
            AFRONDEN: self.complete,
            BEVESTIGEN: self.confirm,
            REST_KLAAR: self.settle_first,
            page_words.AFSPRAAK: self.appoint,
            page_words.LEVERING: self.deliver,
            page_words.RESTPUNT: self.add_rest,
            page_words.FACTUUR: self.bill,
            page_words.BETALING: self.pay_first,
            page_words.WIJZIGING: lambda: self._go("wijziging"),
            page_words.ANNULEREN: self.cancel,
            page_words.OPDRACHT: lambda: self.issue(SoortDocument.OPDRACHT),
            page_words.BIJLAGE: lambda: self.issue(SoortDocument.ADRESBIJLAGE),
            page_words.STAAT: lambda: self.issue(SoortDocument.OPLEVERSTAAT),
        }
        steps[action]()

    def _go(self, tab: str) -> None:
        self.go.emit(Plek(scherm="opdrachten", tab=tab, row_id=self._id))

    @property
    def _version(self) -> Opdrachtversie:
        return self.view.versies[-1]

    def _perform(self, action: Callable[[], Changes]) -> bool:
        return self._desk.performer.perform(self, action) is not None

    # --- a second person, and giving

    def submit(self) -> None:
        """Lay the newest version before the second person, and ask at once."""
        number = self._version.nummer
        if self._perform(lambda: self._service.submit(self._id, number)):
            self.approve()

    def approve(self) -> None:
        """The approval of the newest version: with a key now, or on paper."""
        number = self._version.nummer
        proposal = self._service.voorstel(self._id, number)
        akkoord = ask_akkoord(self._desk, self, proposal)
        if akkoord is not None:
            self._perform(lambda: self._service.approve(self._id, number, akkoord))

    def give(self) -> None:
        """Give it: booked, numbered, and out on paper; then the address as a copy of its own."""
        view, version = self.view, self._version
        what = "De wijziging" if version.nummer else "De opdracht"
        question = (
            f"{what} {view.opdracht.nummer} geven aan {view.leverancier}?\n"
            f"{what} wordt geboekt en daarna niet meer overschreven. U drukt meteen het stuk af"
            + (", en daarna de adresbijlage." if view.opdracht.draagt_adres else ".")
        )
        if not self._desk.prompts.confirm(self, question, action="Opdracht geven"):
            return
        if not self._perform(lambda: self._service.give(self._id, version.nummer)):
            return
        self.issue(SoortDocument.OPDRACHT, versie=version.nummer)
        if not version.nummer and view.opdracht.draagt_adres:
            self.offer_annex()

    def offer_annex(self) -> None:
        """The address leaves as a numbered copy of its own, handed over to a person."""
        question = (
            "Nu de adresbijlage uitgeven?\nHet adres staat alleen daarop. U geeft het blad persoonlijk af;"
            " op het exemplaar staat aan wie."
        )
        if self._desk.prompts.confirm(self, question, action="Adresbijlage…", refusal="Later"):
            self.issue(SoortDocument.ADRESBIJLAGE)

    def issue(self, document: SoortDocument, *, versie: int | None = None) -> None:
        """Print or save one of its papers."""
        order = self.view.opdracht
        stuk = Leverancierstuk(
            document=document, opdracht_id=self._id, versie=versie, leverancier_id=order.leverancier_id
        )
        open_leverancierstuk(self._desk, self, stuk, nummer=order.nummer, leverancier=self.view.leverancier)
        self.load()

    # --- doing the work

    def appoint(self) -> None:
        """A day with the home front; another day makes the old one lapse."""
        form = appointment_form(self._desk)
        old = self.view.afspraak
        start = old or Afspraak(
            dossier_id=self.view.opdracht.dossier_id, opdracht_id=self._id, dag=self._today
        )
        form.load({**fields.values_of(start), "dag": old.dag if old else None, "bevestigd_op": None})
        fresh = replace(start, id=None, is_vervallen=False)
        self._ask(
            "Afspraak maken",
            form,
            "Vastleggen",
            lambda v: self._service.make_afspraak(fields.filled(fresh, v)),
        )

    def confirm(self) -> None:
        """The home front said yes."""
        one = self.view.afspraak
        if one is None or one.id is None:
            self.appoint()
            return
        row_id = one.id
        self._perform(lambda: self._service.confirm_afspraak(row_id, self._today))

    def deliver(self) -> None:
        """All or a part, with certificate, instruction, photo numbers and guarantee."""
        lines = self._deliverable()
        is_asked = any(one.is_certificaat_vereist and one.open for one in self.view.lijnen)
        form = delivery_form(self._desk, lines, self._today, needs_certificate=is_asked)
        start = Oplevering(
            dossier_id=self.view.opdracht.dossier_id, opdracht_id=self._id, opgeleverd_op=self._today
        )

        def save(values: dict[str, Any]) -> Changes:
            try:
                return self._service.deliver(fields.filled(start, values), delivered(lines, values))
            except InvalidInput as error:
                raise InvalidInput([at_line(one) for one in error.problems]) from None

        if self._ask("Oplevering vastleggen", form, "Vastleggen", save) and self._desk.prompts.confirm(
            self,
            "Is er nog iets dat niet klopt?\nLeg het vast als restpunt, met een termijn.",
            action="Restpunt…",
            refusal="Nee, alles klopt",
        ):
            self.add_rest()

    def add_rest(self) -> None:
        """A point that is not right yet."""
        form = rest_form(self._deliverable())
        form.load({})
        start = Restpunt(dossier_id=self.view.opdracht.dossier_id, opdracht_id=self._id, omschrijving="")
        self._ask(
            "Restpunt vastleggen",
            form,
            "Vastleggen",
            lambda values: self._service.save_restpunt(
                replace(fields.filled(start, values), opdrachtregel_id=values["opdrachtregel_id"])
            ),
        )

    def settle_first(self) -> None:
        """The open point that is due first."""
        open_points = [one for one in self.view.restpunten if one.gereed_op is None]
        if open_points:
            self.settle(open_points[0])

    def settle(self, point: Restpunt) -> None:
        """It is right now."""
        row_id = point.id
        if row_id is None or point.gereed_op is not None:
            return
        words = f"Is dit restpunt gereed?\n{point.omschrijving}"
        if self._desk.prompts.confirm(self, words, action="Gereed"):
            self._perform(lambda: self._service.settle_restpunt(row_id, self._today))

    def bill(self) -> None:
        """A bill or a credit note on this order."""
        from veiligheidsadvies.gui.screens.opdrachten.billing import enter_bill

        enter_bill(self._desk, self, self.view)

    def pay(self, bill: Factuurlijn) -> None:
        """Enter on a bill: what was paid of it."""
        from veiligheidsadvies.gui.screens.opdrachten.billing import enter_payment

        enter_payment(self._desk, self, bill)

    def pay_first(self) -> None:
        """The open bill that is due first."""
        if self.view.open_facturen:
            self.pay(self.view.open_facturen[0])

    def complete(self) -> None:
        """Everything is delivered and billed."""
        self._perform(lambda: self._service.complete(self._id))

    def withdraw(self) -> None:
        """Not given, and it will not be."""
        number = self._version.nummer
        title = f"Wijziging {number} intrekken van" if number else "Opdracht intrekken"
        self._with_reason(
            title, "Intrekken", lambda row_id, reason: self._service.withdraw(row_id, reason, versie=number)
        )

    def cancel(self) -> None:
        """Given, and taken back; the measures go back as a correction with this reason."""
        self._with_reason("Opdracht annuleren", "Annuleren", self._service.cancel)

    def _with_reason(self, title: str, verb: str, work: Callable[[OpdrachtId, str], Changes]) -> None:
        reason = self._desk.prompts.ask_reason(self, f"{title} {self.view.opdracht.nummer}", action=verb)
        if reason is not None:
            self._perform(lambda: work(self._id, reason))

    @property
    def _today(self) -> dt.date:
        return self._desk.services.today

    def _deliverable(self) -> list[Leverbaar]:
        return [
            Leverbaar(regel=one.regel, besteld=one.besteld, geleverd=one.geleverd) for one in self.view.lijnen
        ]

    def _ask(self, title: str, form: Form, verb: str, save: Callable[[dict[str, Any]], Changes]) -> bool:
        """Ask until it can be kept or the user stops; what is wrong is told at its field."""
        while True:
            values = self._desk.prompts.ask_form(self, title, form=form, action=verb)
            if values is None:
                return False
            try:
                return self._perform(lambda: save(values))  # noqa: B023 - done before the next round
            except InvalidInput as error:
                form.show_problems(fields.sentences(error.problems))
