"""What the vault keeps beside the records: settings, drafts, attachments, numbers, the search index."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from veiligheidsadvies.domain.errors import NotFound, StorageFailure, StorageUnavailable, VaultDamaged
from veiligheidsadvies.vault import destruction, marks, reserve, search
from veiligheidsadvies.vault.changelog import ChangeLog
from veiligheidsadvies.vault.database import transaction
from veiligheidsadvies.vault.search import SearchHit
from veiligheidsadvies.vault.session import Session

NUMBERS_DOUBTED = "nummers_onzeker_sinds"
"""Setting: since when paper may bear higher numbers than the vault knows."""
FROM_PAPER = "hoogste nummers van papier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an editor held when the vault was locked; `data` is the editor's own JSON."""

    key: str
    data: str = field(repr=False)
    saved_at: dt.datetime


class Contents(Session):
    """The part of the facade that is not about records, undo or slots."""

    def setting(self, name: str) -> str | None:
        """A setting of this vault, None when it was never set."""
        value: str | None = self.connection.value("SELECT waarde FROM instelling WHERE naam = ?", (name,))
        return value

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a setting, or (None) forget it. Not logged."""
        with self._writing():
            if value is None:
                self.connection.execute("DELETE FROM instelling WHERE naam = ?", (name,))
            else:
                self.connection.execute(
                    "INSERT INTO instelling (naam, waarde) VALUES (?, ?)"
                    " ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde",
                    (name, value),
                )

    def save_draft(self, key: str, data: str) -> None:
        """Keep unsaved input under `key`. On a full disk the reserve inside the vault is given up for it."""
        try:
            with self._writing():
                self._put_draft(key, data)
        except StorageUnavailable as error:
            if error.failure is not StorageFailure.VOL or self._open_log is not None:
                raise
            with reserve.given_up(self.connection), transaction(self.connection):
                reserve.drop(self.connection)
                self._put_draft(key, data)

    def _put_draft(self, key: str, data: str) -> None:
        self.connection.execute(
            "INSERT INTO concept (sleutel, gegevens, bewaard_op) VALUES (?, ?, ?) ON CONFLICT (sleutel)"
            " DO UPDATE SET gegevens = excluded.gegevens, bewaard_op = excluded.bewaard_op",
            (key, data, self._stamp()),
        )

    def find_draft(self, key: str) -> str | None:
        """The unsaved input under `key`, or None."""
        data: str | None = self.connection.value("SELECT gegevens FROM concept WHERE sleutel = ?", (key,))
        return data

    def drop_draft(self, key: str) -> None:
        """Forget a draft; it may be absent."""
        with self._writing():
            self.connection.execute("DELETE FROM concept WHERE sleutel = ?", (key,))

    def list_drafts(self) -> list[Draft]:
        """All drafts, the newest first."""
        rows = self.connection.execute(
            "SELECT sleutel, gegevens, bewaard_op FROM concept ORDER BY bewaard_op DESC, 1"
        )
        return [
            Draft(key=key, data=data, saved_at=dt.datetime.fromisoformat(saved)) for key, data, saved in rows
        ]

    def put_blob(self, content: bytes) -> str:
        """Keep the bytes of an attachment and return their SHA-256 (hex); the same bytes are kept once."""
        sha = hashlib.sha256(content).hexdigest()
        with self._writing():
            self.connection.execute(
                "INSERT OR IGNORE INTO inhoud (sha256, bytes) VALUES (?, ?)", (sha, content)
            )
        return sha

    def get_blob(self, sha: str) -> bytes:
        """The bytes behind a SHA-256. Raises NotFound, or VaultDamaged when they are not what was kept."""
        content: bytes | None = self.connection.value("SELECT bytes FROM inhoud WHERE sha256 = ?", (sha,))
        if content is None:
            raise NotFound("inhoud")
        if hashlib.sha256(content).hexdigest() != sha:
            raise VaultDamaged
        return content

    def destroy(self, log: ChangeLog, plan: destruction.Plan) -> destruction.Destroyed:
        """Destroy records for good inside the open action of `log`; `sweep` after it. StorageUnavailable."""
        return destruction.carry_out(self.connection, log, plan)

    def judge_states(self, plan: destruction.Plan) -> destruction.States:
        """Which earlier states `destroy` would take away, and which a hold keeps."""
        return destruction.judge(self.connection, plan)

    def sweep(self) -> bool:
        """Write the file anew after something was destroyed; False when that must wait (a full disk)."""
        return destruction.sweep(self.connection)

    def next_number(self, series: str, year: int) -> int:
        """The next number of a series in a year, inside an action.

        No gaps: an action that fails gives its number back. Never one that was used before, also when an
        older copy of the vault was put back: the highest number is remembered outside the vault.
        """
        if self._open_log is None:
            raise RuntimeError("a number belongs to an action")
        name = f"{series}/{year}"
        used = self.connection.value(
            "SELECT laatste FROM nummering WHERE reeks = ? AND jaar = ?", (series, year)
        )
        known = marks.read(self.vault_id).with_numbers(self._marks.numbers)  # of the same vault elsewhere too
        number = max(used or 0, known.numbers.get(name, 0)) + 1
        self.connection.execute(
            "INSERT INTO nummering (reeks, jaar, laatste) VALUES (?, ?, ?)"
            " ON CONFLICT (reeks, jaar) DO UPDATE SET laatste = excluded.laatste",
            (series, year, number),
        )
        self._pending_numbers[name] = number
        return number

    def continue_numbers_after(self, series: str, year: int, *, last: int) -> None:
        """Go on above a number that was read from paper, for a vault that was put back on another machine."""
        with self._writing():
            self.connection.execute(
                "INSERT INTO nummering (reeks, jaar, laatste) VALUES (?, ?, ?)"
                " ON CONFLICT (reeks, jaar) DO UPDATE SET laatste = max(laatste, excluded.laatste)",
                (series, year, last),
            )

    @property
    def are_numbers_doubted(self) -> bool:
        """Whether a machine that does not remember its numbers met this vault, and nobody settled them."""
        return self.setting(NUMBERS_DOUBTED) is not None

    def settle_numbers(self, highest: Mapping[tuple[str, int], int]) -> None:
        """Somebody looked at paper: go on above these, by series and year; none when nothing is higher."""
        for (series, year), last in highest.items():
            self.continue_numbers_after(series, year, last=last)
            name = f"{series}/{year}"
            self._used_numbers[name] = max(last, self._used_numbers.get(name, 0))
        self.set_setting(NUMBERS_DOUBTED, None)
        marks.doubt(self.vault_id, is_doubted=False)
        told = ", ".join(f"{series} {year}-{last}" for (series, year), last in highest.items())
        self.note(FROM_PAPER, "kluis", told or "niets hoger")

    def _doubt_numbers(self) -> None:
        """A vault that was carried here may be an older copy: papers may have higher numbers than it knows.

        Putting a copy back with this program asks for them, and remembers that vault.
        """
        if not self._marks.row and self._used_numbers:
            self.set_setting(NUMBERS_DOUBTED, self._stamp())
        if self.are_numbers_doubted:  # an older copy that is put back does not tell it any more
            marks.doubt(self.vault_id, is_doubted=True)

    def search(self, query: str, *, limit: int = 50) -> list[SearchHit]:
        """Rows that hold all words of `query`, the last one as a beginning; best first. Any text is safe."""
        return search.find(self.connection, query, limit)

    def reindex(self, tables: Sequence[str]) -> None:
        """Build the search index of these tables anew, after what is searched has changed."""
        if self.index_text is None:
            raise RuntimeError("nobody says what is searched")
        with self._writing():
            for table in tables:
                cursor = self.connection.execute(f'SELECT * FROM "{table}"')
                names = cursor.columns()
                for values in cursor.fetchall():
                    row = dict(zip(names, values, strict=True))
                    found = self.index_text(table, row)
                    if found is None:
                        search.remove(self.connection, table, row["id"])
                    else:
                        search.put(self.connection, table, row["id"], text=found[0], dossier_id=found[1])
