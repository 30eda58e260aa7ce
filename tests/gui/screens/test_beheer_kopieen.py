"""The tab of copies: what it says, what its buttons do, and that nothing goes or is replaced unasked."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk
from tests.unreachable import shut
from veiligheidsadvies.domain.errors import VaultDamaged
from veiligheidsadvies.gui.binding.kopieen import kopieen_signal
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.screens.beheer import kopie_acties
from veiligheidsadvies.gui.screens.beheer.kopieen import KopieenPart
from veiligheidsadvies.gui.screens.beheer.oefenverslag import OefenverslagDialog
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.terugzetten import Klaargezet
from veiligheidsadvies.vault import copying

TWEEDE = "grijze walvis leest nooit de krant op zolder"


@pytest.fixture
def clock() -> builders.Clock:
    return builders.Clock()


@pytest.fixture
def services(tmp_path: Path, clock: builders.Clock) -> Iterator[Services]:
    opened = builders.open_services(tmp_path, now=clock)
    builders.add_dossier(opened)
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def shown(services: Services, qtbot: QtBot, *answers: Any) -> tuple[KopieenPart, Answers]:
    desk, prompts = make_desk(services, *answers)
    part = KopieenPart(desk)
    qtbot.addWidget(part)
    part.resize(1000, 640)
    part.show()
    part.load()
    return part, prompts


def wait(part: KopieenPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not part.is_busy, timeout=20_000)


def choose(part: KopieenPart) -> None:
    part.view.setCurrentIndex(part.view.table.index(0, 0))


def states(part: KopieenPart) -> str:
    return " | ".join(
        child.accessibleName() for child in part.standing.children() if hasattr(child, "accessibleName")
    )


def test_a_copy_at_the_vault(services: Services, qtbot: QtBot) -> None:
    part, prompts = shown(services, qtbot, "hier")
    assert "er is nog geen kopie" in states(part)
    assert part.panel.findChild(EmptyState, "kopieen_leeg").isVisible()
    assert not part.remove.isEnabled()
    part.make.click()
    assert part.is_busy
    wait(part, qtbot)
    assert prompts.told[0].startswith("De kopie is gelukt.")
    assert part.view.isVisible()
    assert part.remove.isEnabled()
    (row,) = part.view.table.rows()
    assert (row.soort, row.plaats, row.tot, row.is_fout) == (
        "dagelijks",
        "bij de kluis",
        "t/m 30-11-2026",
        False,
    )
    assert "vandaag om 10:42" in states(part)


def test_a_copy_of_the_future_is_told_and_is_not_of_today(
    services: Services, qtbot: QtBot, clock: builders.Clock
) -> None:
    clock.forward(days=366)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    clock.forward(days=-366)
    part, _ = shown(services, qtbot)
    assert part.view.table.rows()[0].soort == "dagelijks, in de toekomst"
    assert "1 kopie heeft een datum in de toekomst" in states(part)
    assert "er is nog geen goede kopie" in states(part)
    clock.forward(days=5)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    clock.forward(days=5)
    part.load()
    assert "17-03-2026, 5 dagen geleden" in states(part)


def test_a_copy_to_a_file(services: Services, qtbot: QtBot, stick: Path) -> None:
    part, prompts = shown(services, qtbot, "elders", stick / "mijn")
    part.make.click()
    wait(part, qtbot)
    assert (stick / "mijn.kluiskopie").is_file()
    assert "logkop" in prompts.told[0]
    assert part.view.table.rows()[0].tot == "tot u hem weghaalt"


def test_a_copy_whose_name_was_not_asked_about_is_not_replaced(
    services: Services, qtbot: QtBot, stick: Path
) -> None:
    (stick / "mijn.kluiskopie").write_bytes(b"van vroeger")
    part, prompts = shown(services, qtbot, "elders", stick / "mijn", "elders", stick / "mijn.kluiskopie")
    part.make.click()
    wait(part, qtbot)
    assert (stick / "mijn.kluiskopie").read_bytes() == b"van vroeger"
    assert prompts.told[0].startswith("Hier staat al een bestand met deze naam.")
    part.make.click()  # this one was
    wait(part, qtbot)
    assert prompts.told[1].startswith("De kopie is gelukt.")


@pytest.mark.parametrize("where", ["hier", "elders"])
def test_a_copy_under_a_former_key_is_made_again(
    services: Services, qtbot: QtBot, stick: Path, where: str
) -> None:
    answers = ["hier"] if where == "hier" else ["elders", stick / "mijn.kluiskopie"]
    part, prompts = shown(services, qtbot, *answers)
    part.make.click()
    assert part.desk.jobs.wait()  # it is done, and not yet told
    rekey(services)
    qtbot.waitUntil(lambda: bool(prompts.told), timeout=20_000)
    (line,) = services.kopieen.list_all()
    assert prompts.told[0].startswith("De kopie is gelukt.")
    assert line.is_huidig
    assert services.kopieen.prepare_check(line.kopie)(lambda _: None) == ""


def test_what_failed_for_another_key_is_done_again(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = copying.make

    def failing(*_: object, **__: object) -> None:
        monkeypatch.setattr(copying, "make", make)
        raise VaultDamaged

    monkeypatch.setattr(copying, "make", failing)
    part, prompts = shown(services, qtbot, "hier")
    part.make.click()
    assert part.desk.jobs.wait()
    rekey(services)
    qtbot.waitUntil(lambda: bool(prompts.told), timeout=20_000)
    assert prompts.told[0].startswith("De kopie is gelukt.")


def rekey(services: Services) -> None:
    (slot,) = services.beheer.list_slots()
    services.context.vault.rekey({slot.id: builders.WACHTWOORDZIN})


def test_nothing_is_made_when_the_question_is_left(services: Services, qtbot: QtBot) -> None:
    part, _ = shown(services, qtbot, None, "elders", None)
    part.make.click()
    part.make.click()
    assert not part.is_busy
    assert services.kopieen.list_all() == []


def test_the_second_place_gets_a_copy_at_once(services: Services, qtbot: QtBot, stick: Path) -> None:
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    part, _ = shown(services, qtbot, stick, "geen")
    assert "niet gekozen" in states(part)
    part.second.click()
    wait(part, qtbot)
    assert len(list(stick.iterdir())) == 1
    assert "dezelfde schijf" in states(part)
    part.second.click()
    assert services.kopieen.second_place() is None


def test_the_drill_shows_its_report(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(OefenverslagDialog, "exec", lambda self: seen.append(self.windowTitle()))
    part, prompts = shown(services, qtbot)
    part.drill.click()
    assert prompts.told == ["Er is geen reservekopie gevonden die opengaat en heel is."]
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    part.drill.click()
    wait(part, qtbot)
    assert seen == ["De oefening is gelukt"]
    assert "gelukt op 12-03-2026" in states(part)


def test_a_damaged_copy_is_red_after_looking_again(services: Services, qtbot: QtBot) -> None:
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    part, _ = shown(services, qtbot)
    path = part.view.table.rows()[0].pad
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)
    choose(part)
    part.check.click()
    wait(part, qtbot)
    (row,) = part.view.table.rows()
    assert (row.nagekeken, row.is_fout) == ("niet goed", True)


def test_a_copy_goes_only_after_a_yes(services: Services, qtbot: QtBot) -> None:
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    part, prompts = shown(services, qtbot, False, True)
    path = part.view.table.rows()[0].pad
    choose(part)
    part.remove.click()
    assert path.exists()
    part.remove.click()
    assert not path.exists()
    assert part.view.table.rows() == []
    assert str(path) in prompts.asked[0]


def test_a_copy_on_a_stick_that_is_out_stays_in_the_list_until_it_is_written_off(
    services: Services, qtbot: QtBot, stick: Path
) -> None:
    services.kopieen.keep_hand(services.kopieen.prepare_hand(stick / "mijn.kluiskopie")(lambda _: None))
    part, prompts = shown(services, qtbot, True, False, True, True)
    shutil.move(stick, stick.with_name("uit"))
    choose(part)
    part.remove.click()
    part.check.click()
    wait(part, qtbot)
    assert prompts.told == ["Dit bestand is er niet. Steek de stick in of kijk de naam na."]
    assert prompts.asked[1].startswith("De plaats van deze kopie is er nu niet.\nSteek de stick in")
    assert len(part.view.table.rows()) == 1
    part.remove.click()
    assert part.view.table.rows() == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])
def test_a_place_that_cannot_be_looked_at_is_told(
    code: int, services: Services, qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.kopieen.choose_second_place(stick)
    part, prompts = shown(services, qtbot, "elders", stick / "mijn.kluiskopie")
    shut(monkeypatch, stick.parent, code, only=("stat", "lstat"))
    part.make.click()
    assert prompts.told == ["Dit bestand kan hier niet worden geschreven. Kies een andere map."]
    part.load()
    assert "steek hem in" in states(part)


def test_putting_back_asks_why_asks_a_second_person_and_asks_once_more(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = services.beheer.add_approval_slot("H. Aalberts", TWEEDE)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))
    ready: list[Klaargezet] = []
    kopieen_signal().restore_ready.connect(ready.append)
    asked: list[str] = []

    def approve(desk: Any, _parent: Any, voorstel: Any) -> int | None:
        asked.append(voorstel.tekst)
        return desk.services.akkoorden.give(voorstel, slot, TWEEDE).row_id if len(asked) > 1 else None

    monkeypatch.setattr(kopie_acties, "ask_akkoord", approve)
    part, prompts = shown(services, qtbot, "verkeerd", "verkeerd", False, "verkeerd", True)
    choose(part)
    part.restore.click()  # the second person says no
    assert not part.is_busy
    part.restore.click()  # a yes, but then not after all
    wait(part, qtbot)
    folder = services.context.vault.folder
    assert ready == []
    assert [path.name for path in folder.parent.glob(".*")] == []
    part.restore.click()
    wait(part, qtbot)
    assert "Reden: verkeerd" in asked[0]
    assert "controles zijn in orde" in prompts.asked[-1]
    (klaar,) = ready
    assert klaar.teruggave.map.is_dir()
    klaar.teruggave.abandon()
    kopieen_signal().restore_ready.disconnect(ready.append)


def test_a_file_that_is_no_copy_is_told_at_once(services: Services, qtbot: QtBot, stick: Path) -> None:
    (stick / "x.kluiskopie").write_bytes(b"iets anders")
    part, prompts = shown(services, qtbot, stick / "x.kluiskopie", "verkeerd")
    part.restore.click()
    assert prompts.told == ["Dit bestand is geen reservekopie van een kluis."]


def test_a_vault_set_aside_stands_in_the_list_until_it_is_taken_away(
    services: Services, qtbot: QtBot
) -> None:
    folder = services.context.vault.folder
    aside = folder.with_name("proef-beschadigd-20260101T101010Z.advieskluis")
    shutil.copytree(folder, aside)
    part, _ = shown(services, qtbot, True)
    (row,) = part.view.table.rows()
    assert row.soort == "beschadigde kluis"
    choose(part)
    part.check.click()  # a vault is no copy
    assert not part.is_busy
    part.remove.click()
    assert not aside.exists()
    assert part.view.table.rows() == []
