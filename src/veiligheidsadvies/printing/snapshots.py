"""What each printed document may show: frozen, complete, and nothing more than its reader may see.

A service fills a snapshot and the renderer gets nothing else. All words are decided here: a status is the
word that is printed with its group, money is integer cents (ex, btw and incl side by side), a date is a
`datetime.date`. The snapshot is kept with the copy, so a reprint needs no record; `snapshot_json` turns it
into plain data and back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Rubricering(StrEnum):
    """How secret a sheet is; its form on paper tells it as well as the word."""

    STRIKT_VERTROUWELIJK = "STRIKT VERTROUWELIJK"
    VERTROUWELIJK = "VERTROUWELIJK"
    INTERN = "INTERN"
    OPENBAAR = "OPENBAAR"


class Standgroep(StrEnum):
    """The five groups that a status falls in on paper, in the order of the charts."""

    GEREED = "gereed"
    LOOPT = "loopt"
    WACHT = "wacht"
    TE_LAAT = "te_laat"
    VERVALLEN = "vervallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Geld:
    """One amount in cents, three ways; `ex + btw == incl` is what `reconcile` demands."""

    ex: int = 0
    btw: int = 0
    incl: int = 0

    def __add__(self, other: Geld) -> Geld:
        return Geld(ex=self.ex + other.ex, btw=self.btw + other.btw, incl=self.incl + other.incl)


def period(first: int, last: int) -> str:
    """The years of a plan as they are printed."""
    return str(first) if last == first else f"{first}–{last}"


def total(amounts: Iterable[Geld]) -> Geld:
    """The sum in cents of ex, btw and incl apart."""
    result = Geld()
    for amount in amounts:
        result += amount
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """The furniture of every page: band, header fields, footer, QR and watermark.

    `veld_naam` and `veld_waarde` are the second header field: "Dossier" with the code, or "uw eigen" on the
    copy of the bestuurder (a name and a code never stand on one sheet). `organisatie` is the third footer
    line. An empty `watermerk` draws none; otherwise the text is followed by the copy number. `van` is 0 in a
    preview: no copy, and the sheet says so.
    """

    document: str
    rubricering: Rubricering = Rubricering.STRIKT_VERTROUWELIJK
    toevoeging: str = "persoonsbeveiliging"
    exemplaar: int
    van: int
    nummer: str
    logkop: str
    veld_naam: str = "Dossier"
    veld_waarde: str
    ontvanger: str
    datum: dt.date
    organisatie: str
    watermerk: str
    is_fictief: bool = False
    voetregel: str = "Niet kopiëren – na gebruik retour of vernietigen"
    has_qr: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegeven:
    """A fact with its label, such as "Advies CCV" and the dates."""

    label: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vraag:
    """What the reader must do and by when; `dag` is text ("nu", "vrijdag 20 maart")."""

    dag: str
    zin: str
    is_gedaan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handtekening:
    """A place to sign. Without `naam` only the role is printed; `teken` is "handtekening" or "paraaf"."""

    rol: str
    naam: str = ""
    verklaring: str
    teken: str = "handtekening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatregelregel:
    """One measure as a row.

    The second line is made of `code`, `norm` and `advies_ref` (a bare reference: "3.1").

    `tekst` is printed whole below it. `betaler` is the stored word that totals go by, `betaler_woord` the
    printed one. `datum_soort` stands before the date ("termijn"). `in_jaar` is the plan year, `per_jaar` what
    comes back.
    """

    titel: str
    code: str = ""
    norm: str = ""
    advies_ref: str = ""
    tekst: str = ""
    betaler: str
    betaler_woord: str
    verantwoordelijke: str = ""
    stand: str
    groep: Standgroep
    datum: dt.date | None = None
    datum_soort: str = ""
    in_jaar: Geld = Geld()
    per_jaar: Geld = Geld()
    is_af: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Betalerregel:
    """What one payer bears: per `grondslag` on a domain page, over all domains on the first page."""

    betaler: str
    naam: str
    grondslag: str = ""
    in_jaar: Geld = Geld()
    per_jaar: Geld = Geld()


@dataclass(frozen=True, slots=True, kw_only=True)
class Domeinblok:
    """A domain page.

    `domein` is the stored value (wonen, werk, verplaatsen, informatie), `naam` the printed one.
    """

    domein: str
    naam: str
    inleiding: str
    maatregelen: tuple[Maatregelregel, ...] = ()
    in_jaar: Geld = Geld()
    per_jaar: Geld = Geld()
    betalers: tuple[Betalerregel, ...] = ()
    handtekeningen: tuple[Handtekening, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPunt:
    """Something still to be settled: by whom, and the day as text."""

    tekst: str
    wie: str = ""
    dag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call: the number is printed large, the line below it small."""

    telefoon: str
    regel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatregelenplan:
    """The plan of one dossier.

    `jaar` to `tot_jaar` are the years of `in_jaar`; totals are the snapshot's own and are reconciled.
    """

    blad: Blad
    titel: str = "Maatregelenplan"
    inleiding: str
    vragen_kop: str = "Wat vragen wij van u?"
    vragen: tuple[Vraag, ...] = ()
    jaar: int
    tot_jaar: int
    domeinen: tuple[Domeinblok, ...]
    kosten: tuple[Betalerregel, ...]
    bedragen: str = "ramingen"
    in_jaar: Geld = Geld()
    per_jaar: Geld = Geld()
    grondslagen: tuple[Gegeven, ...] = ()
    contacten: tuple[Contact, ...] = ()
    open_punten: tuple[OpenPunt, ...] = ()

    @property
    def periode(self) -> str:
        """`2026`, or `2026–2027`."""
        return period(self.jaar, self.tot_jaar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Domeinkosten:
    """One domain in the summary.

    How many measures, cents incl btw in the year and per year, and when it is done.
    """

    domein: str
    naam: str
    aantal: int
    in_jaar: int
    per_jaar: int
    grondslag: str = ""
    gereed_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begroting:
    """Whether the budget bears it, in cents: `vrij` may be negative (then the paper says what is short)."""

    jaar: int
    totaal: int
    vastgelegd: int
    dit_besluit: int
    vrij: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alinea:
    """A paragraph that opens with a few words in semibold."""

    kop: str = ""
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Samenvatting:
    """The confidential summary.

    The decision and its amounts (cents incl btw), never a name or a single measure.

    `besluit` runs up to the amounts ("Ga akkoord met het maatregelenplan van dossier GED-04:"); `beslisser`
    is the office that signs. `totaal_*` are the snapshot's own totals and are reconciled.
    """

    blad: Blad
    titel: str = "Vertrouwelijke samenvatting"
    besluit: str
    besluit_noot: str = ""
    waarom: tuple[str, ...] = ()
    jaar: int
    tot_jaar: int
    domeinen: tuple[Domeinkosten, ...]
    totaal_aantal: int
    totaal_in_jaar: int
    totaal_per_jaar: int
    begroting: Begroting | None = None
    weten: tuple[Alinea, ...] = ()
    keuzes: tuple[str, ...] = ("akkoord", "akkoord, onder voorwaarde", "eerst bespreken")
    beslisser: str

    @property
    def periode(self) -> str:
        """`2026`, or `2026–2027`."""
        return period(self.jaar, self.tot_jaar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Herstelblad:
    """The recovery sheet.

    14 groups of five characters and the same key as QR; no organisation, no person, no place.
    `blad.veld_naam` is "Kluis", without watermark and without QR of the copy number.
    """

    blad: Blad
    titel: str = "Herstelblad"
    groepen: tuple[str, ...] = field(repr=False)
    qr: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Herstelbladdeel:
    """One of the three parts of a recovery sheet, of which two open the vault.

    `nummer` is 1 to 3, `serie` the two words that are the same on its three parts; who keeps it is the reader
    in `blad`.
    """

    blad: Blad
    titel: str
    nummer: int
    serie: str
    woorden: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Akkoordformulier:
    """A decision on paper, for who has no approval slot.

    What is decided, and the code that is typed back.

    `kenmerk` is the beginning of the SHA-256 of the decided snapshot in hexadecimal, `code` what the program
    asks back, together with name and date.
    """

    blad: Blad
    titel: str = "Akkoord op papier"
    besluit: str
    feiten: tuple[Gegeven, ...] = ()
    kenmerk: str
    code: str = field(repr=False)
    voorsteller: Handtekening
    beslisser: Handtekening
    keuzes: tuple[str, ...] = ("akkoord", "niet akkoord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Geheimhoudingsverklaring:
    """What a supplier and his people promise: general words only, nothing of any dossier.

    `geheim` is what stays secret, `beloften` what they promise, in order. `personen` are the names that sign
    along; without any, lines are left to write on.
    """

    blad: Blad
    titel: str = "Geheimhoudingsverklaring"
    inleiding: str
    partijen: tuple[Gegeven, ...]
    geheim: tuple[str, ...]
    beloften: tuple[str, ...]
    duur: tuple[str, ...]
    gevolgen: tuple[str, ...]
    waarom: tuple[str, ...]
    personen: tuple[str, ...] = ()
    handtekeningen: tuple[Handtekening, ...]
