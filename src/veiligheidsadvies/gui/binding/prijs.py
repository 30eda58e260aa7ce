"""The price of a catalogue line in words: always marked as indicative."""

from __future__ import annotations

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.text.formats import amount


def price(line: Catalogusmaatregel, *, has_unit: bool = True) -> str:
    """`€ 1.500 tot € 4.500 per stuk, indicatief`; nothing when the catalogue gives no price."""
    amounts = [one for one in (line.prijs_vanaf, line.prijs_tot) if one is not None]
    if not any(amounts):
        return "geen kosten, indicatief" if amounts else ""
    words = " tot ".join(dict.fromkeys(_whole(one) for one in amounts))
    unit = f" {line.eenheid}" if has_unit and line.eenheid else ""
    return f"{words}{unit}, indicatief"


def _whole(value: Bedrag) -> str:
    """Without cents where there are none."""
    return amount(value, zero="€\u00a00").removesuffix(",00")
