"""The look as data: every colour and size of `resources/theme/tokens.json`, one set per mode.

Colours are named with dots: `text`, `accent_soft`, `te_laat` and `te_laat.tint` (status), `wonen` and
`wonen.tint` (the tinted tiles), `chart.verplicht`. Sizes are device-independent pixels.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtGui import QColor

from veiligheidsadvies import paths

LIGHT, DARK = "light", "dark"
GAP = 8
"""Pixels between an icon and its words."""


@functools.cache
def source() -> dict[str, Any]:
    """The whole token file; a missing or damaged one is a broken installation and raises."""
    loaded: dict[str, Any] = json.loads(paths.resource("theme/tokens.json").read_text(encoding="utf-8"))
    return loaded


class Tokens(NamedTuple):
    """The colours of one mode; no dataclass, which takes 1 ms of the first window."""

    mode: str
    colors: Mapping[str, str]

    def hex(self, name: str) -> str:
        """`#RRGGBB`; an unknown name is a KeyError (a bug)."""
        return self.colors[name]

    def color(self, name: str) -> QColor:
        """The same as a colour to paint with."""
        return QColor(self.colors[name])

    def has_tile(self, name: str) -> bool:
        """Whether a tinted tile of this name exists."""
        return name in source()["icon"]["domain"]


@functools.cache
def load(mode: str) -> Tokens:
    """The tokens of `light` or `dark`."""
    colors: dict[str, str] = {}
    for name, value in source()[mode].items():
        if isinstance(value, str):
            colors[name] = value
            continue
        for part, shade in value.items():
            if isinstance(shade, str):
                colors[f"{name}.{part}"] = shade
            else:
                colors[part] = shade["foreground"]
                colors[f"{part}.tint"] = shade["tint"]
    return Tokens(mode=mode, colors=colors)


def size(name: str) -> int:
    """A fixed size in pixels: row heights, control height, icon sizes (`size` in the file)."""
    return int(source()["size"][name])


def text_size(role: str) -> int:
    """Pixels of `figure`, `title`, `heading`, `body` or `small`."""
    return int(source()["type"]["px_at_96dpi"][role])


def icon_name(kind: str, name: str) -> str:
    """The icon of a `domain`, `status`, `finding`, `navigation` entry or `action`."""
    return str(source()["icon"][kind][name])
