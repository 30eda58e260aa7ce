"""Showing names leaves a line for each screen and dossier, once; hidden names leave none."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tests.builders import add_dossier, add_maatregel, add_opdracht, vault_folder
from tests.gui.shell.conftest import Run, Running
from veiligheidsadvies.domain.errors import StorageFailure, StorageUnavailable
from veiligheidsadvies.gui.binding import desk
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.shell.inzage import WITH_SECRETS
from veiligheidsadvies.gui.shell.navigation import SCREENS
from veiligheidsadvies.services.kluis import open_vault
from veiligheidsadvies.services.logboek import LogboekService


@pytest.fixture
def opened(run: Run, tmp_path: Path) -> Running:
    folder, key = vault_folder(tmp_path)
    running = run(folder)
    services = open_vault(folder, key)
    add_dossier(services)
    running.program.enter(services)
    return running


def noted(running: Running) -> list[str]:
    """The screens, oldest first."""
    lines = running.session._services.context.vault.history(limit=50)
    return [line.object for line in reversed(lines) if line.verb == "inzien"]


def test_hidden_names_leave_nothing(opened: Running) -> None:
    opened.session.go(Plek(scherm="dossiers"))
    opened.session.go(Plek(scherm="dossier", dossier_id=1))
    opened.session.palette.open("GED")
    opened.session._find("GED")
    assert noted(opened) == []


def test_each_screen_with_names_is_noted_once_until_they_are_hidden(opened: Running) -> None:
    opened.session.go(Plek(scherm="dossiers"))
    opened.session.toggle_names()
    opened.session.go(Plek(scherm="catalogus"))
    opened.session.go(Plek(scherm="dossiers"))
    assert noted(opened) == ["scherm:dossiers"]
    opened.session.toggle_names()
    opened.session.toggle_names()
    assert noted(opened) == ["scherm:dossiers"] * 2


def test_a_dossier_is_named_in_its_own_log(opened: Running) -> None:
    opened.session.toggle_names()
    opened.session.go(Plek(scherm="dossier", dossier_id=1))
    vault = opened.session._services.context.vault
    assert [line.object for line in vault.history(dossier_id=1) if line.verb == "inzien"] == [
        "scherm:dossier"
    ]


def test_an_order_is_noted_with_its_dossier(opened: Running) -> None:
    """A place of an order or measure names no dossier; the screen knows it."""
    services = opened.session._services
    seen = []
    for code in ("GED-05", "GED-06"):
        dossier = add_dossier(services, code=code)
        measure = add_maatregel(services, dossier)
        seen.append((dossier, measure, add_opdracht(services, dossier, measure)))
    opened.session.go(Plek(scherm="opdrachten"))
    opened.session.toggle_names()
    for _, measure, order in seen * 2:
        opened.session.go(Plek(scherm="opdrachten", row_id=order))
        opened.session.go(Plek(scherm="maatregel", row_id=measure))
    assert noted(opened)[0] == "scherm:opdrachten"
    for dossier, _, _ in seen:
        lines = services.context.vault.history(dossier_id=dossier)
        found = [line.object for line in reversed(lines) if line.verb == "inzien"]
        assert found == ["scherm:opdrachten", "scherm:maatregel"]


def test_looking_for_names_is_noted_without_what_was_looked_for(opened: Running) -> None:
    opened.session.toggle_names()
    for typed in ("Đor", "Đorđević"):
        opened.session._find(typed)
    assert noted(opened) == ["scherm:zoeken"]


def test_a_full_disk_keeps_nobody_from_looking(opened: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageUnavailable(StorageFailure.VOL)

    with monkeypatch.context() as patch:
        patch.setattr(LogboekService, "note_inzage", full)
        opened.session.toggle_names()
        assert opened.session.go(Plek(scherm="dossiers"))
    opened.session.go(Plek(scherm="catalogus"))
    opened.session.go(Plek(scherm="dossiers"))
    assert noted(opened) == ["scherm:dossiers"]


def test_every_screen_that_hides_something_is_watched() -> None:
    for screen in SCREENS:
        package = Path(importlib.import_module(screen.path.partition(":")[0]).__file__ or "").parent
        hides = any("secrecy" in file.read_text("utf-8") for file in package.glob("*.py"))
        assert not hides or screen.name in WITH_SECRETS, screen.name


def test_what_hides_something_for_more_screens_is_known() -> None:
    """A form or column hides on the screen where it stands; a preview notes itself."""
    hiding = {file.stem for file in Path(desk.__file__ or "").parent.glob("*.py") if _asks(file)}
    assert hiding == {"overgang_form", "record_form", "exemplaarwoorden", "uitgifte_voorbeeld"}


def _asks(file: Path) -> bool:
    return bool(re.search(r"secrecy(\.|: Secrecy\)|\))", file.read_text("utf-8")))
