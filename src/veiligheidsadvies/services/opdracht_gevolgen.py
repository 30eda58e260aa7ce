"""How the statuses of measures follow the order they are on, through their own history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId, Status
from veiligheidsadvies.domain.opdracht import Opdrachtregel
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_regels import measures_of
from veiligheidsadvies.storage import records

_WAY = (
    Status.AKKOORD,
    Status.OPDRACHT_GEGEVEN,
    Status.INGEPLAND,
    Status.UITGEVOERD,
    Status.OPGELEVERD,
)
"""The statuses that an order gives, in order; none is passed over in the history."""
_FIRST = {Status.WACHT_OP_PKVW: Status.IN_PLAN, Status.OFFERTE_GEVRAAGD: Status.OFFERTE_ONTVANGEN}
"""What lies between a status and akkoord in the life cycle."""
_DAY = {
    Status.AKKOORD: "akkoord_op",
    Status.OPDRACHT_GEGEVEN: "opdracht_op",
    Status.INGEPLAND: "gepland_op",
    Status.UITGEVOERD: "uitgevoerd_op",
    Status.OPGELEVERD: "opgeleverd_op",
}


@dataclass(frozen=True, slots=True)
class Gevolgen:
    """Works inside the action of the order."""

    context: Context
    log: records.Log
    reden: str

    def bring(
        self,
        maatregel_id: MaatregelId,
        naar: Status,
        day: dt.date,
        *,
        akkoord_id: AkkoordId | None = None,
        **velden: Any,
    ) -> None:
        """Take every step of the way up to `naar`; a measure that is there or beyond stays where it is."""
        maatregel = replace(self._get(maatregel_id), **velden)
        for step in _steps(maatregel.status, naar):
            before = maatregel.status
            changed: dict[str, Any] = {"status": step, "status_op": day}
            if step in _DAY:
                changed[_DAY[step]] = day
            maatregel = replace(maatregel, **changed)
            approval = akkoord_id if step is Status.AKKOORD or step in _FIRST.values() else None
            self._note(maatregel, before, step, day, akkoord_id=approval)
        records.save(self.log, maatregel)

    def set(self, maatregel_id: MaatregelId, **velden: Any) -> None:
        """Fields of a measure that come with its order, such as the day that was agreed."""
        records.save(self.log, replace(self._get(maatregel_id), **velden))

    def asked(self, maatregel_id: MaatregelId, naar: Status, day: dt.date, **velden: Any) -> None:
        """Quote asked or received: one step, and none for a measure that is further already."""
        maatregel = self._get(maatregel_id)
        early = {
            Status.OFFERTE_GEVRAAGD: {Status.IN_PLAN, Status.WACHT_OP_PKVW},
            Status.OFFERTE_ONTVANGEN: {Status.OFFERTE_GEVRAAGD},
        }
        if maatregel.status in early[naar]:
            self._note(maatregel, maatregel.status, naar, day)
            records.save(self.log, replace(maatregel, **velden, status=naar, status_op=day))

    def take_back(self, maatregel_id: MaatregelId, naar: Status, day: dt.date, **velden: Any) -> None:
        """Back to an earlier status, as a correction with the reason of the order."""
        maatregel = self._get(maatregel_id)
        if maatregel.status is naar:
            return
        self._note(maatregel, maatregel.status, naar, day, is_correctie=True)
        records.save(self.log, replace(maatregel, status=naar, status_op=day, **velden))

    def before_approval(self, maatregel_id: MaatregelId, akkoorden: Collection[int | None]) -> Status | None:
        """The status from which one of these approvals first brought the measure on; None when none did."""
        lines = records.list_where(
            self.context.connection,
            Statusovergang,
            "maatregel_id = ? AND akkoord_id IS NOT NULL AND is_correctie = 0",
            (maatregel_id,),
        )
        return next((line.van for line in lines if line.akkoord_id in akkoorden), None)

    def before_reason(self, maatregel_id: MaatregelId, reden: str) -> Status | None:
        """The status from which a step with this reason first brought the measure on; None when none did."""
        line = records.find_where(
            self.context.connection,
            Statusovergang,
            "maatregel_id = ? AND reden = ? AND is_correctie = 0",
            (maatregel_id, reden),
        )
        return line.van if line is not None else None

    def _get(self, maatregel_id: MaatregelId) -> Maatregel:
        return records.get(self.context.connection, Maatregel, maatregel_id)

    def _note(
        self,
        maatregel: Maatregel,
        van: Status,
        naar: Status,
        day: dt.date,
        *,
        akkoord_id: AkkoordId | None = None,
        is_correctie: bool = False,
    ) -> None:
        line = Statusovergang(
            maatregel_id=maatregel.id,
            dossier_id=maatregel.dossier_id,
            van=van,
            naar=naar,
            op=day,
            tijdstip=self.context.now(),
            door=self.context.vault.actor,
            reden=self.reden,
            is_correctie=is_correctie,
            akkoord_id=akkoord_id,
        )
        records.save(self.log, line)


def _steps(van: Status, naar: Status) -> Iterable[Status]:
    if van in _WAY:
        return _WAY[_WAY.index(van) + 1 : _WAY.index(naar) + 1]
    first = (_FIRST[van],) if van in _FIRST else ()
    return (*first, *_WAY[: _WAY.index(naar) + 1])


def take_measures_back(
    context: Context,
    log: records.Log,
    lines: Iterable[Opdrachtregel],
    akkoorden: Collection[int | None],
    reden: str,
) -> None:
    """Measures of these lines return to the status from which the approvals of the order brought them on.

    A measure that was agreed on before there was an order stays `akkoord`.
    """
    effects = Gevolgen(context, log, reden)
    for maatregel_id in measures_of(lines):
        maatregel = records.get(context.connection, Maatregel, maatregel_id)
        if maatregel.status not in _WAY or maatregel.status is Status.OPGELEVERD:
            continue
        before = effects.before_approval(maatregel_id, akkoorden)
        velden: dict[str, Any] = dict.fromkeys(("opdracht_op", "gepland_op", "uitgevoerd_op"))
        velden["opdracht_kenmerk"] = ""
        if before is not None:
            velden |= {"akkoord_door": "", "akkoord_op": None}
        effects.take_back(maatregel_id, before or Status.AKKOORD, context.today, **velden)
