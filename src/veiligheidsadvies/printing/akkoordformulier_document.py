"""The approval form: a decision on paper by who has no approval slot, typed back with its code.

It shows what is decided, the mark of exactly that version, and one code. The weaker kind of approval, and it
says so.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Choices,
    Hanging,
    RequestBar,
    Signatures,
    facts_table,
    gap,
    paragraph,
    rich_paragraph,
    section,
    title,
)
from veiligheidsadvies.printing.furniture import draw
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Akkoordformulier
from veiligheidsadvies.printing.styles import HEAVY, MM, TEXT_INDENT, WIDTH
from veiligheidsadvies.printing.text import markup

_AFTER = (
    "Kruis aan, zet datum en handtekening, geef dit blad terug. De Safety\u00a0&\u00a0Security-manager typt "
    "uw naam, de datum en de code over; pas dan geldt het besluit in het programma. Dit blad wordt bewaard."
)


def render(snapshot: Akkoordformulier) -> bytes:
    """The form as PDF; UnprintableText when a text holds a sign that the font lacks."""
    request = RequestBar([rich_paragraph(markup(snapshot.besluit), styles.LEAD)])
    story: list[Any] = [*title(snapshot.titel), gap(2)]
    story += [Hanging("Gevraagd besluit", level=styles.LEAD.baseline), request, gap(7)]
    facts = [(fact.label, fact.tekst) for fact in snapshot.feiten]
    story += [
        facts_table("Waarover gaat het?", [*facts, ("Kenmerk van dit besluit", snapshot.kenmerk)]),
        gap(7),
    ]
    story += [section("Uw besluit", [Choices(snapshot.keuzes)], level=3.4 * MM), gap(6)]
    story += [_Code(snapshot.code), gap(6)]
    story += [section("En dan?", [paragraph(_AFTER, left=TEXT_INDENT)]), gap(10)]
    story.append(Signatures((snapshot.beslisser, snapshot.voorsteller)))
    return build(snapshot, story)


class _Code(Flowable):
    """The code to type back, large, between rules in the text column."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def wrap(self, *_available: float) -> tuple[float, float]:
        """14 mm."""
        self.width, self.height = WIDTH, 14 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Rules and code."""
        canvas = self.canv
        Hanging("Code", level=8.8 * MM).drawOn(canvas, 0, self.height)
        canvas.setLineWidth(HEAVY)
        for y in (0, self.height):
            canvas.line(TEXT_INDENT, y, WIDTH, y)
        draw(canvas, self._code, styles.TELEPHONE, x=TEXT_INDENT, y=5.2 * MM)
