"""What a destruction meets beside its dossier: the history of neighbours, a name in an older log, a copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import builders
from tests.services.leverancierpapier import text_of
from tests.services.test_vernietigen import builders_save, destroy, fill, filled
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.exemplaar import Afloop, Exemplaar, SoortDocument, Wijze
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.vernietiging import VernietigingId
from veiligheidsadvies.services.bewaarstukken import Bewaarpapier
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.services.vernietigplan import Vernietigplan
from veiligheidsadvies.storage import records

ADVISEUR = "adviseur R. Waterman"


def images(services: Services, dossier_id: int) -> int:
    sql = "SELECT count(*) FROM beeld b JOIN logregel l ON l.nummer = b.regel WHERE l.dossier_id = ?"
    return int(services.context.connection.execute(sql, (dossier_id,)).fetchone()[0])


def test_what_another_dossier_holds_of_its_own_stays(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    (advice,) = services.dossiers.list_adviezen(dossier_id)
    services.dossiers.save_advies(replace(advice, adviseur=ADVISEUR))
    (home,) = services.dossiers.list_woonplekken(dossier_id)
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    builders.add_advies(services, other, adviseur=ADVISEUR)
    builders.add_woonplek(
        services, other, adres="Lindelaan 3", postcode=home.postcode, plaats="Merenstad aan Zee"
    )
    services.bewaren.hold(other, "lopende zaak")
    before = images(services, other)
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert images(services, other) == before
    assert images(services, dossier_id) == 0
    assert (told.gevonden, told.resten) == (0, "")


def test_a_name_that_an_earlier_program_put_under_the_chain_is_told(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    dossier = services.dossiers.get(dossier_id)
    called = "Contract alarm mevrouw N. Đorđević bewaard"
    services.context.write(called, lambda log: records.save(log, replace(dossier, notitie="kort")), Dossier)
    assert services.bewaren.omvang(services.bewaren.stand(dossier_id)).elders == ()  # nobody can take it away
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert (told.resten, told.gevonden > 0) == ("logboek", True)


def test_an_unsaved_form_goes_with_its_kind_and_others_stay(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    for key in ("advies:1", "advies:nieuw", "woonplek:1"):
        services.concepten.save(f"dossier:{dossier_id}:{key}", {"kenmerk": "half getypt"})
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id, Bewaarsoort.ADVIES))
    left = [one.key for one in services.context.vault.list_drafts()]
    assert (left, told.concepten) == ([f"dossier:{dossier_id}:woonplek:1"], 2)


def test_what_was_typed_in_a_dialog_goes_wherever_the_dialog_was_opened(services: Services) -> None:
    """Over an order, or over a list that knows no dossier; the words themselves prove nothing."""
    fill(services)
    dossier_id = filled(services)
    builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    (order,) = records.list_where(services.context.connection, Opdracht)
    here = {"scherm": "opdrachten", "row_id": order.id}
    own = (
        f"dialoog::opdrachten:0:{order.id}:Afspraak",
        "dialoog::beheer:0:0:Bewaarplicht op GED-04",
        "dialoog::kosten:0:0:Contract toevoegen",
        f"dialoog::opdrachten:0:0:Factuur bij {order.nummer}",
        f"dialoog::dossier:{dossier_id}:0:Document",
        "stap:offerte:999",
    )
    others = (
        "dialoog::beheer:0:0:Bewaarplicht op GED-05",
        "dialoog::leveranciers:0:1:Afspraak",
        "leveranciers:1",
    )
    for key in (*own, *others):
        services.concepten.save(key, {"0.thuis": "Sanne", "_plek": here})
    services.concepten.save(f"dialoog::opdrachten:0:{order.id}:Oplevering", {"0.thuis": "Sanne"})
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert {one.key for one in services.context.vault.list_drafts()} == set(others)
    assert (told.concepten, told.gevonden) == (len(own) + 1, 0)


def test_what_was_typed_over_a_list_stays_where_it_tells_that_it_is_of_another(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    (contract,) = records.list_where(services.context.connection, Contract)
    measure = MaatregelId(builders.add_maatregel(services, other))
    of_other = replace(contract, id=None, dossier_id=other, maatregel_id=measure, naam="Toezicht op de poort")
    builders_save(services, of_other)
    own = {
        "dialoog::kosten:0:0:Contract toevoegen": {"0.maatregel_id": "GED-04 · Poort"},
        f"dialoog::kosten:0:0:{contract.naam} opzeggen": {"0.eindigt_op": "1 jul"},
        "dialoog::beheer:0:0:Bewaarplicht op GED-99": {"0.reden": "code van toen"},
    }
    others = {
        "dialoog:2:kosten:0:0:Contract toevoegen": {"0.maatregel_id": "GED-05 · Poort"},
        "dialoog::kosten:0:0:Toezicht op de poort opzeggen": {"0.eindigt_op": "1 jul"},
        "dialoog::kosten:0:0:2026 afsluiten: € 12 gaat over naar 2027": {"0.toelichting": "half getypt"},
        "dialoog::vandaag:0:0:Begroting 2026": {"0.bedrag": "80.000"},
        "dialoog::beheer:0:0:Adviezen": {"0.termijn": "2"},
    }
    for key, typed in (own | others).items():
        services.concepten.save(key, typed)
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert {one.key for one in services.context.vault.list_drafts()} == set(others)
    assert told.concepten == len(own)


def test_a_question_about_something_else_stays_when_only_documents_go(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    here = f"dialoog::dossier:{dossier_id}:0:"
    for title in ("Document", "Document toevoegen", "Offerte aanvragen"):
        services.concepten.save(f"{here}{title}", {"0.opmerking": "half getypt"})
    destroy(services, dossier_id, Bewaarsoort.BIJLAGEN)
    assert [one.key for one in services.context.vault.list_drafts()] == [f"{here}Offerte aanvragen"]


def test_what_was_typed_about_what_is_left_goes_with_it(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    destroy(services, dossier_id)
    (order,) = records.list_where(services.context.connection, Opdracht)
    services.concepten.save(f"dialoog::opdrachten:0:{order.id}:Afspraak", {"0.thuis": "Sanne"})
    planned = Vernietigplan(services.context, dossier_id).plan(Bewaarsoort.GELD)
    assert len(planned.drafts) == 1


def neighbour(services: Services) -> DossierId:
    """A dossier under hold that once had a name of the other one in a note, a document and a draft."""
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    dossier = services.dossiers.get(other)
    services.dossiers.save(replace(dossier, notitie="Reed mee met mevrouw N. Đorđević"))
    services.dossiers.save(replace(dossier, notitie=""))
    added = services.bijlagen.add(other, naam="brief van mevrouw N. Đorđević.txt", content=b"de brief")
    services.bijlagen.remove(added.row_id or 0)
    services.concepten.save(f"dossier:{other}:gegevens:{other}", {"notitie": "mevrouw N. Đorđević"})
    return other


def test_what_another_dossier_under_hold_held_of_it_stays_and_is_told(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    other = neighbour(services)
    services.bewaren.hold(other, "lopende zaak")
    before = images(services, other)
    told_before = services.bewaren.omvang(services.bewaren.stand(dossier_id)).gehouden
    row_id = destroy(services, dossier_id)
    told = services.bewaren.get_vernietiging(row_id)
    assert images(services, other) == before
    assert [one.key for one in services.context.vault.list_drafts()] == [f"dossier:{other}:gegevens:{other}"]
    assert (services.context.vault.connection.value("SELECT count(*) FROM inhoud"), told.gevonden > 0) == (
        1,
        True,
    )
    assert told.resten == "GED-05 onder bewaarplicht (4 eerdere standen, 1 concept)"
    assert told_before == (told.resten,)
    assert told.resten in declaration(services, row_id)


def test_without_a_hold_what_another_dossier_held_of_it_goes(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    other = neighbour(services)
    services.bewaren.lift(services.bewaren.hold(other, "lopende zaak").row_id or 0, "zaak gesloten")
    before = images(services, other)
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert images(services, other) < before
    assert services.context.vault.list_drafts() == []
    assert services.context.vault.connection.value("SELECT count(*) FROM inhoud") == 0
    assert (told.gevonden, told.plaatsen) == (0, "")


def test_part_of_a_word_in_another_dossier_gives_nothing_away(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    person = services.dossiers.find_bestuurder(dossier_id)
    assert person is not None
    services.dossiers.save(services.dossiers.get(dossier_id), replace(person, naam="mevrouw J. de Wit"))
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    dossier = services.dossiers.get(other)
    services.dossiers.save(replace(dossier, notitie="Camera boven de witte deur."))
    services.dossiers.save(dossier)
    services.concepten.save(f"dossier:{other}:gegevens:{other}", {"notitie": "boven de witte deur"})
    before = images(services, other)
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert images(services, other) == before
    assert len(services.context.vault.list_drafts()) == 1
    assert (told.gevonden, told.resten) == (0, "")


def test_a_town_that_a_work_location_is_in_stays_in_its_history(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    (home,) = services.dossiers.list_woonplekken(dossier_id)
    services.dossiers.save_woonplek(replace(home, plaats="Lage Polder"))
    organisation = DossierId(services.dossiers.get_by_code("ORG-01").id or 0)
    (location,) = services.dossiers.list_werklocaties(organisation)
    services.dossiers.save_werklocatie(replace(location, naam="Steunpunt Lage Polder"))
    services.dossiers.save_werklocatie(replace(location, naam="Steunpunt Lage Polder", adres="Kade 3"))
    before = images(services, organisation)
    size = services.bewaren.omvang(services.bewaren.stand(dossier_id))
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert images(services, organisation) == before
    assert (size.mee, size.elders, told.resten) == ((), (), "")


def test_a_name_in_a_work_location_is_told(services: Services) -> None:
    """A town may be anybody's, a person not."""
    fill(services)
    dossier_id = filled(services)
    organisation = DossierId(services.dossiers.get_by_code("ORG-01").id or 0)
    (location,) = services.dossiers.list_werklocaties(organisation)
    services.dossiers.save_werklocatie(replace(location, naam="Kamer mevrouw N. Đorđević"))
    assert services.bewaren.omvang(services.bewaren.stand(dossier_id)).elders == ("werklocatie",)


def test_what_another_dossier_loses_is_told_before_and_on_the_declaration(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    alone = services.bewaren.omvang(services.bewaren.stand(dossier_id))
    neighbour(services)
    supplier = services.leveranciers.list_regels()[0].leverancier
    services.leveranciers.save(replace(supplier, notitie="belt met mevrouw N. Đorđević"), [])
    services.leveranciers.save(replace(supplier, notitie=""), [])
    size = services.bewaren.omvang(services.bewaren.stand(dossier_id))
    assert size.mee == (
        "4 eerdere standen en 1 concept van GED-05",
        "2 eerdere standen buiten de dossiers",
    )
    assert (size.beelden, size.concepten) == (alone.beelden, alone.concepten)
    row_id = destroy(services, dossier_id)
    told = services.bewaren.get_vernietiging(row_id)
    assert (told.beelden, told.concepten) == (size.beelden, size.concepten)
    assert (told.plaatsen, told.meegegaan) == ("", ", ".join(size.mee))
    words = " ".join(declaration(services, row_id).split())
    assert f"{', '.join(size.mee)}, want daarin stond zo’n vertrouwelijk gegeven" in words


@pytest.mark.parametrize("sign", ['"', "\\", "\t"])
def test_a_sentence_that_json_writes_otherwise_goes_too(services: Services, sign: str) -> None:
    fill(services)
    dossier_id = filled(services)
    (advice,) = services.dossiers.list_adviezen(dossier_id)
    sentence = f"De schuur heet{sign}gouden fort{sign}en die staat altijd open"
    services.dossiers.save_advies(replace(advice, bevindingen_wonen=f"{sentence}."))
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    dossier = services.dossiers.get(other)
    services.dossiers.save(replace(dossier, notitie=f"Kopie: {sentence}."))
    services.dossiers.save(dossier)
    services.concepten.save(f"dossier:{other}:gegevens:{other}", {"notitie": sentence})
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    sql = "SELECT count(*) FROM beeld WHERE voor || na LIKE '%gouden fort%'"
    kept = services.context.vault.connection.value(sql)
    assert (kept, services.context.vault.list_drafts()) == (0, [])
    assert told.meegegaan == "2 eerdere standen en 1 concept van GED-05"


def test_copies_that_are_out_are_told_when_only_their_content_goes(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    office, paper = Ontvanger(naam="provinciesecretaris"), Uitgiftegegevens(wijze=Wijze.PAPIER)
    for _ in range(2):
        services.stukken.issue(SoortDocument.MAATREGELENPLAN, dossier_id, office, paper)
    back, *_ = records.list_where(services.context.connection, Exemplaar, "dossier_id = ?", (dossier_id,))
    builders_save(services, replace(back, afloop=Afloop.RETOUR, afloop_op=builders.VANDAAG))
    size = services.bewaren.omvang(services.bewaren.stand(dossier_id, Bewaarsoort.EXEMPLAREN))
    assert (size.exemplaren, size.buiten) == (3, 2)
    row_id = destroy(services, dossier_id, Bewaarsoort.EXEMPLAREN)
    told = services.bewaren.get_vernietiging(row_id)
    assert (told.exemplaren, told.exemplaren_buiten) == (3, 2)
    words = " ".join(declaration(services, row_id).split())
    assert "1 terug of vernietigd, 2 zijn nog buiten of vermist" in words
    after = services.bewaren.omvang(services.bewaren.stand(dossier_id))
    assert (after.exemplaren, after.buiten) == (0, 2)  # gone from here, and still on those two papers
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert (told.exemplaren, told.exemplaren_buiten) == (0, 0)


def test_papers_of_a_year_that_tell_its_code_are_named(services: Services) -> None:
    fill(services)
    dossier_id = filled(services)
    reader, paper = Ontvanger(naam="de manager veiligheid"), Uitgiftegegevens(wijze=Wijze.PAPIER)
    issued = services.jaarstukken.issue(SoortDocument.UITGIFTEREGISTER, 2026, reader, paper)
    assert services.bewaren.omvang(services.bewaren.stand(dossier_id)).papieren == (issued.nummer,)
    row_id = destroy(services, dossier_id)
    told = services.bewaren.get_vernietiging(row_id)
    assert (told.plaatsen, told.meegegaan, told.papieren) == ("", "", issued.nummer)
    words = " ".join(declaration(services, row_id).split())
    assert f"de code GED-04 staat nog in de bewaarde tekst van exemplaar {issued.nummer}" in words


def declaration(services: Services, row_id: int) -> str:
    """What it says on paper."""
    paper = Bewaarpapier(document=SoortDocument.VERNIETIGING, vernietiging_id=VernietigingId(row_id))
    given = Uitgiftegegevens(wijze=Wijze.PAPIER)
    return text_of(services.bewaarstukken.issue(paper, Ontvanger(naam="archief"), given).pdf)


def test_the_history_of_a_row_that_had_the_same_number_stays(services: Services) -> None:
    """The number of a row that was removed is given out again."""
    fill(services)
    dossier_id = filled(services)
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    gone = builders.add_woonplek(services, other, adres="Lindelaan 3", postcode="9876 ZX", plaats="Elders")
    (home,) = services.dossiers.list_woonplekken(other)
    services.dossiers.remove(home)
    assert builders.add_woonplek(services, dossier_id, adres="Kade 1") == gone
    before = images(services, other)
    destroy(services, dossier_id)
    assert images(services, other) == before


def test_who_puts_a_copy_of_before_back_is_told_what_comes_with_it(tmp_path: Path) -> None:
    clock = builders.Clock()
    services = builders.open_services(tmp_path, now=clock)
    fill(services)
    made = services.kopieen.prepare_hand(tmp_path / "k.kluiskopie")(lambda _: None)
    services.kopieen.keep_hand(made)
    assert "vernietigd" not in services.terugzetten.voorstel(made.path, "proef").tekst
    clock.forward(hours=1)
    destroy(services, filled(services))
    told = services.terugzetten.voorstel(made.path, "proef").tekst
    assert "opnieuw worden vernietigd: GED-04 (Dossier: persoon, woning, stappen)." in told
    services.close()
