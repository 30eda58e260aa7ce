"""Unsaved forms, kept inside the vault so that locking never asks and never loses anything."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What was typed and not saved. `sleutel` names the form (`maatregel:12`), `waarden` its raw texts."""

    sleutel: str
    waarden: Mapping[str, Any]
    bewaard_op: dt.datetime


@dataclass(frozen=True, slots=True)
class ConceptService:
    """Drafts are written beside the change log: they are not undone and not in the history."""

    context: Context

    def save(self, sleutel: str, waarden: Mapping[str, Any]) -> None:
        """Keep what a form holds now; texts, numbers and booleans only."""
        self.context.vault.save_draft(sleutel, json.dumps(dict(waarden), ensure_ascii=False))

    def find(self, sleutel: str) -> Concept | None:
        """The draft of one form."""
        return next((concept for concept in self.list_all() if concept.sleutel == sleutel), None)

    def list_all(self) -> list[Concept]:
        """All drafts, newest first."""
        drafts = self.context.vault.list_drafts()
        found = [Concept(sleutel=d.key, waarden=json.loads(d.data), bewaard_op=d.saved_at) for d in drafts]
        return sorted(found, key=lambda concept: concept.bewaard_op, reverse=True)

    def drop(self, sleutel: str) -> None:
        """Throw a draft away; without one nothing happens."""
        self.context.vault.drop_draft(sleutel)
