"""A second person's Akkoord: with an own approval key now, or on a printed form that comes back later."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.errors import ApprovalReason, ApprovalRefused, InvalidInput, UserError
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.afdrukken import SystemPrinters
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.papier import FILE, beside, hand_over_form
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, Passphrase, Text
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.voorbeeld import example_approvals
from veiligheidsadvies.text.messages import explain

NIEUW, CODE = "formulier", "code"
OWN_KEY = "Uw eigen akkoordsleutel staat hier niet bij: wie de kluis opende, geeft niet ook zelf akkoord."
EXAMPLE = "Voorbeeldkluis, alles is verzonnen. Wachtwoordzin van {key}"
_DIGEST, _BREAK = re.compile(r"[0-9a-f]{64}"), "\u200b"
_FIELDS = {"sleutel": ("wachtwoordzin",), NIEUW: ("beslisser", "printer"), CODE: ("code", "naam", "datum")}
_ALL = tuple(name for names in _FIELDS.values() for name in names)
_PLACE = {ApprovalReason.WACHTWOORD: "wachtwoordzin", ApprovalReason.CODE: "code"}


class AkkoordForm(Form):
    """What is decided, who decides and how; only the fields of the chosen way are shown and asked."""

    def __init__(
        self,
        voorstel: Voorstel,
        ways: list[Option],
        printers: list[str],
        today: dt.date,
        *,
        remarks: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(
            (
                Section(
                    "",
                    (
                        Field(
                            name="wijze",
                            label="Akkoord door",
                            required=True,
                            kind=Choice(options=ways, width=360),
                        ),
                        Field(name="wachtwoordzin", label="Wachtwoordzin", required=True, kind=Passphrase()),
                        Field(
                            name="beslisser",
                            label="Wie besluit",
                            required=True,
                            kind=Text(width=360, placeholder="provinciesecretaris"),
                            help="Een functie, geen naam: zij komt op het formulier te staan.",
                        ),
                        Field(
                            name="printer",
                            label="Formulier",
                            required=True,
                            kind=Choice(options=_outlets(printers), width=360),
                        ),
                        Field(
                            name="code",
                            label="Code",
                            required=True,
                            kind=Text(width=152, placeholder="XXXX-XXXX"),
                        ),
                        Field(name="naam", label="Naam", required=True, kind=Text(width=360)),
                        Field(name="datum", label="Datum besluit", required=True, kind=fields.date()),
                    ),
                ),
            ),
            name="akkoordformulier",
        )
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, _Besluit(voorstel))
            for at, (called, remark) in enumerate(remarks, 1):
                layout.insertWidget(at, label(remark, "small", is_wrapped=True, name=called))
        self.load({"wijze": ways[0].value, "datum": today, "printer": _outlets(printers)[0].value})
        self.field_edited.connect(lambda name: self.show_way() if name == "wijze" else None)
        self.show_way()

    @property
    def way(self) -> str:
        """`sleutel`, `formulier` or `code`."""
        chosen = self.values()["wijze"]
        return chosen[0] if chosen else NIEUW

    def show_way(self) -> None:
        """Show what the chosen way asks."""
        for name in _ALL:
            is_asked = name in _FIELDS[self.way]
            self.set_shown(name, is_shown=is_asked)
            self.set_enabled(name, is_enabled=is_asked)


class _Besluit(QWidget):
    def __init__(self, voorstel: Voorstel) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(label("Het besluit", "small"))
        self._words = label(_breakable(voorstel.tekst), is_wrapped=True, name="besluit")
        column.addWidget(self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines are at this width: every word that is signed is seen."""
        super().resizeEvent(event)
        self._words.setMinimumHeight(self._words.heightForWidth(self._words.width()))


def _breakable(text: str) -> str:
    """The text with places in its digest where a line may end; a line that cannot is cut off."""
    return _DIGEST.sub(lambda found: _BREAK.join(re.findall(".{1,16}", found[0])), text)


def ask_akkoord(desk: Desk, parent: QWidget, voorstel: Voorstel) -> AkkoordId | None:
    """The approval of exactly this proposal; None when it was not (or not yet) given.

    A session that the recovery sheet opened is told at once that nobody approves anything in it.
    """
    if desk.services.by_recovery:
        desk.performer.tell(parent, ApprovalRefused(ApprovalReason.HERSTELBLAD))
        return None
    form = AkkoordForm(
        voorstel,
        _ways(desk, voorstel),
        SystemPrinters().names(),
        desk.services.today,
        remarks=_remarks(desk),
    )
    while True:
        values = desk.prompts.ask_form(parent, "Akkoord van een tweede persoon", form=form, action="Doorgaan")
        if values is None:
            return None
        try:
            changes = _give(desk, parent, voorstel, values)
        except ApprovalRefused as error:
            form.show_problems({_PLACE.get(error.reason, "wijze"): explain(error)})
            continue
        except InvalidInput as error:
            form.show_problems(fields.sentences(error.problems))
            continue
        except UserError as error:
            desk.performer.tell(parent, error)
            return None
        if changes is None:
            return None
        desk.performer.changed.emit(changes)
        return AkkoordId(changes.row_id or 0)


def _remarks(desk: Desk) -> list[tuple[str, str]]:
    """Why the own key is missing; and in an example vault what the second person would type."""
    own = [("eigen_sleutel", OWN_KEY)] if desk.services.akkoorden.has_own_key else []
    keys = example_approvals(desk.services.beheer.folder)
    return own + [("voorbeeldsleutel", EXAMPLE.format(key=one)) for one in keys]


def _outlets(printers: list[str]) -> list[Option]:
    return [
        *(Option(value=name, text=f"Afdrukken op {name}") for name in printers),
        Option(value=FILE, text="Als versleuteld bestand"),
    ]


def _ways(desk: Desk, voorstel: Voorstel) -> list[Option]:
    service = desk.services.akkoorden
    keys = [
        Option(value=("sleutel", slot.id), text=f"{slot.name}, met akkoordsleutel")
        for slot in service.list_approvers()
    ]
    back = Option(value=(CODE,), text="Op papier: code overnemen")
    form = Option(value=(NIEUW,), text="Op papier: formulier maken")
    return [back, *keys, form] if service.is_requested(voorstel) else [*keys, form]


def _give(desk: Desk, parent: QWidget, voorstel: Voorstel, values: Mapping[str, Any]) -> Changes | None:
    service = desk.services.akkoorden
    way = values["wijze"]
    if way[0] == CODE:
        return service.give_on_paper(
            voorstel, code=values["code"], naam=values["naam"] or "", datum=values["datum"]
        )
    if way[0] == NIEUW:
        if hand_over_form(desk, parent, voorstel, str(values["beslisser"]), values["printer"]):
            desk.prompts.tell(
                parent,
                "Het akkoordformulier is gemaakt.\nEr is nog niets veranderd. Zet na ondertekening dezelfde"
                " stap opnieuw, met dezelfde reden, en neem dan de code over.",
            )
        return None
    signature = beside(desk, parent, lambda: service.sign(voorstel, way[1], values["wachtwoordzin"]))
    return service.save_signed(voorstel, way[1], signature)
