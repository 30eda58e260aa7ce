"""The way along every screen: how to get there, and the name of its picture."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from tools import driving
from tools.driving import run_for, run_until
from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId, Opdrachtstand
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.theme import Choice
from veiligheidsadvies.gui.screens.eerste_start import FirstStartScreen
from veiligheidsadvies.gui.screens.maatregel import MaatregelScreen
from veiligheidsadvies.gui.screens.maatregelen import MaatregelenScreen
from veiligheidsadvies.gui.screens.opdrachten import OpdrachtenScreen
from veiligheidsadvies.gui.screens.opdrachten.order_work import OrderWork
from veiligheidsadvies.gui.screens.unlock import UnlockScreen
from veiligheidsadvies.gui.shell.program import Program, Seams
from veiligheidsadvies.gui.shell.session import Session
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.voorbeeld import example_passphrase

CODE, WORK_CODE, ORDERED_CODE = "GED-04", "ORG-01", "GED-02"
Shown = TypeVar("Shown", bound=QWidget)


class Walk:
    """The program on one vault; a step brings it somewhere and gives the dialog over it, if there is one."""

    def __init__(self, folder: Path, choice: Choice, size: tuple[int, int]) -> None:
        self.folder = folder
        _, theme = driving.application(choice)
        self.answers = driving.Answers(folder.parent / "stuk.pdf")
        self.program = Program(theme.parent(), theme, Seams(prompts=lambda: self.answers))  # type: ignore[arg-type]
        self.program.start(None)
        self.program.window.resize(*size)

    @property
    def session(self) -> Session:
        """What stands open after unlocking."""
        if self.program.session is None:
            raise LookupError("the vault is not open")
        return self.program.session

    def settle(self) -> None:
        """Until nothing is under way and everything was painted."""
        run_for(0.12)
        run_until(lambda: not self.program.jobs.is_busy, "the work beside the window is done")
        run_for(0.12)

    def go(self, plek: Plek) -> None:
        """Go to a place; RuntimeError when the program shows another one."""
        self.session.go(plek)
        place = self.session.router.place
        if place is None or place.scherm != plek.scherm:
            raise RuntimeError(f"{plek.scherm} is not shown")

    def dossier(self, code: str) -> DossierId:
        """The id of a dossier."""
        return DossierId(self.session.desk.services.dossiers.get_by_code(code).id or 0)

    def page(self, kind: type[QWidget]) -> QWidget:
        """What fills the window; TypeError when it is something else."""
        shown = self.program.window.centralWidget()
        if not isinstance(shown, kind):
            raise TypeError(shown)
        return shown

    def unlock(self) -> None:
        """Open the vault with the passphrase of the example, when it is not open yet."""
        if self.program.session is not None:
            return
        self.program.show_unlock(self.folder)
        page = self.page(UnlockScreen)
        assert isinstance(page, UnlockScreen)  # noqa: S101 - just asked
        page.page.field.setText(example_passphrase(self.folder) or "")
        QTest.keyClick(page.page.field, Qt.Key.Key_Return)
        run_until(lambda: self.program.session is not None, "the vault is open")
        run_until(lambda: self.session.router.current is not None, "the first screen is shown")


Step = Callable[[Walk], QDialog | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture. `is_inside`: the vault has to be open for it; `is_core`: also taken in the small sizes."""

    name: str
    step: Step
    is_inside: bool = True
    is_core: bool = True


def shots() -> tuple[Shot, ...]:
    """All pictures, in the order of a first day."""
    return (*_before(), *_lists(), *_dossier(), *_work(), *_orders(), *_money(), *_manage())


def _before() -> tuple[Shot, ...]:
    return (
        Shot(name="eerste-start", step=_first_start("choice"), is_inside=False),
        Shot(name="eerste-start-organisatie", step=_first_start("organisation"), is_inside=False),
        Shot(name="eerste-start-wachtwoordzin", step=_first_start("passphrase"), is_inside=False),
        Shot(name="ontgrendelen", step=_unlock_page, is_inside=False),
        Shot(name="ontgrendelen-fout", step=_wrong_passphrase, is_inside=False),
        Shot(name="ontgrendelen-herstelblad", step=_recovery, is_inside=False),
    )


def _lists() -> tuple[Shot, ...]:
    return (
        Shot(name="vandaag", step=_place(Plek(scherm="vandaag"))),
        Shot(name="dossiers", step=_place(Plek(scherm="dossiers"))),
        Shot(name="catalogus", step=_place(Plek(scherm="catalogus"))),
        Shot(name="leveranciers", step=_place(Plek(scherm="leveranciers")), is_core=True),
        Shot(name="leverancier-formulier", step=_supplier, is_core=True),
        Shot(name="geheimhoudingsverklaring", step=_declaration),
        Shot(name="exemplaren", step=_place(Plek(scherm="exemplaren"))),
        Shot(name="zoeken", step=_palette("cam")),
    )


_TABS = ("overzicht", "advies", "maatregelen", "kosten", "woonplek", "documenten", "exemplaren", "logboek")


def _dossier() -> tuple[Shot, ...]:
    return (
        *(Shot(name=f"dossier-{tab}", step=_tab(CODE, tab)) for tab in _TABS),
        Shot(name="dossier-opdrachten", step=_tab(ORDERED_CODE, "opdrachten")),
        Shot(name="dossier-gegevens", step=_tab(CODE, "gegevens")),
        Shot(name="dossier-advies-formulier", step=_record("advies")),
        Shot(name="dossier-woonplek-formulier", step=_record("woonplek")),
        Shot(name="dossier-organisatie", step=_tab(WORK_CODE, "overzicht"), is_core=False),
        Shot(name="dossier-werklocaties", step=_tab(WORK_CODE, "woonplek"), is_core=False),
    )


def _work() -> tuple[Shot, ...]:
    return (
        Shot(name="maatregelen-tabel", step=_table),
        Shot(name="maatregelen-bord", step=_place(Plek(scherm="maatregelen", tab="bord"))),
        Shot(name="maatregelen-toevoegen", step=_quick_entry),
        Shot(name="maatregel", step=_measure),
        Shot(name="maatregel-nieuw", step=_new_measure),
        Shot(name="maatregel-status", step=_status_dialog),
        Shot(name="afdrukken-maatregelenplan", step=_print(SoortDocument.MAATREGELENPLAN)),
        Shot(name="afdrukken-samenvatting", step=_print(SoortDocument.SAMENVATTING), is_core=False),
    )


def _orders() -> tuple[Shot, ...]:
    return (
        Shot(name="opdrachten", step=_place(Plek(scherm="opdrachten"))),
        Shot(name="opdracht-nieuw", step=_order(Opdrachtstand.CONCEPT)),
        Shot(name="opdracht", step=_order(Opdrachtstand.DEELS_OPGELEVERD)),
        Shot(name="opdracht-akkoord", step=_approval),
        Shot(name="opdracht-wijziging", step=_order(Opdrachtstand.INGEPLAND, tab="wijziging"), is_core=False),
        Shot(name="opdracht-oplevering", step=_order_dialog(Opdrachtstand.INGEPLAND, "oplevering")),
        Shot(name="opdracht-factuur", step=_order_dialog(Opdrachtstand.INGEPLAND, "factuur")),
        Shot(name="opdracht-afdrukken", step=_print_order),
        Shot(name="aanvraag-nieuw", step=_new_request),
        Shot(name="aanvraag-vergelijking", step=_request),
    )


_YEAR_PAGES = ("jaar", "betaler", "fiscaal", "abonnementen", "begroting")


def _money() -> tuple[Shot, ...]:
    return tuple(
        Shot(name=f"kosten-{page}", step=_place(Plek(scherm="kosten", tab=page))) for page in _YEAR_PAGES
    )


_PARTS = (
    "organisatie",
    "sleutels",
    "herstelblad",
    "inkoop",
    "kopieen",
    "bewaren",
    "logboek",
    "beveiliging",
    "voorkeuren",
)


def _manage() -> tuple[Shot, ...]:
    return (
        *(Shot(name=f"beheer-{part}", step=_place(Plek(scherm="beheer", tab=part))) for part in _PARTS),
        Shot(name="namen-zichtbaar", step=_names, is_core=False),
    )


def _place(plek: Plek) -> Step:
    return lambda walk: walk.go(plek)


def _tab(code: str, tab: str) -> Step:
    return lambda walk: walk.go(Plek(scherm="dossier", dossier_id=walk.dossier(code), tab=tab))


def _record(tab: str) -> Step:
    def step(walk: Walk) -> None:
        services, dossier_id = walk.session.desk.services, walk.dossier(CODE)
        found: Sequence[Advies | Woonplek] = services.dossiers.list_adviezen(dossier_id)
        if tab == "woonplek":
            found = services.dossiers.list_woonplekken(dossier_id)
        walk.go(Plek(scherm="dossier", dossier_id=dossier_id, tab=tab, row_id=found[0].id))

    return step


def _first_start(page: str) -> Step:
    def step(walk: Walk) -> None:
        walk.program.show_first_start()
        shown = walk.page(FirstStartScreen)
        assert isinstance(shown, FirstStartScreen)  # noqa: S101 - just asked
        shown.setCurrentWidget(getattr(shown, page))

    return step


def _unlock_page(walk: Walk) -> None:
    walk.program.show_unlock(walk.folder)


def _wrong_passphrase(walk: Walk) -> None:
    # On a copy: the vault itself would tell of the failed attempt on every screen that follows.
    other = walk.folder.with_name("ander.advieskluis")
    screen = walk.program.show_unlock(Path(shutil.copytree(walk.folder, other)))
    screen.page.field.setText("dit is hem niet")
    QTest.keyClick(screen.page.field, Qt.Key.Key_Return)


def _recovery(walk: Walk) -> None:
    screen = walk.program.show_unlock(walk.folder)
    screen.page.recovery_asked.emit()


def _palette(typed: str) -> Step:
    def step(walk: Walk) -> None:
        walk.go(Plek(scherm="vandaag"))
        walk.session.palette.open(typed)

    return step


def _names(walk: Walk) -> None:
    if walk.session.are_names_hidden():
        walk.session.toggle_names()
    walk.go(Plek(scherm="dossiers"))


def _table(walk: Walk) -> None:
    walk.go(Plek(scherm="maatregelen", tab="tabel"))
    screen = walk.session.router.current
    assert isinstance(screen, MaatregelenScreen)  # noqa: S101 - just shown
    screen.table.tick([screen.table.model.row(number).id for number in (1, 2)])


def _quick_entry(walk: Walk) -> None:
    walk.go(Plek(scherm="maatregelen", dossier_id=walk.dossier(CODE), tab="tabel"))
    screen = walk.session.router.current
    assert isinstance(screen, MaatregelenScreen)  # noqa: S101 - just shown
    screen.table.clear_selection()
    screen.start_entry()
    field = screen.entry.line.widget
    field.setFocus()
    QTest.keyClicks(field, "slo")


def _measure(walk: Walk) -> None:
    measures = walk.session.desk.services.dossiers.list_maatregelen(walk.dossier(CODE))
    chosen = next(one for one in measures if one.status is Status.WACHT_OP_PKVW)
    walk.go(Plek(scherm="maatregel", row_id=chosen.id))


def _new_measure(walk: Walk) -> None:
    walk.go(Plek(scherm="maatregel", dossier_id=walk.dossier(CODE)))
    screen = walk.session.router.current
    assert isinstance(screen, MaatregelScreen)  # noqa: S101 - just shown
    if screen.page is not None:
        screen.page.submit()


def _status_dialog(walk: Walk) -> QDialog:
    from veiligheidsadvies.gui.binding.overgang import change_status

    services = walk.session.desk.services
    measures = services.dossiers.list_maatregelen(walk.dossier(CODE))
    chosen = next(one for one in measures if one.status is Status.OFFERTE_ONTVANGEN)
    walk.go(Plek(scherm="maatregelen", tab="tabel"))
    return driving.opened_by(
        lambda: change_status(walk.session.desk, walk.session.frame, [chosen.id or 0], Status.AKKOORD)
    )


def _print(kind: SoortDocument) -> Step:
    def step(walk: Walk) -> QDialog:
        from veiligheidsadvies.gui.binding.bron import DossierStuk
        from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog

        walk.go(Plek(scherm="dossier", dossier_id=walk.dossier(CODE), tab="overzicht"))
        desk = walk.session.desk
        stuk = DossierStuk(desk.services, kind, walk.dossier(CODE))
        dialog = UitgifteDialog(desk, walk.session.frame, stuk)
        reader = next(one for one in stuk.lezers if not one.is_eigen)
        dialog.keuzes.form.set_value("lezer", reader)
        dialog.keuzes.form.field_edited.emit("lezer")
        dialog.open()
        run_until(lambda: dialog.voorbeeld.currentWidget() is dialog.voorbeeld.view, "the pages are shown")
        return dialog

    return step


def _find_order(walk: Walk, stand: Opdrachtstand) -> Opdracht:
    lines = walk.session.desk.services.opdrachten.list_lijnen()
    return next(line.opdracht for line in lines if line.opdracht.stand is stand)


def _order(stand: Opdrachtstand, *, tab: str = "") -> Step:
    return lambda walk: walk.go(Plek(scherm="opdrachten", row_id=_find_order(walk, stand).id, tab=tab))


def _order_dialog(stand: Opdrachtstand, action: str) -> Step:
    """A dialog of the page of an order, by the name of its button."""

    def step(walk: Walk) -> QDialog:
        _order(stand)(walk)
        work = _over(walk, OrderWork)
        return driving.opened_by(lambda: work.act(action))

    return step


def _approval(walk: Walk) -> QDialog:
    _order(Opdrachtstand.VOORGELEGD)(walk)
    return driving.opened_by(_over(walk, OrderWork).approve)


def _print_order(walk: Walk) -> QDialog:
    from veiligheidsadvies.gui.binding.opdrachtstukken import LeverancierPapier
    from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog

    desk, order = walk.session.desk, _find_order(walk, Opdrachtstand.INGEPLAND)
    _order(Opdrachtstand.INGEPLAND)(walk)
    stuk = Leverancierstuk(
        document=SoortDocument.OPDRACHT, opdracht_id=order.id, leverancier_id=order.leverancier_id
    )
    seen = desk.services.opdrachten.beeld(OpdrachtId(order.id or 0))
    paper = LeverancierPapier(desk.services, stuk, nummer=order.nummer, leverancier=seen.leverancier.naam)
    dialog = UitgifteDialog(desk, walk.session.frame, paper)
    dialog.open()
    run_until(lambda: dialog.voorbeeld.currentWidget() is dialog.voorbeeld.view, "the pages are shown")
    return dialog


def _new_request(walk: Walk) -> None:
    services, dossier_id = walk.session.desk.services, walk.dossier(CODE)
    ids = [one.id for one in services.opdrachten.list_bestelbaar(dossier_id)][:2]
    walk.go(Plek(scherm="opdrachten", tab="aanvraag_nieuw", dossier_id=dossier_id, filter=tuple(ids)))


def _request(walk: Walk) -> None:
    (line,) = walk.session.desk.services.aanvragen.list_lijnen()
    walk.go(Plek(scherm="opdrachten", tab="aanvraag", row_id=line.aanvraag.id))


def _over(walk: Walk, kind: type[Shown]) -> Shown:
    """What lies over the list of orders; TypeError when it is something else."""
    screen = walk.session.router.current
    over = screen.over if isinstance(screen, OpdrachtenScreen) else None
    if not isinstance(over, kind):
        raise TypeError(over)
    return over


SUPPLIER, UNSIGNED = "Houtwal Hekwerk", "Oostpolder Meldkamer"


def _supplier(walk: Walk) -> None:
    found = walk.session.desk.services.leveranciers.get_by_name(SUPPLIER)
    walk.go(Plek(scherm="leveranciers", row_id=found.id))


def _declaration(walk: Walk) -> QDialog:
    from veiligheidsadvies.gui.binding.bron import LeverancierStuk
    from veiligheidsadvies.gui.binding.uitgifte import UitgifteDialog

    desk = walk.session.desk
    found = desk.services.leveranciers.get_by_name(UNSIGNED)
    stuk = LeverancierStuk(desk.services, LeverancierId(found.id or 0))
    dialog = UitgifteDialog(desk, walk.session.frame, stuk)
    dialog.show()
    return dialog
