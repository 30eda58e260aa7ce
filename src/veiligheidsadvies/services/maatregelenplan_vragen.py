"""What the plan asks of the bestuurder and by which day, read from the records; and what is still open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.advies import Domein, Gedeeld
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie, Kostenregel
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, Maatregel, MaatregelId, Status, Toestemming
from veiligheidsadvies.domain.regels import Dossierstand, dossier_findings
from veiligheidsadvies.domain.woonplek import Eigendom
from veiligheidsadvies.printing.snapshots import OpenPunt, Vraag
from veiligheidsadvies.services.stuk_blad import number_word
from veiligheidsadvies.text.bevindingen import heading
from veiligheidsadvies.text.formats import count, date_full, date_words

MEESTE_VRAGEN = 6
_NU = dt.date.min
_GEEN_DAG = dt.date.max
_MANAGER = "S&S-manager"
_WIE = {"R1": "bestuurder", "R5": "bestuurder", "Toestemming": "bestuurder"}
Lines = Mapping[MaatregelId | None, Sequence[Kostenregel]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """One thing to do; `before` orders the list."""

    before: dt.date
    day: str
    sentence: str


def asks(stand: Dossierstand, *, is_own: bool) -> tuple[Vraag, ...]:
    """What the bestuurder must do, the most urgent first; on his own copy he is spoken to."""
    if stand.bestuurder is None:
        return ()
    found = [*_advice(stand), *_pkvw(stand, is_own=is_own), *_consent(stand), *_visits(stand)]
    found += [*_own_work(stand), *_behaviour(stand)]
    found.sort(key=lambda ask: ask.before)
    rest = len(found) - MEESTE_VRAGEN
    chosen = found if rest <= 0 else found[: MEESTE_VRAGEN - 1]
    asked = [Vraag(dag=ask.day, zin=ask.sentence) for ask in chosen]
    if rest > 0:
        asked.append(Vraag(dag="daarna", zin=f"Nog {rest + 1} punten; zie de bladen per domein."))
    return tuple(asked)


def _advice(stand: Dossierstand) -> Iterator[_Ask]:
    if not stand.adviezen:
        yield _Ask(before=_NU, day="nu", sentence="Vraag een adviesgesprek aan bij het CCV.")
    elif all(advies.gedeeld is Gedeeld.NIET for advies in stand.adviezen):
        yield _Ask(before=_NU, day="nu", sentence="Deel de maatregelen uit het advies met de werkgever.")


def _pkvw(stand: Dossierstand, *, is_own: bool) -> Iterator[_Ask]:
    waiting = [m for m in stand.maatregelen if m.is_open and m.vereist_pkvw]
    if not waiting or stand.has_pkvw:
        return
    term = stand.woonplek.pkvw_termijn if stand.woonplek else None
    home = "uw woning" if is_own else "de woning"
    number = len(waiting)
    words = "één maatregel" if number == 1 else f"{number_word(number)} maatregelen"
    sentence = (
        "Laat de keuring voor het Politiekeurmerk plannen. "
        f"Zonder keurmerk mogen wij {words} aan {home} niet bestellen."
    )
    if term is not None and term >= stand.dag:
        yield _Ask(before=term, day=_before(term, stand.dag), sentence=sentence)
    else:
        agreed = f" De afgesproken dag was {_day(term, stand.dag)}." if term else ""
        yield _Ask(before=_NU, day="nu", sentence=sentence + agreed)


def _consent(stand: Dossierstand) -> Iterator[_Ask]:
    home = stand.woonplek
    if home is None or home.eigendom not in {Eigendom.HUURDER, Eigendom.VVE}:
        return
    lacking = [
        m
        for m in stand.maatregelen
        if m.is_open
        and m.domein is Domein.WONEN
        and m.grondslag is not Grondslag.GEEN_KOSTEN
        and m.toestemming is not Toestemming.VERKREGEN
    ]
    if not lacking:
        return
    whom = "de verhuurder" if home.eigendom is Eigendom.HUURDER else "de vereniging van eigenaren"
    number = "één maatregel" if len(lacking) == 1 else f"{number_word(len(lacking))} maatregelen"
    if all(m.toestemming is Toestemming.GEVRAAGD for m in lacking):
        sentence = f"Laat ons weten of {whom} toestemming geeft voor {number} aan de woning."
    else:
        sentence = f"Vraag {whom} om toestemming voor {number} aan de woning."
    yield _Ask(before=stand.dag, day="nu", sentence=sentence)


def _visits(stand: Dossierstand) -> Iterator[_Ask]:
    days: dict[dt.date, list[Maatregel]] = {}
    for maatregel in stand.maatregelen:
        day = maatregel.gepland_op
        if maatregel.status is Status.INGEPLAND and day is not None and day >= stand.dag:
            days.setdefault(day, []).append(maatregel)
    for day, planned in sorted(days.items()):
        titles = "; ".join(_in_sentence(m.titel) for m in planned)
        is_home = any(m.domein is Domein.WONEN for m in planned)
        sentence = f"Wees thuis voor: {titles}." if is_home else f"Houd deze dag vrij voor: {titles}."
        words = date_words(day, weekday=True, year=day.year != stand.dag.year)
        yield _Ask(before=day, day=words, sentence=sentence)


def _own_work(stand: Dossierstand) -> Iterator[_Ask]:
    """What he has done himself; the certificate has an ask of its own."""
    for maatregel in stand.maatregelen:
        if (
            maatregel.betaler is Betaler.BESTUURDER
            and maatregel.grondslag is not Grondslag.GEEN_KOSTEN
            and maatregel.status in {Status.IN_PLAN, Status.OFFERTE_GEVRAAGD, Status.OFFERTE_ONTVANGEN}
            and maatregel.termijn is not None
        ):
            yield _due(maatregel, stand.dag, f"Laat dit uitvoeren: {_in_sentence(maatregel.titel)}.")


def _behaviour(stand: Dossierstand) -> Iterator[_Ask]:
    for maatregel in stand.maatregelen:
        if maatregel.grondslag is not Grondslag.GEEN_KOSTEN:
            continue
        if maatregel.status is Status.GEADVISEERD:
            yield _due(maatregel, stand.dag, f"Bespreek met ons: {_in_sentence(maatregel.titel)}.")
        elif maatregel.status is Status.BESPROKEN:
            yield _due(maatregel, stand.dag, f"Pas toe wat is besproken: {_in_sentence(maatregel.titel)}.")


def _due(maatregel: Maatregel, today: dt.date, sentence: str) -> _Ask:
    term = maatregel.termijn
    if term is None:
        return _Ask(before=_GEEN_DAG, day="bij ons gesprek", sentence=sentence)
    if term < today:
        return _Ask(before=term, day="nu", sentence=f"{sentence} De afgesproken dag was {_day(term, today)}.")
    return _Ask(before=term, day=_before(term, today), sentence=sentence)


def open_points(stand: Dossierstand, lines: Lines) -> tuple[OpenPunt, ...]:
    """Findings that block or warn, measures that are late or not in the plan yet, and fiscal questions."""
    found = [_finding(b, stand) for b in dossier_findings(stand) if b.ernst is not Ernst.IN_ORDE]
    for maatregel in stand.maatregelen:
        if maatregel.days_late(stand.dag):
            who = maatregel.verantwoordelijke or _MANAGER
            found.append(
                OpenPunt(
                    tekst=f"Te laat: {_in_sentence(maatregel.titel)}",
                    wie=who,
                    dag=date_full(maatregel.uiterste_dag),
                )
            )
    advised = sum(
        m.status is Status.GEADVISEERD and m.grondslag is not Grondslag.GEEN_KOSTEN for m in stand.maatregelen
    )
    if advised:
        words = count(advised, "geadviseerde maatregel staat", "geadviseerde maatregelen staan")
        found.append(OpenPunt(tekst=f"{words} nog niet in het plan", wie=_MANAGER))
    return (*found, *_fiscal(stand, lines))


def _finding(bevinding: Bevinding, stand: Dossierstand) -> OpenPunt:
    number = bevinding.data.get("aantal")
    counted = f" ({count(number, 'maatregel', 'maatregelen')})" if isinstance(number, int) and number else ""
    term = stand.woonplek.pkvw_termijn if bevinding.regel == "R1" and stand.woonplek else None
    return OpenPunt(
        tekst=f"{heading(bevinding)}{counted}", wie=_WIE.get(bevinding.regel, _MANAGER), dag=date_full(term)
    )


def _fiscal(stand: Dossierstand, lines: Lines) -> Iterator[OpenPunt]:
    undecided = Counter(
        m.domein
        for m in stand.maatregelen
        if m.betaler is Betaler.ORGANISATIE
        and any(line.fiscale_categorie is FiscaleCategorie.NADER_BEPALEN for line in lines.get(m.id, ()))
    )
    for domein in Domein:
        if undecided[domein]:
            posts = "één post" if undecided[domein] == 1 else f"{number_word(undecided[domein])} posten"
            yield OpenPunt(tekst=f"Fiscale toets van {posts} in het domein {domein.value}", wie=_MANAGER)


def _before(day: dt.date, today: dt.date) -> str:
    return f"uiterlijk {_day(day, today)}"


def _day(day: dt.date | None, today: dt.date) -> str:
    return "" if day is None else date_words(day, year=day.year != today.year)


def _in_sentence(title: str) -> str:
    """A title inside a sentence: its first letter small, unless it begins with an abbreviation or name."""
    bare = title.strip().rstrip(".")
    first, _, _ = bare.partition(" ")
    return bare if not first[1:].islower() else bare[:1].lower() + bare[1:]
