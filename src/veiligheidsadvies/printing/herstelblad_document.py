"""The recovery sheet.

The key in 14 groups to type over and as QR, above a fold line so that it folds inward.

It names no organisation, person or place, has no watermark (it must be typed over) and no other QR than the
key's.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Spacer

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    Choices,
    Hanging,
    paragraph,
    rich_paragraph,
    title,
    writing_line,
)
from veiligheidsadvies.printing.furniture import draw, draw_right
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.qr import draw_qr
from veiligheidsadvies.printing.snapshots import Herstelblad
from veiligheidsadvies.printing.styles import HEAVY, MM, TEXT_INDENT, THIN, WIDTH
from veiligheidsadvies.printing.wrap import width

_LEAD = (
    "Met dit blad opent u de kluis als de wachtwoordzin kwijt is. Wie dit blad én de kluis heeft, "
    "kan alles lezen. Bewaar het daarom verzegeld."
)
_USE = (
    "Kies bij het ontgrendelen <b>herstelblad</b>. Scan de QR-code of typ de groepen over.",
    "Typ per groep vijf tekens. Het vijfde is een controle, zodat u een tikfout meteen ziet. "
    "Groep 14 controleert het geheel.",
    "De letters I, L, O en U komen niet voor: <b>0</b> is nul, <b>1</b> is één. Hoofdletters maken niet uit.",
    "Kies een nieuwe wachtwoordzin en maak een nieuw herstelblad: het oude blad opent de kluis dan niet "
    "meer, wel elke kopie van vóór die dag.",
    "Is het programma er niet meer? Dit blad en het bestand dossiers.db zijn genoeg: een database volgens "
    "SQLCipher 4; groep 1 tot en met 13 zijn de 32 bytes van de sleutel in Crockford base32.",
)
_KEEP = (
    "In een dichte envelop, getekend over de sluiting, in een kluis in een ander gebouw.",
    "Nooit bij de laptop, nooit bij een reservekopie, nooit in een computer, foto of e-mail.",
    "Kijk elk jaar of hij nog dicht is. Open of weg? Maak dezelfde dag een nieuw herstelblad.",
)
_GROUP_LENGTH, _PER_COLUMN = 5, 7


def render(snapshot: Herstelblad) -> bytes:
    """The sheet as PDF: one page."""
    story: list[Any] = [
        *title(snapshot.titel),
        paragraph(_LEAD, styles.LEAD),
        Spacer(0, 3.1 * MM),
        _Key(snapshot),
    ]
    story += [Spacer(0, 7.4 * MM), *steps("Zo gebruikt u het", _USE), Spacer(0, 6.5 * MM)]
    story += [*steps("Zo bewaart u het", _KEEP), Spacer(0, 7.5 * MM), Issue()]
    return build(snapshot, story)


class _Key(Flowable):
    """Groups in boxes in two columns, the QR of 42 mm beside them, the fold line below."""

    _BOX, _ROW = 8.1 * MM, 10.4 * MM
    _STARTS = (7 * MM, 65 * MM)

    def __init__(self, sheet: Herstelblad) -> None:
        super().__init__()
        self._sheet = sheet

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Seven rows of boxes, their heading and the fold line."""
        self.width, self.height = WIDTH, 4.2 * MM + _PER_COLUMN * self._ROW + 5 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Boxes, QR and fold line."""
        canvas = self.canv
        top = self.height - 4.2 * MM
        for start in self._STARTS:
            draw(canvas, "groep", styles.TABLE, x=start, y=self.height - 2.2 * MM)
            draw_right(canvas, "controle", styles.TABLE, x=start + 42 * MM, y=self.height - 2.2 * MM)
        for number, group in enumerate(self._sheet.groepen):
            column, row = divmod(number, _PER_COLUMN)
            self._draw_group(number + 1, group, self._STARTS[column], top - row * self._ROW - 8.7 * MM)
        left = WIDTH - 42 * MM
        draw_qr(canvas, self._sheet.qr, left, top - 42 * MM, size=42 * MM)
        for row, line in enumerate(
            ("Dezelfde sleutel, voor een", "scanner zonder netwerk. Nooit", "met een telefoon.")
        ):
            draw(canvas, line, styles.TABLE, x=left, y=top - 46.6 * MM - row * styles.TABLE.leading)
        if self._sheet.blad.is_fictief:
            self._draw_fictitious(left, top - _PER_COLUMN * self._ROW + 1.7 * MM)
        draw_fold(canvas, 1.2 * MM)

    def _draw_group(self, number: int, group: str, left: float, bottom: float) -> None:
        canvas = self.canv
        draw_right(canvas, str(number), styles.TABLE, x=left - 2.5 * MM, y=bottom + 3.2 * MM)
        for place, sign in enumerate(group):
            is_check = place == _GROUP_LENGTH - 1
            x = left + place * self._BOX + (1.4 * MM if is_check else 0)
            canvas.setLineWidth(1.4 if is_check else THIN)
            canvas.rect(x, bottom, self._BOX, 8.7 * MM)
            indent = (self._BOX - width(sign, styles.KEY)) / 2
            draw(canvas, sign, styles.KEY, x=x + indent, y=bottom + 2.5 * MM)

    def _draw_fictitious(self, left: float, bottom: float) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setLineWidth(0.8)
        canvas.setDash(2, 1.4)
        canvas.rect(left, bottom, 42 * MM, 11.4 * MM)
        canvas.restoreState()
        for text, face, up in (
            ("FICTIEF", styles.TABLE_BOLD, 6.6),
            ("opent alleen het voorbeeld", styles.TABLE, 2.7),
        ):
            x = left + (42 * MM - width(text, face)) / 2
            draw(canvas, text, face, x=x, y=bottom + up * MM)


def draw_fold(canvas: Any, y: float) -> None:
    """A dotted line over the width of the page with what to do there."""
    text = "hier vouwen, sleutel naar binnen"
    wide = width(text, styles.NOTE)
    start = (WIDTH - wide) / 2
    draw(canvas, text, styles.NOTE, x=start, y=y - 0.9 * MM)
    canvas.saveState()
    canvas.setLineWidth(THIN)
    canvas.setDash(0.6, 2.4)
    canvas.line(0, y, start - 2.5 * MM, y)
    canvas.line(start + wide + 2.5 * MM, y, WIDTH, y)
    canvas.restoreState()


def steps(heading: str, steps: tuple[str, ...]) -> list[Any]:
    """Numbered steps in the text column; their texts are ours, with mark-up."""
    story: list[Any] = [Hanging(heading, level=styles.TABLE.baseline)]
    for number, step in enumerate(steps, 1):
        source = f'<bullet><font name="SSP-S">{number}</font></bullet>{step}'
        story += [rich_paragraph(source, styles.TABLE, left=TEXT_INDENT + 7 * MM), Spacer(0, 1.5 * MM)]
    return story[:-1]


class Issue(Flowable):
    """The foot: what was done when the sheet was issued, and by whom; names are written, never printed."""

    def wrap(self, *_available: float) -> tuple[float, float]:
        """29 mm."""
        self.width, self.height = WIDTH, 29 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Rule, boxes and three writing lines."""
        canvas, top = self.canv, self.height
        canvas.setLineWidth(HEAVY)
        canvas.line(0, top, WIDTH, top)
        Hanging("Bij uitgifte", level=5.6 * MM).drawOn(canvas, 0, top)
        Choices(("teruggetypt en goed bevonden", "envelop verzegeld")).drawOn(canvas, 0, top - 8.2 * MM)
        for number, label in enumerate(("datum", "manager", "bewaarder")):
            writing_line(canvas, label, TEXT_INDENT + number * 43 * MM, 5.5 * MM, length=39 * MM)
