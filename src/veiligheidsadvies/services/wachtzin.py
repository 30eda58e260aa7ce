"""Generated passphrases for files that leave the room: seven Dutch words that nobody chose."""

from __future__ import annotations

import functools
import secrets

from veiligheidsadvies import paths

WOORDEN = 7
KLEINSTE_LIJST = 2048


@functools.cache
def words() -> tuple[str, ...]:
    """The word list: 4 to 8 letters each, at least 2,048 of them (11 bits a word)."""
    text = paths.resource("woordenlijst.txt").read_text(encoding="ascii")
    found = tuple(dict.fromkeys(line for line in text.splitlines() if line and not line.startswith("#")))
    if len(found) < KLEINSTE_LIJST:
        raise RuntimeError("the word list is not whole")
    return found


def generate() -> str:
    """Seven words with spaces between, over 77 bits; new on every call."""
    return " ".join(secrets.choice(words()) for _ in range(WOORDEN))
