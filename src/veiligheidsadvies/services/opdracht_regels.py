"""The lines of an order or a request: what they say, how they are kept, and a change as differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from veiligheidsadvies.domain.aanvraag import Aanvraagregel
from veiligheidsadvies.domain.bedrag import NIHIL, BtwTarief
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.maatregel import Betaler, Maatregel, MaatregelId
from veiligheidsadvies.domain.opdracht import Opdrachtregel, OpdrachtregelId, priced
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.context import check
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.storage import records

Regel = TypeVar("Regel", Opdrachtregel, Aanvraagregel)

_SAID = ("titel", "eis", "eenheid", "stukprijs", "btw", "per_jaar", "betaler", "fiscale_categorie")
"""What is agreed of a line besides its quantity: another word or price takes back and orders anew."""


def line_of(maatregel: Maatregel, *, at: int, btw: BtwTarief = BtwTarief.HOOG) -> Opdrachtregel:
    """A line for a measure, in words for a supplier: its title and norm, nothing that says for whom."""
    return Opdrachtregel(
        dossier_id=maatregel.dossier_id,
        maatregel_id=maatregel.id,
        volgorde=at,
        titel=maatregel.titel,
        eis=maatregel.norm,
        stukprijs=NIHIL,
        btw=btw,
        ex=NIHIL,
        incl=NIHIL,
        per_jaar=maatregel.kost_per_jaar,
        betaler=maatregel.betaler or Betaler.ORGANISATIE,
        fiscale_categorie=fiscal_category(maatregel.grondslag, maatregel.betaler),
    )


def measures_of(lines: Iterable[Opdrachtregel | Aanvraagregel]) -> list[MaatregelId]:
    """The measures of lines, each once, in order."""
    return list(dict.fromkeys(MaatregelId(one.maatregel_id or 0) for one in lines))


def line_problems(lines: Sequence[Opdrachtregel | Aanvraagregel]) -> list[Problem]:
    """What keeps lines from being saved; of the second one at `regels.2.` and its field."""
    found: list[Problem] = []
    for at, line in enumerate(lines, 1):
        try:
            check(line)
        except InvalidInput as error:
            found += [Problem(f"regels.{at}.{one.field}", one.reason, one.data) for one in error.problems]
    return found


def write_lines(log: records.Log, before: Sequence[Regel], lines: Sequence[Regel]) -> None:
    """Make `lines` of what stood `before`: add, change and remove, and leave what is the same."""
    known = {one.id: one for one in before}
    kept = {one.id for one in lines}
    for gone in before:
        if gone.id not in kept:
            records.remove(log, gone)
    for line in lines:
        if known.get(line.id) != line:
            records.save(log, line if line.id in known else replace(line, id=None))


def with_price(regel: Opdrachtregel) -> Opdrachtregel:
    """The line with `ex` and `incl` of its quantity, price and rate."""
    ex, incl = priced(regel.aantal, regel.stukprijs, regel.btw)
    return replace(regel, ex=ex, incl=incl)


def effective(regels: Iterable[Opdrachtregel]) -> list[Opdrachtregel]:
    """What is ordered after these lines, one a root line under its id; without what was taken back whole."""
    found: dict[OpdrachtregelId, Opdrachtregel] = {}
    for regel in sorted(regels, key=lambda one: (one.versie, one.volgorde, one.id or 0)):
        root = regel.wijzigt_id or regel.id or OpdrachtregelId(0)
        before = found.get(root)
        if before is None:
            found[root] = replace(regel, id=root, wijzigt_id=None)
        else:
            found[root] = replace(
                before,
                **_agreed(regel),
                aantal=before.aantal + regel.aantal,
                ex=before.ex + regel.ex,
                incl=before.incl + regel.incl,
            )
    return [one for one in found.values() if one.aantal or one.ex]


def _agreed(regel: Opdrachtregel) -> dict[str, Any]:
    """What a line says; one that takes back says nothing new."""
    return {name: getattr(regel, name) for name in _SAID} if regel.aantal.honderdsten >= 0 else {}


def differences(before: Sequence[Opdrachtregel], wanted: Sequence[Opdrachtregel]) -> list[Opdrachtregel]:
    """The lines of a change that bring `before` (see `effective`) to `wanted`; new lines have no id.

    A difference is exact: after it the line costs what its quantity at its price costs, rounded once.
    """
    kept = {one.id: with_price(one) for one in wanted if one.id is not None}
    found: list[Opdrachtregel] = []
    for old in before:
        new = kept.get(old.id) if old.id is not None else None
        if new is None:
            found.append(_difference(old, old, taken_back=True))
        elif any(getattr(new, name) != getattr(old, name) for name in _SAID):
            found.append(_difference(old, old, taken_back=True))
            found.append(replace(new, id=None, wijzigt_id=old.id, volgorde=old.volgorde))
        elif new.aantal != old.aantal:
            found.append(_difference(old, new, taken_back=False))
    last = max((one.volgorde for one in before), default=0)
    added = (with_price(one) for one in wanted if one.id is None)
    return [*found, *(replace(one, volgorde=at) for at, one in enumerate(added, last + 1))]


def _difference(old: Opdrachtregel, new: Opdrachtregel, *, taken_back: bool) -> Opdrachtregel:
    if taken_back:
        return replace(old, id=None, wijzigt_id=old.id, aantal=-old.aantal, ex=-old.ex, incl=-old.incl)
    return replace(
        new,
        id=None,
        wijzigt_id=old.id,
        volgorde=old.volgorde,
        aantal=new.aantal - old.aantal,
        ex=new.ex - old.ex,
        incl=new.incl - old.incl,
    )
