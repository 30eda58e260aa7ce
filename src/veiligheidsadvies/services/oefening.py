"""The restore drill: put the newest copy back in a folder aside, check everything, write down the outcome."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import dataclass

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import CopyRefused, NoGoodCopy
from veiligheidsadvies.domain.kopie import OEFENING_DAGEN, Kopie, SoortKopie
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.text.formats import count
from veiligheidsadvies.text.messages import explain
from veiligheidsadvies.vault import copying, restoring
from veiligheidsadvies.vault.copies import path_of
from veiligheidsadvies.vault.copyfile import Report
from veiligheidsadvies.vault.integrity import CheckOutcome
from veiligheidsadvies.vault.location import BACKUP_FOLDER

_MAKE_SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oefenverslag:
    """One drill: of which copy, what was checked, how long it took in seconds."""

    kopie: Kopie
    controles: tuple[CheckOutcome, ...]
    seconden: float

    @property
    def is_goed(self) -> bool:
        """Whether this copy can take the place of the vault today."""
        return all(one.ok or one.warning for one in self.controles)

    @property
    def uitslag(self) -> str:
        """One line, for the log."""
        wrong = [one.name for one in self.controles if not one.ok and not one.warning]
        if wrong:
            return f"niet goed: {', '.join(wrong)}"
        return f"in orde: {count(len(self.controles), 'controle', 'controles')}"


@dataclass(frozen=True, slots=True)
class OefeningService:
    """One public method is one user action."""

    context: Context

    def prepare(self) -> Callable[[Report], Oefenverslag]:
        """For a job: the newest copy that the present key opens. Raises NoGoodCopy when there is none.

        The vault itself is only read, and the folder aside is gone afterwards.
        """
        vault = self.context.vault
        home = vault.folder / BACKUP_FOLDER
        usable = [
            copy
            for copy in vault.by_content(vault.list_copies())
            if copy.soort is not SoortKopie.SCHEMA
            and copy.sleutelmerk == vault.key_mark
            and paths.is_file(path_of(copy, home))
        ]
        if not usable:
            raise NoGoodCopy
        newest, source = usable[0], vault.copy_source()
        return lambda report: _drill(newest, source, report)

    def keep(self, verslag: Oefenverslag) -> None:
        """Write the report in the log and in the register."""
        lines = [{"naam": one.name, "goed": one.ok, "uitleg": one.detail} for one in verslag.controles]
        report = json.dumps({"seconden": round(verslag.seconden, 1), "controles": lines}, ensure_ascii=False)
        vault = self.context.vault
        vault.record_drill(
            copy_id=verslag.kopie.id, is_good=verslag.is_goed, report=report, told=verslag.uitslag
        )
        wrong = next((one.name for one in verslag.controles if not one.ok and not one.warning), "")
        vault.record_copy_check(verslag.kopie.id, wrong)

    @property
    def laatste_op(self) -> dt.datetime | None:
        """When the last drill went well."""
        drill = self.context.vault.last_drill(only_good=True)
        return None if drill is None else drill.held_at

    @property
    def te_doen_op(self) -> dt.date:
        """When the next one is due: a year after the last, a month after the vault was made."""
        last = self.laatste_op
        if last is None:
            return (self.context.vault.created_at + _MAKE_SOON).date()
        return (last + dt.timedelta(days=OEFENING_DAGEN)).date()


def _drill(kopie: Kopie, source: copying.Source, report: Report) -> Oefenverslag:
    start = time.monotonic()
    path = path_of(kopie, source.folder / BACKUP_FOLDER)
    with copying.staging(source.folder) as room:
        try:
            outcomes = restoring.rehearse(path, room, source.data_key, report=report)
        except CopyRefused as error:
            outcomes = [CheckOutcome(name="bestand", ok=False, detail=explain(error))]
    return Oefenverslag(kopie=kopie, controles=tuple(outcomes), seconden=time.monotonic() - start)
