"""Fills the fiscal list of a year for salarisadministratie or fiscalist (domain reference 1.6): no tax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veiligheidsadvies.domain.kostenregel import FiscaleCategorie
from veiligheidsadvies.domain.maatregel import Betaler
from veiligheidsadvies.printing.kosten_snapshots import Fiscaalrij, Fiscaaltotaal, FiscaleLijst
from veiligheidsadvies.printing.snapshots import Alinea, Geld, Handtekening, total
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.jaarstuk_blad import MANAGER, inside_sheet
from veiligheidsadvies.services.kosten import KostenService
from veiligheidsadvies.services.kosten_overzicht import Fiscaalregel, Kostenoverzicht
from veiligheidsadvies.services.stuk_blad import Bladgegevens, betaler_woord
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger

_CATEGORIE = {
    FiscaleCategorie.ARBO_GERICHT_VRIJGESTELD: (
        "arbo, gericht vrijgesteld",
        "Geadviseerd door het CCV en vastgesteld door BZK, zonder eigen bijdrage.",
    ),
    FiscaleCategorie.VRIJE_RUIMTE_WKR: (
        "vrije ruimte (WKR)",
        "Extra, niet geadviseerd. Graag aanwijzen als loon in de vrije ruimte.",
    ),
    FiscaleCategorie.EIGEN_REKENING: ("eigen rekening", "Voor rekening van de bestuurder zelf."),
    FiscaleCategorie.GEEN_LOON: ("geen loon", "Maatregelen op het werk en aan werkapparatuur."),
    FiscaleCategorie.NADER_BEPALEN: ("nader bepalen", "Nog niet ingedeeld: graag uw oordeel."),
}


def fiscale_lijst(context: Context, jaar: int, ontvanger: Ontvanger) -> FiscaleLijst:
    """The list for this reader; InvalidInput without a reader, NotFound without organisation."""
    name = f"Fiscale lijst {jaar}"
    organisatie = Bladgegevens(context).organisatie()
    overzicht = KostenService(context).kostenoverzicht(jaar)
    rows = tuple(
        Fiscaalrij(
            dossier=one.dossier_code,
            categorie=_CATEGORIE[one.categorie][0],
            betaler=betaler_woord(one.betaler, organisatie),
            aantal=one.aantal,
            bedrag=_three(one),
        )
        for one in overzicht.fiscaal
    )
    blad = inside_sheet(context, name, ontvanger)
    return FiscaleLijst(
        blad=blad,
        titel=name,
        inleiding=f"Gefactureerd in {jaar}, per dossier en fiscale categorie. "
        "Wij rekenen geen belasting\u00a0uit.",
        jaar=jaar,
        regels=rows,
        totalen=tuple(_totals(rows)),
        totaal=total(row.bedrag for row in rows),
        gefactureerd=_billed(overzicht),
        weten=tuple(_notes(overzicht.fiscaal)),
        handtekeningen=(
            Handtekening(rol="Opgesteld", verklaring=MANAGER),
            Handtekening(rol="Verwerkt", verklaring=blad.ontvanger),
        ),
    )


def _three(one: Fiscaalregel) -> Geld:
    return Geld(ex=one.ex.cents, btw=one.btw.cents, incl=one.incl.cents)


def _totals(rows: tuple[Fiscaalrij, ...]) -> Iterator[Fiscaaltotaal]:
    for word, meaning in _CATEGORIE.values():
        found = [row.bedrag for row in rows if row.categorie == word]
        if found:
            yield Fiscaaltotaal(categorie=word, uitleg=meaning, bedrag=total(found))


def _billed(overzicht: Kostenoverzicht) -> int:
    """The same sum by way of the posts instead of the bills."""
    stations = [*overzicht.per_betaler.values(), overzicht.zonder_betaler]
    return sum(one.gefactureerd.cents for one in stations)


def _notes(lines: Iterable[Fiscaalregel]) -> Iterator[Alinea]:
    found = list(lines)
    yield Alinea(
        kop="Wie is wie?",
        tekst=f"Welke code bij wie hoort, vertelt de {MANAGER}. Schrijf het niet op dit blad.",
    )
    yield Alinea(
        kop="Gefactureerd",
        tekst="is na aftrek van creditnota’s. Wat besteld is en nog niet gefactureerd, staat er niet bij.",
    )
    own = FiscaleCategorie.EIGEN_REKENING
    if any(one.categorie is own and one.betaler is Betaler.ORGANISATIE for one in found):
        yield Alinea(
            kop="Let op:",
            tekst="er is iets betaald door de organisatie dat voor eigen rekening is, zoals het "
            "Politiekeurmerk. Dat is niet gedekt door de Regeling; graag fiscaal toetsen.",
        )
    if any(one.categorie is FiscaleCategorie.NADER_BEPALEN for one in found):
        yield Alinea(
            kop="Nog te bepalen:",
            tekst="laat ons weten in welke categorie deze bedragen horen; dan nemen wij dat over.",
        )
