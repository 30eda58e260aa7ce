"""Use cases on measures: lists a page at a time, save, change many at once, from catalogue to row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.bedrag import Bedrag, excluding_btw
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie, Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel, MaatregelId, Status
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.boekjaar import open_year, require_open_end, require_unlocked
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.storage import maatregel_table, records
from veiligheidsadvies.storage.maatregel_table import (
    MaatregelFilter,
    MaatregelRegel,
    MaatregelTotaal,
    Volgorde,
)

__all__ = ["MaatregelFilter", "MaatregelRegel", "MaatregelService", "MaatregelTotaal", "Volgorde"]

BULK_VELDEN = frozenset({"termijn", "verantwoordelijke", "leverancier", "prioriteit", "betaler", "grondslag"})


def fiscal_category(grondslag: Grondslag | None, betaler: Betaler | None) -> FiscaleCategorie:
    """The category proposed for a new line; the manager may choose another (domain reference 1.6)."""
    if betaler is Betaler.BESTUURDER:
        return FiscaleCategorie.EIGEN_REKENING
    if grondslag is Grondslag.REGELING_WOONPLEK:
        return FiscaleCategorie.ARBO_GERICHT_VRIJGESTELD
    return FiscaleCategorie.NADER_BEPALEN


@dataclass(frozen=True, slots=True)
class MaatregelService:
    """One public method is one user action; status changes are in `overgangen`."""

    context: Context

    def get(self, maatregel_id: MaatregelId) -> Maatregel:
        """The measure with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Maatregel, maatregel_id)

    def list_ids(
        self, chosen: MaatregelFilter, order: Volgorde, *, descending: bool = False, limit: int = -1
    ) -> list[int]:
        """The ids that the filter leaves, in list order; the first `limit` (-1: all)."""
        return maatregel_table.list_ids(
            self.context.connection, chosen, order, descending=descending, limit=limit
        )

    def list_page(self, ids: Sequence[int]) -> list[MaatregelRegel]:
        """The lines of these ids (some hundreds at most), in the order given."""
        return maatregel_table.list_page(self.context.connection, tuple(ids))

    def totals(self, chosen: MaatregelFilter) -> MaatregelTotaal:
        """Number and amounts of what the filter leaves."""
        return maatregel_table.totals(self.context.connection, chosen)

    def count(self, chosen: MaatregelFilter) -> int:
        """How many measures the filter leaves."""
        return maatregel_table.count(self.context.connection, chosen)

    def sums_by_status(self, chosen: MaatregelFilter) -> dict[Status, MaatregelTotaal]:
        """Number and amounts of what the filter leaves, per status that occurs."""
        return maatregel_table.sums_by_status(self.context.connection, chosen)

    def list_leveranciers(self) -> list[str]:
        """Every supplier that was ever filled in, by name."""
        return maatregel_table.list_leveranciers(self.context.connection)

    def find_ids(self, text: str, *, limit: int = 2000) -> tuple[int, ...]:
        """Ids of measures whose text, code, supplier or reference holds `text`, for `MaatregelFilter.ids`.

        All measures of dossiers whose code begins with it come after those, as far as `limit` goes.
        """
        hits = self.context.vault.search(text, limit=limit)
        found = [hit.row_id for hit in hits if hit.table == Maatregel.TABEL]
        found += maatregel_table.list_ids_by_code(self.context.connection, text.strip(), limit=limit)
        return tuple(dict.fromkeys(found))[:limit]

    def history(self, maatregel_id: MaatregelId) -> list[Statusovergang]:
        """Every status it had, newest first (rule R16: nothing is overwritten)."""
        return records.list_where(
            self.context.connection, Statusovergang, "maatregel_id = ?", (maatregel_id,), order="id DESC"
        )

    def from_catalogus(self, line: Catalogusmaatregel, dossier_id: DossierId) -> Maatregel:
        """A new, unsaved measure with what the catalogue knows."""
        return Maatregel(
            dossier_id=dossier_id,
            domein=line.domein,
            catalogus_code=line.code,
            titel=line.titel,
            norm=line.norm,
            grondslag=line.grondslag,
            betaler=line.betaler,
            terugkerend=line.terugkerend,
            interval_maanden=line.interval_maanden,
            certificaat_vereist=line.certificaat_vereist,
        )

    def save(self, maatregel: Maatregel, raming: Bedrag | None = None) -> Changes:
        """Add or change one measure; a new one starts its history. `raming` (incl. btw) adds an estimate."""
        return self.save_many([(maatregel, raming)], description="Maatregel bewaard")

    def save_with_lines(self, maatregel: Maatregel, lines: Sequence[Kostenregel]) -> Changes:
        """Add or change one measure with some of its cost lines, as one action; InvalidInput, YearClosed."""
        check(maatregel)
        for line in lines:
            check(line)
        self._require_open_end(maatregel)
        require_unlocked(self.context, lines)

        def work(log: records.Log) -> int:
            row_id = MaatregelId(self._write(log, maatregel, None))
            for line in lines:
                records.save(log, replace(line, maatregel_id=row_id, dossier_id=maatregel.dossier_id))
            return row_id

        return self.context.write("Maatregel bewaard", work, Maatregel, Statusovergang, Kostenregel)

    def save_many(
        self, items: Sequence[tuple[Maatregel, Bedrag | None]], *, description: str = "Maatregelen toegevoegd"
    ) -> Changes:
        """Add or change several measures as one action (grid entry, import); InvalidInput, YearClosed."""
        for maatregel, raming in items:
            check(maatregel, _negative(raming))
            self._require_open_end(maatregel)

        def work(log: records.Log) -> int | None:
            last = None
            for maatregel, raming in items:
                last = self._write(log, maatregel, raming)
            return last

        return self.context.write(description, work, Maatregel, Statusovergang, Kostenregel)

    def change_many(self, ids: Sequence[int], changes: Mapping[str, Any]) -> Changes:
        """One change for all chosen measures, as one undo step; only the fields of BULK_VELDEN."""
        if unknown := set(changes) - BULK_VELDEN:
            raise ValueError(f"not a bulk field: {sorted(unknown)}")
        chosen = [replace(self.get(MaatregelId(row_id)), **changes) for row_id in ids]
        for maatregel in chosen:
            check(maatregel)

        def work(log: records.Log) -> None:
            for maatregel in chosen:
                records.save(log, maatregel)

        number = f"{len(chosen)} maatregelen" if len(chosen) != 1 else "1 maatregel"
        return self.context.write(f"{number} gewijzigd", work, Maatregel)

    def _write(self, log: records.Log, maatregel: Maatregel, raming: Bedrag | None) -> int:
        is_new = maatregel.id is None
        if is_new:
            maatregel = replace(maatregel, status_op=maatregel.status_op or self.context.today)
        else:
            maatregel = self._with_kept_status(maatregel)
        row_id = MaatregelId(records.save(log, maatregel))
        if is_new:
            records.save(log, self._first_line(maatregel, row_id))
        if raming is not None and raming.cents > 0:
            records.save(log, self._estimate(replace(maatregel, id=row_id), raming))
        return row_id

    def _require_open_end(self, maatregel: Maatregel) -> None:
        if maatregel.id is not None:
            require_open_end(self.context, self.get(maatregel.id), self._with_kept_status(maatregel))

    def _with_kept_status(self, maatregel: Maatregel) -> Maatregel:
        """R16: a saved status changes by a step only, so a form that was open meanwhile leaves it alone."""
        kept = self.get(MaatregelId(maatregel.id or 0))
        return replace(maatregel, status=kept.status, status_op=kept.status_op)

    def _first_line(self, maatregel: Maatregel, row_id: MaatregelId) -> Statusovergang:
        return Statusovergang(
            maatregel_id=row_id,
            dossier_id=maatregel.dossier_id,
            naar=maatregel.status,
            op=maatregel.status_op or self.context.today,
            tijdstip=self.context.now(),
            door=self.context.vault.actor,
        )

    def _estimate(self, maatregel: Maatregel, incl: Bedrag) -> Kostenregel:
        rate = self._rate_of(maatregel)
        return Kostenregel(
            maatregel_id=maatregel.id,
            dossier_id=maatregel.dossier_id,
            soort=SoortKosten.RAMING,
            ex=excluding_btw(incl, rate),
            btw=rate,
            incl=incl,
            datum=self.context.today,
            boekjaar=open_year(self.context, maatregel.termijn or self.context.today),
            per_jaar=maatregel.kost_per_jaar,
            fiscale_categorie=fiscal_category(maatregel.grondslag, maatregel.betaler),
        )

    def _rate_of(self, maatregel: Maatregel) -> Any:
        line = records.find_where(
            self.context.connection, Catalogusmaatregel, "code = ?", (maatregel.catalogus_code,)
        )
        return line.btw if line else Kostenregel.__dataclass_fields__["btw"].default


def _negative(raming: Bedrag | None) -> list[Problem]:
    return [Problem("raming", "negatief")] if raming is not None and raming.cents < 0 else []
