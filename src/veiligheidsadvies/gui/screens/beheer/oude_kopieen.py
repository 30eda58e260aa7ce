"""What an old secret still opens: copies, which are encrypted under the present key, and vaults set aside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.tabellen import make_table
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.jobs import Progress
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.kit.table import Column, TableModel
from veiligheidsadvies.services.kopieen import Kopieregel, SetAside
from veiligheidsadvies.services.kopieronde import Ronde
from veiligheidsadvies.services.oude_kopieen import Vernieuwing
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.text.messages import explain

WORDS = (
    "Deze kopieën gaan nog open met een wachtwoordzin of herstelblad van vroeger. Vernieuwen versleutelt ze "
    "met de sleutel van nu; de inhoud blijft die van toen. Een kopie op een stick vernieuwt u als die er is."
)
ASIDE = (
    "Een kluis die opzij is gezet, kan niet worden vernieuwd. Hebt u hem niet meer nodig, haal hem dan weg "
    "bij Beheer, Kopieën."
)
LOOKING = "Er wordt gekeken of er kopieën zijn die de kluis nog niet kent. Sluiten breekt dat af."
READY, BUSY = "Alle vernieuwen", "Bezig…"
_HEIGHT = 220
_Rij = Kopieregel | SetAside


class OudeKopieenDialog(Dialog):
    """Stays open until all are renewed or the user leaves them as they are."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        self._desk = desk
        self._job: Progress | None = None
        model: TableModel[_Rij] = TableModel(_columns(), key=_key)
        self.view = make_table(model, name="oude_kopieen", accessible="Kopieën van een vroegere sleutel")
        self.view.setMinimumHeight(_HEIGHT)
        self.aside = label(ASIDE, "muted", is_wrapped=True, name="oude_kopieen_opzij")
        self.looking = label(LOOKING, "muted", is_wrapped=True, name="oude_kopieen_kijken")
        self.looking.hide()
        self.told = label("", "problem", is_wrapped=True, name="oude_kopieen_melding")
        self._bar = BusyBar("Bezig met de kopieën")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(WORDS, "muted", is_wrapped=True))
        column.addWidget(self.view, 1)
        column.addWidget(self.aside)
        column.addWidget(self.looking)
        column.addWidget(self.told)
        column.addWidget(self._bar)
        super().__init__(
            parent,
            title="Kopieën van een vroegere sleutel",
            accept_text=READY,
            body=body,
            cancel_text="Later",
            name="oude_kopieen_dialoog",
        )
        self.setMinimumWidth(820)
        self.load()

    def load(self) -> None:
        """What a former key still opens."""
        old = self._desk.services.oude_kopieen
        aside = old.list_set_aside()
        self.view.table.set_rows([*old.list_all(), *aside])
        self.aside.setVisible(bool(aside))
        self._set_busy(is_busy=False)

    def look(self) -> None:
        """Look beside the window for copies that the register does not know; closes when nothing is old."""
        self._set_busy(is_busy=True)
        self.looking.show()
        work = self._desk.services.oude_kopieen.prepare_look()
        self._job = self._desk.jobs.run_long(
            lambda progress: work(progress.report),
            owner=self,
            on_success=self._looked,
            on_error=self._fail,
        )

    def _looked(self, ronde: Ronde) -> None:
        try:
            self._desk.services.oude_kopieen.keep_look(ronde)
        except UserError as error:
            self._fail(error)
            return
        self.looking.hide()
        self.load()
        if not self.view.table.rows():
            self.accept()

    def _copies(self) -> list[Kopieregel]:
        return [line for line in self.view.table.rows() if isinstance(line, Kopieregel)]

    def may_accept(self) -> bool:
        """Renew beside the window; the dialog closes itself when nothing is left."""
        if self._job is None:
            self.told.setText("")
            self._set_busy(is_busy=True)
            work = self._desk.services.oude_kopieen.prepare(self._copies())
            self._job = self._desk.jobs.run_long(
                lambda progress: work(progress.report),
                owner=self,
                on_success=self._keep,
                on_error=self._fail,
            )
        return False

    def _keep(self, found: list[Vernieuwing]) -> None:
        self._set_busy(is_busy=False)
        try:
            self._desk.services.oude_kopieen.keep(found)
        except UserError as error:
            self.told.setText(explain(error))
            return
        self.load()
        left = [one for one in found if one.fout is not None]
        if not left:
            self.accept()
            return
        told = count(len(left), "kopie is", "kopieën zijn")
        why = dict.fromkeys(explain(one.fout) for one in left if one.fout is not None)
        self.told.setText(f"{told} niet vernieuwd. {' '.join(why)}")

    def _fail(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        self.looking.hide()
        if not isinstance(error, UserError):
            raise error
        self.told.setText(explain(error))

    def done(self, result: int) -> None:
        """Closed while it runs: nothing was found, and the copy that is being written stays as it was."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.accept_button.setText(BUSY if is_busy else READY)
        self.accept_button.setEnabled(not is_busy and bool(self._copies()))
        self._bar.setVisible(is_busy)
        if not is_busy:
            self._job = None


def show_old_copies(desk: Desk, parent: QWidget) -> None:
    """The list of what there is, which looks for more; it closes itself when there is nothing on it."""
    dialog = OudeKopieenDialog(desk, parent)
    dialog.look()
    dialog.exec()


def _key(line: _Rij) -> str:
    return f"kopie:{line.kopie.id}" if isinstance(line, Kopieregel) else f"opzij:{line.path.name}"


def _path(line: _Rij) -> Path:
    return line.pad if isinstance(line, Kopieregel) else line.path


def _columns() -> list[Column[_Rij]]:
    def made(line: _Rij) -> Cell:
        moment = line.kopie.gemaakt_op if isinstance(line, Kopieregel) else line.at
        return text_cell(date_full(moment.astimezone().date()))

    def where(line: _Rij) -> Cell:
        if isinstance(line, Kopieregel):
            return text_cell(line.kopie.map or "bij de kluis")
        return text_cell("opzij, naast de kluis")

    def until(line: _Rij) -> Cell:
        day = line.bewaard_tot if isinstance(line, Kopieregel) else None
        return text_cell(date_full(day) if day else "tot u hem weghaalt")

    return [
        Column(
            name="kopie",
            title="Kopie",
            width=300,
            stretch=True,
            cell=lambda line: Cell(text=_path(line).name, icon="ph.lock-key-open", icon_color="wacht"),
        ),
        Column(name="gemaakt", title="Gemaakt", width=112, cell=made),
        Column(name="waar", title="Waar", width=200, cell=where),
        Column(name="tot", title="Blijft tot", width=136, cell=until),
    ]
