"""The power goes while the vault is at work: recorded once with strace, then cut at many moments.

What was synced is there; what was written since is dropped, torn and reordered, file by file.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.faults import place as places
from tools.faults import recording, tracing
from tools.faults.change import Change
from tools.faults.changes import CHANGES
from tools.faults.child import Child, Tell, forked, stop_here
from tools.faults.disk import Disk
from tools.faults.place import Place, tried
from tools.faults.recording import Call, Playing
from tools.faults.row import Outcome, Row
from tools.faults.rows.kill_work import judged
from tools.faults.work import ACTS, Worker
from veiligheidsadvies.services.kluis import open_vault

_CUTS = 20
"""Moments in one recording."""
_ROUNDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """How the disk was (`before`), what was told by then, what happened, and the files that were open."""

    before: Path
    told: tuple[str, ...]
    calls: list[Call]
    open_files: dict[int, tuple[str, int]]
    place: Place


def working(kind: str, *, rounds: int = _ROUNDS) -> Change:
    """A while of one kind of work."""

    def prepare(place: Place, tell: Tell) -> Callable[[], object]:
        worker = Worker(open_vault(place.folder, place.key), place.chance, place.root)
        worker.do("save", tell)

        def go() -> None:
            for _ in range(rounds):
                worker.do(kind, tell)

        return go

    def judge(place: Place, told: list[str]) -> list[str]:
        heard = [json.loads(line) for line in told if line.startswith("{")]
        return list(judged(place, heard, was_at_work=True).found)

    return Change(name=kind, prepare=prepare, judge=judge)


_ALL = [*map(working, ACTS), *(change for variants in CHANGES.values() for change in variants)]
_kept: dict[int, Recording] = {}


def _run(seed: int) -> Outcome:
    number = seed // _CUTS
    change = _ALL[number % len(_ALL)]
    if number not in _kept:
        _forget()
        _kept[number] = _recorded(change, number)
    made = _kept[number]
    with tried(ROW.name, seed, has_vault=False) as place:
        image, at = place.root / "image", _moment(made, place)
        told = _cut(made, image, at, place)
        places.configure(image)
        here = dataclasses.replace(place, root=image, folder=image / places.VAULT, key=made.place.key)
        wrong = change.judge(here, told)
    where = f"{change.name}, cut at call {at} of {len(made.calls)}"
    return Outcome(found=tuple(f"{where}: {one}" for one in wrong), lost=sum("gone" in one for one in wrong))


def _moment(made: Recording, place: Place) -> int:
    """Any moment; one in two is just after something was acknowledged."""
    told = [at for at, call in enumerate(made.calls, 1) if call.name == "sendto"]
    return place.chance.choice((place.chance.randrange(len(made.calls)), place.chance.choice(told)))


def _cut(made: Recording, image: Path, at: int, place: Place) -> list[str]:
    """Play the recording up to `at`, and leave behind what a power cut does; the lines that were heard."""
    made.before.rename(made.place.root)
    try:
        disk = Disk(made.place.root)
        playing = Playing(disk, made.open_files)
        for call in made.calls[:at]:
            playing.play(call)
        disk.cut(image, place.chance)
    finally:
        made.place.root.rename(made.before)
    return [*made.told, *playing.told]


def _recorded(change: Change, number: int) -> Recording:
    before = Path(tempfile.mkdtemp(prefix="recording-", dir=places.root())) / "before"
    with tried(f"record-{ROW.name}", number) as place:
        trace = before.with_name("trace")
        with forked(lambda tell: _child(change, place, tell)) as child:
            child.wait_for("prepared")
            told, open_files = tuple(child.lines), _open_files(child)
            shutil.copytree(place.root, before)
            with tracing.watched(child, trace, *recording.OPTIONS):
                child.finish()
        calls = recording.read(trace, child)
        trace.unlink()
    return Recording(before=before, told=told, calls=calls, open_files=open_files, place=place)


def _child(change: Change, place: Place, tell: Tell) -> None:
    recording.copy_by_writing()
    go = change.prepare(place, tell)
    tell("prepared")
    stop_here()
    go()
    tell("done")


def _open_files(child: Child) -> dict[int, tuple[str, int]]:
    """What the child has open already: path and offset by number."""
    found = {}
    for link in Path(f"/proc/{child.number}/fd").iterdir():
        info = Path(f"/proc/{child.number}/fdinfo/{link.name}").read_text("ascii")
        found[int(link.name)] = (str(link.readlink()), int(info.split()[1]))
    return found


def _forget() -> None:
    for one in _kept.values():
        shutil.rmtree(one.before.parent)
    _kept.clear()


ROW = Row(
    name="power-cut",
    title="power cut: writes since the last fsync dropped, torn and reordered",
    tries=500,
    short=3,
    run=_run,
    locks_memory=False,
    group=_CUTS,
)
