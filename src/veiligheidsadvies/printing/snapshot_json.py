"""Snapshots as plain data and back, and the digest that the register of copies keeps of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

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
    Uitgifteregister,
)
from veiligheidsadvies.printing.leverancier_snapshots import (
    AdresbijlageStuk,
    OfferteaanvraagStuk,
    OpdrachtStuk,
    OpleverstaatStuk,
)
from veiligheidsadvies.printing.snapshots import (
    Akkoordformulier,
    Geheimhoudingsverklaring,
    Herstelblad,
    Herstelbladdeel,
    Maatregelenplan,
    Samenvatting,
)

Leverancierstuk = OfferteaanvraagStuk | OpdrachtStuk | AdresbijlageStuk | OpleverstaatStuk
"""The papers that leave the house for a supplier."""

Snapshot = (
    Maatregelenplan
    | Samenvatting
    | Herstelblad
    | Herstelbladdeel
    | Akkoordformulier
    | Geheimhoudingsverklaring
    | Leverancierstuk
    | Jaarstuk
    | Bewaarstuk
)

LAYOUT = 1
"""The version of the printed layout; a reprint of an older one may look different but says the same."""

_KINDS: dict[str, type[Any]] = {
    "maatregelenplan": Maatregelenplan,
    "samenvatting": Samenvatting,
    "herstelblad": Herstelblad,
    "herstelbladdeel": Herstelbladdeel,
    "akkoordformulier": Akkoordformulier,
    "geheimhoudingsverklaring": Geheimhoudingsverklaring,
    "offerteaanvraag": OfferteaanvraagStuk,
    "opdracht": OpdrachtStuk,
    "adresbijlage": AdresbijlageStuk,
    "opleverstaat": OpleverstaatStuk,
    "kostenoverzicht": KostenoverzichtBinnen,
    "kostenoverzicht_buiten": KostenoverzichtBuiten,
    "fiscale_lijst": FiscaleLijst,
    "contractenlijst": Contractenlijst,
    "uitgifteregister": Uitgifteregister,
    "verklaring_van_vernietiging": Vernietigingsverklaring,
    "inzage-uittreksel": InzageUittreksel,
    "verwerkingsregister": VerwerkingsregisterStuk,
}


def kind(snapshot: Snapshot) -> str:
    """The stored word for the kind of document, such as "maatregelenplan"."""
    return next(word for word, cls in _KINDS.items() if isinstance(snapshot, cls))


def to_dict(snapshot: Snapshot) -> dict[str, Any]:
    """Plain data (str, int, bool, None, list, dict) that `from_dict` turns into an equal snapshot."""
    return {"document": kind(snapshot), "opmaak": LAYOUT, "inhoud": _plain(snapshot)}


def from_dict(data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that `to_dict` gave; ValueError, TypeError or KeyError when the data is not one."""
    cls = _KINDS.get(data["document"])
    if cls is None:
        raise ValueError("unknown kind of document")
    made: Snapshot = _build(cls, data["inhoud"])
    return made


def content(snapshot: Snapshot) -> str:
    """What is said as canonical JSON, without the furniture of a copy: number, reader, day."""
    data = to_dict(snapshot)
    del data["inhoud"]["blad"]
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(snapshot: Snapshot) -> str:
    """SHA-256 (hexadecimal) of the content without the log head, which is known only after logging."""
    bare = replace(snapshot, blad=replace(snapshot.blad, logkop=""))
    text = json.dumps(to_dict(bare), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_ALREADY_PLAIN = frozenset({str, int, bool, type(None)})


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _plain(value: object) -> Any:
    cls: type[Any] = type(value)
    if cls in _ALREADY_PLAIN:
        return value
    if is_dataclass(cls):
        return {name: _plain(getattr(value, name)) for name in _names(cls)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(wanted: Any, value: Any) -> Any:
    if get_origin(wanted) in (Union, types.UnionType):
        return None if value is None else _build(get_args(wanted)[0], value)
    if get_origin(wanted) is tuple:
        return tuple(_build(get_args(wanted)[0], item) for item in value)
    if is_dataclass(wanted):
        hints = _hints(wanted)  # type: ignore[arg-type]
        return wanted(**{name: _build(hints[name], item) for name, item in value.items()})  # type: ignore[operator]
    if wanted is dt.date:
        return dt.date.fromisoformat(value)
    if issubclass(wanted, StrEnum):
        return wanted(value)
    if not isinstance(value, wanted):
        raise TypeError("a field of the snapshot holds another type")
    return value
