"""What protects this vault here and what does not; red is red."""

from __future__ import annotations

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit import capture
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.screens.beheer.part import Part, scrolling
from veiligheidsadvies.gui.screens.beheer.status_list import FOUT, GOED, LET_OP, StatusList, Statusregel
from veiligheidsadvies.text.formats import count

PROMISE = (
    "Hier staat wat het programma op deze computer kan zien. Het beschermt niet tegen programma’s die onder "
    "uw eigen naam draaien, en niet tegen wie een oude kopie én de zin of het blad van toen heeft."
)


class BeveiligingPart(Part):
    """A list of points, the wrong ones first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="beveiliging")
        self.again = Button("Opnieuw kijken", name="beveiliging_opnieuw")
        self.again.clicked.connect(self.load)
        self.heading = SectionHeading("Zo staat het ervoor", aside=self.again)
        self.lines = StatusList(name="beveiligingspunten")
        column = scrolling(self)
        column.addWidget(self.heading)
        column.addWidget(self.lines)
        column.addSpacing(8)
        column.addWidget(label(PROMISE, "muted", is_wrapped=True))
        column.addStretch(1)

    def load(self) -> None:
        """Look again."""
        points = self.desk.services.beheer.beveiligingsstatus()
        order = {FOUT: 0, LET_OP: 1}
        lines = [
            Statusregel(kind=point.oordeel.value, title=point.naam, state=point.stand, advice=point.raad)
            for point in points
        ]
        lines.append(_capture())
        self.lines.set_lines(sorted(lines, key=lambda line: order.get(line.kind, 2)))
        wrong = sum(line.kind == FOUT for line in lines)
        self.heading.set_follow(count(wrong, "punt niet in orde", "punten niet in orde") if wrong else "")

    def focus_first(self) -> None:
        """The button."""
        self.again.setFocus()


def _capture() -> Statusregel:
    """Whether other programs can record what stands on the screen, as the system tells of our windows."""
    title, is_blocked = "Schermopname", capture.is_blocked()
    if is_blocked:
        return Statusregel(kind=GOED, title=title, state="andere programma’s zien onze vensters niet")
    advice = "Zet het aan bij Voorkeuren, of deel uw scherm niet zolang de kluis open is."
    if is_blocked is None:
        advice = "Dit systeem kan dat niet beletten: deel uw scherm niet zolang de kluis open is."
    return Statusregel(
        kind=LET_OP, title=title, state="andere programma’s kunnen het scherm opnemen of delen", advice=advice
    )
