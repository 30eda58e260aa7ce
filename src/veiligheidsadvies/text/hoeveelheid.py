"""A quantity as it is printed: `2`, `1,5`, `16 m²`."""

from __future__ import annotations

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.text.formats import NBSP, grouped


def quantity(aantal: Aantal, eenheid: str = "") -> str:
    """Without zeros behind the comma, bound to its unit."""
    whole, rest = divmod(abs(aantal.honderdsten), 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    minus = "-" if aantal.honderdsten < 0 else ""
    number = f"{minus}{grouped(whole)}{decimals}"
    return f"{number}{NBSP}{eenheid.strip()}" if eenheid.strip() else number
