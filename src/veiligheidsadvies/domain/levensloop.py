"""The life cycle of a measure: one table that forms, board, rules and tests read (domain reference 6.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from veiligheidsadvies.domain.maatregel import OPEN, Betaler, Grondslag, Maatregel, Status

S = Status


class Eis(StrEnum):
    """What a transition may ask beside fields of the measure itself."""

    BEDRAG = "bedrag"
    REDEN = "reden"
    AKKOORD = "akkoord"


class Voorwaarde(StrEnum):
    """What must be true of the measure; each has a sentence in `text.bevindingen`."""

    REGELING_ZONDER_PKVW = "regeling_zonder_pkvw"
    PKVW_OF_SPOED = "pkvw_of_spoed"
    GEEN_KOSTEN = "geen_kosten"
    EIGEN_UITVOERING = "eigen_uitvoering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overgang:
    """One permitted step. `velden` must be filled, `eisen` are asked, `mag` may be filled in passing."""

    van: frozenset[Status]
    naar: Status
    velden: tuple[str, ...] = ()
    eisen: tuple[Eis, ...] = ()
    mag: tuple[str, ...] = ()
    voorwaarde: Voorwaarde | None = None
    is_correctie: bool = False


VOOR_OPDRACHT = frozenset(
    {
        S.GEADVISEERD,
        S.IN_PLAN,
        S.WACHT_OP_PKVW,
        S.OFFERTE_GEVRAAGD,
        S.OFFERTE_ONTVANGEN,
        S.AKKOORD,
        S.BESPROKEN,
    }
)
VOOR_OPLEVERING = VOOR_OPDRACHT | {S.OPDRACHT_GEGEVEN, S.INGEPLAND, S.UITGEVOERD}


def _step(van: Iterable[Status], naar: Status, **what: Any) -> Overgang:
    return Overgang(van=frozenset(van), naar=naar, **what)


OVERGANGEN: tuple[Overgang, ...] = (
    _step({S.GEADVISEERD}, S.IN_PLAN, velden=("betaler", "grondslag", "verantwoordelijke"), mag=("termijn",)),
    _step({S.IN_PLAN}, S.WACHT_OP_PKVW, voorwaarde=Voorwaarde.REGELING_ZONDER_PKVW),
    _step({S.WACHT_OP_PKVW}, S.IN_PLAN, voorwaarde=Voorwaarde.PKVW_OF_SPOED),
    _step({S.IN_PLAN, S.WACHT_OP_PKVW}, S.OFFERTE_GEVRAAGD, velden=("leverancier",)),
    _step({S.OFFERTE_GEVRAAGD}, S.OFFERTE_ONTVANGEN, velden=("offerte_geldig_tot",), eisen=(Eis.BEDRAG,)),
    _step(
        {S.IN_PLAN, S.OFFERTE_ONTVANGEN},
        S.AKKOORD,
        velden=("akkoord_door", "akkoord_op"),
        eisen=(Eis.BEDRAG,),
    ),
    _step(
        {S.AKKOORD},
        S.OPDRACHT_GEGEVEN,
        velden=("opdracht_kenmerk", "opdracht_op"),
        eisen=(Eis.BEDRAG,),
        mag=("leverancier",),
    ),
    _step({S.IN_PLAN}, S.INGEPLAND, velden=("gepland_op",), voorwaarde=Voorwaarde.EIGEN_UITVOERING),
    _step({S.OPDRACHT_GEGEVEN}, S.INGEPLAND, velden=("gepland_op",)),
    _step({S.INGEPLAND}, S.UITGEVOERD, velden=("uitgevoerd_op",)),
    _step({S.UITGEVOERD}, S.OPGELEVERD, velden=("opgeleverd_op",), mag=("certificaat",)),
    _step({S.OPGELEVERD}, S.IN_BEHEER, velden=("volgende_op",)),
    _step({S.OPGELEVERD, S.IN_BEHEER}, S.AFGEWIKKELD, mag=("afgewikkeld_op", "einde_besluit")),
    _step({S.GEADVISEERD}, S.BESPROKEN, velden=("besproken_op",), voorwaarde=Voorwaarde.GEEN_KOSTEN),
    _step({S.BESPROKEN}, S.TOEGEPAST, velden=("toegepast_op",), mag=("herhalen_op",)),
    _step({S.TOEGEPAST}, S.BESPROKEN, velden=("besproken_op",), voorwaarde=Voorwaarde.GEEN_KOSTEN),
    _step(VOOR_OPDRACHT, S.BESTUURDER_ZIET_AF, velden=("status_op",), eisen=(Eis.REDEN,)),
    _step(VOOR_OPDRACHT, S.AFGEWEKEN, eisen=(Eis.REDEN, Eis.AKKOORD)),
    _step(VOOR_OPLEVERING, S.VERVALLEN, eisen=(Eis.REDEN,)),
    _step(OPEN, S.DOOR_STELSEL_OVERGENOMEN, velden=("bevoegd_gezag", "overgenomen_op")),
)


class Bordkolom(StrEnum):
    """The six columns of the board."""

    IN_PLAN = "in_plan"
    WACHT_OP_PKVW = "wacht_op_pkvw"
    OFFERTE = "offerte"
    OPDRACHT = "opdracht"
    UITVOERING = "uitvoering"
    GEREED = "gereed"


BORD: dict[Bordkolom, tuple[frozenset[Status], Status]] = {
    Bordkolom.IN_PLAN: (frozenset({S.GEADVISEERD, S.IN_PLAN, S.BESPROKEN}), S.IN_PLAN),
    Bordkolom.WACHT_OP_PKVW: (frozenset({S.WACHT_OP_PKVW}), S.WACHT_OP_PKVW),
    Bordkolom.OFFERTE: (frozenset({S.OFFERTE_GEVRAAGD, S.OFFERTE_ONTVANGEN}), S.OFFERTE_GEVRAAGD),
    Bordkolom.OPDRACHT: (frozenset({S.AKKOORD, S.OPDRACHT_GEGEVEN}), S.AKKOORD),
    Bordkolom.UITVOERING: (frozenset({S.INGEPLAND, S.UITGEVOERD}), S.INGEPLAND),
    Bordkolom.GEREED: (frozenset({S.OPGELEVERD, S.IN_BEHEER, S.AFGEWIKKELD, S.TOEGEPAST}), S.OPGELEVERD),
}
"""Column → the statuses it shows, and what a drop on it means."""


def step(van: Status, naar: Status) -> Overgang | None:
    """The transition between two statuses, or None when the life cycle has none (a correction apart)."""
    return next((o for o in OVERGANGEN if van in o.van and o.naar is naar), None)


def correction(van: Status, naar: Status) -> Overgang:
    """Back to the status before, with a reason; appended to the history."""
    return Overgang(van=frozenset({van}), naar=naar, eisen=(Eis.REDEN,), is_correctie=True)


def targets(van: Status) -> tuple[Status, ...]:
    """Where a measure can go from here, in the order of the table."""
    return tuple(o.naar for o in OVERGANGEN if van in o.van)


def _own_work(m: Maatregel) -> bool:
    return m.eigen_uitvoering or m.betaler in {Betaler.BESTUURDER, Betaler.STELSEL}


def condition_holds(condition: Voorwaarde | None, maatregel: Maatregel, *, has_pkvw: bool) -> bool:
    """Whether `maatregel` may take a step with this condition (the override by spoed and Akkoord apart)."""
    tests: dict[Voorwaarde, Callable[[], bool]] = {
        Voorwaarde.REGELING_ZONDER_PKVW: lambda: maatregel.vereist_pkvw and not has_pkvw,
        Voorwaarde.PKVW_OF_SPOED: lambda: has_pkvw or not maatregel.vereist_pkvw,
        Voorwaarde.GEEN_KOSTEN: lambda: maatregel.grondslag is Grondslag.GEEN_KOSTEN,
        Voorwaarde.EIGEN_UITVOERING: lambda: _own_work(maatregel),
    }
    return condition is None or tests[condition]()


VAN_DE_MAATREGEL = frozenset({"betaler", "grondslag", "verantwoordelijke", "leverancier"})
"""What is filled in for several measures together leaves these where they are known."""


def step_fields(naar: Status) -> frozenset[str]:
    """Every field of the measure that may be filled in on the way to this status."""
    found = {name for o in OVERGANGEN if o.naar is naar for name in (*o.velden, *o.mag)}
    return frozenset(found | ({"betaler", "grondslag"} if naar is S.OPDRACHT_GEGEVEN else set()))


def entering(maatregel: Maatregel, naar: Status) -> Maatregel:
    """The measure as it takes this step: what is discussed again begins again with empty days.

    A step that asks its own day (`status_op`) asks it anew.
    """
    overgang = step(maatregel.status, naar)
    if overgang is not None and "status_op" in overgang.velden:
        return replace(maatregel, status_op=None)
    if maatregel.status is S.TOEGEPAST and naar is S.BESPROKEN:
        return replace(maatregel, besproken_op=None, toegepast_op=None, herhalen_op=None)
    return maatregel


def missing_fields(overgang: Overgang, maatregel: Maatregel) -> tuple[str, ...]:
    """Fields of the measure that this step demands and that are still empty."""
    wanted = list(overgang.velden)
    if overgang.naar is S.OPDRACHT_GEGEVEN:
        wanted += ["betaler", "grondslag"]  # the gates of an order go by them
    if overgang.naar is S.OPGELEVERD and maatregel.certificaat_vereist:
        wanted.append("certificaat")
    if overgang.naar is S.AFGEWIKKELD and not overgang.is_correctie and maatregel.terugkerend:
        wanted += ["afgewikkeld_op", "einde_besluit"]
    return tuple(name for name in wanted if getattr(maatregel, name) in (None, ""))
