"""What a measure costs on paper: the best known amount, in the year of the plan and per year after it.

Best known is what was invoiced (credits off) once that is all there is to come, else what was ordered, else
the newest quote, else the estimates; the paper says which kinds it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import GROEP, Maatregel, Status, Statusgroep
from veiligheidsadvies.printing.snapshots import Geld, total
from veiligheidsadvies.services.kosten import in_year

NIETS = Geld()
_BILLED = frozenset({SoortKosten.FACTUUR, SoortKosten.CREDIT})
_WOORD = {
    SoortKosten.FACTUUR: "facturen",
    SoortKosten.VERPLICHTING: "opdrachten",
    SoortKosten.OFFERTE: "offertes",
    SoortKosten.RAMING: "ramingen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bekend:
    """The amounts of one measure in cents.

    `eenmalig` is what falls once in the year of the plan or later, with that year's share of yearly costs;
    `later` is the part of it in later years, by year.
    """

    eenmalig: Geld = NIETS
    per_jaar: Geld = NIETS
    later: tuple[tuple[int, Geld], ...] = ()
    soorten: frozenset[SoortKosten] = frozenset()

    @property
    def dit_jaar(self) -> int:
        """Cents incl. btw that fall in the year of the plan."""
        return self.eenmalig.incl - sum(money.incl for _, money in self.later)


def known_amounts(maatregel: Maatregel, lines: Sequence[Kostenregel], year: int) -> Bekend:
    """The best known amount of a measure for `year`; what was dropped costs only what was invoiced."""
    once_kind, once = _best(maatregel, [line for line in lines if not line.per_jaar])
    yearly_kind, yearly = _best(maatregel, [line for line in lines if line.per_jaar])
    if not _runs_in(maatregel, year):
        yearly_kind, yearly = None, []
    later_years = sorted({line.boekjaar for line in once if line.boekjaar > year})
    later = tuple((other, total(_money(line, other) for line in once)) for other in later_years)
    kinds = {once_kind} if any(line.boekjaar >= year for line in once) else set()
    kinds |= {yearly_kind} if yearly else set()
    return Bekend(
        eenmalig=total([*(_money(line, year) for line in [*once, *yearly]), *(m for _, m in later)]),
        per_jaar=NIETS if maatregel.status is Status.AFGEWIKKELD else total(_money(line) for line in yearly),
        later=later,
        soorten=frozenset(kind for kind in kinds if kind is not None),
    )


def kinds_word(known: Iterable[Bekend]) -> str:
    """ "ramingen", or "facturen, opdrachten en ramingen": what the amounts on a paper are."""
    found = frozenset[SoortKosten]().union(*(item.soorten for item in known))
    words = [word for kind, word in _WOORD.items() if kind in found] or [_WOORD[SoortKosten.RAMING]]
    return " en ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _best(maatregel: Maatregel, lines: list[Kostenregel]) -> tuple[SoortKosten | None, list[Kostenregel]]:
    billed = [line for line in lines if line.soort in _BILLED]
    ordered = [line for line in lines if line.soort is SoortKosten.VERPLICHTING]
    is_dropped = GROEP[maatregel.status] is Statusgroep.VERVALLEN
    is_all_billed = not maatregel.is_open or _sum(billed) >= _sum(ordered)
    if billed and is_all_billed:
        return SoortKosten.FACTUUR, billed
    if is_dropped:
        return None, []
    if ordered:
        return SoortKosten.VERPLICHTING, ordered
    quotes = [line for line in lines if line.soort is SoortKosten.OFFERTE]
    if quotes:
        return SoortKosten.OFFERTE, [max(quotes, key=lambda line: (line.datum, line.id or 0))]
    estimates = [line for line in lines if line.soort is SoortKosten.RAMING]
    return (SoortKosten.RAMING, estimates) if estimates else (None, [])


def _runs_in(maatregel: Maatregel, year: int) -> bool:
    """Whether yearly costs still count: not after the measure was wound up or dropped."""
    if GROEP[maatregel.status] is Statusgroep.VERVALLEN:
        return False
    ended = maatregel.afgewikkeld_op
    return maatregel.status is not Status.AFGEWIKKELD or (ended is not None and ended.year >= year)


def _sum(lines: Iterable[Kostenregel]) -> int:
    return sum(-line.incl.cents if line.soort is SoortKosten.CREDIT else line.incl.cents for line in lines)


def _money(line: Kostenregel, year: int | None = None) -> Geld:
    """A line three ways, credits negative; nothing when it does not count in `year`."""
    if year is not None and not in_year(line, year):
        return NIETS
    sign = -1 if line.soort is SoortKosten.CREDIT else 1
    ex, incl = sign * line.ex.cents, sign * line.incl.cents
    return Geld(ex=ex, btw=incl - ex, incl=incl)
