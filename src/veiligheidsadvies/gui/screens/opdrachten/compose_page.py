"""Composing an order: at the left what is ordered, at the right what leaves the house and what does not.

The page only shows and asks; what is right about it is judged elsewhere and given to `show_verdict`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.opdracht import Adreswijze, Opdracht, Opdrachtregel, totals
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.leesbeeld import NIETS, Leesbeeld
from veiligheidsadvies.gui.binding.opdrachtwoorden import ADRES_WOORD
from veiligheidsadvies.gui.kit.bands import Notice
from veiligheidsadvies.gui.kit.chips import Switch
from veiligheidsadvies.gui.kit.conditions import Conditions
from veiligheidsadvies.gui.kit.editors import Option, Options
from veiligheidsadvies.gui.kit.field_bar import FieldBar
from veiligheidsadvies.gui.kit.findings import Finding
from veiligheidsadvies.gui.kit.flow import clear
from veiligheidsadvies.gui.kit.form import Field
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.kinds import Choice
from veiligheidsadvies.gui.kit.line_list import Line, LineList
from veiligheidsadvies.gui.kit.marked_text import MarkedText
from veiligheidsadvies.gui.kit.page import BAR, MARGIN, Footer, ScrollBody, is_narrow
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.kit.read_text import ReadText
from veiligheidsadvies.gui.kit.scroll_body import reveal
from veiligheidsadvies.gui.kit.seen_list import Seen, SeenList
from veiligheidsadvies.gui.screens.opdrachten.werkblad import Werkregel, chosen, from_text, numbered, to_text
from veiligheidsadvies.text.formats import amount

Marks = Mapping[str, Sequence[tuple[int, int]]]
_LINES, _SEEN = "regels", "ziet"
_LOW = 640  # pixels of a window under which everything scrolls together


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is thought of the sheet as it stands.

    `marks` by editor key (`regel:3:titel`, `regel:3:eis`, `afspraken`, `omschrijving`), 3 being the number of
    a chosen line. `refusal` says beside the last button why it is off; "" switches it on.
    """

    seen: Leesbeeld = NIETS
    unseen: Sequence[Seen] = ()
    findings: Sequence[Finding] = ()
    marks: Marks | None = None
    refusal: str = ""
    asks_gate: bool = False
    asks_release: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the user made: the order, its lines, and the typed reasons."""

    opdracht: Opdracht
    regels: tuple[Opdrachtregel, ...]
    poort_reden: str = ""
    vrijgave_reden: str = ""
    omschrijving: str = ""


class ComposePage(QWidget):
    """Signals: `edited()` at every change, `line_edit_asked(key)`, `acted(finding key)`, and the buttons."""

    edited = Signal()
    line_edit_asked = Signal(object)
    line_add_asked = Signal()
    acted = Signal(object)
    cancel_asked = Signal()
    preview_asked = Signal()
    save_asked = Signal()
    submit_asked = Signal()

    def __init__(self, suppliers: Options, *, is_change: bool = False) -> None:
        super().__init__()
        self._opdracht = Opdracht()
        self._lines: list[Werkregel] = []
        self._is_change, self._loaded = is_change, ""
        self._verdict = Verdict()
        self.setProperty("surface", "true")
        self.head = self._make_head(suppliers)
        self.notice = Notice(icon=icon_name("finding", "let_op"), name="opdracht_melding")
        self.lines = LineList(
            name="regels", accessible="Regels", description="Spatie kiest een regel, F2 bewerkt hem"
        )
        self.lines.ticked.connect(self._on_ticked)
        self.lines.edit_asked.connect(self.line_edit_asked)
        self.afspraken = MarkedText(
            name="afspraken",
            accessible="Extra afspraken",
            lines=2,
            placeholder="De leverancier leest dit. Eén afspraak op elke regel.",
        )
        self.omschrijving = MarkedText(name="omschrijving", accessible="Wat wijzigt en waarom", lines=2)
        self.poort = MarkedText(name="poort_reden", accessible="Waarom toch", lines=2)
        self.vrijgave = MarkedText(name="vrijgave_reden", accessible="Waarom dit mag blijven staan", lines=2)
        for box in self._boxes():
            box.textChanged.connect(self.edited)
        self.seen = ReadText("Dit ziet de leverancier", icon_name("action", "privacy_uit"), name="ziet_wel")
        self.unseen = SeenList("Dit ziet hij niet", icon_name("action", "privacy_aan"), name="ziet_niet")
        self.conditions = Conditions()
        self.conditions.acted.connect(self._on_acted)
        self._lay_out()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save_asked.emit)
        QShortcut(QKeySequence("Esc"), self, self.cancel_asked.emit)

    # --- what it is made of

    def _make_head(self, suppliers: Options) -> FieldBar:
        ways = [Option(value=one, text=ADRES_WOORD[one]) for one in Adreswijze]
        bar = FieldBar(
            (
                Field(
                    name="leverancier",
                    label="Leverancier",
                    required=True,
                    kind=Choice(options=suppliers, width=248),
                ),
                Field(name="gereed_voor", label="Gereed uiterlijk", kind=fields.date()),
                Field(name="adres_wijze", label="Adres gaat mee op", kind=Choice(options=ways, width=232)),
            ),
            name="opdracht_kop",
        )
        bar.edited.connect(lambda _: self.edited.emit())
        return bar

    def _make_number(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.number = label("", name="opdrachtnummer")
        self.number.setMinimumHeight(32)
        for words in (label("Opdrachtnummer", "small"), self.number):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            column.addWidget(words)
        return made

    def _boxes(self) -> tuple[MarkedText, ...]:
        return (self.afspraken, self.omschrijving, self.poort, self.vrijgave)

    def _lay_out(self) -> None:
        self._switch = Switch(
            [(_LINES, "Regels", ""), (_SEEN, "Wat de leverancier ziet", "")], name="opdracht_deel"
        )
        self._switch.set_icons_shown(are_shown=False)
        self._switch.set_current(_LINES)
        self._switch.switched.connect(self._show_part)
        self._left, self._right = self._left_column(), self._right_columns()
        self._middle = QWidget()
        self._columns = QHBoxLayout(self._middle)
        self._columns.setContentsMargins(MARGIN, 0, MARGIN, 8)
        self._columns.setSpacing(32)
        self._columns.addWidget(self._left, 44)
        self._columns.addWidget(self._right, 56)
        self._whole = QWidget()
        self._scrolled = QVBoxLayout(self._whole)
        self._scrolled.setContentsMargins(0, 0, 0, 0)
        self._scrolled.setSpacing(0)
        self._scrolled.addWidget(self._middle)
        self._scrolled.addStretch(1)
        scroll = ScrollBody(self._whole, name="opdracht_pagina")
        scroll.verticalScrollBar().rangeChanged.connect(
            lambda _, most: self._columns.setContentsMargins(MARGIN, 0, MARGIN - (BAR if most else 0), 8)
        )
        self._stack_up(scroll)

    def _stack_up(self, scroll: ScrollBody) -> None:
        """Head, what scrolls, the conditions, the buttons."""
        self._under = QWidget()
        under = QVBoxLayout(self._under)
        under.setContentsMargins(MARGIN, 8, MARGIN, 8)
        under.addWidget(self.conditions)
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 12)
        top.setSpacing(8)
        top.addWidget(self.notice)
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addWidget(self.head, 1)
        first.addWidget(self._make_number(), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(first)
        top.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addWidget(scroll, 1)
        self._column.addWidget(self._under)
        self._column.addWidget(self._make_footer())

    def _left_column(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._heading = SectionHeading("Regels", "excl. btw")
        column.addWidget(self._heading)
        column.addWidget(self.lines)
        self._sums = QGridLayout()
        self._sums.setContentsMargins(36, 8, 8, 8)
        self._sums.setVerticalSpacing(2)
        column.addLayout(self._sums)
        self.add = Button("Regel toevoegen…", name="regel_toevoegen", role="link")
        self.add.clicked.connect(self.line_add_asked)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._reasons: dict[str, QWidget] = {}
        for key, title, box in (
            ("omschrijving", "Wat wijzigt en waarom", self.omschrijving),
            ("poort", "Waarom toch · de tweede persoon tekent dit mee", self.poort),
            ("vrijgave", "Waarom dit mag blijven staan · de tweede persoon tekent dit mee", self.vrijgave),
            ("afspraken", "Extra afspraken · de leverancier leest dit", self.afspraken),
        ):
            self._reasons[key] = _captioned(title, box)
            column.addWidget(self._reasons[key])
        column.addStretch(1)
        return made

    def _right_columns(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(self.seen, 1)
        row.addWidget(self.unseen, 1)
        return made

    def _make_footer(self) -> Footer:
        footer = Footer()
        self.cancel = Button("Annuleren", name="annuleren", on_click=self.cancel_asked.emit)
        self.preview = Button(
            "Voorbeeld…",
            name="voorbeeld",
            icon_name=icon_name("action", "afdrukken"),
            on_click=self.preview_asked.emit,
        )
        self.save = Button("Bewaren als concept", name="bewaren", on_click=self.save_asked.emit)
        self.submit = Button(
            "Voorleggen aan tweede persoon",
            name="voorleggen",
            role="primary",
            on_click=self.submit_asked.emit,
        )
        self._why_icon = IconLabel(icon_name("finding", "blokkeert"), "te_laat", 18)
        self._why = label("", "alarm", name="waarom_uit", is_wrapped=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        footer.row.addWidget(self.cancel)
        footer.row.addSpacing(16)
        footer.row.addWidget(self._why, 1)
        footer.row.insertWidget(2, self._why_icon)
        footer.row.insertStretch(2, 1)
        footer.row.setStretch(footer.row.count() - 1, 0)
        self._why.setWordWrap(False)
        footer.row.addSpacing(8)
        footer.row.addWidget(self.preview)
        footer.row.addWidget(self.save)
        footer.row.addWidget(self.submit)
        return footer

    # --- what it shows

    def load(self, opdracht: Opdracht, regels: Sequence[Werkregel], *, number: str, sheet: Sheet) -> None:
        """Show a concept; nothing counts as an edit."""
        self._opdracht, self._lines = opdracht, list(regels)
        self.head.load(
            {
                "leverancier": opdracht.leverancier_id,
                "gereed_voor": opdracht.gereed_voor,
                "adres_wijze": opdracht.adres_wijze,
            }
        )
        self.head.set_enabled("leverancier", is_enabled=not self._is_change)
        self.head.set_enabled("adres_wijze", is_enabled=not self._is_change)
        self.number.setText(number)
        texts = (opdracht.afspraken, sheet.omschrijving, sheet.poort_reden, sheet.vrijgave_reden)
        for box, text in zip(self._boxes(), texts, strict=True):
            box.show_text(text)
        self._show_lines()
        self.mark_saved()

    def mark_saved(self) -> None:
        """What stands here now is what is saved."""
        self._loaded = str(self.draft())

    @property
    def is_dirty(self) -> bool:
        """Whether something differs from what was loaded."""
        return str(self.draft()) != self._loaded

    def draft(self) -> dict[str, Any]:
        """Everything typed, as texts."""
        boxes = {box.objectName(): box.toPlainText() for box in self._boxes()}
        return {**self.head.draft(), **boxes, "regels": to_text(self._lines)}

    def restore_draft(self, draft: Mapping[str, Any]) -> None:
        """Show what was kept through a lock; it counts as unsaved."""
        self.head.restore_draft(draft)
        for box in self._boxes():
            box.show_text(str(draft.get(box.objectName(), box.toPlainText())))
        if "regels" in draft:
            self._lines = from_text(str(draft["regels"]))
        self._show_lines()
        self.edited.emit()

    def sheet(self) -> Sheet:
        """The order and its chosen lines as they stand now."""
        made = replace(
            self._opdracht,
            leverancier_id=self.head.value("leverancier"),
            gereed_voor=self.head.value("gereed_voor"),
            adres_wijze=self.head.value("adres_wijze") or Adreswijze.BIJLAGE,
            afspraken=self.afspraken.toPlainText().strip(),
        )
        return Sheet(
            opdracht=made,
            regels=chosen(self._lines),
            poort_reden=self.poort.toPlainText().strip(),
            vrijgave_reden=self.vrijgave.toPlainText().strip(),
            omschrijving=self.omschrijving.toPlainText().strip(),
        )

    @property
    def werkregels(self) -> Sequence[Werkregel]:
        """All lines, also those that were not chosen."""
        return tuple(self._lines)

    def set_line(self, key: int, regel: Opdrachtregel) -> None:
        """Put an edited line in its place."""
        self._lines = [replace(one, regel=regel) if one.key == key else one for one in self._lines]
        self._changed()
        self.lines.go_to(key)

    def add_line(self, regel: Opdrachtregel) -> None:
        """Another line at the end."""
        key = max((one.key for one in self._lines), default=0) + 1
        self._lines.append(Werkregel(key=key, regel=regel))
        self._changed()
        self.lines.go_to(key)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what is thought of it: both columns, the conditions, the waves, the last button."""
        self._verdict = verdict
        self.seen.show_parts(verdict.seen.delen, note=verdict.seen.uitleg)
        self.unseen.set_facts(verdict.unseen)
        self.conditions.set_findings(verdict.findings)
        self.submit.setEnabled(not verdict.refusal)
        self._why.setText(verdict.refusal)
        self._why.setVisible(bool(verdict.refusal))
        self._why_icon.setVisible(bool(verdict.refusal))
        self.submit.setAccessibleDescription(verdict.refusal)
        marks = verdict.marks or {}
        self.afspraken.set_marks(marks.get("afspraken", ()))
        self.omschrijving.set_marks(marks.get("omschrijving", ()))
        self._reasons["omschrijving"].setVisible(self._is_change)
        self._reasons["poort"].setVisible(verdict.asks_gate or bool(self.poort.toPlainText()))
        self._reasons["vrijgave"].setVisible(verdict.asks_release or bool(self.vrijgave.toPlainText()))
        self._show_lines()
        self._fit()

    def _changed(self) -> None:
        self._show_lines()
        self.edited.emit()

    def _on_ticked(self, key: object, is_on: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._lines = [replace(one, is_gekozen=is_on) if one.key == key else one for one in self._lines]
        self._changed()

    def _show_lines(self) -> None:
        marks, places = self._verdict.marks or {}, numbered(self._lines)
        self.lines.set_lines([self._line(one, places.get(one.key), marks) for one in self._lines])
        self._heading.set_follow(f"{len(places)} van {len(self._lines)}")
        self._show_sums()

    def _line(self, one: Werkregel, number: int | None, marks: Marks) -> Line:
        titles = marks.get(f"regel:{number}:titel", ()) if number else ()
        details = marks.get(f"regel:{number}:eis", ()) if number else ()
        begin = one.eis_begin
        suffix = " p.j." if one.regel.per_jaar else ""
        return Line(
            key=one.key,
            title=one.regel.titel,
            detail=one.uitleg,
            amount=f"{amount(one.regel.ex, sign=False)}{suffix}",
            is_ticked=one.is_gekozen,
            title_marks=titles,
            detail_marks=[(begin + first, begin + last) for first, last in details],
            mark_words="hierin staat iets dat niet naar buiten mag" if titles or details else "",
        )

    def _show_sums(self) -> None:
        clear(self._sums)
        sums = totals(chosen(self._lines))
        rows = [("Subtotaal", sums.ex, "muted")]
        rows += [(f"Btw {int(rate)} %", part, "muted") for rate, part in sums.btw if rate]
        rows.append(("Totaal incl. btw", sums.incl, "strong"))
        for at, (words, value, role) in enumerate(rows):
            figure = label(amount(value, zero="€\u00a00,00"), "strong" if role == "strong" else "")
            self._sums.addWidget(label(words, role), at, 0)
            self._sums.addWidget(figure, at, 1, Qt.AlignmentFlag.AlignRight)

    # --- going places

    def focus_first(self) -> None:
        """The supplier, or in a change the lines."""
        if self._is_change:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.head.focus_field("leverancier")

    def go_to_place(self, place: str) -> bool:
        """Put the cursor where an editor key points; False when it is no place of this page."""
        kind, _, rest = place.partition(":")
        if kind == "regel":
            number = int(rest.partition(":")[0])
            keys = {at: key for key, at in numbered(self._lines).items()}
            self._show_part(_LINES)
            self.lines.go_to(keys.get(number, 0))
        elif kind in self._reasons or kind in {"poort_reden", "vrijgave_reden"}:
            boxes = {box.objectName(): box for box in self._boxes()}
            self._show_part(_LINES)
            box = boxes[{"poort": "poort_reden", "vrijgave": "vrijgave_reden"}.get(kind, kind)]
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(box)
        elif kind in {"leverancier", "gereed_voor", "adres_wijze"}:
            self.head.focus_field(kind)
        else:
            return False
        return True

    def _on_acted(self, key: object) -> None:
        if not (isinstance(key, str) and self.go_to_place(key)):
            self.acted.emit(key)

    def _show_part(self, part: str) -> None:
        self._switch.set_current(part)
        narrow = is_narrow(self)
        self._left.setVisible(not narrow or part == _LINES)
        self._right.setVisible(not narrow or part == _SEEN)
        self._part = part

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another window may want another arrangement."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two parts to choose from in a narrow window; in a low one the conditions scroll along."""
        narrow = is_narrow(self)
        self._switch.setVisible(narrow)
        self._show_part(getattr(self, "_part", _LINES))
        is_low = narrow or self.window().height() < _LOW
        self.preview.set_icon_shown(is_shown=not narrow)
        self.conditions.set_whole(is_whole=is_low)
        target: QBoxLayout = self._scrolled if is_low else self._column
        holder = self._whole if is_low else self
        if self._under.parentWidget() is not holder:
            target.insertWidget(1 if is_low else self._column.count() - 1, self._under)


def _captioned(title: str, box: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(title, "small", is_wrapped=True))
    column.addWidget(box)
    return made
