"""How a bill stands: what it says, what was credited and paid of it, and what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief, total
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.factuur import Factuur, SoortFactuur
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.storage import records

Sleutel = tuple[object, ...]
GEBOEKT = {SoortFactuur.FACTUUR: SoortKosten.FACTUUR, SoortFactuur.CREDIT: SoortKosten.CREDIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuurregel:
    """What a bill says of one order line, or (without one) of one measure; positive, on a credit note too."""

    opdrachtregel_id: int | None = None
    maatregel_id: int | None = None
    ex: Bedrag
    btw: BtwTarief
    incl: Bedrag
    omschrijving: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuurcontrole:
    """What was expected beside what is billed, incl. btw; `verschil` is billed less expected."""

    verwacht: Bedrag
    gefactureerd: Bedrag
    verschil: Bedrag
    per_regel: tuple[tuple[int, Bedrag, Bedrag], ...]
    """Order line, expected, billed."""
    bevindingen: Sequence[Bevinding]

    @property
    def is_meer(self) -> bool:
        """Whether any line is billed above what was expected."""
        return any(billed.cents > expected.cents for _, expected, billed in self.per_regel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuurstand:
    """A bill with its lines; on a credit note every amount is negative.

    `betaald` holds what a credit note settled as well, so that incl = betaald + openstaand for each of them
    and over all together.
    """

    factuur: Factuur
    regels: tuple[Kostenregel, ...]
    ex: Bedrag
    btw: Bedrag
    incl: Bedrag
    gecrediteerd: Bedrag
    betaald: Bedrag

    @property
    def openstaand(self) -> Bedrag:
        """What is still to be paid; negative: money is to come back."""
        return self.incl - self.betaald


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """The lines of a bill that are paid together, with what was paid of them; amounts are not signed."""

    sleutel: Sleutel
    patroon: Kostenregel
    ex: Bedrag
    incl: Bedrag
    betaald_ex: Bedrag
    betaald: Bedrag

    @property
    def openstaand(self) -> Bedrag:
        """Not yet paid."""
        return self.incl - self.betaald


def standen(connection: records.Connection, facturen: Sequence[Factuur]) -> list[Factuurstand]:
    """How these bills stand, in the order given."""
    if not facturen:
        return []
    lines: dict[int | None, list[Kostenregel]] = defaultdict(list)
    one = facturen[0].id if len(facturen) == 1 else None
    where, values = ("factuur_id = ?", (one,)) if one is not None else ("factuur_id IS NOT NULL", ())
    for line in records.list_where(connection, Kostenregel, where, values):
        lines[line.factuur_id].append(line)
    credited = _credited(connection)
    return [stand_of(bill, lines[bill.id], credited.get(bill.id or 0, NIHIL)) for bill in facturen]


def parts(stand: Factuurstand) -> list[Deel]:
    """The parts of a bill over which a payment is divided, in the order of its lines."""
    sign, kind = stand.factuur.teken, GEBOEKT[stand.factuur.soort]
    groups: dict[Sleutel, list[Kostenregel]] = {}
    for line in stand.regels:
        if line.soort in {kind, SoortKosten.BETALING}:
            groups.setdefault(_key(line), []).append(line)
    found = []
    for line_key, group in groups.items():
        said = [line for line in group if line.soort is kind]
        paid = [line for line in group if line.soort is SoortKosten.BETALING]
        found.append(
            Deel(
                sleutel=line_key,
                patroon=(said or paid)[0],
                ex=total(line.ex for line in said),
                incl=total(line.incl for line in said),
                betaald_ex=Bedrag(sign * total(line.ex for line in paid).cents),
                betaald=Bedrag(sign * total(line.incl for line in paid).cents),
            )
        )
    return found


def _key(line: Kostenregel) -> Sleutel:
    return line.opdrachtregel_id, line.maatregel_id, line.btw, line.betaler, line.fiscale_categorie


def stand_of(factuur: Factuur, lines: Iterable[Kostenregel], credited: Bedrag = NIHIL) -> Factuurstand:
    """How a bill with these lines stands."""
    known = tuple(lines)
    sign, kind = factuur.teken, GEBOEKT[factuur.soort]
    ex = sign * sum(line.ex.cents for line in known if line.soort is kind)
    incl = sign * sum(line.incl.cents for line in known if line.soort is kind)
    return Factuurstand(
        factuur=factuur,
        regels=known,
        ex=Bedrag(ex),
        btw=Bedrag(incl - ex),
        incl=Bedrag(incl),
        gecrediteerd=credited,
        betaald=total(line.incl for line in known if line.soort is SoortKosten.BETALING),
    )


def _credited(connection: records.Connection) -> dict[int, Bedrag]:
    """What was credited incl. btw, by the id of the bill that the notes refer to."""
    rows = connection.execute(
        "SELECT f.verwijst_id, k.incl FROM factuur f JOIN kostenregel k ON k.factuur_id = f.id"
        " WHERE f.verwijst_id IS NOT NULL AND k.soort = 'credit'",
        (),
    ).fetchall()
    found: dict[int, Bedrag] = defaultdict(lambda: NIHIL)
    for bill, cents in rows:
        found[bill] += Bedrag(cents)
    return dict(found)
