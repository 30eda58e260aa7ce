"""What the papers of records law share: a part with its facts, which may go on for pages."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.bewaren_snapshots import Onderdeel
from veiligheidsadvies.printing.blocks import facts_table, paragraph
from veiligheidsadvies.printing.styles import MM, TEXT_INDENT

_LABEL = 38 * MM


def part(one: Onderdeel) -> list[Any]:
    """A hanging heading, its facts between heavy rules, and what is said of them."""
    facts = [(fact.label, fact.tekst) for fact in one.gegevens]
    made: list[Any] = [CondPageBreak(28 * MM), facts_table(one.kop, facts, label_width=_LABEL)]
    if one.noot:
        made += [Spacer(0, 1.4 * MM), paragraph(one.noot, styles.NOTE, left=TEXT_INDENT)]
    return made
