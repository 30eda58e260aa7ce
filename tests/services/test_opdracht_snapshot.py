"""What the screen says that a supplier reads is what is printed: the same snapshot, and all of its texts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests import builders
from tests.opdrachten import WERK, regel
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import NotFound, TransitionRefused
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import Adreswijze, Opdracht, OpdrachtId, Opdrachtregel
from veiligheidsadvies.printing.leverancier_leest import leesdelen
from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.printing.snapshots import Geld
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.offerteaanvraag_stuk import offerteaanvraag_stuk
from veiligheidsadvies.services.opdracht_concept import ZONDER_NUMMER
from veiligheidsadvies.services.opdracht_stuk import opdracht_stuk
from veiligheidsadvies.services.uitgifte_controle import preview
from veiligheidsadvies.services.vrijgave_leverancier import plaatsteksten

GEMENGD = (
    *WERK,
    regel("Abonnement meldkamer", 12_000, per_jaar=True, eis="Iedere maand een proef."),
    regel("Advies aan huis", 4_550, btw=BtwTarief.LAAG, eenheid="uur", aantal=3),
)
_ROUND = "voorbeeld op het scherm geen uitgegeven exemplaar pagina van zonder nr vervolg datum handtekening"
AROUND = frozenset(_ROUND.split()) | frozenset("·/%–")
"""Words of the sheet itself: the heads of its fields and columns, and that a preview is no copy."""


def _sheet(
    services: Services,
    dossier: DossierId,
    supplier: LeverancierId,
    regels: Sequence[Opdrachtregel] = GEMENGD,
    **over: Any,
) -> tuple[Opdracht, list[Opdrachtregel]]:
    """An order as it stands on the screen, with a line for a measure each."""
    home = builders.add_woonplek(services, dossier, **builders.with_pkvw())
    del home
    advies = builders.add_advies(services, dossier)
    rows = [
        builders.add_maatregel(services, dossier, advies_id=advies, titel=one.titel, status=Status.IN_PLAN)
        for one in regels
    ]
    order, lines = services.opdrachten.concept(dossier, rows, supplier)
    made = [
        replace(one, id=None, dossier_id=dossier, maatregel_id=line.maatregel_id, volgorde=at)
        for at, (one, line) in enumerate(zip(regels, lines, strict=True), 1)
    ]
    given = {"gereed_voor": dt.date(2026, 3, 31), "afspraken": "Alleen overdag.\nBel vooraf.", **over}
    return replace(order, **given), made


def _numbered(stuk: OpdrachtStuk, number: str) -> OpdrachtStuk:
    """The same with a number where it says that there is none yet."""

    def named(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(ZONDER_NUMMER, number)
        if isinstance(value, tuple):
            return tuple(named(one) for one in value)
        if hasattr(value, "__dataclass_fields__"):
            return replace(
                value, **{name: named(getattr(value, name)) for name in value.__dataclass_fields__}
            )
        return value

    made: OpdrachtStuk = named(stuk)
    return made


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _words(text: str) -> set[str]:
    return {word.strip(".,:;()").casefold() for word in text.split()} - {""}


def _column(stuk: Any) -> str:
    return "\n".join(one.tekst for one in leesdelen(stuk))


# --- the same snapshot


@pytest.mark.parametrize("adres", list(Adreswijze))
def test_an_order_that_is_not_saved_says_what_its_paper_will_say(
    services: Services, dossier: DossierId, supplier: LeverancierId, adres: Adreswijze
) -> None:
    order, lines = _sheet(services, dossier, supplier, adres_wijze=adres)
    before = services.context.vault.log_head()
    seen = services.opdrachten.snapshot(order, lines)
    assert services.context.vault.log_head() == before
    assert services.opdrachten.list_lijnen() == []
    row_id = OpdrachtId(services.opdrachten.save_concept(order, lines).row_id or 0)
    assert services.opdrachten.get(row_id).nummer == "OPD-2026-001"
    assert _numbered(seen, "OPD-2026-001") == opdracht_stuk(services.context, row_id, 0)


def test_edits_of_a_saved_order_are_seen_before_they_are_saved(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    order, lines = _sheet(services, dossier, supplier)
    row_id = OpdrachtId(services.opdrachten.save_concept(order, lines).row_id or 0)
    kept = services.opdrachten.get(row_id)
    rest = [one.regel for one in services.opdrachten.beeld(row_id).regels]
    edited = [replace(rest[2], eis="Onder het bureau."), rest[0], replace(rest[1], id=None)]
    typed = replace(kept, afspraken="Alleen op dinsdag.")
    seen = services.opdrachten.snapshot(typed, edited)
    assert seen.regels[0].eis == "Onder het bureau."
    services.opdrachten.save_concept(typed, edited)
    assert seen == opdracht_stuk(services.context, row_id, 0)


def test_a_change_says_its_differences_before_it_is_saved(
    services: Services, dossier: DossierId, supplier: LeverancierId
) -> None:
    order, lines = _sheet(services, dossier, supplier)
    row_id = OpdrachtId(services.opdrachten.save_concept(order, lines, poort_reden="spoed").row_id or 0)
    builders.give_opdracht(services, row_id)
    kept = services.opdrachten.get(row_id)
    _, standing = services.opdrachten.change(row_id)
    first = [
        replace(standing[0], aantal=Aantal(300)),
        replace(standing[1], eis="Nu wel met opslag."),
        *standing[3:],
        replace(standing[2], id=None, titel="Nog een knop"),
    ]
    assert len(_laid(services, kept, first).wijzigt) == 4
    _, standing = services.opdrachten.change(row_id)
    again = [replace(one, stukprijs=Bedrag(99)) if one.titel == "Nog een knop" else one for one in standing]
    assert _laid(services, kept, again).regels[-1].stuk == 99
    with pytest.raises(TransitionRefused):
        services.opdrachten.snapshot(kept, again)


def _laid(services: Services, order: Opdracht, wanted: Sequence[Opdrachtregel]) -> OpdrachtStuk:
    """What was seen of the first change before it was saved, which is what its paper says after."""
    seen = services.opdrachten.snapshot(order, wanted, versie=1)
    services.opdrachten.save_concept(order, wanted, versie=1, omschrijving="Zo is het beter.")
    assert seen == opdracht_stuk(services.context, OpdrachtId(order.id or 0), 1)
    return seen


def test_without_a_supplier_there_is_nothing_to_read(services: Services, dossier: DossierId) -> None:
    order, lines = _sheet(services, dossier, builders.add_leverancier(services))
    with pytest.raises(NotFound):
        services.opdrachten.snapshot(replace(order, leverancier_id=None), lines)


# --- all of its texts, and nothing else


def _full(services: Services, dossier: DossierId, supplier: LeverancierId) -> OpdrachtStuk:
    order, lines = _sheet(services, dossier, supplier)
    return services.opdrachten.snapshot(replace(order, nummer="OPD-2026-009"), lines)


@pytest.fixture(params=["opdracht", "wijziging", "aanvraag"])
def stuk(
    request: pytest.FixtureRequest, services: Services, dossier: DossierId, supplier: LeverancierId
) -> Any:
    """Each with every field filled in that may be."""
    full = _full(services, dossier, supplier)
    if request.param == "opdracht":
        return replace(full, tweede_persoon="mr. K. de Groot", akkoord="akkoord met eigen sleutel")
    if request.param == "wijziging":
        lines = tuple(replace(one, wijzigt=one.nr) for one in full.regels)
        said = ("Regel 1, Alarminstallatie: het aantal gaat van 1 naar 2 stuks.",)
        return replace(full, wijziging=1, wijzigt=said, regels=lines, eerder=Geld(ex=100, btw=21, incl=121))
    asked, regels = services.aanvragen.concept(dossier, [one.id for one in _measures(services, dossier)])
    asked = replace(asked, toelichting="Graag in mei.\nBel vooraf.", reageren_voor=dt.date(2026, 4, 1))
    row = services.aanvragen.save(asked, regels, [supplier]).row_id
    return offerteaanvraag_stuk(services.context, AanvraagId(row or 0), supplier)


def _measures(services: Services, dossier: DossierId) -> list[Any]:
    return services.dossiers.list_maatregelen(dossier)


def test_every_text_of_the_snapshot_is_read(stuk: Any) -> None:
    read = _letters(_column(stuk))
    texts = [
        one
        for one in plaatsteksten(stuk)
        if one.tekst.strip() and one.plaats not in {"blad, datum", "document"}
    ]
    assert len(texts) > 30
    missing = [one.plaats for one in texts if _letters(one.tekst) not in read]
    assert missing == []


def test_what_is_read_is_what_is_printed_word_for_word(stuk: Any) -> None:
    printed = _words(" ".join(page_texts(preview(stuk))))
    read = _words(_column(stuk).replace("– ", " "))
    assert read - printed - AROUND == set()
    assert printed - read - AROUND == set()


def test_a_field_that_is_added_cannot_be_forgotten(stuk: Any) -> None:
    marked = _marked(stuk)
    read = _letters(_column(marked))
    told = [one for one in plaatsteksten(marked) if "kanarie" in one.tekst]
    assert len(told) > 30
    assert [one.plaats for one in told if _letters(one.tekst) not in read] == []


def _marked(value: Any, path: str = "") -> Any:
    """The same with a text of its own in every field of text."""
    if type(value) is str:
        return f"kanarie{path}"
    if isinstance(value, tuple):
        return tuple(_marked(one, f"{path}{at}") for at, one in enumerate(value))
    if hasattr(value, "__dataclass_fields__"):
        fields = value.__dataclass_fields__
        return replace(value, **{name: _marked(getattr(value, name), f"{path}{name}") for name in fields})
    return value
