"""The special one-line fields: a date with its calendar, a choice found by typing, a passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from veiligheidsadvies.gui.kit.calendar_popup import CalendarPopup
from veiligheidsadvies.gui.kit.editors import Editor, LineEditor, Option, Options, resolve
from veiligheidsadvies.gui.kit.fold import matches
from veiligheidsadvies.gui.kit.icons import action_icon, icon, icon_name, tile_icon
from veiligheidsadvies.gui.kit.parse import Parse, Refusal, format_date
from veiligheidsadvies.gui.kit.passphrase_edit import PassphraseEdit, inner_button
from veiligheidsadvies.gui.kit.search_popup import OptionDelegate

__all__ = ["DateEdit", "PassphraseEdit", "PassphraseEditor", "SearchEdit", "SearchEditor", "inner_button"]
NOT_IN_LIST = "Kies een regel uit de lijst: typ drie letters, Enter neemt de bovenste."


class DateEdit(QLineEdit):
    """Types a date; F4, Alt+↓ or the icon opens a calendar. May be empty."""

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self._parse = parse
        self.setPlaceholderText("dd-mm-jjjj")
        open_calendar = QAction(action_icon("kalender", "muted"), "Kalender openen (F4)", self)
        open_calendar.triggered.connect(self.open_calendar)
        self.addAction(open_calendar, QLineEdit.ActionPosition.TrailingPosition)
        inner_button(self, "Kalender openen (F4)")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+↓ open the calendar, arrows move the date by a day."""
        is_alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or is_alt_down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the month of the date; Enter or a click takes a day, Esc leaves it."""
        calendar = CalendarPopup(self)
        value = self._parse(self.text())
        day = value if isinstance(value, date) else date.today()  # noqa: DTZ011 - the user's own calendar day
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        for chosen in (calendar.activated, calendar.clicked):
            chosen.connect(calendar.close)
            chosen.connect(self._take)
        calendar.open_at_field()

    def _take(self, day: QDate) -> None:
        self.setText(format_date(date(day.year(), day.month(), day.day())))
        self.setFocus()


class SearchEdit(QLineEdit):
    """Finds one option by typing any part of it; Enter or Tab takes the marked line, F4 shows all."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.options: Sequence[Option] = ()
        self.chosen: Option | None = None
        self.marks_first = True
        self._shown: list[Option] = []
        self._lead: QAction | None = None
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(10)
        self._completer.popup().setObjectName("zoeklijst")
        self._completer.popup().setItemDelegate(OptionDelegate(self._popup_list(), self._option_at))
        self._completer.popup().setAccessibleName("Gevonden")
        self._completer.popup().installEventFilter(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(self._search)
        self.setPlaceholderText("typ drie letters")
        unfold = QAction(icon(icon_name("action", "openklappen"), "muted"), "Lijst tonen (F4)", self)
        unfold.triggered.connect(self.show_all)
        self.addAction(unfold, QLineEdit.ActionPosition.TrailingPosition)
        inner_button(self, "Lijst tonen (F4)")

    def _popup_list(self) -> QListView:
        popup = self._completer.popup()
        assert isinstance(popup, QListView)  # noqa: S101 - Qt makes one when none is set
        return popup

    def _option_at(self, row: int) -> Option | None:
        return self._shown[row] if row < len(self._shown) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+↓ open the whole list, ↓ the matching part."""
        if event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.show_all()
        elif event.key() == Qt.Key.Key_Down:
            self._search(self.text())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the list takes the marked line and goes to the next field."""
        popup = self._completer.popup()
        is_press = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is popup and is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self._take(popup.currentIndex())
            popup.hide()
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the whole text, so that typing starts a new search."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def choose(self, option: Option | None) -> None:
        """Show an option as chosen."""
        self.chosen = option
        self.setText(option.text if option else "")
        self.setCursorPosition(0)
        if self._lead is not None:
            self.removeAction(self._lead)
            self._lead.deleteLater()
            self._lead = None
        if option is not None and option.tile:
            self._lead = QAction(tile_icon(option.tile), option.tile, self)
            self.addAction(self._lead, QLineEdit.ActionPosition.LeadingPosition)
            inner_button(self, option.tile)

    @property
    def is_offering(self) -> bool:
        """Whether the list is open, so that Enter takes its marked line."""
        return self._completer.popup().isVisible()

    def show_all(self) -> None:
        """Open the list with everything in it."""
        self._offer(list(self.options))

    def _search(self, typed: str) -> None:
        self.chosen = next((option for option in self.options if option.text == typed), None)
        needle = typed.strip()
        self._offer([option for option in self.options if matches(needle, f"{option.text} {option.detail}")])

    def _offer(self, found: list[Option]) -> None:
        self._shown = found
        self._model.setStringList([f"{one.text}   {one.detail}" if one.detail else one.text for one in found])
        if not found:
            self._completer.popup().hide()
            return
        self._completer.complete()
        if self.marks_first:
            self._completer.popup().setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._shown):
            self.choose(self._shown[index.row()])
            self.taken.emit()


class SearchEditor(Editor):
    """A choice out of a long list; `is_free` also accepts words that are not in it."""

    widget: SearchEdit

    def __init__(self, options: Options, *, is_free: bool) -> None:
        super().__init__(SearchEdit())
        self._source, self._is_free = options, is_free
        self.widget.options = resolve(options)
        # Free words must survive Tab and Enter: nothing is marked until ↓ marks it.
        self.widget.marks_first = not is_free
        self.widget.textEdited.connect(self._on_edited)
        self.widget.taken.connect(self._on_edited)

    def set_options(self, options: Options) -> None:
        """Offer other choices."""
        self._source = options
        self.widget.options = resolve(options)

    def value(self) -> Any:
        """The chosen value; free text when allowed; else a Refusal."""
        text = self.widget.text().strip()
        if not text:
            return None
        chosen = self.widget.chosen
        if chosen is not None and chosen.text == text:
            return chosen.value
        exact = next((one for one in self.widget.options if one.text.casefold() == text.casefold()), None)
        if exact is not None:
            return exact.value
        return text if self._is_free else Refusal(NOT_IN_LIST)

    def raw(self) -> str:
        """The text as typed."""
        return self.widget.text()

    def _show(self, value: Any) -> None:
        found = next((one for one in self.widget.options if one.value == value), None)
        if found is None and self._is_free and value is not None:
            found = Option(value=value, text=str(value))
        self.widget.choose(found if value is not None else None)

    def _show_raw(self, raw: str) -> None:
        found = next((one for one in self.widget.options if one.text == raw), None)
        self.widget.choose(found)
        self.widget.setText(raw)


class PassphraseEditor(LineEditor):
    """A passphrase: never in a draft."""

    def __init__(self) -> None:
        super().__init__(PassphraseEdit(), lambda text: text or None, str, is_tidied=False)

    def raw(self) -> str:
        """Nothing: a passphrase is never kept."""
        return ""

    def set_hidden(self, *, is_hidden: bool) -> None:
        """It is always hidden."""
