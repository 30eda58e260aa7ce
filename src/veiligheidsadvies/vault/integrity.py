"""Every check of a vault, as `controle` and the yearly check run them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.errors import VaultDamaged
from veiligheidsadvies.text.formats import count, date_full
from veiligheidsadvies.vault import chain as log_chain
from veiligheidsadvies.vault import crockford, location, slotfile
from veiligheidsadvies.vault.chain import Chain
from veiligheidsadvies.vault.database import (
    DATABASE_NAME,
    Connection,
    check_file,
    damaged_pages,
    open_database,
)
from veiligheidsadvies.vault.unlock import UnlockedKey

Signature = tuple[str, bytes, bytes]
LAST_CHECK = "laatste_controle_op"
ROOM = "ruimte voor een volle schijf"
ANCHOR = "anker"
_MISTYPED = "typ de zestien tekens zoals ze op het blad staan"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """One check; `detail` is Dutch without record values. A `warning` is no fault, also when it is not ok."""

    name: str
    ok: bool
    warning: bool = False
    detail: str = ""


def check_database(connection: Connection) -> Iterator[CheckOutcome]:
    """Every page decrypts and is authentic, every table is whole, every reference exists."""
    yield check_pages(connection)
    try:
        yield check_structure(connection)
        yield check_references(connection)
    except VaultDamaged:
        yield CheckOutcome(name="opbouw", ok=False, detail="de database is niet leesbaar")


def check_pages(connection: Connection) -> CheckOutcome:
    """Every page of the file decrypts and is authentic."""
    wrong = len(damaged_pages(connection))
    detail = count(wrong, "pagina beschadigd", "pagina’s beschadigd") if wrong else ""
    return CheckOutcome(name="versleuteling", ok=not wrong, detail=detail)


def check_structure(connection: Connection) -> CheckOutcome:
    """Every table and its indexes are whole. Raises VaultDamaged when they cannot be read."""
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    detail = count(len(problems), "fout", "fouten") if problems else ""
    return CheckOutcome(name="opbouw", ok=not problems, detail=detail)


def check_references(connection: Connection) -> CheckOutcome:
    """Every row that is referred to exists. Raises VaultDamaged."""
    wrong = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    detail = count(wrong, "verwijzing loopt dood", "verwijzingen lopen dood") if wrong else ""
    return CheckOutcome(name="verwijzingen", ok=not wrong, detail=detail)


def check_chain(
    chain: Chain, *, anchor: str | None = None, known: tuple[int, str] | None = None
) -> Iterator[CheckOutcome]:
    """The log verifies from its first row or a `known` one; `anchor` (a head from paper) stands in it."""
    wanted = crockford.normalise(anchor) if anchor else ""
    places: list[int] = []

    def see(number: int, mac: bytes) -> None:
        if wanted and crockford.normalise(log_chain.head(mac)) == wanted:
            places.append(number)

    try:
        result = chain.verify(see=see, known=known)
    except VaultDamaged:
        yield CheckOutcome(name="logboek", ok=False, detail="het logboek is niet leesbaar")
        return
    if result.first_wrong is None:
        told = count(result.rows, "regel sluit aan", "regels sluiten aan")
        yield CheckOutcome(name="logboek", ok=True, detail=told)
    else:
        yield CheckOutcome(name="logboek", ok=False, detail=f"regel {result.first_wrong} klopt niet")
    if anchor is not None:
        is_head = len(wanted) == log_chain.HEAD_SIGNS and crockford.values(wanted) is not None
        missing = "deze logkop komt niet voor in het logboek" if is_head else _MISTYPED
        detail = f"gevonden bij regel {places[0]}" if places else missing
        yield CheckOutcome(name=ANCHOR, ok=bool(places), detail=detail)


def check_attachments(connection: Connection) -> CheckOutcome:
    """Every attachment is what it was when it was taken in."""
    wrong = total = 0
    for sha, content in connection.execute("SELECT sha256, bytes FROM inhoud"):
        total += 1
        wrong += hashlib.sha256(content).hexdigest() != sha
    told = count(total, "zoals hij binnenkwam", "zoals ze binnenkwamen")
    if wrong:
        told = f"{wrong} van {total} {'wijkt' if wrong == 1 else 'wijken'} af"
    return CheckOutcome(name="bijlagen", ok=not wrong, detail=told)


def check_files(folder: Path, data_key: bytes) -> Iterator[CheckOutcome]:
    """The file on disk is encrypted, the slot files are ours, nobody else can read the folder."""
    try:
        check_file(folder / DATABASE_NAME)
        yield CheckOutcome(name="bestand", ok=True)
    except VaultDamaged:
        yield CheckOutcome(name="bestand", ok=False, detail="het bestand is geen versleutelde database")
    files = slotfile.read_candidates(folder)
    good = sum(slotfile.is_authentic(file, data_key) for file in files)
    yield CheckOutcome(
        name="sleutelbestand",
        ok=good == len(slotfile.NAMES),
        detail=f"{good} van {len(slotfile.NAMES)} in orde",
    )
    loose = location.open_entries(folder)
    told = count(len(loose), "bestand staat open voor anderen", "bestanden staan open voor anderen")
    yield CheckOutcome(name="rechten", ok=not loose, detail=told if loose else "")


def check_approval_keys(forged: int) -> CheckOutcome:
    """Every approval key is the one whose fingerprint was logged when it was made."""
    told = count(forged, "sleutel wijkt af van het logboek", "sleutels wijken af van het logboek")
    return CheckOutcome(name="akkoordsleutels", ok=not forged, detail=told if forged else "")


def check_approvals(
    signatures: Iterable[Signature], is_right: Callable[[str, bytes, bytes], bool]
) -> CheckOutcome:
    """Every signature under an approval fits the key of who gave it."""
    outcomes = [is_right(slot_id, digest, signature) for slot_id, digest, signature in signatures]
    wrong = outcomes.count(False)
    told = count(len(outcomes), "handtekening klopt", "handtekeningen kloppen")
    if wrong:
        told = count(wrong, "handtekening klopt niet", "handtekeningen kloppen niet")
    return CheckOutcome(name="akkoorden", ok=not wrong, detail=told)


def warnings(
    *,
    is_confirmed: bool,
    used: str | None,
    older_seen: str | None,
    older_slots: str | None,
    is_remembered: bool,
    room_mended: str | None,
) -> Iterator[CheckOutcome]:
    """What asks for attention without being a fault; `used` is when the recovery sheet opened the vault."""
    told = "" if is_confirmed else "nog niet bevestigd"
    told = f"gebruikt op {_day(used)}, maak een nieuw" if used else told
    yield CheckOutcome(name="herstelblad", ok=not told, warning=True, detail=told)
    told = f"opgemerkt op {_day(older_seen)}" if older_seen else ""
    yield CheckOutcome(name="oudere kluis", ok=older_seen is None, warning=True, detail=told)
    told = f"opgemerkt op {_day(older_slots)}; versleutel de kluis opnieuw" if older_slots else ""
    yield CheckOutcome(name="oudere sleutels", ok=older_slots is None, warning=True, detail=told)
    told = (
        "" if is_remembered else "de hoogste nummers staan niet ook buiten de kluis: de map is vol of dicht"
    )
    yield CheckOutcome(name="nummers", ok=is_remembered, warning=True, detail=told)
    told = f"was beschadigd en is opnieuw gemaakt op {_day(room_mended)}" if room_mended else ""
    yield CheckOutcome(name=ROOM, ok=room_mended is None, warning=True, detail=told)


def check_beside(folder: Path, key: UnlockedKey, *, anchor: str | None = None) -> list[CheckOutcome]:
    """The long checks over a connection of their own; may run in a worker thread while the vault is open."""
    files = list(check_files(folder, key.data_key))
    connection = open_database(folder / DATABASE_NAME, key.data_key, is_read_only=True)
    try:
        vault_id, log_key = connection.execute("SELECT kluis_id, logsleutel FROM kluis").fetchall()[0]
        chain = Chain(connection, log_key=log_key, vault_id=vault_id)
        return [*files, *check_database(connection), *check_chain(chain, anchor=anchor)]
    finally:
        connection.close()


def _day(moment: str) -> str:
    """The day of a stored moment, on the calendar here."""
    return date_full(dt.datetime.fromisoformat(moment).astimezone().date())
