"""The cost overview for inside: the same totals by dossier, by domain and by ground, and the check."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import CondPageBreak

from veiligheidsadvies.printing import styles
from veiligheidsadvies.printing.blocks import (
    LightTitle,
    WideHeading,
    facts_table,
    fit,
    gap,
    paragraph,
)
from veiligheidsadvies.printing.furniture import Furniture
from veiligheidsadvies.printing.kosten_blocks import tile_cell
from veiligheidsadvies.printing.kosten_snapshots import KostenoverzichtBinnen, Kostenrij, Kostenstand
from veiligheidsadvies.printing.page import build
from veiligheidsadvies.printing.styles import HEAVY, MM, WIDTH
from veiligheidsadvies.printing.tables import Column, Row, RowTable, cell, head_row, ruled
from veiligheidsadvies.printing.text import amount

_EACH = 23 * MM
_HEADS = ("Raming", "Offerte", "Verplicht", "Gefactureerd", "Betaald")
_COLUMNS = (
    Column(0, WIDTH - 5 * _EACH),
    *(Column(WIDTH - (5 - place) * _EACH, _EACH, is_number=True) for place in range(5)),
)


def render(snapshot: KostenoverzichtBinnen) -> bytes:
    """The overview as PDF; UnprintableText when a text holds a sign that the font lacks."""
    whole, name = snapshot.totaal, f"{snapshot.titel}, {snapshot.ondertitel}"
    story: list[Any] = [LightTitle(snapshot.titel, snapshot.ondertitel)]
    story += [paragraph(snapshot.inleiding, styles.LEAD), gap(6)]
    story += _part("Per dossier", "Dossier", snapshot.per_dossier, ("Totaal", whole), name)
    story += _part("Per domein", "Domein", snapshot.per_domein, ("Totaal", whole), name)
    ground = (f"Totaal {snapshot.gebied}", whole)
    story += _part("Per betaler", "Wie betaalt en waarom", snapshot.per_grondslag, ground, name)
    if snapshot.noot:
        story[-1:] = [gap(1.2), paragraph(snapshot.noot, styles.TABLE), gap(5.5)]
    facts = [("Buiten de begroting", _told(one)) for one in snapshot.anderen]
    facts += [(one.label, one.tekst) for one in snapshot.controle]
    story.append(facts_table("Controle", facts))
    return build(snapshot, fit(story, Furniture(snapshot.blad).frame_height))


def _part(
    heading: str, first: str, rows: tuple[Kostenrij, ...], whole: tuple[str, Kostenstand], name: str
) -> list[Any]:
    body = [_row(one) for one in rows]
    body[-1:] = [ruled(row) for row in body[-1:]]
    if whole:
        texts = (whole[0], *_texts(whole[1]))
        cells = tuple(cell(text, styles.TABLE_BOLD) for text in texts)
        body.append(Row(cells, rule=HEAVY, pad_top=1.25 * MM, pad_bottom=1.25 * MM))
    table = RowTable(
        _COLUMNS,
        body,
        head=head_row((first, *_HEADS)),
        keep=4,
        continuation=f"{name}: {heading.lower()}, vervolg",
    )
    return [CondPageBreak(34 * MM), WideHeading(heading), table, gap(5.5)]


def _row(one: Kostenrij) -> Row:
    first = tile_cell(one.domein, one.naam) if one.domein else cell(one.naam)
    pad = 1.6 * MM if one.domein else 1.15 * MM
    texts = (cell(text) for text in _texts(one.stand))
    return Row((first, *texts), pad_top=pad, pad_bottom=pad)


def _texts(stand: Kostenstand) -> tuple[str, ...]:
    cents = (stand.raming, stand.offerte, stand.verplicht, stand.gefactureerd, stand.betaald)
    return tuple(amount(one) for one in cents)


def _told(one: Kostenrij) -> str:
    """What another payer bears, which counts in none of the totals."""
    stations = {
        "geraamd": one.stand.raming,
        "besteld": one.stand.verplicht,
        "gefactureerd": one.stand.gefactureerd,
        "betaald": one.stand.betaald,
    }
    parts = [f"{amount(cents)} {word}" for word, cents in stations.items() if cents]
    return f"{one.naam}: {', '.join(parts) or 'alleen een offerte'}"
