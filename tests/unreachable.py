"""A place that cannot be looked at: a folder of somebody else, a locked stick, a disk that fails."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

_LISTING = ("listdir", "scandir")
_REACHING = ("lstat", "mkdir", "open", "replace", "stat", "unlink")


def shut(
    patch: pytest.MonkeyPatch, place: Path, code: int, *, only: Sequence[str] = (*_LISTING, *_REACHING)
) -> None:
    """Let these calls of the system fail with `code` for all that lies in `place`, also for root."""
    for name in only:
        for module in (os, io) if name == "open" else (os,):
            real = getattr(module, name)
            patch.setattr(module, name, _refusing(real, place, code, is_listing=name in _LISTING))


def _refusing(real: Any, place: Path, code: int, *, is_listing: bool) -> Any:
    def asked(target: Any = ".", *rest: Any, **more: Any) -> Any:
        if isinstance(target, str | os.PathLike):
            path = Path(os.path.abspath(target))  # noqa: PTH100 - `Path` would look
            if place in path.parents or (is_listing and path == place):
                raise OSError(code, os.strerror(code), str(path))
        return real(target, *rest, **more)

    return asked
