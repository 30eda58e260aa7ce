"""Issuing: registered before it leaves, numbered without gaps, checked for what its reader may not see."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.builders import VANDAAG, Clock
from veiligheidsadvies.domain.advies import Domein
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    FileUnreadable,
    InvalidInput,
    NotFound,
    ReasonRequired,
    ReleaseRefused,
    UndoRefused,
    UnprintableText,
)
from veiligheidsadvies.domain.exemplaar import Afloop, SoortDocument, Wijze
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.printing import render
from veiligheidsadvies.printing.pages import page_sizes, page_texts
from veiligheidsadvies.printing.snapshot_json import digest
from veiligheidsadvies.services import uitgifte_controle
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.stukken import EIGEN, Ontvanger, Uitgifte, Uitgiftegegevens, produce
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.messages import explain_problem

PLAN, SAMENVATTING = SoortDocument.MAATREGELENPLAN, SoortDocument.SAMENVATTING
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
MANAGER = Ontvanger(naam="S&S-manager")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=clock)
    yield services
    services.close()


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    dossier_id = builders.add_dossier(services, telefoon="06 1234 5678", email="n.d@merenland.example")
    advies = builders.add_advies(
        services,
        dossier_id,
        bevindingen_wonen="De achterdeur heeft een slot dat met een kaartje opengaat. Kort.",
    )
    builders.add_woonplek(services, dossier_id)
    builders.add_maatregel(services, dossier_id, advies_id=advies)
    return dossier_id


def issue(services: Services, dossier_id: DossierId, reader: Ontvanger = MANAGER, **over: Any) -> Uitgifte:
    gegevens = replace(PAPIER, **over)
    return services.stukken.issue(PLAN, dossier_id, reader, gegevens)


def text_of(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


def test_a_copy_is_in_the_register_with_the_marks_of_text_file_and_log(
    services: Services, dossier_id: DossierId
) -> None:
    issued = issue(services, dossier_id, doel="overleg")
    kept = services.exemplaren.get_by_number("2026-0001")
    assert kept == issued.exemplaar
    assert (kept.volgnummer, kept.aantal, kept.doel) == (1, 1, "overleg")
    assert (kept.uitgegeven_door, kept.afloop) == ("E. Yeşilgöz", Afloop.BUITEN)
    assert kept.retour_voor == VANDAAG + dt.timedelta(days=30)
    assert kept.pdf_sha256 == hashlib.sha256(issued.pdf).hexdigest()
    assert kept.snapshot_sha256 == digest(services.exemplaren.snapshot(kept.id or 0))
    assert all(kept.logkop in text for text in page_texts(issued.pdf))


def test_the_printed_log_head_is_that_of_the_row_that_registers_the_copy(
    services: Services, dossier_id: DossierId
) -> None:
    issued = issue(services, dossier_id)
    outcomes = {o.name: o for o in services.context.vault.checks(anchor=issued.exemplaar.logkop)}
    row = outcomes["anker"].detail.rpartition(" ")[2]
    line = next(x for x in services.context.vault.history(limit=50) if str(x.number) == row)
    assert (line.verb, line.table, line.row_id) == ("toevoegen", "exemplaar", issued.exemplaar.id)
    assert line.after is not None
    assert line.after["snapshot_sha256"] == issued.exemplaar.snapshot_sha256


def test_numbers_count_per_year_and_copies_per_document_and_dossier(
    services: Services, dossier_id: DossierId, clock: Clock
) -> None:
    first = issue(services, dossier_id, aantal=3)
    second = issue(services, dossier_id, EIGEN, aantal=3)
    other = services.stukken.issue(SAMENVATTING, dossier_id, MANAGER, PAPIER)
    clock.forward(days=365)
    third = issue(services, dossier_id)
    copies = [first, second, other, third]
    assert [copy.nummer for copy in copies] == ["2026-0001", "2026-0002", "2026-0003", "2027-0001"]
    assert [(c.exemplaar.volgnummer, c.exemplaar.aantal) for c in copies] == [(1, 3), (2, 3), (1, 1), (3, 3)]
    assert "Exemplaar 2 van 3" in text_of(second.pdf)


def test_an_own_copy_bears_the_name_and_any_other_the_code(services: Services, dossier_id: DossierId) -> None:
    own, other = text_of(issue(services, dossier_id, EIGEN).pdf), text_of(issue(services, dossier_id).pdf)
    assert "Đorđević" in own
    assert "GED-04" not in own
    assert "uw eigen" in own
    assert "GED-04" in other
    assert "Đorđević" not in other
    for text in (own, other):
        assert "Kerkstraat" not in text
        assert "1234 AB" not in text


@pytest.mark.parametrize(
    ("toelichting", "label"),
    [
        ("Overleg met mevr. Dordevic zelf.", "naam"),
        ("Bel +31 6 12345678 vooraf.", "telefoon"),
        ("Mail naar N.D@merenland.example.", "e-mail"),
        ("Kastje hangt aan de Kerkstraat 12.", "straat en huisnummer"),
        ("Om de hoek van de kerkstraat.", "adres"),
        ("Bezorgen: 1234ab.", "postcode"),
        ("de achterdeur heeft een slot dat met een kaartje opengaat", "bevindingen wonen"),
    ],
)
def test_what_this_reader_may_not_see_refuses_the_release(
    services: Services, dossier_id: DossierId, toelichting: str, label: str
) -> None:
    builders.add_maatregel(services, dossier_id, tekst=toelichting)
    with pytest.raises(ReleaseRefused) as told:
        issue(services, dossier_id)
    assert any(place.endswith(label) for place in told.value.places)
    assert all(copy.afloop is Afloop.VERNIETIGD for copy in services.exemplaren.list_all())


def test_the_code_refuses_the_own_copy_and_the_name_does_not(
    services: Services, dossier_id: DossierId
) -> None:
    builders.add_maatregel(services, dossier_id, tekst="Voor mevrouw N. Đorđević.")
    issue(services, dossier_id, EIGEN)
    builders.add_maatregel(services, dossier_id, tekst="Zie dossier ged 04.")
    with pytest.raises(ReleaseRefused) as told:
        issue(services, dossier_id, EIGEN)
    assert told.value.places == ("dossiercode",)


def test_a_reader_with_the_name_of_the_bestuurder_uses_no_number(
    services: Services, dossier_id: DossierId
) -> None:
    with pytest.raises(ReleaseRefused):
        issue(services, dossier_id, Ontvanger(naam="secretaris van Đorđević"))
    assert services.exemplaren.list_all() == []
    assert issue(services, dossier_id).nummer == "2026-0001"


def test_ordinary_words_in_sensitive_fields_do_not_stop_every_paper(services: Services) -> None:
    dossier_id = builders.add_dossier(
        services, "GED-05", naam="de heer B. Sloten", portefeuille="Wonen", telefoon="", email=""
    )
    builders.add_woonplek(services, dossier_id, plaats="Merenland")
    builders.add_maatregel(services, dossier_id, titel="Sloten op drie deuren")
    services.catalogus.save(replace(services.catalogus.list_all()[0], norm="sloten"))
    assert "Sloten op drie deuren" in text_of(issue(services, dossier_id).pdf)
    builders.add_maatregel(services, dossier_id, tekst="Vraag B. Sloten naar de datum.")
    with pytest.raises(ReleaseRefused):
        issue(services, dossier_id)


def test_an_encrypted_file_opens_with_its_passphrase_only(services: Services, dossier_id: DossierId) -> None:
    issued = issue(services, dossier_id, wijze=Wijze.VERSLEUTELD, wachtzin="appel boom dijk")
    assert len(page_sizes(issued.pdf, "appel boom dijk")) == 3
    with pytest.raises(FileUnreadable):
        page_sizes(issued.pdf)
    assert issued.exemplaar.pdf_sha256 == hashlib.sha256(issued.pdf).hexdigest()
    with pytest.raises(InvalidInput):
        issue(services, dossier_id, wijze=Wijze.VERSLEUTELD)
    assert len(services.exemplaren.list_all()) == 1


def test_an_unencrypted_file_asks_a_reason_except_of_example_data(
    services: Services, dossier_id: DossierId
) -> None:
    with pytest.raises(ReasonRequired):
        issue(services, dossier_id, wijze=Wijze.ONVERSLEUTELD, reden="  ")
    issued = issue(services, dossier_id, wijze=Wijze.ONVERSLEUTELD, reden="printer staat elders")
    assert issued.exemplaar.reden == "printer staat elders"
    services.beheer.save_organisatie(replace(services.beheer.organisatie(), is_fictief=True))
    issued = issue(services, dossier_id, wijze=Wijze.ONVERSLEUTELD)
    assert issued.exemplaar.reden == "voorbeeldgegevens"
    assert all("FICTIEF" in text for text in page_texts(issued.pdf))


def test_an_unprintable_sign_uses_no_number(services: Services, dossier_id: DossierId) -> None:
    measure = services.dossiers.list_maatregelen(dossier_id)[0]
    emoji = replace(measure, titel="Slot \N{LOCK}")
    services.context.write("langs de controle", lambda log: records.save(log, emoji), Maatregel)
    with pytest.raises(UnprintableText) as told:
        issue(services, dossier_id)
    assert told.value.signs == "\N{LOCK}"
    with pytest.raises(UnprintableText):
        services.stukken.preview(PLAN, dossier_id, MANAGER)
    assert services.exemplaren.list_all() == []


def test_no_reader_no_person_or_no_dossier_uses_no_number(services: Services, dossier_id: DossierId) -> None:
    with pytest.raises(InvalidInput):
        issue(services, dossier_id, Ontvanger(naam=" "))
    with pytest.raises(NotFound):
        issue(services, DossierId(99))
    assert services.exemplaren.list_all() == []


def test_a_failed_rendering_leaves_a_destroyed_copy_and_the_next_number(
    services: Services, dossier_id: DossierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_snapshot: object) -> bytes:
        raise RuntimeError("no room on the page")

    with monkeypatch.context() as patch:
        patch.setattr(render, "render", broken)
        with pytest.raises(RuntimeError):
            issue(services, dossier_id)
    gone = services.exemplaren.get_by_number("2026-0001")
    assert (gone.afloop, gone.afloop_op, gone.pdf_sha256) == (Afloop.VERNIETIGD, VANDAAG, "")
    noted = services.context.vault.history(dossier_id=dossier_id, limit=1)[0]
    assert noted.result == "opmaak mislukt (RuntimeError)"
    assert issue(services, dossier_id).nummer == "2026-0002"


def test_the_finished_paper_is_read_back_even_when_the_snapshot_seemed_clean(
    services: Services, dossier_id: DossierId, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.add_maatregel(services, dossier_id, tekst="Overleg met N. Đorđević.")
    monkeypatch.setattr(uitgifte_controle, "places_in", lambda _snapshot, _hunted: [])
    with pytest.raises(ReleaseRefused) as told:
        issue(services, dossier_id)
    assert told.value.places == ("blz. 2: naam",)
    assert services.exemplaren.get_by_number("2026-0001").afloop is Afloop.VERNIETIGD


def test_the_three_steps_give_the_same_as_issue(services: Services, dossier_id: DossierId) -> None:
    registered = services.stukken.register(PLAN, dossier_id, MANAGER, PAPIER)
    assert services.exemplaren.get_by_number(registered.exemplaar.nummer).pdf_sha256 == ""
    pdf = produce(registered)
    issued = services.stukken.complete(registered, pdf)
    assert services.exemplaren.get_by_number(issued.nummer).pdf_sha256 == hashlib.sha256(pdf).hexdigest()


def test_a_preview_is_not_registered_and_says_what_it_is(services: Services, dossier_id: DossierId) -> None:
    text = text_of(services.stukken.preview(PLAN, dossier_id, MANAGER))
    assert "Voorbeeld" in text
    assert "Exemplaar" not in text
    assert services.exemplaren.list_all() == []


def test_an_issued_copy_is_not_undone(services: Services, dossier_id: DossierId) -> None:
    issue(services, dossier_id)
    with pytest.raises(UndoRefused):
        services.undo()
    assert len(services.exemplaren.list_all()) == 1


def test_each_way_out_is_a_row_in_the_log(services: Services, dossier_id: DossierId) -> None:
    issue(services, dossier_id)
    issue(services, dossier_id, wijze=Wijze.VERSLEUTELD, wachtzin="appel boom dijk")
    verbs = [line.verb for line in services.context.vault.history(dossier_id=dossier_id, limit=30)]
    assert verbs.count("afdrukken") == 1
    assert verbs.count("uitvoeren") == 1


class TestExemplaren:
    """The register after the issue."""

    def test_a_reprint_says_the_same_under_a_number_of_its_own(
        self, services: Services, dossier_id: DossierId
    ) -> None:
        first = issue(services, dossier_id, EIGEN)
        builders.add_maatregel(services, dossier_id, titel="Later bedacht")
        again = services.exemplaren.reprint(first.exemplaar.id or 0, PAPIER)
        assert (again.nummer, again.exemplaar.volgnummer) == ("2026-0002", 2)
        assert again.exemplaar.is_eigen
        assert "Later bedacht" not in text_of(again.pdf)
        old, new = json.loads(first.exemplaar.snapshot), json.loads(again.exemplaar.snapshot)
        assert {k: v for k, v in old["inhoud"].items() if k != "blad"} == {
            k: v for k, v in new["inhoud"].items() if k != "blad"
        }

    def test_outside_overdue_and_settled(
        self, services: Services, dossier_id: DossierId, clock: Clock
    ) -> None:
        late = issue(services, dossier_id).exemplaar
        kept = issue(services, dossier_id, retour_voor=VANDAAG + dt.timedelta(days=90)).exemplaar
        assert services.exemplaren.list_overdue() == []
        clock.forward(days=30)
        assert services.exemplaren.list_overdue() == []
        clock.forward(days=1)
        assert [c.nummer for c in services.exemplaren.list_overdue()] == [late.nummer]
        services.exemplaren.extend(late.id or 0, VANDAAG + dt.timedelta(days=60))
        assert services.exemplaren.list_overdue() == []
        services.exemplaren.settle(late.id or 0, Afloop.VERNIETIGD, getuige="J. de Vries")
        assert [c.nummer for c in services.exemplaren.list_outside()] == [kept.nummer]
        gone = services.exemplaren.get_by_number(f" {late.nummer} ")
        assert (gone.afloop, gone.afloop_op, gone.getuige) == (
            Afloop.VERNIETIGD,
            VANDAAG + dt.timedelta(days=31),
            "J. de Vries",
        )
        assert services.exemplaren.find("2026-9999") is None

    @pytest.mark.parametrize(
        ("afloop", "days", "getuige", "field"),
        [
            (Afloop.BUITEN, 0, "", "afloop"),
            (Afloop.RETOUR, -1, "", "afloop_op"),
            (Afloop.RETOUR, 1, "", "afloop_op"),
            (Afloop.VERNIETIGD, 0, " ", "getuige"),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(
        self, services: Services, dossier_id: DossierId, afloop: Afloop, days: int, getuige: str, field: str
    ) -> None:
        copy = issue(services, dossier_id).exemplaar
        with pytest.raises(InvalidInput) as told:
            services.exemplaren.settle(
                copy.id or 0, afloop, op=VANDAAG + dt.timedelta(days=days), getuige=getuige
            )
        assert [problem.field for problem in told.value.problems] == [field]

    def test_a_destroyed_copy_stays_destroyed(self, services: Services, dossier_id: DossierId) -> None:
        copy = issue(services, dossier_id).exemplaar
        services.exemplaren.settle(copy.id or 0, Afloop.RETOUR)
        with pytest.raises(InvalidInput):
            services.exemplaren.settle(copy.id or 0, Afloop.VERMIST)
        services.exemplaren.settle(copy.id or 0, Afloop.VERNIETIGD, getuige="J. de Vries")
        for afloop in (Afloop.RETOUR, Afloop.VERMIST, Afloop.VERNIETIGD):
            with pytest.raises(InvalidInput) as told:
                services.exemplaren.settle(copy.id or 0, afloop, getuige="J. de Vries")
            assert explain_problem(told.value.problems[0]) == "Dit exemplaar is al vernietigd."
        with pytest.raises(InvalidInput):
            services.exemplaren.extend(copy.id or 0, VANDAAG + dt.timedelta(days=60))

    def test_a_copy_is_not_due_before_its_issue(self, services: Services, dossier_id: DossierId) -> None:
        copy = issue(services, dossier_id).exemplaar
        with pytest.raises(InvalidInput) as told:
            services.exemplaren.extend(copy.id or 0, VANDAAG - dt.timedelta(days=1))
        assert [problem.field for problem in told.value.problems] == ["retour_voor"]
        services.exemplaren.extend(copy.id or 0, VANDAAG)

    def test_a_lost_copy_may_come_back(self, services: Services, dossier_id: DossierId) -> None:
        copy = issue(services, dossier_id).exemplaar
        services.exemplaren.settle(copy.id or 0, Afloop.VERMIST)
        services.exemplaren.settle(copy.id or 0, Afloop.RETOUR)
        assert services.exemplaren.get(copy.id or 0).afloop is Afloop.RETOUR


def test_an_organisation_dossier_prints_without_a_person(services: Services) -> None:
    from veiligheidsadvies.domain.dossier import Dossier, SoortDossier

    row = services.dossiers.create(Dossier(code="ORG-01", soort=SoortDossier.ORGANISATIE)).row_id or 0
    builders.add_maatregel(services, DossierId(row), domein=Domein.WERK, titel="Spreekkamer")
    assert "Spreekkamer" in text_of(issue(services, DossierId(row)).pdf)
    with pytest.raises(InvalidInput):
        issue(services, DossierId(row), EIGEN)
