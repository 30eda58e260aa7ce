"""The example vault: a made-up province with two years of work, so that a newcomer sees the program alive.

Everything in it is done with the same actions as in real work, at moments relative to the clock. Its
passphrases are no secret: they stand in a plain file in the vault's folder, for the unlock screen to offer,
and for who plays the second person.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt  # the first window looks here, and needs no dates

KENTEKEN = "VOORBEELD.txt"
REGEL = "wachtwoord: "
AKKOORDREGEL = "akkoordsleutel van "


class Gemaakt(NamedTuple):
    """Where the example stands and what opens it; no dataclass, which takes 1 ms of the first window."""

    kluis: Path
    wachtwoord: str
    afdrukken: tuple[Path, ...]


def example_passphrase(folder: Path) -> str | None:
    """The passphrase of an example vault; None for a real one."""
    return next((line.removeprefix(REGEL).strip() for line in _mark(folder) if line.startswith(REGEL)), None)


def example_approvals(folder: Path) -> list[str]:
    """`H. Aalberts: passphrase` of each approval key of an example vault; none of a real one."""
    lines = _mark(folder)
    return [line.removeprefix(AKKOORDREGEL).strip() for line in lines if line.startswith(AKKOORDREGEL)]


def _mark(folder: Path) -> list[str]:
    try:
        return (folder / KENTEKEN).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def make(folder: Path, *, now: Callable[[], dt.datetime], tell: Callable[[str], None]) -> Gemaakt:
    """Make the example in `folder` and print its papers; VaultExists when it is there already.

    When anything fails no half vault remains. `tell` gets lines of progress.
    """
    # The unlock screen reads the mark above and must not wait for what makes papers.
    from veiligheidsadvies.services.voorbeeld.maken import make_example

    return make_example(folder, now=now, tell=tell)
