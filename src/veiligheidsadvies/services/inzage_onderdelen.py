"""The parts of an Inzage-uittreksel: what each kind of record holds on the bestuurder, others left out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering
from veiligheidsadvies.domain.stap import STAPPEN, Stap
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.domain.werklocatie import Werklocatie
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.printing.bewaren_snapshots import Onderdeel
from veiligheidsadvies.printing.snapshots import Gegeven
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.derden import Derden
from veiligheidsadvies.services.uitgifteregister_stuk import is_known_office
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import amount, count, date_full

_WEG = {"gezin", "adviseur"}
"""Fields that are about somebody else; that they are filled in is told, not what stands there."""
_EIGEN, _LEVERANCIER, _ANDER = "uzelf", "een leverancier", "een lezer op naam"


@dataclass(frozen=True, slots=True)
class Onderdelen:
    """Reads one dossier; every text goes past `derden`."""

    context: Context
    dossier_id: DossierId
    derden: Derden

    def all(self) -> Iterator[Onderdeel]:
        """Those that have anything to tell, in the order of a dossier."""
        for kop, noot, gegevens in (
            ("Wie u bent", "", self._person()),
            ("Uw dossier", "", self._dossier()),
            ("Waar u woont", "", self._each(Woonplek)),
            ("Waar u werkt", "", self._each(Werklocatie)),
            ("Adviezen over u", "", self._advices()),
            ("Maatregelen", "", self._measures()),
            ("Uitvoering", "", self._orders()),
            ("Kosten", "Bedragen inclusief btw.", self._money()),
            ("Stappen", "", self._steps()),
            (
                "Bijlagen",
                "Een kopie van een bijlage krijgt u als u erom vraagt, zonder anderen.",
                self._files(),
            ),
            ("Papier over u", "", self._copies()),
            ("Akkoorden", "", self._approvals()),
        ):
            found = tuple(gegevens)
            if found:
                yield Onderdeel(kop=kop, gegevens=found, noot=noot)

    def _person(self) -> Iterator[Gegeven]:
        for person in self._of(Bestuurder):
            yield from self._fields(person)
            if person.gezin.strip():
                yield Gegeven(label="Gezin", tekst="er staat iets over uw gezin; dat gaat over anderen")

    def _dossier(self) -> Iterator[Gegeven]:
        dossier = records.get(self.context.connection, Dossier, self.dossier_id)
        yield from self._fields(dossier, leave_out=("code", "soort", "vernietigd_op"))

    def _each(self, kind: type[records.R]) -> Iterator[Gegeven]:
        for one in self._of(kind):
            yield from self._fields(one)

    def _advices(self) -> Iterator[Gegeven]:
        for advice in self._of(Advies):
            yield from self._fields(advice)
            if advice.adviseur.strip():
                yield Gegeven(label="Adviseur", tekst="een adviseur van het CCV")

    def _measures(self) -> Iterator[Gegeven]:
        order = {domein: place for place, domein in enumerate(Domein)}
        for one in sorted(self._of(Maatregel), key=lambda m: (order[m.domein], m.id or 0)):
            parts = [one.titel, one.tekst, one.status.woord]
            if one.betaler:
                parts.append(f"betaalt: {one.betaler.woord}")
            days = (
                ("opdracht", one.opdracht_op),
                ("gepland", one.gepland_op),
                ("opgeleverd", one.opgeleverd_op),
            )
            parts += [f"{word} {date_full(day)}" for word, day in days if day]
            yield self._fact(one.domein.value.capitalize(), "; ".join(part for part in parts if part.strip()))

    def _orders(self) -> Iterator[Gegeven]:
        for order in self._of(Opdracht):
            if order.opdracht_op:
                yield self._fact("Opdracht", f"{date_full(order.opdracht_op)}, aan {_LEVERANCIER}")
        for meeting in self._of(Afspraak):
            yield self._fact("Afspraak", f"{date_full(meeting.dag)} {meeting.tijd}".strip())
        for delivery in self._of(Oplevering):
            guarantee = f", garantie tot {date_full(delivery.garantie_tot)}" if delivery.garantie_tot else ""
            yield self._fact("Oplevering", f"{date_full(delivery.opgeleverd_op)}{guarantee}")

    def _money(self) -> Iterator[Gegeven]:
        sums: dict[int, dict[SoortKosten, Bedrag]] = defaultdict(lambda: defaultdict(lambda: NIHIL))
        for line in self._of(Kostenregel):
            sums[line.boekjaar][line.soort] += line.incl
        for year in sorted(sums):
            found = sums[year]
            billed = found[SoortKosten.FACTUUR] - found[SoortKosten.CREDIT]
            parts = [
                f"{word} {amount(money)}"
                for word, money in (
                    ("geraamd", found[SoortKosten.RAMING]),
                    ("besteld", found[SoortKosten.VERPLICHTING]),
                    ("gefactureerd", billed),
                    ("betaald", found[SoortKosten.BETALING]),
                )
                if money.cents
            ]
            yield Gegeven(label=str(year), tekst="; ".join(parts) or "niets")

    def _steps(self) -> Iterator[Gegeven]:
        for step in self._of(Stap):
            day = f"gereed {date_full(step.gereed_op)}" if step.gereed_op else ""
            text = "; ".join(part for part in (day, step.toelichting) if part)
            if text:
                yield self._fact(STAPPEN[step.nummer - 1].naam, text)

    def _files(self) -> Iterator[Gegeven]:
        for one in self._of(Bijlage):
            day = date_full(self._day(one.toegevoegd_op))
            yield self._fact(
                f"Sinds {day}", " · ".join(part for part in (one.naam, one.omschrijving) if part)
            )

    def _copies(self) -> Iterator[Gegeven]:
        for copy in self._of(Exemplaar):
            day = date_full(self._day(copy.uitgegeven_op))
            yield Gegeven(
                label=day, tekst=f"{copy.document.woord}, aan {_reader(copy)}; stand: {copy.afloop.value}"
            )

    def _approvals(self) -> Iterator[Gegeven]:
        for one in self._of(Akkoord):
            day = date_full(self._day(one.op))
            yield Gegeven(
                label=day, tekst=f"{one.onderwerp.value.replace('_', ' ')}, door een tweede persoon"
            )

    def looked(self) -> str:
        """How often the dossier was looked at or changed, as the log has it."""
        sql = "SELECT count(*), min(tijdstip) FROM logregel WHERE dossier_id = ?"
        number, since = self.context.connection.execute(sql, (self.dossier_id,)).fetchone()
        return f"{count(number, 'regel', 'regels')} in het log, sinds {date_full(self._day(_moment(since)))}"

    def _fields(self, record: Any, *, leave_out: tuple[str, ...] = ()) -> Iterator[Gegeven]:
        """Every filled field of a record, by its own label."""
        for name, meaning in velden(type(record)).items():
            text = _said(getattr(record, name))
            if text and name not in _WEG and name not in leave_out:
                yield self._fact(meaning.label, text)

    def _fact(self, label: str, text: str) -> Gegeven:
        return Gegeven(label=label, tekst=self.derden.without(" ".join(text.split())))

    def _day(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.context.now().tzinfo).date()

    def _of(self, kind: type[records.R]) -> list[records.R]:
        return records.list_where(self.context.connection, kind, "dossier_id = ?", (self.dossier_id,))


def _said(value: Any) -> str:
    """A value in words; nothing for what is empty or not so."""
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, dt.date):
        return date_full(value)
    word = getattr(value, "woord", None)
    if word:
        return str(word)
    return str(value).replace("_", " ") if isinstance(value, str) else ""


def _reader(copy: Exemplaar) -> str:
    if copy.is_eigen:
        return _EIGEN
    if copy.leverancier_id is not None:
        return _LEVERANCIER
    return copy.ontvanger if is_known_office(copy.ontvanger) else _ANDER


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
