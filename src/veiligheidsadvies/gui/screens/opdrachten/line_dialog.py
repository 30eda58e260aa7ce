"""F2 on a line: its words, quantity, price and btw; nothing else of the measure can be seen by a supplier."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.opdracht import Opdrachtregel
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.aantallen import quantity
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.kinds import LongText, Text
from veiligheidsadvies.gui.screens.opdrachten.werkblad import recalculated

_SEEN = ("titel", "eis", "aantal", "eenheid", "stukprijs", "btw", "per_jaar")
_UNSEEN = ("betaler", "fiscale_categorie")


def line_form(*, may_be_negative: bool = False) -> Form:
    """What the supplier reads, and below it what he does not."""
    note = "negatief = minder" if may_be_negative else ""
    return Form(
        (
            fields.section(
                "Dit ziet de leverancier",
                Opdrachtregel,
                _SEEN,
                titel={"required": True},
                eis={"kind": LongText(lines=3)},
                aantal={"kind": quantity(), "required": True, "note": note},
                eenheid={"kind": Text(width=120, placeholder="stuks"), "beside": True},
                stukprijs={"required": True},
                btw={"beside": True, "required": True},
                per_jaar={"label": "Ieder jaar"},
            ),
            fields.section("Dit ziet hij niet", Opdrachtregel, _UNSEEN),
        ),
        name="regelformulier",
    )


def edit_line(
    desk: Desk, parent: QWidget, regel: Opdrachtregel, *, title: str, is_change: bool = False
) -> Opdrachtregel | None:
    """The line as the user made it; None when it stays as it was."""
    form = line_form(may_be_negative=is_change)
    form.load(fields.values_of(regel))
    while True:
        values = desk.prompts.ask_form(parent, title, form=form, action="Overnemen")
        if values is None:
            return None
        made = recalculated(fields.filled(regel, _complete(values)))
        problems = made.problems()
        if not problems:
            return made
        form.show_problems(fields.sentences(problems))


def _complete(values: dict[str, Any]) -> dict[str, Any]:
    """Without the fields that were emptied although a line always has them."""
    return {name: value for name, value in values.items() if value is not None or name in {"eis", "eenheid"}}
