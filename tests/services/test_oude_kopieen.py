"""What a former key still opens: copies that the register does not know, and vaults that were set aside."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.services.kluis import Services, open_vault
from veiligheidsadvies.services.kopieen import Kopieregel
from veiligheidsadvies.vault import copyfile, location, slotfile
from veiligheidsadvies.vault.restoring import ASIDE, DAMAGED


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


def rekey(services: Services) -> None:
    vault = services.context.vault
    vault.rekey({vault._key.slot_id: builders.WACHTWOORDZIN})


def daily(services: Services) -> Kopieregel:
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(copyfile.silent))
    return services.kopieen.list_all()[0]


def look(services: Services) -> None:
    services.oude_kopieen.keep_look(services.oude_kopieen.prepare_look()(copyfile.silent))


def set_aside(services: Services, kind: str, stamp: str) -> Path:
    folder = services.context.vault.folder
    services.context.vault.checkpoint()
    return Path(shutil.copytree(folder, folder.with_name(f"{folder.stem}-{kind}-{stamp}{folder.suffix}")))


def test_a_copy_that_the_register_does_not_know_is_listed_and_renewed(services: Services) -> None:
    known = daily(services)
    found = known.pad.with_name("voor-schema-0007-20260312T080000Z.kluiskopie")
    shutil.copy(known.pad, found)
    rekey(services)
    assert [line.pad for line in services.oude_kopieen.list_all()] == [known.pad]
    assert not services.kopieen.is_due  # no round comes today
    look(services)
    lines = services.oude_kopieen.list_all()
    assert {line.pad for line in lines} == {known.pad, found}
    services.oude_kopieen.keep(services.oude_kopieen.prepare(lines)(copyfile.silent))
    assert services.oude_kopieen.list_all() == []
    assert services.context.vault.old_keys == ()
    for path in (known.pad, found):
        assert copyfile.read(path).header.mark == services.context.vault.key_mark


def test_a_copy_that_another_took_the_place_of_is_not_listed_for_ever(
    services: Services, tmp_path: Path
) -> None:
    place = tmp_path / "hand.kluiskopie"
    services.kopieen.keep_hand(services.kopieen.prepare_hand(place)(copyfile.silent))
    rekey(services)
    services.kopieen.keep_hand(services.kopieen.prepare_hand(place, may_replace=True)(copyfile.silent))
    assert services.oude_kopieen.list_all() == []
    head = services.context.vault.log_head()
    look(services)
    assert services.context.vault.log_head() == head
    assert [line.pad for line in services.kopieen.list_all()] == [place]


def test_to_look_makes_no_copy_and_writes_nothing_off(services: Services, tmp_path: Path) -> None:
    known = daily(services)
    stick = tmp_path / "stick"
    stick.mkdir()
    services.kopieen.choose_second_place(stick)
    known.pad.unlink()
    (known.pad.parent / "van een ander.kluiskopie").write_bytes(b"geen kopie")
    look(services)
    assert [line.pad for line in services.kopieen.list_all()] == [known.pad]
    assert list(stick.iterdir()) == []
    assert [path.name for path in known.pad.parent.iterdir()] == ["van een ander.kluiskopie"]


def test_on_the_second_place_too(services: Services, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    services.kopieen.choose_second_place(stick)
    shutil.copy(daily(services).pad, stick / "eerder.kluiskopie")
    rekey(services)
    look(services)
    assert stick / "eerder.kluiskopie" in {line.pad for line in services.oude_kopieen.list_all()}


def test_a_vault_set_aside_is_listed_once_another_key_came(services: Services) -> None:
    before = set_aside(services, ASIDE, "20260311T080000Z")
    damaged = set_aside(services, DAMAGED, "20260310T080000Z")
    (damaged / "dossiers.db").write_bytes(b"stuk")
    assert services.oude_kopieen.list_set_aside() == []
    rekey(services)
    of_now = set_aside(services, ASIDE, "20260312T080000Z")
    assert [one.path for one in services.oude_kopieen.list_set_aside()] == [before, damaged]
    rekey(services)
    assert [one.path for one in services.oude_kopieen.list_set_aside()] == [of_now, before, damaged]
    services.kopieen.remove_set_aside(services.oude_kopieen.list_set_aside()[0])
    assert [one.path for one in services.oude_kopieen.list_set_aside()] == [before, damaged]


def test_a_vault_set_aside_whose_slots_cannot_be_read_is_listed(services: Services) -> None:
    aside = set_aside(services, ASIDE, "20260311T080000Z")
    slots = aside / slotfile.NAMES[0]
    slots.unlink()
    slots.symlink_to(aside / slotfile.NAMES[1])  # a link is not followed: an error of the disk as any other
    assert services.oude_kopieen.list_set_aside() == []
    rekey(services)
    assert [one.path for one in services.oude_kopieen.list_set_aside()] == [aside]


def test_one_that_cannot_be_read_hides_none_of_the_others(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = set_aside(services, ASIDE, "20260311T080000Z")
    unreadable = set_aside(services, ASIDE, "20260310T080000Z")
    other = set_aside(services, DAMAGED, "20260309T080000Z")
    set_aside(services, ASIDE, "20269999T080000Z")  # not a moment
    real = location.holds_vault

    def holds_vault(folder: Path) -> bool:
        if folder == unreadable:
            raise PermissionError(errno.EACCES, "no")
        return real(folder)

    monkeypatch.setattr(location, "holds_vault", holds_vault)
    assert [found.path for found in services.kopieen.list_set_aside()] == [one, unreadable, other]


def test_a_key_that_came_later_is_not_one_of_before(tmp_path: Path) -> None:
    """An older copy was put back; what was made since is under a key that this vault never had."""
    folder, key = builders.vault_folder(tmp_path)
    older = Path(shutil.copytree(folder, tmp_path / "toen"))
    clock = builders.Clock()
    clock.forward(days=1)
    services = open_vault(folder, key, now=clock)
    rekey(services)
    made = daily(services)
    aside = set_aside(services, ASIDE, "20260314T080000Z")
    services.close()
    shutil.copytree(made.pad.parent, older / made.pad.parent.name)
    shutil.rmtree(folder)
    older.rename(folder)

    clock.forward(days=2)
    services = open_vault(folder, key, now=clock)
    look(services)
    (found,) = services.kopieen.list_all()
    assert (found.pad, found.is_huidig) == (made.pad, False)
    assert services.oude_kopieen.list_all() == []
    assert services.oude_kopieen.list_set_aside() == []
    rekey(services)
    assert [line.pad for line in services.oude_kopieen.list_all()] == [made.pad]
    assert [one.path for one in services.oude_kopieen.list_set_aside()] == [aside]
    services.close()
