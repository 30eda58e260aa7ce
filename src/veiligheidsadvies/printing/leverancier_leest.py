"""What a supplier reads on an order or a request, part by part in the order of its pages, for the screen.

Every text of the snapshot stands in it, in the words of the page, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from veiligheidsadvies.printing.leverancier_snapshots import (
    Besteldregel,
    Gevraagdregel,
    OfferteaanvraagStuk,
    OpdrachtStuk,
    Partij,
)
from veiligheidsadvies.printing.leverancier_woorden import (
    AANTAL,
    AFSPRAKEN,
    BTW,
    DATUM,
    IN_TE_VULLEN,
    INDIENEN,
    OFFERTE,
    OVER_DE_OFFERTE,
    PER_STUK,
    TOELICHTING,
    UITVOERING,
    WERK,
    WIJZIGT,
    ZONDER_BTW,
    below_title,
    is_mixed,
    signers,
    sums,
)
from veiligheidsadvies.printing.snapshots import Blad, Gegeven, Handtekening
from veiligheidsadvies.printing.text import amount
from veiligheidsadvies.text.formats import date_words

_APART = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Leesregel:
    """One sentence as it is read; `is_kop` is printed in semibold, `is_klein` below what it belongs to."""

    tekst: str
    is_kop: bool = False
    is_klein: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leesdeel:
    """One part of a page under its heading, which may be empty."""

    kop: str
    regels: tuple[Leesregel, ...]

    @property
    def tekst(self) -> str:
        """All of it."""
        return "\n".join((self.kop, *(one.tekst for one in self.regels)))


def leesdelen(stuk: OpdrachtStuk | OfferteaanvraagStuk) -> tuple[Leesdeel, ...]:
    """The parts of an order, a change of one, or a request; a part without a text is left out."""
    middle = _of_order(stuk) if isinstance(stuk, OpdrachtStuk) else _of_request(stuk)
    found = (
        Leesdeel(kop=stuk.titel, regels=_plain(stuk.inleiding)),
        *(_party(one) for one in stuk.partijen),
        *middle,
        *_furniture(stuk.blad),
    )
    return tuple(one for one in found if one.regels)


def _of_order(stuk: OpdrachtStuk) -> Iterator[Leesdeel]:
    has_rates = is_mixed(stuk)
    lines = [row for one in stuk.regels for row in _ordered(one, has_rate=has_rates)]
    lines += [Leesregel(tekst=f"{one.label}{_APART}{one.tekst}") for one in sums(stuk)]
    yield Leesdeel(kop=WIJZIGT, regels=_plain(*(f"– {text}" for text in stuk.wijzigt)))
    yield Leesdeel(kop=WERK, regels=tuple(lines))
    yield Leesdeel(kop=UITVOERING, regels=_facts(stuk.uitvoering))
    yield Leesdeel(kop=AFSPRAKEN, regels=_numbered(stuk.afspraken))
    yield _signed(signers(stuk))


def _of_request(stuk: OfferteaanvraagStuk) -> Iterator[Leesdeel]:
    lines = [row for one in stuk.regels for row in _asked(one)]
    lines.append(Leesregel(tekst=_APART.join((PER_STUK, *IN_TE_VULLEN)), is_klein=True))
    yield Leesdeel(kop=TOELICHTING, regels=_plain(*(f"– {text}" for text in stuk.toelichting)))
    yield Leesdeel(kop=WERK, regels=tuple(lines))
    yield Leesdeel(kop=OFFERTE, regels=(Leesregel(tekst=_APART.join(OVER_DE_OFFERTE), is_klein=True),))
    yield Leesdeel(kop=INDIENEN, regels=_facts(stuk.indienen))
    yield Leesdeel(kop=AFSPRAKEN, regels=_numbered(stuk.afspraken))
    yield _signed(stuk.handtekeningen)


def _ordered(one: Besteldregel, *, has_rate: bool) -> Iterator[Leesregel]:
    yield Leesregel(tekst=f"{one.nr} {one.titel}", is_kop=True)
    below = below_title(one.eis, per_jaar=one.per_jaar, wijzigt=one.wijzigt)
    yield from (Leesregel(tekst=text, is_klein=True) for text in below)
    cells = [
        f"{AANTAL} {one.aantal}",
        f"{PER_STUK} {amount(one.stuk)}",
        *([f"{BTW} {one.btw}%"] if has_rate else []),
        f"{ZONDER_BTW} {amount(one.ex)}",
    ]
    yield Leesregel(tekst=_APART.join(cells), is_klein=True)


def _asked(one: Gevraagdregel) -> Iterator[Leesregel]:
    yield Leesregel(tekst=f"{one.nr} {one.titel}", is_kop=True)
    for text in (*below_title(one.eis, per_jaar=one.per_jaar), f"{AANTAL} {one.aantal}"):
        yield Leesregel(tekst=text, is_klein=True)


def _party(partij: Partij) -> Leesdeel:
    return Leesdeel(kop=partij.kop, regels=_plain(*partij.regels))


def _signed(places: Iterable[Handtekening]) -> Leesdeel:
    found = []
    for one in places:
        below = (one.naam, one.verklaring, f"{DATUM}, {one.teken}")
        found.append(Leesregel(tekst=one.rol, is_kop=True))
        found += [Leesregel(tekst=text, is_klein=True) for text in below if text]
    return Leesdeel(kop="", regels=tuple(found))


def _furniture(blad: Blad) -> Iterator[Leesdeel]:
    """What stands around the text on every sheet of it; the number of a copy comes when it leaves."""
    band = " ".join(part for part in (blad.rubricering.value, blad.toevoeging) if part)
    fields = (
        ("Document", blad.document),
        (blad.veld_naam, blad.veld_waarde),
        ("Ontvanger", blad.ontvanger),
        ("Datum", date_words(blad.datum)),
    )
    mark = f"{blad.watermerk} / nr. {blad.nummer}" if blad.watermerk else blad.nummer
    below = (mark, blad.voetregel, blad.organisatie, f"logkop {blad.logkop}" if blad.logkop else "")
    made_up = ("FICTIEF",) if blad.is_fictief else ()
    yield Leesdeel(
        kop=band, regels=_plain(*(f"{label} {value}" for label, value in fields), *below, *made_up)
    )


def _facts(facts: Iterable[Gegeven]) -> tuple[Leesregel, ...]:
    return tuple(
        row
        for one in facts
        for row in (Leesregel(tekst=one.label, is_kop=True), Leesregel(tekst=one.tekst, is_klein=True))
    )


def _numbered(texts: Iterable[str]) -> tuple[Leesregel, ...]:
    return _plain(*(f"{at} {text}" for at, text in enumerate(texts, 1)))


def _plain(*texts: str) -> tuple[Leesregel, ...]:
    return tuple(Leesregel(tekst=text) for text in texts if text.strip())
