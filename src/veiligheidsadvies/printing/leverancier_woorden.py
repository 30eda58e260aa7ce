"""The fixed words on orders and requests, and what stands in their sums, for page and screen alike.

Light, so that a screen can say at every key what the page will say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.printing.snapshots import Geld, Handtekening
from veiligheidsadvies.printing.text import amount, euro

WIJZIGT, TOELICHTING, UITVOERING = "Wat wijzigt?", "Goed om te weten", "Uitvoering"
INDIENEN, AFSPRAKEN, OFFERTE = "Zo dient u in", "Afspraken", "Uw offerte"
NR, WERK, AANTAL, PER_STUK, BTW, ZONDER_BTW = "Nr", "Werk en eis", "Aantal", "Per stuk", "Btw", "Zonder btw"
IN_TE_VULLEN = (ZONDER_BTW, BTW, "Totaal inclusief btw")
OVER_DE_OFFERTE = ("kenmerk van uw offerte", "levertijd in dagen", "geldig tot en met")
JAARLIJKS = "Keert ieder jaar terug; aantal en prijs gelden per jaar."
DATUM = "datum"


class Soort(Enum):
    """What a sum is: what it adds up, whole totals, what was ordered before, and what returns."""

    EX = auto()
    BTW = auto()
    TOTAAL = auto()
    EERDER = auto()
    JAARLIJKS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Som:
    """One sum below the lines, as it is printed."""

    soort: Soort
    label: str
    tekst: str


def below_title(eis: str, *, per_jaar: bool = False, wijzigt: int = 0) -> list[str]:
    """What stands below the title of a line: what it changes, what it must satisfy, that it returns."""
    changed = f"Wijzigt regel {wijzigt}." if wijzigt else ""
    return [text for text in (changed, eis, JAARLIJKS if per_jaar else "") if text]


def is_mixed(snapshot: OpdrachtStuk) -> bool:
    """Whether a line needs its rate: when there is more than one."""
    return len({line.btw for line in snapshot.regels}) > 1


def sums(snapshot: OpdrachtStuk) -> list[Som]:
    """Without btw, the btw of each rate, and what is to be paid; a change tells the new total too."""
    whole, before = snapshot.totaal, snapshot.eerder
    found = [Som(soort=Soort.EX, label=ZONDER_BTW, tekst=amount(whole.ex))]
    found += [
        Som(soort=Soort.BTW, label=f"Btw {one.tarief}%", tekst=amount(one.bedrag)) for one in snapshot.btw
    ]
    if before is None:
        found.append(_total("Totaal inclusief btw", whole))
    else:
        found.append(_total("Deze wijziging inclusief btw", whole))
        earlier = "Opdracht tot nu toe, inclusief btw"
        found.append(Som(soort=Soort.EERDER, label=earlier, tekst=amount(before.incl)))
        found.append(_total("Opdracht na deze wijziging inclusief btw", before + whole))
    if snapshot.ieder_jaar and snapshot.ieder_jaar.incl:
        returning = "Hiervan keert ieder jaar terug, inclusief btw"
        found.append(Som(soort=Soort.JAARLIJKS, label=returning, tekst=euro(snapshot.ieder_jaar.incl)))
    return found


def signers(snapshot: OpdrachtStuk) -> tuple[Handtekening, ...]:
    """Who signs an order: who gives it, the second person, who takes it."""
    blank = "naam in blokletters"
    return (
        Handtekening(
            rol="Opdrachtgever",
            naam=snapshot.opdrachtgever,
            verklaring="" if snapshot.opdrachtgever else blank,
        ),
        Handtekening(
            rol="Tweede persoon (vier ogen)",
            naam=snapshot.tweede_persoon,
            verklaring=snapshot.akkoord or ("" if snapshot.tweede_persoon else blank),
        ),
        Handtekening(rol="Opdrachtnemer, voor akkoord", verklaring=blank),
    )


def _total(label: str, value: Geld) -> Som:
    return Som(soort=Soort.TOTAAL, label=label, tekst=euro(value.incl))
