"""Do the totals on a paper add up? Asked before rendering, so that a wrong sum never reaches paper."""

from __future__ import annotations

from collections.abc import Iterable

from veiligheidsadvies.printing.kosten_controle import first_difference
from veiligheidsadvies.printing.kosten_snapshots import Jaarstuk
from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.printing.snapshots import (
    Betalerregel,
    Domeinblok,
    Geld,
    Maatregelenplan,
    Maatregelregel,
    Samenvatting,
    total,
)


class TotalsDiffer(Exception):
    """A bug in whoever filled the snapshot: `where` names the total, never a value."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def reconcile(snapshot: Maatregelenplan | Samenvatting | OpdrachtStuk | Jaarstuk) -> None:
    """Check every total of the snapshot to the cent; raises `TotalsDiffer`."""
    if isinstance(snapshot, OpdrachtStuk):
        _reconcile_opdracht(snapshot)
    elif isinstance(snapshot, Samenvatting):
        _reconcile_samenvatting(snapshot)
    elif isinstance(snapshot, Maatregelenplan):
        _reconcile_plan(snapshot)
    elif where := first_difference(snapshot):
        raise TotalsDiffer(where)


def _reconcile_plan(plan: Maatregelenplan) -> None:
    for blok in plan.domeinen:
        _reconcile_domein(blok)
    _same(total(blok.in_jaar for blok in plan.domeinen), plan.in_jaar, "plan, in het jaar")
    _same(total(blok.per_jaar for blok in plan.domeinen), plan.per_jaar, "plan, per jaar")
    lines = [line for blok in plan.domeinen for line in blok.betalers]
    if _by_payer(lines) != _by_payer(plan.kosten):
        raise TotalsDiffer("betalers, eerste blad")


def _reconcile_opdracht(order: OpdrachtStuk) -> None:
    whole = order.totaal
    sums = (
        (sum(line.ex for line in order.regels), whole.ex, "zonder btw"),
        (sum(rate.bedrag for rate in order.btw), whole.btw, "btw"),
        (whole.ex + whole.btw, whole.incl, "ex + btw"),
    )
    for found, stated, where in sums:
        if found != stated:
            raise TotalsDiffer(f"opdracht, {where}")
    if {line.btw for line in order.regels} != {rate.tarief for rate in order.btw}:
        raise TotalsDiffer("opdracht, tarieven")


def _reconcile_domein(blok: Domeinblok) -> None:
    lines: list[Maatregelregel | Betalerregel] = [*blok.maatregelen, *blok.betalers]
    for line in lines:
        for amount in (line.in_jaar, line.per_jaar):
            if amount.ex + amount.btw != amount.incl:
                raise TotalsDiffer(f"{blok.domein}, ex + btw")
    _same(total(regel.in_jaar for regel in blok.maatregelen), blok.in_jaar, f"{blok.domein}, in het jaar")
    _same(total(regel.per_jaar for regel in blok.maatregelen), blok.per_jaar, f"{blok.domein}, per jaar")
    if _by_payer(blok.maatregelen) != _by_payer(blok.betalers):
        raise TotalsDiffer(f"{blok.domein}, betalers")


def _reconcile_samenvatting(paper: Samenvatting) -> None:
    sums = (
        (sum(regel.aantal for regel in paper.domeinen), paper.totaal_aantal, "aantal"),
        (sum(regel.in_jaar for regel in paper.domeinen), paper.totaal_in_jaar, "in het jaar"),
        (sum(regel.per_jaar for regel in paper.domeinen), paper.totaal_per_jaar, "per jaar"),
    )
    for found, stated, where in sums:
        if found != stated:
            raise TotalsDiffer(f"samenvatting, {where}")
    budget = paper.begroting
    if budget and budget.vastgelegd + budget.dit_besluit + budget.vrij != budget.totaal:
        raise TotalsDiffer("samenvatting, begroting")


def _same(found: Geld, stated: Geld, where: str) -> None:
    if found != stated:
        raise TotalsDiffer(where)


def _by_payer(lines: Iterable[Maatregelregel | Betalerregel]) -> dict[str, tuple[Geld, Geld]]:
    """Payer → amounts in the year and per year; a payer of nothing is left out."""
    found: dict[str, tuple[Geld, Geld]] = {}
    for line in lines:
        once, yearly = found.get(line.betaler, (Geld(), Geld()))
        found[line.betaler] = (once + line.in_jaar, yearly + line.per_jaar)
    return {payer: amounts for payer, amounts in found.items() if amounts != (Geld(), Geld())}
