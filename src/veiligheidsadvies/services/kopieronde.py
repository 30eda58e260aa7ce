"""The daily round over the copies, beside the work: look what is there, make one, also on a second place."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies import paths
from veiligheidsadvies.domain.errors import CopyRefused, FileInTheWay, UserError
from veiligheidsadvies.domain.kopie import Kopie, SoortKopie
from veiligheidsadvies.services.bestand import is_text
from veiligheidsadvies.vault import copyfile, copying, safety_copy
from veiligheidsadvies.vault.copyfile import SUFFIX, Report
from veiligheidsadvies.vault.copying import MadeCopy, Source
from veiligheidsadvies.vault.files import environment_errors
from veiligheidsadvies.vault.location import BACKUP_FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Ronde:
    """What a round found and made. `tweede_fout`: why the second place has no copy.

    `sleutelmerk` tells the key of the vault with which it worked.
    """

    verdwenen: tuple[int, ...]
    gevonden: tuple[tuple[SoortKopie, str, MadeCopy], ...]
    gemaakt: MadeCopy | None
    tweede: MadeCopy | None
    tweede_fout: UserError | None
    sleutelmerk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rondewerk:
    """What a round needs to know; plain data.

    `known` by folder ("" for that of the vault) and file name, the newest by content first.
    """

    source: Source
    vault_id: str
    known: Mapping[tuple[str, str], Kopie]
    second: Path | None
    is_due: bool
    is_second_due: bool
    now: Callable[[], dt.datetime]

    def run(self, report: Report) -> Ronde:
        """Do it. Raises as `copying.make` when the vault itself cannot be copied."""
        home = self.source.folder / BACKUP_FOLDER
        gone: list[int] = []
        found: list[tuple[SoortKopie, str, MadeCopy]] = []
        for place, folder in (("", home), *((str(one), one) for one in (self.second,) if one is not None)):
            gone += self._gone(place, folder)
            found += self._found(place, folder, report)
        is_due = self.is_due or any(not copy.map for copy in self.known.values() if copy.id in gone)
        made = self._make(home, _first(report, 0.8 if self.is_second_due else 1.0)) if is_due else None
        second, trouble = None, None
        if self.is_second_due and self.second is not None:
            try:
                second = self._second(home, made, self.second, lambda part: report(0.8 + 0.2 * part))
            except UserError as error:
                trouble = error
        return Ronde(
            verdwenen=tuple(gone),
            gevonden=tuple(found),
            gemaakt=made,
            tweede=second,
            tweede_fout=trouble,
            sleutelmerk=copyfile.mark_of(self.source.data_key),
        )

    def _make(self, home: Path, report: Report) -> MadeCopy:
        with environment_errors():
            home.mkdir(mode=0o700, exist_ok=True)
        return copying.make(self.source, _free(home, self.vault_id, self.now()), now=self.now, report=report)

    def _second(self, home: Path, made: MadeCopy | None, place: Path, report: Report) -> MadeCopy | None:
        """The newest copy once more, on the second place."""
        newest = made.path if made is not None else self._newest(home)
        if newest is None:
            return None
        copy = copyfile.read(newest)
        manifest = copyfile.unseal(copy, self.source.data_key)
        target = place / newest.name
        with contextlib.suppress(FileInTheWay):
            size, sha256 = copying.duplicate(copy, target, self.source.data_key, report=report)
            return MadeCopy(path=target, header=copy.header, manifest=manifest, size=size, sha256=sha256)
        return None

    def _newest(self, home: Path) -> Path | None:
        mark = copyfile.mark_of(self.source.data_key)
        usable = (
            home / copy.bestand
            for (place, _), copy in self.known.items()
            if not place and copy.is_goed and copy.sleutelmerk == mark
        )
        return next((path for path in usable if paths.is_there(path)), None)

    def _gone(self, place: str, folder: Path) -> Iterator[int]:
        if not paths.is_folder(folder):
            return  # a stick that is not plugged in tells nothing
        for (where, name), copy in self.known.items():
            if where == place and copy.weg_op is None and paths.is_gone(folder / name):
                yield copy.id

    def _found(self, place: str, folder: Path, report: Report) -> Iterator[tuple[SoortKopie, str, MadeCopy]]:
        """Copies of this vault that the register does not know, as after an older vault was put back.

        A file whose name is no text is left alone: the register cannot hold it.
        """
        with contextlib.suppress(OSError):
            for path in sorted(filter(is_text, folder.glob(f"*{SUFFIX}"))):
                copy = self.known.get((place, path.name))
                if copy is None or copy.weg_op is not None:
                    with contextlib.suppress(CopyRefused, UserError):
                        yield self._kind(place, path), place, self._read(path, report)

    def _read(self, path: Path, report: Report) -> MadeCopy:
        copy = copyfile.read(path)
        if copy.header.vault_id != self.vault_id:
            raise FileInTheWay
        manifest = copyfile.Manifest(counts={}, log_row=0, log_head="")
        if copy.header.mark == copyfile.mark_of(self.source.data_key):
            manifest = copyfile.unseal(copy, self.source.data_key)
        sha256 = copyfile.verify(copy, report=lambda _: report(0.0))  # how many come is not known
        return MadeCopy(path=path, header=copy.header, manifest=manifest, size=copy.size, sha256=sha256)

    def _kind(self, place: str, path: Path) -> SoortKopie:
        """By the name that the program gives; what has another name is of somebody, who takes it away."""
        if copying.is_name_of(self.vault_id, path.name):
            return SoortKopie.TWEEDE if place else SoortKopie.DAGELIJKS
        is_schema = not place and path.name.startswith(safety_copy.PREFIX)
        return SoortKopie.SCHEMA if is_schema else SoortKopie.HAND


def _first(report: Report, share: float) -> Report:
    return lambda part: report(part * share)


def _free(folder: Path, vault_id: str, at: dt.datetime) -> Path:
    """A name that nothing has yet: two copies within a second are of one test or one impatient user."""
    path = folder / copying.name_of(vault_id, at)
    number = 2
    while os.path.lexists(path):
        path = folder / copying.name_of(vault_id, at, number=number)
        number += 1
    return path
