"""Putting a copy back: whole, checked, swapped in at once, and nothing lost on the way."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN, Clock
from tests.freeze_vault import VAULTS
from tests.unreachable import shut
from veiligheidsadvies.domain.errors import (
    CopyFault,
    CopyNotVerified,
    CopyRefused,
    FileUnwritable,
    FolderUnreadable,
    InvalidInput,
    NoGoodCopy,
    RecoveryKeyForeign,
    StorageFailure,
    StorageUnavailable,
    UserError,
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.services import herstel, kluis
from veiligheidsadvies.services.beheer import Notice
from veiligheidsadvies.services.herstel import Herstelkeuze, Teruggave
from veiligheidsadvies.services.kluis import Services, UnlockedKey
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.text.messages import skipped
from veiligheidsadvies.vault import copyfile, copying, location, marks, migrate, restoring, slotfile
from veiligheidsadvies.vault.chain import Entry
from veiligheidsadvies.vault.copying import Source
from veiligheidsadvies.vault.database import DATABASE_NAME, open_database
from veiligheidsadvies.vault.files import environment_errors


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, UnlockedKey]:
    return builders.vault_folder(tmp_path)


@pytest.fixture
def copy(place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock) -> Path:
    """Of a vault with one dossier; afterwards a second dossier came."""
    services = kluis.open_vault(*place, now=clock)
    builders.add_dossier(services)
    made = services.kopieen.prepare_hand(tmp_path / "kopie.kluiskopie")(lambda _: None)
    services.kopieen.keep_hand(made)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    builders.add_dossier(services, "GED-05")
    services.close()
    clock.forward(hours=1)
    return made.path


def put_back(copy: Path, target: Path, key: UnlockedKey, clock: Clock, **keuze: object) -> Path | None:
    back = Teruggave.unpack(copy, target, now=clock)
    back.finish(key, Herstelkeuze(**keuze))  # type: ignore[arg-type]
    return back.swap(key)


def codes(services: Services) -> list[str]:
    return [one.code for one in services.dossiers.list_all()]


@pytest.fixture
def opened(place: tuple[Path, UnlockedKey], clock: Clock) -> Iterator[list[Services]]:
    """What a test opened; closed at its end."""
    found: list[Services] = []
    yield found
    for services in found:
        services.close()


def test_on_a_bare_machine_with_the_passphrase(
    copy: Path,
    place: tuple[Path, UnlockedKey],
    tmp_path: Path,
    configuration: Path,
    clock: Clock,
    opened: list[Services],
) -> None:
    shutil.rmtree(place[0])
    shutil.rmtree(configuration)
    target = tmp_path / "nieuw" / "kluis.advieskluis"
    back = Teruggave.unpack(copy, target, now=clock)
    with pytest.raises(WrongPassphrase):
        back.unlock("iets heel anders dan de zin")
    key = back.unlock(WACHTWOORDZIN)
    assert not target.exists()
    verslag = back.finish(key, Herstelkeuze())
    assert {one.name for one in verslag.controles} >= {
        "versleuteling",
        "opbouw",
        "aantallen",
        "logboek",
        "bijlagen",
    }
    assert all(one.ok for one in verslag.controles)
    assert back.swap(key) is None
    opened.append(kluis.open_vault(target, kluis.unlock(target, WACHTWOORDZIN, now=clock), now=clock))
    assert codes(opened[0]) == ["GED-04"]
    assert sorted(entry.name for entry in target.parent.iterdir()) == [target.name]
    assert opened[0].beheer.notices() == []


def test_with_the_recovery_sheet_only(
    copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock, opened: list[Services]
) -> None:
    services = kluis.open_vault(*place, now=clock)
    groups = services.context.vault.recovery_groups()
    services.close()
    target = tmp_path / "nieuw.advieskluis"
    back = Teruggave.unpack(copy, target, now=clock)
    key = back.unlock_by_recovery(groups)
    back.finish(key, Herstelkeuze())
    back.swap(key)
    opened.append(kluis.open_vault(target, kluis.unlock_by_recovery(target, groups), now=clock))
    assert opened[0].by_recovery
    assert codes(opened[0]) == ["GED-04"]


def test_the_log_tells_it(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, opened: list[Services]
) -> None:
    put_back(copy, *place, clock, akkoord_van="sleutel:ab12")
    opened.append(kluis.open_vault(*place, now=clock))
    lines = opened[0].logboek.list_latest(limit=5)
    (line,) = [line for line in lines if line.wat == "Reservekopie terugzetten"]
    assert line.resultaat == "akkoord van sleutel:ab12"
    assert all(one.ok or one.warning for one in opened[0].beheer.checks())


def test_the_old_vault_is_set_aside_whole_and_its_copies_go_along(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, opened: list[Services]
) -> None:
    folder, key = place
    copies = sorted(path.name for path in (folder / "reservekopieen").iterdir())
    aside = put_back(copy, folder, key, clock)
    assert aside is not None
    opened.append(kluis.open_vault(folder, key, now=clock))
    opened.append(kluis.open_vault(aside, key, now=clock))
    assert codes(opened[0]) == ["GED-04"]
    assert codes(opened[1]) == ["GED-04", "GED-05"]
    assert sorted(path.name for path in (folder / "reservekopieen").iterdir()) == copies
    (found,) = opened[0].kopieen.list_set_aside()
    assert (found.path, found.is_damaged) == (aside, False)
    held = opened[0].kopieen.list_holding_before(clock())
    assert (aside, None) in [(one.pad, one.tot) for one in held]
    opened.pop().close()
    opened[0].kopieen.remove_set_aside(found)
    assert not aside.exists()


def test_a_vault_put_back_beside_another_makes_neither_of_them_older(
    copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock
) -> None:
    beside = tmp_path / "ernaast.advieskluis"
    put_back(copy, beside, place[1], clock)
    for folder in (place[0], beside, place[0], beside):
        services = kluis.open_vault(folder, place[1], now=clock)
        assert services.beheer.notices() == []
        services.close()
    moved = beside.rename(tmp_path / "verplaatst.advieskluis")
    for folder in (moved, place[0]):
        services = kluis.open_vault(folder, place[1], now=clock)
        assert services.beheer.notices() == []
        services.close()


def test_one_of_the_two_that_is_set_back_is_noticed_wherever_it_stands(
    copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock
) -> None:
    folder, key = place
    old = shutil.copytree(folder, tmp_path / "oud")
    put_back(copy, tmp_path / "ernaast.advieskluis", key, clock)
    kluis.open_vault(folder, key, now=clock).close()
    elsewhere = shutil.copytree(old, tmp_path / "elders.advieskluis")
    for place_now, source in ((elsewhere, None), (folder, old), (folder, tmp_path / "ernaast.advieskluis")):
        if source is not None:
            shutil.rmtree(place_now)
            shutil.copytree(source, place_now)
        services = kluis.open_vault(place_now, key, now=clock)
        assert services.beheer.notices() == [Notice.OUDERE_KLUIS]
        services.close()


def test_the_vault_that_made_room_is_no_older_one(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock
) -> None:
    aside = put_back(copy, *place, clock)
    assert aside is not None
    for folder in (place[0], aside, place[0]):
        services = kluis.open_vault(folder, place[1], now=clock)
        assert services.beheer.notices() == []
        services.close()


def test_two_vaults_of_one_copy_give_no_number_twice(
    copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock, opened: list[Services]
) -> None:
    """Both open at once, as the window is while something is printed without it."""
    beside = tmp_path / "ernaast.advieskluis"
    put_back(copy, beside, place[1], clock)
    opened += [kluis.open_vault(folder, place[1], now=clock) for folder in (place[0], beside)]
    given = []
    for services in (*opened, *opened):
        vault = services.context.vault
        with vault.action("Exemplaar") as log:
            given.append(vault.next_number("exemplaar", 2026))
            log.note(Entry(verb="x", object="y"))
    assert given == [1, 2, 3, 4]
    opened[0].context.vault.note("x", "y")
    assert marks.read(opened[0].context.vault.vault_id).numbers == {"exemplaar/2026": 4}


def test_a_vault_put_back_beside_another_has_no_second_place(
    copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock, opened: list[Services]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    services = kluis.open_vault(*place, now=clock)
    services.kopieen.choose_second_place(stick)
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(lambda _: None))
    newest = services.kopieen.list_all()[0].pad
    services.close()
    before = sorted(path.name for path in stick.iterdir())
    put_back(newest, tmp_path / "ernaast.advieskluis", place[1], clock)
    opened.append(kluis.open_vault(tmp_path / "ernaast.advieskluis", place[1], now=clock))
    assert opened[0].kopieen.second_place() is None
    clock.forward(days=3)
    opened[0].kopieen.keep_round(opened[0].kopieen.prepare_round()(lambda _: None))
    assert sorted(path.name for path in stick.iterdir()) == before
    put_back(newest, *place, clock)
    opened.append(kluis.open_vault(*place, now=clock))
    assert opened[1].kopieen.second_place() is not None  # the same vault goes on


def test_copies_of_after_the_one_put_back_are_known_again(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, opened: list[Services]
) -> None:
    put_back(copy, *place, clock)
    opened.append(kluis.open_vault(*place, now=clock))
    assert opened[0].kopieen.list_all() == []
    opened[0].kopieen.keep_round(opened[0].kopieen.prepare_round()(lambda _: None))
    names = {line.kopie.bestand for line in opened[0].kopieen.list_all()}
    assert names == {path.name for path in (place[0] / "reservekopieen").iterdir()}


def issue(services: Services) -> str:
    dossier = services.dossiers.list_all()[0].id
    services.stukken.issue(
        SoortDocument.MAATREGELENPLAN,
        dossier,
        Ontvanger(naam="provinciesecretaris"),
        Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord"),
    )
    return services.exemplaren.list_all()[-1].nummer


def test_numbers_go_on_where_they_were(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, opened: list[Services]
) -> None:
    services = kluis.open_vault(*place, now=clock)
    builders.add_advies(services, services.dossiers.list_all()[0].id)  # type: ignore[arg-type]
    assert issue(services) == "2026-0001"
    services.close()
    put_back(copy, *place, clock)
    opened.append(kluis.open_vault(*place, now=clock))
    assert issue(opened[0]) == "2026-0002"


def test_numbers_go_on_above_the_paper(
    copy: Path,
    place: tuple[Path, UnlockedKey],
    tmp_path: Path,
    configuration: Path,
    clock: Clock,
    opened: list[Services],
) -> None:
    shutil.rmtree(configuration)
    target = tmp_path / "nieuw.advieskluis"
    put_back(
        copy, target, place[1], clock, nummers=herstel.numbers_of(["2026-0041", "2026-0007", "OPD-2026-003"])
    )
    opened.append(kluis.open_vault(target, place[1], now=clock))
    assert issue(opened[0]) == "2026-0042"


def test_a_machine_that_knew_the_vault_before_the_copy_does_not_know_its_numbers(
    copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, clock: Clock
) -> None:
    vault_id = copyfile.read(copy).header.vault_id
    known = marks.read(vault_id)
    for row, is_asked in ((known.row, False), (3, True)):
        marks.write(vault_id, marks.Marks(row=row, head=known.head), is_durable=False)
        back = Teruggave.unpack(copy, tmp_path / f"{row}.advieskluis", now=clock)
        assert back.finish(place[1], Herstelkeuze()).nummers_onzeker == is_asked
        back.abandon()


def test_numbers_that_nobody_gave_stay_doubted_when_the_copy_is_put_back_once_more(
    copy: Path,
    place: tuple[Path, UnlockedKey],
    tmp_path: Path,
    configuration: Path,
    clock: Clock,
    opened: list[Services],
) -> None:
    shutil.rmtree(configuration)
    for name in ("een", "twee"):
        put_back(copy, tmp_path / f"{name}.advieskluis", place[1], clock)
        opened.append(kluis.open_vault(tmp_path / f"{name}.advieskluis", place[1], now=clock))
        assert opened[-1].nummers.zijn_onzeker
    opened[-1].nummers.settle(["2026-0042"])
    back = Teruggave.unpack(copy, tmp_path / "drie.advieskluis", now=clock)
    assert not back.finish(place[1], Herstelkeuze()).nummers_onzeker
    back.abandon()


def test_a_memory_of_before_learns_that_numbers_are_doubted(
    copy: Path,
    place: tuple[Path, UnlockedKey],
    clock: Clock,
    opened: list[Services],
) -> None:
    services = kluis.open_vault(*place, now=clock)
    services.context.vault.set_setting("nummers_onzeker_sinds", "2026-03-12T10:00:00+00:00")
    vault_id = services.context.vault.vault_id
    services.close()
    assert not marks.read(vault_id).is_doubted
    assert marks.read(vault_id).row
    kluis.open_vault(*place, now=clock).close()
    put_back(copy, place[0], place[1], clock)
    opened.append(kluis.open_vault(*place, now=clock))
    assert opened[0].nummers.zijn_onzeker


@pytest.mark.parametrize(
    "typed", ["", "42", "2026-", "2026-0000", "XYZ-2026-001", "2026-0042; DROP", "٢٠٢٦-0001"]
)
def test_a_number_that_no_paper_bears_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        herstel.numbers_of([typed])


def test_a_vault_that_is_open_stays(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, opened: list[Services]
) -> None:
    opened.append(kluis.open_vault(*place, now=clock))
    back = Teruggave.unpack(copy, place[0], now=clock)
    back.finish(place[1], Herstelkeuze())
    with pytest.raises(VaultInUse):
        back.swap(place[1])
    assert codes(opened[0]) == ["GED-04", "GED-05"]
    back.abandon()
    assert sorted(path.name for path in place[0].parent.glob("*.herstel*")) == []


@pytest.mark.parametrize("at", range(2))
def test_a_crash_between_the_renames_ends_with_a_vault(
    at: int,
    copy: Path,
    place: tuple[Path, UnlockedKey],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    opened: list[Services],
) -> None:
    folder, key = place
    back = Teruggave.unpack(copy, folder, now=clock)
    back.finish(key, Herstelkeuze())
    done: list[Path] = []
    honest = Path.rename

    def crashing(path: Path, target: Path) -> Path:
        if len(done) == at + 1:
            raise KeyboardInterrupt
        done.append(path)
        return honest(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", crashing)
        with pytest.raises(KeyboardInterrupt):
            back.swap(key)
    assert folder.exists() == (at == 0)
    opened.append(kluis.open_vault(folder, kluis.unlock(folder, WACHTWOORDZIN, now=clock), now=clock))
    assert codes(opened[0]) == (["GED-04", "GED-05"] if at == 0 else ["GED-04"])
    assert not location.ready_beside(folder).exists()
    assert not (folder.parent / f".{folder.name}.herstel.deel").exists()


def test_a_copy_of_another_vault_takes_no_place(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock
) -> None:
    for name in slotfile.NAMES:
        path = place[0] / name
        data = json.loads(path.read_text("utf-8"))
        data["kluis"] = "0" * 32
        path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(CopyRefused) as refused:
        Teruggave.unpack(copy, place[0], now=clock)
    assert refused.value.fault is CopyFault.ANDERE_KLUIS


def test_what_is_no_vault_is_not_replaced(copy: Path, tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "foto").mkdir()
    (tmp_path / "foto" / "a.jpg").write_bytes(b"a")
    (tmp_path / "bestand").write_bytes(b"b")
    for target in (tmp_path / "foto", tmp_path / "bestand"):
        with pytest.raises(VaultExists):
            Teruggave.unpack(copy, target, now=clock)
    assert (tmp_path / "foto" / "a.jpg").read_bytes() == b"a"


def test_a_sheet_of_another_vault_does_not_open_it(copy: Path, tmp_path: Path, clock: Clock) -> None:
    back = Teruggave.unpack(copy, tmp_path / "n.advieskluis", now=clock)
    with pytest.raises(RecoveryKeyForeign):
        back.finish(
            UnlockedKey(data_key=bytes(32), slot_id="x", slot_name="x", by_recovery=True), Herstelkeuze()
        )
    with pytest.raises(CopyRefused):
        back.finish(UnlockedKey(data_key=bytes(32), slot_id="x", slot_name="x"), Herstelkeuze())
    back.abandon()
    assert not back.map.exists()


def test_a_copy_that_differs_from_what_it_says_is_not_put_back(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock
) -> None:
    back = Teruggave.unpack(copy, place[0], now=clock)
    changed = open_database(back.map / DATABASE_NAME, place[1].data_key)
    changed.execute("DELETE FROM zoekrij")
    changed.close()
    with pytest.raises(CopyNotVerified) as failed:
        back.finish(place[1], Herstelkeuze())
    assert failed.value.checks == ("aantallen",)


def damage(folder: Path) -> None:
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 4096):
        content[at + 10] ^= 1
    path.write_bytes(content)


def test_of_a_damaged_vault_the_newest_good_copy_comes_back(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, opened: list[Services]
) -> None:
    folder, key = place
    newer = folder / "reservekopieen" / "kluis-later.kluiskopie"
    shutil.copyfile(copy, newer)
    content = bytearray(newer.read_bytes())
    content[len(content) // 2] ^= 1
    newer.write_bytes(content)
    damage(folder)
    damaged = (folder / DATABASE_NAME).read_bytes()
    with pytest.raises(VaultDamaged):
        kluis.open_vault(folder, key, now=clock)
    found = herstel.newest_good(folder, key, now=clock)
    assert found.verslag.gemaakt_op < clock()
    aside = found.teruggave.swap(key, is_damaged=True)
    assert aside is not None
    assert "beschadigd" in aside.name
    assert (aside / DATABASE_NAME).read_bytes() == damaged
    opened.append(kluis.open_vault(folder, key, now=clock))
    assert codes(opened[0]) == ["GED-04"]
    assert opened[0].kopieen.list_set_aside()[0].is_damaged


def failing(honest: Callable[..., object], path: Path, error: UserError | None) -> Callable[..., object]:
    """`copyfile.extract` or `verify` to which one file cannot be read, or raises as given."""

    def work(copy: copyfile.CopyFile, *folder: Path, **more: Any) -> object:
        if copy.path != path:
            return honest(copy, *folder, **more)
        if error is not None:
            raise error
        with environment_errors():
            raise OSError(5, "Input/output error")

    return work


@pytest.mark.parametrize("error", [None, VaultTooNew(99, 1), RecoveryKeyForeign(), VaultDamaged()])
def test_whatever_ails_the_newest_copy_an_older_one_is_tried(
    error: UserError | None,
    copy: Path,
    place: tuple[Path, UnlockedKey],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, key = place
    clock.forward(days=1)
    services = kluis.open_vault(folder, key, now=clock)
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(lambda _: None))
    services.close()
    (folder / "reservekopieen" / "x.kluiskopie").write_bytes(b"KLUISKOPIE 9")
    newest = herstel.list_near(folder)[0].pad
    damage(folder)
    for name in ("extract", "verify"):
        monkeypatch.setattr(copyfile, name, failing(getattr(copyfile, name), newest, error))
    found = herstel.newest_good(folder, key, now=clock)
    assert [name for name, _ in found.overgeslagen] == ["x.kluiskopie", newest.name]
    assert all(
        found.overgeslagen[1][0] in line or "x.kluiskopie" in line for line in skipped(found.overgeslagen)
    )
    found.teruggave.abandon()


def test_a_copy_with_a_date_of_the_future_is_tried_last(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock
) -> None:
    folder, key = place
    right = clock()
    clock.forward(days=400)
    services = kluis.open_vault(folder, key, now=clock)
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(lambda _: None))
    services.close()
    clock.moment = right
    damage(folder)
    first, *_, last = herstel.list_near(folder, now=clock)
    assert first.gemaakt_op < right < last.gemaakt_op
    found = herstel.newest_good(folder, key, now=clock)
    assert found.verslag.gemaakt_op == first.gemaakt_op
    found.teruggave.abandon()


@pytest.mark.parametrize("failure", StorageFailure)
def test_a_place_that_takes_nothing_is_no_fault_of_the_newest_copy(
    failure: StorageFailure,
    copy: Path,
    place: tuple[Path, UnlockedKey],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newest = herstel.list_near(place[0])[0].pad
    damage(place[0])
    work = failing(copyfile.extract, newest, StorageUnavailable(failure))
    monkeypatch.setattr(copyfile, "extract", work)
    with pytest.raises(StorageUnavailable) as told:
        herstel.newest_good(*place, now=clock)
    assert told.value.failure is failure


def test_a_vault_that_cannot_be_looked_at_is_no_fault_of_its_copies(
    copy: Path, place: tuple[Path, UnlockedKey], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "no")

    damage(place[0])
    monkeypatch.setattr(location, "holds_vault", refused)
    with pytest.raises(FolderUnreadable):
        herstel.newest_good(*place, now=clock)


@pytest.mark.parametrize("code", [errno.EROFS, errno.EIO])
def test_where_no_vault_stands_a_place_that_takes_nothing_is_no_trouble_of_one(
    code: int, copy: Path, place: tuple[Path, UnlockedKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leeg").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "rmdir", _failing_with(code))
        with pytest.raises(FileUnwritable):
            Teruggave.unpack(copy, tmp_path / "leeg")
    shut(monkeypatch, tmp_path, code, only=("mkdir",))
    with pytest.raises(FileUnwritable):
        Teruggave.unpack(copy, tmp_path / "nieuw.advieskluis")
    with pytest.raises(StorageUnavailable):
        Teruggave.unpack(copy, place[0])


def _failing_with(code: int) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return failing


def test_without_any_good_copy_the_damaged_vault_stays_where_it_is(
    place: tuple[Path, UnlockedKey], clock: Clock
) -> None:
    folder, key = place
    damage(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(NoGoodCopy):
        herstel.newest_good(folder, key, now=clock)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_only_what_was_set_aside_for_this_vault_is_taken_away(
    place: tuple[Path, UnlockedKey], tmp_path: Path
) -> None:
    folder, _ = place
    for name in (
        "ander-opzij-20260101T000000Z.advieskluis",
        "proef-opzij-morgen.advieskluis",
        "proef2.advieskluis",
    ):
        shutil.copytree(folder, tmp_path / name)
    assert restoring.list_set_aside(folder) == []
    link = tmp_path / "proef-opzij-20260101T000000Z.advieskluis"
    link.symlink_to(tmp_path / "proef2.advieskluis")
    assert restoring.list_set_aside(folder) == []


def test_a_copy_of_the_oldest_and_of_the_newest_schema_comes_back(
    tmp_path: Path, clock: Clock, opened: list[Services]
) -> None:
    """Made by the program as it was then, put back by this one."""
    released = sorted(VAULTS.glob("schema_*.advieskluis"))
    for number, folder in enumerate((released[0], released[-1])):
        old = tmp_path / folder.name
        shutil.copytree(folder, old)
        location.tighten(old)
        key = kluis.unlock(old, WACHTWOORDZIN, now=clock)
        made = copying.make(
            Source(folder=old, data_key=key.data_key), tmp_path / f"{number}.kluiskopie", now=clock
        )
        target = tmp_path / f"terug-{number}.advieskluis"
        back = Teruggave.unpack(made.path, target, now=clock)
        verslag = back.finish(key, Herstelkeuze())
        back.swap(key)
        opened.append(kluis.open_vault(target, key, now=clock))
        assert len(opened[-1].dossiers.list_all()) == 2
        assert (verslag.scripts > 0) == (made.header.schema < len(migrate.scripts()))
    assert len(opened) == 2
