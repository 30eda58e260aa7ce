"""Run as a process: one visit to the real program on one vault, from the unlock window to a saved paper.

`python -m tools.bench.visit VAULT` prints one JSON object: milliseconds by name, and `memory` in MiB.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tools import driving
from tools.bench.vaults import LARGE_DOSSIER, PASSPHRASE
from tools.driving import Frames, Gaps, run_for, run_until
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell.program import Program, Seams
from veiligheidsadvies.gui.shell.session import Session

TYPED = "camera"
_OPENED = 5
Found = dict[str, float]


def main() -> int:
    """Do everything once and tell it."""
    folder = Path(sys.argv[1])
    app, theme = driving.application()
    program = Program(app, theme, Seams(prompts=lambda: driving.Answers(folder.with_suffix(".pdf"))))
    program.start(folder)
    driving.wait_for_preload(program)
    frames = Frames(program.window)
    derived = [_derive(folder), _derive(folder)]
    found: Found = {}
    session = _unlock(program, frames, found)
    found["argon2"] = statistics.median([*derived, _derive(folder)])
    run_for(1)
    gc.collect()
    found["memory"] = _resident()
    found["open"] = _open_list(session, frames)
    if session.desk.services.dossiers.list_all():
        found["key_list"] = _type_in_list(session, frames)
        found["key_palette"] = _type_in_palette(session, frames)
        _work(session, found)
    program.shut()
    print(json.dumps(found))
    return 0


def _derive(folder: Path) -> float:
    """What Argon2id alone takes with the parameters of this vault, now; asked before and after unlocking."""
    from veiligheidsadvies.vault import keys, slotfile

    slot = slotfile.read_candidates(folder)[0].slots[0]
    start = time.perf_counter()
    keys.derive(PASSPHRASE, slot.salt, slot.kdf)
    return (time.perf_counter() - start) * 1000


def _unlock(program: Program, frames: Frames, found: Found) -> Session:
    page = program.window.centralWidget()
    if not isinstance(page, UnlockScreen):
        raise TypeError(page)
    page.page.field.setText(PASSPHRASE)
    run_for(0.1)
    with Gaps() as gaps:
        start = time.perf_counter()
        QTest.keyClick(page.page.field, Qt.Key.Key_Return)
        painted = frames.first(lambda: _has_screen(program), "the first list is painted")
        found["unlock"] = (painted - start) * 1000
        run_for(1)
    found["gap_unlock"] = gaps.longest
    if program.session is None:
        raise RuntimeError("the vault did not open")
    return program.session


def _has_screen(program: Program) -> bool:
    return program.session is not None and program.session.router.current is not None


def _resident() -> float:
    """MiB of this process that are in memory."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def _open_list(session: Session, frames: Frames) -> float:
    """From asking for Maatregelen to seeing them; the first time only makes the screen."""
    taken = []
    for _ in range(_OPENED + 1):
        session.go(Plek(scherm="vandaag"))
        run_for(0.1)
        taken.append(frames.time(lambda: session.go(Plek(scherm="maatregelen"))))
        run_for(0.1)
    return statistics.median(taken[1:])


def _type_in_list(session: Session, frames: Frames) -> float:
    session.focus_filter()
    run_for(0.1)
    field = session.frame.stack.focusWidget()
    return _slowest_letter(field, frames)


def _type_in_palette(session: Session, frames: Frames) -> float:
    session.open_palette()
    run_for(0.1)
    taken = _slowest_letter(session.palette.field, frames)
    session.palette.dismiss()
    return taken


def _slowest_letter(field: QWidget | None, frames: Frames) -> float:
    """Milliseconds from a key to the picture with its results; the slowest letter of the word."""
    if not isinstance(field, QLineEdit):
        raise TypeError(field)
    taken = []
    for letter in TYPED:
        taken.append(frames.time(lambda letter=letter: QTest.keyClick(field, letter)))  # type: ignore[misc]
        run_for(0.15)
    field.clear()
    return max(taken)


def _work(session: Session, found: Found) -> None:
    """Change a measure; look at a plan of many measures and save it."""
    from veiligheidsadvies.gui.binding.bron import DossierStuk
    from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog

    desk = session.desk
    dossier_id = DossierId(desk.services.dossiers.get_by_code(LARGE_DOSSIER).id or 0)
    found["gap_save"] = _change_measure(session, dossier_id)
    dialogs: list[UitgifteDialog] = []

    def preview() -> None:
        stuk = DossierStuk(desk.services, SoortDocument.MAATREGELENPLAN, dossier_id)
        dialogs.append(UitgifteDialog(desk, session.frame, stuk))
        dialogs[0].keuzes.form.set_value("lezer", stuk.lezers[1])
        dialogs[0].keuzes.reader_changed.emit()
        dialogs[0].open()
        seen = dialogs[0].voorbeeld
        run_until(lambda: seen.currentWidget() is seen.view, "the pages are shown")

    def issue() -> None:
        dialogs[0].accept_button.click()
        run_until(lambda: dialogs[0].uitgifte is not None, "the paper is saved")

    found["gap_preview"] = _gap(preview)
    found["gap_issue"] = _gap(issue)


def _change_measure(session: Session, dossier_id: int) -> float:
    """The longest gap while a measure is saved, whose form is open already."""
    measure = session.desk.services.dossiers.list_maatregelen(DossierId(dossier_id))[0]
    session.go(Plek(scherm="maatregel", row_id=measure.id))
    run_for(0.2)
    form = session.router.current
    page = getattr(form, "page", None)
    if page is None:
        raise LookupError("the form of a measure")
    page.form.set_value("titel", f"{measure.titel} en slot")
    gap = _gap(page.submit)
    changed = session.desk.services.maatregelen.get(measure.id)  # type: ignore[arg-type]
    if changed.titel == measure.titel:
        raise RuntimeError("the measure was not saved")
    return gap


def _gap(act: Callable[[], object]) -> float:
    with Gaps() as gaps:
        act()
        run_for(0.3)
    return gaps.longest


if __name__ == "__main__":
    sys.exit(main())
