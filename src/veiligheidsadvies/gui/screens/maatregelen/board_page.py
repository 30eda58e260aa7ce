"""The board over the same filter: six columns of the life cycle, a drop is a status step with its rules."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.levensloop import BORD, Bordkolom
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.domain.regels import r1_pkvw
from veiligheidsadvies.gui.binding.bevindingen import shown
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.overgang import change_status
from veiligheidsadvies.gui.kit.board import Board, BoardColumn, Card, Verdict
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.findings import FindingList
from veiligheidsadvies.services.maatregelen import MaatregelFilter, MaatregelRegel, MaatregelTotaal, Volgorde
from veiligheidsadvies.text.bevindingen import heading
from veiligheidsadvies.text.formats import amount, date_short

TITLES = {
    Bordkolom.IN_PLAN: "In plan",
    Bordkolom.WACHT_OP_PKVW: "Wacht op PKVW",
    Bordkolom.OFFERTE: "Offerte",
    Bordkolom.OPDRACHT: "Opdracht",
    Bordkolom.UITVOERING: "Uitvoering",
    Bordkolom.GEREED: "Gereed",
}
MOST_CARDS = 200
_SHORT_DATE = 5


def column_of(status: Status) -> Bordkolom | None:
    """The column that shows a status; None for what fell away."""
    return next((key for key, (statuses, _) in BORD.items() if status in statuses), None)


class BoardPage(QWidget):
    """Signals: `opened(row id)`."""

    opened = Signal(int)

    def __init__(self, desk: Desk, empty: EmptyState) -> None:
        super().__init__()
        self._desk, self._empty = desk, empty
        self._filter = MaatregelFilter()
        self._lines: dict[int, MaatregelRegel] = {}
        self.refusal = FindingList(name="bord_bevindingen")
        self.refusal.hide()
        self.board = Board(
            [BoardColumn(key=key.value, title=title) for key, title in TITLES.items()],
            may_move=self.judge,
            name="maatregelen_bord",
            accessible="Maatregelen per stap",
        )
        self.board.moved.connect(self._move)
        self.board.refused.connect(self._refuse)
        self.board.opened.connect(lambda card: self.opened.emit(int(str(card))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.refusal)
        column.addWidget(self.board, 1)
        column.addWidget(empty, 1)

    def show_filter(self, chosen: MaatregelFilter) -> None:
        """Fill the columns with what this filter leaves."""
        self._filter = chosen
        self.refusal.hide()
        self.reload()

    def reload(self) -> None:
        """Fill the columns again."""
        service = self._desk.services.maatregelen
        sums = service.sums_by_status(self._filter)
        self._lines.clear()
        for key, (statuses, _) in BORD.items():
            totals = [sums[one] for one in statuses if one in sums]
            self._fill(key, statuses, totals)
        is_empty = not self._lines
        self._empty.setVisible(is_empty)
        self.board.setVisible(not is_empty)

    def _fill(self, key: Bordkolom, statuses: frozenset[Status], totals: list[MaatregelTotaal]) -> None:
        service = self._desk.services.maatregelen
        number = sum(one.aantal for one in totals)
        lines: list[MaatregelRegel] = []
        if number:
            ids = service.list_ids(_within(self._filter, statuses), Volgorde.DAG, limit=MOST_CARDS)
            lines = service.list_page(ids)
        self._lines |= {line.id: line for line in lines}
        known = Bedrag(sum(max(one.raming.cents, one.verplicht.cents) for one in totals))
        self.board.set_cards(
            key.value, [self._card(line) for line in lines], amount=amount(known), count=number
        )

    def _card(self, line: MaatregelRegel) -> Card:
        today = self._desk.services.today
        day = date_short(line.dag, today)
        return Card(
            key=line.id,
            tile=line.domein.value,
            owner=line.dossier_code,
            title=line.titel,
            status_group=line.groep.value,
            status=line.status.woord,
            date=day[-_SHORT_DATE:] if day[:2].isalpha() and day != "vandaag" else day,
            is_late=line.days_late(today) > 0,
        )

    def focus_first(self) -> bool:
        """Go to the first card; False when there is none."""
        return any(self.board.focus_card(row_id) for row_id in list(self._lines)[:1])

    def judge(self, card: object, column: str) -> Verdict:
        """What a drop on this column would do, by the table of the life cycle and the rules."""
        line = self._lines[int(str(card))]
        key = Bordkolom(column)
        naar = BORD[key][1]
        if column_of(line.status) is key:
            return Verdict(is_allowed=False, words=f"Staat al in ‘{TITLES[key]}’.")
        hard = [one for one in self._blocks(line, naar) if not one.is_op_te_heffen]
        if hard:
            first = self._blocks(line, naar)[0]
            rule = f" (regel {first.regel})" if first.regel[:1] == "R" else ""
            return Verdict(is_allowed=False, words=f"{heading(first)}{rule}")
        asks = self._desk.services.overgangen.choice(line.id, naar).vraagt_akkoord
        return Verdict(is_allowed=True, words=f"{naar.woord}, na akkoord" if asks else naar.woord)

    def _blocks(self, line: MaatregelRegel, naar: Status) -> list[Bevinding]:
        """What stands in the way; for who waits on PKVW the certificate comes before the missing step."""
        services = self._desk.services
        found = list(services.overgangen.choice(line.id, naar).blokkades)
        if line.status is Status.WACHT_OP_PKVW and any(one.code == "geen_overgang" for one in found):
            maatregel = services.maatregelen.get(MaatregelId(line.id))
            rules = r1_pkvw(maatregel, services.dossiers.stand(DossierId(line.dossier_id)))
            found = [one for one in rules if one.ernst is Ernst.BLOKKEERT] + found
        return found

    def _move(self, card: object, column: str) -> None:
        self.refusal.hide()
        row_id = int(str(card))
        change_status(self._desk, self, [row_id], BORD[Bordkolom(column)][1])
        self.board.focus_card(row_id)

    def _refuse(self, card: object, column: str, verdict: Verdict) -> None:
        line = self._lines[int(str(card))]
        key = Bordkolom(column)
        findings = self._blocks(line, BORD[key][1])
        if column_of(line.status) is key or not findings:
            return
        self.refusal.set_findings(shown(findings[:1]))
        self.refusal.setAccessibleName(f"Kan nog niet: {verdict.words}")
        self.refusal.show()
        self.board.focus_card(line.id)


def _within(chosen: MaatregelFilter, statuses: frozenset[Status]) -> MaatregelFilter:
    """The filter narrowed to the statuses of one column, in force beside a chosen status."""
    kept = tuple(
        one for one in Status if one in statuses and (not chosen.statussen or one in chosen.statussen)
    )
    return replace(chosen, statussen=kept)
