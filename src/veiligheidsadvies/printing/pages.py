"""Pages as pictures and as text, from memory only: for the preview, for the printer, and for reading back.

PDFium is not safe to call from two threads at once, so every call holds one lock. Works for any PDF,
attachments included; `FileUnreadable` when it is none or when the passphrase is missing or wrong.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from veiligheidsadvies.domain.errors import FileUnreadable

SCREEN_DPI = 96
PRINT_DPI = 300
_POINTS_PER_INCH = 72
_lock = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page in 32 bits a pixel, byte order blue, green, red, unused; `stride` is bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


def page_sizes(pdf: bytes, passphrase: str | None = None) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with _opened(pdf, passphrase) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def page_image(
    pdf: bytes, index: int, *, dpi: float = SCREEN_DPI, passphrase: str | None = None
) -> PageImage:
    """Page `index` (from 0) as a picture; IndexError beyond the last page."""
    with _opened(pdf, passphrase) as document:
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True, maybe_alpha=False)
        return PageImage(
            width=bitmap.width, height=bitmap.height, stride=bitmap.stride, pixels=bytes(bitmap.buffer)
        )


def page_texts(pdf: bytes, passphrase: str | None = None) -> list[str]:
    """The text of each page in the order in which it was drawn."""
    with _opened(pdf, passphrase) as document:
        found = []
        for index in range(len(document)):
            text = document[index].get_textpage()
            found.append(text.get_text_range())
        return found


@contextmanager
def _opened(pdf: bytes, passphrase: str | None) -> Iterator[Any]:
    import pypdfium2

    with _lock:
        try:
            document = pypdfium2.PdfDocument(pdf, password=passphrase)
        except pypdfium2.PdfiumError as error:
            raise FileUnreadable from error
        try:
            yield document
        finally:
            document.close()
