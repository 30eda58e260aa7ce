"""The example vault: a made-up province with two years of work, so that a newcomer sees the program alive.

Everything in it is done with the same actions as in real work, at moments relative to the clock. Its
passphrase is no secret: it stands in a plain file in the vault's folder, for the unlock screen to offer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt  # the first window looks here, and needs no dates

KENTEKEN = "VOORBEELD.txt"
REGEL = "wachtwoord: "


class Gemaakt(NamedTuple):
    """Where the example stands and what opens it; no dataclass, which takes 1 ms of the first window."""

    kluis: Path
    wachtwoord: str
    afdrukken: tuple[Path, ...]


def example_passphrase(folder: Path) -> str | None:
    """The passphrase of an example vault; None for a real one."""
    try:
        text = (folder / KENTEKEN).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return next(
        (line.removeprefix(REGEL).strip() for line in text.splitlines() if line.startswith(REGEL)), None
    )


def make(folder: Path, *, now: Callable[[], dt.datetime], tell: Callable[[str], None]) -> Gemaakt:
    """Make the example in `folder` and print its papers; VaultExists when it is there already.

    When anything fails no half vault remains. `tell` gets lines of progress.
    """
    # The unlock screen reads the mark above and must not wait for what makes papers.
    from veiligheidsadvies.services.voorbeeld.maken import make_example

    return make_example(folder, now=now, tell=tell)
