"""Figures over the whole vault, without a name: for a report, and for other programs as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel, Status
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossier_overzicht import DossierOverzichtService
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.kosten import KostenService


@dataclass(frozen=True, slots=True)
class OverzichtService:
    """Reading only; every key is a stored word."""

    context: Context

    def totals(self) -> dict[str, Any]:
        """Number of dossiers, measures per domain and status, and per year and kind the cents incl. btw.

        Every domain and status is there, with 0 where there is none; years and kinds only where money is.
        Sums are plain sums of all lines, of every payer; a yearly line counts in its first year.
        """
        sums = KostenService(self.context).sums_by_year()
        return {
            "dossiers": len(DossierService(self.context).list_all()),
            "maatregelen": {
                "totaal": self._count_by("1").get(1, 0),
                "per_domein": self._counts("domein", Domein),
                "per_status": self._counts("status", Status),
            },
            "geld": {
                str(year): {kind.value: kinds[kind].cents for kind in SoortKosten if kind in kinds}
                for year, kinds in sorted(sums.items())
            },
        }

    def dossiers(self) -> list[dict[str, Any]]:
        """Per dossier its code, name, office, phase, and how many measures it has and how many are open.

        As on screen, measures that lapsed do not count.
        """
        return [
            {
                "code": line.code,
                "naam": line.naam,
                "ambt": line.ambt,
                "fase": line.voortgang.fase.value,
                "maatregelen": line.maatregelen,
                "open": line.open,
            }
            for line in DossierOverzichtService(self.context).list_regels()
        ]

    def _counts(self, column: str, words: type[Domein] | type[Status]) -> dict[str, int]:
        found = self._count_by(column)
        return {word.value: found.get(word.value, 0) for word in words}

    def _count_by(self, column: str) -> dict[Any, int]:
        """`column` is a literal of this module."""
        sql = f"SELECT {column}, count(*) FROM {Maatregel.TABEL} GROUP BY {column}"  # noqa: S608
        return dict(self.context.connection.execute(sql, ()).fetchall())
