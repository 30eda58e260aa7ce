"""The recurring contracts of the example: one to give notice of soon, one that was given notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn

_JAAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Contractplan:
    """`verlengt` and the others are days from now, `ex` cents a payment of so many months."""

    dossier: str
    code: str
    leverancier: str
    naam: str
    kenmerk: str
    verlengt: int
    ex: int
    interval: int = _JAAR
    opzegtermijn: int = 30
    onderhoud: int | None = None
    eindigt: int | None = None
    met_kosten: bool = True


_PLANNEN = (
    Contractplan(
        dossier="GED-01",
        code="W-19",
        leverancier="Oostpolder Meldkamer",
        naam="Alarmtransmissie meldkamer",
        kenmerk="OM-2210",
        verlengt=51,
        ex=332_13,
    ),
    Contractplan(
        dossier="CDK-01",
        code="V-10",
        leverancier="Oostpolder Meldkamer",
        naam="Abonnement mobiele noodknop",
        kenmerk="OM-2178",
        verlengt=165,
        ex=83_03,
        interval=3,
    ),
    Contractplan(
        dossier="CDK-01",
        code="W-21",
        leverancier="Zandoever Installatie",
        naam="Onderhoud alarm en intercom",
        kenmerk="ZI-C-031",
        verlengt=255,
        ex=211_65,
        opzegtermijn=60,
        onderhoud=16,
    ),
    Contractplan(
        dossier="GED-07",
        code="W-19",
        leverancier="Oostpolder Meldkamer",
        naam="Alarmtransmissie meldkamer",
        kenmerk="OM-2194",
        verlengt=98,
        ex=332_13,
        eindigt=98,
        met_kosten=False,
    ),
)
_INGEVOERD, _OPGEZEGD = 36, 5


def plan_contracten(
    services: Services,
    tijd: Tijdlijn,
    dossiers: Mapping[str, DossierId],
    maatregelen: Mapping[tuple[str, str], int],
) -> None:
    """Every contract entered, and notice given of the one whose office ends."""
    for plan in _PLANNEN:
        known: list[int] = []
        tijd.plan(_INGEVOERD, partial(_enter, services, tijd, plan, (dossiers, maatregelen, known)))
        if plan.eindigt is not None:
            tijd.plan(_OPGEZEGD, partial(_give_notice, services, tijd, plan.eindigt, known))


def _enter(
    services: Services,
    tijd: Tijdlijn,
    plan: Contractplan,
    story: tuple[Mapping[str, DossierId], Mapping[tuple[str, str], int], list[int]],
) -> None:
    dossiers, maatregelen, known = story
    supplier = services.leveranciers.get_by_name(plan.leverancier)
    ex = Bedrag(plan.ex)
    contract = Contract(
        dossier_id=dossiers[plan.dossier],
        maatregel_id=MaatregelId(maatregelen[plan.dossier, plan.code]),
        leverancier_id=LeverancierId(supplier.id or 0),
        naam=plan.naam,
        kenmerk=plan.kenmerk,
        ingang=add_months(tijd.over(plan.verlengt), -_JAAR),
        opzegtermijn_dagen=plan.opzegtermijn,
        interval_maanden=plan.interval,
        ex=ex,
        incl=including_btw(ex, BtwTarief.HOOG),
        volgend_onderhoud=None if plan.onderhoud is None else tijd.over(plan.onderhoud),
    )
    known.append(services.contracten.create(contract, met_kosten=plan.met_kosten).row_id or 0)


def _give_notice(services: Services, tijd: Tijdlijn, days: int, known: list[int]) -> None:
    services.contracten.give_notice(known[0], services.today, tijd.over(days))
