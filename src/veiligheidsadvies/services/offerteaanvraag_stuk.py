"""What a request for a quote says: the work without prices, and how and when to answer, never by mail."""

from __future__ import annotations

from collections.abc import Sequence

from veiligheidsadvies.domain.aanvraag import Aanvraag, AanvraagId, Aanvraagregel
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.printing.leverancier_snapshots import Gevraagdregel, OfferteaanvraagStuk
from veiligheidsadvies.printing.snapshots import Gegeven, Handtekening
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.leverancier_blad import (
    extra_lines,
    own_party,
    post_address,
    reader,
    secrecy,
    sheet,
    supplier_party,
    telephone,
)
from veiligheidsadvies.services.stuk_blad import Bladgegevens
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_words
from veiligheidsadvies.text.hoeveelheid import quantity

PLAATS = "Plaats van het werk"
"""The one fact that is typed for the request itself."""

_INLEIDING = (
    "Wij vragen uw prijs voor het werk hieronder. Vul de prijzen op dit blad in en geef het terug. "
    "Het adres hoort u pas bij een opdracht."
)


def offerteaanvraag_stuk(
    context: Context,
    aanvraag_id: AanvraagId,
    leverancier_id: LeverancierId,
    ontvanger: Ontvanger | None = None,
) -> OfferteaanvraagStuk:
    """The request to this supplier; NotFound when request or supplier is gone."""
    aanvraag = records.get(context.connection, Aanvraag, aanvraag_id)
    lines = records.list_where(
        context.connection, Aanvraagregel, "aanvraag_id = ?", (aanvraag_id,), order="volgorde, id"
    )
    return offerteaanvraag_van(context, aanvraag, lines, leverancier_id, ontvanger)


def offerteaanvraag_van(
    context: Context,
    aanvraag: Aanvraag,
    lines: Sequence[Aanvraagregel],
    leverancier_id: LeverancierId,
    ontvanger: Ontvanger | None = None,
) -> OfferteaanvraagStuk:
    """The same of a request that need not be saved; `lines` are all its lines, in order."""
    leverancier = records.get(context.connection, Leverancier, leverancier_id)
    organisatie = Bladgegevens(context).organisatie()
    return OfferteaanvraagStuk(
        blad=sheet(context, "Aanvraag", aanvraag.nummer, reader(ontvanger, leverancier)),
        titel=f"Offerteaanvraag {aanvraag.nummer}",
        inleiding=_INLEIDING,
        partijen=(supplier_party("Aan", leverancier), own_party("Van", organisatie)),
        regels=tuple(_line(line, number) for number, line in enumerate(lines, 1)),
        indienen=_how(aanvraag, organisatie),
        toelichting=extra_lines(aanvraag.toelichting),
        afspraken=(
            secrecy(leverancier, "deze aanvraag"),
            "Uw prijzen zijn zonder btw en met alles erin: materiaal, arbeid en reizen.",
            "U maakt geen kopie of foto van dit blad. Doet u geen offerte? Geef het dan leeg terug.",
        ),
        handtekeningen=(
            Handtekening(rol="Leverancier, voor deze offerte", verklaring="naam in blokletters"),
            Handtekening(rol="Opdrachtgever, ontvangen", verklaring="naam in blokletters"),
        ),
    )


def _line(line: Aanvraagregel, number: int) -> Gevraagdregel:
    return Gevraagdregel(
        nr=number,
        titel=line.titel,
        eis=line.eis,
        aantal=quantity(line.aantal, line.eenheid),
        per_jaar=line.per_jaar,
    )


def _how(aanvraag: Aanvraag, organisatie: Organisatie) -> tuple[Gegeven, ...]:
    until = aanvraag.reageren_voor
    where = post_address(organisatie)
    post = f"in persoon of per post aan {where}" if where else "in persoon of per post"
    number = telephone(organisatie)
    ask = f"bel {number} en noem {aanvraag.nummer}; mail hier niet over" if number else "mail hier niet over"
    facts = (
        ("Uiterlijk", date_words(until, weekday=True) if until else "in overleg"),
        ("Hoe", f"{post}, in een dichte envelop; niet per e-mail"),
        (PLAATS, aanvraag.plaats),
        ("Vragen of kijken", ask),
    )
    return tuple(Gegeven(label=label, tekst=text) for label, text in facts if text.strip())
