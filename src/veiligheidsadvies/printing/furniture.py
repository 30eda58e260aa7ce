"""What stands around the text on every sheet.

Band, header fields, footer, QR, watermark, binder mark, FICTIEF tag.

Each sheet can be found alone, so each bears all of it. All but the page number is the same on every page and
is drawn once, as a form that every page refers to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.printing import fonts, styles
from veiligheidsadvies.printing.qr import draw_qr
from veiligheidsadvies.printing.snapshots import Blad, Rubricering
from veiligheidsadvies.printing.styles import LEFT, MM, PAGE_HEIGHT, RIGHT, WIDTH, Face
from veiligheidsadvies.printing.wrap import lines, width
from veiligheidsadvies.text.formats import date_words

_VALUE = Face(fonts.SEMIBOLD, 9, 10.8)
_BAND = Face(fonts.BOLD, 9.8, 12)
_BAND_NOTE = Face(fonts.REGULAR, 9.6, 12)
_BAND_COPY = Face(fonts.SEMIBOLD, 9.6, 12)
_FOOT_MAIN = Face(fonts.SEMIBOLD, 9, 11)
_FOOT = Face(fonts.REGULAR, 8, 10)
_FOOT_LEVEL = Face(fonts.BOLD, 8, 10)
_TAG = Face(fonts.BOLD, 7.2, 9)
_WATERMARK = Face(fonts.REGULAR, 10, 12)
_SPACING = 0.9
_FORM = "blad"


@dataclass(frozen=True, slots=True)
class _Field:
    label: str
    value: list[str]
    x: float


class Furniture:
    """The furniture of one document.

    `extra` is how much lower (points) the frame begins for long header values.
    """

    def __init__(self, blad: Blad) -> None:
        self.blad = blad
        wide, column = 2 * 17.5 * MM + 4 * MM, 17.5 * MM
        second, room = _second_field(blad, column)
        found = (
            ("Document", blad.document, LEFT, wide + 3 * MM),
            (blad.veld_naam, blad.veld_waarde, second, room),
            ("Ontvanger", blad.ontvanger, styles.column_left(4), wide),
            ("Datum", date_words(blad.datum), styles.column_left(6), wide),
        )
        self._fields = [_Field(label, lines(value, _VALUE, wide), x) for label, value, x, wide in found]
        longest = max(len(field.value) for field in self._fields)
        self.extra = max(0, longest - 2) * _VALUE.leading

    @property
    def frame_height(self) -> float:
        """Points between the header and the footer."""
        return PAGE_HEIGHT - styles.FRAME_TOP - styles.FRAME_BOTTOM - self.extra

    def draw(self, canvas: Any) -> None:
        """Everything but the number of pages, which `canvas.later` draws when it is known."""
        if not canvas.hasForm(_FORM):
            canvas.beginForm(_FORM)
            self._draw_watermark(canvas)
            self._draw_band(canvas)
            self._draw_fields(canvas)
            self._draw_footer(canvas)
            self._draw_edge(canvas)
            canvas.endForm()
        canvas.doForm(_FORM)
        number = canvas.getPageNumber()
        canvas.later(lambda done: self._draw_page_number(done, number))

    def _draw_band(self, canvas: Any) -> None:
        blad, height = self.blad, 7 * MM
        bottom = PAGE_HEIGHT - 11 * MM - height
        baseline = bottom + 2.35 * MM
        ink, inset = 0, 2.7 * MM
        if blad.rubricering is Rubricering.STRIKT_VERTROUWELIJK:
            canvas.rect(LEFT, bottom, WIDTH, height, stroke=0, fill=1)
            ink = 1
        elif blad.rubricering is Rubricering.OPENBAAR:
            canvas.setLineWidth(styles.HEAVY)
            canvas.line(LEFT, bottom, RIGHT, bottom)
            inset = 0
        else:
            edge = 1.6 if blad.rubricering is Rubricering.VERTROUWELIJK else 0.5
            canvas.setLineWidth(edge)
            canvas.rect(LEFT + edge / 2, bottom + edge / 2, WIDTH - edge, height - edge)
        canvas.setFillGray(ink)
        end = draw_spaced(canvas, blad.rubricering.value, _BAND, x=LEFT + inset, y=baseline)
        draw(canvas, blad.toevoeging, _BAND_NOTE, x=end + 2.2 * MM, y=baseline)
        copy = f"Exemplaar {blad.exemplaar} van {blad.van}" if blad.van else "Voorbeeld"
        draw_right(canvas, copy, _BAND_COPY, x=RIGHT - inset, y=baseline)
        canvas.setFillGray(0)

    def _draw_fields(self, canvas: Any) -> None:
        for field in self._fields:
            draw(canvas, field.label, styles.LABEL, x=field.x, y=PAGE_HEIGHT - 22.3 * MM)
            for row, line in enumerate(field.value):
                y = PAGE_HEIGHT - 26.5 * MM - row * _VALUE.leading
                draw(canvas, line, _VALUE, x=field.x, y=y)
        draw(canvas, "Pagina", styles.LABEL, x=styles.column_left(8), y=PAGE_HEIGHT - 22.3 * MM)
        y = PAGE_HEIGHT - 32.6 * MM - self.extra
        canvas.setLineWidth(styles.THIN)
        canvas.line(LEFT, y, RIGHT, y)

    def _draw_page_number(self, canvas: Any, number: int) -> None:
        text = f"{number} van {canvas.page_count}"
        draw(canvas, text, _VALUE, x=styles.column_left(8), y=PAGE_HEIGHT - 26.5 * MM)

    def _draw_footer(self, canvas: Any) -> None:
        blad = self.blad
        end = RIGHT - 18 * MM if blad.has_qr else RIGHT
        canvas.setLineWidth(styles.THIN)
        canvas.line(LEFT, 24 * MM, end, 24 * MM)
        draw(canvas, blad.voetregel, _FOOT_MAIN, x=LEFT, y=19.9 * MM)
        level = blad.rubricering.value
        draw_spaced(canvas, level, _FOOT_LEVEL, x=end - spaced_width(level, _FOOT_LEVEL), y=19.9 * MM)
        issued = f"Exemplaar nr. {blad.nummer} \u00a0·\u00a0 logkop {blad.logkop}"
        below = [issued if blad.van else "Voorbeeld op het scherm, geen uitgegeven exemplaar"]
        below += lines(blad.organisatie, _FOOT, end - LEFT)
        for row, line in enumerate(below):
            draw(canvas, line, _FOOT, x=LEFT, y=15.7 * MM - row * 4.1 * MM)
        if blad.has_qr:
            draw_qr(canvas, blad.nummer, RIGHT - 14 * MM, 10 * MM, size=14 * MM)

    def _draw_edge(self, canvas: Any) -> None:
        canvas.setLineWidth(styles.THIN)
        canvas.line(5 * MM, PAGE_HEIGHT - 148.5 * MM, 8 * MM, PAGE_HEIGHT - 148.5 * MM)
        if self.blad.is_fictief:
            draw_fictief_tag(canvas, x=7.5 * MM, y=PAGE_HEIGHT - 17.4 * MM)

    def _draw_watermark(self, canvas: Any) -> None:
        blad = self.blad
        if not blad.watermerk:
            return
        margin = 4 * MM
        left, bottom = LEFT - margin, styles.FRAME_BOTTOM - margin
        wide, high = WIDTH + 2 * margin, self.frame_height + 2 * margin
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(left, bottom, wide, high)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.translate(left + wide / 2, bottom + high / 2)
        canvas.rotate(35)
        canvas.setFillGray(styles.WATERMARK_GREY)
        text = f"{blad.watermerk} / nr. {blad.nummer}"
        step = width(text, _WATERMARK) + 34 * MM
        reach = math.hypot(wide, high) / 2
        for row in range(-int(reach / (36 * MM)) - 1, int(reach / (36 * MM)) + 2):
            x = -reach - step + (row % 2) * step / 2
            while x < reach:
                draw(canvas, text, _WATERMARK, x=x, y=row * 36 * MM)
                x += step
        canvas.restoreState()


def _second_field(blad: Blad, column: float) -> tuple[float, float]:
    """Where the second field begins and its room: earlier when its value is long and the document's short."""
    third = styles.column_left(3)
    end = LEFT + width(blad.document, _VALUE) + 4 * MM
    if width(blad.veld_waarde, _VALUE) <= column or end >= third:
        return third, column + 2 * MM
    left = max(styles.column_left(2), end)
    return left, styles.column_left(4) - left - 2 * MM


def draw_fictief_tag(canvas: Any, *, x: float, y: float) -> None:
    """The dashed tag that marks a sheet of the example vault."""
    wide, high = 13.5 * MM, 5.8 * MM
    canvas.saveState()
    canvas.setLineWidth(0.8)
    canvas.setDash(2, 1.4)
    canvas.rect(x, y, wide, high)
    canvas.restoreState()
    room = spaced_width("FICTIEF", _TAG, spacing=0.4)
    draw_spaced(canvas, "FICTIEF", _TAG, x=x + (wide - room) / 2, y=y + 1.95 * MM, spacing=0.4)


def draw(canvas: Any, text: str, face: Face, *, x: float, y: float) -> None:
    """One line with its baseline at y."""
    canvas.setFont(face.font, face.size)
    canvas.drawString(x, y, fonts.printable(text))


def draw_right(canvas: Any, text: str, face: Face, *, x: float, y: float) -> None:
    """One line that ends at x."""
    draw(canvas, text, face, x=x - width(fonts.printable(text), face), y=y)


def draw_spaced(
    canvas: Any, text: str, face: Face, *, x: float, y: float, spacing: float = _SPACING
) -> float:
    """One letter-spaced line; returns where it ends."""
    canvas.setFont(face.font, face.size)
    canvas.drawString(x, y, text, charSpace=spacing)
    return x + spaced_width(text, face, spacing=spacing)


def spaced_width(text: str, face: Face, *, spacing: float = _SPACING) -> float:
    """Width in points with `spacing` between the letters."""
    return width(text, face) + spacing * (len(text) - 1)
