"""A status step that only an order takes: the way to that order, or to a new one for these measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.services.overgangen import Keuze

VOLGT, ALLEEN_SAMEN = "volgt_opdracht", "via_opdracht"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitweg:
    """Where the step is taken, and the words of the button that leads there."""

    plek: Plek
    knop: str


def find_way(desk: Desk, maatregelen: Sequence[Maatregel], keuzes: Sequence[Keuze]) -> Uitweg | None:
    """The order that the step belongs to; None when something else stands in the way of one of them."""
    codes = {one.code for keuze in keuzes for one in keuze.blokkades if not one.is_op_te_heffen}
    dossiers = {one.dossier_id for one in maatregelen}
    if not codes or not codes <= {VOLGT, ALLEEN_SAMEN} or len(dossiers) != 1:
        return None
    service, ids = desk.services.overgangen, [one.id or 0 for one in maatregelen]
    orders = {service.find_order(row_id) or service.find_prepared_order(row_id) for row_id in ids}
    found = next(iter(orders))
    if len(orders) == 1 and found is not None:
        row_id, number = found
        return Uitweg(plek=Plek(scherm="opdrachten", row_id=row_id), knop=f"Naar {number}")
    if codes != {ALLEEN_SAMEN} or orders != {None}:
        return None
    place = Plek(scherm="opdrachten", dossier_id=dossiers.pop(), tab="nieuw", filter=tuple(ids))
    return Uitweg(plek=place, knop="Opdracht maken…")


def tell_or_lead(desk: Desk, parent: QWidget, refusal: str, way: Uitweg | None) -> None:
    """Tell why the step cannot be taken here, and go where it can when the user wants to."""
    screen: QWidget | None = parent
    while screen is not None and not isinstance(screen, Screen):
        screen = screen.parentWidget()
    if way is None or screen is None:
        desk.prompts.tell(parent, refusal)
    elif desk.prompts.confirm(parent, refusal, action=way.knop):
        # What asked for the step first ends what it was doing.
        QTimer.singleShot(0, screen, lambda: screen.go.emit(way.plek))
