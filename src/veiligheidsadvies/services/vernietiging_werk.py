"""Carrying out one destruction: counting, destroying in one action, looking afterwards, keeping its trace."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.bewaarstand import Bewaarstand
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.conceptherkomst import Conceptherkomst
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.vernietigplan import Vernietigplan, periode
from veiligheidsadvies.storage import bewaar_table, records
from veiligheidsadvies.storage.tables import BY_TABLE, RECORDS
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.vault.destruction import Destroyed, Plan, holds, list_kept

REEKS = "vernietiging"
LOGBOEK = "logboek"
_KENMERK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Omvang:
    """How much goes: `weg` records whole, `leeg` records that stay without content; `rijen` is both.

    `elders` are the records of something else in which a confidential text of it stands, by their kind;
    `gehouden` says what has one and stays, since another dossier is under hold.
    `kenmerk` changes with every change to the dossier.
    """

    weg: int
    leeg: int
    beelden: int
    bijlagen: int
    concepten: int
    exemplaren: int
    buiten: int
    elders: tuple[str, ...]
    gehouden: tuple[str, ...] = ()
    kenmerk: str

    @property
    def rijen(self) -> int:
        """Records that go or lose their content."""
        return self.weg + self.leeg


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gevonden:
    """Confidential texts that stand elsewhere, the kinds of record with them, and what a hold keeps."""

    teksten: set[str]
    plekken: set[str]
    gehouden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vernietiger:
    """Works on one dossier or kind."""

    context: Context
    stand: Bewaarstand

    def extent(self) -> Omvang:
        """Counted, nothing is changed."""
        planner = self._planner
        plan = planner.plan(self.stand.soort)
        copies, outside = planner.copies()
        soort = self.stand.soort
        found = self._found(plan)
        return Omvang(
            weg=len(plan.remove),
            leeg=len(plan.strip),
            beelden=self.context.vault.count_images(plan),
            bijlagen=sum(table == "bijlage" for table, _ in plan.remove),
            concepten=len(plan.drafts),
            exemplaren=copies if soort in {Bewaarsoort.DOSSIER, Bewaarsoort.EXEMPLAREN} else 0,
            buiten=outside if soort is Bewaarsoort.DOSSIER else 0,
            elders=tuple(sorted(found.plekken - {LOGBOEK})),
            gehouden=found.gehouden,
            kenmerk=self._mark(plan),
        )

    def carry_out(self, akkoord: Akkoord) -> Changes:
        """One action; whatever fails, nothing was destroyed. StorageUnavailable."""
        vault = self.context.vault
        size = self.extent()
        plan = self._planner.plan(self.stand.soort)
        before = self._trace(akkoord, size)
        with vault.action(f"Vernietigd: {self.stand.code}", origin=self.context.origin) as log:
            year = self.context.today.year
            number = f"VV-{year}-{vault.next_number(REEKS, year):03d}"
            gone = vault.destroy(log, plan)
            row_id = records.save(log, _told(before, number, gone, plan=plan, found=self._found(plan)))
        return Changes(records=frozenset(RECORDS), action=log.action, row_id=row_id)

    @property
    def _planner(self) -> Vernietigplan:
        return Vernietigplan(self.context, self.stand.dossier_id)

    def _mark(self, plan: Plan) -> str:
        parts = [*(f"{table}:{row}" for table, row, _ in plan.strip), *(f"{t}:{r}" for t, r in plan.remove)]
        newest = bewaar_table.last_change(self.context.connection, self.stand.dossier_id)
        whole = "\n".join([self.stand.code, newest, *sorted(parts)])
        return hashlib.sha256(whole.encode()).hexdigest()[:_KENMERK]

    def _trace(self, akkoord: Akkoord, size: Omvang) -> Vernietiging:
        """What is known of it beforehand."""
        connection, stand, rule = self.context.connection, self.stand, self.stand.regel
        dossier = records.get(connection, Dossier, stand.dossier_id)
        person = records.find_where(connection, Bestuurder, "dossier_id = ?", (stand.dossier_id,))
        begin, end = (person.begin, person.einde) if person else (None, None)
        return Vernietiging(
            nummer="",
            code=stand.code,
            soort=stand.soort,
            orgaan=rule.orgaan,
            periode=periode(dossier, begin, end),
            termijn=rule.termijn,
            grond=rule.grond,
            selectielijst=rule.selectielijst,
            categorie=rule.categorie,
            verstreken_op=stand.tot or self.context.today,
            rijen=0,
            beelden=0,
            concepten=0,
            zoekteksten=0,
            bijlagen=0,
            exemplaren=size.exemplaren,
            exemplaren_buiten=size.buiten,
            gezocht=0,
            gevonden=0,
            voorgesteld_door=akkoord.voorgesteld_door,
            akkoord_id=AkkoordId(akkoord.id or 0),
            op=self.context.now(),
            logregel=bewaar_table.last_log_row(connection),
            logkop=self.context.vault.log_head(),
        )

    def _found(self, plan: Plan) -> _Gevonden:
        """Which of the confidential texts stand in other records, and what a hold keeps that has them.

        What an action was called is under the chain: where earlier programs put a name there, that is told.
        """
        own = {(table, row) for table, row, _ in plan.strip} | set(plan.remove)
        texts, places = set[str](), set[str]()
        for table in BY_TABLE:
            for row_id, *values in bewaar_table.list_rows(self.context.connection, table):
                if (table, row_id) in own:
                    continue
                found = {text for text in plan.texts if any(holds(value, (text,)) for value in values)}
                texts |= found
                places |= {table} if found else set()
        called = bewaar_table.list_descriptions(self.context.connection)
        named = {text for text in plan.texts if any(holds(one, (text,)) for one in called)}
        states = list_kept(self.context.vault.connection, plan)
        drafts = list(self._kept_drafts(plan))
        return _Gevonden(
            teksten=texts | named | set().union(*(found for _, found in (*states, *drafts))),
            plekken=places | ({LOGBOEK} if named else set()),
            gehouden=tuple(self._held(Counter(one for one, _ in states), Counter(one for one, _ in drafts))),
        )

    def _kept_drafts(self, plan: Plan) -> Iterator[tuple[int, set[str]]]:
        """Unsaved forms that stay though such texts stand in them: the dossier under hold, and the texts."""
        origin = Conceptherkomst(self.context)
        for draft in self.context.vault.list_drafts():
            found = {one for one in plan.texts if holds(draft.data, (one,)) or holds(draft.key, (one,))}
            if found and draft.key not in plan.drafts:
                yield min((origin.dossiers(draft) or frozenset()) & plan.held, default=0), found

    def _held(self, states: Counter[int], drafts: Counter[int]) -> Iterator[str]:
        """A phrase for each dossier under hold."""
        codes = {int(one.id or 0): one.code for one in records.list_where(self.context.connection, Dossier)}
        for dossier_id in sorted({*states, *drafts}):
            found = (
                (states[dossier_id], "eerdere stand", "eerdere standen"),
                (drafts[dossier_id], "concept", "concepten"),
            )
            parts = ", ".join(count(number, one, more) for number, one, more in found if number)
            yield f"{codes[dossier_id]} onder bewaarplicht ({parts})" if dossier_id else parts


def _told(
    before: Vernietiging, number: str, gone: Destroyed, *, plan: Plan, found: _Gevonden
) -> Vernietiging:
    return replace(
        before,
        nummer=number,
        rijen=gone.rows,
        beelden=gone.images,
        concepten=gone.drafts,
        zoekteksten=gone.entries,
        bijlagen=sum(table == "bijlage" for table, _ in plan.remove),
        gezocht=len(plan.texts),
        gevonden=len(found.teksten),
        resten=", ".join([*sorted(found.plekken), *found.gehouden]),
    )
