"""Fills the list of contracts of a year: what runs on, until when notice can be given, what it costs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from veiligheidsadvies.domain.contract import WAARSCHUWING_DAGEN, Contract
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.printing.kosten_snapshots import Contractdossier, Contractenlijst, Contractrij
from veiligheidsadvies.printing.snapshots import Alinea
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.contracten import ContractService
from veiligheidsadvies.services.jaarstuk_blad import inside_sheet
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_full


def contractenlijst(context: Context, jaar: int, ontvanger: Ontvanger) -> Contractenlijst:
    """The contracts that run in this year; InvalidInput without a reader, NotFound without organisation."""
    name = f"Contractenlijst {jaar}"
    codes = {one.id: one.code for one in records.list_where(context.connection, Dossier)}
    suppliers = {one.id: one.naam for one in records.list_where(context.connection, Leverancier)}
    service = ContractService(context)
    rows = []
    for contract in service.list_all():
        if not _runs_in(contract, jaar):
            continue
        line = service.regel(contract)
        rows.append(
            Contractrij(
                dossier=codes.get(contract.dossier_id, "–"),
                naam=contract.naam,
                kenmerk=contract.kenmerk,
                leverancier=suppliers.get(contract.leverancier_id, ""),
                per_jaar=line.per_jaar.cents,
                einde=line.einde_termijn,
                opzeggen_voor=line.opzeggen_voor,
                stand=_state(contract, context.today),
                is_dringend=bool(line.bevindingen),
            )
        )
    rows.sort(key=lambda row: (row.opzeggen_voor or dt.date.max, row.einde, row.dossier, row.naam))
    return Contractenlijst(
        blad=inside_sheet(context, name, ontvanger),
        titel=name,
        inleiding="Wat doorloopt tot iemand opzegt. Wat het eerst opgezegd kan worden, staat bovenaan.",
        jaar=jaar,
        regels=tuple(rows),
        dossiers=_per_dossier(rows),
        totaal=sum(row.per_jaar for row in rows),
        weten=(
            Alinea(
                kop="Opzeggen t/m",
                tekst="is de laatste dag waarop opzeggen nog helpt voor het einde van een termijn. Vet is "
                f"binnen {WAARSCHUWING_DAGEN} dagen.",
            ),
            Alinea(
                kop="Per jaar",
                tekst="is wat een contract in een heel jaar kost, ook als het in de loop van een jaar begint "
                "of eindigt.",
            ),
        ),
    )


def _runs_in(contract: Contract, jaar: int) -> bool:
    has_begun = contract.ingang.year <= jaar
    return has_begun and (contract.eindigt_op is None or contract.eindigt_op.year >= jaar)


def _state(contract: Contract, today: dt.date) -> str:
    if contract.has_ended(today):
        return "afgelopen"
    if contract.opgezegd_op is not None:
        return f"opgezegd op {date_full(contract.opgezegd_op)}"
    if contract.eindigt_op is not None or not contract.verlenging_maanden:
        return "eindigt vanzelf"
    return ""


def _per_dossier(rows: list[Contractrij]) -> tuple[Contractdossier, ...]:
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[row.dossier].append(row.per_jaar)
    return tuple(
        Contractdossier(dossier=code, aantal=len(found[code]), per_jaar=sum(found[code]))
        for code in sorted(found)
    )
