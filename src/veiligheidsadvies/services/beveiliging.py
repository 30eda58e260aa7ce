"""What protects this vault on this machine and what does not, as far as the machine tells without a network.

Only files below /proc and /sys and the state of this process are read. What cannot be known is said to be
unknown, never assumed to be right.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.vault import location

_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_MIB = 1024 * 1024
_ENOUGH_LOCKED = 64 * _MIB
_SWAP_PARTS = 2  # of a line of /proc/swaps: file or device, and its kind
_ON_LINUX_ONLY = (
    "Schijfversleuteling",
    "Wisselgeheugen",
    "Slaapstand op schijf",
    "Tijdelijke bestanden",
    "Geheugen van het programma",
    "Geheugen na een crash",
)
_PR_GET_DUMPABLE = 3


class Oordeel(StrEnum):
    """In order, worth knowing, or wrong."""

    GOED = "goed"
    LET_OP = "let_op"
    FOUT = "fout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beveiligingspunt:
    """One line of the security state; `raad` says what to do about it, "" when nothing."""

    naam: str
    oordeel: Oordeel
    stand: str
    raad: str = ""


def beveiligingsstatus(context: Context) -> list[Beveiligingspunt]:
    """Everything that can be known here, the vault first, then this machine."""
    return [*_vault_points(context), *_machine_points(context.vault.folder)]


def _good(naam: str, stand: str) -> Beveiligingspunt:
    return Beveiligingspunt(naam=naam, oordeel=Oordeel.GOED, stand=stand)


def _mind(naam: str, stand: str, raad: str) -> Beveiligingspunt:
    return Beveiligingspunt(naam=naam, oordeel=Oordeel.LET_OP, stand=stand, raad=raad)


def _wrong(naam: str, stand: str, raad: str) -> Beveiligingspunt:
    return Beveiligingspunt(naam=naam, oordeel=Oordeel.FOUT, stand=stand, raad=raad)


def _unknown(naam: str) -> Beveiligingspunt:
    return _mind(naam, "is hier niet vast te stellen", "Vraag het na bij ICT.")


def _vault_points(context: Context) -> Iterator[Beveiligingspunt]:
    vault = context.vault
    # Opening asserted the cipher and that the file does not begin like a plain database.
    yield _good("Versleuteling", "de kluis is versleuteld (SQLCipher 4, AES-256)")
    if vault.recovery_used:
        advice = "Maak een nieuw herstelblad bij Beheer, Herstelblad."
        yield _wrong("Herstelblad", "is gebruikt: de envelop is open", advice)
    elif vault.recovery_confirmed:
        yield _good("Herstelblad", "teruggetypt en bevestigd")
    else:
        advice = "Druk het af en typ het terug: zonder blad is alles weg als de wachtwoordzin weg is."
        yield _wrong("Herstelblad", "niet bevestigd", advice)
    if vault.last_fault:
        advice = "Bekijk de controles bij Logboek en bewaar uw oudere kopieën."
        yield _wrong("Laatste controle", f"vond een fout: {vault.last_fault}", advice)
    elif vault.due_for_check:
        yield _mind("Laatste controle", "langer dan een dag geleden", "Voer de controles uit bij Logboek.")
    else:
        yield _good("Laatste controle", "in de afgelopen 24 uur")
    yield _rights(vault.folder)
    yield place_of(vault.folder)
    yield _numbers(is_remembered=vault.is_remembered)


def _rights(folder: Path) -> Beveiligingspunt:
    name = "Rechten van de kluismap"
    try:
        loose = len(location.open_entries(folder))
    except UserError:
        return _unknown(name)
    if loose:
        advice = "Vergrendel en open de kluis opnieuw: dan worden de rechten aangescherpt."
        return _wrong(name, f"staat open voor andere gebruikers ({loose})", advice)
    return _good(name, "alleen u kunt erbij")


def _numbers(*, is_remembered: bool) -> Beveiligingspunt:
    name = "Nummers buiten de kluis"
    if is_remembered:
        return _good(name, "deze computer kent het hoogste nummer")
    advice = (
        "De map met instellingen is vol of niet te schrijven. Zonder die nummers kan een teruggezette oudere "
        "kluis een nummer twee keer uitgeven."
    )
    return _mind(name, "het hoogste nummer kon niet worden bewaard", advice)


def _machine_points(folder: Path) -> Iterator[Beveiligingspunt]:
    if sys.platform.startswith("linux"):
        yield disk_encryption(folder)
        yield swap()
        yield hibernation()
        yield memory_lock()
        yield memory_shield()
        yield core_dumps()
        yield temporary_files()
    else:
        yield from (_unknown(name) for name in _ON_LINUX_ONLY)
    yield _mind(
        "Printer",
        "de wachtrij bewaart leesbare bladen tot ze gedrukt zijn",
        "Gebruik een printer naast u en laat geen opdracht in de wachtrij staan.",
    )


def disk_encryption(
    folder: Path, *, mounts: Path = Path("/proc/self/mountinfo"), devices: Path = Path("/sys/dev/block")
) -> Beveiligingspunt:
    """Whether the disk below `folder` is encrypted by dm-crypt, looked up through its layers."""
    name = "Schijfversleuteling"
    is_crypt = _is_on_crypt(folder, mounts, devices)
    if is_crypt is None:
        return _unknown(name)
    if is_crypt:
        return _good(name, "de schijf is versleuteld (dm-crypt)")
    advice = "De kluis zelf is versleuteld, andere bestanden niet. Vraag ICT om schijfversleuteling."
    return _wrong(name, "de schijf van deze computer is niet versleuteld", advice)


def _is_on_crypt(path: Path, mounts: Path, devices: Path) -> bool | None:
    """Whether the disk that a folder or file lies on is encrypted; None when that is not known."""
    device = location.mount_of(path, mounts).device
    return _is_crypt(devices / device) if device and not device.startswith("0:") else None


def _is_crypt(place: Path) -> bool | None:
    """Whether a device, or each layer below it, is encrypted; None when that is not known."""
    try:
        if _read(place / "dm" / "uuid").startswith("CRYPT-"):
            return True
        # A partition has no layers of its own; the disk it is cut from may have.
        below = place / "slaves"
        layers = sorted(below.iterdir()) if below.is_dir() else []
        is_known = bool(layers) or place.exists()
    except OSError:
        return None
    found = [_is_crypt(layer) for layer in layers]
    if not found:
        return False if is_known else None
    return False if False in found else None if None in found else True


def place_of(folder: Path) -> Beveiligingspunt:
    """Whether the vault lies on a disk that keeps its rights; on a network it does not open at all."""
    name = "Schijf van de kluis"
    kind = location.filesystem_type(folder)
    if location.is_without_rights(folder):
        advice = "Zet de kluis op de schijf van deze computer. Een stick is voor een kopie."
        return _wrong(name, f"kent geen rechten per gebruiker ({kind})", advice)
    return _good(name, f"van deze computer zelf ({kind})") if kind else _unknown(name)


def memory_shield() -> Beveiligingspunt:
    """Whether another program of the same user may read the memory of this one."""
    import ctypes

    name = "Geheugen van het programma"
    try:
        dumpable = int(ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0))
    except (OSError, AttributeError):
        return _unknown(name)
    if dumpable == 0:
        return _good(name, "is voor andere programma’s gesloten")
    advice = "Sluit het programma en open het opnieuw. Blijft dit staan, meld het dan."
    return _wrong(name, "kan door andere programma’s worden gelezen", advice)


def core_dumps() -> Beveiligingspunt:
    """Whether a crash may write the memory to disk."""
    import resource

    name = "Geheugen na een crash"
    if resource.getrlimit(resource.RLIMIT_CORE) == (0, 0):
        return _good(name, "komt niet op de schijf")
    advice = "Sluit het programma en open het opnieuw. Blijft dit staan, meld het dan."
    return _wrong(name, "een crash kan het geheugen leesbaar op de schijf zetten", advice)


def swap(
    table: Path = Path("/proc/swaps"),
    *,
    devices: Path = Path("/sys/class/block"),
    mounts: Path = Path("/proc/self/mountinfo"),
    numbers: Path = Path("/sys/dev/block"),
) -> Beveiligingspunt:
    """Whether memory may be written to disk; swap in compressed memory (zram) is none."""
    name = "Wisselgeheugen"
    try:
        heading, *lines = _read(table).splitlines()
    except (OSError, ValueError):  # not to be read, or empty: without swap there is a heading
        return _unknown(name)
    on_disk = [line.split() for line in lines if line.strip() and "zram" not in line.split()[0]]
    if not heading.startswith("Filename") or any(len(parts) < _SWAP_PARTS for parts in on_disk):
        return _unknown(name)
    if not on_disk:
        return _good(name, "staat uit of blijft in het geheugen")
    found = [
        _is_on_crypt(Path(_unescaped(place)), mounts, numbers)
        if kind == "file"
        else _is_crypt(devices / Path(place).resolve().name)
        for place, kind, *_ in on_disk
    ]
    if False in found:
        advice = "Vraag ICT om het wisselgeheugen uit te zetten of te versleutelen."
        return _wrong(name, "delen van het geheugen kunnen leesbaar op de schijf komen", advice)
    return _unknown(name) if None in found else _good(name, "staat aan en is versleuteld")


def hibernation(state: Path = Path("/sys/power/disk")) -> Beveiligingspunt:
    """Whether the machine can write its whole memory to disk when it sleeps."""
    name = "Slaapstand op schijf"
    try:
        if not state.exists() and state.parent.is_dir():
            return _good(name, "kan niet op deze computer")
        text = _read(state)
    except OSError:
        return _unknown(name)
    if not text.strip():
        return _unknown(name)
    chosen = re.search(r"\[(\w+)\]", text)
    if chosen is not None and chosen[1] == "disabled":
        return _good(name, "staat uit")
    advice = "Vergrendel voordat u de klep dichtdoet, of vraag ICT dit uit te zetten."
    return _mind(name, "is mogelijk: dan komt het hele geheugen op de schijf", advice)


def memory_lock() -> Beveiligingspunt:
    """What is kept out of swap: at most the memory of the database, never what Python itself holds."""
    import resource

    name = "Geheugen vastzetten"
    limit = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0]
    advice = "Geen bezwaar zolang het wisselgeheugen uitstaat of versleuteld is."
    if limit == resource.RLIM_INFINITY or limit >= _ENOUGH_LOCKED:
        most = "alleen de database zet haar geheugen vast"
    else:
        size = f"{limit // _MIB} MB" if limit >= _MIB else f"{limit // 1024} kB"
        most = f"alleen de database zet geheugen vast, ten hoogste {size}"
    return _mind(name, f"{most}; andere sleutels en teksten kunnen in het wisselgeheugen komen", advice)


def temporary_files() -> Beveiligingspunt:
    """Whether a print job passes through memory instead of through the disk."""
    name = "Tijdelijke bestanden"
    kind = location.filesystem_type(Path(tempfile.gettempdir()))
    if not kind:
        return _unknown(name)
    if kind in _IN_MEMORY:
        return _good(name, "blijven in het geheugen")
    advice = "Druk op deze computer niet af; bewaar een versleuteld bestand."
    return _wrong(name, "een afdruk komt kort leesbaar op de schijf", advice)


def is_in_memory(folder: Path) -> bool:
    """Whether a folder lives in memory only."""
    return location.filesystem_type(folder) in _IN_MEMORY


def _read(path: Path) -> str:
    """The text of a file, "" when there is none. OSError when it is there and cannot be read."""
    try:
        return path.read_text("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _unescaped(text: str) -> str:
    """A path as the system writes it: white space stands there as an octal number."""
    return re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), text)
