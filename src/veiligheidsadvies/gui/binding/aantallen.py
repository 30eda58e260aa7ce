"""Quantities as they are typed and shown: `2`, `1,5`, never more than two decimals."""

from __future__ import annotations

import re
from typing import Any

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.gui.kit.kinds import Money
from veiligheidsadvies.gui.kit.parse import Refusal

NOT_A_QUANTITY = "Dit is geen aantal. Typ bijvoorbeeld 2 of 1,5."
_TYPED = re.compile(r"(-?)(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)


def shown(aantal: Aantal) -> str:
    """`2`, `1,5`, `-0,25`."""
    whole, rest = divmod(abs(aantal.honderdsten), 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{'-' if aantal.honderdsten < 0 else ''}{whole}{decimals}"


def read(text: str) -> Any:
    """What a quantity field makes of typed text: Aantal, None when empty, or a sentence."""
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    if not bare:
        return None
    found = _TYPED.fullmatch(bare)
    if found is None:
        return Refusal(NOT_A_QUANTITY)
    minus, whole, decimals = found.groups()
    hundredths = int(whole) * 100 + int((decimals or "").ljust(2, "0"))
    return Aantal(-hundredths if minus else hundredths)


def quantity(width: int | None = 88) -> Money:
    """A field whose value is an Aantal."""
    return Money(width=width, parse=read, show=shown)


def with_unit(aantal: Aantal, eenheid: str) -> str:
    """`2 stuks`; a single piece without a unit says nothing."""
    if not eenheid:
        return "" if aantal == Aantal(100) else f"{shown(aantal)} stuks"
    return f"{shown(aantal)} {eenheid}"
