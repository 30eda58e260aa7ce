"""The steps of issuing that touch no vault: looking at what a copy will say, and making its file.

They may run in a worker thread: plain data in and out.
"""

from __future__ import annotations

from dataclasses import replace

from veiligheidsadvies.domain.errors import ReleaseRefused, UnprintableText
from veiligheidsadvies.domain.exemplaar import Wijze
from veiligheidsadvies.printing.fonts import missing_signs
from veiligheidsadvies.printing.kosten_snapshots import Jaarstuk
from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.printing.reconcile import reconcile
from veiligheidsadvies.printing.snapshot_json import Snapshot
from veiligheidsadvies.printing.snapshots import Maatregelenplan, Samenvatting
from veiligheidsadvies.services.uitgifte_gegevens import VOORBEELD, Aanvraag, Geregistreerd, Nagekeken
from veiligheidsadvies.services.vrijgave import Gezocht, places_in, texts_of
from veiligheidsadvies.services.vrijgave_leverancier import (
    Gezochtlijst,
    blokkeert,
    let_op,
    plaatsteksten,
    treffers_in,
    treffers_in_pdf,
)


def verify(asked: Aanvraag) -> Nagekeken:
    """Look at what it will say before it gets a number; touches no vault and may run in a worker thread.

    Raises UnprintableText and ReleaseRefused.
    """
    _check_snapshot(asked.snapshot, asked.gezocht)
    if asked.speurlijst is not None:
        refused = blokkeert(treffers_in(plaatsteksten(asked.snapshot), asked.speurlijst))
        if refused:
            raise ReleaseRefused([hit.zin for hit in refused])
    return Nagekeken(aanvraag=asked)


def produce(registered: Geregistreerd) -> bytes:
    """Render, search for what may not stand there, encrypt; touches no vault and may run in a worker thread.

    Raises ReleaseRefused with the pages on which something was found.
    """
    from veiligheidsadvies.printing import protect, release, render

    pdf = render.render(registered.snapshot)
    places = release.find_sensitive(pdf, registered.gezocht, logkop=registered.snapshot.blad.logkop)
    if places:
        raise ReleaseRefused(places)
    if registered.speurlijst is not None:
        _check_finished(pdf, registered.snapshot, registered.speurlijst)
    is_encrypted = registered.exemplaar.wijze is Wijze.VERSLEUTELD
    return protect.encrypt(pdf, registered.wachtzin) if is_encrypted else pdf


def _check_finished(pdf: bytes, snapshot: Snapshot, speurlijst: Gezochtlijst) -> None:
    """Raise ReleaseRefused for what may never stand there, and for a doubt that the snapshot did not hold."""
    known = {hit.soort for hit in let_op(treffers_in(plaatsteksten(snapshot), speurlijst))}
    hits = treffers_in_pdf(pdf, speurlijst, logkop=snapshot.blad.logkop)
    refused = [*blokkeert(hits), *(hit for hit in let_op(hits) if hit.soort not in known)]
    if refused:
        raise ReleaseRefused(list(dict.fromkeys(hit.zin for hit in refused)))


def preview(snapshot: Snapshot) -> bytes:
    """The pages as they would be, with copy number "voorbeeld"; not registered, for the screen only."""
    from veiligheidsadvies.printing import render

    _check_snapshot(snapshot, ())
    blad = replace(snapshot.blad, exemplaar=0, van=0, nummer=VOORBEELD, logkop=VOORBEELD, has_qr=False)
    return render.render(replace(snapshot, blad=blad))


def _check_snapshot(snapshot: Snapshot, hunted: tuple[Gezocht, ...]) -> None:
    signs = missing_signs("\n".join(texts_of(snapshot)))
    if signs:
        raise UnprintableText(signs)
    if isinstance(snapshot, Maatregelenplan | Samenvatting | OpdrachtStuk | Jaarstuk):
        reconcile(snapshot)
    places = places_in(snapshot, hunted) if hunted else []
    if places:
        raise ReleaseRefused(places)
