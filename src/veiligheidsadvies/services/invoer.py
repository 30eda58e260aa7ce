"""Taking a list of measures into a dossier: look first, then all of it as one action, or nothing.

What was looked at is what is written: a list with one bad row writes nothing, and every bad row is named by
its line in the file. The same list a second time is noticed, in whatever order, separator or coding it comes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag, excluding_btw, total
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import ImportRejected, ImportSeen
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.exchange import maatregelen_tsv
from veiligheidsadvies.exchange.maatregelen_tsv import Invoerregel, RowProblem
from veiligheidsadvies.exchange.table_file import load, read_table
from veiligheidsadvies.services.boekjaar import open_year
from veiligheidsadvies.services.catalogus import CatalogusService
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, unprintable
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import count, fold

__all__ = ["InvoerService", "Invoerlijst", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoerlijst:
    """A list as it would be taken in.

    `ramingen` counts the rows that bring an estimate; `eenmalig` and `per_jaar` add them up incl. btw.
    `al_aanwezig` rows stand in the dossier already with the same code and title, from another list or typed;
    they are told, not left out. `onbekende_kolommen` are not taken in. `kenmerk` is one value per list.
    """

    dossier_id: DossierId
    regels: tuple[Invoerregel, ...]
    kenmerk: str
    al_aanwezig: int
    onbekende_kolommen: tuple[str, ...]

    @property
    def aantal(self) -> int:
        """How many measures it writes."""
        return len(self.regels)

    @property
    def ramingen(self) -> int:
        """How many estimates it writes."""
        return sum(1 for regel in self.regels if regel.raming)

    @property
    def eenmalig(self) -> Bedrag:
        """What is spent once."""
        return total(regel.raming for regel in self.regels if not regel.per_jaar)

    @property
    def per_jaar(self) -> Bedrag:
        """What returns every year."""
        return total(regel.raming for regel in self.regels if regel.per_jaar)

    def per_domein(self) -> dict[Domein, int]:
        """Measures per domain, also where there are none."""
        counted = Counter(regel.maatregel.domein for regel in self.regels)
        return {domein: counted[domein] for domein in Domein}


@dataclass(frozen=True, slots=True)
class InvoerService:
    """Preview reads, `add` is one user action."""

    context: Context

    def preview(self, dossier_id: DossierId, content: bytes) -> Invoerlijst:
        """What the list would write; FileUnreadable, ImportRejected with every bad row, or ImportSeen."""
        dossier = DossierService(self.context).get(dossier_id)
        catalogue = {line.code: line for line in CatalogusService(self.context).list_all(with_ended=True)}
        table = read_table(content)
        lines, wrong = maatregelen_tsv.read_measures(table, catalogue, self.context.today)
        seen_wrong = {each.line for each in wrong}
        wrong += [
            RowProblem(line=line.line, problem=problem)
            for line in lines
            if line.line not in seen_wrong
            for problem in [*unprintable(line.maatregel), *self._estimate_problems(line)]
        ]
        if wrong:
            raise ImportRejected([each.told for each in sorted(wrong, key=lambda each: each.line)])
        rows = tuple(
            replace(line, maatregel=replace(line.maatregel, dossier_id=dossier.id)) for line in lines
        )
        fingerprint = _fingerprint(rows)
        self._refuse_seen(dossier_id, fingerprint, rows)
        present = {_likeness(m) for m in DossierService(self.context).list_maatregelen(dossier_id)}
        return Invoerlijst(
            dossier_id=dossier_id,
            regels=rows,
            kenmerk=fingerprint,
            al_aanwezig=sum(1 for row in rows if _likeness(row.maatregel) in present),
            onbekende_kolommen=maatregelen_tsv.unknown_columns(table),
        )

    def add(self, seen: Invoerlijst) -> Changes:
        """Write exactly what was previewed as one action; ImportSeen when it was written meanwhile."""
        self._refuse_seen(seen.dossier_id, seen.kenmerk, seen.regels)

        def work(log: records.Log) -> int | None:
            written = [self._write(log, row) for row in seen.regels]
            self.context.vault.set_setting(_setting(seen.dossier_id, seen.kenmerk), json.dumps(written))
            return written[-1]

        told = count(seen.aantal, "maatregel", "maatregelen")
        return self.context.write(f"{told} ingelezen", work, Maatregel, Statusovergang, Kostenregel)

    def _write(self, log: records.Log, row: Invoerregel) -> int:
        today = self.context.today
        maatregel = replace(row.maatregel, status_op=today)
        row_id = MaatregelId(records.save(log, maatregel))
        begin = Statusovergang(
            maatregel_id=row_id,
            dossier_id=maatregel.dossier_id,
            naar=maatregel.status,
            op=today,
            tijdstip=self.context.now(),
            door=self.context.vault.actor,
        )
        records.save(log, begin)
        if row.raming:
            records.save(log, replace(self._estimate(row), maatregel_id=row_id))
        return row_id

    def _estimate(self, row: Invoerregel) -> Kostenregel:
        today, maatregel = self.context.today, row.maatregel
        return Kostenregel(
            dossier_id=maatregel.dossier_id,
            soort=SoortKosten.RAMING,
            ex=excluding_btw(row.raming, row.btw),
            btw=row.btw,
            incl=row.raming,
            datum=today,
            boekjaar=open_year(self.context, maatregel.termijn or today),
            per_jaar=row.per_jaar,
            fiscale_categorie=fiscal_category(maatregel.grondslag, maatregel.betaler),
        )

    def _estimate_problems(self, row: Invoerregel) -> list[Problem]:
        return self._estimate(row).problems() if row.raming else []

    def _refuse_seen(self, dossier_id: DossierId, fingerprint: str, rows: tuple[Invoerregel, ...]) -> None:
        """ImportSeen when this list was taken in before and any of it still stands (not undone, removed)."""
        kept = self.context.vault.setting(_setting(dossier_id, fingerprint))
        if kept is None:
            return
        ids, alike = set(json.loads(kept)), {_likeness(row.maatregel) for row in rows}
        measures = DossierService(self.context).list_maatregelen(dossier_id)
        if any(m.id in ids and _likeness(m) in alike for m in measures):
            raise ImportSeen


def _setting(dossier_id: DossierId, fingerprint: str) -> str:
    return f"invoer:{dossier_id}:{fingerprint}"


def _likeness(maatregel: Maatregel) -> tuple[str, str]:
    return maatregel.catalogus_code, fold(maatregel.titel)


def _fingerprint(rows: tuple[Invoerregel, ...]) -> str:
    """SHA-256 over what the rows mean, whatever their order."""
    plain = sorted(
        json.dumps([records.to_row(row.maatregel), row.raming.cents, int(row.btw), row.per_jaar])
        for row in rows
    )
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()
