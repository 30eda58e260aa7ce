"""Rows of the record tables, whole enough for their CHECKs."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.vault.changelog import ChangeLog
from veiligheidsadvies.vault.vault import Vault


def dossier(code: str = "GED-04", **fields: Any) -> dict[str, Any]:
    return {
        "code": code,
        "soort": "bestuurder",
        "omschrijving": "",
        "stelsel_actief": 0,
        "bevoegd_gezag": "",
        "notitie": "",
        **fields,
    }


def filled(vault: Vault, table: str, **fields: Any) -> dict[str, Any]:
    """A row with something harmless in every column that must be filled and is not named."""
    row: dict[str, Any] = {}
    for _, name, kind, is_required, default, _ in vault.connection.execute(f"PRAGMA table_info({table})"):
        if is_required and default is None:
            row[name] = 0 if kind == "INTEGER" else ""
    return {**row, **fields}


def add_dossier(vault: Vault, code: str = "GED-04", **fields: Any) -> int:
    with vault.action("Dossier toegevoegd") as log:
        return log.write("dossier", None, dossier(code, **fields))


def maatregel(vault: Vault, dossier_id: int, **fields: Any) -> dict[str, Any]:
    values = {
        "dossier_id": dossier_id,
        "domein": "wonen",
        "titel": "Camera bij de voordeur",
        "prioriteit": "normaal",
        "toestemming": "niet_nodig",
        "status": "geadviseerd",
    }
    return filled(vault, "maatregel", **{**values, **fields})


def transition(vault: Vault, maatregel_id: int, *, van: str | None, naar: str) -> dict[str, Any]:
    return filled(
        vault,
        "statusovergang",
        maatregel_id=maatregel_id,
        dossier_id=vault.connection.value("SELECT dossier_id FROM maatregel WHERE id = ?", (maatregel_id,)),
        van=van,
        naar=naar,
        op="2026-03-12",
        tijdstip="2026-03-12T10:15:00",
        door="Anja",
        reden="volgens plan",
    )


def change_status(vault: Vault, log: ChangeLog, row_id: int, naar: str) -> None:
    van = vault.connection.value("SELECT status FROM maatregel WHERE id = ?", (row_id,))
    log.write("maatregel", row_id, {"status": naar})
    log.write("statusovergang", None, transition(vault, row_id, van=van, naar=naar))


def add_maatregel(vault: Vault, dossier_id: int, **fields: Any) -> int:
    with vault.action("Maatregel toegevoegd") as log:
        row_id = log.write("maatregel", None, maatregel(vault, dossier_id, **fields))
        log.write("statusovergang", None, transition(vault, row_id, van=None, naar="geadviseerd"))
    return row_id
