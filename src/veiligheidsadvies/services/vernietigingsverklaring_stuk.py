"""Fills the declaration of destruction from its trace: counts, ground and persons, nothing of the content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from veiligheidsadvies.domain.akkoord import Akkoord, AkkoordId, WijzeAkkoord
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.printing.bewaren_snapshots import Kopieregel, Telling, Vernietigingsverklaring
from veiligheidsadvies.printing.snapshots import Gegeven, Handtekening, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.jaarstuk_blad import MANAGER
from veiligheidsadvies.services.kopie_resten import Kopierest, copies_holding
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import count, date_full, date_words, grouped
from veiligheidsadvies.vault.destruction import is_sweep_asked

_OVERSCHREVEN = "gewist, ruimte overschreven"
_WACHT = "gewist; de ruimte wordt bij de volgende opening van de kluis overschreven"
_GEBLEVEN = {
    Bewaarsoort.DOSSIER: "Gebleven zijn, zonder naam, adres of omschrijving en onder een andere code: "
    "nummers van exemplaren en opdrachten, en bedragen, zo lang als de administratie die bewaart.",
    Bewaarsoort.GELD: "Gebleven zijn de nummers van exemplaren, en de totalen in de afsluiting van elk "
    "boekjaar.",
}
_APART = "De rest van het dossier bleef zoals het was."


def vernietigingsverklaring(
    context: Context, gone: Vernietiging, ontvanger: Ontvanger
) -> Vernietigingsverklaring:
    """What the declaration says to this reader; InvalidInput without one, NotFound without organisation."""
    sheet = Bladgegevens(context).blad(f"Verklaring {gone.nummer}", None, replace(ontvanger, is_eigen=False))
    moment = gone.op.astimezone(context.now().tzinfo)
    return Vernietigingsverklaring(
        blad=replace(
            sheet,
            rubricering=Rubricering.INTERN,
            toevoeging="zonder inhoud van het dossier",
            veld_waarde=gone.code,
            voetregel="Bewaren bij de archiefstukken",
        ),
        inleiding=f"Wij verklaren dat {_what(gone)} op {_moment(moment)} blijvend is vernietigd. "
        "Wat erin stond, staat niet in deze verklaring.",
        grond=(
            Gegeven(
                label="Bewaartermijn", tekst=f"{gone.termijn}, verstreken op {date_full(gone.verstreken_op)}"
            ),
            Gegeven(label="Grond", tekst=gone.grond),
            Gegeven(label="Selectielijst", tekst=f"{gone.selectielijst}, categorie {gone.categorie}"),
            Gegeven(
                label="Geen beletsel", tekst=f"geen bewaarplicht of dreiging ({date_full(moment.date())})"
            ),
        ),
        tellingen=tuple(_counts(gone, _WACHT if is_sweep_asked(context.vault.connection) else _OVERSCHREVEN)),
        gebleven=_GEBLEVEN.get(gone.soort, _APART),
        kopieen=tuple(_copy(one) for one in copies_holding(context, gone)),
        controle=tuple(_checks(gone)),
        handtekeningen=_signatures(context, gone),
    )


def _what(gone: Vernietiging) -> str:
    if gone.soort is Bewaarsoort.DOSSIER:
        return f"het dossier {gone.code} ({gone.periode})"
    if gone.soort is Bewaarsoort.GELD:
        return f"wat onder {gone.code} van een dossier over was"
    kind = gone.soort.woord
    return f"wat in het dossier {gone.code} ({gone.periode}) stond onder ‘{kind}’"


def _moment(moment: dt.datetime) -> str:
    return f"{date_words(moment.date(), weekday=True)} om {moment:%H:%M} uur"


def _counts(gone: Vernietiging, erased: str) -> Iterator[Telling]:
    yield Telling(
        wat="Regels in het dossier", aantal=gone.rijen, hoe=f"geheel of van inhoud ontdaan; {erased}"
    )
    yield Telling(wat="Eerdere standen van die regels", aantal=gone.beelden, hoe=erased)
    yield Telling(
        wat="Concepten en zoekindex",
        aantal=gone.concepten + gone.zoekteksten,
        hoe="gewist, index opnieuw opgebouwd",
    )
    yield Telling(wat="Bijlagen", aantal=gone.bijlagen, hoe="gewist, tenzij een ander dossier ernaar verwees")
    inside = gone.exemplaren - gone.exemplaren_buiten
    outside = f"{count(gone.exemplaren_buiten, 'is', 'zijn')} nog buiten of vermist"
    yield Telling(
        wat="Inhoud van uitgegeven exemplaren",
        aantal=gone.exemplaren,
        hoe=f"{inside} terug of vernietigd, {outside}" if gone.exemplaren else "geen",
    )


def _copy(rest: Kopierest) -> Kopieregel:
    return Kopieregel(
        kenmerk=rest.naam.rpartition(".")[0] or rest.naam,
        gemaakt=rest.gemaakt_op.date(),
        plaats=rest.plaats,
        vervalt=rest.tot,
    )


def _checks(gone: Vernietiging) -> Iterator[Gegeven]:
    yield Gegeven(label="Logregels", tekst=f"vanaf {grouped(gone.logregel + 1)}; het log zelf bleef heel")
    yield Gegeven(label="Logkop", tekst=f"vóór {gone.logkop}; die van daarna staat onderaan dit blad")
    found = f"nog {gone.gevonden} gevonden, in: {gone.plaatsen}" if gone.gevonden else "0 keer gevonden"
    if gone.gezocht:
        yield Gegeven(
            label="Gezocht", tekst=f"op {gone.gezocht} vertrouwelijke gegevens van het dossier: {found}"
        )
    if gone.meegegaan:
        yield Gegeven(
            label="Ook gewist", tekst=f"{gone.meegegaan}, want daarin stond zo’n vertrouwelijk gegeven"
        )
    if gone.papieren:
        which = "de exemplaren" if ", " in gone.papieren else "exemplaar"
        yield Gegeven(
            label="Andere papieren",
            tekst=f"de code {gone.code} staat nog in de bewaarde tekst van {which} {gone.papieren}",
        )


def _signatures(context: Context, gone: Vernietiging) -> tuple[Handtekening, ...]:
    akkoord = records.get(context.connection, Akkoord, gone.akkoord_id or AkkoordId(0))
    way = "met eigen akkoordsleutel" if akkoord.wijze is WijzeAkkoord.SLEUTEL else "op papier"
    day = date_full(akkoord.op.astimezone(context.now().tzinfo).date())
    return (
        Handtekening(rol="Eerste persoon", naam=gone.voorgesteld_door, verklaring=MANAGER),
        Handtekening(rol="Tweede persoon (vier ogen)", naam=akkoord.naam, verklaring=f"Akkoord {way}, {day}"),
    )
