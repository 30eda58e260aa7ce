"""Records and their tables agree, and what is saved comes back the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import BY_TABLE, RECORDS, index_text


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.TABEL)
def test_a_table_has_the_fields_of_its_record(services: Services, record: type[Any]) -> None:
    rows = services.context.connection.execute(f"PRAGMA table_info({record.TABEL})", ()).fetchall()
    columns, names = [row[1] for row in rows], [field.name for field in dataclasses.fields(record)]
    assert sorted(columns) == sorted(names)
    # What a record adds to a line of a list stands last in the class, anywhere in the table.
    added = set() if record.__base__ is object else set(record.__annotations__)
    assert [one for one in columns if one not in added] == [one for one in names if one not in added]


GROWING = {
    ("akkoord", "onderwerp"),
    ("exemplaar", "document"),
    ("bewaarregel", "soort"),
    ("bewaarregel", "vanaf"),
    ("vernietiging", "soort"),
}
"""Words that come with every new kind of paper, decision and record; checked where they are read."""


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.TABEL)
def test_a_column_takes_the_words_of_its_enum_and_no_others(services: Services, record: type[Any]) -> None:
    sql = services.context.connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = ?", (record.TABEL,)
    ).fetchone()[0]
    for name, hint in typing.get_type_hints(record).items():
        kinds = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        kind = kinds[0]
        if (record.TABEL, name) in GROWING:
            assert "CHECK" not in next(line for line in sql.splitlines() if f" {name} " in line)
        elif isinstance(kind, type) and issubclass(kind, enum.StrEnum):
            check = re.search(rf"\b{name}\s+TEXT[^\n]*?CHECK \(([^)]*)\)", sql)
            assert check is not None, name
            assert re.findall(rf"{name} = '(\w+)'", check[1]) == [member.value for member in kind]


def test_what_is_saved_comes_back_the_same(services: Services) -> None:
    dossier = builders.add_dossier(services)
    home = Woonplek(dossier_id=dossier, adres="Kade 1", vanaf=dt.date(2024, 2, 29), in_eigen_gebied=False,
                    **builders.with_pkvw())  # fmt: skip
    row_id = services.dossiers.save_woonplek(home).row_id or 0
    assert records.get(services.context.connection, Woonplek, row_id) == dataclasses.replace(home, id=row_id)


def test_a_record_that_is_gone_says_so(services: Services) -> None:
    with pytest.raises(NotFound):
        records.get(services.context.connection, Dossier, 99)


def test_the_index_holds_what_is_searched_and_belongs_to_its_dossier() -> None:
    measure = builders.maatregel(DossierId(7), titel="Kluis", leverancier="Rietkraag")
    assert index_text(Maatregel.TABEL, records.to_row(measure)) == ("W-10 Kluis Rietkraag", 7)
    assert index_text("onbekend", {}) is None


def test_every_record_is_known_by_its_table() -> None:
    assert len(BY_TABLE) == len(RECORDS)
