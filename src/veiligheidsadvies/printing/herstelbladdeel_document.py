"""One part of a recovery sheet: 33 words to type over, who keeps them, and what they are good for.

It names no organisation and no place. Two of the three parts open the vault; one says nothing of the key.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Spacer

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import paragraph, title
from veiligheidsadvies.printing.furniture import draw, draw_right
from veiligheidsadvies.printing.herstelblad_document import Issue, draw_fold, steps
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Herstelbladdeel
from veiligheidsadvies.printing.styles import MM, THIN, WIDTH
from veiligheidsadvies.printing.wrap import width
from veiligheidsadvies.text.formats import date_full

_LEAD = (
    "Met twee van de drie delen opent u de kluis als de wachtwoordzin kwijt is. Met één deel kan "
    "niemand iets. Bewaar elk deel bij iemand anders, in een ander gebouw."
)
_USE = (
    "Kies bij het ontgrendelen <b>herstelblad</b> en dan <b>twee delen</b>. Typ de woorden van dit deel, "
    "daarna die van een ander.",
    "De eerste vier letters van een woord zijn genoeg. Hoofdletters maken niet uit.",
    "Delen horen bij elkaar als de eerste twee woorden gelijk zijn. Deel en nieuw deel gaan niet samen.",
    "Is het programma er niet meer? Twee delen en het bestand dossiers.db zijn genoeg: dit is een deel "
    "volgens SLIP-39, met lege wachtwoordzin; twee delen geven de 32 bytes van de sleutel van een database "
    "volgens SQLCipher 4.",
)
_KEEP = (
    "In een dichte envelop, getekend over de sluiting. Nooit twee delen bij elkaar.",
    "Nooit bij de laptop, nooit in een computer, foto of e-mail.",
    "Kijk elk jaar of hij nog dicht is. Zijn er twee open of weg? Maak dezelfde dag een nieuw herstelblad.",
)
_ROWS = 11


def render(snapshot: Herstelbladdeel) -> bytes:
    """The part as PDF: one page."""
    story: list[Any] = [
        *title(snapshot.titel),
        paragraph(_LEAD, styles.LEAD),
        Spacer(0, 3.1 * MM),
        _Words(snapshot),
    ]
    story += [Spacer(0, 6.2 * MM), *steps("Zo gebruikt u het", _USE), Spacer(0, 5.4 * MM)]
    story += [*steps("Zo bewaart u het", _KEEP), Spacer(0, 6.2 * MM), Issue()]
    return build(snapshot, story)


class _Words(Flowable):
    """Who keeps it and since when; the words in three columns, read downwards; the fold line below."""

    _ROW, _WIDE, _PITCH = 6.2 * MM, 42 * MM, 56 * MM
    _HEAD = 8.8 * MM

    def __init__(self, part: Herstelbladdeel) -> None:
        super().__init__()
        self._part = part

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The facts, eleven rows and the fold line."""
        self.width, self.height = WIDTH, self._HEAD + _ROWS * self._ROW + 5 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Facts, words and fold line."""
        canvas, part = self.canv, self._part
        facts = (
            ("bewaarder", part.blad.ontvanger),
            ("gemaakt op", date_full(part.blad.datum)),
            ("serie", part.serie),
        )
        for column, (label, text) in enumerate(facts):
            x = 7 * MM + column * self._PITCH
            draw(canvas, label, styles.LABEL, x=x, y=self.height - 2.2 * MM)
            draw(canvas, _fitting(text, self._WIDE), styles.BODY_BOLD, x=x, y=self.height - 6.2 * MM)
        top = self.height - self._HEAD
        for place, word in enumerate(part.woorden):
            column, row = divmod(place, _ROWS)
            self._draw_word(place + 1, word, 7 * MM + column * self._PITCH, top - (row + 1) * self._ROW)
        draw_fold(canvas, 1.2 * MM)

    def _draw_word(self, number: int, word: str, left: float, bottom: float) -> None:
        canvas = self.canv
        draw_right(canvas, str(number), styles.TABLE, x=left - 2 * MM, y=bottom + 1.9 * MM)
        canvas.setLineWidth(THIN)
        canvas.line(left, bottom + 0.7 * MM, left + self._WIDE, bottom + 0.7 * MM)
        draw(canvas, word, styles.HEADING, x=left, y=bottom + 1.9 * MM)


def _fitting(text: str, room: float) -> str:
    """The text as far as there is room for it."""
    shown = text
    while width(shown, styles.BODY_BOLD) > room:
        shown = f"{shown.rstrip('…')[:-1]}…"
    return shown
