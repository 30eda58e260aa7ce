"""The work of composing an order or a change: judged at every pause, kept, laid before a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import NIHIL
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId, Screening
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId, Opdrachtregel, Opdrachtversie, Versiestand
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.leesbeeld import leesbeeld
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.screens.opdrachten.compose_page import ComposePage, Sheet
from veiligheidsadvies.gui.screens.opdrachten.line_dialog import edit_line
from veiligheidsadvies.gui.screens.opdrachten.oordeel import About, judge, place_of
from veiligheidsadvies.gui.screens.opdrachten.werkblad import Werkregel
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.maatregelen import MaatregelFilter
from veiligheidsadvies.services.opdracht_beeld import Opdrachtbeeld
from veiligheidsadvies.services.opdrachten import Leesdeel
from veiligheidsadvies.text.formats import fold

_PAUSE = 150  # milliseconds after the last key before it is judged anew
_PAPERS = {
    Screening.VERLOPEN: (icon_name("finding", "blokkeert"), "te_laat"),
    Screening.ONTBREEKT: (icon_name("status", "te_laat"), "te_laat"),
    Screening.LET_OP: (icon_name("finding", "let_op"), "wacht"),
    Screening.IN_ORDE: (icon_name("finding", "in_orde"), "gereed"),
}


class Composing(QWidget):
    """Signals: `left()` without saving, `saved(order id)`, `submitted(order id)`, `go(Plek)`."""

    left = Signal()
    saved = Signal(int)
    submitted = Signal(int)
    go = Signal(object)

    def __init__(self, desk: Desk, *, opdracht: Opdracht, versie: int = 0) -> None:
        super().__init__()
        self._desk, self._opdracht, self._versie = desk, opdracht, versie
        self._service = desk.services.opdrachten
        self.page = ComposePage(lambda: suppliers(desk), is_change=versie > 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._about = self._read_about()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.judge)
        self.page.edited.connect(self._pause.start)
        self.page.line_edit_asked.connect(self.edit_line)
        self.page.line_add_asked.connect(self.add_line)
        self.page.acted.connect(self._act)
        self.page.cancel_asked.connect(self.leave)
        self.page.save_asked.connect(self.save)
        self.page.preview_asked.connect(self.preview)
        self.page.submit_asked.connect(self.submit)

    @property
    def key(self) -> str:
        """Under which an unfinished sheet is kept."""
        number = self._opdracht.id or f"nieuw:{self._opdracht.dossier_id}"
        return f"opdrachten:{number}:{self._versie}"

    @property
    def dossier_id(self) -> int | None:
        """Of which dossier the order is."""
        return self._opdracht.dossier_id

    def load(self, regels: Sequence[Werkregel], sheet: Sheet) -> None:
        """Show what is known, and over it what was kept through a lock."""
        self.page.load(self._opdracht, regels, number=self._opdracht.nummer or "bij bewaren", sheet=sheet)
        concept = self._desk.services.concepten.find(self.key)
        if concept is not None:
            self.page.restore_draft(concept.waarden)
        self.judge()

    def hideEvent(self, event: QHideEvent) -> None:
        """Judge nothing that is not seen: the vault may be closed next."""
        self._pause.stop()
        super().hideEvent(event)

    def follow(self) -> None:
        """Show what is saved now, as after taking back a later save; what is typed and not saved stays.

        NotFound when the order was saved and is gone, as after taking back its first save.
        """
        if self._opdracht.id is not None:
            seen = self._service.beeld(self._opdracht.id)
            version = next((one for one in seen.versies if one.nummer == self._versie), None)
            is_sheet = version is not None and version.stand is Versiestand.CONCEPT
            if is_sheet and not self.page.is_dirty:
                lines = self._service.change(self._opdracht.id)[1] if self._versie else _lines_of(seen)
                self._opdracht = seen.opdracht
                self.load(as_lines(lines), sheet_of(seen.opdracht, version))
                return
        self.judge()

    def judge(self) -> None:
        """Look at the sheet as it stands."""
        sheet = self.page.sheet()
        findings = self._service.findings(sheet.opdracht, sheet.regels, versie=self._versie)
        hits = self._service.release_hits(sheet.opdracht, sheet.regels, omschrijving=sheet.omschrijving)
        seen = leesbeeld(self._read if sheet.opdracht.leverancier_id is not None else None)
        self.page.show_verdict(judge(self._desk, sheet, self._about, findings, hits, seen))

    def _read(self) -> Sequence[Leesdeel]:
        sheet = self.page.sheet()
        return self._service.reads(sheet.opdracht, sheet.regels, versie=self._versie)

    def _read_about(self) -> About:
        services, dossier_id = self._desk.services, DossierId(self._opdracht.dossier_id or 0)
        return About(
            dossier_id=dossier_id,
            dossiercode=services.dossiers.get(dossier_id).code,
            maatregelen=services.maatregelen.count(MaatregelFilter(dossier_id=dossier_id)),
            is_wijziging=self._versie > 0,
        )

    # --- the lines

    def edit_line(self, key: object) -> None:
        """F2."""
        line = next((one for one in self.page.werkregels if one.key == key), None)
        if line is None:
            return
        made = edit_line(self._desk, self, line.regel, title="Regel bewerken")
        if made is not None:
            self.page.set_line(line.key, made)

    def add_line(self) -> None:
        """Another line for one of the measures of this order, or one that may still be ordered."""
        measures = self._measures()
        if not measures:
            self._desk.prompts.tell(self, "Er is geen maatregel waar deze regel bij kan horen.")
            return
        chosen = self._desk.prompts.ask_choice(
            self,
            "Bij welke maatregel hoort de regel?",
            label="Maatregel",
            options=[Option(value=one.id, text=one.titel) for one in measures],
        )
        if chosen is None:
            return
        _, lines = self._service.concept(DossierId(self._opdracht.dossier_id or 0), [chosen], None)
        fresh = replace(lines[0], stukprijs=NIHIL) if self._has_line_of(chosen) else lines[0]
        made = edit_line(self._desk, self, fresh, title="Regel toevoegen")
        if made is not None:
            self.page.add_line(made)

    def _has_line_of(self, maatregel_id: int) -> bool:
        return any(one.regel.maatregel_id == maatregel_id for one in self.page.werkregels)

    def _measures(self) -> list[Maatregel]:
        services, dossier_id = self._desk.services, DossierId(self._opdracht.dossier_id or 0)
        known = {one.id: one for one in services.opdrachten.list_bestelbaar(dossier_id)}
        for line in self.page.werkregels:
            row_id = line.regel.maatregel_id
            if row_id is not None and row_id not in known:
                known[row_id] = services.maatregelen.get(MaatregelId(row_id))
        return list(known.values())

    # --- what the buttons do

    def _act(self, key: object) -> None:
        place = place_of(key, self._about, self.page.sheet().opdracht.leverancier_id)
        if place is not None:
            self.go.emit(place)

    def save(self) -> int | None:
        """Keep it as a concept; the id of the order, or None when it could not be kept (told)."""
        saved = self._save()
        if saved is not None:
            self.saved.emit(saved)
        return saved

    def _save(self) -> int | None:
        sheet, problems = self.page.sheet(), self.page.head.problems()
        if problems:
            self._tell_problems(list(problems), list(problems.values()))
            return None
        if sheet.opdracht.leverancier_id is None:
            self._tell_problems(["leverancier"], ["Kies eerst een leverancier."])
            return None
        try:
            changes = self._desk.performer.perform(
                self,
                lambda: self._service.save_concept(
                    sheet.opdracht,
                    sheet.regels,
                    poort_reden=sheet.poort_reden,
                    vrijgave_reden=sheet.vrijgave_reden,
                    omschrijving=sheet.omschrijving,
                    versie=self._versie,
                ),
            )
        except InvalidInput as error:
            self._tell_problems(
                [one.field for one in error.problems], fields.sentences(error.problems).values()
            )
            return None
        if changes is None:
            return None
        self._desk.services.concepten.drop(self.key)
        self.page.mark_saved()
        return changes.row_id or 0

    def _tell_problems(self, names: Sequence[str], sentences: Any) -> None:
        self.page.head.mark(names)
        self.page.notice.tell(" ".join(sentences))
        for name in names:
            if self.page.go_to_place(name):
                return

    def preview(self) -> None:
        """Save, and show the paper as the supplier gets it."""
        from veiligheidsadvies.gui.screens.opdrachten.preview import show_preview  # heavy: only when asked

        row_id = self._opdracht.id if not self.page.is_dirty else self._save()
        if row_id is None:
            return
        stuk = Leverancierstuk(
            document=SoortDocument.OPDRACHT, opdracht_id=OpdrachtId(row_id), versie=self._versie
        )
        show_preview(self._desk, self, stuk)
        if self._opdracht.id is None:
            self.saved.emit(row_id)

    def submit(self) -> None:
        """Lay it before the second person."""
        row_id = self._opdracht.id if not self.page.is_dirty else self._save()
        if row_id is None:
            return
        order = OpdrachtId(row_id)
        if self._desk.performer.perform(self, lambda: self._service.submit(order, self._versie)) is not None:
            self.submitted.emit(row_id)

    def leave(self) -> None:
        """Away; asks only when something would be lost."""
        if self.may_leave():
            self._desk.services.concepten.drop(self.key)
            self.page.mark_saved()
            self.left.emit()

    def may_leave(self) -> bool:
        """True when nothing changed or the user throws the changes away."""
        if not self.page.is_dirty:
            return True
        return self._desk.prompts.confirm(
            self, "U hebt wijzigingen die niet bewaard zijn. Wilt u ze weggooien?", action="Weggooien"
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """What is not saved."""
        return {self.key: self.page.draft()} if self.page.is_dirty else {}


def suppliers(desk: Desk) -> list[Option]:
    """Suppliers in use, each with the state of his papers as an icon."""
    found = []
    for line in desk.services.leveranciers.list_regels():
        picture, tone = _PAPERS[line.stand]
        found.append(Option(value=line.leverancier.id, text=line.leverancier.naam, icon=picture, tone=tone))
    return found


def new_lines(desk: Desk, dossier_id: DossierId, chosen: Sequence[int]) -> tuple[Opdracht, list[Werkregel]]:
    """A concept with all measures that may be ordered, those that were chosen ticked."""
    service = desk.services.opdrachten
    measures = {one.id: one for one in service.list_bestelbaar(dossier_id)}
    ids = [*(MaatregelId(one) for one in chosen), *(one for one in measures if one not in set(chosen))]
    picked = [MaatregelId(one) for one in chosen]
    order, _ = service.concept(dossier_id, picked, None)
    _, lines = service.concept(dossier_id, [MaatregelId(one) for one in ids if one is not None], None)
    supplier = _supplier_of(desk, order, measures, chosen)
    name = supplier.naam if supplier is not None else ""
    order = replace(order, leverancier_id=supplier.id if supplier is not None else order.leverancier_id)
    return order, [
        Werkregel(
            key=at,
            regel=line,
            is_gekozen=line.maatregel_id in set(chosen),
            reden=_elsewhere(measures.get(line.maatregel_id), name),
        )
        for at, line in enumerate(lines, 1)
    ]


def sheet_of(order: Opdracht, version: Opdrachtversie | None = None) -> Sheet:
    """The texts of an order, or of one version of it, without its lines."""
    return Sheet(
        opdracht=order,
        regels=(),
        poort_reden=version.poort_reden if version is not None else "",
        vrijgave_reden=version.vrijgave_reden if version is not None else "",
        omschrijving=version.omschrijving if version is not None else "",
    )


def _lines_of(seen: Opdrachtbeeld) -> list[Opdrachtregel]:
    return [one.regel for one in seen.regels]


def as_lines(regels: Sequence[Opdrachtregel]) -> list[Werkregel]:
    """Lines that are all on the order."""
    return [Werkregel(key=at, regel=line) for at, line in enumerate(regels, 1)]


def _supplier_of(
    desk: Desk, order: Opdracht, measures: Mapping[Any, Maatregel], chosen: Sequence[int]
) -> Leverancier | None:
    """The one supplier whom the chosen measures name already."""
    if order.leverancier_id is not None:
        return desk.services.leveranciers.get(LeverancierId(order.leverancier_id))
    names = {fold(measures[one].leverancier): measures[one].leverancier for one in chosen if one in measures}
    named = [name for name in names.values() if name]
    return desk.services.leveranciers.find_by_name(named[0]) if len(names) == 1 and named else None


def _elsewhere(measure: Maatregel | None, supplier: str) -> str:
    other = measure.leverancier if measure is not None else ""
    return f"Andere leverancier: {other}" if other and fold(other) != fold(supplier) else ""


__all__ = ["Composing", "as_lines", "new_lines", "sheet_of", "suppliers"]
