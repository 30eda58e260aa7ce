"""Printers that a test can look into."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from veiligheidsadvies.domain.errors import PrintFailed
from veiligheidsadvies.gui.binding.afdrukken import Bladbeeld

PRINTER = "Laserprinter 2.14"


class FakePrinters:
    """Keeps what was sent; `on_open` and `on_send` run first and may raise."""

    def __init__(
        self, on_open: Callable[[str], None] | None = None, on_send: Callable[[], None] | None = None
    ) -> None:
        self._on_open, self._on_send = on_open, on_send
        self.titles: list[str] = []
        self.sent: list[list[Bladbeeld]] = []

    def names(self) -> list[str]:
        return [PRINTER, "Gang"]

    def open(self, name: str, title: str) -> FakeJob:
        assert name == PRINTER
        if self._on_open is not None:
            self._on_open(title)
        self.titles.append(title)
        return FakeJob(self)

    def take(self, pages: Sequence[Bladbeeld]) -> None:
        if self._on_send is not None:
            self._on_send()
        self.sent.append(list(pages))


class FakeJob:
    dpi = 60

    def __init__(self, printers: FakePrinters) -> None:
        self._printers = printers

    def send(self, pages: Sequence[Bladbeeld]) -> None:
        self._printers.take(pages)


def refuse(*_: object) -> None:
    raise PrintFailed
