"""Leverancier: a company that carries out measures, its recognitions, and whether its papers are in order.

What a supplier gets to know is bound to his papers: rule R7 keeps an address from who did not sign for
secrecy (norm 4.11: a secrecy clause with everyone who is hired).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType

from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.controle import check_fields, check_order
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import veld

LeverancierId = NewType("LeverancierId", int)
ErkenningId = NewType("ErkenningId", int)
WAARSCHUWING_DAGEN = 60
"""How long before a paper expires the manager is warned."""
_KVK = re.compile(r"(?!(\d)\1{7})\d{8}", re.ASCII)
_SIGNS_BETWEEN = re.compile(r"[\s.\-]")


class Screening(StrEnum):
    """Where the papers of a supplier stand, the worst of them."""

    VERLOPEN = "verlopen"
    ONTBREEKT = "ontbreekt"
    LET_OP = "let_op"
    IN_ORDE = "in_orde"

    @property
    def woord(self) -> str:
        """As it is said: `let op`."""
        return self.value.replace("_", " ")


class SoortErkenning(StrEnum):
    """What a company may be recognised for."""

    BORG_B = "borg_b"
    BORG_E = "borg_e"
    PKVW = "pkvw_bedrijf"
    WPBR = "wpbr_nd"
    OVERIG = "overig"

    @property
    def woord(self) -> str:
        """The name as the field writes it."""
        return _ERKENNING_WOORD[self]


_ERKENNING_WOORD = {
    SoortErkenning.BORG_B: "BORG-B",
    SoortErkenning.BORG_E: "BORG-E",
    SoortErkenning.PKVW: "PKVW-bedrijf",
    SoortErkenning.WPBR: "Wpbr (ND)",
    SoortErkenning.OVERIG: "overig",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverancier:
    """One supplier; the data of a company, so nothing of it is hidden in privacy mode."""

    TABEL: ClassVar[str] = "leverancier"
    id: LeverancierId | None = None
    naam: str = veld("Naam", zoekbaar=True, maximum=120)
    kvk: str = veld("KvK-nummer", default="", zoekbaar=True, uitleg="Acht cijfers.", maximum=20)
    diensten: str = veld("Diensten", default="", zoekbaar=True, uitleg="Wat dit bedrijf voor u doet.")
    adres: str = veld("Straat en nummer", default="", zoekbaar=True)
    postcode: str = veld("Postcode", default="", maximum=7)
    plaats: str = veld("Plaats", default="", zoekbaar=True)
    contactpersoon: str = veld("Contactpersoon", default="", zoekbaar=True)
    telefoon: str = veld("Telefoon", default="", maximum=40)
    email: str = veld("E-mail", default="")
    mandaat: str = veld(
        "Mandaat en afspraken",
        default="",
        lang=True,
        uitleg="Wie mag bestellen en tot welk bedrag, raamovereenkomst, tarieven.",
    )
    notitie: str = veld("Notitie", default="", lang=True, gedrukt=False)
    vog_bevestigd_op: dt.date | None = veld(
        "VOG bevestigd op",
        default=None,
        uitleg="De dag waarop het bedrijf bevestigde dat ieder die meewerkt een VOG heeft.",
    )
    ghv_getekend_op: dt.date | None = veld("Geheimhouding getekend op", default=None)
    ghv_tot: dt.date | None = veld(
        "Geldig tot en met", default=None, uitleg="Leeg: zonder einddatum afgesproken."
    )
    ghv_personen: str = veld(
        "Personen die meetekenden",
        default="",
        lang=True,
        uitleg="Eén naam op elke regel. Alleen zij mogen een adres zien.",
    )
    is_vervallen: bool = veld("Niet meer gebruiken", default=False)

    @property
    def personen(self) -> tuple[str, ...]:
        """Who signed along, or will, in the order typed."""
        return tuple(line.strip() for line in self.ghv_personen.splitlines() if line.strip())

    def has_valid_ghv(self, day: dt.date) -> bool:
        """Signed on or before `day` and not expired."""
        is_signed = self.ghv_getekend_op is not None and self.ghv_getekend_op <= day
        return is_signed and (self.ghv_tot is None or day <= self.ghv_tot)

    def problems(self) -> list[Problem]:
        """Everything that keeps this supplier from being saved."""
        found = check_fields(self, required=("naam",))
        found += check_order(self, first="ghv_getekend_op", second="ghv_tot")
        if self.kvk and not is_kvk(self.kvk):
            found.append(Problem("kvk", "kvk_vorm"))
        if self.ghv_tot is not None and self.ghv_getekend_op is None:
            found.append(Problem("ghv_getekend_op", "verplicht"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Erkenning:
    """One recognition or licence of a supplier, as BORG-E or a Wpbr licence with its ND number."""

    TABEL: ClassVar[str] = "erkenning"
    id: ErkenningId | None = None
    leverancier_id: LeverancierId | None = None
    soort: SoortErkenning = veld("Erkenning")
    nummer: str = veld("Nummer", zoekbaar=True, maximum=80, uitleg="Bij ‘overig’ ook wat het is.")
    geldig_tot: dt.date | None = veld("Geldig tot en met", default=None)

    def problems(self) -> list[Problem]:
        """Everything that keeps this recognition from being saved."""
        return check_fields(self, required=("nummer",))


def is_kvk(number: str) -> bool:
    """Eight digits, not all the same; the KvK number holds no check digit, so a typing error can pass."""
    return _KVK.fullmatch(number) is not None


def tidy_kvk(typed: str) -> str:
    """Without the spaces, dots and hyphens that people write between the digits."""
    return _SIGNS_BETWEEN.sub("", typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verval:
    """A paper with its last day; `code` begins the codes of its findings, `naam` is how it is called."""

    code: str
    naam: str
    tot: dt.date

    def is_near(self, day: dt.date) -> bool:
        """From sixty days before its last day on, and ever after."""
        return (self.tot - day).days <= WAARSCHUWING_DAGEN


def expiries(leverancier: Leverancier, erkenningen: Iterable[Erkenning]) -> list[Verval]:
    """Everything of a supplier that ends on a day, earliest first."""
    found = [
        Verval(code="erkenning", naam=one.soort.woord, tot=one.geldig_tot)
        for one in erkenningen
        if one.geldig_tot is not None
    ]
    if leverancier.ghv_getekend_op is not None and leverancier.ghv_tot is not None:
        found.append(Verval(code="ghv", naam="Geheimhoudingsverklaring", tot=leverancier.ghv_tot))
    return sorted(found, key=lambda one: (one.tot, one.naam))


def r7_geheimhouding(leverancier: Leverancier, day: dt.date) -> list[Bevinding]:
    """R7: no valid secrecy declaration, no order that bears an address; nothing lifts it."""
    if leverancier.has_valid_ghv(day):
        code = "ghv_geldig" if leverancier.ghv_tot else "ghv_onbepaald"
        return [Bevinding(regel="R7", ernst=Ernst.IN_ORDE, code=code, data={"datum": leverancier.ghv_tot})]
    is_expired = leverancier.ghv_getekend_op is not None and leverancier.ghv_getekend_op <= day
    if is_expired:
        return [
            Bevinding(
                regel="R7",
                ernst=Ernst.BLOKKEERT,
                code="ghv_verlopen",
                data={"datum": leverancier.ghv_tot},
            )
        ]
    return [Bevinding(regel="R7", ernst=Ernst.BLOKKEERT, code="ghv_ontbreekt")]


def screening_findings(
    leverancier: Leverancier, erkenningen: Sequence[Erkenning], day: dt.date
) -> list[Bevinding]:
    """All that is to be said of the papers of a supplier on `day`: the heaviest first."""
    found = [*r7_geheimhouding(leverancier, day), *_lacking(leverancier, erkenningen)]
    for paper in expiries(leverancier, erkenningen):
        if paper.tot < day and paper.code == "ghv":
            continue  # R7 says so already
        if paper.is_near(day):
            code = f"{paper.code}_{'verlopen' if paper.tot < day else 'verloopt'}"
            found.append(_warning(paper.naam, code, naam=paper.naam, datum=paper.tot))
    if leverancier.vog_bevestigd_op is not None and leverancier.vog_bevestigd_op <= day:
        data = {"datum": leverancier.vog_bevestigd_op}
        found.append(Bevinding(regel="VOG", ernst=Ernst.IN_ORDE, code="vog_bevestigd", data=data))
    else:
        found.append(_warning("VOG", "vog_ontbreekt"))
    return sorted(found, key=_weight)


def screening(findings: Iterable[Bevinding]) -> Screening:
    """The state that these findings add up to."""
    heaviest = min(findings, key=_weight, default=None)
    return Screening.IN_ORDE if heaviest is None else _state(heaviest)


def _lacking(leverancier: Leverancier, erkenningen: Sequence[Erkenning]) -> Iterator[Bevinding]:
    if leverancier.ghv_getekend_op is not None and not leverancier.personen:
        yield _warning("GHV", "ghv_personen")
    if not erkenningen:
        yield _warning("Erkenning", "erkenning_geen")
    if not leverancier.kvk:
        yield _warning("KvK", "kvk_geen")


def _warning(regel: str, code: str, **data: object) -> Bevinding:
    return Bevinding(regel=regel, ernst=Ernst.LET_OP, code=code, data=data)


def _state(finding: Bevinding) -> Screening:
    if finding.ernst is Ernst.IN_ORDE:
        return Screening.IN_ORDE
    ending = finding.code.rpartition("_")[2]
    return Screening(ending) if ending in {Screening.VERLOPEN, Screening.ONTBREEKT} else Screening.LET_OP


def _weight(finding: Bevinding) -> tuple[int, int]:
    order = (Ernst.BLOKKEERT, Ernst.LET_OP, Ernst.IN_ORDE)
    return order.index(finding.ernst), list(Screening).index(_state(finding))
