"""A long text to read, from Markdown, in the sizes and spaces of the rest of the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextLength, QTextTable

from veiligheidsadvies.gui.kit.theme import tokens

_ABOVE, _BELOW, _AROUND, _CELL = 20, 6, 8, 6
"""Pixels above and below a heading, between paragraphs, and around the words of a cell."""
_HEADING = 18
_SHARES = {2: (38, 62), 3: (18, 24, 58)}
"""Percent of the width for each column, by their number: the last one holds the sentences."""


def lay_out(document: QTextDocument) -> None:
    """Give headings air, paragraphs a distance, and tables columns as wide as what stands in them."""
    block = document.begin()
    while block.isValid():
        _space(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule(frame, _SHARES.get(frame.columns(), ()))


def _space(block: QTextBlock) -> None:
    cursor, shape = QTextCursor(block), block.blockFormat()
    if shape.headingLevel():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = cursor.charFormat()
        letters.clearProperty(letters.Property.FontSizeAdjustment)
        letters.setProperty(letters.Property.FontPixelSize, _HEADING)
        letters.setFontWeight(QFont.Weight.DemiBold)
        cursor.setCharFormat(letters)
        shape.setTopMargin(_ABOVE)
        shape.setBottomMargin(_BELOW)
    elif cursor.currentTable() is None:
        shape.setBottomMargin(_AROUND)
    cursor.setBlockFormat(shape)


def _rule(table: QTextTable, shares: Sequence[int]) -> None:
    shape = table.format()
    shape.setCellPadding(_CELL)
    shape.setBorderBrush(tokens().color("hairline"))
    shape.setBottomMargin(_AROUND)
    if shares:
        kind = QTextLength.Type.PercentageLength
        shape.setColumnWidthConstraints([QTextLength(kind, share) for share in shares])
    table.setFormat(shape)
