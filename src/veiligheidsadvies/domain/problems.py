"""Validation results: a field and a reason code, never a sentence (that is `text.messages`)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a record from being saved.

    `field` is the attribute name, `reason` a key of `text.messages.PROBLEMS`, `data` fills its sentence
    (limits and dates only, never a value that the user typed).
    """

    field: str
    reason: str
    data: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)
