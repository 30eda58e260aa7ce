"""What a supplier reads, for the column that shows it while an order or a request is composed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.gui.kit.read_text import ReadPart, ReadRow
from veiligheidsadvies.services.opdrachten import Leesdeel
from veiligheidsadvies.text.messages import explain

GEEN_LEVERANCIER = "Kies een leverancier. Dan staat hier wat hij leest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Leesbeeld:
    """The parts of the paper, or why there are none yet."""

    delen: tuple[ReadPart, ...] = ()
    uitleg: str = ""


NIETS = Leesbeeld()


def leesbeeld(read: Callable[[], Sequence[Leesdeel]] | None, *, uitleg: str = "") -> Leesbeeld:
    """What `read` gives as it is shown, word for word; None: no supplier was chosen."""
    if read is None:
        return Leesbeeld(uitleg=GEEN_LEVERANCIER)
    try:
        found = read()
    except UserError as error:
        return Leesbeeld(uitleg=explain(error))
    return Leesbeeld(delen=tuple(_shown(one) for one in found), uitleg=uitleg)


def _shown(one: Leesdeel) -> ReadPart:
    rows = (ReadRow(text=row.tekst, is_strong=row.is_kop, is_small=row.is_klein) for row in one.regels)
    return ReadPart(heading=one.kop, rows=tuple(rows))
