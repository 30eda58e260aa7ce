"""The lines of an order: what stands after every given version, and a change as differences of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from veiligheidsadvies.domain.bedrag import NIHIL, BtwTarief
from veiligheidsadvies.domain.maatregel import Betaler, Maatregel
from veiligheidsadvies.domain.opdracht import Opdrachtregel, OpdrachtregelId, priced
from veiligheidsadvies.services.maatregelen import fiscal_category

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
