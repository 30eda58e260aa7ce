"""The daily copy beside the work: made, told when it fails, made again when the key of the vault changed."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import make_desk
from tests.unreachable import shut
from veiligheidsadvies.domain.errors import VaultDamaged
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.shell.kopiewacht import Kopiewacht
from veiligheidsadvies.gui.shell.main_window import MainFrame
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.vault import copying


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def desk(services: Services) -> Desk:
    return make_desk(services)[0]


@pytest.fixture
def frame(qtbot: QtBot) -> MainFrame:
    shown = MainFrame()
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def wacht(desk: Desk, frame: MainFrame) -> Iterator[Kopiewacht]:
    made = Kopiewacht(desk, frame)
    yield made
    made.stop()


def rekey(services: Services) -> None:
    (slot,) = services.beheer.list_slots()
    services.context.vault.rekey({slot.id: builders.WACHTWOORDZIN})


@pytest.fixture
def failing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    make = copying.make

    def failing(*_: object, **__: object) -> None:
        monkeypatch.setattr(copying, "make", make)
        raise VaultDamaged

    monkeypatch.setattr(copying, "make", failing)


def in_the_middle(services: Services, wacht: Kopiewacht, desk: Desk) -> None:
    """Another key comes when the round is done, and not yet told."""
    wacht.look()
    assert desk.jobs.wait()
    rekey(services)


def test_a_copy_is_made_when_one_is_due(services: Services, wacht: Kopiewacht, qtbot: QtBot) -> None:
    wacht.look()
    qtbot.waitUntil(lambda: len(services.kopieen.list_all()) == 1, timeout=20_000)
    assert not services.kopieen.is_due


@pytest.mark.usefixtures("failing_once")
def test_what_failed_is_told(wacht: Kopiewacht, frame: MainFrame, qtbot: QtBot) -> None:
    wacht.look()
    qtbot.waitUntil(lambda: frame.bands.has("kopie"), timeout=20_000)


@pytest.fixture
def shut_place(services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second place into which nobody can look."""
    (tmp_path / "stick").mkdir()
    services.kopieen.choose_second_place(tmp_path / "stick")
    shut(monkeypatch, tmp_path / "stick", errno.EACCES)


@pytest.mark.usefixtures("shut_place")
def test_a_second_place_that_is_shut_is_told_and_the_copy_at_the_vault_made(
    services: Services, wacht: Kopiewacht, frame: MainFrame, qtbot: QtBot
) -> None:
    told: list[str] = []
    frame.bands.tell = lambda _, words, **__: told.append(words)  # type: ignore[method-assign]
    wacht.look()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told[0].startswith(
        "Op de tweede plaats kwam geen kopie. Dit bestand kan hier niet worden geschreven."
    )
    assert len(services.kopieen.list_all()) == 1


def test_a_round_of_a_former_key_is_done_again(
    services: Services, desk: Desk, wacht: Kopiewacht, qtbot: QtBot
) -> None:
    in_the_middle(services, wacht, desk)
    qtbot.waitUntil(lambda: len(services.kopieen.list_all()) == 1, timeout=20_000)
    assert services.kopieen.list_of_former_keys() == []
    assert len(list(services.kopieen.map.iterdir())) == 1


@pytest.mark.usefixtures("failing_once")
def test_what_failed_for_another_key_is_done_again_and_not_told(
    services: Services, desk: Desk, wacht: Kopiewacht, frame: MainFrame, qtbot: QtBot
) -> None:
    told: list[str] = []
    frame.bands.tell = lambda name, *_, **__: told.append(name)  # type: ignore[method-assign]
    in_the_middle(services, wacht, desk)
    qtbot.waitUntil(lambda: len(services.kopieen.list_all()) == 1, timeout=20_000)
    assert told == []
