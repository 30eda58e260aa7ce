"""What is asked after an order was given: an appointment, a delivery, something left to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.opdracht import Opdrachtregel, OpdrachtregelId
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.aantallen import quantity, shown
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, LongText, Text, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverbaar:
    """One line of an order with what was ordered of it, changes included, and what was delivered."""

    regel: Opdrachtregel
    besteld: Aantal
    geleverd: Aantal

    @property
    def open(self) -> Aantal:
        """What is still to be delivered."""
        return self.besteld - self.geleverd


def appointment_form(desk: Desk) -> Form:
    """When, who comes, who is at home (hidden in privacy mode)."""
    form = Form(
        (
            fields.section(
                "",
                Afspraak,
                ("dag", "tijd", "thuis", "monteurs", "bevestigd_op"),
                dag={"required": True},
                tijd={"kind": Text(width=152, placeholder="9:00–12:00")},
                bevestigd_op={"label": "Bevestigd op", "note": "door het thuisfront"},
            ),
        ),
        name="afspraakformulier",
    )
    form.follow(desk.secrecy)
    return form


def delivery_form(desk: Desk, lines: Sequence[Leverbaar], today: dt.date, *, needs_certificate: bool) -> Form:
    """How many of each open line, and what goes with it; everything open is filled in already."""
    asked = [one for one in lines if one.open.honderdsten > 0]
    quantities = Section(
        "Wat is geleverd",
        [
            Field(
                name=_name(one.regel.id),
                label=one.regel.titel,
                kind=quantity(),
                note=f"van {shown(one.besteld)} {one.regel.eenheid}".strip()
                + (f", al {shown(one.geleverd)} geleverd" if one.geleverd else ""),
            )
            for one in asked
        ],
    )
    rest = fields.section(
        "Gegevens",
        Oplevering,
        (
            "opgeleverd_op",
            "certificaat",
            "is_uitgelegd",
            "codes_bij_bewoner",
            "fotos",
            "garantie_tot",
            "getekend_door",
            "opmerking",
        ),
        opgeleverd_op={"required": True},
        certificaat={
            "kind": Text(width=200, placeholder="nummer"),
            "note": "nodig om op te leveren" if needs_certificate else "",
        },
        is_uitgelegd={"label": "Uitleg gegeven", "kind": YesNo(caption="aan de bewoner")},
        codes_bij_bewoner={"label": "Codes", "kind": YesNo(caption="alleen bij de bewoner")},
        fotos={"kind": Text(width=280, placeholder="alleen nummers")},
        getekend_door={"kind": Text(width=200, placeholder="bewoner")},
        opmerking={"kind": LongText(lines=2)},
    )
    form = Form((quantities, rest), name="opleverformulier")
    form.follow(desk.secrecy)
    form.load({"opgeleverd_op": today, **{_name(one.regel.id): one.open for one in asked}})
    return form


def delivered(lines: Sequence[Leverbaar], values: Mapping[str, Any]) -> dict[OpdrachtregelId, Aantal]:
    """What was delivered of each line; nothing for a line that was left empty or at zero."""
    found: dict[OpdrachtregelId, Aantal] = {}
    for one in lines:
        quantity_ = values.get(_name(one.regel.id))
        if one.regel.id is not None and quantity_:
            found[one.regel.id] = quantity_
    return found


def line_field(regel_id: OpdrachtregelId | None) -> str:
    """The name of the field of one line, to tell a problem there."""
    return _name(regel_id)


def at_line(problem: Problem) -> Problem:
    """A problem of one line (`regels.12`), told at the field of that line."""
    kind, _, rest = problem.field.partition(".")
    number = rest.partition(".")[0]
    if kind != "regels" or not number.isdigit():
        return problem
    return Problem(_name(OpdrachtregelId(int(number))), problem.reason, problem.data)


def rest_form(lines: Sequence[Leverbaar]) -> Form:
    """A point that is not right yet."""
    options = [Option(value=one.regel.id, text=one.regel.titel) for one in lines]
    where = Field(
        name="opdrachtregel_id", label="Regel", kind=Choice(options=options, width=320, may_be_empty=True)
    )
    about = fields.section(
        "",
        Restpunt,
        ("omschrijving", "termijn", "blokkeert"),
        omschrijving={"required": True},
        blokkeert={"label": "", "kind": YesNo(caption="Houdt de oplevering tegen")},
    )
    return Form((Section("", (*about.fields, where)),), name="restpuntformulier")


def _name(regel_id: OpdrachtregelId | None) -> str:
    return f"aantal_{regel_id or 0}"
