"""Destroying a dossier, which may be broken off anywhere: it is gone to the last byte, or it is all there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tools.faults.change import Change, Go, whole
from tools.faults.child import Tell
from tools.faults.pages import plain_pages
from tools.faults.place import CHEAP, SECOND, Place
from veiligheidsadvies.domain.bewaarregel import Bewaarsoort, Orgaan
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.services.kluis import Services, open_vault

CODE, APPROVER = "GED-01", "H. Aalberts"
CANARY = "Kanarievogel van 12 gram"
_END = dt.date(2020, 1, 31)


def _prepare(place: Place, _tell: Tell) -> Go:
    """A dossier that ended long ago, with the same words in a record, in the log, in a draft and attached."""
    services = open_vault(place.folder, place.key)
    dossier = services.dossiers.get_by_code(CODE)
    dossier_id = DossierId(dossier.id or 0)
    person = services.dossiers.find_bestuurder(dossier_id)
    if person is None:
        raise LookupError(CODE)
    ended = replace(dossier, gesloten_op=_END)
    services.dossiers.save(replace(ended, notitie=f"{CANARY}."), replace(person, einde=_END))
    services.dossiers.save(replace(ended, notitie=f"Nog een {CANARY}."))
    services.bijlagen.add(dossier_id, naam="vogel.txt", content=CANARY.encode())
    services.concepten.save(f"dossier:{dossier_id}:gegevens:{dossier_id}", {"notitie": CANARY})
    services.bewaren.save_categorie(Orgaan.BESTUUR, "18.2")
    slot = services.context.vault.add_approval_slot(APPROVER, SECOND, kdf=CHEAP)
    proposal = services.bewaren.propose(services.bewaren.stand(dossier_id))
    given = services.akkoorden.give(proposal, slot, SECOND).row_id or 0
    return lambda: services.bewaren.destroy(dossier_id, Bewaarsoort.DOSSIER, given)


def _judge(place: Place, told: list[str]) -> list[str]:
    services = open_vault(place.folder, place.key)
    try:
        is_gone = services.dossiers.find_by_code(CODE) is None
        wrong = _gone(services) if is_gone else _there(services)
    finally:
        services.close()
    if "done" in told and not is_gone:
        wrong.append("the destruction was acknowledged and did not happen")
    if is_gone and CANARY.encode() in plain_pages(place.folder, place.key.data_key):
        wrong.append("something of it can still be read in the file")
    return wrong + whole(place.folder, place.key)


def _gone(services: Services) -> list[str]:
    (told,) = services.bewaren.list_vernietigingen()
    return [] if told.code == CODE and told.gevonden == 0 else ["its trace does not say what went"]


def _there(services: Services) -> list[str]:
    """All of it, and the yes of the second person still holds for it."""
    dossier_id = DossierId(services.dossiers.get_by_code(CODE).id or 0)
    (kept,) = services.bijlagen.list_of_dossier(dossier_id)
    wrong = [] if services.bijlagen.content(kept.id or 0) == CANARY.encode() else ["its attachment is gone"]
    if len(services.concepten.list_all()) != 1:
        wrong.append("what was typed is gone")
    if services.bewaren.list_vernietigingen():
        wrong.append("there is a trace of what did not happen")
    if services.bewaren.find_akkoord(services.bewaren.stand(dossier_id)) is None:
        wrong.append("it is not what was agreed to any more")
    return wrong


DESTRUCTION = [Change(name="destruction", prepare=_prepare, judge=_judge)]
