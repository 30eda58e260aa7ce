"""The entry in the Verwerkingsregister: purpose, ground, who and what, receivers, terms, measures."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import KeepTogether

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.bewaren_blocks import part
from veiligheidsadvies.printing.bewaren_snapshots import Termijnlijst, VerwerkingsregisterStuk
from veiligheidsadvies.printing.blocks import Signatures, fit, gap, paragraph, title
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import long_table
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import MM
from veiligheidsadvies.printing.tables import Column, Row, RowTable, cell, head_row, ruled

_TERMS = (Column(0, 44 * MM), Column(46 * MM, 38 * MM), Column(86 * MM, 40 * MM), Column(128 * MM, 40 * MM))


def render(snapshot: VerwerkingsregisterStuk) -> bytes:
    """The entry as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(7)]
    for one in snapshot.onderdelen:
        story += [*part(one), gap(6.5)]
    for terms in snapshot.termijnen:
        story += [*long_table("Bewaartermijnen", terms.orgaan, _terms(terms, snapshot.titel)), gap(7)]
    story.append(KeepTogether([gap(2), Signatures(snapshot.handtekeningen)]))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _terms(terms: Termijnlijst, name: str) -> RowTable:
    rows = [
        Row(
            (cell(one.soort, styles.TABLE_BOLD), cell(one.termijn), cell(one.grond), cell(one.lijst)),
            pad_top=1.2 * MM,
            pad_bottom=1.2 * MM,
        )
        for one in terms.rijen
    ]
    rows[-1] = ruled(rows[-1])
    head = head_row(("Soort gegeven", "Termijn", "Grond", "Selectielijst"))
    return RowTable(_TERMS, rows, head=head, keep=2, continuation=f"{name}, vervolg")
