"""The Inzage-uittreksel: what is held on the reader, part by part; then why, for how long, and his rights."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.bewaren_blocks import part
from veiligheidsadvies.printing.bewaren_snapshots import InzageUittreksel
from veiligheidsadvies.printing.blocks import fit, gap, paragraph, rich_paragraph, section, title
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import opened
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import TEXT_INDENT
from veiligheidsadvies.printing.text import markup


def render(snapshot: InzageUittreksel) -> bytes:
    """The extract as PDF; UnprintableText when a text holds a sign that the font lacks."""
    story: list[Any] = [*title(snapshot.titel), paragraph(snapshot.inleiding, styles.LEAD), gap(7)]
    for one in (*snapshot.onderdelen, snapshot.verwerking):
        story += [*part(one), gap(6.5)]
    if snapshot.weggelaten:
        items = [rich_paragraph(markup(f"– {text}"), left=TEXT_INDENT) for text in snapshot.weggelaten]
        story += [section("Wat staat hier niet?", items), gap(6.5)]
    story.append(opened("Uw rechten", snapshot.rechten))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))
