"""Which code points a TrueType font can draw: its `cmap` table read without importing ReportLab.

Forms ask at every field whether a text can be printed, so this must cost milliseconds, not a PDF library.
"""

from __future__ import annotations

import struct
from pathlib import Path

_UNICODE = {(3, 10): 12, (3, 1): 4, (0, 4): 12, (0, 3): 4}


def code_points(font: Path) -> frozenset[int]:
    """The Unicode code points with a glyph.

    ValueError for a font without a Unicode table of format 4 or 12.
    """
    data = font.read_bytes()
    base = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, base + 2)
    records = [struct.unpack_from(">HHI", data, base + 4 + 8 * index) for index in range(count)]
    for wanted in _UNICODE:
        for platform, encoding, offset in records:
            (kind,) = struct.unpack_from(">H", data, base + offset)
            if (platform, encoding) == wanted and kind in (4, 12):
                return frozenset((_format_4 if kind == 4 else _format_12)(data, base + offset))  # noqa: PLR2004
    raise ValueError("no Unicode table of a known format")


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError("the font lacks a table")


def _format_4(data: bytes, at: int) -> set[int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    segments = double // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
    found = set()
    for index in range(segments):
        for code in range(starts[index], min(ends[index], 0xFFFE) + 1):
            if ranges[index]:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
                (glyph,) = struct.unpack_from(">H", data, place)
            else:
                glyph = (code + deltas[index]) & 0xFFFF
            if glyph:
                found.add(code)
    return found


def _format_12(data: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    found: set[int] = set()
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * index)
        found.update(range(first + (glyph == 0), last + 1))
    return found
