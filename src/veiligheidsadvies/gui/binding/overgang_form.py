"""The few fields that one status step asks, filled with what can be known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.levensloop import entering
from veiligheidsadvies.domain.maatregel import Maatregel, Status
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.bevindingen import shown
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.findings import FindingList
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, LongText, SearchChoice, Text
from veiligheidsadvies.services.overgangen import Gegevens, Keuze
from veiligheidsadvies.text.formats import amount

_TODAY = frozenset(
    {
        "akkoord_op",
        "opdracht_op",
        "uitgevoerd_op",
        "opgeleverd_op",
        "besproken_op",
        "toegepast_op",
        "overgenomen_op",
        "afgewikkeld_op",
        "status_op",
    }
)
_OFFER_DAYS = 30
_LABEL = {"status_op": "Besloten op"}


def needs_asking(keuzes: Sequence[Keuze]) -> bool:
    """Whether the step demands anything, or shows something that has to be seen first."""
    return any(k.velden or k.vraagt_bedrag or k.vraagt_reden or _warns(k) for k in keuzes)


def _warns(keuze: Keuze) -> bool:
    return any(finding.ernst.value != "in_orde" for finding in keuze.bevindingen)


class OvergangForm(Form):
    """Exactly the fields that are asked for these measures; what warns or can be lifted stands above them."""

    def __init__(self, desk: Desk, maatregelen: Sequence[Maatregel], keuzes: Sequence[Keuze]) -> None:
        order = list(velden(Maatregel))
        self._demanded = sorted({name for k in keuzes for name in k.velden}, key=order.index)
        optional = {name for k in keuzes for name in k.mag} - set(self._demanded)
        self._optional = sorted(optional, key=order.index)
        self._has_amount = any(k.vraagt_bedrag for k in keuzes)
        self._has_reason = any(k.vraagt_reden for k in keuzes)
        super().__init__((Section("", self._asked(desk, len(maatregelen))),), name="overgang")
        findings = shown(f for k in keuzes for f in k.bevindingen if f.ernst.value != "in_orde")
        layout = self.layout()
        if findings and isinstance(layout, QVBoxLayout):
            band = FindingList(name="overgang_bevindingen")
            band.set_findings(findings)
            layout.insertWidget(0, band)
        self.load(prefill(desk, maatregelen, keuzes[0].naar))
        self.field_edited.connect(lambda name: self._tell_incl() if name in {"ex", "btw"} else None)
        self._tell_incl()
        self.follow(desk.secrecy)

    def _asked(self, desk: Desk, count: int) -> list[Field]:
        found = [_field(desk, name, is_required=True) for name in self._demanded]
        found += [_field(desk, name, is_required=False) for name in self._optional]
        if self._has_amount:
            caption = "Bedrag excl. btw" if count == 1 else "Bedrag excl. btw, per stuk"
            found.append(Field(name="ex", label=caption, required=True, kind=fields.money()))
            btw = Choice(options=fields.options(BtwTarief), width=96)
            found.append(Field(name="btw", label="Btw-tarief", required=True, kind=btw, beside=True))
        if self._has_reason:
            found.append(Field(name="reden", label="Reden", required=True, kind=LongText(lines=3)))
        return found

    def _tell_incl(self) -> None:
        if not self._has_amount:
            return
        values = self.values()
        ex, btw = values["ex"], values["btw"]
        total = including_btw(ex, btw) if isinstance(ex, Bedrag) and btw is not None else None
        self.set_note("btw", f"incl. btw {amount(total)}")

    def gegevens(self, values: dict[str, Any]) -> Gegevens:
        """What the service wants; empty optional fields are left as they are."""
        kept = {name: values[name] for name in self._demanded}
        kept |= {name: values[name] for name in self._optional if values[name] is not None}
        btw = values.get("btw")
        return Gegevens(
            velden=kept,
            ex=values.get("ex"),
            btw=BtwTarief.HOOG if btw is None else btw,
            reden=values.get("reden") or "",
        )


def _field(desk: Desk, name: str, *, is_required: bool) -> Field:
    over: dict[str, Any] = {"required": is_required}
    if name == "leverancier":
        over["kind"] = SearchChoice(options=suppliers(desk), width=280, is_free=True)
    elif name in {"opdracht_kenmerk", "verantwoordelijke", "akkoord_door"}:
        over["kind"] = Text(width=240)
    if name in _LABEL:
        over["label"] = _LABEL[name]
    return fields.field(Maatregel, name, **over)


def suppliers(desk: Desk) -> list[Option]:
    """Every supplier known so far, to choose from while typing; of the register also how his papers stand."""
    states = desk.services.leveranciers.states()
    return [
        Option(value=name, text=name, detail=f"papieren: {states[name].woord}" if name in states else "")
        for name in desk.services.leveranciers.list_names()
    ]


def prefill(desk: Desk, maatregelen: Sequence[Maatregel], naar: Status) -> dict[str, Any]:
    """What can be known beforehand: today, the next time, what the catalogue and the measures say."""
    maatregelen = [entering(one, naar) for one in maatregelen]
    first, today = maatregelen[0], desk.services.today
    found: dict[str, Any] = dict.fromkeys(_TODAY, today)
    found["offerte_geldig_tot"] = today + dt.timedelta(days=_OFFER_DAYS)
    found["volgende_op"] = first.next_occurrence(first.opgeleverd_op or today)
    found["herhalen_op"] = first.next_occurrence(today) if naar is Status.TOEGEPAST else None
    found["btw"] = BtwTarief.HOOG
    line = desk.services.catalogus.find_by_code(first.catalogus_code) if first.catalogus_code else None
    if line is not None:
        found |= {"betaler": line.betaler, "grondslag": line.grondslag, "btw": line.btw}
    found["verantwoordelijke"] = desk.services.actor
    for name in velden(Maatregel):
        values = {getattr(one, name) for one in maatregelen}
        if len(values) == 1 and (value := values.pop()) not in (None, ""):
            found[name] = value
    return found
