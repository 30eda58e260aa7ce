"""The money of one year told in every way at once: tree, payers, domains, months, fiscal list, what comes.

Every figure is a sum of the same posts, incl. btw; `Sluitcontrole` counts again by another route.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.begroting import Jaarafsluiting, Jaarstand
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie
from veiligheidsadvies.domain.maatregel import Betaler
from veiligheidsadvies.storage import kosten_rijen
from veiligheidsadvies.storage.kosten_posten import Centen, Geldstand, Posten, Postsleutel, added, list_posten
from veiligheidsadvies.storage.kosten_rijen import Factuurrij, Maatregelnaam, Opdrachtregelnaam
from veiligheidsadvies.storage.records import Connection

DECEMBER = 12
Stand = tuple[Postsleutel, Centen]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenknoop:
    """A line of the tree: `soort` is domein, dossier, maatregel or post; a post is an order line, or none."""

    soort: str
    titel: str
    stand: Geldstand
    domein: Domein
    kinderen: tuple[Kostenknoop, ...] = ()
    dossier_id: int | None = None
    dossier_code: str = ""
    maatregel_id: int | None = None
    opdracht_id: int | None = None
    opdrachtregel_id: int | None = None
    opdracht_nummer: str = ""
    betaler: Betaler | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maandstand:
    """Cumulative up to the end of a month: invoiced, and what is still to be expected by then."""

    maand: int
    gefactureerd: Bedrag
    verplicht: Bedrag
    geraamd: Bedrag


@dataclass(frozen=True, slots=True, kw_only=True)
class Komend:
    """What is coming due: `soort` is opzeggen, onderhoud (row: contract) or betalen (row: factuur)."""

    dag: dt.date
    soort: str
    titel: str
    dossier_id: int
    dossier_code: str
    bedrag: Bedrag
    row_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiscaalregel:
    """For the salarisadministratie: what was billed, credits off, of one dossier, category and payer."""

    dossier_id: int
    dossier_code: str
    categorie: FiscaleCategorie
    betaler: Betaler | None
    ex: Bedrag
    btw: Bedrag
    incl: Bedrag
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sluitcontrole:
    """Whether routes that have nothing in common give the same cents; `verschil` is what they differ."""

    sluit: bool
    verschil: Bedrag


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenoverzicht:
    """One year; `stand` is the organisation's, `totaal`, tree, domains and months are of `betaler`."""

    jaar: int
    betaler: Betaler | None
    stand: Jaarstand
    totaal: Geldstand
    boom: tuple[Kostenknoop, ...]
    per_betaler: dict[Betaler, Geldstand]
    per_domein: dict[Domein, Geldstand]
    zonder_betaler: Geldstand
    maanden: tuple[Maandstand, ...]
    fiscaal: tuple[Fiscaalregel, ...]
    komend: tuple[Komend, ...]
    controle: Sluitcontrole
    afsluiting: Jaarafsluiting | None = None


class Overzichtbouwer:
    """Reads a year once and tells it in every way."""

    def __init__(self, connection: Connection, year: int, betaler: Betaler | None, *, today: dt.date) -> None:
        self.connection, self.year, self.betaler, self.today = connection, year, betaler, today
        self.posten: Posten = list_posten(connection)
        self.alle: list[Stand] = list(self.posten.standen(year, None))
        self.gekozen: list[Stand] = [one for one in self.alle if betaler is None or one[0].betaler == betaler]
        self.namen: dict[int, Maatregelnaam] = kosten_rijen.measure_names(connection)
        self.regels: dict[int, Opdrachtregelnaam] = kosten_rijen.order_line_names(connection)
        self.facturen: list[Factuurrij] = kosten_rijen.list_bills(connection)

    def totaal(self) -> Geldstand:
        """The sum of all chosen posts."""
        return added(part for _, part in self.gekozen)

    def per_betaler(self) -> dict[Betaler, Geldstand]:
        """By who pays, all four."""
        return {one: added(part for key, part in self.alle if key.betaler == one.value) for one in Betaler}

    def zonder_betaler(self) -> Geldstand:
        """Of measures of which nobody said who pays."""
        return added(part for key, part in self.alle if key.betaler is None)

    def per_domein(self) -> dict[Domein, Geldstand]:
        """By domain, all four."""
        return {
            domein: added(p for key, p in self.gekozen if self.namen[key.maatregel_id].domein == domein)
            for domein in Domein
        }

    def boom(self) -> tuple[Kostenknoop, ...]:
        """Domain, dossier, measure, post; only what has an amount in this year."""
        groups: dict[Domein, dict[str, dict[int, list[Stand]]]] = {}
        for key, part in self.gekozen:
            if any(part):
                name = self.namen[key.maatregel_id]
                dossiers = groups.setdefault(name.domein, {})
                measures = dossiers.setdefault(name.dossier_code, {})
                measures.setdefault(key.maatregel_id, []).append((key, part))
        return tuple(self._domain(domein, groups[domein]) for domein in Domein if domein in groups)

    def _domain(self, domein: Domein, dossiers: dict[str, dict[int, list[Stand]]]) -> Kostenknoop:
        parts = [part for measures in dossiers.values() for posts in measures.values() for _, part in posts]
        return Kostenknoop(
            soort="domein",
            titel=domein.value,
            stand=added(parts),
            domein=domein,
            kinderen=tuple(self._dossier(domein, code, dossiers[code]) for code in sorted(dossiers)),
        )

    def _dossier(self, domein: Domein, code: str, measures: dict[int, list[Stand]]) -> Kostenknoop:
        nodes = [self._measure(self.namen[row_id], posts) for row_id, posts in measures.items()]
        return Kostenknoop(
            soort="dossier",
            titel=code,
            stand=added(part for posts in measures.values() for _, part in posts),
            domein=domein,
            kinderen=tuple(sorted(nodes, key=lambda node: (node.titel.casefold(), node.maatregel_id))),
            dossier_id=self.namen[next(iter(measures))].dossier_id,
            dossier_code=code,
        )

    def _measure(self, name: Maatregelnaam, posts: list[Stand]) -> Kostenknoop:
        is_plain = len(posts) == 1 and posts[0][0].opdrachtregel_id is None
        return Kostenknoop(
            soort="maatregel",
            titel=name.titel,
            stand=added(part for _, part in posts),
            domein=name.domein,
            kinderen=() if is_plain else tuple(self._post(name, key, part) for key, part in posts),
            dossier_id=name.dossier_id,
            dossier_code=name.dossier_code,
            maatregel_id=name.id,
            betaler=_payer(posts[0][0].betaler) if len({key.betaler for key, _ in posts}) == 1 else None,
        )

    def _post(self, name: Maatregelnaam, key: Postsleutel, part: Centen) -> Kostenknoop:
        line = None if key.opdrachtregel_id is None else self.regels[key.opdrachtregel_id]
        return Kostenknoop(
            soort="post",
            titel=f"{line.nummer} · {line.titel}" if line else "Buiten opdrachten",
            stand=added([part]),
            domein=name.domein,
            dossier_id=name.dossier_id,
            dossier_code=name.dossier_code,
            maatregel_id=name.id,
            opdracht_id=line.opdracht_id if line else None,
            opdrachtregel_id=key.opdrachtregel_id,
            opdracht_nummer=line.nummer if line else "",
            betaler=_payer(key.betaler),
        )

    def maanden(self) -> tuple[Maandstand, ...]:
        """Invoiced by the day of the bill; what is to come in the month it is due, not before the next."""
        billed, committed, expected = ([0] * (DECEMBER + 1) for _ in range(3))
        for line in self._bills():
            month = (
                line.datum.month if line.datum.year == self.year else 1 if line.datum.year < self.year else 12
            )
            billed[month] += line.teken * line.incl
        for key, part in self.gekozen:
            month = self._due_month(key)
            committed[month] += part.verplicht
            expected[month] += part.nog_geraamd
        return tuple(
            Maandstand(
                maand=month,
                gefactureerd=Bedrag(sum(billed[: month + 1])),
                verplicht=Bedrag(sum(committed[: month + 1])),
                geraamd=Bedrag(sum(expected[: month + 1])),
            )
            for month in range(1, DECEMBER + 1)
        )

    def _due_month(self, key: Postsleutel) -> int:
        line = self.regels.get(key.opdrachtregel_id or 0)
        due = (line.gereed_voor if line else None) or self.namen[key.maatregel_id].termijn
        if self.year < self.today.year:
            return DECEMBER
        first = min(DECEMBER, self.today.month + 1) if self.year == self.today.year else 1
        if due is None or due.year < self.year:
            return first
        return DECEMBER if due.year > self.year else max(first, due.month)

    def _bills(self) -> Iterator[Factuurrij]:
        """Bills and credit notes that count in this year and are of the chosen payer."""
        for line in self.facturen:
            if (self.betaler is None or line.betaler == self.betaler) and line.counts(self.year):
                yield line

    def fiscaal(self) -> tuple[Fiscaalregel, ...]:
        """What was billed by dossier, fiscal category and payer, of every payer."""
        groups: dict[tuple[str, str, str], list[Factuurrij]] = {}
        for line in self.facturen:
            if line.counts(self.year):
                code = self.namen[line.maatregel_id].dossier_code
                groups.setdefault((code, line.categorie, line.betaler or ""), []).append(line)
        return tuple(
            _fiscal(code, category, lines, self.namen)
            for (code, category, _), lines in sorted(groups.items())
        )

    def komend(self) -> tuple[Komend, ...]:
        """Contracts to give notice of or to maintain within sixty days, and unpaid bills, by day."""
        codes = kosten_rijen.dossier_codes(self.connection)
        due = kosten_rijen.list_due(self.connection, self.today)
        found = [Komend(**one._asdict(), dossier_code=codes[one.dossier_id]) for one in due]
        return tuple(sorted(found, key=lambda one: (one.dag, one.titel)))

    def controle(self, stand: Geldstand) -> Sluitcontrole:
        """Compare the posts with the bare lines, and with the sums that are made without posts (`stand`)."""
        ours = added(part for key, part in self.alle if key.betaler == Betaler.ORGANISATIE.value)
        bare = kosten_rijen.bare_sums(self.connection, self.year)
        differences = [
            *(getattr(ours, name).cents - getattr(stand, name).cents for name in Centen._fields),
            *(getattr(ours, name).cents - bare.get(name, 0) for name in _BARE),
            *self._unmatched(),
        ]
        off = sum(abs(cents) for cents in differences)
        return Sluitcontrole(sluit=not off, verschil=Bedrag(off))

    def _unmatched(self) -> Iterator[int]:
        """Per post where nothing recurs: open over all years, less what its plain sums leave."""
        for post in self.posten.posten.values():
            if post.is_live and not post.firsts:
                open_years = post.money.open_years(horizon=self.year)
                yield sum(open_years.values()) - post.open(None)


_BARE = ("raming", "offerte", "gefactureerd", "betaald")


def _payer(word: str | None) -> Betaler | None:
    return Betaler(word) if word else None


def _fiscal(
    code: str, category: str, lines: list[Factuurrij], names: dict[int, Maatregelnaam]
) -> Fiscaalregel:
    ex = sum(line.teken * line.ex for line in lines)
    incl = sum(line.teken * line.incl for line in lines)
    return Fiscaalregel(
        dossier_id=names[lines[0].maatregel_id].dossier_id,
        dossier_code=code,
        categorie=FiscaleCategorie(category),
        betaler=_payer(lines[0].betaler),
        ex=Bedrag(ex),
        btw=Bedrag(incl - ex),
        incl=Bedrag(incl),
        aantal=len(lines),
    )
