"""The columns of `maatregelen.tsv`: as lines of the catalogue, and as measures for one dossier.

The estimate of a measure is the middle of its two prices, in whole euro incl. btw. What returns within a year
is counted per year (twelve monthly amounts); what returns less often counts once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.errors import ImportRejected
from veiligheidsadvies.domain.kostenregel import HOOGSTE_CENTEN
from veiligheidsadvies.domain.maatregel import (
    MAANDEN_PER_JAAR,
    Betaler,
    Grondslag,
    Maatregel,
    Prioriteit,
)
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.exchange.table_file import Row, Table, load, read_table
from veiligheidsadvies.text.formats import amount_problem, fold, parse_amount, parse_date
from veiligheidsadvies.text.messages import explain_problem

E = TypeVar("E", bound=StrEnum)

COLUMNS = {
    "code": "code",
    "domein": "domein",
    "maatregel": "titel",
    "norm_standaard": "norm",
    "uitvoerder": "uitvoerder",
    "wie_betaalt": "betaler",
    "grondslag": "grondslag",
    "eenmalig_of_terugkerend": "terugkerend",
    "interval_mnd": "interval_maanden",
    "kosten_min_eur": "prijs_vanaf",
    "kosten_max_eur": "prijs_tot",
    "eenheid": "eenheid",
    "btw_pct": "btw",
    "opmerking": "opmerking",
}
"""Column → field of a catalogue line; what a list of measures and the catalogue share."""
CATALOGUE_COLUMNS = {
    "categorie": "categorie",
    "vrki_soort": "vrki_soort",
    "leverancier_ziet_adres": "leverancier_ziet_adres",
    "afhandeling_einde_ambt": "afhandeling_einde_ambt",
    "bron_maatregel": "bron",
}
MEASURE_COLUMNS = frozenset(
    {"advies_ref", "toelichting", "prioriteit", "termijn", "verantwoordelijke", "leverancier"}
)
"""Columns that a list of measures may have beside those of the catalogue."""
KNOWN = frozenset({*COLUMNS, *CATALOGUE_COLUMNS, *MEASURE_COLUMNS, "measure_en", "bron_kosten"})
_FIELD_COLUMN = {field: column for column, field in {**COLUMNS, **CATALOGUE_COLUMNS}.items()} | {
    "catalogus_code": "code",
    "tekst": "toelichting",
    "incl": "kosten_max_eur",
    "ex": "kosten_max_eur",
}

_PAYERS = {"werkgever": Betaler.ORGANISATIE, "politie": Betaler.STELSEL}
_GROUNDS = {
    "regeling beveiligingsmaatregelen": Grondslag.REGELING_WOONPLEK,
    "regeling, woonplek": Grondslag.REGELING_WOONPLEK,
    "werkgeverszorg": Grondslag.WERKGEVERSZORG,
    "pkvw": Grondslag.PKVW_EIGEN_REKENING,
    "geen kosten": Grondslag.GEEN_KOSTEN,
    "stelsel": Grondslag.STELSEL,
}
_LONG = 20  # digits
_CERTIFIED = ("BORG-certificaat", "certificaat 10 jaar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoerregel:
    """One measure of a list; `raming` is incl. btw, `per_jaar` says that it is an amount per year."""

    line: int
    maatregel: Maatregel
    raming: Bedrag = NIHIL
    btw: BtwTarief = BtwTarief.HOOG
    per_jaar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What keeps one line of a file from being taken in."""

    line: int
    problem: Problem

    @property
    def told(self) -> tuple[int, str, str]:
        """Line, column and the Dutch sentence, as ImportRejected wants them."""
        column = _FIELD_COLUMN.get(self.problem.field, self.problem.field)
        return self.line, column, explain_problem(self.problem)


def read_catalogue(path: Path) -> list[Catalogusmaatregel]:
    """Every line as a line of the catalogue; FileUnreadable, or ImportRejected with every bad line."""
    table = read_table(load(path))
    found: list[Catalogusmaatregel] = []
    wrong: list[RowProblem] = []
    for row in table.rows:
        cells = _Cells(row)
        line = _catalogue_line(cells)
        problems = cells.problems or line.problems()
        wrong += [RowProblem(line=row.line, problem=problem) for problem in problems]
        found.append(line)
    if wrong:
        raise ImportRejected([each.told for each in wrong])
    return found


def read_measures(
    table: Table, catalogue: Mapping[str, Catalogusmaatregel], today: dt.date
) -> tuple[list[Invoerregel], list[RowProblem]]:
    """The measures of a list and what is wrong with it; an empty cell takes what the catalogue knows.

    `catalogue` is keyed by code in capitals. A row needs `maatregel` and `domein`, or a known code.
    """
    names = set(table.headers)
    if not {"maatregel", "domein"} <= names and "code" not in names:
        return [], [RowProblem(line=1, problem=Problem("kop", "kop_onbekend"))]
    if not table.rows:
        return [], [RowProblem(line=1, problem=Problem("rijen", "geen_rijen"))]
    lines: list[Invoerregel] = []
    wrong: list[RowProblem] = []
    for row in table.rows:
        cells = _Cells(row)
        line = _measure_line(cells, catalogue, today)
        problems = cells.problems or line.maatregel.problems()
        wrong += [RowProblem(line=row.line, problem=problem) for problem in problems]
        lines.append(line)
    return lines, wrong


def unknown_columns(table: Table) -> tuple[str, ...]:
    """Columns whose content is not taken in."""
    return tuple(name for name in table.headers if name not in KNOWN)


def estimate(line: Catalogusmaatregel) -> tuple[Bedrag, bool]:
    """The indicative amount of a catalogue line incl. btw in whole euro, and whether it is per year."""
    low, high = line.prijs_vanaf or line.prijs_tot or NIHIL, line.prijs_tot or line.prijs_vanaf or NIHIL
    months = line.interval_maanden if line.terugkerend else None
    is_yearly = months is not None and months <= MAANDEN_PER_JAAR
    times, parts = (MAANDEN_PER_JAAR, months or 1) if is_yearly else (1, 1)
    double_cents = (low.cents + high.cents) * times
    return Bedrag((double_cents + parts * 100) // (parts * 200) * 100), is_yearly


class _Cells:
    """The cells of one row, read one by one; what cannot be read is kept as a problem."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.problems: list[Problem] = []

    @property
    def line(self) -> int:
        return self._row.line

    def text(self, column: str) -> str:
        return self._row.cells.get(column, "")

    def read(self, column: str, parse: Callable[[str], Any], default: Any, problem: Problem) -> Any:
        """`default` for an empty cell; a cell that `parse` gives None for is a problem."""
        written = self.text(column)
        if not written:
            return default
        value = parse(written)
        if value is None:
            self.problems.append(problem)
            return default
        return value

    def choice(
        self, column: str, kind: type[E], default: E | None, also: Mapping[str, E] | None = None
    ) -> E | None:
        """A stored word, the same word with spaces, or what begins with one of `also`."""

        def parse(written: str) -> E | None:
            plain = fold(written)
            exact = next((word for word in kind if plain in {word.value, word.value.replace("_", " ")}), None)
            return exact or next(
                (word for start, word in (also or {}).items() if plain.startswith(start)), None
            )

        words = {"keuzes": ", ".join(word.value for word in kind)}
        found: E | None = self.read(column, parse, default, Problem(column, "keuze", words))
        return found

    def amount(self, column: str, default: Bedrag | None) -> Bedrag | None:
        """An amount incl. btw in any Dutch or plain spelling."""
        value: Bedrag | None = self.read(
            column, parse_amount, default, amount_problem(self.text(column), column)
        )
        if value is not None and not 0 <= value.cents <= HOOGSTE_CENTEN:
            self.problems.append(Problem(column, "negatief" if value.cents < 0 else "bedrag_te_hoog"))
        return value

    def rate(self, default: BtwTarief) -> BtwTarief:
        """0, 9 or 21."""
        names = {str(int(rate)): rate for rate in BtwTarief}
        problem = Problem("btw_pct", "keuze", {"keuzes": ", ".join(names)})
        found: BtwTarief = self.read("btw_pct", lambda text: names.get(text.rstrip("% ")), default, problem)
        return found

    def recurrence(self, default: Catalogusmaatregel | None) -> tuple[bool, int | None]:
        """Whether it returns, and after how many months."""
        words = {"terugkerend": True, "eenmalig": False}
        returns: bool = self.read(
            "eenmalig_of_terugkerend",
            lambda text: words.get(fold(text)),
            default.terugkerend if default else bool(self.text("interval_mnd")),
            Problem("eenmalig_of_terugkerend", "keuze", {"keuzes": ", ".join(words)}),
        )
        months: int | None = self.read(
            "interval_mnd",
            lambda text: int(text) if text.isascii() and text.isdigit() and len(text) < _LONG else None,
            default.interval_maanden if default and returns else None,
            Problem("interval_mnd", "getal_ongeldig"),
        )
        return returns, months


def _catalogue_line(cells: _Cells, known: Catalogusmaatregel | None = None) -> Catalogusmaatregel:
    """A row as a catalogue line; an empty cell takes what `known` has."""
    returns, months = cells.recurrence(known)
    # One own price is the price: it is not mixed with the other end of the catalogue.
    priced = None if cells.text("kosten_min_eur") or cells.text("kosten_max_eur") else known
    norm, remark = _either(cells, "norm_standaard", known), _either(cells, "opmerking", known)
    domein = cells.choice("domein", Domein, known.domein if known else None)
    if domein is None and not cells.text("domein"):
        cells.problems.append(Problem("domein", "verplicht"))
    return Catalogusmaatregel(
        code=cells.text("code").upper(),
        domein=domein or Domein.WONEN,
        categorie=cells.text("categorie"),
        vrki_soort=cells.text("vrki_soort"),
        titel=_either(cells, "maatregel", known),
        norm="" if norm == "-" else norm,
        uitvoerder=_either(cells, "uitvoerder", known),
        betaler=cells.choice("wie_betaalt", Betaler, known.betaler if known else None, _PAYERS)
        or Betaler.ORGANISATIE,
        grondslag=cells.choice("grondslag", Grondslag, known.grondslag if known else None, _GROUNDS)
        or Grondslag.WERKGEVERSZORG,
        terugkerend=returns,
        interval_maanden=months,
        prijs_vanaf=cells.amount("kosten_min_eur", priced.prijs_vanaf if priced else None),
        prijs_tot=cells.amount("kosten_max_eur", priced.prijs_tot if priced else None),
        eenheid=_either(cells, "eenheid", known),
        btw=cells.rate(known.btw if known else BtwTarief.HOOG),
        leverancier_ziet_adres=cells.text("leverancier_ziet_adres") == "ja",
        certificaat_vereist=known.certificaat_vereist
        if known
        else any(mark in norm + remark for mark in _CERTIFIED),
        afhandeling_einde_ambt=cells.text("afhandeling_einde_ambt"),
        bron=cells.text("bron_maatregel"),
        opmerking=remark,
    )


def _measure_line(cells: _Cells, catalogue: Mapping[str, Catalogusmaatregel], today: dt.date) -> Invoerregel:
    known = catalogue.get(cells.text("code").upper())
    line = _catalogue_line(cells, known)
    raming, is_yearly = estimate(line)
    if line.prijs_vanaf and line.prijs_tot and line.prijs_tot < line.prijs_vanaf:
        cells.problems.append(Problem("kosten_max_eur", "prijs_volgorde"))
    if known is None and cells.text("code") and not line.titel:
        cells.problems = [Problem("code", "onbekend")]
    executor = "" if known and known.uitvoerder == line.uitvoerder else line.uitvoerder
    remark = "" if known and known.opmerking == line.opmerking else line.opmerking
    notes = (cells.text("toelichting"), remark, f"Uitvoerder: {executor}." if executor else "")
    has_ground = known is not None or bool(cells.text("grondslag"))
    has_payer = known is not None or bool(cells.text("wie_betaalt"))
    maatregel = Maatregel(
        advies_ref=cells.text("advies_ref"),
        domein=line.domein,
        catalogus_code=line.code,
        titel=line.titel,
        tekst="\n".join(filter(None, notes)),
        norm=line.norm,
        grondslag=line.grondslag if has_ground else None,
        betaler=line.betaler if has_payer else None,
        prioriteit=cells.choice("prioriteit", Prioriteit, Prioriteit.NORMAAL) or Prioriteit.NORMAAL,
        verantwoordelijke=cells.text("verantwoordelijke"),
        leverancier=cells.text("leverancier"),
        termijn=cells.read(
            "termijn", lambda text: parse_date(text, today), None, Problem("termijn", "datum_ongeldig")
        ),
        terugkerend=line.terugkerend,
        interval_maanden=line.interval_maanden,
        certificaat_vereist=line.certificaat_vereist,
    )
    return Invoerregel(line=cells.line, maatregel=maatregel, raming=raming, btw=line.btw, per_jaar=is_yearly)


def _either(cells: _Cells, column: str, known: Catalogusmaatregel | None) -> str:
    """The cell, or what the catalogue has when the cell is empty."""
    return cells.text(column) or (str(getattr(known, COLUMNS[column])) if known else "")
