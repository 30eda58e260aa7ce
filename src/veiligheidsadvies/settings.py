"""Preferences of this machine: how things look and how soon it locks. Nothing personal and no record values.

They live as JSON in the configuration folder. Defaults are the documentation; a damaged file, or a value of
the wrong kind, gives the default back.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from veiligheidsadvies import paths

FILE = "voorkeuren.json"
LARGEST = 1_000_000  # bytes; a preferences file is a few hundred
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Settings(NamedTuple):
    """What the user prefers on this machine; change with `_replace` and `save`.

    No dataclass: the first window would wait 2 ms longer.

    `theme`: system, light or dark. `lock_after_minutes`: idle minutes before locking (1 to 60).
    `blocks_capture`: other programs cannot record the windows, where the system offers that (Windows).
    `column_widths`: pixels per table and column. `last_vault`: the folder opened last, "" when not kept.
    """

    theme: str = "system"
    lock_after_minutes: int = 5
    names_hidden: bool = True
    is_compact: bool = False
    remembers_vault: bool = True
    blocks_capture: bool = True
    last_vault: str = ""
    window_width: int = 1280
    window_height: int = 800
    column_widths: Mapping[str, Mapping[str, int]] = {}  # never changed in place


def file() -> Path:
    """Where the preferences are kept."""
    return paths.configuration() / FILE


def load() -> Settings:
    """The preferences, or the defaults where there is nothing usable; never raises."""
    try:
        found = json.loads(_content(file()))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    return Settings(**{name: value for name, value in found.items() if _fits(name, value)})


def save(settings: Settings) -> None:
    """Write the preferences beside the old ones and swap them; a link is replaced, never followed.

    Raises OSError when the folder cannot be written.
    """
    import tempfile  # only needed here, and it would hold up the first window

    place = file()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, name = tempfile.mkstemp(prefix=f".{FILE}.", dir=place.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            json.dump(settings._asdict(), stream, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _content(place: Path) -> bytes:
    """What is in the file; b"" for one that is too large or no plain file. A link is not followed."""
    with os.fdopen(os.open(place, _READING), "rb") as stream:
        kept = os.fstat(stream.fileno())
        is_ours = stat.S_ISREG(kept.st_mode) and kept.st_size <= LARGEST
        return stream.read(LARGEST) if is_ours else b""


def _fits(name: str, value: Any) -> bool:
    default = getattr(Settings(), name, None)
    if default is None or type(value) is not type(default):
        return False
    if name == "theme":
        return value in {"system", "light", "dark"}
    if name == "lock_after_minutes":
        return bool(1 <= value <= 60)  # noqa: PLR2004 - an hour
    if name == "column_widths":
        return all(isinstance(one, dict) and _are_widths(one) for one in value.values())
    return not isinstance(value, int) or isinstance(value, bool) or 0 < value < 20_000  # noqa: PLR2004 - pixels


def _are_widths(found: dict[Any, Any]) -> bool:
    return all(type(width) is int and 0 < width < 5_000 for width in found.values())  # noqa: PLR2004 - pixels
