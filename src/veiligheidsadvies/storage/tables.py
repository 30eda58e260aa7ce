"""Which records have a table, and what of each goes into the search index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from veiligheidsadvies.domain.aanvraag import Aanvraag, Aanvraagregel, Offerte, Offerteregel
from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.begroting import Begroting, Jaarafsluiting
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bewaarregel import Bewaarregel
from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtovergang, Opdrachtregel, Opdrachtversie
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Opleverregel, Restpunt
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.storage.records import searchable

RECORDS: tuple[type[Any], ...] = (
    Organisatie,
    Begroting,
    Jaarafsluiting,
    Inkoopgrens,
    Dossier,
    Bestuurder,
    Woonplek,
    Werklocatie,
    Advies,
    Maatregel,
    Akkoord,
    Statusovergang,
    Kostenregel,
    Catalogusmaatregel,
    Leverancier,
    Erkenning,
    Aanvraag,
    Aanvraagregel,
    Offerte,
    Offerteregel,
    Opdracht,
    Opdrachtversie,
    Opdrachtregel,
    Opdrachtovergang,
    Afspraak,
    Oplevering,
    Opleverregel,
    Restpunt,
    Contract,
    Factuur,
    Exemplaar,
    Bijlage,
    Stap,
    Bewaarregel,
    Blokkade,
    Vernietiging,
)
BY_TABLE = {record.TABEL: record for record in RECORDS}


def index_text(table: str, row: Mapping[str, Any]) -> tuple[str, int | None] | None:
    """The searchable text of a row and the dossier it belongs to; None when nothing of it is searched."""
    record = BY_TABLE.get(table)
    names = searchable(record) if record else ()
    text = " ".join(str(row[name]) for name in names if row.get(name))
    if not text:
        return None
    dossier = row.get("dossier_id") if table != Dossier.TABEL else row.get("id")
    return text, dossier
