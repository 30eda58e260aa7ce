"""Names of others in a dossier: left out of what its bestuurder may see of himself (AVG, article 15(4))."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.uitgifteregister_stuk import is_known_office
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold
from veiligheidsadvies.text.written_forms import PARTICLES, is_whole_name, name_forms

WEGGELATEN = "[een ander]"
_SHORTEST = 4
_WHERE: dict[type[Any], tuple[str, ...]] = {
    Advies: ("adviseur",),
    Maatregel: ("verantwoordelijke", "akkoord_door"),
    Stap: ("door",),
    Akkoord: ("naam",),
    Afspraak: ("monteurs", "thuis"),
    Oplevering: ("getekend_door",),
}
"""The fields of a dossier in which others are named."""
_BETWEEN = re.compile(r"[\n,;]+")
_SURNAME = re.compile(r"[A-ZÀ-Þ][\w’'-]{3,}$")


class Derden:
    """The names of others that this dossier or the suppliers' papers hold."""

    def __init__(self, context: Context, dossier_id: DossierId) -> None:
        self._connection, self._dossier_id = context.connection, dossier_id
        person = records.find_where(self._connection, Bestuurder, "dossier_id = ?", (dossier_id,))
        self._own = person.naam if person else ""
        own = fold(self._own)
        found = {name.strip() for name in self._collected()}
        self.names = tuple(
            sorted(
                name for name in found if _is_name(name) and fold(name) not in own and own not in fold(name)
            )
        )
        before = rf"(?:(?:{'|'.join(sorted(PARTICLES))})\s+)*"
        self._patterns = [
            re.compile(rf"(?<!\w){before}{re.escape(form)}(?!\w)", re.IGNORECASE) for form in self._forms()
        ]

    def whole_names(self) -> list[str]:
        """Every name written in full, as it is hunted."""
        return [form for name in self.names for form in name_forms(name) if is_whole_name(form, name)]

    def without(self, text: str) -> str:
        """The text with every other's name replaced."""
        for pattern in self._patterns:
            text = pattern.sub(WEGGELATEN, text)
        return text

    def _forms(self) -> list[str]:
        """Long forms first; a surname by itself only when it is written as one."""
        forms = {
            form for name in self.names for form in (*name_forms(name), name) if is_whole_name(form, name)
        }
        forms |= set(self.names)
        own = {fold(word) for word in self._own.split()}
        for name in self.names:
            last = _SURNAME.search(name)
            if last and fold(last[0]) not in own:
                forms.add(last[0])
        return sorted((form for form in forms if len(form) >= _SHORTEST), key=len, reverse=True)

    def _collected(self) -> Iterator[str]:
        for kind, names in _WHERE.items():
            for record in self._of(kind):
                for name in names:
                    yield from _BETWEEN.split(getattr(record, name))
        for copy in self._of(Exemplaar):
            if not copy.is_eigen:
                yield from (copy.ontvanger, copy.getuige)
        for supplier in records.list_where(self._connection, Leverancier):
            yield from (supplier.contactpersoon, *_BETWEEN.split(supplier.ghv_personen))

    def _of(self, kind: type[records.R]) -> list[records.R]:
        return records.list_where(self._connection, kind, "dossier_id = ?", (self._dossier_id,))


def _is_name(text: str) -> bool:
    """Two words or more with a capital in the last: an office or a role is written without."""
    words = text.split()
    return len(words) > 1 and words[-1][:1].isupper() and not is_known_office(text)


def named(names: Iterable[str]) -> list[tuple[str, str]]:
    """What the check of the finished paper hunts."""
    return [("naam van een ander", name) for name in names]
