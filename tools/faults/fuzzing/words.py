"""What people type, paste or have read from a list: measures, recovery sheets, words to look for."""

from __future__ import annotations

from collections.abc import Sequence

from tools.faults.fuzzing.target import Target
from tools.faults.place import Place
from veiligheidsadvies import paths
from veiligheidsadvies.cli import kluis_commands
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import RecoveryKeyInvalid, RecoveryPartInvalid, UserError
from veiligheidsadvies.services.exemplaar_zoeken import recognise
from veiligheidsadvies.services.kluis import open_vault
from veiligheidsadvies.vault import recovery, recovery_parts


class Measures(Target):
    """A list of measures in text with separators."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._services = open_vault(place.folder, place.key)
        catalogue = paths.resource("catalogus/maatregelen.tsv").read_bytes()
        head, *lines = catalogue.splitlines(keepends=True)
        plain = b'code;titel;domein\r\nW-99;"Slot; dubbel";wonen\r\n'
        short = 'maatregel,domein,termijn,kosten_min_eur\nHek,wonen,1-2-2027,"1.000,50"\n'
        self._lists = (head + b"".join(lines[:4]), plain, b"sep=;\n" + plain, short.encode("utf-16"))

    @property
    def examples(self) -> Sequence[bytes]:
        """Lists that are taken in."""
        return self._lists

    def check(self, data: bytes) -> None:
        """Taken in whole and taken back, or nothing was written."""
        connection = self._services.context.connection
        before = self._state()
        try:
            seen = self._services.invoer.preview(DossierId(1), data)
            self._services.invoer.add(seen)
        except UserError:
            if self._state() != before or self._services.context.vault.connection.is_in_transaction:
                raise AssertionError("part of the list was written") from None
            return
        self._services.undo()
        (count,) = connection.execute("SELECT count(*) FROM maatregel", ()).fetchall()[0]
        if count != before[0]:
            raise AssertionError("taking it back left something")

    def _state(self) -> tuple[int, str]:
        (count,) = self._services.context.connection.execute("SELECT count(*) FROM maatregel", ()).fetchall()[
            0
        ]
        return int(count), self._services.context.vault.log_head()

    def close(self) -> None:
        """The vault."""
        self._services.close()


class Sheet(Target):
    """A recovery sheet as it is scanned, pasted, typed or piped; whole or in parts."""

    is_text = True

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        groups = recovery.groups_of(place.key.data_key)
        numbered = "\n".join(f"{number}. {' '.join(group)}" for number, group in enumerate(groups, 1))
        parts = [" ".join(part.words) for part in recovery_parts.split(place.key.data_key)]
        texts = (
            " ".join(groups),
            numbered,
            recovery.qr_payload(place.key.data_key),
            parts[0],
            "\n".join(parts[:2]),
        )
        self._texts = tuple(text.encode() for text in texts)

    @property
    def examples(self) -> Sequence[bytes]:
        """The sheet in every form."""
        return self._texts

    def check(self, data: bytes) -> None:
        """A sheet is what it says, or it is refused."""
        text = data.decode("utf-8", "surrogateescape")
        for groups in (recovery.groups_in(text), kluis_commands.groups_of(text), text.split()):
            self._check_groups(groups or [])
        words = recovery_parts.words_in(text)
        size = recovery_parts.WORDS
        for parts in ([words], [words[:size], words[size:]]):
            try:
                key = recovery_parts.key_of(parts)
            except RecoveryPartInvalid:
                continue
            if key != self.place.key.data_key:
                raise AssertionError("parts that are not ours gave a key")
        try:
            recovery.groups_of_payload(text)
        except RecoveryKeyInvalid:
            return

    @staticmethod
    def _check_groups(groups: Sequence[str]) -> None:
        try:
            key = recovery.key_of(groups)
        except RecoveryKeyInvalid:
            return
        if not all(
            recovery.check_group(number, one) for number, one in enumerate(recovery.groups_of(key), 1)
        ):
            raise AssertionError("a key that no sheet stands for")


class Search(Target):
    """What is looked for in everything, and on a sheet that was found."""

    is_text = True

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._services = open_vault(place.folder, place.key)
        self._copies = self._services.exemplaren.begin_search()

    @property
    def examples(self) -> Sequence[bytes]:
        """Words, and what means something to FTS5 or SQL."""
        typed = (
            "đorđević slot",
            'hek "titel" AND NOT x*',
            "tekst:slot NEAR(a b, 2) ^c",
            "%_'; --",
            "2026-0001",
        )
        return tuple(text.encode() for text in typed)

    def check(self, data: bytes) -> None:
        """Hits or none, and nothing else."""
        text = data.decode("utf-8", "surrogateescape")
        head = self._services.context.vault.log_head()
        for hit in self._services.zoeken.search(text):
            if not hit.tabel:
                raise AssertionError("a hit without a place")
        recognise(self._copies, text)
        if self._services.context.vault.log_head() != head:
            raise AssertionError("searching changed something")

    def close(self) -> None:
        """The vault."""
        self._services.close()
