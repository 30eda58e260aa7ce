"""The harness itself: it counts what it must, goes on where it was, and its disk forgets."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools.faults import tally
from tools.faults.__main__ import kept_as
from tools.faults.disk import Disk, File
from tools.faults.row import Outcome, Row
from tools.faults.rows.kill_change import moment
from tools.faults.runner import attempt
from tools.faults.table import findings, table
from tools.faults.tally import Tally


def row(**over: object) -> Row:
    given = {"name": "proef", "title": "proef", "tries": 4, "short": 1, "run": lambda _: Outcome()}
    return Row(**{**given, **over})  # type: ignore[arg-type]


def summed(*outcomes: Outcome) -> Tally:
    found = Tally()
    for seed, outcome in enumerate(outcomes):
        found.add(seed, outcome)
    return found


def test_a_row_holds_when_all_was_tried_struck_and_nothing_was_found() -> None:
    assert summed(*[Outcome()] * 4).holds(row(), 4)
    assert not summed(*[Outcome()] * 3).holds(row(), 4), "not all of it"
    assert not summed(*[Outcome(struck=0)] * 4).holds(row(), 4), "nothing was hit"
    assert not summed(*[Outcome()] * 3, Outcome(found=("weg",))).holds(row(), 4)
    assert not summed(*[Outcome()] * 3, Outcome(lost=1)).holds(row(), 4)
    assert summed(*[Outcome(struck=0)] * 4).holds(row(strikes=0), 4), "it asks for none"
    assert not summed(*[Outcome(tries=0, struck=0)] * 4).holds(row(strikes=0), 4), "nothing was tried"


def test_the_table_says_how_to_do_it_again() -> None:
    lines = [(row(), summed(Outcome(), Outcome(found=("is weg",))), 2)]
    assert "NO" in table(lines)
    assert '--alleen proef --poging 1"' in findings(lines)
    assert "1 of 4 so far" in table([(row(), summed(Outcome()), 4)])


def test_the_table_adds_up() -> None:
    one, other = summed(Outcome(tries=1_000, struck=999)), summed(Outcome(tries=500, lost=2))
    one.seconds, other.seconds = 50.2, 30.2
    last = table([(row(), one, 1), (row(), other, 1)]).splitlines()[-1]
    assert last.replace(" ", "") == "|alltogether|1,500|1,000|0|2|||1min20s|"


def test_an_interrupted_run_goes_on_unless_the_program_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally, "STATE", tmp_path)
    done = summed(Outcome(), Outcome(found=("is weg",)))
    done.sources = "zoals het was"
    tally.save("proef", done)
    assert tally.load("proef", "zoals het was") == done
    assert tally.load("proef", "zoals het werd").done == 0


def test_a_shorter_run_does_not_count_as_the_whole() -> None:
    long, other = row(is_aside=True), row()
    assert [kept_as(long, minutes) for minutes in ("120", "120.0", "15")] == ["proef", "proef", "proef-15"]
    assert kept_as(other, "15") == "proef"


def test_what_a_try_raises_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> Outcome:
        raise KeyError("sleutel")

    monkeypatch.setattr("tools.faults.runner.row_of", lambda _: row(run=fails))
    (told,) = attempt("proef", 0).found
    assert told.startswith("KeyError")


def test_the_few_calls_that_order_the_pages_are_hit_as_often_as_all_others() -> None:
    calls = [*["pwrite64"] * 400, "fsync", *["pwrite64"] * 400, "rename"]
    chance = random.Random(0)  # noqa: S311 - the same again
    hit = [moment(calls, chance) for _ in range(400)]
    assert 150 < sum(calls[at] != "pwrite64" for at in hit) < 250
    assert {400, 801} < set(hit)
    assert moment(["pwrite64"], chance) == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    here = tmp_path / "schijf"
    here.mkdir()
    (here / "oud").write_bytes(b"oud" * 1000)
    return here


def left(disk: Disk, tmp_path: Path, seed: int) -> dict[str, bytes]:
    target = tmp_path / f"na-{seed}"
    disk.cut(target, random.Random(seed))  # noqa: S311 - the same again
    return {path.name: path.read_bytes() for path in target.iterdir()}


def test_what_was_synced_survives_every_cut(folder: Path, tmp_path: Path) -> None:
    for seed in range(40):
        disk = Disk(folder)
        made = disk.create(str(folder / "nieuw"), File())
        assert isinstance(made, File)
        made.write(0, b"nieuw" * 1000)
        disk.sync(made)
        disk.sync(disk.root)
        assert left(disk, tmp_path, seed) == {"oud": b"oud" * 1000, "nieuw": b"nieuw" * 1000}


def test_what_was_not_synced_may_be_there_or_not_or_in_part(folder: Path, tmp_path: Path) -> None:
    seen, names = set(), set()
    for seed in range(60):
        disk = Disk(folder)
        old = disk.find(str(folder / "oud"))
        assert isinstance(old, File)
        old.write(0, b"ander" * 600)
        disk.rename(str(folder / "oud"), str(folder / "hernoemd"))
        after = left(disk, tmp_path, seed)
        names |= after.keys()
        seen |= set(after.values())
    assert names == {"oud", "hernoemd"}
    assert {b"oud" * 1000, b"ander" * 600} < seen, "whole, untouched, and torn"
