"""Another data key: for a new recovery sheet, a key that is revoked, or a passphrase that somebody saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from veiligheidsadvies.domain.errors import LastOpeningSlot, UserError, WeakPassphrase, WrongPassphrase
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.busy_bar import BusyBar
from veiligheidsadvies.gui.kit.dialog import Dialog, within
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.jobs import Progress
from veiligheidsadvies.gui.kit.kinds import Choice, Passphrase
from veiligheidsadvies.gui.kit.new_passphrase import MeteredPassphrase
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.services.beheer import SlotInfo, SlotKind
from veiligheidsadvies.services.sleutels import Hersleuteld, Toegang, Voorbereid
from veiligheidsadvies.services.sterkte import strength
from veiligheidsadvies.text.messages import explain


class Reden(Enum):
    """Why the vault gets another key."""

    NIEUW_BLAD = "nieuw_blad"
    INTREKKEN = "intrekken"
    GEZIEN = "gezien"


@dataclass(frozen=True, slots=True)
class _Woorden:
    title: str
    words: str


_WOORDEN = {
    Reden.NIEUW_BLAD: _Woorden(
        "Nieuw herstelblad maken",
        "De kluis krijgt een nieuwe sleutel, en dus een nieuw herstelblad. Het oude opent hem daarna niet "
        "meer.",
    ),
    Reden.INTREKKEN: _Woorden(
        "Sleutel van {name} intrekken",
        "De kluis krijgt een nieuwe sleutel. Zonder dat zou een oude kopie van het sleutelbestand hem nog "
        "openen met de zin van {name}. Ook het herstelblad wordt nieuw.",
    ),
    Reden.GEZIEN: _Woorden(
        "Wachtwoordzin van {name} is gezien",
        "{name} kiest een andere zin en de kluis krijgt een nieuwe sleutel. Zonder dat zou een oude kopie "
        "van het sleutelbestand hem nog openen met de oude zin. Ook het herstelblad wordt nieuw.",
    ),
}
OTHERS = (
    "Wie er niet bij is, krijgt een eenmalige zin. Die geeft u mondeling door; bij het eerste gebruik kiest "
    "die persoon een eigen zin. Akkoordsleutels blijven zoals ze zijn."
)
READY, BUSY = "Opnieuw versleutelen", "Bezig…"
UNEQUAL = "De twee zinnen zijn niet gelijk. Typ hem hier nog een keer."
NOT_THEIRS = "Deze wachtwoordzin is niet die van {name}."
NOBODY = "Ten minste één persoon typt hier de eigen zin."
_TYPES, _HANDED, _DROPPED = "typt", "eenmalig", "vervalt"
_PAINTED = 60  # milliseconds in which the words are on screen


class Hersleutelen(Dialog):
    """After it was accepted `uitkomst` tells who lost access and what to hand over."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, reden: Reden, slot: SlotInfo | None = None
    ) -> None:
        self._desk, self._is_busy, self._seen = desk, False, slot if reden is Reden.GEZIEN else None
        self.uitkomst: Hersleuteld | None = None
        self._progress: Progress | None = None
        gone = slot.id if slot is not None and reden is Reden.INTREKKEN else ""
        openers = [one for one in desk.services.beheer.list_slots() if one.kind is SlotKind.OPENEN]
        self._kept = [one for one in openers if one.id != gone]
        self.form = Form(self._sections())
        self.form.load({f"hoe_{one.id}": self._usual(one) for one in self._others()})
        words, name = _WOORDEN[reden], slot.name if slot is not None else ""
        self._bar = BusyBar("De sleutel wordt berekend")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words.words.format(name=name), "muted", is_wrapped=True))
        if self._others():
            column.addWidget(label(OTHERS, "muted", is_wrapped=True))
        column.addWidget(self.form)
        column.addStretch(1)
        column.addWidget(self._bar)
        super().__init__(
            parent,
            title=words.title.format(name=name),
            accept_text=READY,
            body=within(parent, body),
            name="hersleutelen",
        )
        self.setMinimumWidth(620)
        self.form.field_edited.connect(lambda _: self._show_fields())
        self._show_fields()
        self.form.focus_first()

    def _sections(self) -> tuple[Section, ...]:
        fields: list[Field] = []
        for slot in self._proving():
            mine = "Uw huidige zin" if slot.is_current else f"Zin van {slot.name}"
            fields.append(_secret(f"zin_{slot.id}", mine if self._seen is None else "Huidige zin"))
        if self._seen is not None:
            fields.append(
                Field(
                    name="nieuw",
                    label="Nieuwe zin",
                    required=True,
                    kind=MeteredPassphrase(judge=strength, width=320),
                )
            )
            fields.append(_secret("herhaling", "Nog een keer"))
        for slot in self._others():
            options = [
                Option(value=_HANDED, text="krijgt een eenmalige zin"),
                Option(value=_TYPES, text="typt hier de eigen zin"),
                Option(value=_DROPPED, text="opent de kluis niet meer"),
            ]
            kind = Choice(options=options, width=240)
            fields.append(Field(name=f"hoe_{slot.id}", label=slot.name, required=True, kind=kind))
            fields.append(_secret(f"zin_{slot.id}", f"Zin van {slot.name}"))
        return (Section("", tuple(fields)),)

    def _proving(self) -> list[SlotInfo]:
        """Who certainly types a passphrase: whose was seen, else who opened the vault."""
        if self._seen is not None:
            return [one for one in self._kept if one.id == self._seen.id]
        return [one for one in self._kept if one.is_current]

    def _others(self) -> list[SlotInfo]:
        proving = {one.id for one in self._proving()}
        return [one for one in self._kept if one.id not in proving]

    def _usual(self, slot: SlotInfo) -> str:
        """Somebody must type: without the own key here, that is the first who keeps one."""
        is_needed = not self._proving() and slot.id == self._kept[0].id
        return _TYPES if slot.is_current or is_needed else _HANDED

    def _show_fields(self) -> None:
        values = self.form.values()
        for slot in self._others():
            is_typed = values[f"hoe_{slot.id}"] == _TYPES
            self.form.set_shown(f"zin_{slot.id}", is_shown=is_typed)
            self.form.editor(f"zin_{slot.id}").widget.setEnabled(is_typed)

    def may_accept(self) -> bool:
        """Check what can be checked, derive beside the window, then encrypt."""
        if self._is_busy:
            return False
        values = self.form.values()
        is_equal = self._seen is None or values["nieuw"] == values["herhaling"]
        if self.form.show_problems({} if is_equal else {"herhaling": UNEQUAL}):
            return False
        try:
            work = self._desk.services.sleutels.prepare(self._access(values))
        except WeakPassphrase as error:
            self.form.show_problems({"nieuw": explain(error)})
        except LastOpeningSlot:
            self.form.show_problems({"": NOBODY})
        else:
            self._set_busy(is_busy=True)
            self._progress = self._desk.jobs.run(
                work, owner=self, on_success=self._encrypt, on_error=self._fail
            )
        return False

    def _access(self, values: dict[str, Any]) -> dict[str, Toegang]:
        found = {}
        for slot in self._proving():
            new = values["nieuw"] if self._seen is not None else ""
            found[slot.id] = Toegang(wachtzin=values[f"zin_{slot.id}"], nieuw=new)
        for slot in self._others():
            how = values[f"hoe_{slot.id}"]
            if how == _TYPES:
                found[slot.id] = Toegang(wachtzin=values[f"zin_{slot.id}"])
            elif how == _HANDED:
                found[slot.id] = Toegang(is_eenmalig=True)
        return found

    def _encrypt(self, voorbereid: Voorbereid) -> None:
        self._bar.setVisible(False)
        self.remark(
            "De kluis wordt opnieuw versleuteld. Zolang reageert dit venster niet. Laat het open staan."
        )
        QTimer.singleShot(_PAINTED, self, lambda: self._rekey(voorbereid))

    def _rekey(self, voorbereid: Voorbereid) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.uitkomst = self._desk.services.sleutels.rekey(voorbereid)
        except UserError as error:
            self.form.show_problems({"": explain(error)})
        else:
            self.accept()
        finally:
            QApplication.restoreOverrideCursor()
            self._set_busy(is_busy=False)

    def _fail(self, error: BaseException) -> None:
        self._set_busy(is_busy=False)
        if not isinstance(error, UserError):
            raise error
        if isinstance(error, WrongPassphrase):
            names = {slot.id: slot.name for slot in self._kept}
            self.form.show_problems(
                {f"zin_{one}": NOT_THEIRS.format(name=names[one]) for one in error.slot_ids}
            )
        else:
            self.form.show_problems({"": explain(error)})

    def done(self, result: int) -> None:
        """Closed before the key was ready: nothing changes."""
        if self._progress is not None:
            self._progress.cancel()
        super().done(result)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.form.setEnabled(not is_busy)
        self.accept_button.setText(BUSY if is_busy else READY)
        self._bar.setVisible(is_busy)
        if not is_busy:
            self.remark("")


def _secret(name: str, caption: str) -> Field:
    return Field(name=name, label=caption, required=True, kind=Passphrase(width=320))
