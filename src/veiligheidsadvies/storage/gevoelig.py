"""The sensitive texts of all dossiers at once, for who must know what may not leave."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.storage.records import Connection

Teksten = tuple[tuple[str, str], ...]
"""Field name and text of one record, only what is filled in."""


def list_sensitive(connection: Connection, record: type[Any]) -> dict[int, list[Teksten]]:
    """By dossier id the sensitive texts of each record of one kind, oldest first."""
    names = [name for name, meaning in velden(record).items() if meaning.gevoelig]
    rows = connection.execute(
        f"SELECT dossier_id, {', '.join(names)} FROM {record.TABEL}"
        " WHERE dossier_id IS NOT NULL ORDER BY dossier_id, id"
    ).fetchall()
    found: dict[int, list[Teksten]] = {}
    for dossier_id, *values in rows:
        texts = tuple((name, value) for name, value in zip(names, values, strict=True) if value)
        if texts:
            found.setdefault(dossier_id, []).append(texts)
    return found
