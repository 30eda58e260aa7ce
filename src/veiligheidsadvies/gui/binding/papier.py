"""The approval form as it leaves: registered as a copy first, then to a printer or an encrypted file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.gui.binding.afdrukken import SystemPrinters, page_pictures
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.stukken import write_file
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens
from veiligheidsadvies.services.wachtzin import generate

FILE = ""
"""The outlet that is no printer."""
T = TypeVar("T")


def hand_over_form(desk: Desk, parent: QWidget, voorstel: Voorstel, beslisser: str, printer: str) -> bool:
    """Let the form for this proposal out; False when the user stopped or it failed (told)."""
    try:
        if printer != FILE:
            return _print(desk, parent, voorstel, beslisser, printer)
        path = desk.prompts.save_file(
            parent, "Akkoordformulier bewaren", name="stuk.pdf", pattern="PDF (*.pdf)"
        )
        return path is not None and _save(desk, parent, voorstel, beslisser, path)
    except UserError as error:
        desk.performer.tell(parent, error)
        return False


def _print(desk: Desk, parent: QWidget, voorstel: Voorstel, beslisser: str, printer: str) -> bool:
    gegevens = Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord")
    issued = desk.services.akkoorden.request_on_paper(voorstel, beslisser, gegevens)
    desk.performer.changed.emit(issued.changes)
    job = SystemPrinters().open(printer, issued.nummer)
    beside(desk, parent, lambda: job.send(page_pictures(issued.pdf, job.dpi, lambda *_: None)))
    return True


def _save(desk: Desk, parent: QWidget, voorstel: Voorstel, beslisser: str, path: Path) -> bool:
    phrase = generate()
    gegevens = Uitgiftegegevens(wijze=Wijze.VERSLEUTELD, doel="akkoord", wachtzin=phrase)
    issued = desk.services.akkoorden.request_on_paper(voorstel, beslisser, gegevens)
    desk.performer.changed.emit(issued.changes)
    write_file(path, issued.pdf)
    desk.prompts.tell(
        parent, f"Exemplaar {issued.nummer} is bewaard.\nWachtwoordzin van dit bestand: {phrase}"
    )
    return True


def beside(desk: Desk, owner: QWidget, work: Callable[[], T]) -> T:
    """Do something slow beside the window, which stays alive meanwhile; raises what `work` raises."""
    loop, results, errors = QEventLoop(), list[T](), list[BaseException]()

    def succeed(result: T) -> None:
        results.append(result)
        loop.quit()

    def fail(error: BaseException) -> None:
        errors.append(error)
        loop.quit()

    owner.setCursor(Qt.CursorShape.BusyCursor)
    desk.jobs.run(work, owner=owner, on_success=succeed, on_error=fail)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    owner.unsetCursor()
    if errors:
        raise errors[0]
    return results[0]
