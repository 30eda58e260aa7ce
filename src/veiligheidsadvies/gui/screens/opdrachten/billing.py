"""A bill or a credit note of an order: what is expected stands there already, the difference is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.bedrag import Bedrag, including_btw, total
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.factuur import Factuur, SoortFactuur
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, LongText, Text, YesNo
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.screens.opdrachten.order_view import Factuurlijn, OrderView
from veiligheidsadvies.services.facturen import Factuurregel
from veiligheidsadvies.text.formats import amount

_HEAD = ("soort", "nummer", "datum", "ontvangen_op", "vervalt_op", "boekjaar")


class BillForm(Form):
    """The bill, and below it what the difference with the order will be."""

    def __init__(self, sections: Sequence[Section], *, name: str) -> None:
        super().__init__(sections, name=name)
        self.difference = label("", "strong", is_wrapped=True, name="verschil")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.difference)


def bill_form(view: OrderView, suggested: dict[int, Bedrag]) -> BillForm:
    """The head of the bill, an amount without btw for every line, and why a difference is right."""
    credits = [
        Option(value=one.factuur.id, text=one.factuur.nummer)
        for one in view.facturen
        if one.factuur.soort is SoortFactuur.FACTUUR
    ]
    head = fields.section(
        "",
        Factuur,
        _HEAD,
        nummer={"required": True, "kind": Text(width=200)},
        datum={"required": True},
        ontvangen_op={"required": True, "beside": True},
        boekjaar={"required": True, "beside": True},
    )
    refers = Field(
        name="verwijst_id",
        label="Credit op factuur",
        kind=Choice(options=credits, width=200, may_be_empty=True),
    )
    lines = [
        Field(
            name=_name(one.regel.id or 0),
            label=one.regel.titel,
            kind=fields.money(),
            note=f"verwacht {amount(suggested.get(int(one.regel.id or 0), Bedrag(0)))} excl. btw",
        )
        for one in view.lijnen
    ]
    rest = (
        Field(name="is_laatste", label="Laatste", kind=YesNo(caption="factuur van deze opdracht")),
        fields.field(Factuur, "verschil_reden", kind=LongText(lines=2)),
    )
    return BillForm(
        (
            Section("Factuur", (*head.fields, refers)),
            Section("Bedragen excl. btw", lines),
            Section("Controle", rest),
        ),
        name="factuurformulier",
    )


def enter_bill(desk: Desk, parent: QWidget, view: OrderView) -> bool:
    """Ask until it can be registered or the user stops; False when nothing was registered."""
    service = desk.services.facturen
    order = OpdrachtId(view.opdracht.id or 0)
    factuur = service.new(order)
    found = service.suggested(order, factuur.boekjaar)
    suggested = {int(one.opdrachtregel_id or 0): one.ex for one in found}
    form = bill_form(view, suggested)
    form.load({**fields.values_of(factuur), **{_name(key): value for key, value in suggested.items()}})
    _watch(form, view)
    while True:
        values = desk.prompts.ask_form(
            parent, f"Factuur bij {view.opdracht.nummer}", form=form, action="Invoeren"
        )
        if values is None:
            return False
        bill, lines = _filled(factuur, values), _lines(view, values)
        register = service.credit if bill.soort is SoortFactuur.CREDIT else service.register
        is_last = bool(values["is_laatste"])
        try:
            changes = desk.performer.perform(parent, lambda: register(bill, lines, is_laatste=is_last))  # noqa: B023
        except InvalidInput as error:
            form.show_problems(fields.sentences(error.problems))
            continue
        return changes is not None


def enter_payment(desk: Desk, parent: QWidget, bill: Factuurlijn) -> bool:
    """What was paid, what is open filled in already; False when nothing was recorded."""
    if not bill.openstaand or bill.factuur.id is None:
        desk.prompts.tell(parent, f"Factuur {bill.factuur.nummer} is betaald.")
        return False
    row_id = bill.factuur.id
    form = Form(
        (
            Section(
                "",
                (
                    Field(name="bedrag", label="Bedrag incl. btw", required=True, kind=fields.money()),
                    Field(name="datum", label="Betaald op", required=True, kind=fields.date()),
                    Field(name="kenmerk", label="Kenmerk", kind=Text(width=200)),
                ),
            ),
        ),
        name="betaalformulier",
    )
    form.load({"bedrag": bill.openstaand, "datum": desk.services.today})
    while True:
        title = f"Betaling van factuur {bill.factuur.nummer}"
        values = desk.prompts.ask_form(parent, title, form=form, action="Vastleggen")
        if values is None:
            return False
        paid, day, mark = values["bedrag"], values["datum"], values["kenmerk"] or ""
        try:
            changes = desk.performer.perform(
                parent,
                lambda: desk.services.facturen.pay(row_id, paid, day, kenmerk=mark),  # noqa: B023
            )
        except InvalidInput as error:
            form.show_problems(fields.sentences(error.problems))
            continue
        return changes is not None


def difference_words(view: OrderView, values: dict[str, Any]) -> str:
    """`€ 12,10 meer dan verwacht`, of the whole order after this bill; incl. btw."""
    sign = -1 if values.get("soort") is SoortFactuur.CREDIT else 1
    now = total(one.incl for one in _lines(view, values))
    after = view.gefactureerd.cents + sign * now.cents - view.incl.cents
    if not after:
        return "Geen verschil: daarna is precies gefactureerd wat besteld is."
    words = "meer dan" if after > 0 else "minder dan"
    return f"Daarna is {amount(Bedrag(abs(after)))} {words} besteld gefactureerd (incl. btw)."


def _watch(form: BillForm, view: OrderView) -> None:
    def tell() -> None:
        form.difference.setText(difference_words(view, form.values()))

    def on_kind(name: str) -> None:
        if name == "soort":
            is_credit = form.values()["soort"] is SoortFactuur.CREDIT
            form.set_shown("verwijst_id", is_shown=is_credit)

    form.edited.connect(tell)
    form.field_edited.connect(on_kind)
    on_kind("soort")
    tell()


def _filled(factuur: Factuur, values: dict[str, Any]) -> Factuur:
    names = (*_HEAD, "verschil_reden")
    made = fields.filled(factuur, {name: values[name] for name in names if values[name] is not None})
    is_credit = made.soort is SoortFactuur.CREDIT
    return replace(made, verwijst_id=values["verwijst_id"] if is_credit else None)


def _lines(view: OrderView, values: dict[str, Any]) -> list[Factuurregel]:
    found = []
    for one in view.lijnen:
        ex = values.get(_name(one.regel.id or 0))
        if ex:
            found.append(
                Factuurregel(
                    opdrachtregel_id=one.regel.id,
                    maatregel_id=one.regel.maatregel_id,
                    ex=ex,
                    btw=one.regel.btw,
                    incl=including_btw(ex, one.regel.btw),
                )
            )
    return found


def _name(regel_id: int) -> str:
    return f"ex_{regel_id}"
