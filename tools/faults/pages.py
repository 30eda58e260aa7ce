"""Reads every byte of a vault's database without encryption, freed and unused parts of pages too."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from veiligheidsadvies.vault.database import DATABASE_NAME, PAGE_SIZE

_SALT, _RESERVED, _IV = 16, 80, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24


def plain_pages(folder: Path, data_key: bytes) -> bytes:
    """The database and its write-ahead log, page after page, decrypted (SQLCipher 4, AES-256-CBC)."""
    database = (folder / DATABASE_NAME).read_bytes()
    pages = [database[start : start + PAGE_SIZE] for start in range(0, len(database), PAGE_SIZE)]
    plain = [_decrypted(page, data_key, is_first=number == 0) for number, page in enumerate(pages)]
    wal = folder / f"{DATABASE_NAME}-wal"
    log = wal.read_bytes()[_WAL_HEAD:] if wal.exists() else b""
    size = _FRAME_HEAD + PAGE_SIZE
    for start in range(0, len(log) - size + 1, size):
        is_first = int.from_bytes(log[start : start + 4], "big") == 1
        page = log[start + _FRAME_HEAD : start + size]
        plain.append(_decrypted(page, data_key, is_first=is_first))
    return b"".join(plain)


def _decrypted(page: bytes, data_key: bytes, *, is_first: bool) -> bytes:
    end = PAGE_SIZE - _RESERVED
    decryptor = Cipher(algorithms.AES256(data_key), modes.CBC(page[end : end + _IV])).decryptor()
    return decryptor.update(page[_SALT if is_first else 0 : end]) + decryptor.finalize()
