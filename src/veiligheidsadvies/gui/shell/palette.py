"""Ctrl+K: one field over everything. Screens, commands, and what stands in the vault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.fold import fold
from veiligheidsadvies.gui.kit.painting import RIGHT, Pen
from veiligheidsadvies.gui.kit.pieces import describe, label
from veiligheidsadvies.gui.shell.navigation import BY_NAME, SCREENS

if TYPE_CHECKING:
    from veiligheidsadvies.gui.shell.session import Session
    from veiligheidsadvies.services.zoeken import Treffer

Index = QModelIndex | QPersistentModelIndex
HIT_ROLE = Qt.ItemDataRole.UserRole
WIDTH, ROW, ROWS = 560, 36, 10
_NO_HITS = "Niets gevonden. Zoek op een code, een maatregel, een naam of een opdracht van het programma."

_PLACES: dict[str, tuple[str, str]] = {
    "dossier": ("dossier", ""),
    "bestuurder": ("dossier", ""),
    "maatregel": ("maatregel", ""),
    "advies": ("dossier", "advies"),
    "woonplek": ("dossier", "woonplek"),
    "werklocatie": ("dossier", "werklocaties"),
    "kostenregel": ("dossier", "kosten"),
    "bijlage": ("dossier", "documenten"),
    "catalogusmaatregel": ("catalogus", ""),
    "exemplaar": ("exemplaren", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One row: what kind, the words, a remark at the right (dossier code or keys), and what Enter does."""

    kind: str
    text: str
    remark: str
    run: Callable[[], object]


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (hit.kind, hit.text, hit.remark) if part)
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt signature
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT_ROLE)
        rect: QRect = option.rect  # type: ignore[attr-defined] # absent from the stubs
        pen = Pen(painter)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            pen.fill(rect, "accent_soft", radius=4)
        pen.text(rect.adjusted(12, 0, 0, 0), hit.kind, role="small", color="muted")
        pen.text(rect.adjusted(108, 0, -100, 0), hit.text)
        pen.text(
            rect.adjusted(rect.width() - 96, 0, -12, 0), hit.remark, role="small", color="muted", align=RIGHT
        )


class Palette(QFrame):
    """Lies over the frame while it is open; Esc and a click beside it close it."""

    def __init__(self, frame: QWidget, session: Session) -> None:
        super().__init__(frame)
        self._frame, self._session = frame, session
        self.setObjectName("palet")
        self.setProperty("role", "palette")
        self.field = describe(QLineEdit(), "palet_zoeken", "Zoeken in alles")
        self.field.setPlaceholderText("Zoek een dossier, maatregel, naam, scherm of opdracht")
        self.list = describe(QListView(), "palet_lijst", "Gevonden")
        self.model = _Model(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self._empty = label(_NO_HITS, "muted", is_wrapped=True, name="palet_leeg")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._empty)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        frame.installEventFilter(self)
        self._before: QWidget | None = None
        self.hide()

    def open(self, typed: str = "") -> None:
        """Show it with what was typed so far."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        self.field.setText(typed)
        self._search(typed)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Close, and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the field move in the list; another size of the frame moves the palette."""
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.list.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def _move(self, steps: int) -> None:
        row = max(0, min(self.model.rowCount() - 1, self.list.currentIndex().row() + steps))
        self.list.setCurrentIndex(self.model.index(row))

    def _run(self, row: int) -> None:
        if 0 <= row < len(self.model.hits):
            hit = self.model.hits[row]
            self.close_up()
            hit.run()

    def _search(self, typed: str) -> None:
        self.model.show([*self._own(typed), *self._found(typed)])
        self.list.setVisible(bool(self.model.hits))
        self._empty.setVisible(not self.model.hits)
        if self.model.hits:
            self.list.setCurrentIndex(self.model.index(0))
        self._place()

    def _own(self, typed: str) -> list[Hit]:
        wanted, session = fold(typed.strip()), self._session
        found = [
            Hit(
                kind="Scherm", text=one.text, remark=f"Ctrl+{number}", run=_go(session, Plek(scherm=one.name))
            )
            for number, one in enumerate((one for one in SCREENS if one.is_entry), 1)
            if wanted in fold(one.text)
        ]
        if not wanted:
            return found
        screens = {f"scherm_{one.name}" for one in SCREENS}
        lists = [of for of in (session.actions, session.screen_actions()) if of is not None]
        for of in lists:
            found += [
                Hit(kind="Opdracht", text=words, remark=keys, run=of[name].trigger)
                for name, words, keys in of.runnable()
                if name not in screens and wanted in fold(words)
            ]
        return found[:ROWS]

    def _found(self, typed: str) -> list[Hit]:
        return [self._hit(one) for one in self._session.desk.services.zoeken.search(typed)]

    def _hit(self, one: Treffer) -> Hit:
        words = self._session.secrecy.shown(one.tekst) if one.is_gevoelig else one.tekst
        return Hit(kind=one.soort, text=words, remark=one.dossier_code, run=_go(self._session, place_of(one)))

    def _place(self) -> None:
        frame = self._frame
        width = min(WIDTH, frame.width() - 48)
        rows = min(ROWS, max(1, self.model.rowCount()), max(3, (frame.height() - 140) // ROW))
        self.list.setFixedHeight(rows * ROW + 2)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((frame.width() - width) // 2, 52)


def place_of(one: Treffer) -> Plek:
    """Where a hit is shown."""
    screen, tab = _PLACES[one.tabel]
    row_id = None if one.tabel in {"dossier", "bestuurder"} else one.row_id
    return Plek(scherm=screen, dossier_id=one.dossier_id, row_id=row_id, tab=tab)


def _go(session: Session, plek: Plek) -> Callable[[], object]:
    return lambda: session.go(plek) if plek.scherm in BY_NAME else False
