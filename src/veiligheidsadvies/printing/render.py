"""One door to all documents; ReportLab is loaded only when something is really printed."""

from __future__ import annotations

from veiligheidsadvies.printing.snapshot_json import Snapshot
from veiligheidsadvies.printing.snapshots import (
    Akkoordformulier,
    Geheimhoudingsverklaring,
    Herstelblad,
    Maatregelenplan,
)


def render(snapshot: Snapshot) -> bytes:
    """The PDF of the snapshot, unencrypted; UnprintableText when a text holds a sign that the font lacks."""
    if isinstance(snapshot, Maatregelenplan):
        from veiligheidsadvies.printing import maatregelenplan_document

        return maatregelenplan_document.render(snapshot)
    if isinstance(snapshot, Herstelblad):
        from veiligheidsadvies.printing import herstelblad_document

        return herstelblad_document.render(snapshot)
    if isinstance(snapshot, Akkoordformulier):
        from veiligheidsadvies.printing import akkoordformulier_document

        return akkoordformulier_document.render(snapshot)
    if isinstance(snapshot, Geheimhoudingsverklaring):
        from veiligheidsadvies.printing import geheimhoudingsverklaring_document

        return geheimhoudingsverklaring_document.render(snapshot)
    from veiligheidsadvies.printing import samenvatting_document

    return samenvatting_document.render(snapshot)
