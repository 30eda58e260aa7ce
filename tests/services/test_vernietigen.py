"""Destroying a dossier: only when it may, whole or not at all, and nothing of it is left to read."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import builders, freeze_vault
from tools.faults.pages import plain_pages
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Ambt
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort, Orgaan
from veiligheidsadvies.domain.bewaarstand import Beletsel
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.errors import DestructionRefused, StorageUnavailable, UndoRefused
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.factuur import Factuur, FactuurId
from veiligheidsadvies.domain.opdracht import Opdracht, OpdrachtId, Opdrachtstand
from veiligheidsadvies.services import vernietigplan
from veiligheidsadvies.services.kluis import Services, open_vault
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import RECORDS
from veiligheidsadvies.vault import reserve

EINDE = dt.date(2023, 7, 5)
KANARIE = "Kanarievogel-"
_NAMED = {"nummer", "sha256", "snapshot_sha256", "pdf_sha256", "samenvatting_sha256", "slot_id", "logkop"}
_STAYS = {("exemplaar", "uitgegeven_door")}
"""Who handed a copy out is in the register of copies as long as that is kept."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with such a dossier, made once."""
    folder = tmp_path_factory.mktemp("vol")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEILIGHEIDSADVIES_CONFIG", str(folder))
        services = builders.open_services(folder)
        fill(services)
        services.close()
    return folder / "proef.advieskluis"


@pytest.fixture
def opened(whole: Path, tmp_path: Path) -> Iterator[Callable[..., Services]]:
    """Opens a copy of it."""
    found: list[Services] = []

    def open_copy(now: Callable[[], dt.datetime] | None = None) -> Services:
        copy = tmp_path / "proef.advieskluis"
        shutil.copytree(whole, copy)
        found.append(open_vault(copy, builders.template_key(), now=now or builders.Clock()))
        return found[0]

    yield open_copy
    for services in found:
        services.close()


@pytest.fixture
def services(opened: Callable[..., Services]) -> Services:
    return opened()


def filled(services: Services) -> DossierId:
    """The dossier with a row of every kind, over and done with long ago, and its category laid down."""
    return DossierId(services.dossiers.get_by_code("GED-04").id or 0)


def fill(services: Services) -> None:
    """Make it."""
    freeze_vault.fill(services)
    dossier = services.dossiers.get_by_code("GED-04")
    dossier_id = DossierId(dossier.id or 0)
    person = services.dossiers.find_bestuurder(dossier_id)
    assert person is not None
    services.dossiers.save(
        replace(dossier, gesloten_op=EINDE), replace(person, begin=dt.date(2019, 7, 1), einde=EINDE)
    )
    for order in records.list_where(services.context.connection, Opdracht):
        builders_save(services, replace(order, stand=Opdrachtstand.AFGEROND))
    for bill in services.facturen.list_open():
        services.facturen.pay(FactuurId(bill.factuur.id or 0), bill.openstaand, builders.VANDAAG)
    for contract in records.list_where(services.context.connection, Contract):
        builders_save(services, replace(contract, eindigt_op=dt.date(2025, 6, 30)))
    lay_down(services)


def builders_save(services: Services, record: Any) -> None:
    services.context.write("Proef", lambda log: records.save(log, record), type(record))


def lay_down(services: Services, categorie: str = "18.2") -> None:
    for rule in services.bewaren.list_regels(Orgaan.BESTUUR):
        services.bewaren.save_regel(replace(rule, categorie=categorie))


def agree(services: Services, dossier_id: DossierId, soort: Bewaarsoort = Bewaarsoort.DOSSIER) -> int:
    """The yes of a second person on paper."""
    stand = services.bewaren.stand(dossier_id, soort)
    return builders.sign_on_paper(services, services.bewaren.propose(stand))


def destroy(services: Services, dossier_id: DossierId, soort: Bewaarsoort = Bewaarsoort.DOSSIER) -> int:
    return services.bewaren.destroy(dossier_id, soort, agree(services, dossier_id, soort)).row_id or 0


def put_canaries(services: Services, dossier_id: DossierId) -> int:
    """In every text that can be typed of every record of the dossier; how many."""
    number = 0
    for kind in RECORDS:
        hints = typing.get_type_hints(kind)
        if "dossier_id" not in hints or kind.TABEL in {"akkoord"}:
            continue
        for record in records.list_where(services.context.connection, kind, "dossier_id = ?", (dossier_id,)):
            texts = [
                field.name
                for field in dataclasses.fields(kind)
                if hints[field.name] is str
                and field.name not in _NAMED
                and (kind.TABEL, field.name) not in _STAYS
            ]
            over = {name: f"{KANARIE}{kind.TABEL}-{name} 12" for name in texts}
            number += len(over)
            if kind.TABEL in {"statusovergang", "opdrachtovergang"}:
                row = {**records.to_row(record), **over}
                services.context.write("Proef", lambda log, k=kind, r=row: log.write(k.TABEL, None, r), kind)
            else:
                builders_save(services, replace(record, **over))
    return number


def state(services: Services) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    connection = services.context.vault.connection
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if name != "reserve"
    }


# --- what it reaches


def test_nothing_of_a_destroyed_dossier_is_in_any_page_of_the_file(services: Services) -> None:
    dossier_id = filled(services)
    assert put_canaries(services, dossier_id) > 80
    vault = services.context.vault
    services.bijlagen.add(dossier_id, naam="foto.txt", content=f"{KANARIE}in een bijlage".encode())
    removed = services.bijlagen.add(dossier_id, naam="weg.txt", content=f"{KANARIE}verwijderd".encode())
    services.bijlagen.remove(removed.row_id or 0)
    services.concepten.save(f"dossier:{dossier_id}:advies:1", {"kenmerk": f"{KANARIE}in een concept"})
    with reserve.given_up(vault.connection):  # as on a full disk: what is freed is not overwritten
        services.concepten.save("los", {"tekst": f"{KANARIE}op een volle schijf " * 500})
        services.concepten.drop("los")
    vault.checkpoint()
    before = plain_pages(vault.folder, vault._key.data_key)
    assert before.count(KANARIE.encode()) > 100
    destroy(services, dossier_id)
    after = plain_pages(vault.folder, vault._key.data_key)
    assert KANARIE.encode() not in after
    assert KANARIE.lower().rstrip("-").encode() not in after  # the search index is folded
    assert "Đorđević".encode() not in after


def test_the_chain_still_verifies_and_says_what_went(services: Services) -> None:
    dossier_id = filled(services)
    destroy(services, dossier_id)
    outcomes = services.beheer.checks()
    assert [one.name for one in outcomes if not one.ok and not one.warning] == []
    lines = services.context.vault.history(dossier_id=dossier_id, limit=1000)
    assert lines
    assert all(line.before is None and line.after is None for line in lines)
    assert {"vernietigen", "inhoud vernietigen"} <= {line.verb for line in lines}


def test_a_destruction_is_never_undone(services: Services) -> None:
    dossier_id = filled(services)
    destroy(services, dossier_id)
    with pytest.raises(UndoRefused):
        services.undo()
    with pytest.raises(UndoRefused):
        services.redo()


def test_an_attachment_of_another_dossier_stays(services: Services) -> None:
    dossier_id = filled(services)
    other = builders.add_dossier(services, "GED-05", naam="de heer A. Ander")
    shared = services.bijlagen.add(other, naam="zelfde.txt", content="Đorđević".encode()).row_id or 0
    destroy(services, dossier_id)
    assert services.bijlagen.content(shared) == "Đorđević".encode()


def test_an_earlier_state_of_another_record_that_names_the_person_goes_too(services: Services) -> None:
    dossier_id = filled(services)
    supplier = services.leveranciers.list_regels()[0].leverancier
    named = replace(supplier, notitie="belt met Đorđević, mevrouw N. Đorđević")
    services.leveranciers.save(named, [])
    services.leveranciers.save(replace(named, notitie=""), [])
    destroy(services, dossier_id)
    rows = services.context.vault.connection.execute("SELECT count(*) FROM beeld WHERE na LIKE '%N. Đorđ%'")
    assert rows.fetchone() == (0,)


def test_what_still_stands_elsewhere_is_told(services: Services) -> None:
    dossier_id = filled(services)
    supplier = services.leveranciers.list_regels()[0].leverancier
    services.leveranciers.save(replace(supplier, notitie="werkt bij mevrouw N. Đorđević"), [])
    stand = services.bewaren.stand(dossier_id)
    assert services.bewaren.omvang(stand).elders == ("leverancier",)
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert (told.plaatsen, told.gevonden > 0) == ("leverancier", True)


# --- what stays


def money(services: Services) -> Any:
    connection = services.context.connection
    sql = (
        "SELECT m.domein, m.grondslag, coalesce(k.betaler, m.betaler), k.soort, k.boekjaar, k.per_jaar,"
        " k.fiscale_categorie, sum(k.ex), sum(k.incl), count(*) FROM kostenregel k"
        " JOIN maatregel m ON m.id = k.maatregel_id GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7"
    )
    lines = connection.execute(sql, ()).fetchall()
    suppliers = [
        services.inkoop.sum_of_year(one.leverancier.id, 2026)  # type: ignore[arg-type]
        for one in services.leveranciers.list_regels()
    ]
    return lines, suppliers, [year_of(services, year) for year in (2025, 2026, 2027)]


def year_of(services: Services, year: int) -> Any:
    """All figures of a year but for the words beside them."""
    whole = services.kosten.kostenoverzicht(year, None)
    assert whole.controle.sluit
    fiscal = [replace(one, dossier_code="") for one in whole.fiscaal]
    coming = [(one.dag, one.soort, one.bedrag) for one in whole.komend]
    figures = (whole.stand, whole.totaal, whole.per_betaler, whole.per_domein, whole.zonder_betaler)
    return figures, whole.maanden, fiscal, coming, whole.afsluiting


def test_every_total_of_every_year_stays_what_it_was(services: Services) -> None:
    dossier_id = filled(services)
    before = money(services)
    destroy(services, dossier_id)
    assert money(services) == before


def test_copies_and_orders_keep_their_numbers(services: Services) -> None:
    dossier_id = filled(services)
    connection = services.context.connection
    numbers = connection.execute("SELECT nummer, afloop, wijze FROM exemplaar ORDER BY id", ()).fetchall()
    orders = connection.execute("SELECT nummer, leverancier_id, stand FROM opdracht", ()).fetchall()
    destroy(services, dossier_id)
    sql = "SELECT nummer, afloop, wijze FROM exemplaar ORDER BY id"
    assert connection.execute(sql, ()).fetchall() == numbers
    assert connection.execute("SELECT nummer, leverancier_id, stand FROM opdracht", ()).fetchall() == orders
    assert all(
        not one.snapshot for one in records.list_where(connection, Exemplaar, "dossier_id IS NOT NULL")
    )


def test_what_is_left_is_in_no_list_and_breaks_none(services: Services) -> None:
    dossier_id = filled(services)
    destroy(services, dossier_id)
    assert [one.code for one in services.dossiers.list_all()] == ["ORG-01"]
    assert services.dossiers.find_by_code("GED-04") is None
    assert services.dossiers.propose_code(None) == "ORG-02"
    assert "GED-04" in services.dossiers._destroyed_codes()
    assert [task for task in services.vandaag.taken() if task.dossier_id == dossier_id] == []
    assert services.vandaag.matrix().row_total(None) == 0
    assert services.zoeken.search("Đorđević") == []
    lines = services.opdrachten.list_lijnen()
    assert lines
    for line in lines:
        services.opdrachten.beeld(OpdrachtId(line.opdracht.id or 0))


# --- when it may


def test_it_goes_on_the_day_after_its_last_day_and_not_before(opened: Callable[..., Services]) -> None:
    clock = builders.Clock()
    services = opened(clock)
    dossier_id = filled(services)
    clock.moment = dt.datetime(2025, 7, 5, 23, 59, tzinfo=dt.UTC)
    assert services.bewaren.stand(dossier_id).beletsels == (Beletsel.TERMIJN,)
    with pytest.raises(DestructionRefused):
        destroy(services, dossier_id)
    clock.moment = dt.datetime(2025, 7, 6, 0, 1, tzinfo=dt.UTC)
    assert services.bewaren.stand(dossier_id).mag


def test_a_hold_stops_it_until_it_is_lifted(services: Services) -> None:
    dossier_id = filled(services)
    given = agree(services, dossier_id)
    hold = services.bewaren.hold(dossier_id, "lopende zaak").row_id or 0
    assert services.bewaren.stand(dossier_id).beletsels == (Beletsel.BLOKKADE,)
    with pytest.raises(DestructionRefused):
        services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)
    services.bewaren.lift(hold, "zaak gesloten")
    with pytest.raises(UndoRefused):
        services.undo()  # a hold is no slip of the hand
    destroy(services, dossier_id)


@pytest.mark.parametrize(
    "what", ["categorie", "gesloten", "stelsel", "opdracht", "factuur", "contract", "einde"]
)
def test_what_is_not_in_order_stops_it(services: Services, what: str) -> None:
    dossier_id = filled(services)
    dossier = services.dossiers.get(dossier_id)
    if what == "categorie":
        lay_down(services, "")
    elif what == "gesloten":
        services.dossiers.save(replace(dossier, gesloten_op=None))
    elif what == "stelsel":
        services.dossiers.save(replace(dossier, stelsel_actief=True))
    elif what == "einde":
        person = services.dossiers.find_bestuurder(dossier_id)
        assert person is not None
        services.dossiers.save(dossier, replace(person, einde=None))
    elif what == "factuur":
        (bill,) = records.list_where(services.context.connection, Factuur)
        services.facturen.pay(FactuurId(bill.id or 0), Bedrag(-1), builders.VANDAAG)
    else:
        kind: type[Any] = Opdracht if what == "opdracht" else Contract
        (one,) = records.list_where(services.context.connection, kind)
        over = {"stand": Opdrachtstand.GEGEVEN} if what == "opdracht" else {"eindigt_op": None}
        builders_save(services, replace(one, **over))
    expected = {
        "gesloten": Beletsel.NIET_GESLOTEN,
        "einde": Beletsel.DAG_ONBEKEND,
    }.get(what) or Beletsel(what)
    assert expected in services.bewaren.stand(dossier_id).beletsels
    with pytest.raises(DestructionRefused):
        destroy(services, dossier_id)


def test_every_kind_that_would_go_needs_its_category(services: Services) -> None:
    dossier_id = filled(services)
    rules = {one.soort: one for one in services.bewaren.list_regels(Orgaan.BESTUUR)}
    bare = (Bewaarsoort.MAATREGELEN, Bewaarsoort.BIJLAGEN)
    for soort in bare:
        services.bewaren.save_regel(replace(rules[soort], categorie=""))
    stand = services.bewaren.stand(dossier_id)
    assert (stand.beletsels, stand.zonder_categorie) == ((Beletsel.CATEGORIE,), bare)
    with pytest.raises(DestructionRefused) as refused:
        services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, agree(services, dossier_id))
    (told,) = refused.value.reasons
    assert told.endswith("ontbreekt bij ‘Maatregelen, raming en offertes’, ‘Bijlagen’")
    services.bewaren.save_regel(replace(rules[Bewaarsoort.MAATREGELEN], categorie="18.2"))
    for bijlage in services.bijlagen.list_of_dossier(dossier_id):
        services.bijlagen.remove(bijlage.id or 0)
    assert services.bewaren.stand(dossier_id).mag  # of attachments there is nothing left to destroy


@pytest.mark.parametrize("kind", [SoortDossier.ORGANISATIE, SoortDossier.OVERIG])
def test_a_dossier_without_an_office_counts_from_its_closing(services: Services, kind: SoortDossier) -> None:
    made = services.dossiers.create(Dossier(code="ORG-02", soort=kind, omschrijving="Provinciehuis"))
    dossier_id = DossierId(made.row_id or 0)
    stand = services.bewaren.stand(dossier_id)
    assert (stand.regel.termijn, stand.tot) == ("2 jaar na sluiten van het dossier", None)
    services.dossiers.save(replace(services.dossiers.get(dossier_id), gesloten_op=EINDE))
    stand = services.bewaren.stand(dossier_id)
    assert (stand.regel.termijn, stand.begin) == ("2 jaar na sluiten van het dossier", EINDE)
    assert stand.tot == dt.date(2025, 7, 5)
    assert "2 jaar na sluiten van het dossier" in services.bewaren.propose(stand).tekst
    assert services.bewaren.list_regels(Orgaan.BESTUUR)[0].termijn == "2 jaar na einde ambt"


def test_an_open_dossier_whose_office_ended_tells_the_term_of_the_whole_dossier(services: Services) -> None:
    """The day is not known before it is closed; what it is told by is not the shorter term of attachments."""
    dossier_id = filled(services)
    services.dossiers.save(replace(services.dossiers.get(dossier_id), gesloten_op=None))
    stand = services.bewaren.stand(dossier_id)
    assert (stand.regel.termijn, stand.tot) == ("2 jaar na einde ambt", None)


# --- four eyes


def test_nobody_agrees_to_an_own_proposal(services: Services) -> None:
    dossier_id = filled(services)
    proposal = services.bewaren.propose(services.bewaren.stand(dossier_id))
    own = builders.sign_on_paper(services, proposal, services.actor)
    with pytest.raises(DestructionRefused):
        services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, own)


def test_a_yes_holds_for_exactly_what_was_proposed(services: Services) -> None:
    dossier_id = filled(services)
    given = agree(services, dossier_id)
    (home,) = services.dossiers.list_woonplekken(dossier_id)
    services.stukken.maatregelenplan(dossier_id, Ontvanger(naam="provinciesecretaris"))
    assert services.bewaren.find_akkoord(services.bewaren.stand(dossier_id)) == given
    services.dossiers.save_woonplek(replace(home, adres="Kade 1"))  # as many records as before
    with pytest.raises(DestructionRefused):
        services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)


def test_a_signed_yes_of_another_key_does_it(services: Services) -> None:
    dossier_id = filled(services)
    (approver,) = services.akkoorden.list_approvers()
    proposal = services.bewaren.propose(services.bewaren.stand(dossier_id))
    given = services.akkoorden.give(proposal, approver.id, freeze_vault.TWEEDE)
    row_id = services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given.row_id or 0).row_id or 0
    told = services.bewaren.get_vernietiging(row_id)
    assert (told.code, told.nummer, told.voorgesteld_door) == ("GED-04", "VV-2026-001", "E. Yeşilgöz")
    assert services.akkoorden.get(told.akkoord_id or 0).naam == "H. Aalberts"
    assert (told.periode, told.categorie, told.gevonden) == ("2019–2023", "18.2", 0)
    assert min(told.rijen, told.beelden, told.zoekteksten, told.bijlagen, told.exemplaren) > 0


def test_a_forged_yes_does_not(services: Services) -> None:
    dossier_id = filled(services)
    given = services.akkoorden.get(agree(services, dossier_id))
    builders_save(services, replace(given, papiercode=""))
    with pytest.raises(DestructionRefused):
        services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given.id or 0)


# --- whole or not at all


@pytest.mark.parametrize("share", [0.0, 0.1, 0.35, 0.6, 0.9, 1.0])
def test_interrupted_at_any_statement_it_did_not_happen(
    services: Services, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = filled(services)
    given = agree(services, dossier_id)
    connection = services.context.vault.connection
    real, count, limit = connection.execute, [0], [10**9]

    def counted(sql: str, *parameters: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "COMMIT")):
            count[0] += 1
            if count[0] > limit[0]:
                raise KeyboardInterrupt
        return real(sql, *parameters)

    before = state(services)
    monkeypatch.setattr(type(connection), "execute", lambda _self, *given_: counted(*given_))
    limit[0] = int(share * _statements(services, dossier_id))
    with pytest.raises(KeyboardInterrupt):
        services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)
    monkeypatch.undo()
    assert state(services) == before
    destroy(services, dossier_id)


def _statements(services: Services, dossier_id: DossierId) -> int:
    """About as many statements as the destruction writes, and never more."""
    size = services.bewaren.omvang(services.bewaren.stand(dossier_id))
    return 2 * size.rijen


def test_a_file_that_could_not_be_written_anew_is_at_the_next_opening(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = filled(services)
    put_canaries(services, dossier_id)
    vault = services.context.vault
    folder, key = vault.folder, replace(vault._key, data_key=bytes(vault._key.data_key))
    given = agree(services, dossier_id)
    monkeypatch.setattr(type(vault), "sweep", lambda _self: False)
    services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)
    services.close()
    monkeypatch.undo()
    again = open_vault(folder, key, now=builders.Clock())
    assert again.context.vault.setting("vernietigen_afmaken") is None
    assert KANARIE.encode() not in plain_pages(folder, key.data_key)
    again.close()


def test_a_full_disk_leaves_the_rest_for_later(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = filled(services)
    given = agree(services, dossier_id)
    connection = services.context.vault.connection
    real = connection.execute

    def full(_self: Any, sql: str, *parameters: Any) -> Any:
        if sql == "VACUUM":
            raise StorageUnavailable("vol")  # type: ignore[arg-type]
        return real(sql, *parameters)

    monkeypatch.setattr(type(connection), "execute", full)
    services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)
    assert services.context.vault.setting("vernietigen_afmaken") == "1"
    monkeypatch.undo()
    assert services.context.vault.sweep()
    assert services.context.vault.setting("vernietigen_afmaken") is None


def test_every_table_of_a_dossier_has_a_place_in_the_plan() -> None:
    """Whoever adds a record decides here whether it goes or stays without content."""
    tables = {kind.TABEL for kind in RECORDS if "dossier_id" in typing.get_type_hints(kind)}
    placed = {*vernietigplan._GONE, *vernietigplan._GONE_LAST, *vernietigplan._LEFT}
    assert tables == placed | {"maatregel", "kostenregel", "factuur", "exemplaar"}


# --- a kind apart, and what finance kept


def test_a_kind_goes_before_its_dossier_and_the_rest_stays(services: Services) -> None:
    dossier_id = filled(services)
    connection = services.context.connection
    for soort in (Bewaarsoort.ADVIES, Bewaarsoort.BIJLAGEN, Bewaarsoort.EXEMPLAREN):
        destroy(services, dossier_id, soort)
    (advice,) = services.dossiers.list_adviezen(dossier_id)
    assert (advice.bevindingen_wonen, advice.adviseur, advice.ccv_datum) == ("", "", dt.date(2025, 11, 14))
    assert services.bijlagen.list_of_dossier(dossier_id) == []
    assert connection.execute("SELECT count(*) FROM inhoud", ()).fetchone() == (0,)
    copies = records.list_where(connection, Exemplaar, "dossier_id = ?", (dossier_id,))
    assert [one.snapshot for one in copies] == [""] * len(copies)
    assert services.dossiers.find_bestuurder(dossier_id) is not None
    images = "SELECT count(*) FROM beeld b JOIN logregel l ON l.nummer = b.regel WHERE l.tabel = ?"
    assert connection.execute(images, ("advies",)).fetchone() == (0,)
    assert connection.execute(images, ("bestuurder",)).fetchone() != (0,)
    assert all(check.ok or check.warning for check in services.beheer.checks())


def test_amounts_go_when_their_own_term_is_over_and_every_year_is_closed(
    opened: Callable[..., Services],
) -> None:
    clock = builders.Clock()
    services = opened(clock)
    dossier_id = filled(services)
    destroy(services, dossier_id)
    stand = services.bewaren.stand(dossier_id, Bewaarsoort.GELD)
    assert {Beletsel.TERMIJN, Beletsel.BOEKJAAR} <= set(stand.beletsels)
    assert ("VD-01", stand.soort) in [(one.code, one.soort) for one in services.bewaren.list_standen()]
    clock.moment = dt.datetime(2040, 1, 2, tzinfo=dt.UTC)
    assert services.bewaren.stand(dossier_id, Bewaarsoort.GELD).beletsels == (Beletsel.BOEKJAAR,)
    services.kosten.close_year(2026)
    closing = services.kosten.find_afsluiting(2026)
    destroy(services, dossier_id, Bewaarsoort.GELD)
    connection = services.context.connection
    for table in ("kostenregel", "opdracht", "factuur", "contract", "maatregel"):
        rows = connection.execute(f"SELECT count(*) FROM {table} WHERE dossier_id = ?", (dossier_id,))
        assert rows.fetchone() == (0,), table
    assert services.kosten.find_afsluiting(2026) == closing
    assert records.list_where(connection, Exemplaar, "dossier_id = ?", (dossier_id,))
    assert all(one.dossier_id != dossier_id for one in services.bewaren.list_standen())
    assert services.kosten.kostenoverzicht(2026, None).controle.sluit
    assert [check.name for check in services.beheer.checks() if not check.ok and not check.warning] == []


def test_the_amounts_of_a_chairman_follow_the_rule_of_his_own_organ(services: Services) -> None:
    dossier_id = filled(services)
    dossier, person = services.dossiers.get(dossier_id), services.dossiers.find_bestuurder(dossier_id)
    assert person is not None
    services.dossiers.save(dossier, replace(person, ambt=Ambt.CDK))
    for rule in services.bewaren.list_regels(Orgaan.VOORZITTER):
        years = 10 if rule.soort is Bewaarsoort.GELD else rule.jaren
        services.bewaren.save_regel(replace(rule, jaren=years, categorie="7.3"))
    told = services.bewaren.get_vernietiging(destroy(services, dossier_id))
    assert (told.orgaan, told.categorie) == (Orgaan.VOORZITTER, "7.3")
    left = services.bewaren.stand(dossier_id, Bewaarsoort.GELD).regel
    assert (left.orgaan, left.jaren, left.categorie) == (Orgaan.VOORZITTER, 10, "7.3")
    assert left.selectielijst == "Selectielijst commissaris van de Koning"
