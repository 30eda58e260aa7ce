"""Do the papers of a year add up? The same totals by three routes; asked before a number is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from veiligheidsadvies.printing.kosten_snapshots import (
    Contractenlijst,
    FiscaleLijst,
    Jaargeld,
    Jaarstuk,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
    Kostenrij,
    Kostenstand,
    Standtotaal,
    Uitgifteregister,
)
from veiligheidsadvies.printing.snapshots import total


def first_difference(snapshot: Jaarstuk) -> str:
    """The name of the first total that does not add up, never a value; "" when all do."""
    return next((where for where, is_same in _totals(snapshot) if not is_same), "")


def _totals(snapshot: Jaarstuk) -> Iterator[tuple[str, bool]]:
    if isinstance(snapshot, KostenoverzichtBinnen):
        yield from _inside(snapshot)
    elif isinstance(snapshot, KostenoverzichtBuiten):
        yield "buitenversie, begroot", _is_whole(snapshot.geld)
    elif isinstance(snapshot, FiscaleLijst):
        yield from _fiscal(snapshot)
    elif isinstance(snapshot, Contractenlijst):
        yield from _contracts(snapshot)
    else:
        yield from _register(snapshot)


def _inside(paper: KostenoverzichtBinnen) -> Iterator[tuple[str, bool]]:
    yield "per dossier", _sum(paper.per_dossier) == paper.totaal
    yield "per domein", _sum(paper.per_domein) == paper.totaal
    yield "per grondslag", _sum(paper.per_grondslag) == paper.totaal
    stated = (paper.geld.gefactureerd, paper.geld.verplicht, paper.geld.betaald)
    yield "jaarstand", stated == (paper.totaal.gefactureerd, paper.totaal.verplicht, paper.totaal.betaald)
    yield "begroot", _is_whole(paper.geld)


def _sum(rows: Iterable[Kostenrij]) -> Kostenstand:
    found = Kostenstand()
    for row in rows:
        found += row.stand
    return found


def _is_whole(money: Jaargeld) -> bool:
    if money.begroot is None or money.vrij is None:
        return money.begroot is money.vrij
    return money.begroot == money.gefactureerd + money.verplicht + money.vrij


def _fiscal(paper: FiscaleLijst) -> Iterator[tuple[str, bool]]:
    yield "fiscaal, ex + btw", all(row.bedrag.ex + row.bedrag.btw == row.bedrag.incl for row in paper.regels)
    yield "fiscaal, regels", total(row.bedrag for row in paper.regels) == paper.totaal
    yield "fiscaal, categorieën", total(row.bedrag for row in paper.totalen) == paper.totaal
    yield "fiscaal, gefactureerd", paper.totaal.incl == paper.gefactureerd
    for one in paper.totalen:
        found = total(row.bedrag for row in paper.regels if row.categorie == one.categorie)
        yield "fiscaal, per categorie", found == one.bedrag


def _contracts(paper: Contractenlijst) -> Iterator[tuple[str, bool]]:
    yield "contracten, regels", sum(row.per_jaar for row in paper.regels) == paper.totaal
    yield "contracten, dossiers", sum(row.per_jaar for row in paper.dossiers) == paper.totaal
    yield "contracten, aantal", sum(row.aantal for row in paper.dossiers) == len(paper.regels)


def _register(paper: Uitgifteregister) -> Iterator[tuple[str, bool]]:
    found = Counter(row.stand for row in paper.regels)
    yield "register, per stand", found == Counter({one.stand: one.aantal for one in paper.standen})
    yield "register, totaal", paper.totaal.aantal == len(paper.regels)
    yield "register, standen", paper.totaal == _add(paper.standen, paper.totaal.stand)
    each = (*paper.standen, paper.totaal)
    yield "register, wijze", all(one.papier + one.versleuteld + one.open == one.aantal for one in each)
    numbers = [row.nummer for row in paper.regels]
    yield "register, nummers", len({*numbers, *paper.ontbreekt}) == len(numbers) + len(paper.ontbreekt)


def _add(standen: Iterable[Standtotaal], word: str) -> Standtotaal:
    parts = list(standen)
    return Standtotaal(
        stand=word,
        papier=sum(one.papier for one in parts),
        versleuteld=sum(one.versleuteld for one in parts),
        open=sum(one.open for one in parts),
        aantal=sum(one.aantal for one in parts),
    )
