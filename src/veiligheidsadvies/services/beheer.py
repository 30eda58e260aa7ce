"""Use cases of Beheer: the organisation, who has a key, the recovery sheet, the checks and the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.errors import InvalidInput, NotFound, StorageUnavailable, VaultDamaged
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.snapshots import Herstelblad
from veiligheidsadvies.services.akkoord_dekking import Dekking
from veiligheidsadvies.services.akkoord_echtheid import check_names
from veiligheidsadvies.services.beveiliging import Beveiligingspunt, beveiligingsstatus
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.herstelblad import HerstelbladService
from veiligheidsadvies.services.opdracht_akkoord import Opdrachtcontrole
from veiligheidsadvies.services.sterkte import require_strong
from veiligheidsadvies.services.uitgifte_gegevens import Aanvraag, Uitgiftegegevens
from veiligheidsadvies.services.vrijgave_leverancier import LeverancierVrijgave
from veiligheidsadvies.services.vrijgaven import VrijgaveService
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.integrity import CheckOutcome
from veiligheidsadvies.vault.keys import SlotKind
from veiligheidsadvies.vault.preparing import PreparedSlot
from veiligheidsadvies.vault.session import Notice
from veiligheidsadvies.vault.slots import SlotInfo

__all__ = ["BeheerService", "CheckOutcome", "Notice", "PreparedSlot", "SlotInfo", "SlotKind"]


@dataclass(frozen=True, slots=True)
class BeheerService:
    """Adding or changing a slot derives a key, which takes about a second."""

    context: Context

    def organisatie(self) -> Organisatie:
        """The one organisation of this vault."""
        found = records.list_where(self.context.connection, Organisatie)
        if not found:
            raise NotFound(Organisatie.TABEL)
        return found[0]

    def save_organisatie(self, organisatie: Organisatie) -> Changes:
        """Change the organisation; screens and papers follow its terms."""
        return self.context.save(organisatie, "Organisatie bewaard")

    def list_slots(self) -> list[SlotInfo]:
        """Everyone who can open the vault or approve."""
        return self.context.vault.list_slots()

    def add_opening_slot(self, name: str, passphrase: str) -> str:
        """Let one more person open the vault; the id of the new slot. WeakPassphrase, InvalidInput."""
        self._check_name(name, SlotKind.OPENEN)
        require_strong(passphrase)
        return self.context.vault.add_opening_slot(name.strip(), passphrase)

    def add_approval_slot(self, name: str, passphrase: str) -> str:
        """Let one more person approve; it opens nothing. The id of the new slot."""
        self._check_name(name, SlotKind.AKKOORD)
        require_strong(passphrase)
        return self.context.vault.add_approval_slot(name.strip(), passphrase)

    def rename_slot(self, slot_id: str, name: str) -> None:
        """Another name for the same key; history keeps showing the new one."""
        kind = next((slot.kind for slot in self.list_slots() if slot.id == slot_id), None)
        self._check_name(name, kind, but=slot_id)
        self.context.vault.rename_slot(slot_id, name.strip())

    def change_passphrase(self, slot_id: str, *, old: str, new: str) -> None:
        """Another passphrase for the same slot; WrongPassphrase, WeakPassphrase."""
        require_strong(new)
        self.context.vault.change_passphrase(slot_id, old=old, new=new)

    def set_new_passphrase(self, passphrase: str, *, slot_id: str) -> None:
        """After opening with the recovery sheet: another passphrase for a slot; WeakPassphrase, NotFound."""
        require_strong(passphrase)
        self.context.vault.set_new_passphrase(passphrase, slot_id=slot_id)

    @property
    def needs_new_passphrase(self) -> bool:
        """The recovery sheet or a passphrase for one time opened the vault, and none was set yet."""
        return self.context.vault.needs_new_passphrase

    @property
    def is_handed_over(self) -> bool:
        """A passphrase that was made for one time opened the vault."""
        return self.context.vault.is_handed_over

    @property
    def herstelblad_bevestigd(self) -> bool:
        """The recovery sheet was typed back."""
        return self.context.vault.recovery_confirmed

    def herstelgroepen(self) -> list[str]:
        """The 14 groups of the recovery sheet; showing them is noted in the log."""
        self.context.vault.note("herstelblad getoond", "kluis")
        return self.context.vault.recovery_groups()

    def confirm_herstelblad(self, groups: Sequence[str]) -> None:
        """Typed back from paper; RecoveryKeyInvalid, RecoveryKeyForeign."""
        self.context.vault.confirm_recovery(groups)

    def prepare_slot(self, kind: SlotKind, name: str, passphrase: str) -> Callable[[], PreparedSlot]:
        """For a window: the slow half of adding a key, to run in a job; then `keep_slot`.

        Raises WeakPassphrase and InvalidInput at once.
        """
        self._check_name(name, kind)
        require_strong(passphrase)
        vault = self.context.vault
        if kind is SlotKind.AKKOORD:
            return lambda: vault.prepare_approval_slot(name.strip(), passphrase)
        return lambda: vault.prepare_opening_slot(name.strip(), passphrase)

    def prepare_passphrase(self, slot_id: str, *, old: str, new: str) -> Callable[[], PreparedSlot]:
        """For a window: the slow half of changing a passphrase, to run in a job; then `keep_slot`.

        Raises WeakPassphrase at once; the function raises WrongPassphrase and NotFound.
        """
        require_strong(new)
        vault = self.context.vault
        return lambda: vault.prepare_passphrase(slot_id, old=old, new=new)

    def prepare_replacement(self, passphrase: str, *, slot_id: str) -> Callable[[], PreparedSlot]:
        """For a window: the slow half of `set_new_passphrase`, to run in a job; then `keep_slot`.

        Raises WeakPassphrase at once; the function raises NotFound.
        """
        require_strong(passphrase)
        vault = self.context.vault
        return lambda: vault.prepare_replacement(slot_id, passphrase)

    def keep_slot(self, prepared: PreparedSlot) -> str:
        """The quick half of adding or changing a key; its id."""
        return self.context.vault.keep(prepared)

    def herstelblad(self) -> Herstelblad:
        """What the recovery sheet says; noted in the log as a read."""
        return HerstelbladService(self.context).snapshot()

    def request_herstelblad(self, gegevens: Uitgiftegegevens) -> Aanvraag:
        """Ask for a copy of the recovery sheet; `verify` and `StukkenService.enrol` follow."""
        return HerstelbladService(self.context).request(gegevens)

    def beveiligingsstatus(self) -> list[Beveiligingspunt]:
        """What protects this vault on this machine and what does not."""
        return beveiligingsstatus(self.context)

    def checks(self, *, anchor: str | None = None) -> list[CheckOutcome]:
        """Every check of the vault; `anchor` is a log head typed from paper."""
        return self.context.vault.checks(anchor=anchor, more=self._coverage)

    @property
    def is_check_due(self) -> bool:
        """The last full check is over a day old."""
        return self.context.vault.due_for_check

    @property
    def laatste_fout(self) -> str:
        """What the last check found wrong, by name of the checks; "" when that was nothing."""
        return self.context.vault.last_fault

    def check_beside(self, *, anchor: str | None = None) -> Callable[[], list[CheckOutcome]]:
        """A function for a job: the long checks over a connection of its own, as `checks` does them."""
        return self.context.vault.check_beside(anchor=anchor)

    def check_here(self) -> list[CheckOutcome]:
        """The short checks, on the open connection."""
        return [*self.context.vault.check_here(), *self._coverage()]

    def _coverage(self) -> list[CheckOutcome]:
        try:
            return [
                check_names(self.context),
                Dekking(self.context).check(),
                Opdrachtcontrole(self.context).check(),
                VrijgaveService(self.context, LeverancierVrijgave(self.context)).check(),
            ]
        except (VaultDamaged, StorageUnavailable):  # the checks before it told that
            return []

    def record_check(self, outcomes: Sequence[CheckOutcome]) -> None:
        """Remember that the checks of `check_beside` were done."""
        self.context.vault.record_check(outcomes)

    def keep_room(self) -> None:
        """Set room apart for what is being typed, should the disk fill up; once after opening."""
        self.context.vault.keep_room()

    def notices(self) -> list[Notice]:
        """What the user should be told after unlocking."""
        return list(self.context.vault.notices)

    @property
    def mislukte_pogingen(self) -> int:
        """Wrong passphrases since the last unlock."""
        return self.context.vault.failed_attempts.count

    @property
    def folder(self) -> Path:
        """Where the vault is."""
        return self.context.vault.folder

    def _check_name(self, name: str, kind: SlotKind | None, *, but: str = "") -> None:
        """One person may open and approve under one name; that tells who approves an own proposal."""
        if not name.strip():
            raise InvalidInput([Problem("naam", "verplicht")])
        same = [slot for slot in self.list_slots() if slot.name == name.strip() and slot.id != but]
        if any(slot.kind is kind for slot in same):
            raise InvalidInput([Problem("naam", "bestaat_al")])
