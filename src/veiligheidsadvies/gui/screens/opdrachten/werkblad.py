"""The lines of an order while it is composed: which are chosen, their words and prices; kept as a draft."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie
from veiligheidsadvies.domain.maatregel import Betaler, MaatregelId
from veiligheidsadvies.domain.opdracht import Opdrachtregel, OpdrachtregelId, priced
from veiligheidsadvies.gui.binding.aantallen import with_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Werkregel:
    """One line on the sheet; `reden` says why it was not chosen by itself."""

    key: int
    regel: Opdrachtregel
    is_gekozen: bool = True
    reden: str = ""

    @property
    def uitleg(self) -> str:
        """The small line under the title: how many, the demand, and why it is not chosen."""
        if not self.is_gekozen and self.reden:
            return self.reden
        parts = (with_unit(self.regel.aantal, self.regel.eenheid), self.regel.eis)
        return " · ".join(part for part in parts if part)

    @property
    def eis_begin(self) -> int:
        """Where in `uitleg` the demand begins, for the marks under it."""
        return len(self.uitleg) - len(self.regel.eis)


def numbered(regels: Iterable[Werkregel]) -> dict[int, int]:
    """The number on paper of each chosen line by its key, from 1."""
    return {one.key: at for at, one in enumerate((r for r in regels if r.is_gekozen), 1)}


def chosen(regels: Iterable[Werkregel]) -> tuple[Opdrachtregel, ...]:
    """The lines that go into the order, numbered and priced anew."""
    return tuple(
        recalculated(replace(one.regel, volgorde=at))
        for at, one in enumerate((r for r in regels if r.is_gekozen), 1)
    )


def recalculated(regel: Opdrachtregel) -> Opdrachtregel:
    """The line with `ex` and `incl` of its quantity and price."""
    ex, incl = priced(regel.aantal, regel.stukprijs, regel.btw)
    return replace(regel, ex=ex, incl=incl)


def to_text(regels: Sequence[Werkregel]) -> str:
    """The sheet as text, for a draft."""
    return json.dumps([_raw(one) for one in regels], ensure_ascii=False)


def from_text(text: str) -> list[Werkregel]:
    """The sheet of a draft."""
    return [_line(raw) for raw in json.loads(text)]


def _raw(one: Werkregel) -> dict[str, Any]:
    line = one.regel
    return {
        "key": one.key,
        "gekozen": one.is_gekozen,
        "reden": one.reden,
        "id": line.id,
        "maatregel": line.maatregel_id,
        "wijzigt": line.wijzigt_id,
        "versie": line.versie,
        "titel": line.titel,
        "eis": line.eis,
        "aantal": line.aantal.honderdsten,
        "eenheid": line.eenheid,
        "stukprijs": line.stukprijs.cents,
        "btw": int(line.btw),
        "per_jaar": line.per_jaar,
        "betaler": line.betaler.value,
        "fiscaal": line.fiscale_categorie.value,
    }


def _line(raw: Mapping[str, Any]) -> Werkregel:
    regel = Opdrachtregel(
        id=None if raw["id"] is None else OpdrachtregelId(raw["id"]),
        maatregel_id=None if raw["maatregel"] is None else MaatregelId(raw["maatregel"]),
        wijzigt_id=None if raw["wijzigt"] is None else OpdrachtregelId(raw["wijzigt"]),
        versie=raw["versie"],
        titel=raw["titel"],
        eis=raw["eis"],
        aantal=Aantal(raw["aantal"]),
        eenheid=raw["eenheid"],
        stukprijs=Bedrag(raw["stukprijs"]),
        btw=BtwTarief(raw["btw"]),
        ex=Bedrag(0),
        incl=Bedrag(0),
        per_jaar=raw["per_jaar"],
        betaler=Betaler(raw["betaler"]),
        fiscale_categorie=FiscaleCategorie(raw["fiscaal"]),
    )
    return Werkregel(key=raw["key"], regel=recalculated(regel), is_gekozen=raw["gekozen"], reden=raw["reden"])
