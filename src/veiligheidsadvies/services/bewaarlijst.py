"""The due list: which term holds for each dossier, when it is over, and what still stops destruction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bewaarregel import (
    APART,
    VAN_HET_DOSSIER,
    Bewaarregel,
    Bewaarsoort,
    Gebeurtenis,
    Orgaan,
    organ_of,
    usual_rule,
)
from veiligheidsadvies.domain.bewaarstand import Beletsel, Bewaarstand
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import NotFound, UnderHold
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import bewaar_table, records

_TABLE = {
    Bewaarsoort.ADVIES: "advies",
    Bewaarsoort.MAATREGELEN: "maatregel",
    Bewaarsoort.AKKOORD: "akkoord",
    Bewaarsoort.BIJLAGEN: "bijlage",
    Bewaarsoort.EXEMPLAREN: "exemplaar",
}


def require_no_hold(context: Context, dossier_id: DossierId | None) -> None:
    """Raise UnderHold while a hold rests on a dossier; one without an id is not kept yet."""
    if records.list_where(
        context.connection, Blokkade, "dossier_id = ? AND opgeheven_op IS NULL", (dossier_id,)
    ):
        raise UnderHold


class Bewaarlijst:
    """Reading only; what it read of the rules it keeps, so it is made anew for every question."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._rules: dict[Orgaan, dict[Bewaarsoort, Bewaarregel]] = {}

    def organisatie(self) -> Organisatie:
        """Whose vault it is; NotFound when it was never entered."""
        found = records.list_where(self.context.connection, Organisatie)
        if not found:
            raise NotFound(Organisatie.TABEL)
        return found[0]

    def rules(self, orgaan: Orgaan) -> list[Bewaarregel]:
        """The rule of every kind for one organ, in the order of the kinds, as it is carried out."""
        kept = records.list_where(self.context.connection, Bewaarregel, "orgaan = ?", (orgaan.value,))
        known = {one.soort: one.as_carried_out() for one in kept}
        kind = self.organisatie().soort
        return [known.get(soort) or usual_rule(soort, orgaan, kind) for soort in Bewaarsoort]

    def rule(self, soort: Bewaarsoort, orgaan: Orgaan) -> Bewaarregel:
        """The rule of one kind."""
        return next(one for one in self.rules(orgaan) if one.soort is soort)

    def list_all(self) -> list[Bewaarstand]:
        """The first day in front, what has no day last."""
        return self._list("1")

    def list_closed(self) -> list[Bewaarstand]:
        """Those of closed dossiers, and of what is left of destroyed ones."""
        return self._list("gesloten_op IS NOT NULL")

    def _list(self, where: str) -> list[Bewaarstand]:
        dossiers = records.list_where(self.context.connection, Dossier, where)
        found = [stand for one in dossiers for stand in self._of(one)]
        return sorted(
            found, key=lambda one: (one.tot or dt.date.max, one.code, list(Bewaarsoort).index(one.soort))
        )

    def stand(self, dossier_id: DossierId, soort: Bewaarsoort) -> Bewaarstand:
        """One of them; NotFound."""
        dossier = records.get(self.context.connection, Dossier, dossier_id)
        return self._stand(dossier, soort)

    def _of(self, dossier: Dossier) -> Iterator[Bewaarstand]:
        if dossier.vernietigd_op is not None:
            if self._has("kostenregel", dossier) or self._has("opdracht", dossier):
                yield self._stand(dossier, Bewaarsoort.GELD)
            return
        whole = self._stand(dossier, Bewaarsoort.DOSSIER)
        yield whole
        if whole.tot is not None and whole.tot < self.context.today:
            return  # all of it may go together
        for soort in APART:
            one = self._stand(dossier, soort)
            is_earlier = one.tot is not None and (whole.tot is None or one.tot < whole.tot)
            if dossier.gesloten_op is not None and is_earlier and self._has_content(soort, dossier):
                yield one

    def _has_content(self, soort: Bewaarsoort, dossier: Dossier) -> bool:
        """Whether there is anything left of a kind that was not destroyed before."""
        where = {
            Bewaarsoort.EXEMPLAREN: "snapshot <> ''",
            Bewaarsoort.ADVIES: "kenmerk || adviseur || instemming || bevindingen_wonen || bevindingen_werk"
            " || bevindingen_verplaatsen || bevindingen_informatie <> ''",
        }.get(soort, "1")
        return self._has(_TABLE[soort], dossier, where)

    def _goes(self, soort: Bewaarsoort, dossier: Dossier) -> bool:
        """Whether there is something of this kind to destroy; of dossier and amounts there always is."""
        return soort not in _TABLE or self._has_content(soort, dossier)

    def _has(self, table: str, dossier: Dossier, where: str = "1") -> bool:
        found = bewaar_table.list_ids(
            self.context.connection, table, f"dossier_id = ? AND ({where})", (int(dossier.id or 0),)
        )
        return bool(found)

    def _stand(self, dossier: Dossier, soort: Bewaarsoort) -> Bewaarstand:
        dossier_id = DossierId(dossier.id or 0)
        person = records.find_where(self.context.connection, Bestuurder, "dossier_id = ?", (dossier_id,))
        rules = self._known(self._organ(dossier, person))
        parts = VAN_HET_DOSSIER if soort is Bewaarsoort.DOSSIER else (soort,)
        holding = [rules[part].of_dossier(has_office=person is not None) for part in parts]
        begin, until, rule = self._longest(holding, dossier, person)
        holds = records.list_where(
            self.context.connection, Blokkade, "dossier_id = ? AND opgeheven_op IS NULL", (dossier_id,)
        )
        bare = tuple(
            one.soort for one in holding if not one.categorie.strip() and self._goes(one.soort, dossier)
        )
        stops = self._stops(dossier, soort, until)
        if bare:
            stops.append(Beletsel.CATEGORIE)
        return Bewaarstand(
            dossier_id=dossier_id,
            code=dossier.code,
            soort=soort,
            regel=rule,
            begin=begin,
            tot=until,
            beletsels=(*stops, *([Beletsel.BLOKKADE] if holds else [])),
            blokkades=tuple(holds),
            zonder_categorie=bare,
        )

    def _organ(self, dossier: Dossier, person: Bestuurder | None) -> Orgaan:
        """The organ that a dossier belongs to; of a destroyed one, without a person, as it was."""
        if dossier.vernietigd_op is not None:
            told = bewaar_table.find_organ(self.context.connection, int(dossier.id or 0))
            if told is not None:
                return Orgaan(told)
        return organ_of(person.ambt if person else None)

    def _known(self, orgaan: Orgaan) -> dict[Bewaarsoort, Bewaarregel]:
        if orgaan not in self._rules:
            self._rules[orgaan] = {one.soort: one for one in self.rules(orgaan)}
        return self._rules[orgaan]

    def _longest(
        self, rules: Sequence[Bewaarregel], dossier: Dossier, person: Bestuurder | None
    ) -> tuple[dt.date | None, dt.date | None, Bewaarregel]:
        """The rule that ends last, with the day of its event; without a day the longest of them."""
        found = []
        for rule in rules:
            begin = self._begin(rule.vanaf, dossier, person)
            if begin is None:
                return None, None, max(rules, key=lambda one: one.lengte)
            found.append((rule.ends_on(begin), begin, rule))
        until, begin, rule = max(found, key=lambda one: one[0])
        return begin, until, rule

    def _begin(self, event: Gebeurtenis, dossier: Dossier, person: Bestuurder | None) -> dt.date | None:
        """The day of an event, when it is known."""
        if event is Gebeurtenis.BOEKJAAR:
            year = bewaar_table.last_book_year(self.context.connection, int(dossier.id or 0))
            return dt.date(year, 12, 31) if year else None
        if event is Gebeurtenis.EINDE_AMBT:
            return person.einde if person else None
        return dossier.gesloten_op

    def _stops(self, dossier: Dossier, soort: Bewaarsoort, until: dt.date | None) -> list[Beletsel]:
        connection, today, row_id = self.context.connection, self.context.today, int(dossier.id or 0)
        is_whole = soort is Bewaarsoort.DOSSIER
        tests = (
            (Beletsel.NIET_GESLOTEN, dossier.gesloten_op is None or dossier.gesloten_op > today),
            (Beletsel.DAG_ONBEKEND, until is None),
            (Beletsel.TERMIJN, until is not None and today <= until),
            (Beletsel.STELSEL, dossier.stelsel_actief),
            (Beletsel.OPDRACHT, is_whole and bewaar_table.has_open_order(connection, row_id)),
            (Beletsel.FACTUUR, is_whole and bewaar_table.has_open_bill(connection, row_id)),
            (Beletsel.CONTRACT, is_whole and bewaar_table.has_running_contract(connection, row_id, today)),
            (
                Beletsel.BOEKJAAR,
                soort is Bewaarsoort.GELD and bool(bewaar_table.open_book_years(connection, row_id)),
            ),
        )
        return [stop for stop, is_so in tests if is_so]
