"""No secret of a dossier leaves on a real paper for a supplier: judged before its number and as a file."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest

from tests import builders
from tests.opdrachten import WERK, add_opdracht, add_versie, measure_of, regel, save, save_all, sign
from tests.services.test_lekproef import CODE, GEHEIM, NAMEN, NIET_GEZOCHT, _filled
from tests.services.vermommingen import ALLEEN_ECHTE_NAMEN, VERMOMMINGEN
from veiligheidsadvies.domain.aanvraag import Aanvraag, AanvraagId, Aanvraagregel, Offerte, OfferteId
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import ReleaseRefused, TransitionRefused, UnprintableText
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId, Opdrachtregel, Opdrachtstand
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.domain.werklocatie import Werklocatie, WerklocatieId
from veiligheidsadvies.domain.woonplek import Woonplek, WoonplekId
from veiligheidsadvies.printing.fonts import missing_signs
from veiligheidsadvies.printing.release import read_back
from veiligheidsadvies.printing.render import render
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.opdracht_poorten import VRIJGAVE
from veiligheidsadvies.services.uitgifte_controle import verify
from veiligheidsadvies.services.uitgifte_gegevens import Aanvraag as Aangevraagd
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.services.vrijgave_leverancier import (
    Treffer,
    blokkeert,
    plaatsteksten,
    treffers_in_pdf,
)
from veiligheidsadvies.storage import records

PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
REDEN = "mag blijven staan"
MONTEUR = Ontvanger(naam="J. Wortel")
ADRES = tuple(GEHEIM[Woonplek][name] for name in ("adres", "postcode"))
KANARIES = (
    *(
        value
        for kind, fields in GEHEIM.items()
        for name, value in fields.items()
        if (kind.TABEL, name) not in NIET_GEZOCHT
    ),
    *NAMEN,
    CODE,
    "GED 47",
)
ALLE = {**VERMOMMINGEN, **ALLEEN_ECHTE_NAMEN}
EEN_OP = 6
"""One of so many pairs is tried on a paper, other ones on every paper."""
STUKKEN = ("offerteaanvraag", "opdracht", "wijziging", "adresbijlage", "opleverstaat")
PER_STUK = {"offerteaanvraag": 24, "opdracht": 24, "wijziging": 24, "adresbijlage": 16, "opleverstaat": 24}
BREEKT = frozenset({"html", "backslash u", "procent", "regeleinde", "afgebroken"})
"""What a line end on paper, or the mark before an item of a list, may take apart."""
_MARK = re.compile(r"m(\d{4})w(.*?)m\1w", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lek:
    """One secret in one disguise, between two marks by which it is found on paper."""

    nr: int
    kanarie: str
    vermomming: str

    @property
    def tekst(self) -> str:
        """As somebody may type it."""
        mark = f"m{self.nr:04d}w"
        return f"Zie {mark} voor {ALLE[self.vermomming](self.kanarie)} bij {mark}"


Maker = Callable[["Vooraf", Sequence[str], int], Leverancierstuk]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vooraf:
    """A dossier full of secrets, its home and a supplier who promised secrecy."""

    services: Services
    dossier: DossierId
    leverancier: LeverancierId
    woonplek: WoonplekId


@pytest.fixture
def vooraf(tmp_path: Path) -> Iterator[Vooraf]:
    services = builders.open_services(tmp_path)
    dossier = _filled(services)
    connection = services.context.connection
    home = records.list_where(connection, Woonplek)[0].id
    supplier = records.list_where(connection, Leverancier)[0].id
    assert home and supplier
    yield Vooraf(services=services, dossier=dossier, leverancier=supplier, woonplek=home)
    services.close()


def _pairs(stuk: str) -> list[Lek]:
    shift = STUKKEN.index(stuk)
    pairs = [
        (secret, how)
        for at, secret in enumerate(KANARIES)
        for by, how in enumerate(ALLE)
        if (at + by + shift) % EEN_OP == 0 and not (secret[:3] == "GED" and how in ALLEEN_ECHTE_NAMEN)
    ]
    return [Lek(nr=nr, kanarie=secret, vermomming=how) for nr, (secret, how) in enumerate(pairs, 1)]


def _lacks(leak: Lek) -> bool:
    """Whether the paper font lacks a sign of it, as it is written or composed."""
    return bool(missing_signs(leak.tekst) or missing_signs(unicodedata.normalize("NFC", leak.tekst)))


def _is_broken(leak: Lek, pages: Sequence[tuple[str, str]]) -> bool:
    """Whether the layout took it apart: a line end within a written code, an item of a list, a new page."""
    if all(text.count(f"m{leak.nr:04d}w") == 1 for _, text in pages if f"m{leak.nr:04d}w" in text):
        return True
    return leak.vermomming in BREEKT and not any(leak.tekst in text for _, text in pages)


def _batches(leaks: Sequence[Lek], size: int) -> Iterator[Sequence[Lek]]:
    """Those that can be printed and those that cannot, apart."""
    for is_lacking in (False, True):
        kept = [one for one in leaks if _lacks(one) is is_lacking]
        yield from (kept[at : at + size] for at in range(0, len(kept), size))


def _lines(texts: Sequence[str]) -> list[Opdrachtregel]:
    """Title and demand in turn, each beside words that tell nothing."""
    return [
        regel(text, 1000, eis="Volgens NEN.") if at % 2 else regel("Kluis", 1000, eis=text)
        for at, text in enumerate(texts)
    ]


def _request(vooraf: Vooraf, texts: Sequence[str], at: int) -> Leverancierstuk:
    """Title, demand and unit of the lines, the place and the explanation."""
    services, (place, *more) = vooraf.services, texts or ("één woning",)
    asked = AanvraagId(
        save(
            services,
            Aanvraag(
                dossier_id=vooraf.dossier,
                nummer=f"OFA-2026-{at:03d}",
                aangevraagd_op=builders.VANDAAG,
                plaats=place,
                toelichting="\nOverdag.\n".join(more[::3]),
            ),
        )
    )
    rest = [text for number, text in enumerate(more) if number % 3]
    measure = measure_of(services, vooraf.dossier)
    lines = [
        Aanvraagregel(
            dossier_id=vooraf.dossier,
            aanvraag_id=asked,
            maatregel_id=measure,
            volgorde=number,
            titel=line.titel,
            eis=line.eis,
        )
        for number, line in enumerate(_lines(rest) or WERK, 1)
    ]
    offerte = Offerte(dossier_id=vooraf.dossier, aanvraag_id=asked, leverancier_id=vooraf.leverancier)
    save_all(services, (*lines, offerte))
    return Leverancierstuk(
        document=SoortDocument.OFFERTEAANVRAAG, aanvraag_id=asked, leverancier_id=vooraf.leverancier
    )


def _quote(vooraf: Vooraf, mark: str, at: int) -> OfferteId:
    asked = Aanvraag(dossier_id=vooraf.dossier, nummer=f"OFA-2026-{at:03d}", aangevraagd_op=builders.VANDAAG)
    made = Offerte(
        dossier_id=vooraf.dossier,
        aanvraag_id=AanvraagId(save(vooraf.services, asked)),
        leverancier_id=vooraf.leverancier,
        kenmerk=mark,
    )
    return OfferteId(save(vooraf.services, made))


def _concept(vooraf: Vooraf, texts: Sequence[str], at: int) -> OpdrachtId:
    """An order with the mark of the quote, the agreements, and title and demand of the lines."""
    services, (mark, *more) = vooraf.services, texts or ("",)
    offerte = _quote(vooraf, mark, at) if mark else None
    rest = [text for number, text in enumerate(more) if number % 3]
    return add_opdracht(
        services,
        vooraf.dossier,
        vooraf.leverancier,
        _lines(rest) or WERK,
        nummer=f"OPD-2026-{at + 100}",
        woonplek_id=vooraf.woonplek,
        offerte_id=offerte,
        afspraken="\nOverdag.\n".join(more[::3]),
    )


def _refused_on_submit(vooraf: Vooraf, order: OpdrachtId, versie: int) -> None:
    with pytest.raises(TransitionRefused) as refused:
        vooraf.services.opdrachten.submit(order, versie)
    assert any(
        isinstance(one, Bevinding)
        and one.regel == VRIJGAVE
        and one.ernst is Ernst.BLOKKEERT
        and not one.is_op_te_heffen
        for one in refused.value.findings
    )


def _order(vooraf: Vooraf, texts: Sequence[str], at: int) -> Leverancierstuk:
    made = _concept(vooraf, texts, at)
    if texts:
        _refused_on_submit(vooraf, made, 0)
    sign(vooraf.services, made, vrijgave_reden=REDEN)
    return Leverancierstuk(document=SoortDocument.OPDRACHT, opdracht_id=made)


def _change(vooraf: Vooraf, texts: Sequence[str], at: int) -> Leverancierstuk:
    """A change of an order: title and demand of new lines; a title stands there twice."""
    made = _concept(vooraf, (), at)
    sign(vooraf.services, made)
    lines = _lines(texts) or (regel("Losse paniekknop", 9000),)
    add_versie(vooraf.services, made, 1, lines, omschrijving="De bewoner wil meer.")
    if texts:
        _refused_on_submit(vooraf, made, 1)
    sign(vooraf.services, made, 1, vrijgave_reden=REDEN)
    return Leverancierstuk(document=SoortDocument.OPDRACHT, opdracht_id=made, versie=1)


def _annex(vooraf: Vooraf, texts: Sequence[str], at: int) -> Leverancierstuk:
    """The hour of the visit is all that is typed for it."""
    if at == 1:
        sign(vooraf.services, _concept(vooraf, (), at))
    order = records.find_where(vooraf.services.context.connection, Opdracht, "nummer = ?", ("OPD-2026-101",))
    assert order is not None and order.id is not None
    made = order.id
    visit = Afspraak(
        dossier_id=vooraf.dossier, opdracht_id=made, dag=dt.date(2026, 3, 30), tijd=", overdag, ".join(texts)
    )
    save(vooraf.services, visit)
    return Leverancierstuk(document=SoortDocument.ADRESBIJLAGE, opdracht_id=made)


def _delivery(vooraf: Vooraf, texts: Sequence[str], at: int) -> Leverancierstuk:
    """What is left to do, the certificate, the photographs, and title and demand of the lines.

    The shortest go to the fields of one line, which a reader of the file would get in another order.
    """
    services, (photos, certificate, *more) = vooraf.services, (*sorted(texts, key=len), "", "")
    rest = [text for text in more if text]
    made = add_opdracht(
        services,
        vooraf.dossier,
        vooraf.leverancier,
        _lines(rest[::2]) or WERK,
        nummer=f"OPD-2026-{at + 100}",
        stand=Opdrachtstand.OPGELEVERD,
        woonplek_id=vooraf.woonplek,
    )
    left = rest[1::2] or ["Tweede knop volgt."]
    save_all(
        services,
        [Restpunt(dossier_id=vooraf.dossier, opdracht_id=made, omschrijving=text) for text in left],
    )
    done = Oplevering(
        dossier_id=vooraf.dossier,
        opdracht_id=made,
        opgeleverd_op=builders.VANDAAG,
        fotos=photos or "2026-0101",
        certificaat=certificate or "BE-77",
    )
    save(services, done)
    return Leverancierstuk(document=SoortDocument.OPLEVERSTAAT, opdracht_id=made)


MAKERS: Mapping[str, Maker] = {
    "offerteaanvraag": _request,
    "opdracht": _order,
    "wijziging": _change,
    "adresbijlage": _annex,
    "opleverstaat": _delivery,
}


def _marked(texts: Iterable[tuple[str, str]], hits: Iterable[Treffer]) -> tuple[set[int], set[int]]:
    """The numbers of the leaks in these texts, and those in which a find stands that refuses release.

    A text is named by its key or its page; a leak may run on in the next one.
    """
    starts, whole = {}, ""
    for place, text in texts:
        starts[place] = len(whole)
        whole += f"{text}\n"
    leaks = list(_MARK.finditer(whole))
    found = {
        int(leak[1])
        for hit in blokkeert(hits)
        for at in [starts.get(hit.sleutel or hit.plaats)]
        for leak in leaks
        if at is not None and at + hit.begin < leak.end(2) and at + hit.einde > leak.start(2)
    }
    return {int(leak[1]) for leak in leaks}, found


def _lezer(stuk: str) -> Ontvanger:
    return MONTEUR if stuk == "adresbijlage" else Ontvanger()


@pytest.mark.parametrize("stuk", STUKKEN)
def test_every_secret_and_every_disguise_is_tried(stuk: str) -> None:
    leaks = _pairs(stuk)
    assert min(Counter(one.kanarie for one in leaks).values()) >= 5
    assert min(Counter(one.vermomming for one in leaks).values()) >= 5
    assert {one.kanarie for one in leaks} == set(KANARIES)
    assert {one.vermomming for one in leaks} == set(ALLE)


def _lost_in_file(asked: Aangevraagd, batch: Sequence[Lek]) -> tuple[list[Lek], int]:
    """What the check of the finished file misses, and how many more the layout took apart."""
    assert asked.speurlijst is not None
    pdf = render(asked.snapshot)
    pages = [(place, text) for place, text in read_back(pdf) if place.startswith("blz.")]
    told, seen = _marked(pages, treffers_in_pdf(pdf, asked.speurlijst))
    assert told == {one.nr for one in batch}
    unseen = [one for one in batch if one.nr not in seen]
    lost = [one for one in unseen if not _is_broken(one, pages)]
    return lost, len(unseen) - len(lost)


@pytest.mark.parametrize("stuk", STUKKEN)
def test_no_secret_leaves_on_a_paper(vooraf: Vooraf, stuk: str) -> None:
    papers, tried = vooraf.services.leverancierstukken, _pairs(stuk)
    if stuk == "adresbijlage":  # what it is there to tell
        tried = [one for one in tried if one.kanarie not in (*ADRES, "Snoekbaarspad")]
    missed: list[tuple[str, Lek]] = []
    lacking = broken = printed = 0
    for at, batch in enumerate(_batches(tried, PER_STUK[stuk]), 1):
        asked_for = MAKERS[stuk](vooraf, [one.tekst for one in batch], at)
        asked = papers.request(asked_for, _lezer(stuk), PAPIER)
        hits = papers.treffers(asked_for, _lezer(stuk))
        told, seen = _marked([(one.sleutel, one.tekst) for one in plaatsteksten(asked.snapshot)], hits)
        assert told == {one.nr for one in batch}
        missed += [("stuk", one) for one in batch if one.nr not in seen]
        with pytest.raises((ReleaseRefused, UnprintableText)):
            verify(asked)
        if any(_lacks(one) for one in batch):
            lacking += len(batch)
            if any(missing_signs(one.tekst) for one in batch):
                with pytest.raises(UnprintableText):
                    render(asked.snapshot)
            continue
        lost, apart = _lost_in_file(asked, batch)
        missed += [("pdf", one) for one in lost]
        broken += apart
        printed += len(batch)
    assert lacking + printed == len(tried)
    assert broken <= printed // 10
    assert missed == []


@pytest.mark.parametrize("stuk", STUKKEN)
def test_a_paper_that_tells_nothing_leaves_and_holds_no_secret(vooraf: Vooraf, stuk: str) -> None:
    asked_for = MAKERS[stuk](vooraf, (), 1)
    issued = vooraf.services.leverancierstukken.issue(asked_for, _lezer(stuk), PAPIER)
    texts = read_back(issued.pdf)
    with pikepdf.open(io.BytesIO(issued.pdf)) as document:
        assert str(document.docinfo["/Title"]) == issued.nummer
        assert not document.attachments
    letters = re.sub(r"[\W_]+", "", " ".join(text for _, text in texts)).casefold()
    told = {one for one in KANARIES if re.sub(r"[\W_]+", "", one).casefold() in letters}
    assert told == ({*ADRES, "Snoekbaarspad"} if stuk == "adresbijlage" else set())
    hunted = vooraf.services.leverancierstukken.request(asked_for, _lezer(stuk), PAPIER).speurlijst
    assert hunted is not None
    assert blokkeert(treffers_in_pdf(issued.pdf, hunted, logkop=issued.exemplaar.logkop)) == ()


_NAAM = "mevrouw Fenna van Kwartelslag"


def test_a_reader_who_bears_the_name_gets_no_order(vooraf: Vooraf) -> None:
    order = _order(vooraf, (), 1)
    with pytest.raises(ReleaseRefused):
        vooraf.services.leverancierstukken.issue(order, Ontvanger(naam=_NAAM), PAPIER)


def test_a_name_behind_the_address_of_the_work_stays_off_the_annex(vooraf: Vooraf) -> None:
    services, order = vooraf.services, _order(vooraf, (), 1)
    place = save(
        services, Werklocatie(dossier_id=vooraf.dossier, naam="K", adres=f"Marktplein 3, t.a.v. {_NAAM}")
    )
    kept = records.get(services.context.connection, Opdracht, order.opdracht_id or 0)
    save(services, replace(kept, woonplek_id=None, werklocatie_id=WerklocatieId(place)))
    annex = Leverancierstuk(document=SoortDocument.ADRESBIJLAGE, opdracht_id=order.opdracht_id)
    with pytest.raises(ReleaseRefused):
        services.leverancierstukken.issue(annex, MONTEUR, PAPIER)
