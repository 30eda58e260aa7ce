"""Paper by way of memory: dot for dot, at 300 dots an inch, with the number as its title and no network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.printing import samples
from veiligheidsadvies.domain.errors import PrintFailed
from veiligheidsadvies.gui.binding.afdrukken import QtPrintjob, SystemPrinters, page_pictures
from veiligheidsadvies.gui.kit.jobs import Cancelled
from veiligheidsadvies.printing import pages
from veiligheidsadvies.printing.render import render


def quiet(_fraction: float, _words: str) -> None:
    """Nobody listens."""


def test_pages_come_out_as_they_were_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    target = tmp_path / "druk.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    job = QtPrintjob(printer, "2026-0034")
    assert job.dpi == 300
    pdf = render(samples.herstelblad())
    job.send(page_pictures(pdf, job.dpi, quiet))
    printed = target.read_bytes()
    assert b"2026-0034" in printed or "2026-0034".encode("utf-16-be") in printed
    assert [tuple(map(round, size)) for size in pages.page_sizes(printed)] == [(595, 842)]
    before, after = (pages.page_image(one, 0, dpi=72) for one in (pdf, printed))
    width = min(before.width, after.width)
    # What is black stays black in its place: the heading band of the sheet.
    row = 30
    line = [image.pixels[row * image.stride : row * image.stride + width * 4] for image in (before, after)]
    differing = sum(abs(a - b) > 64 for a, b in zip(*line, strict=True))
    assert differing < 0.05 * len(line[0])


def test_making_pictures_can_be_stopped() -> None:
    def stop(fraction: float, _words: str) -> None:
        if fraction > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        page_pictures(render(samples.plan()), 40, stop)


def test_the_system_is_asked_over_a_local_socket_only(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "printserver.example:631")
    printers = SystemPrinters()
    assert os.environ["CUPS_SERVER"].startswith("/")
    assert isinstance(printers.names(), list)


def test_a_printer_that_is_gone_is_refused_instead_of_written_to_disk(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PrintFailed):
        SystemPrinters().open("bestaat niet", "2026-0034")
    assert not list(tmp_path.iterdir())
