"""What a supplier may read, and no more: request, order, annex with the address, and delivery sheet.

None of these types has a place for a person's name or office, a dossier code, a threat, a text of the advice
or another measure; the supplier refers to a number. *What* and *where* never stand on one sheet: the order
holds no address, the annex holds nothing else. Amounts are cents, quantities are printed words.
"""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.printing.snapshots import Blad, Gegeven, Geld, Handtekening


@dataclass(frozen=True, slots=True, kw_only=True)
class Partij:
    """Who orders or who carries out: a heading and the lines of a letterhead."""

    kop: str
    regels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gevraagdregel:
    """One line to quote for; `aantal` is printed with its unit ("2", "16 m²")."""

    nr: int
    titel: str
    eis: str = ""
    aantal: str
    per_jaar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferteaanvraagStuk:
    """A request for a quote: the order without prices, with room to write them."""

    blad: Blad
    titel: str
    inleiding: str
    partijen: tuple[Partij, ...]
    regels: tuple[Gevraagdregel, ...]
    indienen: tuple[Gegeven, ...]
    toelichting: tuple[str, ...] = ()
    afspraken: tuple[str, ...] = ()
    handtekeningen: tuple[Handtekening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Besteldregel:
    """One ordered line; in a change `aantal` and `ex` are differences, and `wijzigt` is the line it is about.

    `stuk` is the price of one piece without btw, `ex` that of the line, `btw` the rate in percent; cents.
    """

    nr: int
    titel: str
    eis: str = ""
    aantal: str
    stuk: int
    ex: int
    btw: int
    per_jaar: bool = False
    wijzigt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Btwbedrag:
    """What the lines of one rate (percent) bear of btw, in cents."""

    tarief: int
    bedrag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpdrachtStuk:
    """An order, or a change of one (`wijziging` from 1): what, and to the cent.

    `eerder` is what was ordered before a change. `ieder_jaar` is the part of `totaal` that returns each year.
    `tweede_persoon` and `akkoord` are filled in when somebody approved, which is after this was signed.
    """

    blad: Blad
    titel: str
    wijziging: int = 0
    inleiding: str
    partijen: tuple[Partij, ...]
    wijzigt: tuple[str, ...] = ()
    regels: tuple[Besteldregel, ...]
    btw: tuple[Btwbedrag, ...]
    totaal: Geld
    eerder: Geld | None = None
    ieder_jaar: Geld | None = None
    uitvoering: tuple[Gegeven, ...]
    afspraken: tuple[str, ...]
    opdrachtgever: str = ""
    tweede_persoon: str = ""
    akkoord: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdresbijlageStuk:
    """Where the work is, and nothing of what, why or for whom; handed over in person to `blad.ontvanger`.

    The copy number stands in the same box as the address, so that no photograph of the address lacks it.
    """

    blad: Blad
    titel: str = "Adresbijlage"
    inleiding: str
    adres: tuple[str, ...]
    bezoek: tuple[Gegeven, ...]
    omgang: tuple[str, ...]
    retour: str
    bewijs: str = "blijft bij de afzender\nen noemt geen adres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverregel:
    """One line to be delivered; `geleverd` is empty until it is known, then it needs no box."""

    nr: int
    titel: str
    eis: str = ""
    aantal: str
    geleverd: str = ""
    is_af: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vinkpunt:
    """Something to tick at delivery, with a line behind it to write on; `tekst` fills that in."""

    zin: str
    tekst: str = ""
    has_lijn: bool = False
    is_gedaan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Restregel:
    """What is left to do, at which line ("2") and by when, as printed."""

    nr: str = ""
    tekst: str
    dag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpleverstaatStuk:
    """The sheet that is ticked and signed at the work: line by line, papers and codes, what is left to do."""

    blad: Blad
    titel: str
    inleiding: str
    regels: tuple[Leverregel, ...]
    punten: tuple[Vinkpunt, ...]
    resten: tuple[Restregel, ...] = ()
    fotos: str = ""
    handtekeningen: tuple[Handtekening, ...]
