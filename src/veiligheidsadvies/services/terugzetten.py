"""Putting a copy in the place of the vault that is open: on a second person's yes, and logged in the copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.akkoord import AkkoordId, OnderwerpAkkoord, WijzeAkkoord
from veiligheidsadvies.domain.errors import CopyFault, CopyRefused, RestoreApprovalMissing
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.services.akkoord_dekking import REDEN
from veiligheidsadvies.services.akkoorden import AkkoordService
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.herstel import Herstelkeuze, Teruggave, Verslag
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.storage import bewaar_table, records
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.vault import copyfile
from veiligheidsadvies.vault.copyfile import Report
from veiligheidsadvies.vault.unlock import UnlockedKey

KENMERK = 16
"""Signs of the id of a copy that stand in what is signed."""
ANDERE_SLEUTEL = (
    "De kopie heeft een andere sleutel dan de kluis van nu: de wachtwoordzinnen en het herstelblad van toen "
    "openen de kluis dan weer, ook die daarna zijn ingetrokken of vervangen. Die van nu openen hem niet meer."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Klaargezet:
    """A copy that was checked and stands ready: the vault has to close before it is swapped in.

    `is_andere_sleutel`: what opens the vault now will not any more, and what did then will again.
    """

    teruggave: Teruggave
    sleutel: UnlockedKey
    verslag: Verslag
    is_andere_sleutel: bool


@dataclass(frozen=True, slots=True)
class TerugzetService:
    """One public method is one user action."""

    context: Context

    def voorstel(self, path: Path, reden: str) -> Voorstel:
        """What the second person decides on. CopyRefused for a bad file and for a copy of another vault."""
        copy = copyfile.read(path)
        if copy.header.vault_id != self.context.vault.vault_id:
            raise CopyRefused(CopyFault.ANDERE_KLUIS)
        made = copy.header.made_at.astimezone(self.context.now().tzinfo)
        mark = copy.header.copy_id[:KENMERK]
        held = self.context.vault.row_of_copy(copy.header.copy_id)
        later = count(self._rows_since(copy.header.made_at, held), "regel", "regels")
        return Voorstel(
            dossier_id=None,
            onderwerp=OnderwerpAkkoord.TERUGZETTEN,
            tekst=(
                f"De reservekopie van {date_full(made.date())} {made:%H:%M} (kenmerk {mark}) komt in de "
                f"plaats van deze kluis. Wat na die tijd is gedaan ({later} in het logboek) staat er "
                "niet meer in. De kluis van nu blijft opzij staan tot iemand hem weghaalt."
                f"{self._destroyed_since(copy.header.made_at, held)}{self._other_key(path)}{REDEN}{reden}"
            ),
        )

    def needs_passphrase(self, path: Path) -> bool:
        """Whether the copy is under another key, so that a passphrase of its own time is needed."""
        return copyfile.read(path).header.mark != self.context.vault.key_mark

    def prepare(
        self, path: Path, akkoord_id: AkkoordId, *, passphrase: str = ""
    ) -> Callable[[Report], Klaargezet]:
        """For a job: unpack, check and bring up to date, beside the vault. Nothing changed yet.

        Raises RestoreApprovalMissing unless the approval is of exactly this copy; the function raises what
        `Teruggave` raises, and leaves nothing behind then.
        """
        by = self._approval(path, akkoord_id)
        vault, now = self.context.vault, self.context.now
        key, is_other = None if passphrase else vault.copy_key(), self.needs_passphrase(path)

        def work(report: Report) -> Klaargezet:
            back = Teruggave.unpack(path, vault.folder, now=now, report=lambda part: report(part * 0.4))
            try:
                found = key or back.unlock(passphrase)
                choice = Herstelkeuze(akkoord_van=by, is_andere_sleutel=is_other)
                verslag = back.finish(found, choice, report=lambda part: report(0.4 + part * 0.6))
            except BaseException:
                back.abandon()
                raise
            return Klaargezet(teruggave=back, sleutel=found, verslag=verslag, is_andere_sleutel=is_other)

        return work

    def note_begin(self, klaar: Klaargezet) -> None:
        """The vault that is set aside tells why it ends here."""
        made = klaar.verslag.gemaakt_op
        self.context.vault.note(
            "opzij zetten",
            f"kopie van {made:%Y-%m-%dT%H:%M:%SZ} komt ervoor in de plaats",
            origin=self.context.origin,
        )

    def _approval(self, path: Path, akkoord_id: AkkoordId) -> str:
        akkoord = AkkoordService(self.context).get(akkoord_id)
        mark = copyfile.read(path).header.copy_id[:KENMERK]
        if akkoord.onderwerp is not OnderwerpAkkoord.TERUGZETTEN or mark not in akkoord.besluit:
            raise RestoreApprovalMissing
        is_signed = akkoord.wijze is WijzeAkkoord.SLEUTEL
        return f"sleutel:{akkoord.slot_id}" if is_signed else f"formulier:{akkoord.id}"

    def _destroyed_since(self, moment: dt.datetime, held: int | None) -> str:
        """What was destroyed after the copy was made stands in it: it has to be destroyed again."""
        found = records.list_where(self.context.connection, Vernietiging)
        later = [one for one in found if (one.op > moment if held is None else one.logregel >= held)]
        back = [f"{one.code} ({one.soort.woord})" for one in later]
        if not back:
            return ""
        return f" Wat daarna is vernietigd, komt terug en moet opnieuw worden vernietigd: {'; '.join(back)}."

    def _other_key(self, path: Path) -> str:
        return f" {ANDERE_SLEUTEL}" if self.needs_passphrase(path) else ""

    def _rows_since(self, moment: dt.datetime, held: int | None) -> int:
        """Rows of the log that a copy does not hold; by the clock when which it `held` last is unknown."""
        if held is not None:
            return bewaar_table.last_log_row(self.context.connection) - held
        utc = moment.astimezone(dt.UTC).isoformat(timespec="seconds")
        sql = "SELECT count(*) FROM logregel WHERE tijdstip > ?"
        return int(self.context.connection.execute(sql, (utc,)).fetchall()[0][0])
