"""Use cases on the catalogue: look up while typing, change, restore what was delivered with the program."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.catalogus import CatalogusId, Catalogusmaatregel
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold

_ORDER = "instr('wonen werk verplaatsen informatie', domein), code"


@dataclass(frozen=True, slots=True)
class CatalogusService:
    """One public method is one user action."""

    context: Context

    def list_all(self, *, with_ended: bool = False) -> list[Catalogusmaatregel]:
        """The catalogue by domain and code."""
        where = "1" if with_ended else "is_vervallen = 0"
        return records.list_where(self.context.connection, Catalogusmaatregel, where, order=_ORDER)

    def get(self, line_id: CatalogusId) -> Catalogusmaatregel:
        """The line with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Catalogusmaatregel, line_id)

    def find_by_code(self, code: str) -> Catalogusmaatregel | None:
        """The line with this code, typed in any case."""
        return records.find_where(
            self.context.connection, Catalogusmaatregel, "code = ?", (code.strip().upper(),)
        )

    def search(self, text: str, *, limit: int = 12) -> list[Catalogusmaatregel]:
        """Lines that hold every typed word in code, title, category or norm; best first.

        A code or title that begins with the text comes first, then words that begin with it, then the rest.
        """
        words = fold(text).split()
        if not words:
            return []
        ranked = []
        for line in self.list_all():
            haystack = fold(f"{line.code} {line.titel} {line.categorie} {line.norm}")
            if all(word in haystack for word in words):
                ranked.append((_rank(line, words), line.code, line))
        return [line for _, _, line in sorted(ranked, key=lambda item: item[:2])[:limit]]

    def save(self, line: Catalogusmaatregel) -> Changes:
        """Add or change a line; the code stays unique."""
        other = self.find_by_code(line.code)
        check(line, [Problem("code", "bestaat_al")] if other is not None and other.id != line.id else [])
        return self.context.write(
            f"Catalogusmaatregel {line.code} bewaard", lambda log: records.save(log, line), Catalogusmaatregel
        )

    def add_all(self, lines: list[Catalogusmaatregel]) -> Changes:
        """Add lines whose code is not there yet, as one action (the delivered catalogue)."""
        known = {line.code for line in self.list_all(with_ended=True)}
        fresh = [line for line in lines if line.code not in known]
        for line in fresh:
            check(line)

        def work(log: records.Log) -> None:
            for line in fresh:
                records.save(log, line)

        return self.context.write(
            f"Catalogus aangevuld met {len(fresh)} maatregelen", work, Catalogusmaatregel
        )


def _rank(line: Catalogusmaatregel, words: list[str]) -> int:
    title = fold(line.titel)
    if fold(line.code).startswith(words[0]) or title.startswith(words[0]):
        return 0
    return 1 if all(any(part.startswith(word) for part in title.split()) for word in words) else 2
