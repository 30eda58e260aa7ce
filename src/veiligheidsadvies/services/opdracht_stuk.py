"""What an order says to its supplier, and the content of it that the second person signs.

Content is the paper without what differs between copies: number, n van m, day, reader, log head, and who
approved. So what is printed is what was signed, on any day and for any reader.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from veiligheidsadvies.domain.aanvraag import Offerte
from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    Opdrachtversie,
    Versiestand,
    totals,
)
from veiligheidsadvies.printing.leverancier_snapshots import Besteldregel, Btwbedrag, OpdrachtStuk
from veiligheidsadvies.printing.snapshot_json import from_dict, to_dict
from veiligheidsadvies.printing.snapshots import Blad, Gegeven, Geld
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.leverancier_blad import Leverancierblad, sentences
from veiligheidsadvies.services.opdracht_lezen import Opdrachtlezer
from veiligheidsadvies.services.uitgifte import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_words
from veiligheidsadvies.text.hoeveelheid import quantity

_BEVROREN = frozenset({Versiestand.VOORGELEGD, Versiestand.AKKOORD, Versiestand.GEGEVEN})
_NOOIT = dt.date(1, 1, 1)
_VOG = (
    "Uw monteurs hebben een verklaring omtrent het gedrag (VOG) en komen zonder opschrift op auto en kleding."
)
_GEEN_ADRES = "U zet geen adres in planning, navigatie, e-mail, foto of factuur. U bewaart geen codes."


def opdracht_stuk(
    context: Context, opdracht_id: OpdrachtId, versie: int, ontvanger: Ontvanger | None = None
) -> OpdrachtStuk:
    """What a version says as the records stand now; NotFound without supplier, version or organisation."""
    reader = Opdrachtlezer(context)
    order, kept = reader.get(opdracht_id), reader.versie(opdracht_id, versie)
    sheets = Leverancierblad.of(context, order.leverancier_id)
    entries = reader.entries(opdracht_id)
    lines = [one for one in entries if one.versie == versie]
    before = _geld(one for one in entries if one.versie in reader.given(opdracht_id) and one.versie < versie)
    whole = totals(lines)
    return OpdrachtStuk(
        blad=sheets.blad("Opdracht", order.nummer, ontvanger),
        titel=_title(order, versie),
        wijziging=versie,
        inleiding=_lead(context, order, versie),
        partijen=sheets.partijen(leverancier="Opdrachtnemer", opdrachtgever="Opdrachtgever"),
        wijzigt=sentences(kept.omschrijving) if versie else (),
        regels=_lines(lines, _places(entries)),
        btw=tuple(Btwbedrag(tarief=int(rate), bedrag=amount.cents) for rate, amount in whole.btw),
        totaal=_geld(lines),
        eerder=before if versie else None,
        ieder_jaar=_geld(returning) if (returning := [one for one in lines if one.per_jaar]) else None,
        uitvoering=_execution(order, sheets, lines),
        afspraken=_agreed(order, sheets),
        opdrachtgever=sheets.organisatie.contact_naam.strip(),
    )


def opdracht_van_versie(
    context: Context, opdracht_id: OpdrachtId, versie: int, ontvanger: Ontvanger | None = None
) -> OpdrachtStuk:
    """What is printed of a version: what was laid before the second person, with who approved it.

    A version that is still being written is made from the records.
    """
    kept = Opdrachtlezer(context).versie(opdracht_id, versie)
    if kept.stand not in _BEVROREN or not kept.inhoud:
        return opdracht_stuk(context, opdracht_id, versie, ontvanger)
    order = Opdrachtlezer(context).get(opdracht_id)
    blad = Leverancierblad.of(context, order.leverancier_id).blad("Opdracht", order.nummer, ontvanger)
    return _approved(context, kept, opdracht_uit_inhoud(kept.inhoud, blad))


def inhoud(stuk: OpdrachtStuk) -> str:
    """Canonical JSON of the paper without what belongs to one copy or to the approval."""
    bare = replace(stuk, blad=_of_copy(stuk.blad, _blank(stuk.blad)), tweede_persoon="", akkoord="")
    return json.dumps(to_dict(bare), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def inhoud_sha256(inhoud: str) -> str:
    """Hexadecimal SHA-256 of content."""
    return hashlib.sha256(inhoud.encode()).hexdigest()


def opdracht_uit_inhoud(inhoud: str, blad: Blad) -> OpdrachtStuk:
    """The paper of that content on the sheet of one copy; ValueError when it is no order."""
    try:
        made = from_dict(json.loads(inhoud))
        if isinstance(made, OpdrachtStuk):
            return replace(made, blad=_of_copy(made.blad, blad))
    except (KeyError, TypeError) as error:
        raise ValueError("no content of an order") from error
    raise ValueError("content of another paper")


def _of_copy(content: Blad, copy: Blad) -> Blad:
    """The sheet of the content with what belongs to one copy."""
    return replace(
        content,
        exemplaar=copy.exemplaar,
        van=copy.van,
        nummer=copy.nummer,
        logkop=copy.logkop,
        ontvanger=copy.ontvanger,
        datum=copy.datum,
        watermerk=copy.watermerk,
        has_qr=copy.has_qr,
    )


def _blank(blad: Blad) -> Blad:
    return replace(
        blad,
        exemplaar=0,
        van=0,
        nummer="",
        logkop="",
        ontvanger="",
        datum=_NOOIT,
        watermerk="",
        has_qr=True,
    )


def _approved(context: Context, kept: Opdrachtversie, paper: OpdrachtStuk) -> OpdrachtStuk:
    if kept.akkoord_id is None:
        return paper
    akkoord = records.get(context.connection, Akkoord, kept.akkoord_id)
    how = "met sleutel" if akkoord.wijze is WijzeAkkoord.SLEUTEL else "op papier"
    return replace(
        paper, tweede_persoon=akkoord.naam, akkoord=f"akkoord {how} op {date_words(akkoord.op.date())}"
    )


def _title(order: Opdracht, versie: int) -> str:
    return f"Wijziging {versie} op opdracht {order.nummer}" if versie else f"Opdracht {order.nummer}"


def _lead(context: Context, order: Opdracht, versie: int) -> str:
    if versie:
        given = f" van {date_words(order.opdracht_op)}" if order.opdracht_op else ""
        return f"Dit wijzigt opdracht {order.nummer}{given}. Wat hier niet staat, blijft zoals het was."
    offer = records.get(context.connection, Offerte, order.offerte_id) if order.offerte_id else None
    after = f", volgens uw offerte{_reference(offer)}" if offer is not None else ""
    where = (
        "Het adres staat hier niet op. U krijgt het in persoon, op een genummerde bijlage."
        if order.draagt_adres
        else "Voor dit werk krijgt u geen adres op papier."
    )
    return f"Opdracht voor het werk hieronder{after}. {where}"


def _reference(offer: Offerte) -> str:
    mark = f" {offer.kenmerk.strip()}" if offer.kenmerk.strip() else ""
    return mark + (f" van {date_words(offer.ontvangen_op)}" if offer.ontvangen_op else "")


def _places(entries: Sequence[Opdrachtregel]) -> dict[int, str]:
    """Where each line stands on the papers of this order, by id: "regel 2 van de opdracht"."""
    found: dict[int, str] = {}
    for versie, group in groupby(entries, key=lambda one: one.versie):
        paper = f"wijziging {versie}" if versie else "de opdracht"
        found |= {one.id or 0: f"regel {nr} van {paper}" for nr, one in enumerate(group, 1)}
    return found


def _lines(lines: Sequence[Opdrachtregel], places: Mapping[int, str]) -> tuple[Besteldregel, ...]:
    return tuple(
        Besteldregel(
            nr=nr,
            titel=one.titel,
            eis=one.eis,
            aantal=quantity(one.aantal, one.eenheid),
            stuk=one.stukprijs.cents,
            ex=one.ex.cents,
            btw=int(one.btw),
            per_jaar=one.per_jaar,
            wijzigt=places.get(one.wijzigt_id, "") if one.wijzigt_id else "",
        )
        for nr, one in enumerate(lines, 1)
    )


def _geld(lines: Iterable[Opdrachtregel]) -> Geld:
    whole = totals(lines)
    return Geld(ex=whole.ex.cents, btw=whole.incl.cents - whole.ex.cents, incl=whole.incl.cents)


def _execution(
    order: Opdracht, sheets: Leverancierblad, lines: Sequence[Opdrachtregel]
) -> tuple[Gegeven, ...]:
    ready = f"uiterlijk {date_words(order.gereed_voor, weekday=True)}" if order.gereed_voor else "in overleg"
    call = f"via {sheets.telefoon}, " if sheets.telefoon else ""
    is_home = order.werklocatie_id is None
    codes = f"uitleg en alle codes alleen aan de {'bewoner' if is_home else 'gebruiker'}"
    wants = any("certificaat" in f"{one.titel} {one.eis}".casefold() for one in lines)
    return (
        Gegeven(label="Gereed", tekst=ready),
        Gegeven(label="Plaats", tekst=place_words(order)),
        Gegeven(label="Dag en uur", tekst=f"af te spreken {call}niet per e-mail"),
        Gegeven(label="Bij oplevering", tekst=f"certificaat aan ons; {codes}" if wants else codes),
    )


def place_words(order: Opdracht) -> str:
    """Where the work is, without saying where."""
    kind = "één woning" if order.werklocatie_id is None else "één gebouw"
    return f"{kind}; zie de adresbijlage" if order.draagt_adres else "u krijgt geen adres op papier"


def _agreed(order: Opdracht, sheets: Leverancierblad) -> tuple[str, ...]:
    until = sheets.leverancier.ghv_tot
    signed = sheets.leverancier.ghv_getekend_op is not None
    promise = f", volgens uw verklaring die geldt tot en met {date_words(until)}" if signed and until else ""
    back = "dit papier en de bijlage" if order.draagt_adres else "dit papier"
    return (
        f"U houdt deze opdracht geheim{promise or (', volgens uw verklaring' if signed else '')}.",
        _VOG,
        _GEEN_ADRES,
        f"Op de factuur staat alleen: werkzaamheden conform opdracht {order.nummer}.",
        f"U brengt {back} terug, uiterlijk 24 uur na oplevering.",
        *sentences(order.afspraken),
    )
