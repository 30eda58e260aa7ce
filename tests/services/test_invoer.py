from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import add_dossier, open_services
from veiligheidsadvies import paths
from veiligheidsadvies.domain.bedrag import Bedrag, including_btw
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import ImportRejected, ImportSeen, NotFound
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.services.invoer import InvoerService
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.maatregelen import MaatregelFilter

LIST = b"code;maatregel;domein;kosten_min_eur\nW-10;Brievenbus;wonen;100\n;=1+1;werk;\n"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = open_services(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dossier_id(services: Services) -> DossierId:
    return add_dossier(services)


@pytest.fixture
def invoer(services: Services) -> InvoerService:
    return InvoerService(services.context)


def test_what_was_previewed_is_what_is_written(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    seen = invoer.preview(dossier_id, paths.resource("catalogus/maatregelen.tsv").read_bytes())
    assert services.maatregelen.count(MaatregelFilter()) == 0
    invoer.add(seen)
    written = services.dossiers.list_maatregelen(dossier_id)
    lines = services.kosten.list_of_dossier(dossier_id)
    assert len(written) == seen.aantal == sum(seen.per_domein().values()) == 78
    assert len(lines) == seen.ramingen
    assert sum(line.incl.cents for line in lines if line.per_jaar) == seen.per_jaar.cents
    assert sum(line.incl.cents for line in lines if not line.per_jaar) == seen.eenmalig.cents
    assert all(abs(including_btw(line.ex, line.btw).cents - line.incl.cents) <= 1 for line in lines)
    assert {m.status for m in written} == {Status.GEADVISEERD}
    assert all(len(services.maatregelen.history(m.id)) == 1 for m in written if m.id)


def test_it_is_one_action_that_can_be_undone_and_then_done_again(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    invoer.add(invoer.preview(dossier_id, LIST))
    assert services.undo_text == "2 maatregelen ingelezen"
    services.undo()
    assert services.dossiers.list_maatregelen(dossier_id) == []
    invoer.add(invoer.preview(dossier_id, LIST))
    assert len(services.dossiers.list_maatregelen(dossier_id)) == 2


def test_the_same_list_is_noticed_in_another_shape(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    seen = invoer.preview(dossier_id, LIST)
    invoer.add(seen)
    other = "domein\tkosten_min_eur\tcode\tmaatregel\r\nwerk\t\t\t=1+1\r\nwonen\t100,00\tw-10\tBrievenbus\r\n"
    for again in (LIST, other.encode("utf-16")):
        with pytest.raises(ImportSeen):
            invoer.preview(dossier_id, again)
    with pytest.raises(ImportSeen):
        invoer.add(seen)
    assert len(services.dossiers.list_maatregelen(dossier_id)) == 2


def test_another_dossier_or_a_longer_list_is_another_matter(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    invoer.add(invoer.preview(dossier_id, LIST))
    second = add_dossier(services, "GED-05")
    assert invoer.preview(second, LIST).al_aanwezig == 0
    longer = invoer.preview(dossier_id, LIST + b"V-01;;;\n")
    assert (longer.aantal, longer.al_aanwezig) == (3, 2)


def test_a_formula_and_markup_stay_what_they_are(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    names = ["=1+1", "a < b & <img src=x>", "'; DROP TABLE maatregel; --", "@SUM(A1)"]
    content = "maatregel\tdomein\n" + "".join(f"{name}\twerk\n" for name in names)
    invoer.add(invoer.preview(dossier_id, content.encode()))
    assert sorted(m.titel for m in services.dossiers.list_maatregelen(dossier_id)) == sorted(names)


def test_a_sign_that_paper_lacks_is_told_by_line_and_nothing_is_written(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    with pytest.raises(ImportRejected) as refused:
        invoer.preview(dossier_id, "maatregel;domein\ngoed;werk\nhuis 🙂;wonen\n".encode())
    assert [row[:2] for row in refused.value.rows] == [(3, "maatregel")]
    assert services.maatregelen.count(MaatregelFilter()) == 0


def test_nothing_is_left_when_writing_fails_halfway(
    services: Services, invoer: InvoerService, dossier_id: DossierId
) -> None:
    seen = invoer.preview(dossier_id, LIST)
    first, second = seen.regels
    broken = replace(second, maatregel=replace(second.maatregel, dossier_id=DossierId(999)))
    with pytest.raises(Exception, match="FOREIGN KEY"):
        invoer.add(replace(seen, regels=(first, broken)))
    assert services.maatregelen.count(MaatregelFilter()) == 0
    assert invoer.preview(dossier_id, LIST).eenmalig == Bedrag(100_00)


def test_a_dossier_that_is_gone(invoer: InvoerService) -> None:
    with pytest.raises(NotFound):
        invoer.preview(DossierId(99), LIST)
