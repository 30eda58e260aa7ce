"""How a payment, and what a credit note settles, is divided over the lines of a bill, exact to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from veiligheidsadvies.domain.bedrag import Bedrag, excluding_btw, including_btw, spread, total
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services.factuur_boeking import Boeking
from veiligheidsadvies.services.factuur_stand import Deel, Factuurstand, parts


def payment_lines(stand: Factuurstand, amounts: Sequence[Bedrag], booking: Boeking) -> list[Kostenregel]:
    """A payment of a bill or credit note, given for each of its `parts`; negative: money back."""
    sign = stand.factuur.teken
    found = []
    for part, paid in zip(parts(stand), amounts, strict=True):
        if paid:
            ex = _paid_ex(part, paid)
            line = booking.line(part.patroon, SoortKosten.BETALING, ex, paid)
            signed = replace(line, ex=Bedrag(sign * ex.cents), incl=Bedrag(sign * paid.cents))
            found.append(replace(signed, factuur_id=stand.factuur.id))
    return found


def divided(stand: Factuurstand, bedrag: Bedrag) -> list[Bedrag]:
    """A payment divided over the parts of a bill, in proportion to what is open (back: was paid)."""
    sign = stand.factuur.teken
    amount = Bedrag(sign * bedrag.cents)
    return spread(amount, [one.openstaand if amount.cents > 0 else one.betaald for one in parts(stand)])


def settlement(bill: Factuurstand, note: Factuurstand) -> tuple[list[Bedrag], list[Bedrag]]:
    """What a credit note settles of each part of the bill and of its own: first of the lines it credits."""
    open_parts, credited = parts(bill), parts(note)
    given = {part.sleutel: part.openstaand.cents for part in credited}
    same = [Bedrag(min(part.openstaand.cents, given.get(part.sleutel, 0))) for part in open_parts]
    found = {part.sleutel: amount.cents for part, amount in zip(open_parts, same, strict=True)}
    own = [Bedrag(min(part.openstaand.cents, found.get(part.sleutel, 0))) for part in credited]
    open_rest = [part.openstaand - done for part, done in zip(open_parts, same, strict=True)]
    own_rest = [part.openstaand - done for part, done in zip(credited, own, strict=True)]
    rest = min(total(open_rest), total(own_rest))
    more, own_more = spread(rest, open_rest), spread(rest, own_rest)
    return (
        [done + extra for done, extra in zip(same, more, strict=True)],
        [done + extra for done, extra in zip(own, own_more, strict=True)],
    )


def check_payment(stand: Factuurstand, bedrag: Bedrag) -> None:
    """InvalidInput at `bedrag`: nothing, more than is open, or more back than was paid."""
    pays = bedrag.cents * stand.factuur.teken >= 0
    limit = abs((stand.openstaand if pays else stand.betaald).cents)
    if not bedrag:
        raise InvalidInput([Problem("bedrag", "verplicht")])
    if abs(bedrag.cents) > limit:
        reason = "meer_dan_open" if pays else "meer_dan_betaald"
        raise InvalidInput([Problem("bedrag", reason)])


def _paid_ex(part: Deel, paid: Bedrag) -> Bedrag:
    """Without btw: of the last payment what is left of the line, else what gives this amount."""
    rest = part.ex - part.betaald_ex
    is_last = paid == part.openstaand
    if is_last and abs(including_btw(rest, part.patroon.btw).cents - paid.cents) <= 1:
        return rest
    return excluding_btw(paid, part.patroon.btw)
