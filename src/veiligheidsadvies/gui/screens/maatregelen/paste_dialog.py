"""Pasting into the list: how many, into which dossier, and only then written, as one action."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.bedrag import NIHIL, total
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice
from veiligheidsadvies.gui.screens.maatregelen.paste import Plaksel, read
from veiligheidsadvies.gui.screens.maatregelen.quick_entry import newest_advies
from veiligheidsadvies.text.formats import amount, count

_MOST_TOLD = 12


def paste_into(desk: Desk, parent: QWidget, text: str, dossier_id: int | None) -> bool:
    """Read, preview and write the pasted rows; bad rows are named and nothing is written."""
    pasted = read(text, desk.services.catalogus.find_by_code, today=desk.services.today)
    if pasted.fouten:
        _tell_wrong(desk, parent, pasted)
        return False
    if not pasted.regels:
        desk.prompts.tell(parent, "Op het klembord staan geen maatregelen.\nKopieer rijen uit een rekenblad.")
        return False
    form = _form(desk, pasted)
    form.load({"dossier": dossier_id})
    number = count(len(pasted.regels), "maatregel", "maatregelen")
    values = desk.prompts.ask_form(parent, f"{number} plakken", form=form, action="Toevoegen")
    if values is None:
        return False
    owner = DossierId(values["dossier"])
    items = pasted.items(owner, newest_advies(desk, owner))
    try:
        service = desk.services.maatregelen
        return desk.performer.perform(parent, lambda: service.save_many(items)) is not None
    except InvalidInput as error:
        desk.prompts.tell(parent, "\n".join(fields.sentences(error.problems).values()))
        return False


def _tell_wrong(desk: Desk, parent: QWidget, pasted: Plaksel) -> None:
    told = list(pasted.fouten[:_MOST_TOLD])
    if rest := len(pasted.fouten) - len(told):
        told.append(f"en nog {rest}")
    desk.prompts.tell(parent, "\n".join(["Er is niets geplakt.", *told]))


def _form(desk: Desk, pasted: Plaksel) -> Form:
    options = [Option(value=one.id, text=one.code) for one in desk.services.dossiers.list_all()]
    counted = Counter(one.maatregel.domein for one in pasted.regels)
    domains = ", ".join(f"{domein.value} {number}" for domein, number in sorted(counted.items()))
    sums = total(one.raming or NIHIL for one in pasted.regels)
    note = f"{domains} · raming {amount(sums, zero='geen')}"
    return Form(
        (
            Section(
                "",
                (
                    Field(
                        name="dossier",
                        label="In dossier",
                        required=True,
                        kind=Choice(options=options, width=136),
                        note=note,
                    ),
                ),
            ),
        ),
        name="plakken",
    )
