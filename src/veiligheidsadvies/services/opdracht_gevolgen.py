"""How the statuses of measures follow the order they are on, through their own history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId, Status
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.storage import records

_WAY = (
    Status.AKKOORD,
    Status.OPDRACHT_GEGEVEN,
    Status.INGEPLAND,
    Status.UITGEVOERD,
    Status.OPGELEVERD,
)
"""The statuses that an order gives, in order; none is passed over in the history."""
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
        akkoord_id: int | None = None,
        **velden: Any,
    ) -> None:
        """Take every step of the way up to `naar`; a measure that is there or beyond stays where it is."""
        maatregel = replace(self._get(maatregel_id), **velden)
        if maatregel.status not in _WAY:
            steps: Sequence[Status] = _WAY[: _WAY.index(naar) + 1]
        else:
            steps = _WAY[_WAY.index(maatregel.status) + 1 : _WAY.index(naar) + 1]
        before = maatregel.status
        for step in steps:
            changed: dict[str, Any] = {"status": step, "status_op": day, _DAY[step]: day}
            maatregel = replace(maatregel, **changed)
            approval = akkoord_id if step is Status.AKKOORD else None
            self._note(maatregel, before, step, day, akkoord_id=approval)
            before = step
        records.save(self.log, maatregel)

    def asked(self, maatregel_id: MaatregelId, naar: Status, day: dt.date, **velden: Any) -> None:
        """Quote asked or received: one step, and none for a measure that is further already."""
        maatregel = self._get(maatregel_id)
        early = {
            Status.OFFERTE_GEVRAAGD: {Status.IN_PLAN, Status.WACHT_OP_PKVW},
            Status.OFFERTE_ONTVANGEN: {Status.OFFERTE_GEVRAAGD},
        }
        moved = replace(maatregel, **velden)
        if maatregel.status in early[naar]:
            self._note(moved, maatregel.status, naar, day)
            moved = replace(moved, status=naar, status_op=day)
        records.save(self.log, moved)

    def take_back(self, maatregel_id: MaatregelId, naar: Status, day: dt.date, **velden: Any) -> None:
        """Back to an earlier status, as a correction with the reason of the order."""
        maatregel = self._get(maatregel_id)
        if maatregel.status is naar:
            return
        self._note(maatregel, maatregel.status, naar, day, is_correctie=True)
        records.save(self.log, replace(maatregel, status=naar, status_op=day, **velden))

    def before_approval(self, maatregel_id: MaatregelId, akkoord_id: int | None) -> Status | None:
        """The status from which this approval brought the measure to akkoord; None when it did not."""
        line = records.find_where(
            self.context.connection,
            Statusovergang,
            "maatregel_id = ? AND akkoord_id IS ? AND naar = 'akkoord'",
            (maatregel_id, akkoord_id),
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
        akkoord_id: int | None = None,
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
            akkoord_id=akkoord_id,  # type: ignore[arg-type]
        )
        records.save(self.log, line)
