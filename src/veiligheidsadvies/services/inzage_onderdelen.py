"""The parts of an Inzage-uittreksel: what each kind of record holds on the bestuurder, others left out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.stap import STAPPEN, Stap
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.printing.bewaren_snapshots import Onderdeel
from veiligheidsadvies.printing.snapshots import Gegeven
from veiligheidsadvies.services.akkoord_dekking import REDEN
from veiligheidsadvies.services.inzage_lezing import Lezing
from veiligheidsadvies.services.inzage_uitvoering import Uitvoering
from veiligheidsadvies.services.inzage_velden import line, told
from veiligheidsadvies.services.uitgifteregister_stuk import is_known_office
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import count

_EIGEN, _LEVERANCIER, _ANDER = "uzelf", "een leverancier", "een lezer op naam"


@dataclass(frozen=True, slots=True)
class Onderdelen:
    """The parts of one dossier."""

    lezing: Lezing

    def all(self) -> Iterator[Onderdeel]:
        """Those that have anything to tell, in the order of a dossier."""
        work = Uitvoering(self.lezing)
        for kop, noot, gegevens in (
            ("Wie u bent", "", self._person()),
            ("Uw dossier", "", self._dossier()),
            ("Waar u woont", "", self._each(Woonplek)),
            ("Waar u werkt", "", self._each(Werklocatie)),
            ("Adviezen over u", "", self._advices()),
            ("Maatregelen", "", self._measures()),
            ("Verloop van de maatregelen", "", self._courses()),
            ("Offertes", "", work.requests()),
            ("Uitvoering", "", work.orders()),
            ("Contracten", "", work.contracts()),
            ("Kosten", "Bedragen inclusief btw.", work.money()),
            ("Stappen", "", self._steps()),
            (
                "Bijlagen",
                "Een kopie van een bijlage krijgt u als u erom vraagt, zonder anderen.",
                self._files(),
            ),
            ("Papier over u", "", self._copies()),
            ("Akkoorden", "", self._approvals()),
            ("Bewaarplicht", "", self._holds()),
        ):
            found = tuple(gegevens)
            if found:
                yield Onderdeel(kop=kop, gegevens=found, noot=noot)

    def _person(self) -> Iterator[Gegeven]:
        for person in self.lezing.of(Bestuurder):
            yield from self._fields(person)
            if person.gezin.strip():
                yield Gegeven(label="Gezin", tekst="er staat iets over uw gezin; dat gaat over anderen")

    def _dossier(self) -> Iterator[Gegeven]:
        dossier = records.get(self.lezing.context.connection, Dossier, self.lezing.dossier_id)
        yield from self._fields(dossier)

    def _each(self, kind: type[records.R]) -> Iterator[Gegeven]:
        for one in self.lezing.of(kind):
            yield from self._fields(one)

    def _advices(self) -> Iterator[Gegeven]:
        for advice in self.lezing.of(Advies):
            yield from self._fields(advice)
            if advice.adviseur.strip():
                yield Gegeven(label="Adviseur", tekst="een adviseur van het CCV")

    def _measures(self) -> Iterator[Gegeven]:
        for one in self._in_order():
            said = ("titel", "tekst", "status")
            yield self.lezing.line(one.domein.value.capitalize(), one, *said, without=("domein",))

    def _courses(self) -> Iterator[Gegeven]:
        steps: dict[int | None, list[Statusovergang]] = defaultdict(list)
        for step in self.lezing.of(Statusovergang):
            steps[step.maatregel_id].append(step)
        for one in self._in_order():
            if steps[one.id]:
                yield self.lezing.course(one.domein.value.capitalize(), one.titel, steps[one.id])

    def _in_order(self) -> list[Maatregel]:
        order = {domein: place for place, domein in enumerate(Domein)}
        return sorted(self.lezing.of(Maatregel), key=lambda one: (order[one.domein], one.id or 0))

    def _steps(self) -> Iterator[Gegeven]:
        for step in self.lezing.of(Stap):
            text = line(step, "nummer").partition("; ")[2]
            if text:
                yield self.lezing.fact(STAPPEN[step.nummer - 1].naam, text)

    def _files(self) -> Iterator[Gegeven]:
        for one in self.lezing.of(Bijlage):
            day = self.lezing.day(one.toegevoegd_op)
            yield self.lezing.line(f"Sinds {day}", one, "naam", without=("toegevoegd_op",))

    def _copies(self) -> Iterator[Gegeven]:
        for copy in self.lezing.of(Exemplaar):
            day, left = self.lezing.day(copy.uitgegeven_op), ("uitgegeven_op", "is_eigen")
            said = self.lezing.line(day, copy, "document", without=left)
            yield Gegeven(label=day, tekst=f"aan {_reader(copy)}: {said.tekst}")

    def _approvals(self) -> Iterator[Gegeven]:
        for one in self.lezing.of(Akkoord):
            said = self.lezing.line(self.lezing.day(one.op), one, "onderwerp", without=("op",))
            reason = self.lezing.fact("", one.besluit.partition(REDEN)[2]).tekst
            more = "" if reason in {"", "–"} else f"; reden: {reason}"
            yield Gegeven(label=said.label, tekst=f"{said.tekst}; door een tweede persoon{more}")

    def _holds(self) -> Iterator[Gegeven]:
        for one in self.lezing.of(Blokkade):
            yield self.lezing.line("Bewaarplicht", one, "reden")

    def looked(self) -> str:
        """How often the dossier was looked at or changed, as the log has it."""
        sql = "SELECT count(*), min(tijdstip) FROM logregel WHERE dossier_id = ?"
        number, since = self.lezing.context.connection.execute(sql, (self.lezing.dossier_id,)).fetchone()
        day = self.lezing.day(dt.datetime.fromisoformat(since))
        return f"{count(number, 'regel', 'regels')} in het log, sinds {day}"

    def _fields(self, record: Any) -> Iterator[Gegeven]:
        """Every field of a record by its own label."""
        for label, text in told(record):
            yield self.lezing.fact(label, text)


def _reader(copy: Exemplaar) -> str:
    if copy.is_eigen:
        return _EIGEN
    if copy.leverancier_id is not None:
        return _LEVERANCIER
    return copy.ontvanger if is_known_office(copy.ontvanger) else _ANDER
