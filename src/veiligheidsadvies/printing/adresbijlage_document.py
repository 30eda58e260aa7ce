"""The annex that tells where: address and copy number in one box, how to behave, and a receipt to cut off.

It is mute: no organisation, trade, measure or office, so that a sheet that is found explains nothing.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from veiligheidsadvies.printing import fonts, styles
from veiligheidsadvies.printing.blocks import (
    WideHeading,
    facts_table,
    fit,
    gap,
    paragraph,
    title,
    writing_line,
)
from veiligheidsadvies.printing.furniture import Furniture, draw, draw_right
from veiligheidsadvies.printing.leverancier_blocks import points
from veiligheidsadvies.printing.leverancier_snapshots import AdresbijlageStuk
from veiligheidsadvies.printing.marks import draw_box, draw_scissors
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.snapshots import Blad
from veiligheidsadvies.printing.styles import (
    MM,
    TEXT_INDENT,
    WIDTH,
    Face,
)
from veiligheidsadvies.printing.wrap import lines

_ADDRESS = Face(fonts.SEMIBOLD, 21, 25.5)
_LONG_ADDRESS = Face(fonts.SEMIBOLD, 15.5, 19)
_NUMBER = Face(fonts.SEMIBOLD, 13, 17)
_MOST_LINES = 3
_STEPS = ("ontvangen", "retour gekregen", "vernietigd")


def render(snapshot: AdresbijlageStuk) -> bytes:
    """The annex as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(5.5)]
    visit = [(one.label, one.tekst) for one in snapshot.bezoek]
    story += [_Address(snapshot), gap(7)]
    story += [facts_table("Uw bezoek", visit, bold=2), gap(7)]
    story += [points("Zo gaat u ermee om", snapshot.omgang, face=styles.BODY), gap(7)]
    handing: list[Any] = [WideHeading("Persoonlijk overhandigd aan"), _Handing(snapshot.blad)]
    story += [KeepTogether([*handing, gap(4.5), _Receipt(snapshot)])]
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height, least=0.2))


def _number(blad: Blad) -> str:
    return f"nr. {blad.nummer}"


class _Address(Flowable):
    """The address and the number of the copy, in one box that cannot split."""

    _INSET, _RIGHT = 6 * MM, 52 * MM

    def __init__(self, snapshot: AdresbijlageStuk) -> None:
        super().__init__()
        room = WIDTH - 2 * self._INSET - self._RIGHT - 4 * MM
        self._face = _ADDRESS
        self._lines = self._broken(snapshot, room)
        if len(self._lines) > _MOST_LINES:
            self._face = _LONG_ADDRESS
            self._lines = self._broken(snapshot, room)
        self._number = _number(snapshot.blad)
        self._name_face = _NUMBER
        self._reader = lines(snapshot.blad.ontvanger, _NUMBER, self._RIGHT)
        if len(self._reader) > 1:
            self._name_face = styles.BODY_BOLD
            self._reader = lines(snapshot.blad.ontvanger, styles.BODY_BOLD, self._RIGHT)

    def _broken(self, snapshot: AdresbijlageStuk, room: float) -> list[str]:
        return [line for text in snapshot.adres for line in lines(text, self._face, room)]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """As high as the longer of the two, in points."""
        left = len(self._lines) * self._face.leading
        right = 9 * MM + len(self._reader) * self._name_face.leading
        self.width, self.height = WIDTH, 10 * MM + max(left, right) + 3 * MM
        return self.width, self.height

    def draw(self) -> None:
        """The frame of 1,6 pt, the labels, and both texts in large letters."""
        canvas, edge, right = self.canv, 1.6, WIDTH - self._INSET
        canvas.setLineWidth(edge)
        canvas.rect(edge / 2, edge / 2, WIDTH - edge, self.height - edge)
        top = self.height - 6.5 * MM
        draw(canvas, "Adres van het werk", styles.NOTE, x=self._INSET, y=top)
        draw_right(canvas, "dit exemplaar", styles.NOTE, x=right, y=top)
        y = self.height - 10 * MM - self._face.baseline
        for row, line in enumerate(self._lines):
            draw(canvas, line, self._face, x=self._INSET, y=y - row * self._face.leading)
        draw_right(canvas, self._number, _NUMBER, x=right, y=y)
        for row, line in enumerate(self._reader):
            draw_right(canvas, line, self._name_face, x=right, y=y - 9 * MM - row * self._name_face.leading)


class _Handing(Flowable):
    """To whom, when and by whom the sheet was handed over."""

    _NAME = 97.5 * MM

    def __init__(self, blad: Blad) -> None:
        super().__init__()
        self._reader = lines(blad.ontvanger, styles.BODY_BOLD, self._NAME)

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Two lines to write on, and a box, in points."""
        self.width, self.height = WIDTH, 30 * MM + len(self._reader) * styles.BODY_BOLD.leading
        return self.width, self.height

    def draw(self) -> None:
        """The reader on his line, the day and hour, the signatures and the box."""
        canvas, first, second = self.canv, 28.6 * MM, 14.2 * MM
        for row, line in enumerate(reversed(self._reader)):
            draw(canvas, line, styles.BODY_BOLD, x=0, y=first + 1.3 * MM + row * styles.BODY_BOLD.leading)
        writing_line(canvas, "naam ontvanger", 0, first, length=self._NAME)
        writing_line(canvas, "datum", 101.5 * MM, first, length=39 * MM)
        writing_line(canvas, "uur", 144.5 * MM, first, length=23.5 * MM)
        writing_line(canvas, "handtekening ontvanger", 0, second, length=100 * MM)
        writing_line(canvas, "overhandigd door, paraaf", 104 * MM, second, length=64 * MM)
        draw_box(canvas, 0, 3.4 * MM)
        draw(canvas, "legitimatie gezien, niets daarvan genoteerd", styles.BODY, x=7.5 * MM, y=4.4 * MM)


class _Receipt(Flowable):
    """The strip that stays behind, under a line to cut along; it names the number and never the address."""

    _EACH, _GUTTER = 39 * MM, 4 * MM

    def __init__(self, snapshot: AdresbijlageStuk) -> None:
        super().__init__()
        self._number = _number(snapshot.blad)
        self._note = lines(snapshot.bewijs, styles.NOTE, styles.MARGIN_WIDTH)
        self._due = snapshot.retour

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The height in points."""
        self.width, self.height = WIDTH, 36 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Scissors, dashes, number, boxes and lines to sign on."""
        canvas, top = self.canv, self.height
        canvas.saveState()
        canvas.setLineWidth(0.8)
        canvas.setDash(3.2, 2.4)
        canvas.line(0, top, WIDTH, top)
        canvas.restoreState()
        draw_scissors(canvas, -6.6 * MM, top - 2 * MM, size=4.2 * MM)
        head = top - 8.6 * MM
        draw(canvas, "Ontvangstbewijs", styles.HEADING, x=0, y=head)
        for row, line in enumerate(self._note):
            draw(canvas, line, styles.NOTE, x=0, y=head - 4.3 * MM - row * styles.NOTE.leading)
        draw(canvas, self._number, _NUMBER, x=TEXT_INDENT, y=head)
        draw_right(canvas, self._due, styles.TABLE, x=WIDTH, y=head)
        for number, word in enumerate(_STEPS):
            left = TEXT_INDENT + number * (self._EACH + self._GUTTER)
            draw_box(canvas, left, head - 9 * MM)
            draw(canvas, word, styles.BODY, x=left + 6 * MM, y=head - 8 * MM)
            writing_line(canvas, "datum, uur en paraaf", left, 4 * MM, length=self._EACH)
