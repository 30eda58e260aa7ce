"""What an order says to its supplier, and that what is printed is what a second person signed.

`inhoud` is the order without the furniture of a copy (number, reader, day) and without who approved: both
come later. Its digest stands in the approval; a copy is made from it, not from the records of that day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from veiligheidsadvies.domain.aanvraag import Offerte
from veiligheidsadvies.domain.akkoord import Akkoord, WijzeAkkoord
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    OpdrachtregelId,
    Opdrachtversie,
    Versiestand,
    totals,
)
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.printing.leverancier_snapshots import Besteldregel, Btwbedrag, OpdrachtStuk
from veiligheidsadvies.printing.snapshot_json import from_dict, to_dict
from veiligheidsadvies.printing.snapshots import Blad, Gegeven, Geld, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.leverancier_blad import (
    extra_lines,
    is_home,
    own_party,
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


def opdracht_stuk(
    context: Context, opdracht_id: OpdrachtId, versie: int, ontvanger: Ontvanger | None = None
) -> OpdrachtStuk:
    """One version of an order as the records tell it now; NotFound when one of them is gone."""
    opdracht = records.get(context.connection, Opdracht, opdracht_id)
    get_version(context, opdracht_id, versie)
    return opdracht_stuk_van(context, opdracht, list_lines(context, opdracht_id), versie, ontvanger)


def opdracht_stuk_van(
    context: Context,
    opdracht: Opdracht,
    lines: Sequence[Opdrachtregel],
    versie: int,
    ontvanger: Ontvanger | None = None,
) -> OpdrachtStuk:
    """The same of an order that need not be saved; NotFound without a supplier.

    `lines` are those of all its versions, in the order in which they were agreed, each with an id of its own.
    """
    leverancier = records.get(context.connection, Leverancier, opdracht.leverancier_id or 0)
    organisatie = Bladgegevens(context).organisatie()
    numbers = line_numbers(lines)
    own = [line for line in lines if line.versie == versie]
    given = _given_before(context, OpdrachtId(opdracht.id or 0), versie)
    before = [line for line in lines if line.versie in given]
    return OpdrachtStuk(
        blad=_blad(context, opdracht, versie, reader(ontvanger, leverancier)),
        titel=title_of(opdracht, versie),
        wijziging=versie,
        inleiding=_lead(context, opdracht, versie),
        partijen=(supplier_party("Opdrachtnemer", leverancier), own_party("Opdrachtgever", organisatie)),
        wijzigt=_changes(before, own, numbers) if versie else (),
        regels=tuple(_line(line, numbers) for line in own),
        btw=_rates(own),
        totaal=_money(own),
        eerder=_money(before) if versie else None,
        ieder_jaar=_money(line for line in own if line.per_jaar),
        uitvoering=_how(context, opdracht, organisatie, lines),
        afspraken=(*_rules(opdracht, leverancier, versie), *extra_lines(opdracht.afspraken)),
        opdrachtgever=organisatie.contact_naam,
    )


def inhoud(stuk: OpdrachtStuk) -> str:
    """Canonical JSON of what is signed."""
    data = to_dict(replace(stuk, tweede_persoon="", akkoord=""))
    del data["inhoud"]["blad"]
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def inhoud_sha256(inhoud: str) -> str:
    """Hexadecimal SHA-256 of stored content."""
    return hashlib.sha256(inhoud.encode()).hexdigest()


def has_lines(inhoud: str, lines: Sequence[Opdrachtregel], versie: int) -> bool:
    """Whether the lines of a version, with their sums, are still those of stored content.

    `lines` are all lines of the order, in the order in which they were agreed.
    """
    numbers = line_numbers(lines)
    own = [line for line in lines if line.versie == versie]
    now = {
        "regels": [asdict(_line(line, numbers)) for line in own],
        "btw": [asdict(one) for one in _rates(own)],
        "totaal": [asdict(_money(own))],
    }
    try:
        content = json.loads(inhoud)["inhoud"]
        kept = {"regels": content["regels"], "btw": content["btw"], "totaal": [content["totaal"]]}
        return all(_agree(kept[name], rows) for name, rows in now.items())
    except (KeyError, TypeError, AttributeError, ValueError):
        return False


def _agree(kept: Sequence[dict[str, object]], now: Sequence[dict[str, object]]) -> bool:
    """What was stored counts; a field that a later version of the program added was not signed."""
    return len(kept) == len(now) and all(
        all(row[name] == value for name, value in old.items()) for old, row in zip(kept, now, strict=True)
    )


def opdracht_uit_inhoud(inhoud: str, blad: Blad) -> OpdrachtStuk:
    """The order that was signed, on this sheet; ValueError when the text is no order."""
    try:
        data = json.loads(inhoud)
        content = {**data["inhoud"], "blad": to_dict_of(blad)}
        made = from_dict({**data, "inhoud": content})
        if isinstance(made, OpdrachtStuk):
            return made
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no content of an order") from error
    raise ValueError("content of another paper")


def opdracht_van_versie(
    context: Context, opdracht_id: OpdrachtId, versie: int, ontvanger: Ontvanger | None = None
) -> OpdrachtStuk:
    """What is printed of a version: what was laid before the second person, else what the records say now."""
    version = get_version(context, opdracht_id, versie)
    if not version.inhoud or version.stand is Versiestand.CONCEPT:
        return opdracht_stuk(context, opdracht_id, versie, ontvanger)
    opdracht = records.get(context.connection, Opdracht, opdracht_id)
    leverancier = records.get(context.connection, Leverancier, opdracht.leverancier_id or 0)
    blad = _blad(context, opdracht, versie, reader(ontvanger, leverancier))
    stuk = opdracht_uit_inhoud(version.inhoud, blad)
    if version.akkoord_id is None:
        return stuk
    akkoord = records.get(context.connection, Akkoord, version.akkoord_id)
    how = "met eigen sleutel" if akkoord.wijze is WijzeAkkoord.SLEUTEL else "op papier"
    words = f"akkoord {how}, {date_words(akkoord.op.date())}"
    return replace(stuk, tweede_persoon=akkoord.naam, akkoord=words)


def to_dict_of(blad: Blad) -> dict[str, object]:
    """The furniture as plain data, in the form that a snapshot has it in."""
    return {
        name: value.isoformat()
        if name == "datum"
        else str(value)
        if isinstance(value, Rubricering)
        else value
        for name in Blad.__dataclass_fields__
        for value in (getattr(blad, name),)
    }


def title_of(opdracht: Opdracht, versie: int) -> str:
    """`Opdracht OPD-2026-014`, or `Wijziging 1 op opdracht OPD-2026-014`."""
    return f"Wijziging {versie} op opdracht {opdracht.nummer}" if versie else f"Opdracht {opdracht.nummer}"


def get_version(context: Context, opdracht_id: OpdrachtId, versie: int) -> Opdrachtversie:
    """The version of this number; NotFound."""
    found = records.find_where(
        context.connection, Opdrachtversie, "opdracht_id = ? AND nummer = ?", (opdracht_id, versie)
    )
    if found is None:
        raise NotFound(Opdrachtversie.TABEL)
    return found


def list_lines(context: Context, opdracht_id: OpdrachtId) -> list[Opdrachtregel]:
    """All lines of all versions, in the order in which they were agreed."""
    return records.list_where(
        context.connection, Opdrachtregel, "opdracht_id = ?", (opdracht_id,), order="versie, volgorde, id"
    )


def line_numbers(lines: Sequence[Opdrachtregel]) -> dict[OpdrachtregelId | None, int]:
    """The printed number of each line by id: a change of a line keeps the number of that line."""
    numbers: dict[OpdrachtregelId | None, int] = {}
    count = 0
    for line in lines:
        if line.wijzigt_id in numbers and line.wijzigt_id is not None:
            numbers[line.id] = numbers[line.wijzigt_id]
        else:
            count += 1
            numbers[line.id] = count
    return numbers


def _given_before(context: Context, opdracht_id: OpdrachtId, versie: int) -> frozenset[int]:
    found = records.list_where(
        context.connection,
        Opdrachtversie,
        "opdracht_id = ? AND nummer < ? AND stand = ?",
        (opdracht_id, versie, Versiestand.GEGEVEN.value),
    )
    return frozenset(one.nummer for one in found)


def _blad(context: Context, opdracht: Opdracht, versie: int, ontvanger: Ontvanger) -> Blad:
    return sheet(context, "Wijziging" if versie else "Opdracht", opdracht.nummer, ontvanger)


def _lead(context: Context, opdracht: Opdracht, versie: int) -> str:
    if versie:
        return (
            f"Dit verandert aan opdracht {opdracht.nummer}. Wat hier niet staat, blijft zoals het was. "
            "Bewaar dit blad bij de opdracht."
        )
    quote = _quote(context, opdracht)
    where = (
        "Het adres staat hier niet op. U krijgt het in persoon, op een genummerde bijlage."
        if opdracht.draagt_adres
        else "Er staat geen adres op; dat hebt u voor dit werk niet nodig."
    )
    return f"Opdracht voor het werk hieronder{quote}. {where}"


def _quote(context: Context, opdracht: Opdracht) -> str:
    if opdracht.offerte_id is None:
        return ""
    offerte = records.get(context.connection, Offerte, opdracht.offerte_id)
    mark = f" {offerte.kenmerk}" if offerte.kenmerk else ""
    day = f" van {date_words(offerte.ontvangen_op)}" if offerte.ontvangen_op else ""
    return f", volgens uw offerte{mark}{day}"


def _line(line: Opdrachtregel, numbers: dict[OpdrachtregelId | None, int]) -> Besteldregel:
    return Besteldregel(
        nr=numbers[line.id],
        titel=line.titel,
        eis=line.eis,
        aantal=quantity(line.aantal, line.eenheid),
        stuk=line.stukprijs.cents,
        ex=line.ex.cents,
        btw=int(line.btw),
        per_jaar=line.per_jaar,
        wijzigt=numbers[line.id] if line.wijzigt_id is not None else 0,
    )


def _changes(
    before: Sequence[Opdrachtregel],
    own: Sequence[Opdrachtregel],
    numbers: dict[OpdrachtregelId | None, int],
) -> tuple[str, ...]:
    """What becomes of each line that this version touches; made of the lines, so nothing else is told."""
    told: dict[int, str] = {}
    for line in own:
        number = numbers[line.id]
        if number in told:
            continue
        first = line.wijzigt_id or line.id
        old = [one for one in before if first in (one.id, one.wijzigt_id)]
        new = [one for one in own if numbers[one.id] == number]
        told[number] = _change(number, old, new)
    return tuple(told[number] for number in sorted(told))


def _change(number: int, old: Sequence[Opdrachtregel], new: Sequence[Opdrachtregel]) -> str:
    last = new[-1]
    now = sum(one.aantal.honderdsten for one in (*old, *new))
    if not old:
        return f"Regel {number} komt erbij: {last.titel}."
    if not now:
        return f"Regel {number} vervalt: {last.titel}."
    was, unit = sum(one.aantal.honderdsten for one in old), last.eenheid
    if was != now:
        amounts = (quantity(type(last.aantal)(cents), unit) for cents in (was, now))
        return f"Regel {number}, {last.titel}: het aantal gaat van {' naar '.join(amounts)}."
    return f"Regel {number}, {last.titel}: de prijs of de eis verandert, het aantal blijft gelijk."


def _rates(lines: Iterable[Opdrachtregel]) -> tuple[Btwbedrag, ...]:
    return tuple(Btwbedrag(tarief=int(rate), bedrag=sum_.cents) for rate, sum_ in totals(lines).btw)


def _money(lines: Iterable[Opdrachtregel]) -> Geld:
    whole = totals(lines)
    return Geld(ex=whole.ex.cents, btw=whole.incl.cents - whole.ex.cents, incl=whole.incl.cents)


def _how(
    context: Context, opdracht: Opdracht, organisatie: Organisatie, lines: Sequence[Opdrachtregel]
) -> tuple[Gegeven, ...]:
    ready = opdracht.gereed_voor
    number = telephone(organisatie)
    facts = [("Gereed", f"uiterlijk {date_words(ready, weekday=True)}" if ready else "in overleg")]
    if opdracht.draagt_adres:
        kind = "één woning" if is_home(opdracht) else "één werkplek"
        facts.append(("Plaats", f"{kind}; zie de adresbijlage"))
    facts.append(("Dag en uur", f"af te spreken via {number}, niet per e-mail" if number else "in overleg"))
    facts.append(("Bij oplevering", _delivery(context, opdracht, lines)))
    return tuple(Gegeven(label=label, tekst=text) for label, text in facts)


def _delivery(context: Context, opdracht: Opdracht, lines: Sequence[Opdrachtregel]) -> str:
    who = "de bewoner" if is_home(opdracht) else "de gebruiker"
    rest = f"uitleg en alle codes alleen aan {who}"
    return f"certificaat aan ons; {rest}" if needs_certificate(context, lines) else rest


def needs_certificate(context: Context, lines: Sequence[Opdrachtregel]) -> bool:
    """Whether one of the ordered measures is delivered with a certificate only."""
    ids = {line.maatregel_id for line in lines}
    dossiers = {line.dossier_id for line in lines}
    where = "dossier_id = ? AND certificaat_vereist = 1"
    return any(
        one.id in ids
        for dossier_id in dossiers
        for one in records.list_where(context.connection, Maatregel, where, (dossier_id,))
    )


def _rules(opdracht: Opdracht, leverancier: Leverancier, versie: int) -> tuple[str, ...]:
    """What a supplier promises; a change refers to the order, so that it stays one sheet."""
    if versie:
        return (f"De afspraken van opdracht {opdracht.nummer} blijven gelden, ook voor deze wijziging.",)
    papers = "dit papier en de bijlage" if opdracht.draagt_adres else "dit papier"
    return (
        secrecy(leverancier, "deze opdracht"),
        "Uw monteurs hebben een verklaring omtrent het gedrag (VOG) en komen zonder opschrift op auto en "
        "kleding.",
        "U zet geen adres in planning, navigatie, e-mail, foto of factuur. U bewaart geen codes.",
        f"Op de factuur staat alleen: werkzaamheden conform opdracht {opdracht.nummer}.",
        f"U brengt {papers} terug, uiterlijk 24 uur na oplevering.",
    )
