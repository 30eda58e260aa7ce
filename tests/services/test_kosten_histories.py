"""Random histories of orders and money through the services and the database, to the cent.

Beside every vault goes a plain book: what was done, in tuples, added up by rules of its own. After every step
that may move money between years, and at the end, every figure that the program tells is held against it.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests import builders, opdrachten
from tests.builders import kostenregel
from tests.histories import histories
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.begroting import Begroting
from veiligheidsadvies.domain.errors import InvalidInput, YearClosed
from veiligheidsadvies.domain.factuur import FactuurId, SoortFactuur
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtregel
from veiligheidsadvies.services.facturen import Factuurregel, Factuurstand
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.kosten_overzicht import Kostenknoop
from veiligheidsadvies.storage import records

START, END = 2026, 2029
YEARS = range(START, END + 2)
RATES = (BtwTarief.HOOG, BtwTarief.LAAG, BtwTarief.NUL)
PAYERS = (Betaler.ORGANISATIE, Betaler.ORGANISATIE, Betaler.BESTUURDER)
BILLED = ("factuur", "credit")
NAMES = ("raming", "offerte", "verplicht", "gefactureerd", "betaald", "openstaand")
ACTS = (
    "estimate", "quote", "outside", "order", "order", "yearly", "change", "cancel", "bill", "bill", "bill",
    "last_bill", "suggested", "credit", "credit", "last_credit", "pay", "pay", "money_back", "close", "close",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(1, 2_000_00), st.integers(0, 2))
STEPS = st.lists(STEP, max_size=16)
Entry = tuple[str, int, int, str]
"""Kind, year, cents incl. btw, and `once`, `yearly` or `moved`."""


def with_btw(ex: int, rate: int) -> int:
    """As a Dutch bill rounds; written here once more on purpose."""
    return ex + (ex * rate * 10 + 500) // 1000


@dataclass
class Post:
    """What was booked on one order line, or on one measure outside orders."""

    payer: Betaler
    domain: Domein
    dossier: str
    entries: list[Entry] = field(default_factory=list)

    def add(self, kind: str, year: int, cents: int, way: str = "once") -> None:
        self.entries.append((kind, year, cents, way))

    def plain(self, kind: str, year: int) -> int:
        return sum(
            cents
            for one, at, cents, way in self.entries
            if one == kind and (at == year or (way == "yearly" and at < year))
        )

    def all_years(self, kind: str) -> int:
        return sum(cents for one, _, cents, _ in self.entries if one == kind)

    def open(self, until: int | None = None) -> dict[int, int]:
        """By year; `until`: as if nothing had been booked in later years."""
        known = [one for one in self.entries if until is None or one[1] <= until]
        once = [[at, c] for kind, at, c, way in known if kind == "verplichting" and way == "once" and c > 0]
        held: list[list[int]] = []
        taken = surplus = 0
        for year in range(START, (END + 1 if until is None else until) + 1):
            here = [one for one in known if one[1] == year]
            yearly = sum(c for kind, at, c, way in known if way == "yearly" and at <= year)
            held.append([year, yearly])
            held.append([year, sum(c for kind, _, c, way in here if way == "moved" and c > 0)])
            billed = sum(-c if kind == "credit" else c for kind, _, c, _ in here if kind in BILLED)
            taken_back = [(c, way) for kind, _, c, way in here if kind == "verplichting" and c < 0]
            # What is given back and taken back in one year is no matter of other years.
            both = min(max(0, -billed), -sum(c for c, way in taken_back if way == "once"))
            billed += both
            if billed < 0:
                back = max(0, -billed - surplus)
                surplus = max(0, surplus + billed)
                assert back <= taken, "more was given back than was ever taken"
                taken -= back
                held.append([year, back])
            less = -sum(c for c, way in taken_back if way != "yearly") - both
            for wanted, is_bill in ((less, False), (max(0, billed), True)):
                own = [one for one in (*held, *once) if one[0] == year]
                older = sorted((one for one in (*held, *once) if one[0] < year), key=lambda one: one[0])
                later = sorted((one for one in once if one[0] > year), key=lambda one: one[0])
                left = _take((*own, *older, *later), wanted)
                surplus += left
                taken += wanted - left if is_bill else 0
        found: dict[int, int] = defaultdict(int)
        for at, cents in (*held, *once):
            found[at] += cents
        return found


def _take(pots: Iterable[list[int]], wanted: int) -> int:
    """Take from pots of (year, cents) in their order; what is not found is given back."""
    for pot in pots:
        part = min(wanted, pot[1])
        pot[1] -= part
        wanted -= part
    return wanted


@dataclass
class Bill:
    """A bill or credit note in the plain book: what it says of each post, and what was paid of it."""

    id: FactuurId
    order: int
    year: int
    said: dict[int, int]
    sign: int = 1
    paid: int = 0
    credited: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        return self.sign * sum(self.said.values())

    @property
    def open(self) -> int:
        return self.total - self.paid


class Book:
    """A vault and the plain book beside it."""

    def __init__(self, folder: Path) -> None:
        self.clock = builders.Clock()
        self.services: Services = builders.open_services(folder, now=self.clock)
        self.supplier = builders.add_leverancier(self.services)
        self.posts: dict[int, Post] = {}
        self.measures: list[tuple[int, int, Betaler, Domein, str]] = []
        self.orders: list[tuple[OpdrachtId, list[int]]] = []
        """Orders with the line ids, which are the keys of their posts; outside posts have negative keys."""
        self.bills: list[Bill] = []
        self.closed = START - 1
        self.kept: dict[int, tuple[int, ...]] = {}
        self.numbers = 0
        for at, (code, domain, payer) in enumerate(
            (("GED-01", Domein.WONEN, 0), ("GED-01", Domein.WERK, 2), ("GED-02", Domein.WONEN, 1))
        ):
            if at != 1:
                dossier = builders.add_dossier(self.services, code)
            row_id = builders.add_maatregel(self.services, dossier, domein=domain, betaler=PAYERS[payer])
            self.measures.append((row_id, dossier, PAYERS[payer], domain, code))
            self.posts[-1 - at] = Post(payer=PAYERS[payer], domain=domain, dossier=code)
        for year in YEARS:
            budget = Begroting(jaar=year, bedrag=Bedrag(3_000_00), bzk_bijdrage=Bedrag(500_00))
            self.services.kosten.save_begroting(budget)

    @property
    def first(self) -> int:
        return self.closed + 1

    @property
    def day(self) -> dt.date:
        return self.services.today

    def act(self, name: str, at: int, cents: int, which: int) -> None:
        if name == "close":
            self.close()
        elif name in {"estimate", "quote", "outside"}:
            self.outside(name, at, cents, which)
        elif name in {"order", "yearly"}:
            self.order(at, cents, which, yearly=name == "yearly")
        elif name in {"change", "cancel"} and self.orders:
            self.change(at, cents, which, all_of_it=name == "cancel")
        elif name in {"bill", "last_bill", "suggested"} and self.orders:
            self.bill(name, at, cents, which)
        elif name in {"credit", "last_credit"}:
            self.credit(at, cents, which, is_last=name == "last_credit")
        elif name in {"pay", "money_back"} and self.bills:
            self.pay(at, cents, back=name == "money_back")

    def outside(self, name: str, at: int, cents: int, which: int) -> None:
        """Lines of a measure outside orders: the payments of old vaults too."""
        row_id, dossier, *_ = self.measures[at % 3]
        kinds = {"estimate": "raming", "quote": "offerte"}
        kind = kinds.get(name) or ("verplichting", "factuur", "betaling")[which]
        year = self.first + which % 2
        line = kostenregel(
            SoortKosten(kind), cents, maatregel_id=row_id, dossier_id=dossier, boekjaar=year, btw=RATES[which]
        )
        self.services.kosten.save(line)
        self.posts[-1 - at % 3].add(kind, year, with_btw(cents, RATES[which]))

    def order(self, at: int, cents: int, which: int, *, yearly: bool) -> None:
        year = self.first + at % 2
        lines = []
        for number in range(1 + at % 3):
            row_id, dossier, *_ = self.measures[0 if number % 2 else which % 2]
            lines.append(
                opdrachten.regel_voor(
                    dossier,
                    row_id,
                    cents + number,
                    btw=RATES[(which + number) % 3],
                    per_jaar=yearly,
                    betaler=PAYERS[(which + number) % 3],
                )
            )
        order_id, ids = opdrachten.give_order(
            self.services, lines[0].dossier_id, self.supplier, lines, dag=dt.date(year, 3, 12)
        )
        for row_id, line in zip(ids, lines, strict=True):
            measure = next(one for one in self.measures if one[0] == line.maatregel_id)
            post = self.posts[row_id] = Post(payer=line.betaler, domain=measure[3], dossier=measure[4])
            post.add("verplichting", year, with_btw(line.ex.cents, line.btw), "yearly" if yearly else "once")
        self.orders.append((order_id, list(ids)))

    def change(self, at: int, cents: int, which: int, *, all_of_it: bool) -> None:
        """More, less or nothing any more of what was ordered; an order of every year keeps its price."""
        order_id, ids = self.orders[at % len(self.orders)]
        year = self.first + which % 2
        changed = []
        for row_id in ids if all_of_it else ids[:1]:
            kind, _, _, way = self.posts[row_id].entries[0]
            if way == "yearly" or kind != "verplichting":
                continue
            left = self.posts[row_id].all_years("verplichting")
            amount = -left if all_of_it else (cents if which else -min(cents, left))
            if amount:
                changed.append((row_id, amount))
        if not changed:
            return
        lines = []
        for row_id, amount in changed:
            old = next(one for one in self._lines(order_id) if one.id == row_id)
            line = opdrachten.regel_voor(
                old.dossier_id,
                old.maatregel_id,
                amount,
                btw=BtwTarief.NUL,
                betaler=old.betaler,
                wijzigt_id=row_id,
            )
            lines.append(line)
            self.posts[row_id].add("verplichting", year, amount)
        opdrachten.change_order(self.services, order_id, lines, dag=dt.date(year, 5, 1))

    def _lines(self, order_id: OpdrachtId) -> list[Opdrachtregel]:
        return records.list_where(
            self.services.context.connection, Opdrachtregel, "opdracht_id = ?", (order_id,)
        )

    def bill(self, name: str, at: int, cents: int, which: int) -> None:
        place = at % len(self.orders)
        order_id, ids = self.orders[place]
        year = self.first + which % 2
        if name == "suggested":
            lines = list(self.services.facturen.suggested(order_id, year))
        else:
            lines = [self._line(row_id, cents, RATES[which]) for row_id in ids[: 1 + which]]
        if not lines:
            return
        self.numbers += 1
        head = replace(
            self.services.facturen.new(order_id),
            nummer=f"F-{self.numbers}",
            boekjaar=year,
            verschil_reden="Afspraak",
        )
        is_last = name == "last_bill"
        made = self.services.facturen.register(head, lines, is_laatste=is_last).row_id or 0
        said = {line.opdrachtregel_id or 0: line.incl.cents for line in lines}
        self.bills.append(Bill(id=FactuurId(made), order=place, year=year, said=said))
        for row_id, amount in said.items():
            self.posts[row_id].add("factuur", year, amount)
        if is_last:
            for row_id in ids:
                self._release(row_id, year, None)

    def _line(self, row_id: int, ex: int, rate: BtwTarief) -> Factuurregel:
        return Factuurregel(opdrachtregel_id=row_id, ex=Bedrag(ex), btw=rate, incl=Bedrag(with_btw(ex, rate)))

    def _release(self, row_id: int, year: int, at_most: int | None) -> None:
        post = self.posts[row_id]
        signs = {"verplichting": 1, "factuur": -1, "credit": 1}
        recurs = any(way == "yearly" for *_, way in post.entries)
        left = sum(
            signs.get(kind, 0) * cents
            for kind, at, cents, way in post.entries
            if not recurs or at == year or (way == "yearly" and at < year)
        )
        left = max(0, left if at_most is None else min(left, at_most))
        if left:
            post.add("verplichting", year, -left)

    def credit(self, at: int, cents: int, which: int, *, is_last: bool) -> None:
        bills = [one for one in self.bills if one.sign == 1]
        if not bills:
            return
        bill = bills[at % len(bills)]
        row_id = sorted(bill.said)[which % len(bill.said)]
        left = bill.said[row_id] - bill.credited[row_id]
        cents = cents if at == 0 else min(cents, left)
        if not cents:
            return
        line = self._line(row_id, cents, BtwTarief.NUL)
        self.numbers += 1
        year = min(END + 1, max(self.first, bill.year) + which % 2)
        facturen = self.services.facturen
        head = replace(
            facturen.new(self.orders[bill.order][0]),
            soort=SoortFactuur.CREDIT, verwijst_id=bill.id, nummer=f"C-{self.numbers}", boekjaar=year,
        )  # fmt: skip
        if cents > left:
            try:
                facturen.credit(head, [line])
            except InvalidInput:
                return
            raise AssertionError("a credit above its bill was taken in")
        made = facturen.credit(head, [line], is_laatste=is_last).row_id or 0
        settled = max(0, min(bill.open, cents))
        bill.credited[row_id] += cents
        bill.paid += settled
        self.bills.append(
            Bill(
                id=FactuurId(made), order=bill.order, year=year, said={row_id: cents}, sign=-1, paid=-settled
            )
        )
        self.posts[row_id].add("credit", year, cents)
        if is_last:
            self._release(row_id, year, cents)

    def pay(self, at: int, cents: int, *, back: bool) -> None:
        bill = self.bills[at % len(self.bills)]
        limit = abs(bill.paid) if back else abs(bill.open)
        if not limit:
            return
        amount = min(cents, limit) * bill.sign * (-1 if back else 1)
        self.services.facturen.pay(bill.id, Bedrag(amount), self.day)
        bill.paid += amount

    def close(self) -> None:
        closing = self.first
        if closing > END - 1:
            return
        if self.day.year <= closing:
            self.clock.forward(days=(dt.date(closing + 1, 1, 15) - self.day).days)
        self.check()
        self.services.kosten.close_year(closing)
        self.closed = closing
        for post in self.posts.values():
            for year, cents in sorted(post.open(until=closing).items()):
                if cents and year <= closing:
                    post.add("verplichting", year, -cents, "moved")
                    post.add("verplichting", closing + 1, cents, "moved")
        self.kept = {year: self._locked(year) for year in YEARS if year <= closing}
        for year, figures in self.kept.items():
            assert figures[0] == 0, f"{year} is closed and holds an open order"
        try:
            self._try_closed(closing)
        except YearClosed:
            return
        raise AssertionError("a line was booked in a closed year")

    def _try_closed(self, year: int) -> None:
        row_id, dossier, *_ = self.measures[0]
        line = kostenregel(SoortKosten.RAMING, 1, maatregel_id=row_id, dossier_id=dossier, boekjaar=year)
        self.services.kosten.save(line)

    def _locked(self, year: int) -> tuple[int, ...]:
        """What a closed year keeps; what was billed in it may still be paid."""
        stand = self.services.kosten.jaarstand(year)
        return (
            stand.verplicht.cents,
            stand.gefactureerd.cents,
            stand.offerte.cents,
            (stand.vrij or stand.offerte).cents,
        )

    def check(self) -> None:
        assert self.kept == {year: self._locked(year) for year in self.kept}
        for year in YEARS:
            self._check_year(year)
        self._check_entries()
        self._check_bills()

    def _check_year(self, year: int) -> None:
        expected = {row_id: self._figures(row_id, year) for row_id in self.posts}
        seen = self.services.kosten.kostenoverzicht(year, None)
        stand = self.services.kosten.jaarstand(year)
        assert seen.stand == stand
        own = [row_id for row_id in expected if self.posts[row_id].payer is Betaler.ORGANISATIE]
        for name in ("offerte", "verplicht", "gefactureerd", "betaald", "openstaand"):
            assert getattr(stand, name).cents == sum(expected[one][name] for one in own), (year, name)
        assert stand.begroot is not None
        assert stand.vrij is not None
        assert stand.begroot == Bedrag(3_500_00) == stand.vrij + stand.verplicht + stand.gefactureerd
        assert seen.controle.sluit, (year, seen.controle)
        for name in NAMES:
            whole = sum(one[name] for one in expected.values())
            assert getattr(seen.totaal, name).cents == whole
            self._check_groups(seen, expected, name)
            assert sum(getattr(node.stand, name).cents for node in seen.boom) == whole
            for node in seen.boom:
                _adds_up(node, name)
        december = seen.maanden[-1]
        assert december.gefactureerd == seen.totaal.gefactureerd
        assert december.verplicht == seen.totaal.verplicht
        assert sum(line.incl.cents for line in seen.fiscaal) == seen.totaal.gefactureerd.cents

    def _check_groups(self, seen: Any, expected: dict[int, dict[str, int]], name: str) -> None:
        for payer in Betaler:
            wanted = sum(e[name] for one, e in expected.items() if self.posts[one].payer is payer)
            assert getattr(seen.per_betaler[payer], name).cents == wanted
        for domain in Domein:
            wanted = sum(e[name] for one, e in expected.items() if self.posts[one].domain is domain)
            assert getattr(seen.per_domein[domain], name).cents == wanted

    def _figures(self, row_id: int, year: int) -> dict[str, int]:
        """All but `betaald` by post; that is known by bill, and put with its first line."""
        post = self.posts[row_id]
        billed = post.plain("factuur", year) - post.plain("credit", year)
        paid = post.plain("betaling", year) + self._paid_on(row_id, year)
        return {
            "raming": post.plain("raming", year),
            "offerte": post.plain("offerte", year),
            "verplicht": post.open()[year],
            "gefactureerd": billed,
            "betaald": paid,
            "openstaand": billed - paid,
        }

    def _paid_on(self, row_id: int, year: int) -> int:
        """What was paid on one order line, as its bills tell; that they tell the truth is checked apart."""
        found = 0
        for bill in self.bills:
            if bill.year == year and row_id in bill.said:
                found += sum(
                    line.incl.cents
                    for line in self._stand(bill).regels
                    if line.soort is SoortKosten.BETALING and line.opdrachtregel_id == row_id
                )
        return found

    def _stand(self, bill: Bill) -> Factuurstand:
        return self.services.facturen.stand(bill.id)

    def _check_entries(self) -> None:
        """Line by line what was booked, but for payments, which are known by bill."""
        connection = self.services.context.connection
        roots = dict(connection.execute("SELECT id, coalesce(wijzigt_id, id) FROM opdrachtregel").fetchall())
        outside = {measure[0]: -1 - at for at, measure in enumerate(self.measures)}
        found: dict[int, list[tuple[str, int, int]]] = defaultdict(list)
        rows = connection.execute(
            "SELECT maatregel_id, opdrachtregel_id, soort, boekjaar, incl FROM kostenregel"
            " WHERE soort <> 'betaling'"
        )
        for measure, line, kind, year, cents in rows.fetchall():
            found[outside[measure] if line is None else roots[line]].append((kind, year, cents))
        for key, post in self.posts.items():
            said = [entry[:3] for entry in post.entries if entry[0] != "betaling"]
            assert sorted(found[key]) == sorted(said)

    def _check_bills(self) -> None:
        for bill in self.bills:
            stand = self._stand(bill)
            assert (stand.incl.cents, stand.betaald.cents) == (bill.total, bill.paid)
            assert stand.incl == stand.betaald + stand.openstaand == stand.ex + stand.btw
            assert stand.gecrediteerd.cents == sum(bill.credited.values())
            self._check_lines(bill, stand)
        assert {one.factuur.id for one in self.services.facturen.list_open()} == {
            bill.id for bill in self.bills if bill.open
        }

    def _check_lines(self, bill: Bill, stand: Factuurstand) -> None:
        """Nothing is paid of a line above what it says, and a bill that is paid is paid line by line."""
        for row_id, said in bill.said.items():
            paid = sum(
                bill.sign * line.incl.cents
                for line in stand.regels
                if line.soort is SoortKosten.BETALING and line.opdrachtregel_id == row_id
            )
            assert 0 <= paid <= said
            assert bill.open or paid == said


def _adds_up(node: Kostenknoop, name: str) -> None:
    if node.kinderen:
        assert (
            sum(getattr(child.stand, name).cents for child in node.kinderen)
            == getattr(node.stand, name).cents
        )
        for child in node.kinderen:
            _adds_up(child, name)


@histories(short=25, long=2_000)
@given(STEPS)
@example([("yearly", 0, 1, 0), ("bill", 0, 2, 0), ("last_credit", 0, 1, 1)])
def test_every_history_in_a_vault_agrees_with_a_plain_book(steps: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder))
        try:
            for step in steps:
                book.act(*step)
            book.check()
        finally:
            book.services.close()
