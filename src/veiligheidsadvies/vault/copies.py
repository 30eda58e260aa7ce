"""The register of copies: which there are, where, of when, what opens them, and what drills proved.

It tells only what was verified or looked at. A copy that was put back knows nothing of copies made after it,
so what stands in the folders is read again with `adopt`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.kopie import Kopie, SoortKopie
from veiligheidsadvies.vault import chain as log_chain
from veiligheidsadvies.vault import copyfile
from veiligheidsadvies.vault.contents import Contents
from veiligheidsadvies.vault.copying import MadeCopy, Source
from veiligheidsadvies.vault.database import transaction
from veiligheidsadvies.vault.unlock import UnlockedKey

_COLUMNS = (
    "id, kenmerk, soort, map, bestand, gemaakt_op, grootte, sha256, logregel, logkop, schema_versie,"
    " programma, sleutelmerk, nagekeken_op, bevinding, weg_op, weg_reden"
)

REPLACED = "vervangen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """One drill: when, of which copy, whether all was well, and the report as JSON."""

    held_at: dt.datetime
    copy_id: int | None
    is_good: bool
    report: str


class Copies(Contents):
    """The part of the facade about copies of the vault."""

    def copy_source(self, *, is_daily: bool = False) -> Source:
        """What a job needs to copy this vault beside the work.

        A daily copy takes the log as verified up to the newest copy that was; others begin at its first row.
        """
        newest = next((one for one in self.by_content(self.list_copies()) if one.is_goed), None)
        is_known = is_daily and newest is not None and newest.logregel
        known = (newest.logregel, newest.logkop) if newest is not None and is_known else None
        return Source(folder=self.folder, data_key=self._key.data_key, known_log=known)

    def copy_key(self) -> UnlockedKey:
        """What opens a copy under the present data key."""
        return self._key

    @property
    def key_mark(self) -> str:
        """What tells the present data key in `Kopie.sleutelmerk`."""
        return copyfile.mark_of(self._key.data_key)

    def list_copies(self, *, with_gone: bool = False) -> list[Kopie]:
        """The copies that are there as far as known, the newest first."""
        where = "" if with_gone else " WHERE weg_op IS NULL"
        rows = self.connection.execute(
            f"SELECT {_COLUMNS} FROM reservekopie{where} ORDER BY gemaakt_op DESC, id DESC"
        )
        return [_copy(row) for row in rows.fetchall()]

    def by_content(self, copies: Iterable[Kopie]) -> list[Kopie]:
        """These copies, the one that holds most of the log of this vault first; no clock decides that.

        Copies of which that is not known, or of work that is not in this vault, come last, by their date.
        """

        def held(copy: Kopie) -> tuple[int, dt.datetime, int]:
            return self._row_in(copy), copy.gemaakt_op, copy.id

        return sorted(copies, key=held, reverse=True)

    def row_of_copy(self, kenmerk: str) -> int | None:
        """The last row of the log of this vault that a copy holds; None when that is not known."""
        known = (one for one in self.list_copies(with_gone=True) if one.kenmerk == kenmerk)
        return max(map(self._row_in, known), default=0) or None

    def _row_in(self, copy: Kopie) -> int:
        """The last row of this log that a copy holds; 0 when it is not known, or of work that is not here."""
        mac = self._chain.mac_of(copy.logregel)
        return copy.logregel if mac is not None and log_chain.head(mac) == copy.logkop else 0

    def register_copy(self, made: MadeCopy, soort: SoortKopie, *, place: str, origin: str = "venster") -> int:
        """Add a copy that was verified now, in `place` ("" for the folder of the vault); its number.

        What stood there under the same name is there no longer.
        """
        header, now = made.header, self._stamp()
        for copy in self.list_copies():
            if (copy.map, copy.bestand) == (place, made.path.name) and copy.kenmerk != header.copy_id:
                self.record_copy_gone(copy.id, REPLACED)
        with self._writing():
            self.connection.execute(
                "INSERT INTO reservekopie (kenmerk, soort, map, bestand, gemaakt_op, grootte, sha256,"
                " logregel, logkop, schema_versie, programma, sleutelmerk, nagekeken_op, bevinding, weg_op,"
                " weg_reden)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', NULL, '')"
                " ON CONFLICT (kenmerk, map, bestand) DO UPDATE SET sha256 = excluded.sha256,"
                " grootte = excluded.grootte, sleutelmerk = excluded.sleutelmerk,"
                " logregel = max(logregel, excluded.logregel), logkop = CASE excluded.logregel WHEN 0 THEN"
                " logkop ELSE excluded.logkop END,"
                " nagekeken_op = excluded.nagekeken_op, bevinding = '', weg_op = NULL, weg_reden = ''",
                (
                    header.copy_id, soort.value, place, made.path.name, _text(header.made_at), made.size,
                    made.sha256, made.manifest.log_row, made.manifest.log_head, header.schema, header.program,
                    header.mark, now,
                ),
            )  # fmt: skip
            number = int(
                self.connection.value(
                    "SELECT id FROM reservekopie WHERE kenmerk = ? AND map = ? AND bestand = ?",
                    (header.copy_id, place, made.path.name),
                )
            )
        self.note(f"reservekopie maken ({soort.value})", f"reservekopie:{number}", origin=origin)
        return number

    def record_copy_check(self, copy_id: int, finding: str) -> None:
        """A copy was looked at again; `finding` is "" when it is whole."""
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE reservekopie SET nagekeken_op = ?, bevinding = ? WHERE id = ?",
                (self._stamp(), finding, copy_id),
            )
        if finding:
            self.note("reservekopie nakijken", f"reservekopie:{copy_id}", finding)

    def record_copy_gone(self, copy_id: int, reason: str) -> None:
        """A copy is there no longer: taken away, or not found where it was."""
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE reservekopie SET weg_op = ?, weg_reden = ? WHERE id = ? AND weg_op IS NULL",
                (self._stamp(), reason, copy_id),
            )
        self.note("reservekopie weg", f"reservekopie:{copy_id}", reason)

    def record_drill(self, *, copy_id: int | None, is_good: bool, report: str, told: str) -> None:
        """Keep the report of a drill and log its outcome; `told` is one line without record values."""
        with transaction(self.connection):
            self.connection.execute(
                "INSERT INTO hersteloefening (gehouden_op, reservekopie_id, is_goed, verslag)"
                " VALUES (?, ?, ?, ?)",
                (self._stamp(), copy_id, int(is_good), report),
            )
        self.note("hersteloefening", f"reservekopie:{copy_id}" if copy_id else "reservekopie", told)

    def last_drill(self, *, only_good: bool = False) -> Drill | None:
        """The newest drill, or the newest one in which all was well; None when there was none.

        One dated after now, by a clock that was wrong, says nothing.
        """
        where = " AND is_goed = 1" if only_good else ""
        row = self.connection.execute(
            "SELECT gehouden_op, reservekopie_id, is_goed, verslag FROM hersteloefening"
            f" WHERE gehouden_op <= ?{where} ORDER BY id DESC LIMIT 1",
            (self._stamp(),),
        ).fetchone()
        if row is None:
            return None
        return Drill(held_at=_time(row[0]), copy_id=row[1], is_good=bool(row[2]), report=row[3])

    @property
    def created_at(self) -> dt.datetime:
        """When this vault was made."""
        return _time(self.connection.value("SELECT aangemaakt_op FROM kluis WHERE id = 1"))


def known_in(copies: Sequence[Kopie], place: str) -> dict[str, Kopie]:
    """The copies of one place by file name."""
    return {copy.bestand: copy for copy in copies if copy.map == place}


def path_of(copy: Kopie, backups: Path) -> Path:
    """Where the file is; `backups` is the folder of copies in the vault."""
    return (Path(copy.map) if copy.map else backups) / copy.bestand


def _copy(row: tuple[object, ...]) -> Kopie:
    values = dict(zip(_COLUMNS.split(", "), row, strict=True))
    for name in ("gemaakt_op", "nagekeken_op", "weg_op"):
        values[name] = _time(str(values[name])) if values[name] is not None else None
    values["soort"] = SoortKopie(str(values["soort"]))
    return Kopie(**values)  # type: ignore[arg-type]


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
