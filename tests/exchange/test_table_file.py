from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veiligheidsadvies.domain.errors import FileUnreadable, ImportRejected, UserError
from veiligheidsadvies.exchange import table_file
from veiligheidsadvies.exchange.table_file import load, read_table

TEXT = "code{0}maatregel{0}domein\r\nW-10{0}Café, dicht; open{0}wonen\r\n"


@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_form_reads_the_same(separator: str, encoding: str) -> None:
    cell = '"Café, dicht; open"' if separator != "\t" else "Café, dicht; open"
    text = TEXT.format(separator).replace("Café, dicht; open", cell)
    table = read_table(text.encode(encoding))
    assert table.headers == ("code", "maatregel", "domein")
    assert dict(table.rows[0].cells) == {"code": "W-10", "maatregel": "Café, dicht; open", "domein": "wonen"}


def test_a_row_knows_its_line_past_blank_lines_and_long_cells() -> None:
    table = read_table(b'naam;tekst\n\na;"een\r\ntwee"\n;\nb;c\n')
    assert [(row.line, row.cells["tekst"]) for row in table.rows] == [(3, "een\ntwee"), (6, "c")]


def test_a_line_that_names_the_separator_counts_as_a_line() -> None:
    table = read_table(b"sep=,\nnaam,tekst\na;x,b\n")
    assert [(row.line, row.cells["naam"]) for row in table.rows] == [(3, "a;x")]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-4", "@x", "'; DROP TABLE x", "a < b & <img src=x>", "007"])
def test_a_cell_is_text(cell: str) -> None:
    assert read_table(f"naam\ttekst\n{cell}\ty\n".encode()).rows[0].cells["naam"] == cell


def test_short_rows_are_filled_and_headers_lose_case_and_space() -> None:
    table = read_table(b" Naam ;  Lange   Tekst\nx\n")
    assert table.headers == ("naam", "lange tekst")
    assert table.rows[0].cells["lange tekst"] == ""


@pytest.mark.parametrize("content", [b"", b"\n \n", b"a\0b;c\n", b"\x81\x8d;x\n", b"\xff\xfea"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(FileUnreadable):
        read_table(content)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a;a\n1;2\n", 1),
        (b"a;b\n1;2\n3;4;5\n", 3),
        (b"a;\n1;2\n", 2),
        (b'a;b\n1;2\n"3;4\n5;6\n', 3),
        (b'a;b\n1;"2"x\n', 2),
    ],
)
def test_a_crooked_table_is_told_by_line(content: bytes, line: int) -> None:
    with pytest.raises(ImportRejected) as refused:
        read_table(content)
    assert [row[0] for row in refused.value.rows] == [line]


def test_size_and_rows_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MEESTE_RIJEN", 2)
    assert len(read_table(b"a\n1\n2\n").rows) == 2
    with pytest.raises(ImportRejected):
        read_table(b"a\n1\n2\n3\n")
    monkeypatch.setattr(table_file, "GROOTSTE_BYTES", 10)
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"a\n" + b"x" * 20)
    with pytest.raises(ImportRejected):
        load(path)
    with pytest.raises(FileUnreadable):
        load(tmp_path)


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_bytes_are_read_or_refused_by_name(content: bytes) -> None:
    with contextlib.suppress(UserError):
        read_table(content)


def test_a_cell_that_is_too_long_is_told_with_its_line() -> None:
    with pytest.raises(ImportRejected) as told:
        read_table(b"naam;tekst\na;b\nc;" + b"x" * 140_000 + b"\n")
    ((line, _, reason),) = told.value.rows
    assert line == 3
    assert "meer dan 131.072 tekens" in reason
