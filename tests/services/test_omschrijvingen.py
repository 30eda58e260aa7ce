"""What an action is called is chained in the log and outlives a destruction: nothing typed stands in it."""

from __future__ import annotations

from dataclasses import replace

from tests import builders, freeze_vault
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.factuur import Factuur, FactuurId
from veiligheidsadvies.domain.opdracht import Opdrachtregel
from veiligheidsadvies.services.factuur_stand import Factuurregel
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.storage import records

DAG = builders.VANDAAG
KANARIE = "Kanarievogel"


def told(services: Services) -> list[str]:
    """What every action is called, and what stands in every log row."""
    connection = services.context.connection
    rows = connection.execute("SELECT omschrijving FROM handeling", ()).fetchall()
    rows += connection.execute(
        "SELECT actie || object || resultaat || oorsprong FROM logregel", ()
    ).fetchall()
    return [row[0] for row in rows]


def test_a_contract_is_not_named_in_what_was_done(services: Services) -> None:
    freeze_vault.fill(services)
    (contract,) = records.list_where(services.context.connection, Contract)
    work = services.contracten
    work.save(replace(contract, naam=f"{KANARIE} bij mevrouw"))
    row_id = contract.id or 0
    work.set_maintenance(row_id, DAG)
    work.give_notice(row_id, DAG)
    work.withdraw_notice(row_id)
    work.end(row_id, DAG)
    made = work.create(replace(contract, id=None, naam=f"{KANARIE} twee"), met_kosten=False)
    work.remove(work.get(made.row_id or 0))
    assert work.get(row_id).naam.startswith(KANARIE)
    assert [one for one in told(services) if KANARIE in one] == []


def test_a_bill_is_not_numbered_in_what_was_done(services: Services) -> None:
    freeze_vault.fill(services)
    (bill,) = records.list_where(services.context.connection, Factuur)
    (line,) = records.list_where(services.context.connection, Opdrachtregel)
    typed = replace(services.facturen.new(bill.opdracht_id), nummer=f"{KANARIE} 7", verschil_reden="meerwerk")
    more = Factuurregel(
        opdrachtregel_id=line.id,
        maatregel_id=line.maatregel_id,
        ex=Bedrag(100),
        btw=line.btw,
        incl=Bedrag(121),
    )
    made = services.facturen.register(typed, [more])
    factuur_id = FactuurId(made.row_id or 0)
    services.facturen.mark_checked(factuur_id)
    services.facturen.pay(factuur_id, Bedrag(100), DAG)
    assert services.facturen.get(factuur_id).nummer.startswith(KANARIE)
    assert [one for one in told(services) if KANARIE in one] == []
