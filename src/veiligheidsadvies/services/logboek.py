"""The change log: what was done and seen, when and by whom, of everything or of one dossier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Logregel:
    """One row of the log as it is shown: ids and words, never the content of a field."""

    nummer: int
    tijdstip: dt.datetime
    actor: str
    wat: str
    resultaat: str


@dataclass(frozen=True, slots=True)
class LogboekService:
    """Reads the log; what is changed is written there by who changes it."""

    context: Context

    def note_inzage(self, waar: str, dossier_id: int | None = None) -> None:
        """Names and other sensitive fields were shown in a place: a screen, a search. StorageUnavailable."""
        self.context.vault.note("inzien", f"scherm:{waar}", dossier_id=dossier_id, origin=self.context.origin)

    def list_latest(self, *, limit: int = 500) -> list[Logregel]:
        """The newest rows of the whole log."""
        return self._lines(None, limit)

    def list_of_dossier(self, dossier_id: DossierId, *, limit: int = 500) -> list[Logregel]:
        """The newest rows that touched one dossier."""
        return self._lines(dossier_id, limit)

    @property
    def kop(self) -> str:
        """The log head: 16 characters in four groups, to compare with paper."""
        return self.context.vault.log_head()

    def _lines(self, dossier_id: int | None, limit: int) -> list[Logregel]:
        rows = self.context.vault.history(table=None, row=None, dossier_id=dossier_id, limit=limit)
        return [
            Logregel(
                nummer=r.number,
                tijdstip=r.time,
                actor=r.actor,
                # A note (a read, a print, an unlock) belongs to no action and says itself what it is.
                wat=r.description or f"{r.verb[:1].upper()}{r.verb[1:]}",
                resultaat=r.result,
            )
            for r in rows
        ]
