"""The rules R1–R10 of the field as far as these records carry them: each returns findings, none acts.

Services, screens and papers show the same findings; a blocking one says what would lift it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.datum import add_months
from veiligheidsadvies.domain.maatregel import (
    OPEN,
    Betaler,
    Grondslag,
    Maatregel,
    Status,
    Toestemming,
)
from veiligheidsadvies.domain.woonplek import Eigendom, PkvwSoort, Woonplek

PKVW_WAARSCHUWING_MAANDEN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierstand:
    """What the rules look at: the records of one dossier on one day."""

    dag: dt.date
    bestuurder: Bestuurder | None = None
    woonplekken: Sequence[Woonplek] = ()
    adviezen: Sequence[Advies] = ()
    maatregelen: Sequence[Maatregel] = ()

    @property
    def woonplek(self) -> Woonplek | None:
        """The home lived in on the day; the newest when several are."""
        current = [w for w in self.woonplekken if w.is_current(self.dag)]
        return max(current, key=lambda w: w.vanaf or dt.date.min, default=None)

    @property
    def has_pkvw(self) -> bool:
        """The current home holds a valid certificate."""
        return self.woonplek is not None and self.woonplek.has_valid_pkvw(self.dag)

    def advies_of(self, maatregel: Maatregel) -> Advies | None:
        """The advice that the measure came from."""
        return next((a for a in self.adviezen if a.id == maatregel.advies_id), None)


def r1_pkvw(maatregel: Maatregel, stand: Dossierstand) -> list[Bevinding]:
    """R1: an order on ground Regeling needs a valid PKVW certificate on the order date (article 2.9)."""
    if not maatregel.vereist_pkvw:
        return []
    if stand.has_pkvw:
        return [Bevinding(regel="R1", ernst=Ernst.IN_ORDE, code="pkvw_geldig")]
    home = stand.woonplek
    code = "pkvw_ontbreekt"
    if home is not None and home.pkvw_soort is PkvwSoort.VERKLARING:
        code = "pkvw_alleen_verklaring"
    elif home is not None and home.pkvw_vervalt is not None and home.pkvw_vervalt < stand.dag:
        code = "pkvw_verlopen"
    return [Bevinding(regel="R1", ernst=Ernst.BLOKKEERT, code=code, is_op_te_heffen=True)]


def r2_bva(maatregel: Maatregel, stand: Dossierstand) -> list[Bevinding]:
    """R2: an order on ground Regeling needs the date of adoption by the BVA (art. 2.9, fourth paragraph)."""
    if not maatregel.vereist_pkvw:
        return []
    advies = stand.advies_of(maatregel)
    if advies is not None and advies.is_adopted(stand.dag):
        return [
            Bevinding(
                regel="R2", ernst=Ernst.IN_ORDE, code="bva_vastgesteld", data={"datum": advies.bva_datum}
            )
        ]
    code = "advies_ontbreekt" if advies is None else "bva_ontbreekt"
    return [Bevinding(regel="R2", ernst=Ernst.BLOKKEERT, code=code, is_op_te_heffen=True)]


def r3_gebied(stand: Dossierstand) -> list[Bevinding]:
    """R3: the home lies in the own province or gemeente, or has a dispensation (art. 2.9, par. 2)."""
    home = stand.woonplek
    if home is None:
        return [Bevinding(regel="R3", ernst=Ernst.LET_OP, code="woonplek_ontbreekt")]
    if home.in_eigen_gebied:
        return [Bevinding(regel="R3", ernst=Ernst.IN_ORDE, code="woonplek_in_gebied")]
    if home.ontheffing_op and (home.ontheffing_tot is None or home.ontheffing_tot >= stand.dag):
        return [Bevinding(regel="R3", ernst=Ernst.IN_ORDE, code="ontheffing_geldt")]
    code = "ontheffing_verlopen" if home.ontheffing_op else "ontheffing_ontbreekt"
    return [Bevinding(regel="R3", ernst=Ernst.LET_OP, code=code)]


def r4_ambt(stand: Dossierstand) -> list[Bevinding]:
    """R4: the order date lies between certain appointment and end of office (art. 2.9, par. 5)."""
    person = stand.bestuurder
    if person is None or not person.ambt.valt_onder_regeling:
        return []
    if person.is_in_office(stand.dag):
        return [Bevinding(regel="R4", ernst=Ernst.IN_ORDE, code="binnen_ambt")]
    return [Bevinding(regel="R4", ernst=Ernst.BLOKKEERT, code="buiten_ambt", is_op_te_heffen=True)]


def r5_verval(stand: Dossierstand) -> list[Bevinding]:
    """R5: the certificate expires ten years after issue; warns six months before."""
    home = stand.woonplek
    expiry = home.pkvw_vervalt if home and home.pkvw_soort is PkvwSoort.CERTIFICAAT else None
    if expiry is None or add_months(stand.dag, PKVW_WAARSCHUWING_MAANDEN) < expiry:
        return []
    code = "pkvw_verloopt" if expiry >= stand.dag else "pkvw_is_verlopen"
    return [Bevinding(regel="R5", ernst=Ernst.LET_OP, code=code, data={"datum": expiry})]


def r6_pkvw_kosten(maatregelen: Iterable[Maatregel]) -> list[Bevinding]:
    """R6: PKVW is paid by the bestuurder; on the employer's account it asks a fiscal look."""
    wrong = [
        m
        for m in maatregelen
        if m.grondslag is Grondslag.PKVW_EIGEN_REKENING and m.betaler is Betaler.ORGANISATIE
    ]
    return (
        [Bevinding(regel="R6", ernst=Ernst.LET_OP, code="pkvw_op_begroting", data={"aantal": len(wrong)})]
        if wrong
        else []
    )


def r10_verhuizing(stand: Dossierstand) -> list[Bevinding]:
    """R10: after a move the old home's subscriptions end and a new advice is needed."""
    closed = [w.tot for w in stand.woonplekken if w.tot is not None and w.tot < stand.dag]
    home = stand.woonplek
    if not closed or home is None or home.vanaf is None:
        return []
    found = []
    if not any(a.ccv_datum is not None and a.ccv_datum >= home.vanaf for a in stand.adviezen):
        found.append(Bevinding(regel="R10", ernst=Ernst.LET_OP, code="advies_na_verhuizing"))
    old = [
        m
        for m in stand.maatregelen
        if m.domein is Domein.WONEN
        and m.status is Status.IN_BEHEER
        and m.terugkerend
        and (m.opgeleverd_op or dt.date.min) < home.vanaf
    ]
    if old:
        found.append(
            Bevinding(regel="R10", ernst=Ernst.LET_OP, code="abonnement_oud_adres", data={"aantal": len(old)})
        )
    return found


def toestemming(maatregel: Maatregel, stand: Dossierstand) -> list[Bevinding]:
    """A measure on a rented or shared building warns without consent of landlord or VvE."""
    home = stand.woonplek
    if (
        maatregel.domein is not Domein.WONEN
        or home is None
        or home.eigendom not in {Eigendom.HUURDER, Eigendom.VVE}
    ):
        return []
    if maatregel.toestemming is Toestemming.VERKREGEN:
        return []
    return [Bevinding(regel="Toestemming", ernst=Ernst.LET_OP, code="toestemming_ontbreekt")]


def order_findings(maatregel: Maatregel, stand: Dossierstand) -> list[Bevinding]:
    """Everything that an order for this measure meets: R1, R2, R4 block, consent and R3 warn."""
    return [
        *r1_pkvw(maatregel, stand),
        *r2_bva(maatregel, stand),
        *(
            r4_ambt(stand)
            if maatregel.vereist_pkvw or maatregel.grondslag is Grondslag.WERKGEVERSZORG
            else []
        ),
        *(r3_gebied(stand) if maatregel.vereist_pkvw else []),
        *toestemming(maatregel, stand),
    ]


def dossier_findings(stand: Dossierstand) -> list[Bevinding]:
    """What stands on the dossier: blocking first, then warnings, then what is in order; each rule once."""
    waiting = [m for m in stand.maatregelen if m.is_open and m.vereist_pkvw]
    found: list[Bevinding] = []
    if waiting:
        one = r1_pkvw(waiting[0], stand)[0]
        found.append(_with(one, aantal=len(waiting)))
        concept = [m for m in waiting if r2_bva(m, stand)[0].ernst is Ernst.BLOKKEERT]
        found.append(_with(r2_bva(concept[0] if concept else waiting[0], stand)[0], aantal=len(concept)))
    if stand.bestuurder is not None and stand.bestuurder.ambt.valt_onder_regeling:
        found += r3_gebied(stand)
        if any(m.status in OPEN for m in stand.maatregelen):
            found += r4_ambt(stand)
    found += r5_verval(stand) + r6_pkvw_kosten(stand.maatregelen) + r10_verhuizing(stand)
    lacking = [m for m in waiting if toestemming(m, stand)]
    if lacking:
        found.append(_with(toestemming(lacking[0], stand)[0], aantal=len(lacking)))
    order = {Ernst.BLOKKEERT: 0, Ernst.LET_OP: 1, Ernst.IN_ORDE: 2}
    return sorted(found, key=lambda b: order[b.ernst])


def _with(bevinding: Bevinding, **data: object) -> Bevinding:
    return Bevinding(
        regel=bevinding.regel,
        ernst=bevinding.ernst,
        code=bevinding.code,
        data={**bevinding.data, **data},
        is_op_te_heffen=bevinding.is_op_te_heffen,
    )
