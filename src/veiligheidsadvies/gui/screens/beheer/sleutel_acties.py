"""Adding a person, and giving a person another passphrase: the slow half runs beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import InvalidInput, UserError, WeakPassphrase, WrongPassphrase
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.dialog import Dialog, within
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.jobs import Progress
from veiligheidsadvies.gui.kit.kinds import Choice, Passphrase, Text
from veiligheidsadvies.gui.kit.new_passphrase import MeteredPassphrase
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.services.beheer import PreparedSlot, SlotInfo, SlotKind
from veiligheidsadvies.services.sterkte import strength
from veiligheidsadvies.text.messages import explain

KINDS = {
    SlotKind.OPENEN: "opent de kluis",
    SlotKind.AKKOORD: "geeft akkoord, opent niets",
}
NAME_HELP = (
    "Zo staat deze persoon in het log en op papier. Heeft iemand al de andere soort sleutel, geef dan "
    "dezelfde naam als op die sleutel: daaraan herkent het programma een akkoord op een eigen voorstel."
)
SEEN = {
    SlotKind.OPENEN: (
        "Heeft iemand de huidige zin gezien? Kies dan ‘Zin is gezien…’: anders opent een oude kopie van het "
        "sleutelbestand de kluis nog met de oude zin."
    ),
    SlotKind.AKKOORD: (
        "Heeft iemand de huidige zin gezien? Dan helpt een andere zin niet: een oude kopie van het "
        "sleutelbestand geeft dezelfde sleutel nog met de oude zin. Trek deze sleutel in en voeg een nieuwe "
        "toe."
    ),
}
UNEQUAL = "De twee zinnen zijn niet gelijk. Typ hem hier nog een keer."
_NEW = Field(
    name="nieuw", label="Wachtwoordzin", required=True, kind=MeteredPassphrase(judge=strength, width=320)
)
_AGAIN = Field(name="herhaling", label="Nog een keer", required=True, kind=Passphrase(width=320))


class SleutelDialog(Dialog):
    """A form whose answer takes a second; it closes itself when the key is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None, *, title: str, words: str, form: Form) -> None:
        self.form, self._desk, self._is_busy = form, desk, False
        self._progress: Progress | None = None
        self._bar = BusyBar("De sleutel wordt berekend")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words, "muted", is_wrapped=True))
        column.addWidget(form)
        column.addStretch(1)
        column.addWidget(self._bar)
        super().__init__(
            parent, title=title, accept_text="Bewaren", body=within(parent, body), name="sleutel_dialoog"
        )
        self.setMinimumWidth(560)
        form.focus_first()

    def prepare(self, values: dict[str, str]) -> Callable[[], PreparedSlot]:
        """The slow half; raises InvalidInput and WeakPassphrase at once."""
        raise NotImplementedError

    def may_accept(self) -> bool:
        """Check what can be checked, then derive."""
        values = self.form.values()
        is_equal = values["nieuw"] == values["herhaling"]
        if self._is_busy or self.form.show_problems({} if is_equal else {"herhaling": UNEQUAL}):
            return False
        try:
            work = self.prepare(values)
        except InvalidInput as error:
            self.form.show_problems(fields.sentences(error.problems))
        except WeakPassphrase as error:
            self.form.show_problems({"nieuw": explain(error)})
        else:
            self._set_busy(is_busy=True)
            self._progress = self._desk.jobs.run(work, owner=self, on_success=self._keep, on_error=self._fail)
        return False

    def _keep(self, prepared: PreparedSlot) -> None:
        self._set_busy(is_busy=False)
        try:
            self._desk.services.beheer.keep_slot(prepared)
        except UserError as error:
            self._desk.performer.tell(self, error)
            return
        self.accept()

    def _fail(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, WrongPassphrase):
            self.form.show_problems({"oud": explain(error)})
        elif isinstance(error, UserError):
            self._desk.performer.tell(self, error)
        else:
            raise error

    def done(self, result: int) -> None:
        """Closed before the key was ready: it is not kept."""
        if self._progress is not None:
            self._progress.cancel()
        super().done(result)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.form.setEnabled(not is_busy)
        self.accept_button.setText("Bezig…" if is_busy else "Bewaren")
        self._bar.setVisible(is_busy)


class NieuweSleutel(SleutelDialog):
    """One more person."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        kinds = [Option(value=kind, text=words) for kind, words in KINDS.items()]
        form = Form(
            (
                Section(
                    "",
                    (
                        Field(
                            name="soort",
                            label="Sleutel",
                            required=True,
                            kind=Choice(options=kinds, width=320),
                        ),
                        Field(
                            name="naam",
                            label="Naam",
                            required=True,
                            kind=Text(width=320),
                            help=NAME_HELP,
                        ),
                        _NEW,
                        _AGAIN,
                    ),
                ),
            )
        )
        form.load({"soort": SlotKind.OPENEN})
        words = "Deze persoon typt hier zelf een eigen wachtwoordzin. Niemand anders hoeft hem te kennen."
        super().__init__(desk, parent, title="Persoon toevoegen", words=words, form=form)

    def prepare(self, values: dict[str, str]) -> Callable[[], PreparedSlot]:
        """A new key."""
        return self._desk.services.beheer.prepare_slot(
            SlotKind(values["soort"]), values["naam"], values["nieuw"]
        )


class AndereWachtzin(SleutelDialog):
    """The same key under another passphrase."""

    def __init__(self, desk: Desk, parent: QWidget | None, slot: SlotInfo) -> None:
        self._slot_id = slot.id
        old = Field(name="oud", label="Huidige zin", required=True, kind=Passphrase(width=320))
        form = Form((Section("", (old, replace(_NEW, label="Nieuwe zin"), _AGAIN)),))
        super().__init__(
            desk, parent, title=f"Wachtwoordzin van {slot.name}", words=SEEN[slot.kind], form=form
        )

    def prepare(self, values: dict[str, str]) -> Callable[[], PreparedSlot]:
        """The key wrapped anew."""
        return self._desk.services.beheer.prepare_passphrase(
            self._slot_id, old=values["oud"], new=values["nieuw"]
        )
