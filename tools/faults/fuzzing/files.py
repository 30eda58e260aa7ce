"""Files that lie where anybody with the laptop in hand can put another: slots, copies, preferences."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Sequence
from typing import Any

from tools.faults.fuzzing.target import Target, same
from tools.faults.place import PASSPHRASE, Place
from veiligheidsadvies import settings
from veiligheidsadvies.domain.errors import CopyRefused, UserError
from veiligheidsadvies.vault import attempts, copyfile, copying, keys, location, marks, slotfile
from veiligheidsadvies.vault.database import DATABASE_NAME
from veiligheidsadvies.vault.keys import KdfParameters
from veiligheidsadvies.vault.unlock import system_clock, unlock
from veiligheidsadvies.vault.vault import Vault


def _cheap(passphrase: str, salt: bytes, kdf: KdfParameters) -> bytes:
    """In the place of Argon2id, with the same bounds: it is the file that is tried, not the derivation."""
    if not kdf.is_acceptable:
        raise ValueError("key derivation cost is out of bounds")
    return hashlib.sha256(passphrase.encode("utf-8", "surrogatepass") + salt).digest()


class Slots(Target):
    """`sleutels.json` and its copy."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        keys.derive = _cheap
        vault_id = slotfile.read_candidates(place.folder)[0].vault_id
        slot = keys.new_opening_slot(
            vault_id,
            place.key.data_key,
            name="Anja",
            passphrase=PASSPHRASE,
            kdf=keys.FLOOR,
            created="2026-03-12T09:00:00+00:00",
        )
        approval = keys.new_approval_slot(
            vault_id, name="Bram", passphrase=PASSPHRASE, kdf=keys.FLOOR, created="2026-03-12T09:00:00+00:00"
        )
        file = slotfile.SlotFile(vault_id=vault_id, generation=9, slots=(slot, approval))
        slotfile.write(place.folder, file, place.key.data_key)
        self._files = [place.folder / name for name in slotfile.NAMES]
        self._right = self._files[0].read_bytes()

    @property
    def examples(self) -> Sequence[bytes]:
        """The file as we wrote it."""
        return (self._right,)

    def mended(self, data: bytes) -> bytes:
        """With every slot's own checksum right."""
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            found = json.loads(data)
            for entry in [*found["sleuven"], *found["volgende"]]:
                body = {name: value for name, value in entry.items() if name != "controle"}
                entry["controle"] = slotfile._checksum(body)
            return json.dumps(found).encode()
        return data

    def check(self, data: bytes) -> None:
        """In the place of both, or of one; then the right passphrase is typed."""
        both = len(data) % 3 > 0
        self._files[0].write_bytes(data)
        self._files[1].write_bytes(data if both else self._right)
        attempts.clear(self.place.folder)
        before = {path: path.read_bytes() for path in (*self._files, self.place.folder / DATABASE_NAME)}
        try:
            key = unlock(self.place.folder, PASSPHRASE)
        except UserError:
            if not both:
                raise AssertionError("the copy did not help") from None
            same(before)
            return
        if key.data_key != self.place.key.data_key:
            raise AssertionError("a key that is not ours was taken")
        try:
            Vault.open(self.place.folder, key).close()
        except UserError:
            same({path: content for path, content in before.items() if path in self._files})


class Copy(Target):
    """`.kluiskopie`: read, verified, unsealed and unpacked as a restore does."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._file, self._room = place.root / "kopie.kluiskopie", place.root / "kamer"
        source = copying.Source(folder=place.folder, data_key=place.key.data_key)
        copying.make(source, self._file, now=system_clock)
        self._right = self._file.read_bytes()

    @property
    def examples(self) -> Sequence[bytes]:
        """A copy that is whole, and its beginning."""
        return (self._right, self._right[:4096])

    def check(self, data: bytes) -> None:
        """Whatever is not exactly a copy is refused, and nothing of it is left in the open."""
        self._file.write_bytes(data)
        shutil.rmtree(self._room, ignore_errors=True)
        self._room.mkdir()
        try:
            copy = copyfile.read(self._file)
            copyfile.verify(copy)
            copyfile.unseal(copy, self.place.key.data_key)
            copyfile.extract(copy, self._room)
        except CopyRefused:
            if self._file.read_bytes() != data:
                raise AssertionError("the copy was changed") from None
            return
        if data != self._right:
            raise AssertionError("a changed copy was taken for whole")


class Preferences(Target):
    """`voorkeuren.json`, the memory of this machine and the failed attempts."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._vault_id = slotfile.read_candidates(place.folder)[0].vault_id
        settings.save(settings.Settings(column_widths={"dossiers": {"code": 90}}))
        attempts.record_failure(place.folder, system_clock())
        marks.write(self._vault_id, marks.Marks(row=7, numbers={"exemplaar/2026": 3}), is_durable=False)
        self._memory = settings.file().parent / "kluizen" / f"{self._vault_id}.json"
        self._attempts = place.folder / location.ATTEMPTS_NAME
        self._all = tuple(path.read_bytes() for path in (settings.file(), self._memory, self._attempts))

    @property
    def examples(self) -> Sequence[bytes]:
        """One of each."""
        return self._all

    def check(self, data: bytes) -> None:
        """Each is read as something that we could have written."""
        for path in (settings.file(), self._memory, self._attempts):
            path.write_bytes(data)
        found = settings.load()
        usual = settings.Settings()
        for name in settings.Settings._fields:
            self._check_kind(getattr(found, name), getattr(usual, name))
        settings.save(found)
        if settings.load() != found:
            raise AssertionError("preferences are not what was kept")
        kept = marks.read(self._vault_id)
        marks.write(self._vault_id, kept, is_durable=False)
        if marks.read(self._vault_id) != kept:
            raise AssertionError("the memory is not what was kept")
        attempts.read(self.place.folder)
        if not 0 <= attempts.seconds_to_wait(self.place.folder, system_clock()) <= 300:  # noqa: PLR2004
            raise AssertionError("a wait beyond the longest")
        attempts.record_failure(self.place.folder, system_clock())

    @staticmethod
    def _check_kind(value: Any, usual: Any) -> None:
        if type(value) is not type(usual):
            raise AssertionError(f"{value!r} in the place of {usual!r}")
