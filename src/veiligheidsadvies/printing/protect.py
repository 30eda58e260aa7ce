"""A PDF under a passphrase: AES-256 (revision 6), the default way for a paper to leave as a file."""

from __future__ import annotations

import io
import secrets
import unicodedata


def encrypt(pdf: bytes, passphrase: str) -> bytes:
    """The same pages, opened only with the passphrase (composed Unicode); metadata is encrypted too.

    PDF encryption is weak against guessing, so offer a generated passphrase. ValueError for an empty one.
    """
    import pikepdf

    if not passphrase:
        raise ValueError("a passphrase is needed")
    user = unicodedata.normalize("NFC", passphrase)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        protection = pikepdf.Encryption(user=user, owner=secrets.token_hex(32), R=6, aes=True, metadata=True)
        document.save(target, encryption=protection)
    return target.getvalue()
