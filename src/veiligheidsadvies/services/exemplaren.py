"""Use cases on the register of copies: what is outside, what is overdue, what became of it, and a reprint."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path

from veiligheidsadvies.domain.aanvraag import Aanvraag as Offerteaanvraag
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import InvalidInput, NotFound
from veiligheidsadvies.domain.exemplaar import VERVOLG, Afloop, Exemplaar, ExemplaarId, Exemplaarregel
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.snapshot_json import LAYOUT, Leverancierstuk, Snapshot, from_dict
from veiligheidsadvies.printing.snapshots import Geheimhoudingsverklaring
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.exemplaar_zoeken import Vondst, recognise, recognise_file
from veiligheidsadvies.services.leveranciers import LeverancierService
from veiligheidsadvies.services.leverancierstukken import LeverancierstukkenService
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import preview, produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import Aanvraag, Ontvanger, Uitgifte, Uitgiftegegevens
from veiligheidsadvies.storage import records

_NEWEST = "uitgegeven_op DESC, id DESC"


@dataclass(frozen=True, slots=True)
class ExemplarenService:
    """One public method is one user action."""

    context: Context

    def list_all(self) -> list[Exemplaarregel]:
        """Every copy ever numbered, newest first."""
        return records.list_where(self.context.connection, Exemplaarregel, order=_NEWEST)

    def list_of_dossier(self, dossier_id: DossierId) -> list[Exemplaarregel]:
        """Copies of the papers of one dossier, newest first."""
        return records.list_where(
            self.context.connection, Exemplaarregel, "dossier_id = ?", (dossier_id,), order=_NEWEST
        )

    def list_outside(self) -> list[Exemplaarregel]:
        """Copies that are out of the room, the one due first in front."""
        return records.list_where(
            self.context.connection,
            Exemplaarregel,
            "afloop = ?",
            (Afloop.BUITEN.value,),
            order="coalesce(retour_voor, '9999'), id",
        )

    def list_overdue(self) -> list[Exemplaarregel]:
        """Copies that should have been back before today."""
        today = self.context.today
        return [
            copy for copy in self.list_outside() if copy.retour_voor is not None and copy.retour_voor < today
        ]

    def get(self, exemplaar_id: int) -> Exemplaar:
        """The copy with this id; NotFound when there is none."""
        return records.get(self.context.connection, Exemplaar, ExemplaarId(exemplaar_id))

    def find(self, nummer: str) -> Exemplaar | None:
        """The copy with this number, typed or scanned from its QR code."""
        return records.find_where(self.context.connection, Exemplaar, "nummer = ?", (nummer.strip(),))

    def get_by_number(self, nummer: str) -> Exemplaar:
        """As `find`; NotFound when there is none."""
        found = self.find(nummer)
        if found is None:
            raise NotFound(nummer.strip())
        return found

    def find_by_content(self, tekst: str) -> Vondst:
        """The copies that fit what was read on a found sheet: a number, log head, hash, or any words of it.

        Logged as a search, without what was looked for.
        """
        return recognise(self.begin_search(), tekst)

    def find_by_file(self, path: Path) -> Vondst:
        """The copy that was this file when it left, else the copies that its pages fit; FileUnreadable."""
        return recognise_file(self.begin_search(), path)

    def begin_search(self) -> list[Exemplaar]:
        """All copies with what stands on them, for `recognise` beside a window; logged as a search."""
        self.context.vault.note("zoeken", Exemplaar.TABEL, origin=self.context.origin)
        return records.list_where(self.context.connection, Exemplaar, order=_NEWEST)

    def layout(self, copy: Exemplaar) -> int:
        """The version of the layout in which a copy was printed; 0 when its content was not kept."""
        return int(json.loads(copy.snapshot)["opmaak"]) if copy.snapshot else 0

    def is_of_older_layout(self, copy: Exemplaar) -> bool:
        """Whether a reprint has the same text in a newer layout."""
        return 0 < self.layout(copy) < LAYOUT

    def list_reprints(self, exemplaar_id: int) -> list[Exemplaarregel]:
        """The copies that were printed again from this one, oldest first."""
        return records.list_where(
            self.context.connection, Exemplaarregel, "herdruk_van = ?", (exemplaar_id,), order="id"
        )

    def find_original(self, copy: Exemplaarregel) -> Exemplaar | None:
        """The copy of which this one is a reprint."""
        return None if copy.herdruk_van is None else self.get(int(copy.herdruk_van))

    def belongs_to(self, copy: Exemplaarregel) -> str:
        """What the copy is about: an order, a request, a supplier or a dossier code; "" for the house."""
        connection = self.context.connection
        if copy.opdracht_id is not None:
            return records.get(connection, Opdracht, copy.opdracht_id).nummer
        if copy.aanvraag_id is not None:
            return records.get(connection, Offerteaanvraag, copy.aanvraag_id).nummer
        if copy.leverancier_id is not None:
            return records.get(connection, Leverancier, copy.leverancier_id).naam
        return records.get(connection, Dossier, copy.dossier_id).code if copy.dossier_id else ""

    def settle(
        self, exemplaar_id: int, afloop: Afloop, *, op: dt.date | None = None, getuige: str = ""
    ) -> Changes:
        """Returned, destroyed (asks a witness) or lost, on a day (default today); a lost one may turn up.

        InvalidInput for a day before the issue or after today, and for what a copy cannot become any more
        (a destroyed one stays destroyed).
        """
        copy = self.get(exemplaar_id)
        day = op or self.context.today
        problems = _problems(copy, afloop, day, getuige, self.context.today)
        if problems:
            raise InvalidInput(problems)
        settled = replace(copy, afloop=afloop, afloop_op=day, getuige=getuige.strip())
        return self.context.save(settled, f"Exemplaar {afloop.value}")

    def extend(self, exemplaar_id: int, retour_voor: dt.date) -> Changes:
        """Another day before which a copy that is outside must be back; InvalidInput before its issue."""
        copy = self.get(exemplaar_id)
        problems = [*_before_issue(copy, "retour_voor", retour_voor)]
        if copy.afloop is not Afloop.BUITEN:
            problems.append(Problem("retour_voor", "exemplaar_afgerond", {"stand": copy.afloop.value}))
        if problems:
            raise InvalidInput(problems)
        return self.context.save(replace(copy, retour_voor=retour_voor), "Retourdatum verschoven")

    def snapshot(self, exemplaar_id: int) -> Snapshot:
        """What the copy says, with its number and log head; NotFound when its content was destroyed."""
        copy = self.get(exemplaar_id)
        if not copy.snapshot:
            raise NotFound(copy.nummer)
        found = from_dict(json.loads(copy.snapshot))
        return replace(found, blad=replace(found.blad, logkop=copy.logkop))

    def read(self, exemplaar_id: int) -> Snapshot:
        """As `snapshot`, for somebody who is going to look at it: logged as a read."""
        copy = self.get(exemplaar_id)
        self.context.vault.note(
            "lezen", f"{Exemplaar.TABEL}:{copy.id}", dossier_id=copy.dossier_id, origin=self.context.origin
        )
        return self.snapshot(exemplaar_id)

    def preview(self, exemplaar_id: int) -> bytes:
        """The content of a copy as pages for the screen, logged as a read."""
        return preview(self.read(exemplaar_id))

    def reprint(self, exemplaar_id: int, gegevens: Uitgiftegegevens) -> Uitgifte:
        """The same text for the same reader under a new number; raises what `UitgifteService.issue` does."""
        issuing = UitgifteService(self.context)
        registered = issuing.enrol(verify(self.request_reprint(exemplaar_id, gegevens)))
        return issuing.finish(registered, lambda: produce(registered))

    def request_reprint(self, exemplaar_id: int, gegevens: Uitgiftegegevens) -> Aanvraag:
        """The first step of `reprint`; `verify` and `StukkenService.enrol` follow."""
        copy, snapshot = self.get(exemplaar_id), self.snapshot(exemplaar_id)
        if isinstance(snapshot, Leverancierstuk):
            asked = LeverancierstukkenService(self.context).request_again(copy, snapshot, gegevens)
        elif isinstance(snapshot, Geheimhoudingsverklaring):
            asked = LeverancierService(self.context).request_again(copy, snapshot, gegevens)
        else:
            issuing = UitgifteService(self.context)
            asked = issuing.request(snapshot, copy.dossier_id, _reader(copy), gegevens)
        return replace(asked, herdruk_van=copy.id)


def _reader(copy: Exemplaarregel) -> Ontvanger:
    return Ontvanger(naam=copy.ontvanger, is_eigen=copy.is_eigen, leverancier_id=copy.leverancier_id)


def _problems(
    copy: Exemplaarregel, afloop: Afloop, day: dt.date, getuige: str, today: dt.date
) -> list[Problem]:
    found = [Problem("afloop", "verplicht")] if afloop is Afloop.BUITEN else []
    if not found and afloop not in VERVOLG[copy.afloop]:
        found.append(Problem("afloop", "exemplaar_afgerond", {"stand": copy.afloop.value}))
    too_early = _before_issue(copy, "afloop_op", day)
    found += too_early
    if not too_early and day > today:
        found.append(Problem("afloop_op", "datum_toekomst", {"datum": today}))
    if afloop is Afloop.VERNIETIGD and not getuige.strip():
        found.append(Problem("getuige", "verplicht"))
    return found


def _before_issue(copy: Exemplaarregel, field: str, day: dt.date) -> list[Problem]:
    issued = copy.uitgegeven_op.date()
    if issued <= day:
        return []
    return [Problem(field, "datum_volgorde", {"veld": "Uitgegeven op", "datum": issued})]
