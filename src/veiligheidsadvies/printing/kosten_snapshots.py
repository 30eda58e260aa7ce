"""What the papers on money and copies of one year may show: codes and sums, never a name or an address.

The outside version of the cost overview has no field for a code, a count, a domain or the inside version. All
amounts are cents incl. btw unless a field is `Geld`; `kosten_controle` adds them up again by other routes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from veiligheidsadvies.printing.snapshots import Alinea, Blad, Gegeven, Geld, Handtekening


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenstand:
    """The stations of money in one year: cents incl. btw; `verplicht` is ordered and not yet billed."""

    raming: int = 0
    offerte: int = 0
    verplicht: int = 0
    gefactureerd: int = 0
    betaald: int = 0

    def __add__(self, other: Kostenstand) -> Kostenstand:
        return Kostenstand(
            raming=self.raming + other.raming,
            offerte=self.offerte + other.offerte,
            verplicht=self.verplicht + other.verplicht,
            gefactureerd=self.gefactureerd + other.gefactureerd,
            betaald=self.betaald + other.betaald,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostenrij:
    """One row; `domein` is the stored word of a domain whose tile is drawn, "" for none."""

    naam: str
    domein: str = ""
    stand: Kostenstand


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaargeld:
    """begroot = gefactureerd + verplicht + vrij; `begroot` and `vrij` are None without a budget."""

    begroot: int | None
    gefactureerd: int
    verplicht: int
    vrij: int | None
    betaald: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KostenoverzichtBinnen:
    """The same money by dossier, by domain and by ground, and what others pay beside it."""

    blad: Blad
    titel: str
    ondertitel: str = "binnenversie"
    inleiding: str
    jaar: int
    per_dossier: tuple[Kostenrij, ...]
    per_domein: tuple[Kostenrij, ...]
    per_grondslag: tuple[Kostenrij, ...]
    totaal: Kostenstand
    gebied: str
    """Whose money it is: provincie, gemeente, waterschap."""
    anderen: tuple[Kostenrij, ...] = ()
    geld: Jaargeld
    noot: str = ""
    controle: tuple[Gegeven, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KostenoverzichtBuiten:
    """One line that adds up: any split would say something about few people."""

    blad: Blad
    titel: str
    inleiding: str
    jaar: int
    regel: str
    geld: Jaargeld
    uitleg: tuple[Alinea, ...]
    handtekeningen: tuple[Handtekening, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiscaalrij:
    """What was billed, credits off, of one dossier, fiscal category and payer; `aantal` cost lines."""

    dossier: str
    categorie: str
    betaler: str
    aantal: int
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiscaaltotaal:
    """One fiscal category over all dossiers, and what it means in one sentence."""

    categorie: str
    uitleg: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscaleLijst:
    """For salarisadministratie or fiscalist: what was billed per code and category; no tax is computed."""

    blad: Blad
    titel: str
    inleiding: str
    jaar: int
    regels: tuple[Fiscaalrij, ...]
    totalen: tuple[Fiscaaltotaal, ...]
    totaal: Geld
    gefactureerd: int
    """The same by another route: the billed stations of all payers, cents incl. btw."""
    weten: tuple[Alinea, ...] = ()
    handtekeningen: tuple[Handtekening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractrij:
    """One contract; `opzeggen_voor` is None when it ends by itself or notice was given: `stand` says it."""

    dossier: str
    naam: str
    kenmerk: str
    leverancier: str
    per_jaar: int
    einde: dt.date
    opzeggen_voor: dt.date | None
    stand: str
    is_dringend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractdossier:
    """What the contracts of one dossier cost in a year."""

    dossier: str
    aantal: int
    per_jaar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractenlijst:
    """What goes on until somebody gives notice, the first day to give it in front."""

    blad: Blad
    titel: str
    inleiding: str
    jaar: int
    regels: tuple[Contractrij, ...]
    dossiers: tuple[Contractdossier, ...]
    totaal: int
    weten: tuple[Alinea, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registerrij:
    """One copy; `ontvanger` is an office, a supplier or "eigen exemplaar", never a name.

    `hoort_bij` is a dossier code or the number of an order. `stand_op` is the day of return, destruction or
    loss; `is_na_te_zien` copies get a box for the yearly check.
    """

    nummer: str
    document: str
    deel: str
    hoort_bij: str
    ontvanger: str
    uit: dt.date
    wijze: str
    stand: str
    stand_op: dt.date | None
    noot: str = ""
    is_na_te_zien: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standtotaal:
    """How many copies have this state, by the way they left."""

    stand: str
    papier: int
    versleuteld: int
    open: int
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitgifteregister:
    """Every copy that got a number in one year; `ontbreekt` are numbers that nobody has."""

    blad: Blad
    titel: str
    inleiding: str
    jaar: int
    regels: tuple[Registerrij, ...]
    standen: tuple[Standtotaal, ...]
    totaal: Standtotaal
    ontbreekt: tuple[str, ...] = ()
    controle: tuple[Gegeven, ...] = ()
    handtekeningen: tuple[Handtekening, ...]


Jaarstuk = KostenoverzichtBinnen | KostenoverzichtBuiten | FiscaleLijst | Contractenlijst | Uitgifteregister
"""The papers that are about a year."""
