"""Encrypting the vault under a new data key: the only way to keep out a secret that opened it before.

Whoever has an old copy of the slot file and an old passphrase still unwraps the old data key. So a slot that
is revoked, a passphrase that was seen and a new recovery sheet all ask for another key, and every person who
goes on opening the vault needs a slot around that key.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from veiligheidsadvies.domain.errors import LastOpeningSlot, NotFound, StorageUnavailable, WrongPassphrase
from veiligheidsadvies.vault import copyfile, holders, keys, rekey, slotfile
from veiligheidsadvies.vault.chain import Entry
from veiligheidsadvies.vault.database import DATABASE_NAME, Connection, open_database
from veiligheidsadvies.vault.keys import Slot, SlotKind
from veiligheidsadvies.vault.preparing import CHANGED, HANDED_OVER
from veiligheidsadvies.vault.recovering import OF_ONE_KEY, Recovering
from veiligheidsadvies.vault.renewing import Renewal
from veiligheidsadvies.vault.slots import OLDER_SLOTS
from veiligheidsadvies.vault.unlock import opens

OLD_KEYS = "oude_sleutels"
"""Setting: the data keys of before, as JSON."""
REKEYED = "kluis opnieuw versleutelen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How one person goes on opening the vault.

    With the own `passphrase` typed once more, or with `new` in its place from now on; or with a `handover`, a
    passphrase that was made for one time and is replaced when it is first used.
    """

    passphrase: str = field(default="", repr=False)
    new: str = field(default="", repr=False)
    handover: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRekey:
    """A new data key and the slots around it; nothing in the vault changed yet."""

    data_key: bytes = field(repr=False)
    slots: tuple[Slot, ...]
    dropped: tuple[Slot, ...]
    renewed: frozenset[str]
    handed_over: frozenset[str]
    generation: int


def former_keys(connection: Connection) -> tuple[bytes, ...]:
    """The data keys of before, as the database of an open vault holds them."""
    told: str | None = connection.value("SELECT waarde FROM instelling WHERE naam = ?", (OLD_KEYS,))
    return tuple(bytes.fromhex(one) for one in json.loads(told or "[]"))


class Rekeying(Recovering):
    """The part of the facade that gives the vault another data key."""

    def prepare_rekey(self, access: Mapping[str, Access]) -> PreparedRekey:
        """The slow half (up to two seconds a person); may run in a worker thread.

        `access` by slot id; the other opening slots fall away, approval slots stay. Raises WrongPassphrase
        with everybody whose own does not fit, LastOpeningSlot and NotFound.
        """
        for slot_id in access:
            if self._slot(slot_id).kind is not SlotKind.OPENEN:
                raise NotFound("sleutel")
        if not any(not one.handover for one in access.values()):
            raise LastOpeningSlot  # with handovers alone, a forgotten word would shut everybody out
        self._require_own(access)
        new_key = secrets.token_bytes(keys.KEY_BYTES)
        slots, dropped = [], []
        for slot in self._slot_file.slots:
            if slot.kind is SlotKind.AKKOORD:
                slots.append(slot)
            elif slot.id in access:
                slots.append(self._around(new_key, slot, access[slot.id]))
            else:
                dropped.append(slot)
        return PreparedRekey(
            data_key=new_key,
            slots=tuple(slots),
            dropped=tuple(dropped),
            renewed=frozenset(slot_id for slot_id, one in access.items() if one.new),
            handed_over=frozenset(slot_id for slot_id, one in access.items() if one.handover),
            generation=self._slot_file.generation,
        )

    def apply_rekey(self, prepared: PreparedRekey) -> tuple[str, ...]:
        """Encrypt the vault under the prepared key; the names of who lost access.

        The recovery sheet must be put on paper and typed back again. Old copies still open with the old key.
        Raises StorageUnavailable, and VaultDamaged for a copy that does not read back; the old key goes on
        opening the vault then.
        """
        if prepared.generation != self._slot_file.generation:
            raise RuntimeError("the slots were changed after the new key was prepared")
        old_key = self._key.data_key
        rekey.make_copy(
            self.folder,
            self.connection,
            old_key=old_key,
            new_key=prepared.data_key,
            change=lambda copy: self._record(copy, prepared),
        )
        both = replace(
            self._slot_file, generation=self._slot_file.generation + 1, pending=prepared.slots, damaged=()
        )
        try:
            slotfile.write(self.folder, both, old_key)
            self.connection.close()
            rekey.swap(self.folder)
        except BaseException as error:
            self.connection.come_back(lambda: open_database(self.folder / DATABASE_NAME, old_key))
            if not opens(self.folder, prepared.data_key):
                rekey.finish(self.folder, old_key)
                raise
            self._adopt(prepared, both)
            if not isinstance(error, StorageUnavailable):
                raise
        else:
            self._adopt(prepared, both)
        self._settle()
        self._remember()
        return tuple(slot.name for slot in prepared.dropped)

    def rekey(self, passphrases: Mapping[str, str]) -> tuple[str, ...]:
        """Both halves at once, for who types everybody's passphrase by slot id; names who lost access.

        Raises WrongPassphrase, LastOpeningSlot, StorageUnavailable.
        """
        access = {slot_id: Access(passphrase=passphrase) for slot_id, passphrase in passphrases.items()}
        return self.apply_rekey(self.prepare_rekey(access))

    @property
    def old_keys(self) -> tuple[bytes, ...]:
        """The data keys of before, for as long as a copy is known that opens with one of them."""
        return former_keys(self.connection)

    def keep_old_keys(self, marks: frozenset[str]) -> None:
        """Forget the data keys of before, but for those with these marks (see `copyfile.mark_of`)."""
        self._settle()
        if self._unsettled is not None:
            return  # the slot files are still under the MAC of one of them
        left = [one.hex() for one in self.old_keys if copyfile.mark_of(one) in marks]
        if len(left) != len(self.old_keys):
            self.set_setting(OLD_KEYS, json.dumps(left) if left else None)

    def mark_of_vault(self, folder: Path) -> str:
        """The mark of the key around which the slots in `folder` are; "" for one not known, or not read."""
        try:
            files = slotfile.read_candidates(folder)
        except StorageUnavailable:
            return ""
        for data_key in (self._key.data_key, *self.old_keys):
            if any(slotfile.is_authentic(file, data_key) for file in files):
                return copyfile.mark_of(data_key)
        return ""

    def is_of_former_key(self, mark: str, moment: dt.datetime) -> bool:
        """Whether the key with this mark, of what was made at `moment`, came before the present one.

        After an older copy was put back there can be a key that came later. This vault never knew that one,
        and what is under it was made after the present key began here.
        """
        if mark == copyfile.mark_of(self._key.data_key):
            return False
        if any(mark == copyfile.mark_of(one) for one in self.old_keys):
            return True
        began = self.connection.execute(
            "SELECT tijdstip FROM logregel WHERE actie = ? ORDER BY nummer DESC LIMIT 1", (REKEYED,)
        ).fetchone()
        return began is not None and moment <= dt.datetime.fromisoformat(began[0])

    def renewal(self) -> Renewal:
        """What a job needs to encrypt copies of former keys under the present one."""
        prefixes = (*OF_ONE_KEY, HANDED_OVER, OLD_KEYS, OLDER_SLOTS, holders.GENERATION)
        rows = self.connection.execute("SELECT naam, waarde FROM instelling").fetchall()
        return Renewal(
            folder=self.folder,
            new_key=self._key.data_key,
            old_keys={copyfile.mark_of(one): one for one in self.old_keys},
            slots=self._slot_file,
            settings={name: value for name, value in rows if name.startswith(prefixes)},
            prefixes=prefixes,
        )

    def _require_own(self, access: Mapping[str, Access]) -> None:
        """Everybody who typed an own passphrase typed the right one."""
        wrong = [
            slot_id
            for slot_id, one in access.items()
            if not one.handover and keys.unwrap(self.vault_id, self._slot(slot_id), one.passphrase) is None
        ]
        if wrong:
            raise WrongPassphrase(wrong)

    def _around(self, new_key: bytes, slot: Slot, access: Access) -> Slot:
        passphrase = access.handover or access.new or access.passphrase
        return keys.rewrap(self.vault_id, slot, secret=new_key, passphrase=passphrase, kdf=slot.kdf)

    def _adopt(self, prepared: PreparedRekey, both: slotfile.SlotFile) -> None:
        """From here the new key is the key; the slot file holds both halves until `_settle`."""
        self.connection.come_back(lambda: open_database(self.folder / DATABASE_NAME, prepared.data_key))
        self._key = replace(self._key, data_key=prepared.data_key)
        self._unsettled, self._slot_file = both, rekey.promoted(both)
        self._forged = None

    def _record(self, copy: Connection, prepared: PreparedRekey) -> None:
        """What the new database knows and the old one does not."""
        holders.keep(copy, prepared.slots, at=self._stamp())
        holders.keep_generation(copy, prepared.generation + rekey.GENERATIONS)
        copy.execute("DELETE FROM instelling WHERE naam = ?", (OLDER_SLOTS,))
        for name in OF_ONE_KEY:
            copy.execute("DELETE FROM instelling WHERE naam = ?", (name,))
        gone = [slot.id for slot in prepared.dropped]
        for slot_id in (*gone, *prepared.renewed):
            copy.execute("DELETE FROM instelling WHERE naam = ?", (HANDED_OVER + slot_id,))
        kept = {HANDED_OVER + slot_id: self._stamp() for slot_id in prepared.handed_over}
        kept[OLD_KEYS] = json.dumps([one.hex() for one in (*self.old_keys, self._key.data_key)])
        for name, value in kept.items():
            copy.execute("INSERT OR REPLACE INTO instelling (naam, waarde) VALUES (?, ?)", (name, value))
        chain = self._chain.over(copy)
        done = [("sleutel intrekken", slot_id) for slot_id in gone]
        done += [(CHANGED, slot_id) for slot_id in sorted(prepared.renewed)]
        done += [("eenmalige wachtwoordzin geven", slot_id) for slot_id in sorted(prepared.handed_over)]
        objects = [(verb, f"sleutel:{slot_id}") for verb, slot_id in done]
        for verb, about in (*objects, (REKEYED, "kluis")):
            chain.append(Entry(verb=verb, object=about), actor=self._key.slot_id, at=self._now(), action=None)
