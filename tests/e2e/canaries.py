"""A thousand texts that stand nowhere else, in every free field of every kind of record."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from tests import builders
from tests.e2e import memory
from veiligheidsadvies.domain.advies import AdviesId
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.paths import resource
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage.tables import RECORDS
from veiligheidsadvies.vault.database import ConstraintBroken

MOST = 1000
_LONG = 8
_CODES = ("utf-8", "utf-16-le", "utf-32-le", "latin-1")
# Words that have a form of their own, or that are only ever made by the program.
_FORMED = frozenset(
    {
        "code", "catalogus_code", "nummer", "kvk", "rubricering", "vrki_soort", "tijd", "slot_id",
        "besluit",
        "samenvatting_sha256", "inhoud_sha256", "snapshot_sha256", "pdf_sha256", "sha256", "handtekening",
        "papiercode", "snapshot", "inhoud", "logkop", "opdracht_kenmerk", "akkoord_door",
    }
)  # fmt: skip


class Canaries:
    """Numbered texts under a mark of this run; half of them hold a letter that each code writes otherwise."""

    def __init__(self) -> None:
        letters = "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(7))
        self._mark = f"Q{letters}"
        self.made = 0

    def new(self) -> str:
        """One that was not used yet."""
        self.made += 1
        return f"{self._mark}{'é' if self.made % 2 else ''}{self.made:04}"

    def seen(self, contents: Iterable[bytes]) -> set[int]:
        """The numbers of those that stand there in any code and case; -1 for one that is cut off."""
        marks = [
            text.encode(code)
            for text in (self._mark, self._mark.casefold(), self._mark.upper())
            for code in ("latin-1", "utf-16-le", "utf-32-le")
        ]
        return {_number(part) for content in contents for part in memory.found_in(content, marks)}

    def in_memory(self, config: Path) -> set[int]:
        """Those that any process of the program holds."""
        return self.seen(part for process in memory.processes(config) for part in memory.contents(process))

    def in_files(self, *places: Path) -> set[int]:
        """Those that stand in the open in a file, or in the name of one."""
        files = [file for place in places for file in place.rglob("*")]
        names = (str(file).encode() for file in files)
        return self.seen([*names, *(file.read_bytes() for file in files if file.is_file())])


def _number(part: bytes) -> int:
    for code in _CODES:
        found = re.match(r"[A-Za-z]+é?(\d{4})", part.decode(code, "ignore"))
        if found:
            return int(found[1])
    return -1


def texts(services: Services) -> set[str]:
    """Every free text of eight signs and more in the vault, but for what comes with the program."""
    found = {str(row[name]) for table, row in _rows(services) for name in _free(table)}
    delivered = resource("catalogus/maatregelen.tsv").read_text("utf-8")
    return {words for words in found if len(words) >= _LONG and words not in delivered}


def plant(services: Services, canaries: Canaries, *, most: int = MOST) -> None:
    """Fill a vault with records of every kind, and each of their free fields with a canary, up to `most`."""
    for number in range(10):
        _fill(services, number)
    for number in range(4):
        builders.add_leverancier(services, naam=f"Leverancier {number}", kvk=f"0000020{number}")
    log_writes = services.context.vault.action("Gegevens ingevuld")
    with log_writes as log:
        for table, row in _rows(services):
            full = dict(row)
            for name in _free(table):
                if canaries.made >= most:
                    return
                trial = {**full, name: canaries.new()}
                try:
                    log.write(table, full["id"], {key: value for key, value in trial.items() if key != "id"})
                except (ConstraintBroken, ValueError):  # a list of words, or a table that only grows
                    canaries.made -= 1
                else:
                    full = trial


def _fill(services: Services, number: int) -> None:
    dossier = builders.add_dossier(services, f"GED-{number + 1:02}", naam=f"de heer {number}")
    advies = builders.add_advies(services, dossier)
    builders.add_woonplek(services, dossier, **builders.with_pkvw())
    services.dossiers.save_werklocatie(Werklocatie(dossier_id=DossierId(dossier), naam="Provinciehuis"))
    services.dossiers.save_stap(
        Stap(dossier_id=dossier, nummer=9, gereed_op=dt.date(2026, 2, 13), door="secretaris")
    )
    services.bijlagen.add(dossier, naam="plattegrond.txt", content=b"kamers")
    for at in range(8):
        row = builders.add_maatregel(
            services, dossier, advies_id=AdviesId(advies), titel=f"Slot {number}-{at}"
        )
        line = builders.kostenregel(
            SoortKosten.OFFERTE, 70000, maatregel_id=MaatregelId(row), dossier_id=dossier
        )
        services.kosten.save(line)


def _rows(services: Services) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every record, as columns: the first of each kind, then the second, and so on."""
    found: list[tuple[int, str, dict[str, Any]]] = []
    for record in RECORDS:
        cursor = services.context.connection.execute(f"SELECT * FROM {record.TABEL} ORDER BY id", ())
        names = cursor.columns()
        for at, row in enumerate(cursor.fetchall()):
            found.append((at, record.TABEL, dict(zip(names, row, strict=True))))
    for _, table, row in sorted(found, key=lambda one: one[0]):
        yield table, row


def _free(table: str) -> list[str]:
    record = next(one for one in RECORDS if table == one.TABEL)
    return [
        field.name
        for field in fields(record)
        if field.type == "str" and field.name in velden(record) and field.name not in _FORMED
    ]
