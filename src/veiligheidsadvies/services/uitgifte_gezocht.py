"""What may not stand on a copy, by kind of paper: all that is secret, less what that paper is to tell."""

from __future__ import annotations

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.printing.bewaren_snapshots import (
    InzageUittreksel,
    Vernietigingsverklaring,
    VerwerkingsregisterStuk,
)
from veiligheidsadvies.printing.kosten_snapshots import (
    Contractrij,
    Jaarstuk,
    KostenoverzichtBinnen,
    KostenoverzichtBuiten,
    Registerrij,
)
from veiligheidsadvies.printing.snapshot_json import Snapshot
from veiligheidsadvies.printing.snapshots import Geheimhoudingsverklaring
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.derden import Derden, named
from veiligheidsadvies.services.inzage_nummers import Nummers
from veiligheidsadvies.services.papierwoorden import JAARWOORDEN
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.services.vrijgave import DOSSIERCODE, Gezocht, Vrijgave, texts_of
from veiligheidsadvies.services.vrijgave_leverancier import Gezochtlijst, LeverancierVrijgave


def hunted_in_declaration(context: Context, snapshot: Snapshot, ontvanger: Ontvanger) -> Gezochtlijst | None:
    """A declaration goes to a supplier, so it stands before the same wall as his other papers."""
    if not isinstance(snapshot, Geheimhoudingsverklaring):
        return None
    return LeverancierVrijgave(context).gezocht(
        None,
        ontvanger.leverancier_id,
        briefhoofd=(snapshot.blad.organisatie, snapshot.inleiding, *_declared(snapshot)),
    )


def hunted_on(
    context: Context, snapshot: Snapshot, dossier_id: DossierId | None, *, is_own: bool
) -> tuple[Gezocht, ...]:
    """A paper for a supplier is about no dossier: what is secret in any of them may not stand on it."""
    search = Vrijgave(context)
    if isinstance(snapshot, Geheimhoudingsverklaring):
        own = (*snapshot.personen, *(fact.tekst for fact in snapshot.partijen))
        return search.hunted_everywhere(fixed=_declared(snapshot), own=own)
    if isinstance(snapshot, Jaarstuk):
        return _of_year(snapshot, search)
    if isinstance(snapshot, Vernietigingsverklaring | VerwerkingsregisterStuk):
        return _of_records_law(snapshot, search)
    if isinstance(snapshot, InzageUittreksel) and dossier_id is not None:
        return (
            *search.hunted_of_others(dossier_id),
            *named(Derden(context, dossier_id).hunted()),
            *Nummers(context, dossier_id).hunted(),
        )
    return search.hunted(dossier_id, is_own=is_own, reader=snapshot.blad.ontvanger)


def _declared(snapshot: Geheimhoudingsverklaring) -> tuple[str, ...]:
    """The sentences that stand on every declaration."""
    promised = (*snapshot.geheim, *snapshot.beloften, *snapshot.duur)
    return (*promised, *snapshot.gevolgen, *snapshot.waarom)


def _of_year(snapshot: Jaarstuk, search: Vrijgave) -> tuple[Gezocht, ...]:
    """A paper of a year has the codes of all dossiers, so the name or address of nobody; outside no code."""
    rows = () if isinstance(snapshot, KostenoverzichtBinnen | KostenoverzichtBuiten) else snapshot.regels
    typed = {row.naam for row in rows if isinstance(row, Contractrij)}
    typed |= {row.ontvanger for row in rows if isinstance(row, Registerrij)} | {snapshot.blad.ontvanger}
    typed.add(snapshot.blad.watermerk)
    fixed = [text for text in texts_of(snapshot) if text not in typed]
    hunted = search.hunted_everywhere(fixed=(*fixed, JAARWOORDEN), own=())
    if isinstance(snapshot, KostenoverzichtBuiten):
        return hunted
    return tuple(one for one in hunted if one[0] != DOSSIERCODE)


def _of_records_law(
    snapshot: Vernietigingsverklaring | VerwerkingsregisterStuk, search: Vrijgave
) -> tuple[Gezocht, ...]:
    """About no dossier that is there: of every one all that is secret; its own code is of one that is not.

    A dossier of which a hold kept something, or that lost something, is named there by its code alone.
    """
    typed = {snapshot.blad.ontvanger, snapshot.blad.watermerk}
    if isinstance(snapshot, Vernietigingsverklaring):
        typed |= {one.tekst for one in snapshot.grond}
    else:
        typed |= {
            cell for terms in snapshot.termijnen for row in terms.rijen for cell in (row.grond, row.lijst)
        }
    fixed = [text for text in texts_of(snapshot) if text not in typed]
    hunted = search.hunted_everywhere(fixed=(*fixed, JAARWOORDEN), own=())
    told = {snapshot.blad.veld_waarde}
    if isinstance(snapshot, Vernietigingsverklaring):
        told |= {word.strip(",") for fact in snapshot.controle for word in fact.tekst.split()}
    return tuple(one for one in hunted if one[0] != DOSSIERCODE or one[1] not in told)
