"""Carrying out one destruction: counting, destroying in one action, looking afterwards, keeping its trace."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.bewaarstand import Bewaarstand
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar, SoortDocument
from veiligheidsadvies.domain.vernietiging import Vernietiging, resten
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.conceptherkomst import Conceptherkomst
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.vernietigplan import Vernietigplan, periode
from veiligheidsadvies.storage import bewaar_table, records
from veiligheidsadvies.storage.tables import BY_TABLE, RECORDS
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.vault.destruction import Destroyed, Plan, States
from veiligheidsadvies.vault.stored_text import plain, texts_in

REEKS = "vernietiging"
LOGBOEK = "logboek"
_KENMERK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Omvang:
    """How much goes: `weg` records whole, `leeg` records that stay without content; `rijen` is both.

    `mee` says what of other dossiers goes as well, since a confidential text of it stands in that; the other
    numbers are without. `elders` are the records of something else with such a text, by their kind;
    `gehouden` says what has one and stays, since another dossier is under hold. `papieren` are the numbers of
    copies of no dossier that tell its code, and keep it. `kenmerk` changes with every change to the dossier.
    """

    weg: int
    leeg: int
    beelden: int
    bijlagen: int
    concepten: int
    exemplaren: int
    buiten: int
    mee: tuple[str, ...] = ()
    elders: tuple[str, ...]
    gehouden: tuple[str, ...] = ()
    papieren: tuple[str, ...] = ()
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

    @property
    def plaatsen(self) -> str:
        """All of it in words."""
        return ", ".join([*sorted(self.plekken), *self.gehouden])


@dataclass(frozen=True, slots=True)
class Vernietiger:
    """Works on one dossier or kind."""

    context: Context
    stand: Bewaarstand

    def extent(self) -> Omvang:
        """Counted, nothing is changed."""
        plan = self._planner.plan(self.stand.soort)
        copies = self._copies()
        states = self.context.vault.judge_states(plan)
        found = self._found(plan, states)
        drafts = self._other_drafts(plan)
        return Omvang(
            weg=len(plan.remove),
            leeg=len(plan.strip),
            beelden=len(states.gone) - states.others.total(),
            bijlagen=sum(table == "bijlage" for table, _ in plan.remove),
            concepten=len(plan.drafts) - drafts.total(),
            exemplaren=sum(bool(one.snapshot) for one in copies),
            buiten=_outside(copies),
            mee=tuple(self._others(states.others, drafts)),
            elders=tuple(sorted(found.plekken - {LOGBOEK})),
            gehouden=found.gehouden,
            papieren=tuple(self._papers()),
            kenmerk=self._mark(plan),
        )

    def carry_out(self, akkoord: Akkoord) -> Changes:
        """One action; whatever fails, nothing was destroyed. StorageUnavailable."""
        vault = self.context.vault
        plan = self._planner.plan(self.stand.soort)
        before, drafts = self._trace(akkoord), self._other_drafts(plan)
        with vault.action(f"Vernietigd: {self.stand.code}", origin=self.context.origin) as log:
            year = self.context.today.year
            number = f"VV-{year}-{vault.next_number(REEKS, year):03d}"
            gone = vault.destroy(log, plan)
            found = self._found(plan, gone.states)
            others = ", ".join(self._others(gone.states.others, drafts))
            left = resten(found.plaatsen, others, ", ".join(self._papers()))
            told = replace(before, nummer=number, resten=left)
            row_id = records.save(log, _told(told, gone, plan=plan, found=found, drafts=drafts))
        return Changes(records=frozenset(RECORDS), action=log.action, row_id=row_id)

    @property
    def _planner(self) -> Vernietigplan:
        return Vernietigplan(self.context, self.stand.dossier_id)

    def _copies(self) -> list[Exemplaar]:
        """The numbered copies of which the content goes, or went before; none when another kind goes."""
        has_copies = self.stand.soort in {Bewaarsoort.DOSSIER, Bewaarsoort.EXEMPLAREN}
        return self._planner.copies() if has_copies else []

    def _papers(self) -> Iterator[str]:
        """Numbers of copies of no dossier, such as a cost overview, of which the kept text tells its code."""
        if self.stand.soort is not Bewaarsoort.DOSSIER:
            return
        where = "dossier_id IS NULL AND snapshot <> '' AND document <> ?"
        for copy in records.list_where(
            self.context.connection, Exemplaar, where, (SoortDocument.VERNIETIGING.value,), order="nummer"
        ):
            if texts_in((copy.snapshot,), (plain(self.stand.code),)):
                yield copy.nummer

    def _mark(self, plan: Plan) -> str:
        parts = [*(f"{table}:{row}" for table, row, _ in plan.strip), *(f"{t}:{r}" for t, r in plan.remove)]
        newest = bewaar_table.last_change(self.context.connection, self.stand.dossier_id)
        whole = "\n".join([self.stand.code, newest, *sorted(parts)])
        return hashlib.sha256(whole.encode()).hexdigest()[:_KENMERK]

    def _trace(self, akkoord: Akkoord) -> Vernietiging:
        """What is known of it beforehand."""
        copies = [one for one in self._copies() if one.snapshot]
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
            exemplaren=len(copies),
            exemplaren_buiten=_outside(copies),
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

    def _other_drafts(self, plan: Plan) -> Counter[int]:
        """Unsaved forms of something else that go as well, by dossier, 0 for none."""
        origin, found = Conceptherkomst(self.context), Counter[int]()
        for draft in self.context.vault.list_drafts():
            owners = origin.dossiers(draft) if draft.key in plan.drafts else None
            if owners is not None and plan.dossier_id not in owners:
                found[min(owners, default=0)] += 1
        return found

    def _kept_drafts(self, plan: Plan) -> Iterator[tuple[int, set[str]]]:
        """Unsaved forms that stay though such texts stand in them: the dossier under hold, and the texts."""
        origin = Conceptherkomst(self.context)
        for draft in self.context.vault.list_drafts():
            found = texts_in((draft.data, draft.key), plan.texts)
            if found and draft.key not in plan.drafts:
                yield min((origin.dossiers(draft) or frozenset()) & plan.held, default=0), found

    def _held(self, states: Counter[int], drafts: Counter[int]) -> Iterator[str]:
        """A phrase for each dossier under hold."""
        codes = self._codes()
        for dossier_id in sorted({*states, *drafts}):
            parts = ", ".join(_parts(states[dossier_id], drafts[dossier_id]))
            yield f"{codes[dossier_id]} onder bewaarplicht ({parts})" if dossier_id else parts

    def _others(self, states: Counter[int], drafts: Counter[int]) -> Iterator[str]:
        """A phrase for each other dossier of which something goes as well, last for what is of none."""
        codes = self._codes()
        for dossier_id in sorted({*states, *drafts}, key=lambda one: (one not in codes, one)):
            parts = " en ".join(_parts(states[dossier_id], drafts[dossier_id]))
            yield f"{parts} van {codes[dossier_id]}" if dossier_id in codes else f"{parts} buiten de dossiers"

    def _codes(self) -> dict[int, str]:
        return {int(one.id or 0): one.code for one in records.list_where(self.context.connection, Dossier)}


def _outside(copies: Sequence[Exemplaar]) -> int:
    """How many of them did not come back."""
    return sum(one.afloop in {Afloop.BUITEN, Afloop.VERMIST} for one in copies)


def _parts(states: int, drafts: int) -> Iterator[str]:
    if states:
        yield count(states, "eerdere stand", "eerdere standen")
    if drafts:
        yield count(drafts, "concept", "concepten")


def _told(
    before: Vernietiging, gone: Destroyed, *, plan: Plan, found: _Gevonden, drafts: Counter[int]
) -> Vernietiging:
    return replace(
        before,
        rijen=gone.rows,
        beelden=gone.images - gone.states.others.total(),
        concepten=gone.drafts - drafts.total(),
        zoekteksten=gone.entries,
        bijlagen=sum(table == "bijlage" for table, _ in plan.remove),
        gezocht=len(plan.texts),
        gevonden=len(found.teksten),
    )
