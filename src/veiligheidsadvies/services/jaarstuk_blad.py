"""What the papers of a year share: their sheet, and an amount as it stands in a sentence or an equation."""

from __future__ import annotations

from dataclasses import replace

from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.printing.snapshots import Blad
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.text.formats import amount

MANAGER = "Safety & Security-manager"


def inside_sheet(context: Context, document: str, ontvanger: Ontvanger) -> Blad:
    """The sheet of a paper with all codes; InvalidInput without a reader. Nobody's own copy has codes."""
    reader = replace(ontvanger, is_eigen=False)
    sheet = Bladgegevens(context).blad(document, None, reader)
    return replace(sheet, toevoeging="binnenversie", veld_waarde="alle")


def number(value: Bedrag) -> str:
    """`6.132,52`, and zero as `0,00`."""
    return amount(value, sign=False, zero="0,00")


def money(value: Bedrag) -> str:
    """`€ 6.132,52`, and zero as `€ 0,00`."""
    return amount(value, zero="€\u00a00,00")
