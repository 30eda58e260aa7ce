"""Asking suppliers to quote: the lines they read, who is asked, what they get to see and what not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from veiligheidsadvies.domain.aanvraag import Aanvraag, Aanvraagregel
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.aantallen import with_unit
from veiligheidsadvies.gui.kit.bands import Notice
from veiligheidsadvies.gui.kit.conditions import Conditions
from veiligheidsadvies.gui.kit.field_bar import FieldBar
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.kinds import Text
from veiligheidsadvies.gui.kit.line_list import Line, LineList
from veiligheidsadvies.gui.kit.marked_text import MarkedText
from veiligheidsadvies.gui.kit.page import MARGIN, Footer, Page, TwoColumns
from veiligheidsadvies.gui.kit.pieces import Button, SectionHeading, label
from veiligheidsadvies.gui.kit.read_text import ReadText
from veiligheidsadvies.gui.kit.seen_list import SeenList
from veiligheidsadvies.gui.screens.opdrachten.compose_page import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Vraagregel:
    """One line of the request, asked or not."""

    key: int
    regel: Aanvraagregel
    is_gekozen: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevraagde:
    """One supplier to ask, with the state of his papers in words."""

    id: LeverancierId
    naam: str
    papieren: str
    is_gekozen: bool = False


class RequestPage(QWidget):
    """Signals: `edited()`, `line_edit_asked(key)`, `acted(key)`, and the buttons of the footer."""

    edited = Signal()
    line_edit_asked = Signal(object)
    acted = Signal(object)
    cancel_asked = Signal()
    preview_asked = Signal()
    save_asked = Signal()
    send_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "true")
        self._aanvraag: Aanvraag | None = None
        self._lines: list[Vraagregel] = []
        self._suppliers: list[Gevraagde] = []
        self._verdict, self._loaded = Verdict(), ""
        self.head = FieldBar(
            (
                fields.field(Aanvraag, "reageren_voor"),
                fields.field(Aanvraag, "plaats", kind=Text(width=240)),
            ),
            name="aanvraag_kop",
        )
        self.head.edited.connect(lambda _: self.edited.emit())
        self.notice = Notice(icon=icon_name("finding", "let_op"), name="aanvraag_melding")
        self.number = label("", name="aanvraagnummer")
        self.lines = LineList(name="vraagregels", accessible="Regels", description="Spatie kiest, F2 bewerkt")
        self.lines.ticked.connect(self._on_line)
        self.lines.edit_asked.connect(self.line_edit_asked)
        self.suppliers = LineList(name="gevraagden", accessible="Leveranciers", description="Spatie kiest")
        self.suppliers.ticked.connect(self._on_supplier)
        self.toelichting = MarkedText(
            name="toelichting", accessible="Toelichting voor de leverancier", lines=2
        )
        self.toelichting.textChanged.connect(self.edited)
        self.seen = ReadText("Dit zien de leveranciers", icon_name("action", "privacy_uit"), name="ziet_wel")
        self.unseen = SeenList("Dit zien zij niet", icon_name("action", "privacy_aan"), name="ziet_niet")
        self.conditions = Conditions()
        self.conditions.set_whole(is_whole=True)
        self.conditions.acted.connect(self._on_acted)
        self._lay_out()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.save_asked.emit)
        QShortcut(QKeySequence("Esc"), self, self.cancel_asked.emit)

    def _lay_out(self) -> None:
        left, right, body = QWidget(), QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._lines_heading, self._who_heading = SectionHeading("Regels"), SectionHeading("Leveranciers")
        column.addWidget(self._lines_heading)
        column.addWidget(self.lines)
        column.addSpacing(16)
        column.addWidget(label("Toelichting · de leverancier leest dit", "small"))
        column.addWidget(self.toelichting)
        column.addSpacing(16)
        column.addWidget(self._who_heading)
        column.addWidget(self.suppliers)
        column.addStretch(1)
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(self.seen, 1)
        row.addWidget(self.unseen, 1)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(16)
        inner.addWidget(TwoColumns(left, right, shares=(44, 56), gap=32))
        inner.addWidget(self.conditions)
        self._stack_up(body)

    def _stack_up(self, body: QWidget) -> None:
        """Head, what scrolls, the buttons."""
        number = QVBoxLayout()
        number.setSpacing(2)
        for words in (label("Aanvraagnummer", "small"), self.number):
            words.setAlignment(Qt.AlignmentFlag.AlignRight)
            number.addWidget(words)
        number.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addLayout(number)
        above = QVBoxLayout()
        above.setContentsMargins(MARGIN, 0, MARGIN, 12)
        above.addWidget(self.notice)
        above.addLayout(top)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addWidget(Page(body, self._footer()), 1)

    def _footer(self) -> Footer:
        footer = Footer()
        self.cancel = Button("Annuleren", name="annuleren", on_click=self.cancel_asked.emit)
        self.preview = Button("Voorbeeld…", name="voorbeeld", on_click=self.preview_asked.emit)
        self.save = Button("Bewaren als concept", name="bewaren", on_click=self.save_asked.emit)
        self.send = Button("Uitzetten…", name="uitzetten", role="primary", on_click=self.send_asked.emit)
        self._why_icon = IconLabel(icon_name("finding", "blokkeert"), "te_laat", 18)
        self._why = label("", "alarm", name="waarom_uit")
        footer.row.addWidget(self.cancel)
        footer.row.addStretch(1)
        footer.row.addWidget(self._why_icon)
        footer.row.addWidget(self._why)
        footer.row.addSpacing(8)
        for button in (self.preview, self.save, self.send):
            footer.row.addWidget(button)
        return footer

    # --- what it shows

    def load(self, aanvraag: Aanvraag, regels: Sequence[Vraagregel], suppliers: Sequence[Gevraagde]) -> None:
        """Show a request that was not sent yet."""
        self._aanvraag, self._lines, self._suppliers = aanvraag, list(regels), list(suppliers)
        self.head.load({"reageren_voor": aanvraag.reageren_voor, "plaats": aanvraag.plaats})
        self.toelichting.show_text(aanvraag.toelichting)
        self.number.setText(aanvraag.nummer or "bij bewaren")
        self._show()
        self.mark_saved()

    def mark_saved(self) -> None:
        """What stands here now is what is saved."""
        self._loaded = str(self._typed())

    @property
    def is_dirty(self) -> bool:
        """Whether something differs from what was loaded."""
        return str(self._typed()) != self._loaded

    def _typed(self) -> tuple[Any, ...]:
        return (self.head.draft(), self.toelichting.toPlainText(), self._lines, self._suppliers)

    def draft(self) -> dict[str, Any]:
        """What is kept through a lock: texts, and which lines and suppliers were chosen."""
        return {
            **self.head.draft(),
            "toelichting": self.toelichting.toPlainText(),
            "regels": ",".join(str(one.key) for one in self._lines if one.is_gekozen),
            "leveranciers": ",".join(str(one.id) for one in self._suppliers if one.is_gekozen),
            **{f"titel_{one.key}": one.regel.titel for one in self._lines},
            **{f"eis_{one.key}": one.regel.eis for one in self._lines},
        }

    def restore_draft(self, draft: Mapping[str, Any]) -> None:
        """Show what was kept."""
        self.head.restore_draft(draft)
        self.toelichting.show_text(str(draft.get("toelichting", "")))
        lines = str(draft.get("regels", "")).split(",")
        asked = str(draft.get("leveranciers", "")).split(",")
        self._lines = [
            replace(
                one,
                is_gekozen=str(one.key) in lines,
                regel=replace(
                    one.regel,
                    titel=str(draft.get(f"titel_{one.key}", one.regel.titel)),
                    eis=str(draft.get(f"eis_{one.key}", one.regel.eis)),
                ),
            )
            for one in self._lines
        ]
        self._suppliers = [replace(one, is_gekozen=str(one.id) in asked) for one in self._suppliers]
        self._changed()

    def request(self) -> tuple[Aanvraag, list[Aanvraagregel], list[LeverancierId]]:
        """The request, its chosen lines and suppliers as they stand now."""
        assert self._aanvraag is not None  # noqa: S101 - shown only with its record
        made = replace(
            self._aanvraag,
            reageren_voor=self.head.value("reageren_voor"),
            plaats=self.head.value("plaats") or "",
            toelichting=self.toelichting.toPlainText().strip(),
        )
        lines = [one.regel for one in self._lines if one.is_gekozen]
        numbered = [replace(one, volgorde=at) for at, one in enumerate(lines, 1)]
        return made, numbered, [one.id for one in self._suppliers if one.is_gekozen]

    def line(self, key: object) -> Vraagregel | None:
        """One line by its key."""
        return next((one for one in self._lines if one.key == key), None)

    def set_line(self, key: int, regel: Aanvraagregel) -> None:
        """Put an edited line in its place."""
        self._lines = [replace(one, regel=regel) if one.key == key else one for one in self._lines]
        self._changed()
        self.lines.go_to(key)

    def show_verdict(self, verdict: Verdict) -> None:
        """Both columns, the conditions, the waves, the last button."""
        self._verdict = verdict
        self.seen.show_parts(verdict.seen.delen, note=verdict.seen.uitleg)
        self.unseen.set_facts(verdict.unseen)
        self.conditions.set_findings(verdict.findings)
        self.conditions.setVisible(bool(verdict.findings))
        self.send.setEnabled(not verdict.refusal)
        self._why.setText(verdict.refusal)
        self._why_icon.setVisible(bool(verdict.refusal))
        self.toelichting.set_marks((verdict.marks or {}).get("toelichting", ()))
        self._show()

    def focus_first(self) -> None:
        """The lines."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_line(self, key: object, is_on: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._lines = [replace(one, is_gekozen=is_on) if one.key == key else one for one in self._lines]
        self._changed()

    def _on_supplier(self, key: object, is_on: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._suppliers = [
            replace(one, is_gekozen=is_on) if one.id == key else one for one in self._suppliers
        ]
        self._changed()

    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        marks, at, shown = self._verdict.marks or {}, 0, []
        for one in self._lines:
            at += one.is_gekozen
            begin = f"{with_unit(one.regel.aantal, one.regel.eenheid)} · "
            detail = f"{begin if begin != ' · ' else ''}{one.regel.eis}"
            offset = len(detail) - len(one.regel.eis)
            found = marks.get(f"regel:{at}:eis", ()) if one.is_gekozen else ()
            titles = marks.get(f"regel:{at}:titel", ()) if one.is_gekozen else ()
            shown.append(
                Line(
                    key=one.key,
                    title=one.regel.titel,
                    detail=detail,
                    is_ticked=one.is_gekozen,
                    title_marks=titles,
                    detail_marks=[(offset + first, offset + last) for first, last in found],
                    mark_words="hierin staat iets dat niet naar buiten mag" if found or titles else "",
                )
            )
        self.lines.set_lines(shown)
        self._lines_heading.set_follow(f"{at} van {len(self._lines)}")
        self.suppliers.set_lines(
            [
                Line(key=one.id, title=one.naam, detail=one.papieren, is_ticked=one.is_gekozen)
                for one in self._suppliers
            ]
        )
        self._who_heading.set_follow(f"{sum(one.is_gekozen for one in self._suppliers)} gekozen")

    def _on_acted(self, key: object) -> None:
        kind, _, rest = str(key).partition(":")
        if kind == "regel":
            number = int(rest.partition(":")[0])
            chosen = [one.key for one in self._lines if one.is_gekozen]
            if number <= len(chosen):
                self.lines.go_to(chosen[number - 1])
        elif kind == "toelichting":
            self.toelichting.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.acted.emit(key)
