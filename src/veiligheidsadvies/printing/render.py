"""One door to all documents; ReportLab is loaded only when something is really printed."""

from __future__ import annotations

import threading

from veiligheidsadvies.printing.bewaren_snapshots import (
    Bewaarstuk,
    InzageUittreksel,
    Vernietigingsverklaring,
    VerwerkingsregisterStuk,
)
from veiligheidsadvies.printing.kosten_snapshots import (
    Contractenlijst,
    FiscaleLijst,
    Jaarstuk,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
)
from veiligheidsadvies.printing.leverancier_snapshots import (
    AdresbijlageStuk,
    OfferteaanvraagStuk,
    OpdrachtStuk,
    OpleverstaatStuk,
)
from veiligheidsadvies.printing.snapshot_json import Leverancierstuk, Snapshot
from veiligheidsadvies.printing.snapshots import (
    Akkoordformulier,
    Geheimhoudingsverklaring,
    Herstelblad,
    Herstelbladdeel,
    Maatregelenplan,
    Samenvatting,
)

_one_at_a_time = threading.Lock()
"""ReportLab reads a font from one place in its file, and two papers would move each other's."""


def render(snapshot: Snapshot) -> bytes:
    """The PDF of the snapshot, unencrypted; UnprintableText when a text holds a sign that the font lacks.

    May run in a worker thread; another paper waits.
    """
    with _one_at_a_time:
        return _rendered(snapshot)


def _rendered(snapshot: Snapshot) -> bytes:
    if isinstance(snapshot, OfferteaanvraagStuk | OpdrachtStuk | AdresbijlageStuk | OpleverstaatStuk):
        return _for_supplier(snapshot)
    if isinstance(snapshot, Jaarstuk):
        return _of_year(snapshot)
    if isinstance(snapshot, Maatregelenplan | Samenvatting):
        return _of_dossier(snapshot)
    if isinstance(snapshot, Herstelblad | Herstelbladdeel):
        return _of_key(snapshot)
    if isinstance(snapshot, Vernietigingsverklaring | InzageUittreksel | VerwerkingsregisterStuk):
        return _of_records_law(snapshot)
    return _to_sign(snapshot)


def _of_dossier(snapshot: Maatregelenplan | Samenvatting) -> bytes:
    if isinstance(snapshot, Maatregelenplan):
        from veiligheidsadvies.printing import maatregelenplan_document

        return maatregelenplan_document.render(snapshot)
    from veiligheidsadvies.printing import samenvatting_document

    return samenvatting_document.render(snapshot)


def _of_key(snapshot: Herstelblad | Herstelbladdeel) -> bytes:
    if isinstance(snapshot, Herstelblad):
        from veiligheidsadvies.printing import herstelblad_document

        return herstelblad_document.render(snapshot)
    from veiligheidsadvies.printing import herstelbladdeel_document

    return herstelbladdeel_document.render(snapshot)


def _to_sign(snapshot: Akkoordformulier | Geheimhoudingsverklaring) -> bytes:
    if isinstance(snapshot, Akkoordformulier):
        from veiligheidsadvies.printing import akkoordformulier_document

        return akkoordformulier_document.render(snapshot)
    from veiligheidsadvies.printing import geheimhoudingsverklaring_document

    return geheimhoudingsverklaring_document.render(snapshot)


def _for_supplier(snapshot: Leverancierstuk) -> bytes:
    if isinstance(snapshot, OpdrachtStuk):
        from veiligheidsadvies.printing import opdracht_document

        return opdracht_document.render(snapshot)
    if isinstance(snapshot, AdresbijlageStuk):
        from veiligheidsadvies.printing import adresbijlage_document

        return adresbijlage_document.render(snapshot)
    if isinstance(snapshot, OfferteaanvraagStuk):
        from veiligheidsadvies.printing import offerteaanvraag_document

        return offerteaanvraag_document.render(snapshot)
    from veiligheidsadvies.printing import opleverstaat_document

    return opleverstaat_document.render(snapshot)


def _of_money(snapshot: KostenoverzichtBinnen | KostenoverzichtBuiten | FiscaleLijst) -> bytes:
    if isinstance(snapshot, KostenoverzichtBinnen):
        from veiligheidsadvies.printing import kostenoverzicht_document

        return kostenoverzicht_document.render(snapshot)
    if isinstance(snapshot, KostenoverzichtBuiten):
        from veiligheidsadvies.printing import kostenoverzicht_buiten_document

        return kostenoverzicht_buiten_document.render(snapshot)
    from veiligheidsadvies.printing import fiscale_lijst_document

    return fiscale_lijst_document.render(snapshot)


def _of_year(snapshot: Jaarstuk) -> bytes:
    if isinstance(snapshot, KostenoverzichtBinnen | KostenoverzichtBuiten | FiscaleLijst):
        return _of_money(snapshot)
    if isinstance(snapshot, Contractenlijst):
        from veiligheidsadvies.printing import contractenlijst_document

        return contractenlijst_document.render(snapshot)
    from veiligheidsadvies.printing import uitgifteregister_document

    return uitgifteregister_document.render(snapshot)


def _of_records_law(snapshot: Bewaarstuk) -> bytes:
    if isinstance(snapshot, Vernietigingsverklaring):
        from veiligheidsadvies.printing import vernietigingsverklaring_document

        return vernietigingsverklaring_document.render(snapshot)
    if isinstance(snapshot, InzageUittreksel):
        from veiligheidsadvies.printing import inzage_document

        return inzage_document.render(snapshot)
    from veiligheidsadvies.printing import verwerkingsregister_document

    return verwerkingsregister_document.render(snapshot)
