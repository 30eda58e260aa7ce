"""Paper through the system's printer: pages as pictures, under the copy number, by way of memory only.

Making the pictures may be stopped; once they go to the printer nobody can call them back. The spooler of the
system keeps a readable copy until the paper is out, which no program can prevent: the window says so.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPageSize, QPainter

from veiligheidsadvies.domain.errors import PrintFailed
from veiligheidsadvies.services.beveiliging import is_in_memory
from veiligheidsadvies.services.bladbeeld import PRINT_DPI, page_image, page_sizes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

CUPS_SOCKET = "/run/cups/cups.sock"
_STRIP = 240  # lines of a page drawn at a time, so that the window stays alive


@dataclass(frozen=True, slots=True, kw_only=True)
class Bladbeeld:
    """One page ready to print: 32 bits a pixel (blue, green, red, unused), packed."""

    width: int
    height: int
    stride: int
    packed: bytes = field(repr=False)


class Printjob(Protocol):
    """One document on its way to one printer."""

    @property
    def dpi(self) -> int:
        """Dots an inch in which its pages must be drawn, 300 or more."""

    def send(self, pages: Sequence[Bladbeeld]) -> None:
        """Give the pages to the printer; may run in a worker thread. PrintFailed."""


class Printers(Protocol):
    """The printers of this computer."""

    def names(self) -> list[str]:
        """All of them, the preferred one first."""

    def open(self, name: str, title: str) -> Printjob:
        """A job under a title (the copy number). PrintFailed when the printer is gone."""


class SystemPrinters:
    """The printers that the system knows, over its local socket only."""

    def __init__(self) -> None:
        only_local()

    def names(self) -> list[str]:
        """All of them, the preferred one first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        preferred = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != preferred, name))

    def open(self, name: str, title: str) -> Printjob:
        """A job on A4, whole sheet, without a name in it. PrintFailed when the printer is gone."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise PrintFailed
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        # Without a printer Qt would write a readable PDF to the disk instead.
        if not printer.isValid() or printer.outputFormat() != QPrinter.OutputFormat.NativeFormat:
            raise PrintFailed
        return QtPrintjob(printer, title)


class QtPrintjob:
    """A job of Qt's own printing."""

    def __init__(self, printer: QPrinter, title: str) -> None:
        printer.setDocName(title)
        printer.setCreator("")
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        printer.setResolution(PRINT_DPI)
        self._printer = printer

    @property
    def dpi(self) -> int:
        """300, or more where the printer knows no 300."""
        return max(PRINT_DPI, self._printer.resolution())

    def send(self, pages: Sequence[Bladbeeld]) -> None:
        """Draw the pages dot for dot."""
        painter = QPainter()
        if not painter.begin(self._printer):
            raise PrintFailed
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        is_good = True
        for number, page in enumerate(pages):
            is_good = is_good and (number == 0 or self._printer.newPage())
            if is_good:
                _draw(painter, page)
        if not painter.end() or not is_good:
            raise PrintFailed


def _draw(painter: QPainter, page: Bladbeeld) -> None:
    pixels = zlib.decompress(page.packed)
    for top in range(0, page.height, _STRIP):
        lines = min(_STRIP, page.height - top)
        part = pixels[top * page.stride : (top + lines) * page.stride]
        strip = QImage(part, page.width, lines, page.stride, QImage.Format.Format_RGB32)
        painter.drawImage(QPoint(0, top), strip)


def page_pictures(pdf: bytes, dpi: int, tell: Callable[[float, str], None]) -> list[Bladbeeld]:
    """All pages at `dpi`, packed; `tell` gets fraction and words and may raise to stop."""
    count = len(page_sizes(pdf))
    found = []
    for number in range(count):
        tell(number / count, f"Bladzijde {number + 1} van {count}")
        image = page_image(pdf, number, dpi=dpi)
        packed = zlib.compress(image.pixels, 1)
        found.append(Bladbeeld(width=image.width, height=image.height, stride=image.stride, packed=packed))
    return found


def only_local() -> None:
    """Before Qt asks for printers: libcups would try 127.0.0.1 and ::1 unless it is told of a socket."""
    if sys.platform != "win32" and not os.environ.get("CUPS_SERVER", "").startswith("/"):
        os.environ["CUPS_SERVER"] = CUPS_SOCKET


def leaves_traces() -> bool:
    """Whether a print job would lie on the disk for a moment, because temporary files are not in memory."""
    return sys.platform.startswith("linux") and not is_in_memory(Path(tempfile.gettempdir()))
