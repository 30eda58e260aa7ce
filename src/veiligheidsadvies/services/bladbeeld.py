"""Pages of a PDF as pictures, from memory: what a window shows and a printer gets. Plain data in and out."""

from __future__ import annotations

from collections.abc import Iterator

from veiligheidsadvies.printing.pages import PRINT_DPI, SCREEN_DPI, PageImage, page_image, page_sizes

__all__ = ["PRINT_DPI", "SCREEN_DPI", "PageImage", "page_image", "page_sizes", "pages", "raster_pages"]


def pages(pdf: bytes, scale: float = 1.0) -> list[PageImage]:
    """All pages for the screen; `scale` 1 is 96 dots an inch. FileUnreadable when it is no PDF."""
    return list(raster_pages(pdf, dpi=SCREEN_DPI * scale))


def raster_pages(pdf: bytes, *, dpi: float = PRINT_DPI) -> Iterator[PageImage]:
    """The pages one by one, for the printer (a page at 300 dots an inch takes 35 MB)."""
    for index in range(len(page_sizes(pdf))):
        yield page_image(pdf, index, dpi=dpi)
