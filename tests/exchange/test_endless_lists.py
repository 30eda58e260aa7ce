"""Ten million bytes that are no list: refused before they cost time or memory."""

from __future__ import annotations

import resource
import time

import pytest

from veiligheidsadvies.domain.errors import FileUnreadable, ImportRejected
from veiligheidsadvies.exchange.table_file import GROOTSTE_BYTES, MEESTE_KOLOMMEN, read_table

SECONDS, MOST_MIB = 2.0, 400
ENDLESS = {
    "lines": b"\n" * GROOTSTE_BYTES,
    "old lines": b"\r" * GROOTSTE_BYTES,
    "columns": b";" * GROOTSTE_BYTES,
    "names": b";".join(b"k%d" % number for number in range(300_000)) + b"\nx\n",
    "names in rows": b";".join(b"k%d" % number for number in range(2_000)) + b"\n" + b"x\n" * 4999,
    "quotes": b'"' * GROOTSTE_BYTES,
    "letters": b"a" * GROOTSTE_BYTES,
    "rows": b"maatregel;domein\n" + b"x;wonen\n" * 1_000_000,
    "wide": ("\ufeff" + "a;" * 2_000_000).encode("utf-16-le"),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_never_ends_is_refused_at_once(kind: str) -> None:
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises((ImportRejected, FileUnreadable)):
        read_table(ENDLESS[kind])
    assert time.process_time() - start < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < MOST_MIB


def test_a_list_may_have_as_many_columns_as_we_say() -> None:
    names = ";".join(f"k{number}" for number in range(MEESTE_KOLOMMEN))
    assert len(read_table(f"{names}\nx\n".encode()).headers) == MEESTE_KOLOMMEN
    with pytest.raises(ImportRejected) as caught:
        read_table(f"{names};een te veel\nx\n".encode())
    assert "kolommen" in caught.value.rows[0][2]
