"""Reading one dossier for an Inzage-uittreksel: every text goes past the names and numbers to be left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.opdracht import Opdrachtovergang
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.printing.snapshots import Gegeven
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.derden import Derden
from veiligheidsadvies.services.inzage_nummers import Nummers
from veiligheidsadvies.services.inzage_velden import line
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_full

_WHITE = re.compile(r"[^\S\u00a0]+")


@dataclass(frozen=True, slots=True)
class Lezing:
    """One dossier, and the names and numbers that may not stand on the paper."""

    context: Context
    dossier_id: DossierId
    derden: Derden
    nummers: Nummers

    def of(self, kind: type[records.R]) -> list[records.R]:
        """All records of a kind in this dossier."""
        return records.list_where(self.context.connection, kind, "dossier_id = ?", (self.dossier_id,))

    def fact(self, label: str, text: str) -> Gegeven:
        """A text that somebody typed, as it may stand on the paper."""
        said = self.nummers.without(_WHITE.sub(" ", text).strip())
        return Gegeven(label=label, tekst=self.derden.without(_printable(said)))

    def line(self, label: str, record: Any, *lead: str, without: tuple[str, ...] = ()) -> Gegeven:
        """A whole record in one fact; `without` is what is said elsewhere."""
        return self.fact(label, line(record, *lead, without=without))

    def course(self, label: str, begin: str, steps: Sequence[Statusovergang | Opdrachtovergang]) -> Gegeven:
        """What happened to one thing, step by step."""
        return self.fact(label, "; ".join((*([begin] if begin else []), *map(_step, steps))))

    def day(self, moment: dt.datetime) -> str:
        """The day of a moment, here."""
        return date_full(moment.astimezone(self.context.now().tzinfo).date())


def _step(one: Statusovergang | Opdrachtovergang) -> str:
    came = f"van {one.van.woord} naar {one.naar.woord}" if one.van else one.naar.woord
    said = [part for part in ("correctie" if one.is_correctie else "", one.reden.strip()) if part]
    return f"{date_full(one.op)} {came}" + (f" ({'; '.join(said)})" if said else "")


def _printable(text: str) -> str:
    """A note that was never meant for paper may hold signs that the font lacks."""
    if text.isascii() and text.isprintable():
        return text
    from veiligheidsadvies.printing.fonts import missing_signs, printable  # reads the font only when needed

    plain = printable(text)
    return plain.translate({ord(sign): "?" for sign in missing_signs(plain)})
