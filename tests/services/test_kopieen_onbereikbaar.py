"""Copies in a place that is not there now, or that cannot be looked at: told, and nothing is written off."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import Clock
from tests.unreachable import shut
from veiligheidsadvies.domain.errors import (
    CopyPlaceAbsent,
    FileAbsent,
    FileUnreadable,
    FileUnremovable,
    FileUnwritable,
    SecondPlaceAbsent,
    StorageFailure,
    StorageUnavailable,
)
from veiligheidsadvies.domain.kopie import SoortKopie
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.kopie_resten import copies_holding
from veiligheidsadvies.services.kopieen import Kopieregel
from veiligheidsadvies.services.kopieronde import Ronde
from veiligheidsadvies.services.taak import Doel
from veiligheidsadvies.vault import copyfile
from veiligheidsadvies.vault.files import environment_errors

every_code = pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "media" / "stick"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def by_hand(services: Services, stick: Path) -> Kopieregel:
    made = services.kopieen.prepare_hand(stick / "mijn.kluiskopie")(copyfile.silent)
    services.kopieen.keep_hand(made)
    return services.kopieen.list_all()[0]


def one_round(services: Services) -> Ronde:
    done = services.kopieen.prepare_round()(copyfile.silent)
    services.kopieen.keep_round(done)
    return done


@every_code
def test_a_second_place_that_cannot_be_seen_is_not_there(
    code: int, services: Services, stick: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.kopieen.choose_second_place(stick)
    one_round(services)
    clock.forward(days=8)
    shut(monkeypatch, stick.parent, code)
    asked = [task.knop for task in services.vandaag.taken() if task.doel is Doel.KOPIE]
    assert "Insteken…" in asked
    assert not services.kopieen.is_second_due
    done = one_round(services)
    services.oude_kopieen.keep_look(services.oude_kopieen.prepare_look()(copyfile.silent))
    assert (done.gemaakt is not None, done.tweede_fout) == (True, None)
    assert [line.kopie.soort for line in services.kopieen.list_all()].count(SoortKopie.TWEEDE) == 1
    with pytest.raises(SecondPlaceAbsent):
        services.kopieen.choose_second_place(stick)


@every_code
def test_a_second_place_that_is_shut_costs_no_copy_at_home_and_writes_nothing_off(
    code: int, services: Services, stick: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.kopieen.choose_second_place(stick)
    one_round(services)
    clock.forward(days=1)
    shut(monkeypatch, stick, code)
    done = one_round(services)
    assert done.gemaakt is not None
    assert done.verdwenen == ()
    assert isinstance(done.tweede_fout, FileUnwritable)
    assert [line.kopie.soort for line in services.kopieen.list_all()].count(SoortKopie.TWEEDE) == 1


@every_code
def test_a_copy_to_a_shut_place_is_told(
    code: int, services: Services, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, stick, code)
    with pytest.raises(FileUnwritable):
        services.kopieen.prepare_hand(stick / "mijn.kluiskopie")


def test_links_that_go_round_are_told(services: Services, stick: Path) -> None:
    (stick / "rond").symlink_to(stick / "rond")
    with pytest.raises(FileUnwritable):
        services.kopieen.prepare_hand(stick / "rond" / "mijn.kluiskopie")


@pytest.mark.parametrize("step", ["write", "read", "clone"])
def test_what_a_stick_refuses_is_no_trouble_of_the_vault(
    step: str, services: Services, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_round(services)
    services.kopieen.choose_second_place(stick)
    codes = iter((errno.EROFS, errno.EIO, errno.ENOSPC))
    honest = getattr(copyfile, step)

    def failing(*arguments: object, **more: object) -> object:
        if not any(isinstance(one, Path) and one.parent == stick for one in arguments):
            return honest(*arguments, **more)
        with environment_errors():
            raise OSError(next(codes), "no")

    monkeypatch.setattr(copyfile, step, failing)
    told: list[object] = []
    for _ in range(3):
        if step == "clone":
            told.append(one_round(services).tweede_fout)
            continue
        with pytest.raises((FileUnwritable, StorageUnavailable)) as caught:
            services.kopieen.prepare_hand(stick / "mijn.kluiskopie")(copyfile.silent)
        told.append(caught.value)
    assert [type(one) for one in told] == [FileUnwritable, FileUnwritable, StorageUnavailable]
    assert getattr(told[2], "failure", None) is StorageFailure.VOL
    assert list(stick.iterdir()) == []


def test_nor_is_a_name_that_a_stick_does_not_give(
    services: Services, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, stick, errno.EROFS, only=("replace",))
    with pytest.raises(FileUnwritable):
        services.kopieen.prepare_hand(stick / "mijn.kluiskopie")(copyfile.silent)
    assert list(stick.iterdir()) == []


def test_what_fails_at_the_vault_itself_is(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        with environment_errors():
            raise OSError(errno.EIO, "no")

    monkeypatch.setattr(copyfile, "write", failing)
    with pytest.raises(StorageUnavailable):
        one_round(services)


def test_a_copy_on_a_stick_that_is_out_is_absent_and_one_in_a_shut_place_unreadable(
    services: Services, stick: Path, by_hand: Kopieregel, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = services.kopieen.prepare_check(by_hand.kopie)
    with monkeypatch.context() as patch:
        shut(patch, stick, errno.EACCES)
        with pytest.raises(FileUnreadable) as caught:
            look(copyfile.silent)
        assert type(caught.value) is FileUnreadable
    shutil.move(stick, stick.with_name("uit"))
    with pytest.raises(FileAbsent):
        look(copyfile.silent)


@every_code
def test_the_drill_takes_a_copy_that_can_be_read(
    code: int, services: Services, stick: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = one_round(services).gemaakt
    assert made is not None
    clock.forward(days=1)
    services.kopieen.keep_hand(services.kopieen.prepare_hand(stick / "mijn.kluiskopie")(copyfile.silent))
    shut(monkeypatch, stick, code)
    assert services.oefening.prepare()(copyfile.silent).kopie.bestand == made.path.name


@every_code
def test_a_copy_that_cannot_be_renewed_is_told_and_stays(
    code: int, services: Services, stick: Path, by_hand: Kopieregel, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = services.context.vault
    vault.rekey({vault._key.slot_id: builders.WACHTWOORDZIN})
    shut(monkeypatch, stick, code)
    old = services.oude_kopieen
    (one,) = old.prepare(old.list_all())(copyfile.silent)
    assert isinstance(one.fout, FileUnreadable)
    old.keep([one])
    assert [line.pad for line in old.list_all()] == [by_hand.pad]


def test_a_copy_on_a_stick_that_is_write_protected_is_not_renewed_by_the_vault_being_so(
    services: Services, by_hand: Kopieregel, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = services.context.vault
    vault.rekey({vault._key.slot_id: builders.WACHTWOORDZIN})

    def failing(*_: object, **__: object) -> None:
        with environment_errors():
            raise OSError(errno.EROFS, "no")

    monkeypatch.setattr(copyfile, "write", failing)
    old = services.oude_kopieen
    (one,) = old.prepare(old.list_all())(copyfile.silent)
    assert isinstance(one.fout, FileUnwritable)
    assert by_hand.pad.exists()


def test_a_copy_on_a_stick_that_is_out_is_not_written_off(
    services: Services, stick: Path, by_hand: Kopieregel
) -> None:
    shutil.move(stick, stick.with_name("uit"))
    head = services.logboek.kop
    with pytest.raises(CopyPlaceAbsent):
        services.kopieen.remove(by_hand.kopie)
    assert services.logboek.kop == head
    assert [rest.naam for rest in copies_holding(services.context)] == [by_hand.kopie.bestand]
    shutil.move(stick.with_name("uit"), stick)
    services.kopieen.remove(by_hand.kopie)
    assert list(stick.iterdir()) == []
    assert services.kopieen.list_all() == []
    assert services.context.vault.list_copies(with_gone=True)[0].weg_reden == "weggehaald"


def test_a_copy_on_a_stick_that_is_lost_is_written_off(
    services: Services, stick: Path, by_hand: Kopieregel
) -> None:
    shutil.move(stick, stick.with_name("kwijt"))
    services.kopieen.write_off(by_hand.kopie)
    assert services.kopieen.list_all() == []
    assert services.context.vault.list_copies(with_gone=True)[0].weg_reden == "plaats kwijt"
    assert copies_holding(services.context) == []


def test_a_copy_of_which_the_stick_fails_half_way_is_not_told_as_good(
    services: Services, by_hand: Kopieregel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_args: Any, **_given: Any) -> str:
        raise StorageUnavailable(StorageFailure.INVOER_UITVOER)

    work = services.kopieen.prepare_check(by_hand.kopie)
    monkeypatch.setattr(copyfile, "verify", failing)
    services.kopieen.keep_check(by_hand.kopie, work(copyfile.silent))
    (kept,) = services.kopieen.list_all()
    assert kept.kopie.bevinding == "niet te lezen"


def test_a_copy_that_somebody_took_away_already_is_not_told_as_taken_away_now(
    services: Services, by_hand: Kopieregel
) -> None:
    by_hand.pad.unlink()
    services.kopieen.remove(by_hand.kopie)
    assert services.kopieen.list_all() == []
    assert services.context.vault.list_copies(with_gone=True)[0].weg_reden == "niet gevonden"


def test_without_the_folder_of_copies_none_is_there(services: Services) -> None:
    one_round(services)
    shutil.rmtree(services.kopieen.map)
    services.kopieen.remove(services.kopieen.list_all()[0].kopie)
    assert services.kopieen.list_all() == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_copy_that_cannot_be_taken_away_is_told_and_stays(
    code: int, services: Services, stick: Path, by_hand: Kopieregel, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut(monkeypatch, stick, code)
    with pytest.raises(FileUnremovable):
        services.kopieen.remove(by_hand.kopie)
    assert [line.pad for line in services.kopieen.list_all()] == [by_hand.pad]


def test_what_would_go_from_a_stick_that_came_out_just_now_stays_told(
    services: Services, stick: Path, clock: Clock
) -> None:
    services.kopieen.choose_second_place(stick)
    one_round(services)
    clock.forward(hours=2)
    done = services.kopieen.prepare_round(is_forced=True)(copyfile.silent)
    assert done.tweede is not None
    shutil.move(stick, stick.with_name("uit"))
    services.kopieen.keep_round(done)
    assert [line.kopie.soort for line in services.kopieen.list_all()].count(SoortKopie.TWEEDE) == 2
