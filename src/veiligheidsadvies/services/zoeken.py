"""Search over everything: persons, codes, measures, orders, suppliers, copies, catalogue and attachments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.aanvraag import Aanvraag
from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import BY_TABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Treffer:
    """One hit: what it is, the words to show, and where to go. `is_gevoelig`: hidden in privacy mode."""

    soort: str
    tekst: str
    dossier_code: str
    dossier_id: int | None
    tabel: str
    row_id: int
    is_gevoelig: bool


_KINDS: dict[type[Any], tuple[str, str, bool]] = {
    Dossier: ("Dossier", "code", False),
    Bestuurder: ("Bestuurder", "naam", True),
    Maatregel: ("Maatregel", "titel", False),
    Advies: ("Advies", "kenmerk", False),
    Woonplek: ("Woonplek", "adres", True),
    Werklocatie: ("Werklocatie", "naam", False),
    Kostenregel: ("Kostenregel", "kenmerk", False),
    Catalogusmaatregel: ("Catalogus", "titel", False),
    Leverancier: ("Leverancier", "naam", False),
    Opdracht: ("Opdracht", "nummer", False),
    Aanvraag: ("Offerteaanvraag", "nummer", False),
    Exemplaar: ("Exemplaar", "nummer", False),
    Bijlage: ("Document", "naam", True),
}


@dataclass(frozen=True, slots=True)
class ZoekService:
    """Reading only."""

    context: Context

    def search(self, text: str, *, limit: int = 30) -> list[Treffer]:
        """Hits, best first; any text is safe to type."""
        if not text.strip():
            return []
        codes = dict(self.context.connection.execute("SELECT id, code FROM dossier", ()).fetchall())
        found = (
            self._hit(hit.table, hit.row_id, codes) for hit in self.context.vault.search(text, limit=limit)
        )
        return list(dict.fromkeys(hit for hit in found if hit is not None))

    def _hit(self, table: str, row_id: int, codes: dict[int, str]) -> Treffer | None:
        record = BY_TABLE.get(table)
        if record is Erkenning:
            owner = records.find_where(self.context.connection, Erkenning, "id = ?", (row_id,))
            return self._hit(Leverancier.TABEL, owner.leverancier_id or 0, codes) if owner else None
        if record is None or record not in _KINDS:
            return None
        kind, field, is_secret = _KINDS[record]
        row = records.find_where(self.context.connection, record, "id = ?", (row_id,))
        if row is None:
            return None
        dossier_id = row.id if record is Dossier else getattr(row, "dossier_id", None)
        prefix = f"{row.catalogus_code} " if record is Maatregel and row.catalogus_code else ""
        return Treffer(
            soort=kind,
            tekst=prefix + str(getattr(row, field)),
            dossier_code=codes.get(dossier_id or 0, ""),
            dossier_id=dossier_id,
            tabel=table,
            row_id=row_id,
            is_gevoelig=is_secret,
        )
