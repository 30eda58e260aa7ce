"""From a list of flowables to the bytes of a PDF.

One frame on every page, furniture around it, totals at the end.

"Pagina x van y" and "blz. 4" are known only when all pages stand; building twice would cost 2.7 times as
much, so the canvas keeps its pages and draws what was deferred (`later`) just before they are written.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from veiligheidsadvies.domain.errors import UnprintableText
from veiligheidsadvies.printing import fonts, styles
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.snapshot_json import Snapshot
from veiligheidsadvies.printing.snapshots import Blad, Geld

Later = Callable[["PageCanvas"], None]
PlacedLine = tuple[float, float, styles.Face, str]

rl_config.useA85 = 0  # binary streams: no mail system stands between us and the reader


class PageCanvas(Canvas):
    """A canvas whose pages wait until their number is known; `anchors` is the page of each named place."""

    page_count = 0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.anchors: dict[str, int] = {}
        self._kept: list[dict[str, Any]] = []
        self._later: list[Later] = []
        self._strings: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def later(self, drawing: Later) -> None:
        """Draw this on the present page, in page coordinates, once the number of pages is known."""
        self._later.append(drawing)

    def draw_lines(self, placed: Iterable[PlacedLine]) -> None:
        """Many lines of text (x, baseline, face, text) at once.

        A fraction of what as many `drawString` cost.
        """
        code, current = ["BT"], ""
        for x, y, face, text in placed:
            code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            for name, string in self._encoded(face.font, text):
                chosen = f"{name} {face.size:g} Tf"
                if chosen != current:
                    code.append(chosen)
                    current = chosen
                code.append(f"({string}) Tj")
        code.append("ET")
        self._code.append("\n".join(code))

    def _encoded(self, font_name: str, text: str) -> list[tuple[str, str]]:
        """The text as the font's own characters: (name of the embedded part, escaped string)."""
        known = self._strings.get((font_name, text))
        if known is None:
            font = pdfmetrics.getFont(font_name)
            known = [
                (font.getSubsetInternalName(part, self._doc), self._escape(string))
                for part, string in font.splitString(text, self._doc)
            ]
            self._strings[font_name, text] = known
        return known

    def draw_rule(self, left: float, right: float, y: float, *, weight: float) -> None:
        """A horizontal rule of `weight` points."""
        self._code.append(f"{weight:g} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def stamp(self, name: str, drawing: Callable[[Any], None], x: float, y: float) -> None:
        """A sign that returns often: drawn once with its corner at the origin, placed as often as needed."""
        if not self.hasForm(name):
            self.beginForm(name)
            drawing(self)
            self.endForm()
        self._code.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm")
        self.doForm(name)
        self._code.append("Q")

    def showPage(self) -> None:  # noqa: N802 - called by ReportLab
        """Keep the page instead of writing it."""
        self._kept.append(dict(self.__dict__))
        self._startPage()
        self._later = []

    def save(self) -> None:
        """Finish all kept pages and the file."""
        self.page_count = len(self._kept)
        for page in self._kept:
            self.__dict__.update(page, page_count=len(self._kept))
            for drawing in self._later:
                drawing(self)
            super().showPage()
        super().save()


class Anchor(Flowable):
    """A named place without size: `PageCanvas.anchors` tells on which page it came."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the page."""
        self.canv.anchors[self.name] = self.canv.getPageNumber()


def build(snapshot: Snapshot, story: Sequence[Any]) -> bytes:
    """The PDF of the flowables in the furniture of the snapshot's sheet.

    UnprintableText for an unknown sign.

    The same snapshot gives the same bytes. The title is the copy number; nothing else tells who, what or by
    whom.
    """
    check_signs(snapshot)
    fonts.register()
    blad: Blad = snapshot.blad
    furniture = Furniture(blad)
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        title=blad.nummer,
        author="",
        subject="",
        creator="",
        producer="",
        keywords="",
        lang="nl-NL",
        invariant=1,
        initialFontName=fonts.REGULAR,
        pageCompression=1,
    )
    frame = Frame(
        styles.LEFT,
        styles.FRAME_BOTTOM,
        styles.WIDTH,
        furniture.frame_height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    page = PageTemplate(frames=[frame], onPage=lambda canvas, _document: furniture.draw(canvas))
    document.addPageTemplates([page])
    document.build(list(story), canvasmaker=PageCanvas)
    return target.getvalue()


def check_signs(snapshot: Snapshot) -> None:
    """Raise UnprintableText when any text of the snapshot holds a sign that the font lacks."""
    missing = fonts.missing_signs("".join(_texts(snapshot)))
    if missing:
        raise UnprintableText(missing)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, Geld):
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))
