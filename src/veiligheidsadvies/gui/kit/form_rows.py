"""The rows of a form: label, field, problem below it; and the band that sums the problems up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from veiligheidsadvies.gui.kit.flow import FlowLayout, clear
from veiligheidsadvies.gui.kit.fonts import width_of
from veiligheidsadvies.gui.kit.icon_label import IconLabel
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import Button, label

LABEL_WIDTH, LABEL_GAP = 152, 16
FIXED_PARTS = 3  # of the band: icon, words, stretch
SHORT = 40  # letters of links that fit behind the words


class _ProblemLine(QWidget):
    """Icon and sentence under a field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.words = label("", "problem", is_wrapped=True, name=f"{name}_probleem")
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 2)
        row.setSpacing(8)
        picture = IconLabel(icon_name("action", "fout_bij_veld"), "te_laat", 16)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def tell(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.words.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class FieldRow(QWidget):
    """One or more fields beside each other, with their labels and problems."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(LABEL_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._fields = QHBoxLayout()
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(16)
        self._fields.addStretch(1)
        self._problems = QVBoxLayout()
        self._problems.setContentsMargins(0, 0, 0, 0)
        self._problems.setSpacing(0)
        self._first: QLabel | None = None
        self._captions: dict[str, QLabel] = {}
        self._widgets: dict[str, QWidget] = {}
        self._notes: dict[str, QLabel] = {}
        self._lines: dict[str, _ProblemLine] = {}

    def add(self, name: str, caption: str, widget: QWidget, width: int | None, note: str) -> None:
        """Place the next field of this row."""
        words = label(caption, "muted", name=f"{name}_label")
        words.setBuddy(widget)
        if self._first is None:
            self._first = words
        else:
            words.setContentsMargins(8, 0, 0, 0)
            self._place(words)
        if width is None:
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
            self._place(widget, stretch=1)
            self._fields.setStretch(self._fields.count() - 1, 0)
        else:
            widget.setFixedWidth(max(width, widget.minimumSizeHint().width()))
            self._place(widget)
        self._notes[name] = label(note, "muted", name=f"{name}_toelichting")
        if not note:  # never shown here: without a parent yet it would be a window of its own
            self._notes[name].hide()
        self._place(self._notes[name])
        self._captions[name], self._widgets[name] = words, widget
        self._lines[name] = _ProblemLine(name)
        self._problems.addWidget(self._lines[name])
        if len(self._widgets) == 1:
            self._arrange(is_stacked=False)

    def _place(self, widget: QWidget, *, stretch: int = 0) -> None:
        self._fields.insertWidget(self._fields.count() - 1, widget, stretch)

    def set_stacked(self, *, is_stacked: bool) -> None:
        """Labels above the fields in a small window."""
        self._arrange(is_stacked=is_stacked)

    def set_problem(self, name: str, sentence: str) -> None:
        """Show or clear the sentence of one field."""
        self._lines[name].tell(sentence)

    def set_note(self, name: str, text: str) -> None:
        """Change the words behind one field."""
        self._notes[name].setText(text)
        self._notes[name].setVisible(bool(text))

    def set_shown(self, name: str, *, is_shown: bool) -> None:
        """Show or hide one field; the row disappears with its last field."""
        for part in (self._captions[name], self._widgets[name]):
            part.setVisible(is_shown)
        self._notes[name].setVisible(is_shown and bool(self._notes[name].text()))
        if not is_shown:
            self._lines[name].tell("")
        self.setVisible(any(not widget.isHidden() for widget in self._widgets.values()))

    def _arrange(self, *, is_stacked: bool) -> None:
        first = self._first
        if first is None:
            return
        side = Qt.AlignmentFlag
        for part in (self._fields, self._problems):
            self._grid.removeItem(part)
        self._grid.removeWidget(first)
        first.setMinimumWidth(0 if is_stacked else LABEL_WIDTH)
        first.setMaximumWidth(16_777_215 if is_stacked else LABEL_WIDTH)
        first.setFixedHeight(22 if is_stacked else 32)
        if is_stacked:
            first.setAlignment(side.AlignLeft | side.AlignVCenter)
            self._grid.addWidget(first, 0, 0, 1, 2)
            self._grid.addLayout(self._fields, 1, 0, 1, 2)
            self._grid.addLayout(self._problems, 2, 0, 1, 2)
        else:
            first.setAlignment(side.AlignRight | side.AlignVCenter)
            first.setWordWrap(False)
            self._grid.addWidget(first, 0, 0, side.AlignTop)
            self._grid.addLayout(self._fields, 0, 1)
            self._grid.addLayout(self._problems, 1, 1)


class ProblemBand(QFrame):
    """`3 velden vragen aandacht`, each a link to its field."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("problemen")
        self.setProperty("band", "te_laat")
        self.words = label("", "strong", name="problemen_samenvatting")
        self._strange = label("", "alarm", is_wrapped=True, name="problemen_overig")
        self._links = QWidget()
        self._flow = FlowLayout(self._links, gap=4)
        self._links.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(IconLabel(icon_name("action", "fout_bij_veld"), "te_laat", 18))
        top.addWidget(self.words)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 4)
        column.setSpacing(2)
        self._top = top
        column.addLayout(top)
        column.addWidget(self._links)
        column.addWidget(self._strange)
        self.hide()

    def show_fields(self, fields: Mapping[str, str], others: Sequence[str]) -> None:
        """Name the fields (name → label) and tell what belongs to no field; nothing hides the band."""
        clear(self._flow)
        clear(self._top, keep=FIXED_PARTS)
        count = len(fields)
        self.words.setText("1 veld vraagt aandacht" if count == 1 else f"{count} velden vragen aandacht")
        self.words.setVisible(count > 0)
        is_short = sum(len(words) for words in fields.values()) <= SHORT and self._has_room(fields)
        for name, words in fields.items():
            link = Button(words.replace("&", ""), name=f"naar_{name}", role="link")
            link.clicked.connect(lambda _=False, field=name: self.asked.emit(field))
            if is_short:
                self._top.addWidget(link)
            else:
                self._flow.addWidget(link)
        self._links.setVisible(count > 0 and not is_short)
        self._strange.setText("\n".join(others))
        self._strange.setVisible(bool(others))
        self.setVisible(count > 0 or bool(others))
        self.setAccessibleName(self.words.text() if count else "")

    def _has_room(self, fields: Mapping[str, str]) -> bool:
        """Whether the links fit behind the words."""
        around = self.parentWidget()
        links = sum(width_of(words, is_bold=True) + 20 for words in fields.values())
        return around is None or width_of(self.words.text(), is_bold=True) + links + 62 <= around.width()
