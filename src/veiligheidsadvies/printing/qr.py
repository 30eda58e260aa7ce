"""QR codes drawn as rectangles, so that they stay sharp at any size and need no picture."""

from __future__ import annotations

from typing import Any


def draw_qr(canvas: Any, text: str, x: float, y: float, *, size: float) -> None:
    """The text as a QR code of level Q in a square of `size` points at (x, y), without its white border."""
    rows = _modules(text)
    unit = size / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        top = y + size - (number + 1) * unit
        start: int | None = None
        for place, dark in enumerate([*row, False]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                path.rect(x + start * unit, top, (place - start) * unit, unit)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


def _modules(text: str) -> list[list[bool]]:
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.Q)
    code.addData(text)
    code.make()
    return [[bool(module) for module in row] for row in code.modules]
