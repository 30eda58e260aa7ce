"""The copies that an old secret still opens, and encrypting them under the present key."""

from __future__ import annotations

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
from veiligheidsadvies.services.kopieen import Kopieregel
from veiligheidsadvies.services.oude_kopieen import Vernieuwing
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.text.messages import explain

WORDS = (
    "Deze kopieën gaan nog open met een wachtwoordzin of herstelblad van vroeger. Vernieuwen versleutelt ze "
    "met de sleutel van nu; de inhoud blijft die van toen. Een kopie op een stick vernieuwt u als die er is."
)
READY, BUSY = "Alle vernieuwen", "Bezig…"
_HEIGHT = 220


class OudeKopieenDialog(Dialog):
    """Stays open until all are renewed or the user leaves them as they are."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        self._desk = desk
        self._job: Progress | None = None
        model: TableModel[Kopieregel] = TableModel(_columns(), key=lambda line: line.kopie.id)
        self.view = make_table(model, name="oude_kopieen", accessible="Kopieën van een vroegere sleutel")
        self.view.setMinimumHeight(_HEIGHT)
        self.told = label("", "problem", is_wrapped=True, name="oude_kopieen_melding")
        self._bar = BusyBar("De kopieën worden vernieuwd")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(WORDS, "muted", is_wrapped=True))
        column.addWidget(self.view, 1)
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
        self.view.table.set_rows(self._desk.services.oude_kopieen.list_all())

    def may_accept(self) -> bool:
        """Renew beside the window; the dialog closes itself when nothing is left."""
        if self._job is None:
            self.told.setText("")
            self._set_busy(is_busy=True)
            work = self._desk.services.oude_kopieen.prepare(self.view.table.rows())
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
        if not isinstance(error, UserError):
            raise error
        self.told.setText(explain(error))

    def done(self, result: int) -> None:
        """Closed while it runs: the copy that is being written stays as it was."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.accept_button.setText(BUSY if is_busy else READY)
        self.accept_button.setEnabled(not is_busy)
        self._bar.setVisible(is_busy)
        if not is_busy:
            self._job = None


def show_old_copies(desk: Desk, parent: QWidget) -> None:
    """Show the list when there is anything on it."""
    if desk.services.oude_kopieen.list_all():
        dialog = OudeKopieenDialog(desk, parent)
        dialog.exec()
        dialog.deleteLater()


def _columns() -> list[Column[Kopieregel]]:
    def made(line: Kopieregel) -> Cell:
        return text_cell(date_full(line.kopie.gemaakt_op.astimezone().date()))

    def until(line: Kopieregel) -> Cell:
        day = line.bewaard_tot
        return text_cell(date_full(day) if day else "tot u hem weghaalt")

    return [
        Column(
            name="kopie",
            title="Kopie",
            width=300,
            stretch=True,
            cell=lambda line: Cell(text=line.kopie.bestand, icon="ph.lock-key-open", icon_color="wacht"),
        ),
        Column(name="gemaakt", title="Gemaakt", width=112, cell=made),
        Column(
            name="waar",
            title="Waar",
            width=200,
            cell=lambda line: text_cell(line.kopie.map or "bij de kluis"),
        ),
        Column(name="tot", title="Blijft tot", width=136, cell=until),
    ]
