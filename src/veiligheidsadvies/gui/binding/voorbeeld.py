"""From a PDF in memory to what the page view of the kit draws."""

from __future__ import annotations

from veiligheidsadvies.gui.kit.pdf_view import PagePixels, PageSource
from veiligheidsadvies.services.bladbeeld import page_image, page_sizes

_POINTS_PER_INCH = 72


def page_source(pdf: bytes) -> PageSource:
    """The pages of a PDF; each is drawn when it comes into view. FileUnreadable when it is none."""

    def render(number: int, scale: float) -> PagePixels:
        image = page_image(pdf, number, dpi=scale * _POINTS_PER_INCH)
        return PagePixels(width=image.width, height=image.height, stride=image.stride, data=image.pixels)

    return PageSource(sizes=tuple(page_sizes(pdf)), render=render)
