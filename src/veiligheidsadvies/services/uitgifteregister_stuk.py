"""Fills the register of copies of a year: every number, what it was and what became of it, without names.

Readers are told by office or supplier. Somebody who is named only is told as such: his name stands in the
vault, under the number, and never on a sheet with dossier codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from veiligheidsadvies.domain.aanvraag import Aanvraag
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaarregel, SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.organisatie import TERMEN
from veiligheidsadvies.printing.kosten_snapshots import Registerrij, Standtotaal, Uitgifteregister
from veiligheidsadvies.printing.snapshots import Gegeven, Handtekening
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.jaarstuk_blad import MANAGER, inside_sheet
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import count

EIGEN = "eigen exemplaar"
OP_NAAM = "lezer op naam"
SAMEN = "samen"
_WIJZE = {Wijze.PAPIER: "papier", Wijze.VERSLEUTELD: "versleuteld", Wijze.ONVERSLEUTELD: "open bestand"}
_AMBTEN = frozenset(
    word.casefold()
    for terms in TERMEN.values()
    for word in (terms.bestuur, terms.secretaris, terms.voorzitter, MANAGER)
)
_KORT = {
    SoortDocument.SAMENVATTING: "Samenvatting",
    SoortDocument.GEHEIMHOUDINGSVERKLARING: "Geheimhouding",
    SoortDocument.KOSTENOVERZICHT_BUITEN: "Kostenoverzicht, buiten",
}


def uitgifteregister(context: Context, jaar: int, ontvanger: Ontvanger) -> Uitgifteregister:
    """The register for this reader; InvalidInput without a reader, NotFound without organisation."""
    name = f"Uitgifteregister {jaar}"
    copies = sorted(
        (one for one in records.list_where(context.connection, Exemplaarregel) if _year(one) == jaar),
        key=lambda one: _sequence(one.nummer),
    )
    rows = tuple(_Rijen(context).rows(copies))
    missing = tuple(_missing(copies, jaar))
    return Uitgifteregister(
        blad=inside_sheet(context, name, ontvanger),
        titel=name,
        inleiding="Elk exemplaar dat een nummer kreeg, en wat ermee gebeurde. Zonder namen.",
        jaar=jaar,
        regels=rows,
        standen=tuple(_counted(copies, stand) for stand in Afloop),
        totaal=_counted(copies, None),
        ontbreekt=missing,
        controle=tuple(_checks(context, copies, missing)),
        handtekeningen=(
            Handtekening(
                rol="Gecontroleerd", verklaring=f"{MANAGER}, elk vakje nagezien en het log nagelopen"
            ),
            Handtekening(
                rol="Gezien",
                verklaring=f"{Bladgegevens(context).organisatie().termen.secretaris}, of een tweede persoon",
            ),
        ),
    )


def reader_words(copy: Exemplaarregel, suppliers: dict[int, str]) -> str:
    """Who has a copy, as it may stand beside a dossier code: an office, a supplier, or just somebody."""
    if copy.is_eigen:
        return EIGEN
    if copy.leverancier_id is not None:
        return suppliers.get(int(copy.leverancier_id), OP_NAAM)
    return copy.ontvanger if _is_office(copy.ontvanger) else OP_NAAM


def is_known_office(text: str) -> bool:
    """Whether it is the name of an organ or office, and so of nobody."""
    return text.casefold().strip() in _AMBTEN


def _is_office(text: str) -> bool:
    """A known office, or words without a capital after the first of several: no name is written so."""
    words = text.split()
    if is_known_office(text) or text == text.casefold():
        return True
    later = " ".join(words[1:])
    return len(words) > 1 and "." not in text and later == later.casefold()


class _Rijen:
    """Reads once what the rows refer to."""

    def __init__(self, context: Context) -> None:
        connection = context.connection
        self.codes = {int(one.id or 0): one.code for one in records.list_where(connection, Dossier)}
        self.orders = {int(one.id or 0): one.nummer for one in records.list_where(connection, Opdracht)}
        asked = records.list_where(connection, Aanvraag)
        self.requests = {int(one.id or 0): one.nummer for one in asked}
        self.suppliers = {int(one.id or 0): one.naam for one in records.list_where(connection, Leverancier)}
        self.numbers = {
            int(one.id or 0): one.nummer for one in records.list_where(connection, Exemplaarregel)
        }

    def rows(self, copies: Sequence[Exemplaarregel]) -> Iterator[Registerrij]:
        for copy in copies:
            before = self.numbers.get(int(copy.herdruk_van or 0))
            yield Registerrij(
                nummer=copy.nummer,
                document=_KORT.get(copy.document, copy.document.woord),
                deel=f"{copy.volgnummer} van {copy.aantal}",
                hoort_bij=self._belongs_to(copy),
                ontvanger=reader_words(copy, self.suppliers),
                uit=copy.uitgegeven_op.date(),
                wijze=_WIJZE[copy.wijze],
                stand=copy.afloop.value,
                stand_op=copy.afloop_op,
                noot=f"herdruk van {before}" if before else "",
                is_na_te_zien=copy.afloop in {Afloop.BUITEN, Afloop.RETOUR},
            )

    def _belongs_to(self, copy: Exemplaarregel) -> str:
        """A paper for a supplier by its order: his name and a dossier code side by side would tell whose."""
        if copy.opdracht_id is not None:
            return self.orders.get(int(copy.opdracht_id), "–")
        if copy.aanvraag_id is not None:
            return self.requests.get(int(copy.aanvraag_id), "–")
        return self.codes.get(int(copy.dossier_id or 0), "–")


def _year(copy: Exemplaarregel) -> int:
    return int(copy.nummer[:4])


def _sequence(nummer: str) -> int:
    return int(re.sub(r"^\d{4}-", "", nummer))


def _missing(copies: Sequence[Exemplaarregel], jaar: int) -> Iterator[str]:
    """Numbers below the highest that no copy has; the series is without gaps, so there should be none."""
    taken = {_sequence(one.nummer) for one in copies}
    for place in range(1, max(taken, default=0)):
        if place not in taken:
            yield f"{jaar}-{place:04d}"


def _counted(copies: Sequence[Exemplaarregel], stand: Afloop | None) -> Standtotaal:
    found = [one.wijze for one in copies if stand in {None, one.afloop}]
    return Standtotaal(
        stand=stand.value if stand else SAMEN,
        papier=found.count(Wijze.PAPIER),
        versleuteld=found.count(Wijze.VERSLEUTELD),
        open=found.count(Wijze.ONVERSLEUTELD),
        aantal=len(found),
    )


def _checks(context: Context, copies: Sequence[Exemplaarregel], missing: Sequence[str]) -> Iterator[Gegeven]:
    if copies:
        first, last = copies[0].nummer, copies[-1].nummer
        gaps = f"ontbreekt: {', '.join(missing)}" if missing else "geen ontbreekt"
        yield Gegeven(label="Nummers", tekst=f"{first} tot en met {last}, {gaps}")
    late = [
        one
        for one in copies
        if one.afloop is Afloop.BUITEN and one.retour_voor is not None and one.retour_voor < context.today
    ]
    words = count(len(late), "exemplaar had", "exemplaren hadden") + " terug moeten zijn" if late else "niets"
    yield Gegeven(label="Te laat", tekst=words)
    lost = sum(one.afloop is Afloop.VERMIST for one in copies)
    yield Gegeven(
        label="Vermist",
        tekst=f"{count(lost, 'exemplaar', 'exemplaren')}; kijk bij elk of alles gedaan is"
        if lost
        else "niets",
    )
    yield Gegeven(
        label="Dit register",
        tekst="is zelf een exemplaar en staat in het volgende. Met de logkop onderaan is later na te gaan "
        "of het log tot vandaag heel is.",
    )
