"""Bewaren in Beheer: the due list, holds, terms, and the steps of a destruction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.builders import sign_on_paper
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort, Orgaan
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.secrecy import DOTS
from veiligheidsadvies.gui.screens.beheer import BeheerScreen
from veiligheidsadvies.gui.screens.beheer import vernietigen as steps
from veiligheidsadvies.gui.screens.beheer.bewaarlijst import GEEN_BEWAARPLICHT, DuePage
from veiligheidsadvies.gui.screens.beheer.bewaartermijnen import RulesPage
from veiligheidsadvies.gui.screens.beheer.bewaren import BewarenPart
from veiligheidsadvies.gui.screens.beheer.vernietigd import DestroyedPage
from veiligheidsadvies.gui.screens.vandaag.agenda_lines import place_of
from veiligheidsadvies.gui.shell.navigation import Router
from veiligheidsadvies.services.kluis import Services

EINDE = dt.date(2023, 12, 1)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    yield opened
    opened.close()


def ended(services: Services, *, categorie: str = "18.2") -> DossierId:
    """A dossier whose term is over."""
    dossier_id = builders.add_dossier(services, "GED-07", naam="de heer A. Wolfsenberg", einde=EINDE)
    services.dossiers.save(replace(services.dossiers.get(dossier_id), gesloten_op=EINDE))
    if categorie:
        services.bewaren.save_categorie(Orgaan.BESTUUR, categorie)
    return dossier_id


def opened(services: Services, qtbot: QtBot, *answers: Any) -> tuple[BewarenPart, Answers]:
    desk, prompts = make_desk(services, *answers)
    screen = BeheerScreen(desk)
    qtbot.addWidget(screen)
    show(screen)
    screen.show_place(Plek(scherm="beheer", tab="bewaren"))
    QApplication.processEvents()
    assert isinstance(screen.part, BewarenPart)
    return screen.part, prompts


def due(part: BewarenPart) -> DuePage:
    page = part.pages["lijst"]
    assert isinstance(page, DuePage)
    return page


def states(part: BewarenPart) -> list[str]:
    column = due(part).view.table.columns[-1]
    return [column.cell(row).text for row in due(part).view.table.rows()]


def test_what_may_go_stands_in_front_of_what_may_not(services: Services, qtbot: QtBot) -> None:
    builders.add_dossier(services)
    ended(services)
    part, _ = opened(services, qtbot)
    assert [row.code for row in due(part).view.table.rows()] == ["GED-07", "GED-04"]
    assert states(part) == ["mag weg", "het dossier is niet gesloten"]


def test_a_hold_is_set_and_lifted_with_a_reason(services: Services, qtbot: QtBot) -> None:
    dossier_id = ended(services)
    part, prompts = opened(
        services, qtbot, {"reden": "lopende zaak", "sinds": builders.VANDAAG}, "zaak gesloten"
    )
    due(part).view.go_to(0)
    due(part).hold.click()
    assert states(part) == ["bewaarplicht sinds 12-03-2026"]
    due(part).lift.click()
    assert prompts.asked[-1].endswith("waarom geldt zij niet meer?")
    assert states(part) == ["mag weg"]
    (hold,) = services.bewaren.list_blokkades(dossier_id)
    assert (hold.reden, hold.opgeheven_reden) == ("lopende zaak", "zaak gesloten")
    due(part).lift.click()
    assert prompts.told[-1] == GEEN_BEWAARPLICHT


def test_before_its_day_it_is_said_why_not(services: Services, qtbot: QtBot) -> None:
    ended(services, categorie="")
    part, prompts = opened(services, qtbot, None)
    due(part).view.go_to(0)
    due(part).go.click()
    assert "de categorie in de selectielijst ontbreekt" in prompts.told[-1]


def test_a_destruction_takes_three_steps_and_ends_with_its_declaration(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(services)
    seen: list[str] = []

    def look(dialog: steps.VernietigDialog) -> int:
        seen.extend(one.text() for one in dialog.findChildren(QLabel))
        return 1

    monkeypatch.setattr(steps.VernietigDialog, "exec", look)
    monkeypatch.setattr(steps, "ask_akkoord", lambda _desk, _parent, one: sign_on_paper(services, one))
    part, prompts = opened(services, qtbot, True, False)
    due(part).view.go_to(0)
    due(part).go.click()
    assert any("2 jaar na einde ambt, verstreken op 01-12-2025" in words for words in seen)
    assert "Stap 1 van 3" in " ".join(seen)
    assert prompts.asked[0].startswith("GED-07 nu voorgoed vernietigen?")
    assert prompts.asked[0].endswith(steps.GEEN_WEG_TERUG)
    assert prompts.asked[1].startswith("GED-07 is vernietigd\nDruk nu verklaring VV-2026-001 af")
    assert prompts.asked[1].endswith("Later kan ook.")
    assert services.dossiers.find_by_code("GED-07") is None
    part.turn("vernietigd")
    gone = part.pages["vernietigd"]
    assert isinstance(gone, DestroyedPage)
    (row,) = gone.view.table.rows()
    texts = [column.cell(row).text for column in gone.view.table.columns]
    assert texts[:4] == ["VV-2026-001", "GED-07", "Het hele dossier", "12-03-2026"]
    assert texts[-1] == "niet meer"


def test_a_yes_that_was_given_before_is_used_and_not_asked_again(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = ended(services)
    given = sign_on_paper(services, services.bewaren.propose(services.bewaren.stand(dossier_id)))
    monkeypatch.setattr(steps.VernietigDialog, "exec", lambda _self: 1)
    monkeypatch.setattr(steps, "ask_akkoord", lambda *_: pytest.fail("asked again"))
    part, _ = opened(services, qtbot, True, False)
    due(part).view.go_to(0)
    due(part).go.click()
    assert services.bewaren.list_vernietigingen()[0].akkoord_id == given


def test_space_that_is_not_overwritten_yet_is_told(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(services)
    monkeypatch.setattr(steps.VernietigDialog, "exec", lambda _self: 1)
    monkeypatch.setattr(steps, "ask_akkoord", lambda _desk, _parent, one: sign_on_paper(services, one))
    monkeypatch.setattr(type(services.context.vault), "sweep", lambda _self: False)  # as on a full disk
    part, prompts = opened(services, qtbot, True, False)
    due(part).view.go_to(0)
    due(part).go.click()
    assert prompts.asked[1].endswith(steps.WACHT)


@pytest.mark.parametrize(("is_seen", "is_sure"), [(0, 1), (1, 0)])
def test_who_stops_destroys_nothing(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_seen: int, is_sure: int
) -> None:
    ended(services)
    monkeypatch.setattr(steps.VernietigDialog, "exec", lambda _self: is_seen)
    monkeypatch.setattr(steps, "ask_akkoord", lambda _desk, _parent, one: sign_on_paper(services, one))
    part, _ = opened(services, qtbot, bool(is_sure))
    due(part).view.go_to(0)
    due(part).go.click()
    assert services.bewaren.list_vernietigingen() == []


def test_what_is_outside_or_elsewhere_is_told_before(services: Services) -> None:
    dossier_id = ended(services)
    builders.add_leverancier(services, notitie="werkt bij de heer A. Wolfsenberg")
    size = services.bewaren.omvang(services.bewaren.stand(dossier_id))
    told = " ".join(
        steps.warnings(
            replace(
                size,
                buiten=2,
                mee=("2 eerdere standen van GED-06",),
                gehouden=("GED-05 onder bewaarplicht (1 concept)",),
                papieren=("2026-0007", "2026-0009"),
            )
        )
    )
    assert "in de bewaarde tekst van de exemplaren 2026-0007, 2026-0009. De verklaring" in told
    assert "staat ook in 2 eerdere standen van GED-06. Dat gaat mee weg" in told
    assert "2 exemplaren zijn nog buiten" in told
    assert "staat ook in: leverancier" in told
    assert "blijft staan in: GED-05 onder bewaarplicht (1 concept)." in told


def test_terms_differ_by_organ_and_are_laid_down(services: Services, qtbot: QtBot) -> None:
    values = {
        "jaren": 3,
        "maanden": 6,
        "vanaf": services.bewaren.list_regels(Orgaan.VOORZITTER)[0].vanaf,
        "grond": "Besluit",
        "selectielijst": "Lijst",
        "categorie": "7.3",
        "toelichting": None,
    }
    part, _ = opened(services, qtbot, values, "9.1")
    part.turn("termijnen")
    rules = part.pages["termijnen"]
    assert isinstance(rules, RulesPage)
    assert rules.view.table.rowCount() == len(Bewaarsoort)
    rules.organ.setCurrentIndex(1)
    rules.view.go_to(0)
    rules.edit.click()
    laid = services.bewaren.list_regels(Orgaan.VOORZITTER)[0]
    assert (laid.termijn, laid.categorie) == ("3 jaar en 6 maanden na einde ambt", "7.3")
    assert services.bewaren.list_regels(Orgaan.BESTUUR)[0].id is None
    rules.category.click()
    assert {one.categorie for one in services.bewaren.list_regels(Orgaan.VOORZITTER)} == {"9.1"}
    services.undo()
    assert services.bewaren.list_regels(Orgaan.VOORZITTER)[0].categorie == "7.3"


def test_a_term_that_the_program_carries_out_is_not_asked(services: Services, qtbot: QtBot) -> None:
    asked: list[str] = []

    def fill(form: Form) -> None:
        asked.extend(form.values())
        form.set_value("categorie", "7.3")

    part, prompts = opened(services, qtbot, fill)
    part.turn("termijnen")
    rules = part.pages["termijnen"]
    assert isinstance(rules, RulesPage)
    rules.view.go_to(list(Bewaarsoort).index(Bewaarsoort.KOPIEEN))
    rules.edit.click()
    assert prompts.asked == ["Reservekopieën (termijn vast in het programma) [Vastleggen]"]
    assert asked == ["grond", "selectielijst", "categorie", "toelichting"]
    laid = services.bewaren.list_regels(Orgaan.BESTUUR)[list(Bewaarsoort).index(Bewaarsoort.KOPIEEN)]
    assert (laid.termijn, laid.categorie) == ("9 maanden na het maken ervan", "7.3")


def test_a_laid_down_term_goes_back_to_the_proposal(services: Services, qtbot: QtBot) -> None:
    services.bewaren.save_categorie(Orgaan.BESTUUR, "1.1")
    part, prompts = opened(services, qtbot, True)
    part.turn("termijnen")
    rules = part.pages["termijnen"]
    assert isinstance(rules, RulesPage)
    rules.view.go_to(0)
    rules.reset.click()
    assert prompts.asked[0].endswith("Dan geldt: 2 jaar na einde ambt, zonder categorie.")
    assert services.bewaren.list_regels(Orgaan.BESTUUR)[0].id is None


def test_vandaag_reminds_and_leads_there(services: Services) -> None:
    dossier_id = ended(services, categorie="")
    (task,) = [one for one in services.vandaag.taken() if one.dossier_code == "GED-07"]
    assert task.waarom == "Eerst: de categorie in de selectielijst ontbreekt"
    assert place_of(task) == Plek(scherm="beheer", tab="bewaren")
    services.bewaren.save_categorie(Orgaan.BESTUUR, "18.2")
    (task,) = [one for one in services.vandaag.taken() if one.dossier_code == "GED-07"]
    assert (task.wat, task.dag) == ("Dossier vernietigen", dt.date(2025, 12, 2))
    services.bewaren.hold(dossier_id, "lopende zaak")
    assert [one for one in services.vandaag.taken() if one.dossier_code == "GED-07"] == []


def test_a_way_back_to_a_destroyed_dossier_leads_to_what_is_left(services: Services, qtbot: QtBot) -> None:
    dossier_id = ended(services)
    desk, _ = make_desk(services)
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    router = Router(desk, stack)
    plek = Plek(scherm="dossier", dossier_id=dossier_id)
    router.go(plek)
    assert router.current is not None
    assert router.current.objectName() == "scherm_dossier"
    given = sign_on_paper(services, services.bewaren.propose(services.bewaren.stand(dossier_id)))
    services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)
    for away in (lambda: router.go(plek), lambda: router.step(-1)):
        away()
        shown = stack.currentWidget()
        assert shown is not None
        assert shown is router.current
        assert shown.objectName() == "scherm_beheer"


def test_the_reason_of_a_hold_is_hidden_with_the_names(
    services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = ended(services)
    for reason in ("lopende zaak", "dreiging"):
        services.bewaren.hold(dossier_id, reason)
    part, prompts = opened(services, qtbot)
    offered: list[str] = []

    def ask(*_: object, options: Sequence[Option], **_given: object) -> None:
        offered.extend(one.text.rpartition(": ")[2] for one in options)

    monkeypatch.setattr(prompts, "ask_choice", ask, raising=False)
    due(part).view.go_to(0)
    due(part).lift.click()
    part.desk.secrecy.set_hidden(is_hidden=True)
    due(part).lift.click()
    assert offered == ["lopende zaak", "dreiging", DOTS, DOTS]
