"""Booking a copy off: returned, destroyed before a witness, or lost; or letting it stay out longer."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaarregel
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.vraag_formulier import ask_and_save
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Text
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.vermist import next_steps

_TITLE = {
    Afloop.RETOUR: "Exemplaar {nummer} is terug",
    Afloop.VERNIETIGD: "Exemplaar {nummer} is vernietigd",
    Afloop.VERMIST: "Exemplaar {nummer} is vermist",
}
_DAY = {Afloop.RETOUR: "Terug op", Afloop.VERNIETIGD: "Vernietigd op", Afloop.VERMIST: "Gemeld op"}
_ACTION = {
    Afloop.RETOUR: "Retour melden",
    Afloop.VERNIETIGD: "Vernietigd melden",
    Afloop.VERMIST: "Vermist melden",
}


def settle(desk: Desk, parent: QWidget, copy: Exemplaarregel, afloop: Afloop) -> Changes | None:
    """Ask the day (and the witness of a destruction) and write it down; None when the user stopped."""
    needs_witness = afloop is Afloop.VERNIETIGD
    words = {Afloop.VERNIETIGD: "Getuige", Afloop.RETOUR: "Aangenomen door", Afloop.VERMIST: "Gemeld door"}
    parts = [Field(name="afloop_op", label=_DAY[afloop], required=True, kind=fields.date())]
    parts.append(Field(name="getuige", label=words[afloop], required=needs_witness, kind=Text(width=280)))
    form = Form((Section("", tuple(parts)),))
    form.load({"afloop_op": desk.services.today})
    changes = ask_and_save(
        desk,
        parent,
        _TITLE[afloop].format(nummer=copy.nummer),
        form=form,
        action=_ACTION[afloop],
        save=lambda values: desk.services.exemplaren.settle(
            int(copy.id or 0), afloop, op=values["afloop_op"], getuige=values.get("getuige") or ""
        ),
    )
    if changes is not None and afloop is Afloop.VERMIST:
        tell_steps(desk, parent, desk.services.exemplaren.get(int(copy.id or 0)))
    return changes


def extend(desk: Desk, parent: QWidget, copy: Exemplaarregel) -> Changes | None:
    """Ask a later day before which it must be back and write it down; None when the user stopped."""
    day = Field(name="retour_voor", label="Retour vóór", required=True, kind=fields.date())
    form = Form((Section("", (day,)),))
    form.load({"retour_voor": copy.retour_voor})
    return ask_and_save(
        desk,
        parent,
        f"Exemplaar {copy.nummer} blijft langer buiten",
        form=form,
        action="Vastleggen",
        save=lambda values: desk.services.exemplaren.extend(int(copy.id or 0), values["retour_voor"]),
    )


def tell_steps(desk: Desk, parent: QWidget, copy: Exemplaarregel) -> None:
    """What to do now that this copy is lost."""
    steps = (f"{number}. {step}" for number, step in enumerate(next_steps(copy), 1))
    desk.prompts.tell(parent, "\n".join([f"Exemplaar {copy.nummer} is vermist. Doe nu dit:", *steps]))
