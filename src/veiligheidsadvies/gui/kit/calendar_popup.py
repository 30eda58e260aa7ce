"""The calendar of a date field: made when it is asked for, gone when it closes."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QAbstractScrollArea, QCalendarWidget, QToolButton, QWidget

from veiligheidsadvies.gui.kit.icons import icon
from veiligheidsadvies.gui.kit.painting import Pen
from veiligheidsadvies.gui.kit.pieces import let_style_fill

_FIRST, _LAST = QDate(1900, 1, 1), QDate(2199, 12, 31)
"""What the calendar goes to and no further: by itself it goes back to before there were years."""
_STEPS = {
    "qt_calendar_prevmonth": ("ph.caret-left", "Vorige maand"),
    "qt_calendar_nextmonth": ("ph.caret-right", "Volgende maand"),
}


class CalendarPopup(QCalendarWidget):
    """One month with ISO weeks from Monday; Enter or a click takes a day, Esc leaves it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)  # a hundred objects for each date field
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setObjectName(f"{field.objectName()}_kalender")
        self.setAccessibleName(f"Kalender voor {field.accessibleName()}")
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setDateRange(_FIRST, _LAST)
        self.setContentsMargins(1, 1, 1, 1)
        let_style_fill(*self.findChildren(QAbstractScrollArea))
        plain = QTextCharFormat()
        plain.setForeground(self.palette().text())
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red means late here
            self.setWeekdayTextFormat(day, plain)
        for name, (sign, words) in _STEPS.items():
            button = self.findChild(QToolButton, name)
            assert button is not None  # noqa: S101 - Qt makes it
            button.setIcon(icon(sign, "muted"))
            button.setAccessibleName(words)
            button.setToolTip(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge: it stands over a form of the same colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        Pen(painter).frame(self.rect(), "line")
        painter.end()

    def open_at_field(self) -> None:
        """Show it below the field, or above it where the screen ends."""
        self.show()  # only now it has its size
        room = self._field.screen().availableGeometry()
        place = self._field.mapToGlobal(QPoint(0, self._field.height()))
        if place.y() + self.height() > room.bottom() + 1:
            place.setY(max(room.top(), place.y() - self._field.height() - self.height()))
        place.setX(max(room.left(), min(place.x(), room.right() + 1 - self.width())))
        self.move(place)
        self.setFocus()
