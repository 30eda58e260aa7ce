"""A status step as the user takes it: asked, refused, approved by a second person, or taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import make_desk
from veiligheidsadvies.domain.akkoord import WijzeAkkoord
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import SoortKosten
from veiligheidsadvies.domain.maatregel import Grondslag, MaatregelId, Status
from veiligheidsadvies.gui.binding.akkoord import CODE, NIEUW, ask_akkoord
from veiligheidsadvies.gui.binding.overgang import change_status, correct_status, pick_status
from veiligheidsadvies.gui.binding.overgang_form import OvergangForm
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens, OvergangService
from veiligheidsadvies.services.voorbeeld import AKKOORDREGEL, KENTEKEN
from veiligheidsadvies.vault.keys import FLOOR, SlotKind

TWEEDE = "kastanje rivier zolder tafel muziek"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    return builders.add_dossier(services)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    found = QWidget()
    qtbot.addWidget(found)
    return found


def _status(services: Services, row_id: int) -> Status:
    return services.maatregelen.get(MaatregelId(row_id)).status


def _to(services: Services, row_id: int, *path: Status) -> None:
    for naar in path:
        keuze = services.overgangen.choice(row_id, naar)
        values = {
            name: "x" if name in {"leverancier", "akkoord_door"} else builders.VANDAAG
            for name in keuze.velden
        }
        ex = Bedrag(100_00) if keuze.vraagt_bedrag else None
        services.overgangen.apply([row_id], naar, Gegevens(velden=values, ex=ex))


def test_a_step_that_asks_nothing_is_taken_at_once_for_all(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    ids = [builders.add_maatregel(services, dossier, titel=f"Slot {n}") for n in range(3)]
    desk, prompts = make_desk(services)
    assert change_status(desk, parent, ids, Status.IN_PLAN)
    assert {_status(services, row_id) for row_id in ids} == {Status.IN_PLAN}
    assert prompts.asked == []
    services.undo()
    assert {_status(services, row_id) for row_id in ids} == {Status.GEADVISEERD}


def test_exactly_what_is_missing_is_asked_and_the_amount_is_told_with_btw(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG)
    _to(services, row_id, Status.IN_PLAN, Status.OFFERTE_GEVRAAGD)

    def fill(form: Form) -> None:
        assert isinstance(form, OvergangForm)
        assert set(form.values()) == {"offerte_geldig_tot", "ex", "btw"}
        assert form.values()["offerte_geldig_tot"] == builders.VANDAAG + dt.timedelta(days=30)
        form.editor("ex").widget.setText("1.000")
        note = form.findChild(QWidget, "btw_toelichting")
        assert note is not None
        assert note.text() == "incl. btw €\u00a01.210,00"

    desk, prompts = make_desk(services, fill)
    assert change_status(desk, parent, [row_id], Status.OFFERTE_ONTVANGEN)
    assert prompts.asked == ["GED-04 W-10: naar ‘offerte ontvangen’ [Vastleggen]"]
    line = services.kosten.list_of_maatregel(MaatregelId(row_id))[0]
    assert (line.soort, line.ex, line.incl) == (SoortKosten.OFFERTE, Bedrag(1000_00), Bedrag(1210_00))


def test_a_missing_step_is_refused_with_what_can_be_done(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    desk, prompts = make_desk(services)
    assert not change_status(desk, parent, [row_id], Status.OPGELEVERD)
    assert prompts.told[0].startswith("‘opgeleverd’ kan nog niet.\nVan ‘geadviseerd’ naar ‘opgeleverd’")
    assert _status(services, row_id) is Status.GEADVISEERD


def test_an_impossible_date_is_told_at_its_field_and_asked_again(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG, raming=Bedrag(5))
    _to(services, row_id, Status.IN_PLAN)
    said: list[str] = []

    def again(form: Form) -> None:
        label = form.findChild(QWidget, "akkoord_op_probleem")
        assert label is not None
        said.append(label.text())
        form.set_value("akkoord_op", builders.VANDAAG)

    wrong = {"akkoord_door": "mr. De Groot", "akkoord_op": dt.date(1600, 1, 1)}
    desk, _ = make_desk(services, wrong, again)
    assert change_status(desk, parent, [row_id], Status.AKKOORD)
    assert said == ["Kies een datum tussen 1900 en 2200."]


def test_the_choice_offers_what_all_chosen_measures_can_become(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    ids = [builders.add_maatregel(services, dossier, titel=f"Slot {n}") for n in range(2)]
    _to(services, ids[0], Status.IN_PLAN)
    desk, _ = make_desk(services, {"naar": Status.VERVALLEN}, {"reden": "dubbel"})
    assert pick_status(desk, parent, ids)
    assert {_status(services, row_id) for row_id in ids} == {Status.VERVALLEN}


def test_a_correction_goes_back_with_a_reason_in_the_history(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    row_id = builders.add_maatregel(services, dossier)
    _to(services, row_id, Status.IN_PLAN)
    desk, _ = make_desk(services, "verkeerde regel")
    assert correct_status(desk, parent, row_id)
    newest = services.maatregelen.history(MaatregelId(row_id))[0]
    assert (newest.naar, newest.is_correctie, newest.reden) == (Status.GEADVISEERD, True, "verkeerde regel")


@pytest.fixture
def waiting(services: Services, dossier: DossierId) -> int:
    row_id = builders.add_maatregel(services, dossier)
    _to(services, row_id, Status.IN_PLAN, Status.WACHT_OP_PKVW)
    return row_id


def test_a_gate_is_lifted_with_the_key_of_a_second_person(
    services: Services, waiting: int, parent: QWidget
) -> None:
    services.context.vault.add_approval_slot("mr. K. de Groot", TWEEDE, kdf=FLOOR)
    slot = next(one for one in services.context.vault.list_slots() if one.kind is SlotKind.AKKOORD)
    wrong = {"wijze": ("sleutel", slot.id), "wachtwoordzin": "een andere zin dan die erbij hoort"}
    tried: list[str] = []

    def again(form: Form) -> None:
        label = form.findChild(QWidget, "wachtwoordzin_probleem")
        assert label is not None
        tried.append(label.text())
        form.set_value("wachtwoordzin", TWEEDE)

    desk, _ = make_desk(services, {"reden": "spoed"}, wrong, again)
    assert change_status(desk, parent, [waiting], Status.IN_PLAN)
    assert tried == ["Deze wachtwoordzin past niet bij de akkoordsleutel."]
    newest = services.maatregelen.history(MaatregelId(waiting))[0]
    assert newest.akkoord_id is not None
    assert services.akkoorden.get(newest.akkoord_id).wijze is WijzeAkkoord.SLEUTEL


def test_each_dossier_has_an_approval_of_its_own(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    services.context.vault.add_approval_slot("mr. K. de Groot", TWEEDE, kdf=FLOOR)
    slot = next(one for one in services.context.vault.list_slots() if one.kind is SlotKind.AKKOORD)
    other = builders.add_dossier(services, "GED-09")
    ids = [builders.add_maatregel(services, one) for one in (dossier, other, dossier)]
    yes = {"wijze": ("sleutel", slot.id), "wachtwoordzin": TWEEDE}
    desk, _ = make_desk(services, {"reden": "niet nodig"}, yes, {"reden": "ook niet"}, yes)
    assert change_status(desk, parent, ids, Status.AFGEWEKEN)
    assert {_status(services, row_id) for row_id in ids} == {Status.AFGEWEKEN}
    for one, code, foreign in ((dossier, "GED-04", "GED-09"), (other, "GED-09", "GED-04")):
        (given,) = services.akkoorden.list_of_dossier(one)
        assert code in given.besluit
        assert foreign not in given.besluit


def test_akkoord_on_paper_comes_back_with_its_code(
    services: Services, waiting: int, parent: QWidget, tmp_path: Path
) -> None:
    form_file = tmp_path / "stuk.pdf"
    way = {"wijze": (NIEUW,), "beslisser": "provinciesecretaris", "printer": ""}
    desk, prompts = make_desk(services, {"reden": "spoed wegens dreiging"}, way, form_file)
    assert not change_status(desk, parent, [waiting], Status.IN_PLAN)
    assert form_file.stat().st_size > 1000
    assert _status(services, waiting) is Status.WACHT_OP_PKVW
    assert "Er is nog niets veranderd." in prompts.told[-1]
    proposal = services.overgangen.propose([waiting], Status.IN_PLAN, "spoed wegens dreiging")
    assert services.akkoorden.is_requested(proposal)
    copy = services.exemplaren.list_all()[0]
    code = services.exemplaren.snapshot(copy.id or 0).code  # type: ignore[union-attr]

    typed = {"wijze": (CODE,), "code": code, "naam": "mr. K. de Groot"}
    desk, _ = make_desk(services, {}, typed)
    assert change_status(desk, parent, [waiting], Status.IN_PLAN)
    newest = services.maatregelen.history(MaatregelId(waiting))[0]
    assert newest.reden == "spoed wegens dreiging"
    assert newest.akkoord_id is not None
    assert services.akkoorden.get(newest.akkoord_id).wijze is WijzeAkkoord.PAPIER


def test_an_order_is_not_given_by_hand(services: Services, dossier: DossierId, parent: QWidget) -> None:
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG)
    _to(services, row_id, Status.IN_PLAN, Status.AKKOORD)
    desk, prompts = make_desk(services)
    assert not change_status(desk, parent, [row_id], Status.OPDRACHT_GEGEVEN)
    assert "Maak een opdracht" in prompts.told[-1]
    assert _status(services, row_id) is Status.AKKOORD


def test_an_order_date_outside_the_office_asks_a_reason_and_a_second_person(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    services.context.vault.add_approval_slot("mr. K. de Groot", TWEEDE, kdf=FLOOR)
    slot = next(one for one in services.context.vault.list_slots() if one.kind is SlotKind.AKKOORD)
    row_id = builders.add_maatregel(services, dossier, grondslag=Grondslag.WERKGEVERSZORG)
    _to(services, row_id, Status.IN_PLAN, Status.AKKOORD)
    services.overgangen = OvergangService(services.context, is_van_elders=True)
    before_office = {"opdracht_kenmerk": "INK-7", "opdracht_op": dt.date(2020, 1, 6)}
    kept: list[dict[str, str]] = []

    def reason(form: Form) -> None:
        kept.append(form.draft())
        form.set_value("reden", "nalevering")

    key = {"wijze": ("sleutel", slot.id), "wachtwoordzin": TWEEDE}
    desk, _ = make_desk(services, before_office, reason, key)
    assert change_status(desk, parent, [row_id], Status.OPDRACHT_GEGEVEN)
    assert kept[0]["opdracht_kenmerk"] == "INK-7"
    newest = services.maatregelen.history(MaatregelId(row_id))[0]
    assert newest.akkoord_id is not None
    assert "buiten de ambtsperiode" in services.akkoorden.get(newest.akkoord_id).besluit.casefold()


def test_an_example_vault_says_what_the_second_person_types(
    services: Services, dossier: DossierId, parent: QWidget
) -> None:
    row_id = builders.add_maatregel(services, dossier, status=Status.IN_PLAN)
    seen: list[str] = []

    def look(form: Form) -> None:
        words = [one.text() for one in form.findChildren(QLabel, "voorbeeldsleutel")]
        seen.append(" ".join(words))

    proposal = services.overgangen.propose([row_id], Status.AKKOORD, "spoed", Gegevens())
    mark = services.beheer.folder / KENTEKEN
    for text in ("", f"{AKKOORDREGEL}H. Aalberts: boom roos vis\n"):
        mark.write_text(text, encoding="utf-8")
        desk, prompts = make_desk(services)
        prompts.ask_form = lambda *_, form, **_given: look(form)  # type: ignore[method-assign]
        ask_akkoord(desk, parent, proposal)
    assert seen == ["", "Voorbeeldkluis, alles is verzonnen. Wachtwoordzin van H. Aalberts: boom roos vis"]
