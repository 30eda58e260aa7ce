"""What is ticked and signed at delivery: every ordered line, papers and codes, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.aantal import GEEN, Aantal
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    OpdrachtregelId,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.domain.oplevering import Oplevering, Restpunt
from veiligheidsadvies.printing.leverancier_snapshots import Leverregel, OpleverstaatStuk, Restregel, Vinkpunt
from veiligheidsadvies.printing.snapshots import Handtekening
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.leverancier_blad import is_home, reader, sheet
from veiligheidsadvies.services.opdracht_stuk import line_numbers, list_lines, needs_certificate
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import opdracht_table, records
from veiligheidsadvies.text.formats import date_full
from veiligheidsadvies.text.hoeveelheid import quantity

_INLEIDING = (
    "Loop het werk samen na. Vul in wat er geleverd is en zet een kruis bij wat in orde is. "
    "Schrijf geen adres, naam of code op dit blad."
)
EERDER = "Eerder geleverd: "
"""Follows the demand of a line of which a part was delivered."""
_GELEVERD = frozenset({Opdrachtstand.OPGELEVERD, Opdrachtstand.AFGEROND})


def opleverstaat_stuk(
    context: Context, opdracht_id: OpdrachtId, ontvanger: Ontvanger | None = None
) -> OpleverstaatStuk:
    """The sheet of an order: with empty boxes before it is delivered, filled in after."""
    opdracht = records.get(context.connection, Opdracht, opdracht_id)
    leverancier = records.get(context.connection, Leverancier, opdracht.leverancier_id or 0)
    lines = _ordered(context, opdracht_id)
    done = _last_delivery(context, opdracht)
    who = "bewoner" if is_home(opdracht) else "gebruiker"
    return OpleverstaatStuk(
        blad=sheet(context, "Opleverstaat", opdracht.nummer, reader(ontvanger, leverancier)),
        titel=f"Opleverstaat {opdracht.nummer}",
        inleiding=_INLEIDING,
        regels=_lines(context, opdracht_id, lines, is_done=done is not None),
        punten=_checks(done, who, has_certificate=needs_certificate(context, lines)),
        resten=_left(context, opdracht_id, line_numbers(lines)),
        fotos=done.fotos if done else "",
        handtekeningen=(
            Handtekening(rol="Opdrachtnemer", verklaring="heeft dit geleverd; naam in blokletters"),
            Handtekening(rol=who.capitalize(), verklaring="kreeg uitleg en codes; geen naam", teken="paraaf"),
            Handtekening(rol="Opdrachtgever", verklaring="heeft dit ontvangen; naam in blokletters"),
        ),
    )


def _ordered(context: Context, opdracht_id: OpdrachtId) -> list[Opdrachtregel]:
    """The lines of the given versions; before the order is given those of the original."""
    given = records.list_where(
        context.connection,
        Opdrachtversie,
        "opdracht_id = ? AND stand = ?",
        (opdracht_id, Versiestand.GEGEVEN.value),
    )
    counting = {one.nummer for one in given} or {0}
    return [line for line in list_lines(context, opdracht_id) if line.versie in counting]


def _last_delivery(context: Context, opdracht: Opdracht) -> Oplevering | None:
    """What to fill in: only once all is delivered, for the sheet of a next delivery is empty."""
    if opdracht.stand not in _GELEVERD:
        return None
    found = records.list_where(
        context.connection, Oplevering, "opdracht_id = ?", (opdracht.id,), order="opgeleverd_op, id"
    )
    return found[-1] if found else None


@dataclass(slots=True)
class _Sum:
    line: Opdrachtregel
    ordered: Aantal = GEEN
    delivered: Aantal = GEEN


def _lines(
    context: Context, opdracht_id: OpdrachtId, lines: Sequence[Opdrachtregel], *, is_done: bool
) -> tuple[Leverregel, ...]:
    numbers = line_numbers(lines)
    delivered = opdracht_table.delivered(context.connection, opdracht_id)
    sums: dict[int, _Sum] = {}
    for line in lines:
        found = sums.setdefault(numbers[line.id], _Sum(line))
        found.line = line if line.aantal.honderdsten > 0 else found.line
        found.ordered += line.aantal
        found.delivered += delivered.get(line.id or 0, GEEN)
    return tuple(_line(nr, one, is_done=is_done) for nr, one in sums.items() if one.ordered)


def _line(nr: int, one: _Sum, *, is_done: bool) -> Leverregel:
    line = one.line
    is_whole = one.delivered >= one.ordered
    earlier = f"{EERDER}{quantity(one.delivered, line.eenheid)}."
    is_part = bool(one.delivered) and not is_whole
    return Leverregel(
        nr=nr,
        titel=line.titel,
        eis=" ".join(part for part in (line.eis, earlier if is_part else "") if part),
        aantal=quantity(one.ordered, line.eenheid),
        geleverd=quantity(one.delivered, line.eenheid) if is_whole or is_done else "",
        is_af=is_whole,
    )


def _checks(done: Oplevering | None, who: str, *, has_certificate: bool) -> tuple[Vinkpunt, ...]:
    points = []
    if has_certificate or (done and done.certificaat):
        number = done.certificaat if done else ""
        points.append(
            Vinkpunt(
                zin="Certificaat gegeven aan de opdrachtgever, nummer",
                has_lijn=True,
                tekst=number,
                is_gedaan=bool(number),
            )
        )
    until = date_full(done.garantie_tot) if done else ""
    points += [
        Vinkpunt(zin=f"Uitleg gegeven aan de {who}", is_gedaan=bool(done and done.is_uitgelegd)),
        Vinkpunt(
            zin=f"Codes alleen bij de {who}; de monteur bewaart er geen",
            is_gedaan=bool(done and done.codes_bij_bewoner),
        ),
        Vinkpunt(zin="Garantie tot en met", has_lijn=True, tekst=until, is_gedaan=bool(until)),
        Vinkpunt(zin="Alle papieren teruggegeven"),
    ]
    return tuple(points)


def _left(
    context: Context, opdracht_id: OpdrachtId, numbers: dict[OpdrachtregelId | None, int]
) -> tuple[Restregel, ...]:
    found = records.list_where(
        context.connection, Restpunt, "opdracht_id = ? AND gereed_op IS NULL", (opdracht_id,)
    )
    return tuple(
        Restregel(
            nr=str(numbers.get(one.opdrachtregel_id, "")) if one.opdrachtregel_id else "",
            tekst=one.omschrijving,
            dag=date_full(one.termijn),
        )
        for one in found
    )
