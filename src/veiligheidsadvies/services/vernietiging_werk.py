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
from veiligheidsadvies.vault.destruction import Destroyed, Plan, States, texts_in

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
        plan = self._planner.plan(self.stand.soort)
        copies, outside = self._copies()
        states = self.context.vault.judge_states(plan)
        found = self._found(plan, states)
        return Omvang(
            weg=len(plan.remove),
            leeg=len(plan.strip),
            beelden=len(states.gone),
            bijlagen=sum(table == "bijlage" for table, _ in plan.remove),
            concepten=len(plan.drafts),
            exemplaren=copies,
            buiten=outside,
            elders=tuple(sorted(found.plekken - {LOGBOEK})),
            gehouden=found.gehouden,
            kenmerk=self._mark(plan),
        )

    def carry_out(self, akkoord: Akkoord) -> Changes:
        """One action; whatever fails, nothing was destroyed. StorageUnavailable."""
        vault = self.context.vault
        plan = self._planner.plan(self.stand.soort)
        before = self._trace(akkoord)
        with vault.action(f"Vernietigd: {self.stand.code}", origin=self.context.origin) as log:
            year = self.context.today.year
            number = f"VV-{year}-{vault.next_number(REEKS, year):03d}"
            gone = vault.destroy(log, plan)
            found = self._found(plan, gone.states)
            row_id = records.save(log, _told(before, number, gone, plan=plan, found=found))
        return Changes(records=frozenset(RECORDS), action=log.action, row_id=row_id)

    @property
    def _planner(self) -> Vernietigplan:
        return Vernietigplan(self.context, self.stand.dossier_id)

    def _copies(self) -> tuple[int, int]:
        """The numbered copies of which the content goes, and how many of them are still out."""
        copies, outside = self._planner.copies()
        is_whole = self.stand.soort is Bewaarsoort.DOSSIER
        has_copies = is_whole or self.stand.soort is Bewaarsoort.EXEMPLAREN
        return copies if has_copies else 0, outside if is_whole else 0

    def _mark(self, plan: Plan) -> str:
        parts = [*(f"{table}:{row}" for table, row, _ in plan.strip), *(f"{t}:{r}" for t, r in plan.remove)]
        newest = bewaar_table.last_change(self.context.connection, self.stand.dossier_id)
        whole = "\n".join([self.stand.code, newest, *sorted(parts)])
        return hashlib.sha256(whole.encode()).hexdigest()[:_KENMERK]

    def _trace(self, akkoord: Akkoord) -> Vernietiging:
        """What is known of it beforehand."""
        copies, outside = self._copies()
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
            exemplaren=copies,
            exemplaren_buiten=outside,
            gezocht=0,
            gevonden=0,
            voorgesteld_door=akkoord.voorgesteld_door,
            akkoord_id=AkkoordId(akkoord.id or 0),
            op=self.context.now(),
            logregel=bewaar_table.last_log_row(connection),
            logkop=self.context.vault.log_head(),
        )

    def _found(self, plan: Plan, states: States) -> _Gevonden:
        """Which of the confidential texts stand in other records, and what a hold keeps that has them.

        What an action was called is under the chain: where earlier programs put a name there, that is told.
        """
        own = {(table, row) for table, row, _ in plan.strip} | set(plan.remove)
        texts, places = set[str](), set[str]()
        for table in BY_TABLE:
            for row_id, *values in bewaar_table.list_rows(self.context.connection, table):
                if (table, row_id) in own:
                    continue
                found = texts_in(values, plan.texts)
                texts |= found
                places |= {table} if found else set()
        called = bewaar_table.list_descriptions(self.context.connection)
        named = texts_in(called, plan.texts)
        drafts = list(self._kept_drafts(plan))
        return _Gevonden(
            teksten=texts | named | set().union(*(found for _, found in (*states.kept, *drafts))),
            plekken=places | ({LOGBOEK} if named else set()),
            gehouden=tuple(
                self._held(Counter(one for one, _ in states.kept), Counter(one for one, _ in drafts))
            ),
        )

    def _kept_drafts(self, plan: Plan) -> Iterator[tuple[int, set[str]]]:
        """Unsaved forms that stay though such texts stand in them: the dossier under hold, and the texts."""
        origin = Conceptherkomst(self.context)
        for draft in self.context.vault.list_drafts():
            found = texts_in((draft.data, draft.key), plan.texts)
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
