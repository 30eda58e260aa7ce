"""Use cases on dossiers and what hangs directly below them: person, homes, work locations, advices, steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.controle import problems_of
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier, is_rest_code
from veiligheidsadvies.domain.errors import InvalidInput, NotFound
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.regels import Dossierstand
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.bewaarlijst import require_no_hold
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.storage import records


@dataclass(frozen=True, slots=True)
class DossierService:
    """One public method is one user action."""

    context: Context

    def get(self, dossier_id: DossierId) -> Dossier:
        """The dossier with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Dossier, dossier_id)

    def find_by_code(self, code: str) -> Dossier | None:
        """The dossier with this code, typed in any case."""
        return records.find_where(self.context.connection, Dossier, "code = ?", (code.strip().upper(),))

    def get_by_code(self, code: str) -> Dossier:
        """As `find_by_code`; NotFound when there is none."""
        found = self.find_by_code(code)
        if found is None:
            raise NotFound(code.strip().upper())
        return found

    def list_all(self) -> list[Dossier]:
        """All dossiers by code, but for those of which only amounts are left."""
        return records.list_where(self.context.connection, Dossier, "vernietigd_op IS NULL", order="code")

    def find_bestuurder(self, dossier_id: DossierId) -> Bestuurder | None:
        """The person of a dossier; None for organisatie and overig without one."""
        return records.find_where(self.context.connection, Bestuurder, "dossier_id = ?", (dossier_id,))

    def list_woonplekken(self, dossier_id: DossierId) -> list[Woonplek]:
        """Homes, newest first."""
        return self._of(Woonplek, dossier_id, "coalesce(vanaf, '') DESC, id DESC")

    def list_werklocaties(self, dossier_id: DossierId) -> list[Werklocatie]:
        """Work locations by name."""
        return self._of(Werklocatie, dossier_id, "naam")

    def list_adviezen(self, dossier_id: DossierId) -> list[Advies]:
        """Advices, newest first."""
        return self._of(Advies, dossier_id, "coalesce(ccv_datum, '9999') DESC, id DESC")

    def list_stappen(self, dossier_id: DossierId) -> list[Stap]:
        """What was noted of the twenty steps, by number."""
        return self._of(Stap, dossier_id, "nummer")

    def list_maatregelen(self, dossier_id: DossierId) -> list[Maatregel]:
        """All measures of a dossier by domain, code and id."""
        order = "instr('wonen werk verplaatsen informatie', domein), catalogus_code, id"
        return self._of(Maatregel, dossier_id, order)

    def stand(
        self, dossier_id: DossierId, day: dt.date | None = None, *, has_maatregelen: bool = True
    ) -> Dossierstand:
        """What the rules look at, on `day` (default today), with or without its measures."""
        return Dossierstand(
            dag=day or self.context.today,
            bestuurder=self.find_bestuurder(dossier_id),
            woonplekken=tuple(self.list_woonplekken(dossier_id)),
            adviezen=tuple(self.list_adviezen(dossier_id)),
            maatregelen=tuple(self.list_maatregelen(dossier_id)) if has_maatregelen else (),
        )

    def propose_code(self, ambt: Ambt | None) -> str:
        """The next free code for an office (GED-05), or for the organisation (ORG-01)."""
        letters = ambt.codevorm if ambt else "ORG"
        taken = {dossier.code for dossier in self.list_all()} | self._destroyed_codes()
        return next(code for n in range(1, 1000) if (code := f"{letters}-{n:02d}") not in taken)

    def create(self, dossier: Dossier, bestuurder: Bestuurder | None = None) -> Changes:
        """A new dossier, with its person where it has one, as one action; raises InvalidInput."""
        dossier = replace(dossier, code=dossier.code.strip().upper())
        problems = self._code_problems(dossier)
        if bestuurder is not None:
            problems += problems_of(bestuurder)
        elif dossier.soort is SoortDossier.BESTUURDER:
            problems.append(Problem("naam", "verplicht"))
        check(dossier, problems)
        if bestuurder is not None:
            check(bestuurder)

        def work(log: records.Log) -> int:
            dossier_id = DossierId(records.save(log, dossier))
            if bestuurder is not None:
                records.save(log, replace(bestuurder, dossier_id=dossier_id))
            return dossier_id

        return self.context.write(f"Dossier {dossier.code} aangemaakt", work, Dossier, Bestuurder)

    def save(self, dossier: Dossier, bestuurder: Bestuurder | None = None) -> Changes:
        """Change a dossier and its person as one action; the code stays unique."""
        check(dossier, self._code_problems(dossier))
        if bestuurder is not None:
            check(bestuurder)

        def work(log: records.Log) -> int:
            if bestuurder is not None:
                records.save(log, replace(bestuurder, dossier_id=dossier.id))
            return records.save(log, dossier)

        return self.context.write(f"Dossier {dossier.code} bewaard", work, Dossier, Bestuurder)

    def save_woonplek(self, woonplek: Woonplek) -> Changes:
        """Add or change a home."""
        return self.context.save(woonplek, "Woonplek bewaard")

    def save_werklocatie(self, werklocatie: Werklocatie) -> Changes:
        """Add or change a work location."""
        return self.context.save(werklocatie, "Werklocatie bewaard")

    def save_advies(self, advies: Advies) -> Changes:
        """Add or change an advice."""
        return self.context.save(advies, "Advies bewaard")

    def save_stap(self, stap: Stap) -> Changes:
        """Note what was done of one of the twenty steps."""
        return self.context.save(stap, f"Stap {stap.nummer} bewaard")

    def remove(self, record: Woonplek | Werklocatie | Advies) -> Changes:
        """Remove a home, work location or advice; InvalidInput when work hangs on it, UnderHold."""
        require_no_hold(self.context, record.dossier_id)
        if isinstance(record, Advies):
            used = records.list_where(self.context.connection, Maatregel, "advies_id = ?", (record.id,))
            if used:
                reason = "heeft_maatregel" if len(used) == 1 else "heeft_maatregelen"
                raise InvalidInput([Problem("kenmerk", reason, {"aantal": len(used)})])
        else:
            self._require_no_order(record)
        kind = type(record)
        return self.context.write(f"{kind.__name__} verwijderd", lambda log: _removed(log, record), kind)

    def move_house(self, old: Woonplek, new: Woonplek, *, last_day: dt.date) -> Changes:
        """R10: close the old home and open the new one as one action; findings then ask advice and ending."""
        closed = replace(old, tot=last_day)
        begin = new.vanaf or last_day + dt.timedelta(days=1)
        opened = replace(new, id=None, dossier_id=old.dossier_id, vanaf=begin)
        check(closed)
        check(
            opened,
            []
            if begin > last_day
            else [Problem("vanaf", "datum_volgorde", {"veld": "Laatste dag oude woning", "datum": last_day})],
        )

        def work(log: records.Log) -> int:
            records.save(log, closed)
            return records.save(log, opened)

        return self.context.write("Verhuizing vastgelegd", work, Woonplek)

    def _require_no_order(self, place: Woonplek | Werklocatie) -> None:
        """An order says by its address where the work was done, also long after it."""
        connection, column = self.context.connection, f"{place.TABEL}_id"
        orders = records.list_where(connection, Opdracht, f"{column} = ?", (place.id,), order="nummer")
        if orders:
            numbers = ", ".join(one.nummer for one in orders)
            raise InvalidInput([Problem("adres", "adres_van_opdracht", {"nummers": numbers})])

    def _code_problems(self, dossier: Dossier) -> list[Problem]:
        """Whether its code may be given to it; one that it has already it may keep."""
        other = self.find_by_code(dossier.code)
        is_own = other is not None and other.id == dossier.id
        if (other is not None and not is_own) or dossier.code in self._destroyed_codes():
            return [Problem("code", "bestaat_al")]
        return [Problem("code", "code_van_rest")] if is_rest_code(dossier.code) and not is_own else []

    def _destroyed_codes(self) -> set[str]:
        """Codes that stand on a declaration of destruction: another person never gets them."""
        found = records.list_where(self.context.connection, Vernietiging)
        return {one.code for one in found if one.soort is Bewaarsoort.DOSSIER}

    def _of(self, kind: type[records.R], dossier_id: DossierId, order: str) -> list[records.R]:
        return records.list_where(self.context.connection, kind, "dossier_id = ?", (dossier_id,), order=order)


def _removed(log: records.Log, record: Woonplek | Werklocatie | Advies) -> None:
    records.remove(log, record)
