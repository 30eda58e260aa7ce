"""Key slots: how a passphrase opens the vault, and how a second person's passphrase signs an approval.

An opening slot wraps the data key; an approval slot wraps an Ed25519 key and opens nothing. Both derive their
wrapping key with Argon2id and wrap with AES-256-GCM, bound to the vault, the slot and its parameters.
"""

from __future__ import annotations

import json
import secrets
import time
import unicodedata
from dataclasses import dataclass, field, replace
from enum import StrEnum

KEY_BYTES = 32
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
_APPROVAL_CONTEXT = b"veiligheidsadvies akkoord v1\0"


class SlotKind(StrEnum):
    """What a slot can do."""

    OPENEN = "openen"
    AKKOORD = "akkoord"


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfParameters:
    """The cost of one Argon2id derivation; memory in KiB."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_acceptable(self) -> bool:
        """Not below the floor, nor so heavy that a forged file could exhaust the machine."""
        return (
            FLOOR.memory_kib <= self.memory_kib <= CEILING.memory_kib
            and FLOOR.passes <= self.passes <= CEILING.passes
            and FLOOR.lanes <= self.lanes <= CEILING.lanes
            and self.memory_kib * self.passes <= _MOST_WORK
        )


FLOOR = KdfParameters(memory_kib=64 * 1024, passes=3, lanes=4)
CEILING = KdfParameters(memory_kib=1024 * 1024, passes=32, lanes=16)
_MOST_WORK = 256 * 1024 * CEILING.passes
"""KiB written in all: the most that measuring a machine gives, about fifteen seconds on a slow one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One key slot of the slot file. `created` is an ISO time; `public_key` of approval slots only."""

    id: str
    name: str
    kind: SlotKind
    created: str
    kdf: KdfParameters
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    public_key: bytes = b""

    @property
    def is_well_formed(self) -> bool:
        """Whether salt, nonce and keys are as long as this program makes them; ciphers fail on others."""
        public = KEY_BYTES if self.kind is SlotKind.AKKOORD else 0
        sizes = [len(part) for part in (self.salt, self.nonce, self.wrapped, self.public_key)]
        return sizes == [_SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES, public]


def derive(passphrase: str, salt: bytes, kdf: KdfParameters) -> bytes:
    """The wrapping key of a passphrase. Slow on purpose. ValueError when the cost is out of bounds."""
    if not kdf.is_acceptable:
        raise ValueError("key derivation cost is out of bounds")
    from argon2.low_level import Type, hash_secret_raw

    # The same letters give the same bytes, whichever keyboard composed them.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hash_secret_raw(secret, salt, kdf.passes, kdf.memory_kib, kdf.lanes, KEY_BYTES, Type.ID)


_AIM = 0.93
"""Near the longest that is asked of a person: each pass that fits is one more for who guesses."""
_CORRECTIONS = 3
"""A moment that was busy all along is found out by measuring what was chosen."""


def calibrate(*, shortest: float = 0.8, longest: float = 1.5) -> KdfParameters:
    """Parameters that take between `shortest` and `longest` seconds here, never below the floor."""
    kdf = KdfParameters()
    elapsed = _fastest(kdf)
    while elapsed > longest and kdf.memory_kib > FLOOR.memory_kib:
        kdf = replace(kdf, memory_kib=max(kdf.memory_kib // 2, FLOOR.memory_kib))
        elapsed = _fastest(kdf)
    for _ in range(_CORRECTIONS):
        if elapsed >= shortest:
            break
        passes = min(round(kdf.passes * _AIM * longest / max(elapsed, 0.001)), CEILING.passes)
        kdf = replace(kdf, passes=max(passes, kdf.passes))
        elapsed = _seconds(kdf)
    return kdf


def _fastest(kdf: KdfParameters) -> float:
    """Of two tries: what else the machine was busy with must not make a weaker key."""
    return min(_seconds(kdf), _seconds(kdf))


def _seconds(kdf: KdfParameters) -> float:
    start = time.perf_counter()
    derive("maat", b"\0" * _SALT_BYTES, kdf)
    return time.perf_counter() - start


def new_opening_slot(
    vault_id: str, data_key: bytes, *, name: str, passphrase: str, kdf: KdfParameters, created: str
) -> Slot:
    """A slot with a fresh id, salt and nonce that wraps `data_key`."""
    blank = _blank(name, SlotKind.OPENEN, kdf, created)
    return _wrap(vault_id, blank, data_key, passphrase)


def new_approval_slot(vault_id: str, *, name: str, passphrase: str, kdf: KdfParameters, created: str) -> Slot:
    """A slot with a fresh Ed25519 key; it opens nothing."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    blank = replace(
        _blank(name, SlotKind.AKKOORD, kdf, created), public_key=private.public_key().public_bytes_raw()
    )
    return _wrap(vault_id, blank, private.private_bytes_raw(), passphrase)


def rewrap(vault_id: str, slot: Slot, *, secret: bytes, passphrase: str, kdf: KdfParameters) -> Slot:
    """The same slot under another passphrase or around another key."""
    blank = replace(
        slot, kdf=kdf, salt=secrets.token_bytes(_SALT_BYTES), nonce=secrets.token_bytes(_NONCE_BYTES)
    )
    return _wrap(vault_id, blank, secret, passphrase)


def unwrap(vault_id: str, slot: Slot, passphrase: str) -> bytes | None:
    """The wrapped secret, or None when the passphrase is not this slot's. Slow."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(derive(passphrase, slot.salt, slot.kdf)).decrypt(
            slot.nonce, slot.wrapped, _bound_to(vault_id, slot)
        )
    except InvalidTag:
        return None


def sign(vault_id: str, slot: Slot, passphrase: str, digest: bytes) -> bytes | None:
    """The Ed25519 signature of an approval slot under a 32-byte digest; None for a wrong passphrase. Slow."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = unwrap(vault_id, slot, passphrase)
    if secret is None:
        return None
    return Ed25519PrivateKey.from_private_bytes(secret).sign(_message(vault_id, digest))


def is_signature(vault_id: str, public_key: bytes, *, digest: bytes, signature: bytes) -> bool:
    """Whether `signature` was made by the owner of `public_key` under this digest in this vault."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _message(vault_id, digest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _blank(name: str, kind: SlotKind, kdf: KdfParameters, created: str) -> Slot:
    return Slot(
        id=secrets.token_hex(8),
        name=name,
        kind=kind,
        created=created,
        kdf=kdf,
        salt=secrets.token_bytes(_SALT_BYTES),
        nonce=secrets.token_bytes(_NONCE_BYTES),
        wrapped=b"",
    )


def _wrap(vault_id: str, blank: Slot, secret: bytes, passphrase: str) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping = AESGCM(derive(passphrase, blank.salt, blank.kdf))
    return replace(blank, wrapped=wrapping.encrypt(blank.nonce, secret, _bound_to(vault_id, blank)))


def _bound_to(vault_id: str, slot: Slot) -> bytes:
    """What the wrap is tied to: a slot moved to another vault, or with cheaper parameters, does not open."""
    kdf = slot.kdf
    parts = [vault_id, slot.id, slot.kind.value, kdf.memory_kib, kdf.passes, kdf.lanes, slot.public_key.hex()]
    return json.dumps(parts, separators=(",", ":")).encode()


def _message(vault_id: str, digest: bytes) -> bytes:
    return _APPROVAL_CONTEXT + vault_id.encode() + b"\0" + digest
