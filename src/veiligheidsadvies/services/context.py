"""What every service works with: the open vault, the clock and the wall between text and paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.controle import problems_of
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.changelog import ChangeLog
from veiligheidsadvies.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Context:
    """The open vault, a clock and where the action comes from (`venster` or `opdrachtregel`)."""

    vault: Vault
    now: Callable[[], dt.datetime]
    origin: str = "venster"

    @property
    def today(self) -> dt.date:
        """The calendar day of the clock."""
        return self.now().date()

    @property
    def connection(self) -> records.Connection:
        """The reading connection."""
        connection: records.Connection = self.vault.connection
        return connection

    def write(self, description: str, work: Callable[[ChangeLog], int | None], *kinds: type[Any]) -> Changes:
        """Run `work` in one transaction as one action that touches `kinds`."""
        with self.vault.action(description, origin=self.origin) as log:
            row_id = work(log)
            return Changes(records=frozenset(kinds), action=log.action, row_id=row_id)

    def save(self, record: Any, description: str) -> Changes:
        """Validate and write one record as one action; raises InvalidInput."""
        check(record)
        return self.write(description, lambda log: records.save(log, record), type(record))


def check(record: Any, extra: list[Problem] | None = None) -> None:
    """Raise InvalidInput with everything that keeps `record` from being saved, unprintable signs included."""
    problems = [*problems_of(record), *(extra or []), *unprintable(record)]
    if problems:
        raise InvalidInput(problems)


def unprintable(record: Any) -> list[Problem]:
    """Fields that may reach paper and hold a sign that the paper font lacks."""
    texts = {
        name: value
        for name, meaning in velden(type(record)).items()
        if meaning.gedrukt and isinstance(value := getattr(record, name), str) and not value.isascii()
    }
    if not texts:
        return []
    from veiligheidsadvies.printing.fonts import missing_signs  # reads the font only when needed

    found = []
    for name, value in texts.items():
        if signs := missing_signs(value):
            found.append(Problem(name, "teken_ontbreekt", {"tekens": " ".join(dict.fromkeys(signs))}))
    return found
