"""Putting a copy back, for who has no open vault: look at it, unlock it, check it, and swap it in.

The steps are apart because some take long and one needs a secret: `unpack`, then `unlock` or `unlock_by_…`,
then `finish`, then `swap`. Until `swap` nothing changed, and `abandon` leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from veiligheidsadvies.domain.errors import (
    FileUnwritable,
    FolderUnreadable,
    InvalidInput,
    NoGoodCopy,
    StorageUnavailable,
    UnsafeLocation,
    UserError,
    VaultDamaged,
    VaultExists,
)
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.services import aanvragen, opdracht_concept, uitgifte
from veiligheidsadvies.vault import copyfile, copying, integrity, restoring, unlock
from veiligheidsadvies.vault.copyfile import SUFFIX, Report, silent
from veiligheidsadvies.vault.integrity import CheckOutcome
from veiligheidsadvies.vault.location import BACKUP_FOLDER
from veiligheidsadvies.vault.restoring import Unpacked
from veiligheidsadvies.vault.unlock import Clock, UnlockedKey, system_clock

__all__ = [
    "BACKUP_FOLDER",
    "SUFFIX",
    "Kopiegegevens",
    "Teruggave",
    "Verslag",
    "inspect",
    "list_near",
    "newest_good",
    "numbers_of",
]

_NUMBER = re.compile(r"(?P<reeks>[A-Za-z]{3}-)?(?P<jaar>20\d\d)-(?P<nummer>\d{1,7})", re.ASCII)
_SERIES = {"": uitgifte.REEKS, "OPD-": opdracht_concept.REEKS, "OFA-": aanvragen.REEKS}
_SHUT = (
    "de database gaat niet open; misschien is alleen het sleutelbestand van een andere of een oudere kluis: "
    "probeer eerst het herstelblad"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopiegegevens:
    """What a copy tells without a key. `grootte` in bytes; `kluis` are the first signs of the vault's id."""

    pad: Path
    kluis: str
    gemaakt_op: dt.datetime
    grootte: int
    schema: int
    programma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verslag:
    """What was checked before a copy counted as put back. `scripts`: the steps that brought it up to date.

    `nummers_onzeker`: no numbers were given and this machine may not know the highest ones on paper; until
    `Teruggave.settle_numbers`, or `nummers.settle` in the vault, it keeps asking for them.
    """

    controles: tuple[CheckOutcome, ...]
    scripts: int
    gemaakt_op: dt.datetime
    nummers_onzeker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Herstelkeuze:
    """Who agreed (`sleutel:…` or `formulier:…`), numbers from paper, and where it is asked from.

    `is_andere_sleutel`: the vault whose place it takes has another data key, so other papers open it.
    """

    akkoord_van: str = ""
    is_andere_sleutel: bool = False
    nummers: Mapping[tuple[str, int], int] = field(default_factory=dict)
    origin: str = "venster"


@dataclass(frozen=True, slots=True)
class Teruggave:
    """One copy on its way back. May be handed from a worker thread to the window."""

    _unpacked: Unpacked
    _now: Clock = system_clock

    @classmethod
    def unpack(
        cls, path: Path, target: Path, *, now: Clock = system_clock, report: Report = silent
    ) -> Teruggave:
        """Write the parts beside `target`, each byte checked; slow.

        Raises as `vault.restoring.unpack`.
        """
        return cls(restoring.unpack(path, target, report=report), now)

    @property
    def gegevens(self) -> Kopiegegevens:
        """What the copy tells of itself."""
        return _described(self._unpacked.copy)

    @property
    def doel(self) -> Path:
        """Where the vault comes."""
        return self._unpacked.target

    @property
    def map(self) -> Path:
        """The folder that holds the unpacked vault, for who unlocks it."""
        return self._unpacked.folder

    def unlock(self, passphrase: str) -> UnlockedKey:
        """With a passphrase of the time of the copy; slow. Raises as `vault.unlock`."""
        return unlock.unlock(self._unpacked.folder, passphrase, now=self._now)

    def unlock_by_recovery(self, groups: Sequence[str]) -> UnlockedKey:
        """With the recovery sheet of the time of the copy. Raises as `vault.unlock_by_recovery`."""
        return unlock.unlock_by_recovery(self._unpacked.folder, groups)

    def finish(self, key: UnlockedKey, keuze: Herstelkeuze, *, report: Report = silent) -> Verslag:
        """Check everything, bring it up to date, and write in its log that it was put back; slow.

        Raises CopyNotVerified with what is wrong, CopyRefused, RecoveryKeyForeign, VaultTooNew; what was
        unpacked is still there then.
        """
        report(0.1)
        outcomes = restoring.prove(self._unpacked, key)
        copying.require_all(outcomes)
        report(0.7)
        scripts = restoring.bring_up_to_date(self._unpacked.folder, key.data_key)
        if keuze.is_andere_sleutel:
            restoring.forget_paper(self._unpacked, key)
        is_doubted = restoring.record(
            self._unpacked,
            key,
            now=self._now,
            origin=keuze.origin,
            approved_by=keuze.akkoord_van,
            numbers=keuze.nummers,
        )
        report(1.0)
        return Verslag(
            controles=tuple(outcomes),
            scripts=scripts,
            gemaakt_op=self._unpacked.copy.header.made_at,
            nummers_onzeker=is_doubted,
        )

    def settle_numbers(self, key: UnlockedKey, van_papier: Iterable[str], *, origin: str = "venster") -> None:
        """Between `finish` and `swap`: the highest numbers on paper, none when nothing is higher.

        Raises InvalidInput.
        """
        numbers = numbers_of(text for text in van_papier if text.strip())
        restoring.settle_numbers(self._unpacked, key, now=self._now, origin=origin, numbers=numbers)

    def swap(self, key: UnlockedKey, *, is_damaged: bool = False) -> Path | None:
        """Put it in its place; where the old vault is now, None when there was none.

        Raises VaultInUse and StorageUnavailable; the old vault stands as it stood then.
        """
        return restoring.swap(self._unpacked, key, at=self._now(), is_damaged=is_damaged)

    def hold(self) -> None:
        """The vault that is open closes now, to make room: what was unpacked stays."""
        restoring.hold(self._unpacked)

    def abandon(self) -> None:
        """Not after all: nothing is left of it."""
        with contextlib.suppress(OSError):
            restoring.abandon(self._unpacked)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoedeKopie:
    """The newest good copy, ready to be swapped in; `overgeslagen` were tried before it, and why not."""

    teruggave: Teruggave
    verslag: Verslag
    overgeslagen: tuple[tuple[str, UserError], ...]


def inspect(path: Path) -> Kopiegegevens:
    """What a file tells without a key. Raises CopyRefused, FileAbsent and FileUnreadable."""
    return _described(copyfile.read(path))


def list_near(folder: Path, *, now: Clock = system_clock) -> list[Kopiegegevens]:
    """The copies in the folder of a vault, or in another folder, the newest first; bad files are left out.

    Those with a date of the future come last: the clock that gave it was wrong.
    """
    return _near(folder, now)[0]


def _near(folder: Path, now: Clock) -> tuple[list[Kopiegegevens], list[tuple[str, UserError]]]:
    """As `list_near`, and the files that do not tell of when they are."""
    found: list[Kopiegegevens] = []
    bad: list[tuple[str, UserError]] = []
    for place in (folder / BACKUP_FOLDER, folder):
        with contextlib.suppress(OSError):
            for path in sorted(place.glob(f"*{SUFFIX}")):
                try:
                    found.append(inspect(path))
                except UserError as error:
                    bad.append((path.name, error))
    latest = now()
    return sorted(found, key=lambda one: (one.gemaakt_op <= latest, one.gemaakt_op), reverse=True), bad


def examine(folder: Path, key: UnlockedKey) -> list[CheckOutcome]:
    """What is wrong with a vault that does not open; only reads. Slow."""
    try:
        return integrity.check_beside(folder, key)
    except VaultDamaged:
        return [CheckOutcome(name="versleuteling", ok=False, detail=_SHUT)]


def newest_good(
    folder: Path, key: UnlockedKey, *, now: Clock = system_clock, report: Report = silent
) -> GoedeKopie:
    """Of a damaged vault the newest copy that opens with the same key and is whole, ready to be swapped in.

    Slow. A copy that cannot be read or used is passed over, whatever ails it. Raises NoGoodCopy with all of
    them; and what is wrong with the place, where a copy that is as good would fail too: VaultExists,
    UnsafeLocation, FolderUnreadable, FileUnwritable, StorageUnavailable.
    """
    found, skipped = _near(folder, now)
    for one in found:
        report(0.0)
        try:
            back = Teruggave.unpack(one.pad, folder, now=now, report=report)
            verslag = _finished(back, key, report)
            return GoedeKopie(teruggave=back, verslag=verslag, overgeslagen=tuple(skipped))
        except (VaultExists, UnsafeLocation, FolderUnreadable, FileUnwritable):
            raise
        except StorageUnavailable:
            ailment = _ailment(one.pad, report)
            if ailment is None:
                raise
            skipped.append((one.pad.name, ailment))
        except UserError as error:
            skipped.append((one.pad.name, error))
    raise NoGoodCopy(skipped)


def _ailment(path: Path, report: Report) -> UserError | None:
    """Why this copy cannot be read; None when every byte of it can."""
    try:
        copyfile.verify(copyfile.read(path), report=report)
    except UserError as error:
        return error
    return None


def _finished(back: Teruggave, key: UnlockedKey, report: Report) -> Verslag:
    try:
        return back.finish(key, Herstelkeuze(), report=report)
    except BaseException:
        back.abandon()
        raise


def numbers_of(typed: Iterable[str]) -> dict[tuple[str, int], int]:
    """Numbers as on paper (`2026-0042`, `OPD-2026-007`) by series and year. Raises InvalidInput."""
    found: dict[tuple[str, int], int] = {}
    for text in typed:
        match = _NUMBER.fullmatch(text.strip().upper())
        if match is None or (match["reeks"] or "") not in _SERIES or not int(match["nummer"]):
            raise InvalidInput([Problem("nummer", "nummer_van_papier")])
        name = _SERIES[match["reeks"] or ""], int(match["jaar"])
        found[name] = max(found.get(name, 0), int(match["nummer"]))
    return found


def _described(copy: copyfile.CopyFile) -> Kopiegegevens:
    header = copy.header
    return Kopiegegevens(
        pad=copy.path,
        kluis=header.vault_id[:8],
        gemaakt_op=header.made_at,
        grootte=copy.size,
        schema=header.schema,
        programma=header.program,
    )
