"""The daily copy, the second place, what is kept and what is taken away, and who asks for it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.builders import Clock
from veiligheidsadvies.domain.errors import (
    FileInTheWay,
    FileUnwritable,
    NameNotText,
    SecondPlaceAbsent,
    StorageUnavailable,
)
from veiligheidsadvies.domain.kopie import SoortKopie
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.kopie_resten import copies_holding
from veiligheidsadvies.services.kopieronde import Ronde
from veiligheidsadvies.vault import copying
from veiligheidsadvies.vault.files import environment_errors


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def one_round(services: Services, *, is_forced: bool = False) -> Ronde:
    done = services.kopieen.prepare_round(is_forced=is_forced)(lambda _: None)
    services.kopieen.keep_round(done)
    return done


def files(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_copy_a_day(services: Services, clock: Clock) -> None:
    assert services.kopieen.is_due
    made = one_round(services).gemaakt
    assert made is not None
    assert not services.kopieen.is_due
    assert one_round(services).gemaakt is None
    (line,) = services.kopieen.list_all()
    assert (line.pad, line.kopie.sha256) == (made.path, made.sha256)
    assert line.bewaard_tot == dt.date(2026, 11, 30)
    assert line.is_huidig
    clock.forward(hours=11)
    assert not services.kopieen.is_due
    clock.forward(hours=12)  # a day later, a little earlier in the morning
    assert services.kopieen.is_due
    assert services.logboek.list_latest(limit=1)[0].wat == "Reservekopie maken (dagelijks)"


def test_of_one_day_the_last_stays(services: Services) -> None:
    one_round(services)
    made = one_round(services, is_forced=True).gemaakt
    assert made is not None
    assert [line.pad for line in services.kopieen.list_all()] == [made.path]
    assert files(services.kopieen.map) == [made.path.name]


def test_old_copies_go_after_a_new_one_was_verified_only(
    services: Services, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(20):
        one_round(services)
        clock.forward(days=1)
    assert len(files(services.kopieen.map)) == 13  # twelve days, and the Sunday before them
    assert [line.kopie.weg_op for line in services.kopieen.list_all()] == [None] * 13
    before = files(services.kopieen.map)
    clock.forward(days=300)

    def failing(*_: object, **__: object) -> None:
        raise StorageUnavailable("vol")  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(copying, "make", failing)
        with pytest.raises(StorageUnavailable):
            one_round(services)
    nothing_made = Ronde(
        verdwenen=(),
        gevonden=(),
        gemaakt=None,
        tweede=None,
        tweede_fout=None,
        sleutelmerk=services.kopieen.sleutelmerk,
    )
    services.kopieen.keep_round(nothing_made)
    assert files(services.kopieen.map) == before
    one_round_without_copy = services.kopieen.prepare_round()
    assert files(services.kopieen.map) == before
    services.kopieen.keep_round(one_round_without_copy(lambda _: None))
    assert len(files(services.kopieen.map)) == 14  # a year later, or a clock that is wrong
    for _ in range(2):
        clock.forward(days=1)
        one_round(services)
    assert len(files(services.kopieen.map)) == 3  # on the third day the clock is believed


def test_one_day_with_a_clock_that_is_ahead_takes_nothing_away(
    services: Services, stick: Path, clock: Clock
) -> None:
    services.kopieen.choose_second_place(stick)
    for _ in range(20):
        one_round(services)
        clock.forward(days=1)
    here, there = files(services.kopieen.map), files(stick)
    clock.forward(days=366)
    one_round(services)
    one_round(services, is_forced=True)
    assert set(here) < set(files(services.kopieen.map))
    assert set(there) < set(files(stick))
    assert min(line.bewaard_tot or dt.date.min for line in services.kopieen.list_all()) == services.today
    clock.forward(days=-366)
    one_round(services)
    assert len(files(services.kopieen.map)) == 13 + 1  # the one of today, and the one of the future
    assert len(files(stick)) == 13 + 1


def test_a_copy_of_just_after_midnight_is_told_with_the_day_of_this_machine(
    services: Services, clock: Clock
) -> None:
    clock.moment = dt.datetime(2026, 4, 1, 0, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    one_round(services)
    (rest,) = copies_holding(services.context)
    assert (rest.gemaakt_op.date(), rest.tot) == (dt.date(2026, 4, 1), dt.date(2026, 12, 31))


def test_a_copy_of_the_future_proves_nothing(services: Services, stick: Path, clock: Clock) -> None:
    services.kopieen.choose_second_place(stick)
    clock.forward(days=366)
    one_round(services)
    ahead = services.kopieen.list_all()[0].kopie
    clock.forward(days=-366)
    assert services.kopieen.is_due
    assert services.kopieen.is_second_due
    second = services.kopieen.second_place()
    assert second is not None
    assert second.laatste_op is None
    made = one_round(services).gemaakt
    assert made is not None
    clock.forward(hours=1)
    assert not services.kopieen.is_due  # not every hour
    assert not services.kopieen.is_second_due
    vault = services.context.vault
    assert vault.list_copies()[0].gemaakt_op == ahead.gemaakt_op
    assert vault.by_content(vault.list_copies())[0].bestand == made.path.name


def test_a_stick_that_comes_later_gets_what_holds_most(services: Services, stick: Path, clock: Clock) -> None:
    clock.forward(days=366)
    one_round(services)
    clock.forward(days=-366)
    made = one_round(services).gemaakt
    assert made is not None
    services.kopieen.choose_second_place(stick)
    one_round(services)
    assert files(stick) == [made.path.name]


def test_what_holds_most_is_asked_of_the_log_of_this_vault(services: Services, clock: Clock) -> None:
    one_round(services)
    clock.forward(days=1)
    one_round(services)
    newest, oldest = services.kopieen.list_all()
    elsewhere = replace(newest.kopie, logregel=newest.kopie.logregel + 1, id=99)  # of work that was undone
    unknown = replace(oldest.kopie, logregel=0, logkop="", id=98)
    found = [oldest.kopie, unknown, elsewhere, newest.kopie]
    assert services.context.vault.by_content(found) == [newest.kopie, oldest.kopie, elsewhere, unknown]


def test_where_nothing_comes_any_more_nothing_goes_by_itself(
    services: Services, stick: Path, clock: Clock
) -> None:
    services.kopieen.choose_second_place(stick)
    one_round(services)
    services.kopieen.choose_second_place(None)
    clock.forward(days=1)
    one_round(services)
    assert [line.bewaard_tot for line in services.kopieen.list_all() if line.kopie.map] == [None]
    assert [one.tot for one in copies_holding(services.context) if one.plaats == "tweede plaats"] == [None]


def test_the_list_and_the_declaration_tell_the_day_on_which_it_goes(services: Services, clock: Clock) -> None:
    """A damaged copy is not the last of its day, week or month."""
    clock.moment = dt.datetime(2026, 3, 30, 10, tzinfo=dt.UTC)
    one_round(services)
    good = services.kopieen.list_all()[0].kopie
    clock.forward(days=1)
    one_round(services)
    services.context.vault.record_copy_check(services.kopieen.list_all()[0].kopie.id, "beschadigd")
    told = {line.kopie.id: line.bewaard_tot for line in services.kopieen.list_all()}
    assert told[good.id] == dt.date(2026, 11, 30)
    assert [one.tot for one in copies_holding(services.context)] == list(told.values())


def test_a_copy_that_disappeared_is_told_and_one_that_turned_up_is_known_again(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    made = one_round(services).gemaakt
    assert made is not None
    shutil.move(made.path, tmp_path / "elders")
    clock.forward(hours=1)
    again = one_round(services).gemaakt  # sooner than tomorrow, now that there is none
    assert again is not None
    assert [line.pad for line in services.kopieen.list_all()] == [again.path]
    shutil.move(tmp_path / "elders", made.path)
    one_round(services)
    assert [line.pad for line in services.kopieen.list_all()] == [again.path, made.path]


def test_what_is_no_copy_of_this_vault_is_left_alone(services: Services, tmp_path: Path) -> None:
    other = builders.open_services(tmp_path / "ander", now=Clock())
    try:
        foreign = other.kopieen.prepare_hand(tmp_path / "x.kluiskopie")(lambda _: None)
    finally:
        other.close()
    assert foreign.header.vault_id == services.context.vault.vault_id  # both come from one template
    services.kopieen.map.mkdir(exist_ok=True)
    (services.kopieen.map / "rommel.kluiskopie").write_bytes(b"rommel")
    one_round(services)
    assert "rommel.kluiskopie" in files(services.kopieen.map)
    assert len(services.kopieen.list_all()) == 1


def test_the_second_place_gets_the_same_copy(services: Services, stick: Path, clock: Clock) -> None:
    services.kopieen.choose_second_place(stick)
    done = one_round(services)
    assert done.tweede is not None
    assert done.gemaakt is not None
    assert done.tweede.sha256 == done.gemaakt.sha256
    assert files(stick) == [done.gemaakt.path.name]
    second = services.kopieen.second_place()
    assert second is not None
    assert second.is_aanwezig
    assert second.is_zelfde_schijf
    assert second.laatste_op == clock()


def test_a_stick_that_comes_later_gets_the_copy_of_today(services: Services, stick: Path) -> None:
    services.kopieen.choose_second_place(stick)
    stick.rmdir()
    assert one_round(services).tweede is None
    assert not services.kopieen.is_second_due
    stick.mkdir()
    assert services.kopieen.is_second_due
    assert one_round(services).tweede is not None
    assert len(files(stick)) == 1


def test_a_full_stick_does_not_cost_the_copy_at_home(
    services: Services, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.kopieen.choose_second_place(stick)

    def full(*_: object, **__: object) -> None:
        with environment_errors():
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("veiligheidsadvies.vault.copyfile.clone", full)
    done = one_round(services)
    assert done.gemaakt is not None
    assert isinstance(done.tweede_fout, StorageUnavailable)
    assert files(stick) == []
    assert len(services.kopieen.list_all()) == 1


def test_on_a_stick_too_only_our_old_copies_go(services: Services, stick: Path, clock: Clock) -> None:
    services.kopieen.choose_second_place(stick)
    (stick / "vakantie.jpg").write_bytes(b"")
    by_hand = services.kopieen.prepare_hand(stick / "mijn.kluiskopie")(lambda _: None)
    services.kopieen.keep_hand(by_hand)
    for _ in range(20):
        one_round(services)
        clock.forward(days=1)
    assert len(files(stick)) == 13 + 2
    assert {"vakantie.jpg", "mijn.kluiskopie"} < set(files(stick))


def test_a_place_that_is_not_there_or_in_a_vault_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(SecondPlaceAbsent):
        services.kopieen.choose_second_place(tmp_path / "weg")
    with pytest.raises(FileUnwritable):
        services.kopieen.choose_second_place(services.context.vault.folder)
    with pytest.raises(FileUnwritable):
        services.kopieen.prepare_hand(services.context.vault.folder / "x.kluiskopie")
    assert services.kopieen.second_place() is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_is_refused_and_keeps_no_round_from_its_work(
    services: Services, stick: Path
) -> None:
    strange = stick / os.fsdecode(b"caf\xe9.kluiskopie")
    with pytest.raises(NameNotText):
        services.kopieen.prepare_hand(strange)
    with pytest.raises(NameNotText):
        services.kopieen.choose_second_place(strange)
    services.kopieen.choose_second_place(stick)
    services.kopieen.prepare_hand(stick / "k.kluiskopie")(lambda _: None).path.rename(strange)
    ronde = one_round(services)
    assert ronde.gevonden == ()
    assert ronde.tweede is not None
    assert strange.exists()


def test_by_hand_it_stays_until_somebody_takes_it_away(services: Services, stick: Path, clock: Clock) -> None:
    made = services.kopieen.prepare_hand(stick / services.kopieen.proposed_name())(lambda _: None)
    services.kopieen.keep_hand(made)
    (line,) = services.kopieen.list_all()
    assert (line.kopie.soort, line.bewaard_tot, line.pad) == (SoortKopie.HAND, None, made.path)
    assert services.kopieen.is_due  # the daily copy is another matter
    with pytest.raises(FileInTheWay):
        services.kopieen.prepare_hand(made.path)(lambda _: None)
    services.kopieen.remove(line.kopie)
    assert files(stick) == []
    assert services.kopieen.list_all() == []


def test_a_copy_that_took_the_place_of_another_stands_there_alone(services: Services, stick: Path) -> None:
    target = stick / "mijn.kluiskopie"
    for _ in range(2):
        made = services.kopieen.prepare_hand(target, may_replace=True)(lambda _: None)
        services.kopieen.keep_hand(made)
    (line,) = services.kopieen.list_all()
    assert line.kopie.kenmerk == made.header.copy_id
    assert services.kopieen.prepare_check(line.kopie)(lambda _: None) == ""
    first, _ = sorted(services.context.vault.list_copies(with_gone=True), key=lambda copy: copy.id)
    assert first.weg_reden == "vervangen"
    one_round(services)
    assert {line.pad for line in services.kopieen.list_all() if line.kopie.map} == {target}


def test_a_copy_of_a_name_of_ones_own_is_adopted_as_by_hand(
    services: Services, stick: Path, clock: Clock
) -> None:
    services.kopieen.choose_second_place(stick)
    made = one_round(services).gemaakt
    assert made is not None
    home, proposed = services.kopieen.map, services.kopieen.proposed_name()
    names = {home / "mijn.kluiskopie", stick / proposed, stick / "voor-schema-0001-x.kluiskopie"}
    for path in names:
        shutil.copy(made.path, path)
    services.kopieen.remove(next(line.kopie for line in services.kopieen.list_all() if line.kopie.map))
    shutil.copy(made.path, stick / made.path.name)
    clock.forward(days=1)
    one_round(services)
    found = {line.pad: line.kopie.soort for line in services.kopieen.list_all()}
    assert {path for path, kind in found.items() if kind is SoortKopie.HAND} == names
    assert found[stick / made.path.name] is SoortKopie.TWEEDE
    for _ in range(20):
        clock.forward(days=30)
        one_round(services)
    assert all(path.exists() for path in names)


def rekey(services: Services) -> None:
    (slot,) = services.beheer.list_slots()
    services.context.vault.rekey({slot.id: builders.WACHTWOORDZIN})


def test_a_round_that_ends_after_another_key_came_does_not_count(services: Services, stick: Path) -> None:
    services.kopieen.choose_second_place(stick)
    done = services.kopieen.prepare_round()(lambda _: None)
    assert done.tweede is not None
    rekey(services)
    assert not services.kopieen.keep_round(done)
    assert (files(services.kopieen.map), files(stick)) == ([], [])
    assert services.kopieen.list_all() == []
    assert services.kopieen.is_due
    assert services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    assert services.kopieen.list_of_former_keys() == []


def test_what_was_found_and_renewed_by_then_stays(services: Services, clock: Clock) -> None:
    done = services.kopieen.prepare_round()(lambda _: None)
    assert done.gemaakt is not None
    rekey(services)
    clock.forward(days=1)
    old = services.oude_kopieen
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    old.keep(old.prepare(old.list_all())(lambda _: None))
    assert not services.kopieen.keep_round(done)
    assert done.gemaakt.path in {line.pad for line in services.kopieen.list_all()}
    assert old.list_all() == []
    (line,) = [one for one in services.kopieen.list_all() if one.pad == done.gemaakt.path]
    assert line.kopie.logregel == done.gemaakt.manifest.log_row


def test_looking_for_unknown_copies_can_be_broken_off(services: Services) -> None:
    made = one_round(services).gemaakt
    assert made is not None
    shutil.copy(made.path, made.path.with_name("onbekend.kluiskopie"))

    def stop(_part: float) -> None:
        raise RuntimeError("gestopt")

    with pytest.raises(RuntimeError, match="gestopt"):
        services.oude_kopieen.prepare_look()(stop)


def test_which_copies_a_former_key_opens(services: Services, clock: Clock) -> None:
    one_round(services)
    mark = services.context.vault.key_mark
    assert services.kopieen.list_of_former_keys() == []
    vault = services.context.vault
    (slot,) = services.beheer.list_slots()
    vault.rekey({slot.id: builders.WACHTWOORDZIN})
    assert [line.kopie.sleutelmerk for line in services.kopieen.list_of_former_keys()] == [mark]
    assert services.kopieen.list_opened_by(mark) == services.kopieen.list_of_former_keys()
    clock.forward(days=1)
    one_round(services)
    assert len(services.kopieen.list_all()) == 2
    assert len(services.kopieen.list_of_former_keys()) == 1


def test_where_data_of_before_a_day_still_is(services: Services, stick: Path, clock: Clock) -> None:
    one_round(services)
    services.kopieen.keep_hand(services.kopieen.prepare_hand(stick / "k.kluiskopie")(lambda _: None))
    moment = clock()
    clock.forward(days=2)
    one_round(services)
    held = services.kopieen.list_holding_before(moment)
    assert [(one.naam == "k.kluiskopie", one.tot) for one in held] == [
        (True, None),
        (False, dt.date(2026, 3, 23)),  # a newer one is the last of its week and month now
    ]


def test_leaving_in_the_middle_leaves_no_half_file(services: Services, stick: Path) -> None:
    services.kopieen.choose_second_place(stick)

    def leave(part: float) -> None:
        if part > 0.85:
            services.kopieen.abandon()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.kopieen.prepare_round()(leave)
    assert [name for name in files(services.kopieen.map) if not name.endswith(".kluiskopie")] == []
    assert files(stick) == []
