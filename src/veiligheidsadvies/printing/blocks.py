"""The building blocks of a page beside tables: titles, sections, requests, signatures, telephone numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.furniture import draw, draw_right
from veiligheidsadvies.printing.marks import draw_box, draw_tick, draw_tile
from veiligheidsadvies.printing.snapshots import Contact, Handtekening
from veiligheidsadvies.printing.styles import HEAVY, MM, TEXT_INDENT, THIN, WIDTH, Face
from veiligheidsadvies.printing.tables import Cell, Column, Mark, Row, RowTable
from veiligheidsadvies.printing.wrap import lines, width


class Gap(Spacer):
    """White between sections, in points; `fit` may shrink it to keep a page together."""

    def __init__(self, height: float) -> None:
        super().__init__(0, height)


def gap(millimetres: float) -> Gap:
    """White of that many millimetres."""
    return Gap(millimetres * MM)


def fit(story: list[Any], height: float, *, least: float = 0.35) -> list[Any]:
    """The story with its gaps shrunk so that it fits in `height` points; unchanged when that cannot be."""
    gaps = sum(item.height for item in story if isinstance(item, Gap))
    rest = sum(_height(item, height) for item in story if not isinstance(item, Gap))
    share = (height - rest) / gaps if gaps else 1.0
    if share >= 1 or share < least:
        return story
    return [Gap(item.height * share * 0.999) if isinstance(item, Gap) else item for item in story]


def _height(item: Any, height: float) -> float:
    """What an item takes; KeepTogether itself knows it only while the page is made."""
    if isinstance(item, KeepTogether):
        return sum(_height(part, height) for part in item._content)
    taken: float = item.wrapOn(None, WIDTH, height)[1]
    return taken


def paragraph(text: str, face: Face = styles.BODY, *, left: float = 0.0) -> RowTable:
    """A paragraph of any text, printed literally, `left` points from the frame's edge."""
    row = Row((Cell(((face, text),)),), rule=0, pad_top=0, pad_bottom=0)
    return RowTable((Column(left, WIDTH - left),), (row,))


def rich_paragraph(source: str, face: Face = styles.BODY, *, left: float = 0.0) -> Any:
    """A paragraph of mark-up; every record text in it must have gone through `markup`."""
    return Paragraph(source, styles.paragraph_style(face, left))


def title(text: str) -> list[Any]:
    """The title of the paper, with the white that belongs to it."""
    return [Spacer(0, 1.8 * MM), paragraph(text, styles.TITLE), Spacer(0, 0.9 * MM)]


class Hanging(Flowable):
    """A heading in the margin column beside what follows; takes no room of its own."""

    def __init__(self, text: str, *, level: float) -> None:
        """`level` is how far, in points, the first baseline of what follows lies below its top."""
        super().__init__()
        self._lines = lines(text, styles.HEADING, styles.MARGIN_WIDTH)
        self._level = level

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Takes no room."""
        return 0, 0

    def draw(self) -> None:
        """The lines of the heading."""
        for row, line in enumerate(self._lines):
            y = -self._level - row * styles.HEADING.leading
            draw(self.canv, line, styles.HEADING, x=0, y=y)


def section(heading: str, content: Sequence[Any], *, level: float = styles.BODY.baseline) -> Any:
    """A heading in the margin with its content, kept together."""
    return KeepTogether([Hanging(heading, level=level), *content])


def heading_cell(heading: str, *notes: str) -> Cell:
    """A hanging heading for `RowTable`, with notes of 8,4 pt below it."""
    return Cell(((styles.HEADING, heading), *((styles.NOTE, note) for note in notes if note)))


class WideHeading(Flowable):
    """A heading above what takes the full width: semibold, and what it adds in regular."""

    def __init__(self, text: str, rest: str = "", *, below: float = 2.2 * MM) -> None:
        super().__init__()
        self._text, self._rest, self._below = text, rest, below

    def wrap(self, *_available: float) -> tuple[float, float]:
        """One line and the white below it, in points."""
        return WIDTH, styles.HEADING.leading + self._below

    def draw(self) -> None:
        """Both texts on one baseline."""
        y = styles.HEADING.leading + self._below - styles.HEADING.baseline
        draw(self.canv, self._text, styles.HEADING, x=0, y=y)
        x = width(f"{self._text} ", styles.HEADING)
        draw(self.canv, self._rest, styles.HEADING_REST, x=x, y=y)

    keepWithNext = True  # noqa: N815 - read by ReportLab


class LightTitle(Flowable):
    """The title with what kind of it this is, in a light face behind it; one line."""

    def __init__(self, text: str, light: str) -> None:
        super().__init__()
        self._text, self._light = text, light

    def wrap(self, *_available: float) -> tuple[float, float]:
        """As high as a title with its white, in points."""
        return WIDTH, styles.TITLE.leading + 2.7 * MM

    def draw(self) -> None:
        """Both texts on one baseline."""
        y = styles.TITLE.leading + 0.9 * MM - styles.TITLE.baseline
        draw(self.canv, self._text, styles.TITLE, x=0, y=y)
        draw(self.canv, self._light, styles.TITLE_LIGHT, x=width(f"{self._text} ", styles.TITLE), y=y)


class DomainTitle(Flowable):
    """The head of a domain page: tile of 13 mm, name, and at the right how its measures stand."""

    def __init__(self, domein: str, naam: str, standing: str) -> None:
        super().__init__()
        self._domein, self._naam, self._standing = domein, naam, standing

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The height of the tile, in points."""
        return WIDTH, 13 * MM

    def draw(self) -> None:
        """Tile, name and standing."""
        draw_tile(self.canv, self._domein, 0, 0, size=13 * MM)
        draw(self.canv, self._naam, styles.TITLE, x=17 * MM, y=3.7 * MM)
        draw_right(self.canv, self._standing, styles.BODY, x=WIDTH, y=3.7 * MM)


class RequestBar(Flowable):
    """What is asked, beside a black bar of 1,4 mm; `content` are paragraphs for the text column."""

    def __init__(self, content: Iterable[Any]) -> None:
        super().__init__()
        self._content = list(content)

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """The height of the paragraphs, in points."""
        room = styles.TEXT_WIDTH - 5.5 * MM
        self._heights = [item.wrap(room, height)[1] for item in self._content]
        return WIDTH, sum(self._heights)

    def draw(self) -> None:
        """Bar and paragraphs."""
        whole = sum(self._heights)
        self.canv.rect(TEXT_INDENT, 0, 1.4 * MM, whole, stroke=0, fill=1)
        top = whole
        for item, height in zip(self._content, self._heights, strict=True):
            top -= height
            item.drawOn(self.canv, TEXT_INDENT + 5.5 * MM, top)


class Signatures(Flowable):
    """Places to sign, abreast; one block, so that it never splits."""

    def __init__(self, places: Sequence[Handtekening], *, left: float = 0.0) -> None:
        super().__init__()
        self._left, self._gutter = left, 4 * MM
        count = max(2, len(places))
        self._each = (WIDTH - left - (count - 1) * self._gutter) / count
        self._places = [(place, self._lines(place)) for place in places]

    def _lines(self, place: Handtekening) -> list[tuple[Face, str]]:
        texts = ((styles.TABLE_BOLD, place.rol), (styles.TABLE, place.naam), (styles.TABLE, place.verklaring))
        return [(face, line) for face, text in texts if text for line in lines(text, face, self._each)]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """At least 31 mm: what is signed for, room to write, and the labels."""
        texts = max((sum(face.leading for face, _ in found) for _, found in self._places), default=0)
        self.width, self.height = WIDTH, max(27.4 * MM, texts + 15 * MM) + 4 * MM
        return self.width, self.height

    def draw(self) -> None:
        """Rule, texts and the two writing lines of each place."""
        canvas = self.canv
        for number, (place, found) in enumerate(self._places):
            left = self._left + number * (self._each + self._gutter)
            canvas.setLineWidth(HEAVY)
            canvas.line(left, self.height, left + self._each, self.height)
            top = self.height - 1.9 * MM
            for face, line in found:
                draw(canvas, line, face, x=left, y=top - face.baseline)
                top -= face.leading
            writing_line(canvas, "datum", left, 4 * MM, length=29.5 * MM)
            writing_line(canvas, place.teken, left + 32.5 * MM, 4 * MM, length=self._each - 32.5 * MM)


def writing_line(canvas: Any, label: str, x: float, y: float, *, length: float) -> None:
    """A thin line to write on, with its label below."""
    canvas.setLineWidth(THIN)
    canvas.line(x, y, x + length, y)
    draw(canvas, label, styles.LABEL, x=x, y=y - 2.9 * MM)


class Contacts(Flowable):
    """Whom to call: a rule over the full width, the heading, and up to two numbers with a line below each."""

    def __init__(self, heading: str, contacts: Sequence[Contact]) -> None:
        super().__init__()
        self._heading = heading
        starts = (TEXT_INDENT, styles.column_left(7) - styles.LEFT)
        ends = (starts[1] - 4 * MM if len(contacts) > 1 else WIDTH, WIDTH)
        self._contacts = [
            (contact, left, lines(contact.regel, styles.TABLE, right - left))
            for contact, left, right in zip(contacts, starts, ends, strict=False)
        ]

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The height in points."""
        rows = max((len(below) for _, _, below in self._contacts), default=1)
        self.width, self.height = WIDTH, 9.6 * MM + rows * styles.TABLE.leading
        return self.width, self.height

    def draw(self) -> None:
        """Rule, heading, numbers and lines."""
        canvas, top = self.canv, self.height
        canvas.setLineWidth(HEAVY)
        canvas.line(0, top, WIDTH, top)
        draw(canvas, self._heading, styles.HEADING, x=0, y=top - 6.6 * MM)
        for contact, left, below in self._contacts:
            draw(canvas, contact.telefoon, styles.TELEPHONE, x=left, y=top - 7.3 * MM)
            for row, line in enumerate(below):
                y = top - 12.2 * MM - row * styles.TABLE.leading
                draw(canvas, line, styles.TABLE, x=left, y=y)


def box_mark(face: Face = styles.TABLE, *, is_done: bool = False) -> Mark:
    """A box to tick level with a text in `face`; a tick without box when it is done already."""
    drop = face.baseline + 0.95 * MM
    name, drawing = ("vinkje", draw_tick) if is_done else ("vakje", draw_box)
    return lambda canvas, x, top: canvas.stamp(name, lambda form: drawing(form, 0, 0), x, top - drop)


class Choices(Flowable):
    """Boxes to tick, side by side, in the text column; a choice that does not fit goes to the next line."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._places: list[tuple[str, float, int]] = []
        x, row = TEXT_INDENT, 0
        for word in words:
            wide = 6 * MM + width(word, styles.BODY)
            if x > TEXT_INDENT and x + wide > WIDTH:
                x, row = TEXT_INDENT, row + 1
            self._places.append((word, x, row))
            x += wide + 8.5 * MM
        self._rows = row + 1

    def wrap(self, *_available: float) -> tuple[float, float]:
        """6 mm a line."""
        return WIDTH, self._rows * 6 * MM

    def draw(self) -> None:
        """Boxes and words."""
        for word, x, row in self._places:
            y = (self._rows - row - 1) * 6 * MM + 2.55 * MM
            draw_box(self.canv, x, y - 1.1 * MM)
            draw(self.canv, word, styles.BODY, x=x + 6 * MM, y=y)


def facts_table(
    heading: str, facts: Iterable[tuple[str, str]], *, label_width: float = 31 * MM, bold: int = 0
) -> RowTable:
    """Labels and texts between heavy rules in the text column, under a hanging heading.

    The first `bold` texts are semibold.
    """
    columns = (
        Column(TEXT_INDENT, label_width - 2 * MM),
        Column(TEXT_INDENT + label_width, styles.TEXT_WIDTH - label_width),
    )
    found = list(facts)
    rows = [
        Row(
            (
                Cell(((styles.TABLE, label),)),
                Cell(((styles.TABLE_BOLD if number <= bold else styles.TABLE, text),)),
            ),
            rule=HEAVY if number == len(found) else styles.FINE,
            pad_top=1.2 * MM,
            pad_bottom=1.2 * MM,
        )
        for number, (label, text) in enumerate(found, 1)
    ]
    return RowTable(columns, rows, top_rule=HEAVY, margin=heading_cell(heading))
