"""Text as it is read: as high as its lines, laid out again only where it changed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.read_text import ReadPart, ReadRow, ReadText

LONG = "Dit is een lange zin die op een smalle kolom niet op één regel past en dus op meer regels komt."


def _parts(*texts: str) -> list[ReadPart]:
    rows = tuple(ReadRow(text=text, is_small=at > 0) for at, text in enumerate(texts))
    return [ReadPart(heading="Werk en eis", rows=rows), ReadPart(heading="", rows=(ReadRow(text="Slot"),))]


def _made(qtbot: QtBot) -> ReadText:
    made = ReadText("Dit ziet hij", "ph.eye", name="ziet")
    qtbot.addWidget(made)
    made.resize(260, 400)
    made.show()
    return made


def test_it_says_all_that_is_read_and_a_screen_reader_too(qtbot: QtBot) -> None:
    made = _made(qtbot)
    made.show_parts(_parts("Regel een", LONG))
    assert made.text.splitlines() == ["Werk en eis", "Regel een", LONG, "Slot"]
    assert made.parts == tuple(_parts("Regel een", LONG))
    assert made._body.accessibleDescription() == made.text
    made.adjustSize()
    image, empty = made._body.grab().toImage(), made._body.grab().toImage()
    empty.fill(image.pixelColor(image.width() - 1, image.height() - 1))
    assert image != empty


def test_it_is_as_high_as_its_lines_at_its_width(qtbot: QtBot) -> None:
    made = _made(qtbot)
    made.show_parts(_parts("Regel een"))
    low = made._body.heightForWidth(260)
    made.show_parts(_parts("Regel een", LONG))
    high = made._body.heightForWidth(260)
    assert high > low
    assert made._body.heightForWidth(130) > high
    assert made._body.heightForWidth(4000) < high
    made.adjustSize()
    assert made._body.height() >= made._body.heightForWidth(made._body.width())


def test_a_line_that_stays_is_not_laid_out_again(qtbot: QtBot) -> None:
    made = _made(qtbot)
    made.show_parts(_parts("Regel een", LONG))
    made._body.heightForWidth(260)
    before = {row.text: layout for (row, width), (layout, _) in made._body._broken.items() if width == 260}
    made.show_parts(_parts("Regel twee", LONG))
    made._body.heightForWidth(260)
    after = {row.text: layout for (row, width), (layout, _) in made._body._broken.items() if width == 260}
    assert after[LONG] is before[LONG]
    assert "Regel een" not in after


def test_a_note_says_why_there_is_nothing(qtbot: QtBot) -> None:
    made = _made(qtbot)
    made.show_parts([], note="Kies eerst een leverancier.")
    label = made.findChild(QLabel, "ziet_uitleg")
    assert label is not None
    assert label.isVisible()
    assert (made.note, made.text) == ("Kies eerst een leverancier.", "")
    made.show_parts(_parts("Regel"))
    assert not label.isVisible()
