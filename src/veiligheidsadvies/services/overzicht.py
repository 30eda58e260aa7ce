"""Figures over the whole vault, without a name: for a report, and for other programs as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossier_overzicht import DossierOverzichtService
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.kosten import KostenService
from veiligheidsadvies.storage import maatregel_table


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
        domains: Counter[Domein] = Counter()
        statuses: Counter[Status] = Counter()
        for domein, status, _, number in maatregel_table.count_cells(
            self.context.connection, self.context.today
        ):
            domains[domein] += number
            statuses[status] += number
        return {
            "dossiers": len(DossierService(self.context).list_all()),
            "maatregelen": {
                "totaal": statuses.total(),
                "per_domein": {domein.value: domains[domein] for domein in Domein},
                "per_status": {status.value: statuses[status] for status in Status},
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
