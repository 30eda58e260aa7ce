"""The table of the measurements tells what is broken."""

from __future__ import annotations

from tools.bench.report import Measured, alternate, table


def test_a_ratio_is_held_against_its_bound() -> None:
    line = Measured(what="start", ours=30, other=20, bound=1.5)
    assert line.holds
    assert not Measured(what="start", ours=31, other=20, bound=1.5).holds


def test_without_other_side_the_time_itself_is_held_against_the_bound() -> None:
    assert Measured(what="key", ours=50, bound=50).holds
    assert not Measured(what="key", ours=50.1, bound=50).holds


def test_the_table_names_both_sides_the_ratio_and_what_is_broken() -> None:
    good = Measured(what="start", ours=30, against="bare window", other=20, bound=1.5)
    bad = Measured(what="gap", ours=140, bound=100)
    head, first, second = table([good, bad]).splitlines()
    assert head.split() == ["what", "ours", "the", "other", "side", "ratio", "bound", "holds"]
    assert first.split() == ["start", "30.0", "ms", "bare", "window", "20.0", "ms", "1.50", "≤", "1.5", "yes"]
    assert second.split() == ["gap", "140.0", "ms", "≤", "100", "ms", "NO"]


def test_both_sides_are_measured_in_turns() -> None:
    order: list[str] = []
    numbers = iter([9.0, 1.0, 9.0, 3.0, 9.0, 2.0])

    def side(name: str) -> float:
        order.append(name)
        return next(numbers)

    assert alternate(lambda: side("ours"), lambda: side("other"), times=3) == (2.0, 9.0)
    assert order == ["other", "ours"] * 3
