"""The key slots on disk: written twice, each slot with a checksum of its own, the whole under a MAC.

The checksum needs no key, so that a damaged slot is told apart from a wrong passphrase. The MAC is keyed from
the data key, so that a slot file that somebody else wrote is noticed as soon as the vault is open.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from veiligheidsadvies.domain.errors import SlotFileDamaged, StorageUnavailable, TooManySlots
from veiligheidsadvies.vault.files import environment_errors, read_small, write_atomically
from veiligheidsadvies.vault.keys import KdfParameters, Slot, SlotKind

NAMES = ("sleutels.json", "sleutels.json.1")
_FORMAT = 1
MOST_SLOTS = 64
"""Each of them takes a second from who mistypes; a file with more was not written by us."""
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)
_VAULT_ID = re.compile(r"[0-9a-f]{32}")
_MAC_CONTEXT = b"veiligheidsadvies sleutelbestand v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """What a slot file says.

    `pending` holds the slots of the next data key while a re-key is under way. `damaged` are the ids of slots
    whose checksum is wrong; they are not among `slots`.
    """

    vault_id: str
    generation: int
    slots: tuple[Slot, ...]
    pending: tuple[Slot, ...] = ()
    damaged: tuple[str, ...] = ()
    mac: bytes = b""

    @property
    def opening_slots(self) -> tuple[Slot, ...]:
        """The slots that open the vault."""
        return tuple(slot for slot in self.slots if slot.kind is SlotKind.OPENEN)

    def find(self, slot_id: str) -> Slot | None:
        """The slot with this id, or None."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)


def exists(folder: Path) -> bool:
    """Whether there is a slot file or its copy."""
    return any((folder / name).exists() for name in NAMES)


def read_candidates(folder: Path) -> list[SlotFile]:
    """What can be read of the file and its copy: the newest whole one first, then the other."""
    found = [parsed for name in NAMES if (parsed := _read(folder / name)) is not None]
    return sorted(found, key=lambda file: (bool(file.damaged), -file.generation))


def write(folder: Path, file: SlotFile, data_key: bytes) -> SlotFile:
    """Write both files under a MAC with `data_key`; both are on disk when this returns.

    When the second cannot be written the first is put back: what is told as not done is not half done. Raises
    TooManySlots for more than would be read back.
    """
    if max(len(file.slots), len(file.pending)) > MOST_SLOTS:
        raise TooManySlots(MOST_SLOTS)
    body = _body(file)
    mac = _mac(body, data_key)
    content = json.dumps({**body, "mac": mac.hex()}, indent=1, ensure_ascii=False).encode()
    before = _content(folder / NAMES[0])
    try:
        for name in NAMES:
            write_atomically(folder / name, content)
    except StorageUnavailable:
        if before is not None:
            with contextlib.suppress(StorageUnavailable):
                write_atomically(folder / NAMES[0], before)
        raise
    return replace(file, mac=mac, damaged=())


def is_authentic(file: SlotFile, data_key: bytes) -> bool:
    """Whether the whole file was written by who held the data key."""
    return not file.damaged and hmac.compare_digest(file.mac, _mac(_body(file), data_key))


def restore_missing(folder: Path, file: SlotFile, data_key: bytes) -> bool:
    """Write both files anew when one of them is absent or says something else; True when it did."""
    both = [_read(folder / name) for name in NAMES]
    if all(found == file for found in both):
        return False
    write(folder, file, data_key)
    return True


def authentic(folder: Path, data_key: bytes) -> SlotFile:
    """The newest file under the right MAC. Raises SlotFileDamaged when there is none."""
    for file in read_candidates(folder):
        if is_authentic(file, data_key):
            return file
    raise SlotFileDamaged


def _read(path: Path) -> SlotFile | None:
    """The file as far as it can be understood; None when nothing of it can."""
    content = _content(path)
    if content is None:
        return None
    try:
        data = json.loads(content)
        return _parsed(data)
    except (*_NONSENSE, RecursionError):
        return None


def _content(path: Path) -> bytes | None:
    with environment_errors():
        try:
            return read_small(path)
        except FileNotFoundError:
            return None


def _parsed(data: Mapping[str, Any]) -> SlotFile | None:
    if data["formaat"] != _FORMAT or not _VAULT_ID.fullmatch(data["kluis"]):
        return None
    if max(len(data["sleuven"]), len(data["volgende"])) > MOST_SLOTS:
        return None
    damaged: list[str] = []
    return SlotFile(
        vault_id=data["kluis"],
        generation=int(data["generatie"]),
        slots=_slots(data["sleuven"], damaged),
        pending=_slots(data["volgende"], damaged),
        damaged=tuple(damaged),
        mac=bytes.fromhex(data["mac"]),
    )


def _slots(entries: list[Any], damaged: list[str]) -> tuple[Slot, ...]:
    found = []
    for entry in entries:
        slot = _slot(entry)
        if slot is None:
            damaged.append(str(entry.get("id", "?")) if isinstance(entry, dict) else "?")
        else:
            found.append(slot)
    return tuple(found)


def _slot(entry: Any) -> Slot | None:
    """One slot, or None when its checksum, its sizes or its parameters are wrong."""
    try:
        body = {name: value for name, value in entry.items() if name != "controle"}
        is_whole = _checksum(body) == entry["controle"]
        slot = Slot(
            id=_text(body["id"]),
            name=_text(body["naam"]),
            kind=SlotKind(body["soort"]),
            created=_text(body["aangemaakt"]),
            kdf=_kdf(body["kdf"]),
            salt=bytes.fromhex(body["zout"]),
            nonce=bytes.fromhex(body["nonce"]),
            wrapped=bytes.fromhex(body["sleutel"]),
            public_key=bytes.fromhex(body["publiek"]),
        )
    except _NONSENSE:
        return None
    return slot if is_whole and slot.is_well_formed and slot.kdf.is_acceptable else None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _kdf(entry: Mapping[str, Any]) -> KdfParameters:
    return KdfParameters(memory_kib=int(entry["m"]), passes=int(entry["t"]), lanes=int(entry["p"]))


def _entry(slot: Slot) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": slot.id,
        "naam": slot.name,
        "soort": slot.kind.value,
        "aangemaakt": slot.created,
        "kdf": {"m": slot.kdf.memory_kib, "t": slot.kdf.passes, "p": slot.kdf.lanes},
        "zout": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "sleutel": slot.wrapped.hex(),
        "publiek": slot.public_key.hex(),
    }
    return {**body, "controle": _checksum(body)}


def _body(file: SlotFile) -> dict[str, Any]:
    return {
        "formaat": _FORMAT,
        "kluis": file.vault_id,
        "generatie": file.generation,
        "sleuven": [_entry(slot) for slot in file.slots],
        "volgende": [_entry(slot) for slot in file.pending],
    }


def _canonical(body: Mapping[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _mac(body: Mapping[str, Any], data_key: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    mac_key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_MAC_CONTEXT).derive(data_key)
    return hmac.digest(mac_key, _canonical(body), "sha256")
