"""A list that comes in as text: tab, comma or semicolon, read whole and never interpreted.

A cell is the text that stands there (`=1+1` stays `=1+1`). Size and number of rows are bounded, and each row
knows its line in the file (the header is line 1).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.errors import FileUnreadable, ImportRejected
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.text.messages import explain_problem

GROOTSTE_BYTES = 10 * 1024 * 1024
MEESTE_RIJEN = 5_000
MEESTE_KOLOMMEN = 200
_MEESTE_REGELS = 100_000
"""Lines of the file, also blank ones and those inside a cell."""
_KOP = 65_536
"""Signs of the header; more are not 200 names."""
_SEPARATORS = "\t;,"
_WIDE = Problem("", "te_veel_kolommen", {"maximum": MEESTE_KOLOMMEN})
_ANNOUNCED = re.compile(r"sep=([\t;,])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row below the header; `line` is where it begins in the file, an absent cell is empty text."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A header, in lower case, and the rows below it that hold anything."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def load(path: Path) -> bytes:
    """The bytes of a list; FileUnreadable when it cannot be read, ImportRejected above GROOTSTE_BYTES."""
    try:
        if not path.is_file():  # whoever opens a pipe waits for ever
            raise FileUnreadable
        with path.open("rb") as file:
            content = file.read(GROOTSTE_BYTES + 1)
    except OSError as error:
        raise FileUnreadable from error
    _refuse_large(content)
    return content


def read_table(content: bytes) -> Table:
    """The table in these bytes; FileUnreadable when it is no text, ImportRejected with every bad row."""
    _refuse_large(content)
    text = _decoded(content)
    _refuse_endless(text)
    lines = [(line, cells) for line, cells in _records(text) if any(map(str.strip, cells))]
    if not lines:
        raise FileUnreadable
    first, names = lines[0]
    if len(names) > MEESTE_KOLOMMEN:
        raise _rejected(first, "kop", _WIDE)
    headers = tuple(" ".join(name.split()).casefold() for name in names)
    _refuse_headers(first, headers)
    filled = lines[1:]
    if len(filled) > MEESTE_RIJEN:
        many = Problem("", "te_veel_rijen", {"maximum": MEESTE_RIJEN})
        raise _rejected(filled[MEESTE_RIJEN][0], "bestand", many)
    loose = [line for line, cells in filled if _has_loose_cell(headers, cells)]
    if loose:
        sentence = explain_problem(Problem("", "cel_zonder_kop"))
        raise ImportRejected([(line, "kolommen", sentence) for line in loose])
    return Table(headers=tuple(filter(None, headers)), rows=tuple(_row(headers, *found) for found in filled))


def _refuse_large(content: bytes) -> None:
    if len(content) > GROOTSTE_BYTES:
        maximum = GROOTSTE_BYTES // 1024 // 1024
        raise _rejected(1, "bestand", Problem("", "lijst_te_groot", {"maximum": maximum}))


def _refuse_endless(text: str) -> None:
    """What would take minutes to read and is no list: each of ten million bytes a line, or a column."""
    if text.count("\n") + text.count("\r") > _MEESTE_REGELS:
        raise _rejected(1, "bestand", Problem("", "te_veel_rijen", {"maximum": MEESTE_RIJEN}))
    head = text.lstrip().partition("\n")[0]
    if len(head) > _KOP:
        raise _rejected(1, "kop", _WIDE)


def _refuse_headers(line: int, headers: Sequence[str]) -> None:
    twice = {name for name in headers if name and headers.count(name) > 1}
    if twice:
        raise _rejected(line, "kop", Problem("", "kop_dubbel"))


def _rejected(line: int, column: str, problem: Problem) -> ImportRejected:
    return ImportRejected([(line, column, explain_problem(problem))])


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else the Windows code page that Dutch Excel writes."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return _decoded_as(content, encoding)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decoded_as(content, "cp1252")
    if "\0" in text:
        raise FileUnreadable
    return text


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileUnreadable from error


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; a leading `sep=;` line only names the separator."""
    skipped = 0
    first, _, rest = text.partition("\n")
    announced = _ANNOUNCED.fullmatch(first.strip("\r\n "))
    if announced:
        text, skipped = rest, 1
    separator = announced[1] if announced else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1 + skipped
    try:
        for cells in reader:
            yield begin, cells
            begin = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise _rejected(begin, "rij", _reason(error)) from error


def _reason(error: csv.Error) -> Problem:
    """A cell above the reader's limit has no error of its own."""
    if "field limit" not in str(error):
        return Problem("", "rij_onleesbaar")
    return Problem("", "cel_te_lang", {"maximum": f"{csv.field_size_limit():,}".replace(",", ".")})


def _separator(text: str) -> str:
    """The sign that stands most often in the header, outside quotes."""
    header = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(_SEPARATORS, key=header.count)


def _has_loose_cell(headers: Sequence[str], cells: Sequence[str]) -> bool:
    return any(
        cell.strip() and (place >= len(headers) or not headers[place]) for place, cell in enumerate(cells)
    )


def _row(headers: Sequence[str], line: int, cells: Sequence[str]) -> Row:
    padded = [*cells, *[""] * (len(headers) - len(cells))]
    named = {
        name: cell.replace("\r\n", "\n").strip() for name, cell in zip(headers, padded, strict=False) if name
    }
    return Row(line=line, cells=named)
