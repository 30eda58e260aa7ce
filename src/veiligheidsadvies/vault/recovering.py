"""The paper that opens the vault when every passphrase is lost, and whether it was typed back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.errors import PartReason, RecoveryKeyForeign, RecoveryPartInvalid
from veiligheidsadvies.vault import recovery, recovery_parts
from veiligheidsadvies.vault.recovery_parts import Part
from veiligheidsadvies.vault.slots import Slots

RECOVERY_CONFIRMED = "herstelblad_bevestigd_op"
RECOVERY_USED = "herstelblad_gebruikt_op"
PARTS_CONFIRMED = "herstelblad_delen"
OF_ONE_KEY = (RECOVERY_CONFIRMED, RECOVERY_USED, PARTS_CONFIRMED)
"""Settings about the paper of the present data key; another key makes them untrue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsKept:
    """A series of parts that counts: its two words, when it was typed back (ISO), and who keep a part."""

    series: str
    confirmed: str
    keepers: tuple[str, ...]


class Recovering(Slots):
    """The part of the facade about the recovery sheet, whole or in three parts."""

    def recovery_groups(self) -> list[str]:
        """The 14 groups of the recovery sheet of the present key."""
        return recovery.groups_of(self._key.data_key)

    def recovery_payload(self) -> str:
        """What the QR code on the recovery sheet holds."""
        return recovery.qr_payload(self._key.data_key)

    def confirm_recovery(self, groups: Sequence[str]) -> None:
        """The sheet was typed back. Raises RecoveryKeyInvalid and RecoveryKeyForeign."""
        if not secrets.compare_digest(recovery.key_of(groups), self._key.data_key):
            raise RecoveryKeyForeign
        self.set_setting(RECOVERY_CONFIRMED, self._stamp())
        self.note("herstelblad bevestigen", "kluis")

    def split_recovery(self) -> list[Part]:
        """A new series of three parts of the present key; nothing of it is kept."""
        return recovery_parts.split(self._key.data_key)

    def confirm_parts(self, parts: Sequence[Sequence[str]], *, series: str, keepers: Sequence[str]) -> None:
        """Two parts of the series were typed back: from now on it counts, in the hands of `keepers`.

        Raises RecoveryPartInvalid and RecoveryKeyForeign.
        """
        if not secrets.compare_digest(recovery_parts.key_of(parts), self._key.data_key):
            raise RecoveryKeyForeign
        if any(recovery_parts.part_of(words).series != series for words in parts):
            raise RecoveryPartInvalid(PartReason.ANDERE_SERIE)
        kept = {"serie": series, "op": self._stamp(), "houders": list(keepers)}
        self.set_setting(PARTS_CONFIRMED, json.dumps(kept, ensure_ascii=False))
        self.note("herstelblad in delen bevestigen", "kluis")

    def confirmed_parts(self) -> PartsKept | None:
        """The series of parts of the present key that was typed back, None when there is none."""
        kept = self.setting(PARTS_CONFIRMED)
        if kept is None:
            return None
        data = json.loads(kept)
        return PartsKept(series=data["serie"], confirmed=data["op"], keepers=tuple(data["houders"]))

    @property
    def recovery_confirmed(self) -> bool:
        """Whether the sheet of the present key was typed back, as a whole or two of its parts."""
        return any(self.setting(name) is not None for name in (RECOVERY_CONFIRMED, PARTS_CONFIRMED))

    @property
    def recovery_used(self) -> str | None:
        """When the sheet of the present key last opened the vault (ISO time), None when it never did."""
        return self.setting(RECOVERY_USED)
