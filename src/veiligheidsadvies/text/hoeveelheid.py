"""Quantities as they are printed: "2", "1,5", "16 m²", "-1"."""

from __future__ import annotations

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.text.formats import NBSP, grouped

_HEEL = 100


def quantity(aantal: Aantal, eenheid: str = "") -> str:
    """The number with a comma and no zeros behind it, bound to its unit."""
    whole, rest = divmod(abs(aantal.honderdsten), _HEEL)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    minus = "-" if aantal.honderdsten < 0 else ""
    unit = eenheid.strip().replace(" ", NBSP)
    return f"{minus}{grouped(whole)}{decimals}" + (f"{NBSP}{unit}" if unit else "")
