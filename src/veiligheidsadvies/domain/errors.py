"""Everything the user can be told about. Anything else that is raised is a bug.

An error carries data (a path kind, a version, a count), never a record value and never a sentence:
`text.messages` turns it into Dutch.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from veiligheidsadvies.domain.problems import Problem


class UserError(Exception):
    """Root of the expected errors; `text.messages` holds a Dutch sentence for each."""


class InvalidInput(UserError):
    """One or more fields cannot be saved as they are; the form marks them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__([problem.reason for problem in problems])
        self.problems = tuple(problems)


class NotFound(UserError):
    """The thing that was named (a dossier code, a copy number) is not in this vault."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class WrongPassphrase(UserError):
    """No key slot opens with this passphrase and the slots themselves are whole.

    `slot_ids` of whom, where several people typed theirs at once.
    """

    def __init__(self, slot_ids: Sequence[str] = ()) -> None:
        super().__init__(len(slot_ids))
        self.slot_ids = tuple(slot_ids)


class TooManyAttempts(UserError):
    """Unlocking is delayed after repeated wrong passphrases."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NotAVault(UserError):
    """The folder is absent or does not hold a vault."""


class VaultExists(UserError):
    """A new vault would overwrite something that stands there."""


class SlotFileDamaged(UserError):
    """Both copies of the key slots are unreadable; the recovery sheet still opens the vault."""


class VaultDamaged(UserError):
    """The key fits, but the database behind it is not whole."""


class VaultTooNew(UserError):
    """The vault was written by a newer version of the program."""

    def __init__(self, found: int, supported: int) -> None:
        super().__init__(found, supported)
        self.found, self.supported = found, supported


class VaultInUse(UserError):
    """Another running program holds this vault."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class UnsafeLocation(UserError):
    """The vault may not live here: a network share, or a folder that is a link."""

    def __init__(self, reason: UnsafeReason) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsafeReason(StrEnum):
    """Why a location is refused."""

    NETWERK = "netwerk"
    KOPPELING = "koppeling"
    RECHTEN = "rechten"
    BESTANDSSYSTEEM = "bestandssysteem"


class StorageFailure(StrEnum):
    """What the environment did when a read or write failed."""

    VOL = "vol"
    ALLEEN_LEZEN = "alleen_lezen"
    BEZET = "bezet"
    INVOER_UITVOER = "invoer_uitvoer"


class StorageUnavailable(UserError):
    """The environment is to blame: disk full, read-only, locked, unreadable."""

    def __init__(self, failure: StorageFailure) -> None:
        super().__init__(failure)
        self.failure = failure


class NothingOffPaper(UserError):
    """Nothing was typed of a recovery sheet, or of its parts."""


class RecoveryKeyInvalid(UserError):
    """The typed groups of a recovery sheet hold a mistake; `groups` are the wrong group numbers (1–14)."""

    def __init__(self, groups: Sequence[int]) -> None:
        super().__init__(tuple(groups))
        self.groups = tuple(groups)


class RecoveryKeyForeign(UserError):
    """The recovery sheet is typed without mistakes but belongs to another vault or an older key."""


class WeakPassphrase(UserError):
    """The chosen passphrase can be guessed (`score` 0–4 of zxcvbn)."""

    def __init__(self, score: int) -> None:
        super().__init__(score)
        self.score = score


class UndoRefused(UserError):
    """The last action cannot be undone (or redone)."""

    def __init__(self, reason: UndoReason) -> None:
        super().__init__(reason)
        self.reason = reason


class UndoReason(StrEnum):
    """Why undo or redo refuses."""

    NIETS = "niets"
    GEWIJZIGD = "gewijzigd"
    UITGEGEVEN = "uitgegeven"


class TransitionRefused(UserError):
    """A status change that the life cycle or a rule forbids; `findings` tell why and what lifts it."""

    def __init__(self, findings: Sequence[object]) -> None:
        super().__init__(len(findings))
        self.findings = tuple(findings)


class ApprovalRefused(UserError):
    """An approval that may not be given: own proposal, session opened by recovery sheet, wrong passphrase."""

    def __init__(self, reason: ApprovalReason) -> None:
        super().__init__(reason)
        self.reason = reason


class ApprovalReason(StrEnum):
    """Why an approval is refused."""

    EIGEN_VOORSTEL = "eigen_voorstel"
    HERSTELBLAD = "herstelblad"
    WACHTWOORD = "wachtwoord"
    CODE = "code"


class LastOpeningSlot(UserError):
    """The only key slot that opens the vault cannot be removed."""


class UnprintableText(UserError):
    """The paper font lacks signs that stand in the text; `signs` are those signs, once each."""

    def __init__(self, signs: str) -> None:
        super().__init__(len(signs))
        self.signs = signs


class ImportRejected(UserError):
    """Nothing was imported; `rows` are (line in the file, header = 1; field; reason)."""

    def __init__(self, rows: Sequence[tuple[int, str, str]]) -> None:
        super().__init__(len(rows))
        self.rows = tuple(rows)


class ImportSeen(UserError):
    """The same list was imported into this dossier before."""


class FileUnreadable(UserError):
    """A file the user pointed at cannot be read, or is not of the expected kind."""


class FileAbsent(FileUnreadable):
    """There is no such file: a mistyped name, or a stick that is not plugged in."""


class FolderUnreadable(UserError):
    """A folder the user pointed at cannot be looked into: closed to this user, or its disk fails."""


class FileUnwritable(UserError):
    """A file the user asked for cannot be written there."""


class FileUnremovable(UserError):
    """A file the user wants to be rid of cannot be taken away."""


class NameNotText(UserError):
    """The path of a file or folder is no text, so the vault cannot remember it."""


class ReasonRequired(UserError):
    """An unencrypted file leaves only with a typed reason."""


class ReleaseRefused(UserError):
    """The finished paper holds something this reader may not see; `places` says on which pages."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(len(places))
        self.places = tuple(places)


class PrintFailed(UserError):
    """The printer is gone or does not take the work; nothing more is sent to it."""


class IssueCancelled(UserError):
    """The user, or the lock, stopped an issue after its number was given out."""


class FileInTheWay(UserError):
    """A new file would overwrite one that stands there."""


class OpdrachtNietGetekend(UserError):
    """No paper of an order leaves before a second person signed what it says, and it still says that."""


class AkkoordKloptNiet(OpdrachtNietGetekend):
    """What was signed for an order is not what is kept, or the signature is not good; `what` says which."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class GeheimhoudingOntbreekt(UserError):
    """No address goes to a supplier without a valid declaration of secrecy (rule R7); nothing lifts this."""


class AdresOntbreekt(UserError):
    """The order bears no address, or the place of the work has none."""


class ReleaseApprovalRequired(UserError):
    """A word that may be a coincidence leaves with a second person's yes and why; `places` says where."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(len(places))
        self.places = tuple(places)


class ReleaseApprovalLapsed(ReleaseApprovalRequired):
    """There was a yes to such words, and the paper was changed after it."""


class YearClosed(UserError):
    """Nothing is booked, changed or taken away in a year that was closed."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class YearNotOver(UserError):
    """Only a year that is over is closed, and only a closed one is opened again."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class YearBookedAfter(UserError):
    """A closing is not taken back once anything was booked after it."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class BookedElsewhere(UserError):
    """A cost line of an order, a bill or a closing is not changed by itself."""


class TooManySlots(UserError):
    """A vault has no room for more than `most` keys."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class CopyFault(StrEnum):
    """Why a file is not taken for a copy of a vault, or a copy not for whole."""

    GEEN_KOPIE = "geen_kopie"
    AFGEBROKEN = "afgebroken"
    BESCHADIGD = "beschadigd"
    TE_NIEUW = "te_nieuw"
    ANDERE_SLEUTEL = "andere_sleutel"
    ANDERE_KLUIS = "andere_kluis"


class CopyRefused(UserError):
    """A `.kluiskopie` that cannot be put back."""

    def __init__(self, fault: CopyFault) -> None:
        super().__init__(fault)
        self.fault = fault


class CopyNotVerified(UserError):
    """A copy did not read back whole and was thrown away; `checks` are the names of what failed."""

    def __init__(self, checks: Sequence[str]) -> None:
        super().__init__(tuple(checks))
        self.checks = tuple(checks)


class NoGoodCopy(UserError):
    """There is no copy that can be opened and is whole; `tried` are the files that were, and why not."""

    def __init__(self, tried: Sequence[tuple[str, UserError]] = ()) -> None:
        super().__init__(tuple(tried))
        self.tried = tuple(tried)


class SecondPlaceAbsent(UserError):
    """The second place for copies is not there: the stick is not plugged in."""


class CopyPlaceAbsent(UserError):
    """The place of a copy is not there, so the copy may still be: the stick is not plugged in."""


class RestoreApprovalMissing(UserError):
    """A copy is put in the place of an open vault on a second person's yes only."""


class PartReason(StrEnum):
    """What is wrong with the typed parts of a recovery sheet."""

    WOORDEN = "woorden"
    AANTAL_WOORDEN = "aantal_woorden"
    TIKFOUT = "tikfout"
    ZELFDE = "zelfde"
    ANDERE_SERIE = "andere_serie"
    AANTAL = "aantal"
    VREEMD = "vreemd"


class RecoveryPartInvalid(UserError):
    """A part of the recovery sheet was typed wrong; `words` are the numbers (from 1) of unknown words.

    `place` is which of the typed parts it is (from 1), 0 when that says nothing.
    """

    def __init__(self, reason: PartReason, words: Sequence[int] = (), *, place: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.words, self.place = reason, tuple(words), place


class NewPassphraseFirst(UserError):
    """A passphrase that was made for one time opened the vault; it is replaced before anything else."""


class SlotUnknown(UserError):
    """No opening slot has this name, or which of them is meant was not said; `names` are there."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(len(names))
        self.names = tuple(names)


class RevokedKeyUnknown(UserError):
    """No other key that opens the vault has this name; `names` are those that may be revoked."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(len(names))
        self.name, self.names = name, tuple(names)


class OwnKeyRevoked(UserError):
    """Who opens the vault now does not revoke the own key; somebody else who opens it may."""


class DestructionRefused(UserError):
    """Something may not be destroyed now; `reasons` say in words what stops it."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(len(reasons))
        self.reasons = tuple(reasons)


class UnderHold(UserError):
    """A hold rests on the dossier, and this would be out of reach of every screen once it was taken out."""
