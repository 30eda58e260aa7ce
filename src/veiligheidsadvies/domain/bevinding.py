"""Bevinding: what a rule says of a record: blocks, warns or in order, why, and what would lift it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Ernst(StrEnum):
    """How heavy a finding is."""

    BLOKKEERT = "blokkeert"
    LET_OP = "let_op"
    IN_ORDE = "in_orde"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevinding:
    """One outcome of one rule; `code` is a key of `text.bevindingen`, `data` fills its sentences.

    `is_op_te_heffen`: a typed reason and an Akkoord of a second person lift it.
    """

    regel: str
    ernst: Ernst
    code: str
    data: Mapping[str, object] = field(default_factory=dict, hash=False)
    is_op_te_heffen: bool = False
