"""From the services to what the screens show: one order, and its next step."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from veiligheidsadvies.domain.errors import ApprovalReason, ApprovalRefused
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtstand, Opdrachtversie, Versiestand
from veiligheidsadvies.gui.screens.opdrachten.order_view import Factuurlijn, Orderlijn, OrderView, Stap
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.opdracht_beeld import Opdrachtbeeld
from veiligheidsadvies.text.formats import amount, count, date_full
from veiligheidsadvies.text.messages import explain

VOORLEGGEN, AKKOORD, GEVEN, BEWERKEN, AFRONDEN, REST_KLAAR, BEVESTIGEN, INTREKKEN = (
    "voorleggen",
    "akkoord",
    "geven",
    "bewerken",
    "afronden",
    "restpunt_klaar",
    "bevestigen",
    "intrekken",
)
_STAND = Opdrachtstand


def read_order(services: Services, opdracht_id: OpdrachtId) -> OrderView:
    """Everything of one order; NotFound when it is gone."""
    seen = services.opdrachten.beeld(opdracht_id)
    bills = services.facturen.list_of_opdracht(opdracht_id)
    view = OrderView(
        opdracht=seen.opdracht,
        dossier_code=seen.dossier.code,
        leverancier=seen.leverancier.naam,
        lijnen=[
            Orderlijn(
                regel=one.regel,
                besteld=one.regel.aantal,
                geleverd=one.geleverd,
                verwacht=one.regel.incl,
                gefactureerd=one.gefactureerd,
                is_certificaat_vereist=one.maatregel.certificaat_vereist,
            )
            for one in seen.regels
        ],
        ex=seen.totaal.ex,
        incl=seen.totaal.incl,
        stap=next_step(seen, services.today, by_recovery=services.by_recovery),
        versies=seen.versies,
        akkoord=seen.akkoord,
        akkoord_bezwaar=seen.akkoord_bezwaar,
        is_akkoord_vervallen=seen.is_akkoord_vervallen,
        afspraak=seen.afspraak,
        opleveringen=seen.opleveringen,
        restpunten=seen.restpunten,
        facturen=[Factuurlijn(factuur=one.factuur, incl=one.incl, betaald=one.betaald) for one in bills],
        exemplaren=seen.exemplaren,
        overgangen=seen.historie,
    )
    is_unpaid = view.opdracht.stand is _STAND.AFGEROND and bool(view.open_facturen)
    return replace(view, stap=_unpaid(view.open_facturen[0])) if is_unpaid else view


def next_step(seen: Opdrachtbeeld, today: dt.date, *, by_recovery: bool = False) -> Stap:
    """One sentence why, and one button; a session opened `by_recovery` sheet approves nothing."""
    newest = max(seen.versies, key=lambda one: one.nummer)
    if newest.stand in {Versiestand.CONCEPT, Versiestand.VOORGELEGD, Versiestand.AKKOORD}:
        return _before(seen, newest, by_recovery=by_recovery)
    stand = seen.opdracht.stand
    open_points = [one for one in seen.restpunten if one.gereed_op is None]
    if stand is _STAND.GEGEVEN:
        return Stap(
            titel="Maak een afspraak met het thuisfront",
            waarom="De leverancier komt pas als er iemand thuis is.",
            actie="afspraak",
            knop="Afspraak maken…",
        )
    if stand is _STAND.INGEPLAND:
        return _planned(seen, today)
    if stand is _STAND.DEELS_OPGELEVERD:
        return _partly(len(open_points))
    if stand is _STAND.OPGELEVERD:
        return _delivered(seen, len(open_points))
    words = {
        _STAND.AFGEROND: "Deze opdracht is afgerond",
        _STAND.GEANNULEERD: "Deze opdracht is geannuleerd",
    }
    return Stap(titel=words.get(stand, "Deze opdracht is ingetrokken"), waarom=seen.opdracht.einde_reden)


def _before(seen: Opdrachtbeeld, newest: Opdrachtversie, *, by_recovery: bool) -> Stap:
    what = f"Wijziging {newest.nummer}" if newest.nummer else "De opdracht"
    edit = "wijziging" if newest.nummer else BEWERKEN
    if newest.stand is Versiestand.CONCEPT:
        return Stap(
            titel=f"{what} is nog een concept",
            waarom="Kijk alles na en leg het voor aan een tweede persoon.",
            actie=edit,
            knop="Verder bewerken",
        )
    if newest.stand is Versiestand.VOORGELEGD and by_recovery:
        return Stap(
            titel=f"{what} wacht op akkoord van een tweede persoon",
            waarom=explain(ApprovalRefused(ApprovalReason.HERSTELBLAD))
            + " Open de kluis met een wachtwoordzin en vraag dan akkoord.",
        )
    if newest.stand is Versiestand.VOORGELEGD:
        return Stap(
            titel=f"{what} wacht op akkoord van een tweede persoon",
            waarom="Met zijn eigen akkoordsleutel, of op papier met een code.",
            actie=AKKOORD,
            knop="Akkoord geven…",
        )
    if seen.akkoord_bezwaar:
        return Stap(
            titel=f"{what} wordt niet gegeven",
            waarom="Kijk na wat er veranderd is, en leg dat opnieuw voor aan een tweede persoon.",
            actie=edit,
            knop="Bewerken…",
        )
    return Stap(
        titel=f"{what} heeft akkoord",
        waarom="Daarna is het bedrag verplicht en gaat het stuk genummerd naar buiten.",
        actie=GEVEN,
        knop="Wijziging geven…" if newest.nummer else "Opdracht geven…",
    )


def _planned(seen: Opdrachtbeeld, today: dt.date) -> Stap:
    one = seen.afspraak
    if one is not None and one.bevestigd_op is None and one.dag >= today:
        return Stap(
            titel="Laat het thuisfront de afspraak bevestigen",
            waarom=f"De leverancier komt op {date_full(one.dag)} {one.tijd}".strip() + ".",
            actie=BEVESTIGEN,
            knop="Bevestigd",
        )
    day = f"De leverancier komt op {date_full(one.dag)}." if one is not None else ""
    return Stap(
        titel="Leg de oplevering vast",
        waarom=day,
        actie="oplevering",
        knop="Oplevering vastleggen…",
    )


def _partly(open_points: int) -> Stap:
    if open_points:
        return Stap(
            titel="Een deel is opgeleverd",
            waarom=f"Nog open: {count(open_points, 'restpunt', 'restpunten')}.",
            actie=REST_KLAAR,
            knop="Restpunt gereed…",
        )
    return Stap(
        titel="Een deel is opgeleverd",
        waarom="Leg de rest vast als zij geleverd is.",
        actie="oplevering",
        knop="Oplevering vastleggen…",
    )


def _delivered(seen: Opdrachtbeeld, open_points: int) -> Stap:
    if open_points:
        return Stap(
            titel="Handel de restpunten af",
            waarom=f"Nog open: {count(open_points, 'restpunt', 'restpunten')}.",
            actie=REST_KLAAR,
            knop="Restpunt gereed…",
        )
    billed = sum(one.gefactureerd.cents for one in seen.regels)
    if billed < seen.totaal.incl.cents:
        return Stap(
            titel="Voer de factuur in",
            waarom="Wat gefactureerd is, wordt vergeleken met wat besteld is.",
            actie="factuur",
            knop="Factuur invoeren…",
        )
    return Stap(
        titel="Rond de opdracht af",
        waarom="Alles is opgeleverd en gefactureerd.",
        actie=AFRONDEN,
        knop="Afronden",
    )


def _unpaid(bill: Factuurlijn) -> Stap:
    due = f", te betalen vóór {date_full(bill.factuur.vervalt_op)}" if bill.factuur.vervalt_op else ""
    return Stap(
        titel="Leg de betaling vast",
        waarom=f"Van factuur {bill.factuur.nummer} staat {amount(bill.openstaand)} open{due}.",
        actie="betaling",
        knop="Betaling vastleggen…",
    )
