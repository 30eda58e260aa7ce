"""How well a chosen passphrase withstands guessing (zxcvbn)."""

from __future__ import annotations

from veiligheidsadvies.domain.errors import WeakPassphrase

STERK_GENOEG = 3
_ZXCVBN_LIMIT = 72
"""zxcvbn refuses longer texts; the passphrase itself is never cut."""


def strength(passphrase: str) -> int:
    """0 (guessed at once) to 4 of zxcvbn; a new passphrase needs 3."""
    import zxcvbn  # heavy, and needed only when a passphrase is chosen

    return int(zxcvbn.zxcvbn(passphrase[:_ZXCVBN_LIMIT])["score"]) if passphrase else 0


def require_strong(passphrase: str) -> None:
    """Raise WeakPassphrase for a passphrase that can be guessed."""
    score = strength(passphrase)
    if score < STERK_GENOEG:
        raise WeakPassphrase(score)
