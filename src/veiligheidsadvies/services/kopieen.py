"""Use cases on copies of the vault: which there are, the daily one beside the work, a second place.

What takes long runs in a job with plain data in and out: `prepare_…` gives the function, `keep_…` writes its
result in the register. A copy is told as made only after it was read back whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import (
    CopyPlaceAbsent,
    CopyRefused,
    FileUnremovable,
    SecondPlaceAbsent,
    StorageUnavailable,
)
from veiligheidsadvies.domain.kopie import Bewaarreden, Bewaring, Kopie, SoortKopie, laatste_op
from veiligheidsadvies.services.bestand import refuse_no_text, refuse_vault
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.kopiebewaring import kept_of
from veiligheidsadvies.services.kopieronde import Ronde, Rondewerk
from veiligheidsadvies.vault import copyfile, copying, restoring
from veiligheidsadvies.vault.copies import path_of
from veiligheidsadvies.vault.copyfile import SUFFIX, Report
from veiligheidsadvies.vault.copying import MadeCopy
from veiligheidsadvies.vault.location import BACKUP_FOLDER
from veiligheidsadvies.vault.restoring import SetAside

__all__ = ["SUFFIX", "Kopie", "KopieenService", "Kopieregel", "MadeCopy", "Ronde", "SetAside", "TweedePlaats"]

GEWISSELD, VERDWENEN, VERWIJDERD, KWIJT = "gewisseld", "niet gevonden", "weggehaald", "plaats kwijt"
_DAY = dt.timedelta(days=1)
_BY_HAND = "hand-"
_TWEEDE_PLAATS = restoring.SECOND_PLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopieregel:
    """One copy as it is shown. `bewaring` None: kept until somebody takes it away.

    `is_huidig`: the present passphrases open it; else those, and the sheet, of its own time.
    """

    kopie: Kopie
    pad: Path
    bewaring: Bewaring | None
    is_huidig: bool

    @property
    def bewaard_tot(self) -> dt.date | None:
        """The last day on which it is kept at the longest; None when that is up to the user."""
        return self.bewaring.tot if self.bewaring else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaarplaats:
    """Where data of before a moment still is; `tot` None: until somebody takes it away."""

    naam: str
    pad: Path
    gemaakt_op: dt.datetime
    tot: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TweedePlaats:
    """The second place, and the newest copy there that was read back, none dated after now."""

    map: Path
    is_aanwezig: bool
    is_zelfde_schijf: bool
    laatste_op: dt.datetime | None


@dataclass(frozen=True, slots=True)
class KopieenService:
    """One public method is one user action."""

    context: Context

    @property
    def map(self) -> Path:
        """The folder of copies inside the vault."""
        return self.context.vault.folder / BACKUP_FOLDER

    def list_all(self) -> list[Kopieregel]:
        """Every copy that is there as far as known, the newest first."""
        copies = self.context.vault.list_copies()
        kept = kept_of(self.context, copies)
        overdue = Bewaring(als=Bewaarreden.NIEUWSTE, tot=self.context.today)
        turning = {"", self.context.vault.setting(_TWEEDE_PLAATS)}
        mark = self.context.vault.key_mark
        return [
            Kopieregel(
                kopie=copy,
                pad=path_of(copy, self.map),
                bewaring=kept.get(copy.id, overdue) if copy.soort.wisselt and copy.map in turning else None,
                is_huidig=copy.sleutelmerk == mark,
            )
            for copy in copies
        ]

    def list_of_former_keys(self) -> list[Kopieregel]:
        """The copies that a former data key opens: with a passphrase or sheet of then, not of now."""
        return [line for line in self.list_all() if not line.is_huidig]

    def list_opened_by(self, sleutelmerk: str) -> list[Kopieregel]:
        """The copies that one data key opens, by its mark (`vault.copyfile.mark_of`)."""
        return [line for line in self.list_all() if line.kopie.sleutelmerk == sleutelmerk]

    def list_holding_before(self, moment: dt.datetime) -> list[Bewaarplaats]:
        """Where data that was in the vault before `moment` may still be, and until which day.

        A copy taken on a stick by hand stays until somebody takes it away, and so does a vault set aside.
        """
        held = [
            Bewaarplaats(
                naam=line.kopie.bestand, pad=line.pad, gemaakt_op=line.kopie.gemaakt_op, tot=line.bewaard_tot
            )
            for line in self.list_all()
            if line.kopie.gemaakt_op <= moment
        ]
        aside = [
            Bewaarplaats(naam=one.path.name, pad=one.path, gemaakt_op=one.at, tot=None)
            for one in self.list_set_aside()
            if one.at <= moment
        ]
        return [*held, *aside]

    def list_set_aside(self) -> list[SetAside]:
        """Whole vaults that were set aside when a copy was put in their place, and damaged ones."""
        return restoring.list_set_aside(self.context.vault.folder)

    def remove_set_aside(self, aside: SetAside) -> None:
        """Take away a vault that was set aside; nothing brings it back. StorageUnavailable."""
        restoring.remove_set_aside(self.context.vault.folder, aside)
        self.context.vault.note("opzijgezette kluis weghalen", "kluis", origin=self.context.origin)

    # --- the daily copy

    @property
    def is_due(self) -> bool:
        """Whether the newest good copy in the vault's own folder is of another day."""
        made = [copy for copy in self.context.vault.list_copies() if copy.soort is SoortKopie.DAGELIJKS]
        last = laatste_op(made, self.context.now())
        return last is None or self._is_old(last)

    @property
    def is_second_due(self) -> bool:
        """Whether a second place was chosen, is there, and lacks a copy of the last day."""
        second = self.second_place()
        if second is None or not second.is_aanwezig:
            return False
        return second.laatste_op is None or self._is_old(second.laatste_op)

    def _is_old(self, made: dt.datetime) -> bool:
        """Over a day, or of another day and not of last night."""
        age = self.context.now() - made
        is_of_today = self._local(made).date() == self.context.today
        return age > _DAY or (not is_of_today and age > _DAY / 2)

    def prepare_round(self, *, is_forced: bool = False) -> Callable[[Report], Ronde]:
        """For a job: look what is in the folders, make the daily copy when due, put it on the second place.

        `is_forced` makes a copy also when the last one is of today. The function raises only what stops the
        vault itself from being copied, as `copying.make`.
        """
        vault, second = self.context.vault, self.second_place()
        work = Rondewerk(
            source=vault.copy_source(is_daily=not is_forced),
            vault_id=vault.vault_id,
            known=self._known(),
            second=second.map if second else None,
            is_due=self.is_due or is_forced,
            is_second_due=self.is_second_due or (is_forced and second is not None and second.is_aanwezig),
            now=self.context.now,
        )
        return work.run

    def keep_round(self, ronde: Ronde) -> bool:
        """Write down what the job found and made, and take away the copies whose time is over.

        False when the vault got another key meanwhile: what was made opens with the former one, is taken
        away, and the round has to be done again.
        """
        vault, origin = self.context.vault, self.context.origin
        if ronde.sleutelmerk != vault.key_mark:
            self._throw_away([one for one in (ronde.gemaakt, ronde.tweede) if one is not None])
            return False
        for copy_id in ronde.verdwenen:
            vault.record_copy_gone(copy_id, VERDWENEN)
        for soort, place, found in ronde.gevonden:
            vault.register_copy(found, soort, place=place, origin=origin)
        if ronde.gemaakt is not None:
            vault.register_copy(ronde.gemaakt, SoortKopie.DAGELIJKS, place="", origin=origin)
        if ronde.tweede is not None:
            vault.register_copy(
                ronde.tweede, SoortKopie.TWEEDE, place=str(ronde.tweede.path.parent), origin=origin
            )
        self._rotate(is_home=ronde.gemaakt is not None, is_second=ronde.tweede is not None)
        return True

    def _throw_away(self, copies: list[MadeCopy]) -> None:
        """Files of a round that does not count; one that is in the register already is told there."""
        told = {path_of(copy, self.map) for copy in self.context.vault.list_copies()}
        for made in copies:
            if made.path not in told:
                with contextlib.suppress(OSError):  # the next round tells of it
                    made.path.unlink(missing_ok=True)

    def _known(self) -> dict[tuple[str, str], Kopie]:
        """All that ever were, the newest by content first; of a file name the one that is there."""
        vault = self.context.vault
        known: dict[tuple[str, str], Kopie] = {}
        for copy in (*vault.by_content(vault.list_copies()), *vault.list_copies(with_gone=True)):
            known.setdefault((copy.map, copy.bestand), copy)
        return known

    @property
    def sleutelmerk(self) -> str:
        """What tells the present key of the vault: another one when it changed while a job was under way."""
        return self.context.vault.key_mark

    def is_current(self, made: MadeCopy) -> bool:
        """Whether the present key opens a copy that was just made."""
        return made.header.mark == self.sleutelmerk

    def abandon(self) -> None:
        """The vault is being locked: what a job had not finished is taken away now."""
        copying.abandon_all()

    # --- a copy by hand

    def proposed_name(self) -> str:
        """A file name that tells when, and of which vault, but not of whom; no round gives it."""
        return f"{_BY_HAND}{copying.name_of(self.context.vault.vault_id, self.context.now())}"

    def prepare_hand(self, target: Path, *, may_replace: bool = False) -> Callable[[Report], MadeCopy]:
        """For a job: a copy to a file of the user's choice. Raises FileUnwritable for a place in a vault.

        NameNotText for a name that the register cannot hold. The function raises as `copying.make`.
        """
        refuse_no_text(target)
        refuse_vault(target)
        source, now = self.context.vault.copy_source(), self.context.now
        return lambda report: copying.make(source, target, now=now, may_replace=may_replace, report=report)

    def keep_hand(self, made: MadeCopy) -> int:
        """Write a copy by hand in the register."""
        place = str(made.path.absolute().parent)
        return self.context.vault.register_copy(
            made, SoortKopie.HAND, place=place, origin=self.context.origin
        )

    def prepare_check(self, kopie: Kopie) -> Callable[[Report], str]:
        """For a job: read every byte of a copy again; what is wrong with it, "" when nothing is."""
        path, source = path_of(kopie, self.map), self.context.vault.copy_source()
        mark = self.context.vault.key_mark

        def work(report: Report) -> str:
            try:
                copy = copyfile.read(path)
                if copy.header.mark == mark:
                    copyfile.unseal(copy, source.data_key)
                sha256 = copyfile.verify(copy, report=report)
            except CopyRefused as error:
                return error.fault.value.replace("_", " ")
            except StorageUnavailable:  # only the copy is read here
                return "niet te lezen"
            return "" if sha256 == kopie.sha256 else "een ander bestand"

        return work

    def keep_check(self, kopie: Kopie, finding: str) -> None:
        """Write down what `prepare_check` found."""
        self.context.vault.record_copy_check(kopie.id, finding)

    def remove(self, kopie: Kopie) -> None:
        """Take one copy away. A file that is not there (any more) is written off as not found.

        Raises CopyPlaceAbsent when its folder is not there either: a stick that is out still holds it.
        FileUnremovable.
        """
        try:
            was_there = self._take_away(kopie)
        except OSError as error:
            raise FileUnremovable from error
        self.context.vault.record_copy_gone(kopie.id, VERWIJDERD if was_there else VERDWENEN)

    def write_off(self, kopie: Kopie) -> None:
        """Take a copy off the list although its place is not there: a stick that is lost for good."""
        self.context.vault.record_copy_gone(kopie.id, KWIJT)

    # --- the second place

    def second_place(self) -> TweedePlaats | None:
        """The second place, None when none was chosen."""
        chosen = self.context.vault.setting(_TWEEDE_PLAATS)
        if not chosen:
            return None
        place = Path(chosen)
        made = [
            copy
            for copy in self.context.vault.list_copies()
            if copy.map == chosen and copy.soort is SoortKopie.TWEEDE
        ]
        is_there = paths.is_folder(place)
        return TweedePlaats(
            map=place,
            is_aanwezig=is_there,
            is_zelfde_schijf=is_there and _device(place) == _device(self.context.vault.folder),
            laatste_op=laatste_op(made, self.context.now()),
        )

    def choose_second_place(self, folder: Path | None) -> None:
        """Copies go there as well from now on (None: nowhere else).

        Raises SecondPlaceAbsent, FileUnwritable and NameNotText.
        """
        if folder is not None:
            refuse_no_text(folder)
            if not paths.is_folder(folder):
                raise SecondPlaceAbsent
            refuse_vault(folder / "x")
        chosen = str(folder.absolute()) if folder is not None else None
        self.context.vault.set_setting(_TWEEDE_PLAATS, chosen)
        result = "gekozen" if chosen else "geen meer"
        self.context.vault.note("tweede plaats voor kopieën", "kluis", result, origin=self.context.origin)

    # --- keeping and taking away

    def _rotate(self, *, is_home: bool, is_second: bool) -> None:
        """Only after a new copy was verified: with none, nothing old goes."""
        copies = self.context.vault.list_copies()
        kept = kept_of(self.context, copies)
        second = self.context.vault.setting(_TWEEDE_PLAATS)
        for copy in copies:
            is_turn = is_home if not copy.map else is_second and copy.map == second
            if copy.soort.wisselt and is_turn and copy.id not in kept:
                # What cannot be taken away now is taken away another time.
                with contextlib.suppress(OSError, CopyPlaceAbsent):
                    self._take_away(copy)
                    self.context.vault.record_copy_gone(copy.id, GEWISSELD)

    def _take_away(self, copy: Kopie) -> bool:
        """Whether its file was there. Raises CopyPlaceAbsent when its folder is not, and OSError."""
        path = path_of(copy, self.map)
        try:
            path.unlink()
        except FileNotFoundError as error:
            if copy.map and not paths.is_folder(path.parent):
                raise CopyPlaceAbsent from error
            return False
        return True

    def _local(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self.context.now().tzinfo)


def _device(folder: Path) -> int:
    try:
        return folder.stat().st_dev
    except OSError:
        return -1
