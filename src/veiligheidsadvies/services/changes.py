"""What an action touched, so that every open screen knows whether to reload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`records`: classes that changed; `action`: number in the log; `row_id`: the new or main row."""

    records: frozenset[type[Any]]
    action: int
    row_id: int | None = None

    def touches(self, *records: type[Any]) -> bool:
        """Whether one of these record classes changed."""
        return not self.records.isdisjoint(records)
