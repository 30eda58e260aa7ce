"""What one looks at: the list of orders with what is next, and everything of one order. Reading only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from veiligheidsadvies.domain.aantal import GEEN, Aantal
from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord, WijzeAkkoord
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.exemplaar import Exemplaarregel
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import (
    IN_VOORBEREIDING,
    LOPEND,
    Opdracht,
    OpdrachtId,
    Opdrachtovergang,
    Opdrachtregel,
    Opdrachtstand,
    Opdrachtversie,
    Totaal,
    Versiestand,
    totals,
)
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering, Restpunt
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_akkoord import Opdrachtcontrole
from veiligheidsadvies.services.opdracht_poorten import Poorten
from veiligheidsadvies.services.opdracht_regels import effective
from veiligheidsadvies.services.opdracht_voorstel import subject_of
from veiligheidsadvies.services.vrijgave_leverancier import LeverancierVrijgave
from veiligheidsadvies.storage import opdracht_table, records

V = TypeVar("V", Aantal, Bedrag)
_VOLGENDE = {
    Opdrachtstand.CONCEPT: "voorleggen voor akkoord",
    Opdrachtstand.VOORGELEGD: "wacht op akkoord",
    Opdrachtstand.AKKOORD: "opdracht geven",
    Opdrachtstand.GEGEVEN: "afspraak maken",
    Opdrachtstand.INGEPLAND: "oplevering vastleggen",
    Opdrachtstand.DEELS_OPGELEVERD: "rest opleveren",
    Opdrachtstand.OPGELEVERD: "factuur en afronden",
}

_VOLGENDE_WIJZIGING = {
    Versiestand.CONCEPT: "wijziging voorleggen",
    Versiestand.VOORGELEGD: "wijziging wacht op akkoord",
    Versiestand.AKKOORD: "wijziging geven",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtlijn:
    """One order in the list; `te_laat` past its day while not delivered; `akkoord` is how."""

    opdracht: Opdracht
    dossiercode: str
    leverancier: str
    totaal: Totaal
    regels: int
    volgende: str
    te_laat: bool
    akkoord: WijzeAkkoord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtregelbeeld:
    """One line as it stands now, with what came of it; `gefactureerd` incl. btw, less credits."""

    regel: Opdrachtregel
    geleverd: Aantal
    gefactureerd: Bedrag
    maatregel: Maatregel


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdrachtbeeld:
    """Everything of one order; `huidige` is the newest version, `wijziging` its lines until it is given.

    `akkoord_bezwaar` says in a few words what is wrong with an approval of it, "" when all of them hold.
    """

    opdracht: Opdracht
    dossier: Dossier
    leverancier: Leverancier
    versies: tuple[Opdrachtversie, ...]
    huidige: Opdrachtversie
    regels: tuple[Opdrachtregelbeeld, ...]
    wijziging: tuple[Opdrachtregel, ...]
    totaal: Totaal
    bevindingen: tuple[Bevinding, ...]
    afspraak: Afspraak | None
    opleveringen: tuple[Oplevering, ...]
    restpunten: tuple[Restpunt, ...]
    facturen: tuple[Factuur, ...]
    exemplaren: tuple[Exemplaarregel, ...]
    historie: tuple[Opdrachtovergang, ...]
    akkoord: Akkoord | None
    is_akkoord_vervallen: bool
    akkoord_bezwaar: str
    volgende: str
    te_laat: bool


@dataclass(frozen=True, slots=True)
class Opdrachtlezer:
    """Reads orders; writes nothing."""

    context: Context
    vrijgave: LeverancierVrijgave

    def list_lijnen(self, dossier_id: DossierId | None = None) -> list[Opdrachtlijn]:
        """Orders, the newest first; of one dossier or of all."""
        where, values = ("1", ()) if dossier_id is None else ("dossier_id = ?", (dossier_id,))
        connection = self.context.connection
        orders = records.list_where(connection, Opdracht, where, values, order="id DESC")
        codes = {one.id: one.code for one in records.list_where(connection, Dossier)}
        names = {one.id: one.naam for one in records.list_where(connection, Leverancier)}
        lines: dict[int, list[Opdrachtregel]] = {}
        for regel in records.list_where(connection, Opdrachtregel, where, values):
            lines.setdefault(regel.opdracht_id or 0, []).append(regel)
        versions: dict[int, list[Opdrachtversie]] = {}
        for versie in records.list_where(connection, Opdrachtversie, where, values, order="nummer"):
            versions.setdefault(versie.opdracht_id or 0, []).append(versie)
        ways = {one.id: one.wijze for one in records.list_where(connection, Akkoord, "opdracht_id NOT NULL")}
        found = []
        for order in orders:
            line = self._line(
                order,
                lines.get(order.id or 0, []),
                versions[order.id or 0],
                code=codes.get(order.dossier_id, ""),
                name=names.get(order.leverancier_id, ""),
            )
            given = [one.akkoord_id for one in versions[order.id or 0] if one.akkoord_id is not None]
            found.append(replace(line, akkoord=ways.get(given[-1])) if given else line)
        return found

    def beeld(self, opdracht_id: OpdrachtId) -> Opdrachtbeeld:
        """One order with all that hangs on it; NotFound when it is gone."""
        connection = self.context.connection
        order = records.get(connection, Opdracht, opdracht_id)
        versies = self.versies(opdracht_id)
        huidige = versies[-1]
        standing = self.standing(opdracht_id)
        wijziging = self._pending(opdracht_id, huidige)
        akkoord = self._approval(huidige)
        return Opdrachtbeeld(
            opdracht=order,
            dossier=records.get(connection, Dossier, order.dossier_id or 0),
            leverancier=records.get(connection, Leverancier, order.leverancier_id or 0),
            versies=tuple(versies),
            huidige=huidige,
            regels=tuple(self._lines(opdracht_id, standing)),
            wijziging=tuple(wijziging),
            totaal=totals(standing),
            bevindingen=tuple(self._findings(order, huidige, standing, wijziging)),
            afspraak=self._appointment(opdracht_id),
            opleveringen=tuple(self.deliveries(opdracht_id)),
            restpunten=tuple(self.points(opdracht_id)),
            facturen=tuple(self._of(Factuur, opdracht_id, "datum, id")),
            exemplaren=tuple(self._of(Exemplaarregel, opdracht_id, "id DESC")),
            historie=tuple(self._of(Opdrachtovergang, opdracht_id, "id DESC")),
            akkoord=akkoord,
            is_akkoord_vervallen=akkoord is None and self._was_approved(order, huidige),
            akkoord_bezwaar=Opdrachtcontrole(self.context).find_wrong(opdracht_id),
            volgende=_next(order, huidige),
            te_laat=is_late(order, self.context.today),
        )

    def find_akkoord(self, opdracht_id: OpdrachtId) -> Akkoord | None:
        """The approval of the newest version that has one."""
        given = [one for one in self.versies(opdracht_id) if one.akkoord_id is not None]
        return self._approval(given[-1]) if given else None

    def get(self, opdracht_id: OpdrachtId) -> Opdracht:
        """The order with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Opdracht, opdracht_id)

    def every_version(self, opdracht_id: OpdrachtId) -> list[Opdrachtversie]:
        """The original and its changes, oldest first."""
        return self._of(Opdrachtversie, opdracht_id, "nummer")

    def versies(self, opdracht_id: OpdrachtId) -> list[Opdrachtversie]:
        """The same without changes that were withdrawn."""
        found = self.every_version(opdracht_id)
        return [one for one in found if one.nummer == 0 or one.stand is not Versiestand.INGETROKKEN]

    def versie(self, opdracht_id: OpdrachtId, nummer: int) -> Opdrachtversie:
        """One version; NotFound when there is none."""
        found = self.find_version(opdracht_id, nummer)
        if found is None:
            raise NotFound(Opdrachtversie.TABEL)
        return found

    def find_version(self, opdracht_id: OpdrachtId, nummer: int) -> Opdrachtversie | None:
        """One version, None when there is none yet."""
        return next((one for one in self.versies(opdracht_id) if one.nummer == nummer), None)

    def points(self, opdracht_id: OpdrachtId) -> list[Restpunt]:
        """What is or was left to do, the open ones first by their day."""
        return self._of(Restpunt, opdracht_id, "gereed_op IS NOT NULL, termijn IS NULL, termijn, id")

    def deliveries(self, opdracht_id: OpdrachtId) -> list[Oplevering]:
        """Deliveries, oldest first."""
        return self._of(Oplevering, opdracht_id, "opgeleverd_op, id")

    def lines_of(self, opdracht_id: OpdrachtId, versie: int) -> list[Opdrachtregel]:
        """The lines of one version, as they were entered."""
        return records.list_where(
            self.context.connection,
            Opdrachtregel,
            "opdracht_id = ? AND versie = ?",
            (opdracht_id, versie),
            order="volgorde, id",
        )

    def standing(self, opdracht_id: OpdrachtId) -> list[Opdrachtregel]:
        """What is ordered by the original and every change that was given, one line a root."""
        counting = {0} | {one.nummer for one in self.versies(opdracht_id) if one.stand is Versiestand.GEGEVEN}
        lines: list[Opdrachtregel] = self._of(Opdrachtregel, opdracht_id, "versie, volgorde, id")
        return effective(one for one in lines if one.versie in counting)

    def wanted(self, opdracht_id: OpdrachtId, versie: Opdrachtversie) -> list[Opdrachtregel]:
        """What is ordered in the end when this version is given."""
        if versie.nummer == 0:
            return self.lines_of(opdracht_id, 0)
        standing = self.standing(opdracht_id)
        if versie.stand is Versiestand.GEGEVEN:
            return standing
        return effective([*standing, *self.lines_of(opdracht_id, versie.nummer)])

    def lines(self, opdracht_id: OpdrachtId) -> list[Opdrachtregelbeeld]:
        """What is ordered now, with what was delivered and billed of each line."""
        return self._lines(opdracht_id, self.standing(opdracht_id))

    def _lines(self, opdracht_id: OpdrachtId, standing: Sequence[Opdrachtregel]) -> list[Opdrachtregelbeeld]:
        connection = self.context.connection
        roots = {one.id: one.wijzigt_id or one.id for one in self._of(Opdrachtregel, opdracht_id, "id")}
        delivered = _by_root(opdracht_table.delivered(connection, opdracht_id), roots)
        billed = _by_root(opdracht_table.billed(connection, opdracht_id), roots)
        return [
            Opdrachtregelbeeld(
                regel=one,
                geleverd=delivered.get(one.id or 0, GEEN),
                gefactureerd=billed.get(one.id or 0, NIHIL),
                maatregel=records.get(connection, Maatregel, one.maatregel_id or 0),
            )
            for one in standing
        ]

    def _findings(
        self,
        order: Opdracht,
        huidige: Opdrachtversie,
        standing: Sequence[Opdrachtregel],
        wijziging: Sequence[Opdrachtregel],
    ) -> list[Bevinding]:
        if order.stand not in IN_VOORBEREIDING and not (order.stand in LOPEND and wijziging):
            return []
        poorten = Poorten(self.context, self.vrijgave)
        lines = effective([*standing, *wijziging]) if wijziging else standing
        before = standing if huidige.nummer else None
        found = poorten.findings(
            order, lines, day=self.context.today, before=before, omschrijving=huidige.omschrijving
        )
        return [*found, *self.second_person(order, huidige)]

    def second_person(self, order: Opdracht, versie: Opdrachtversie) -> list[Bevinding]:
        """That a yes is still asked, or that it lapsed."""
        if versie.akkoord_id is not None:
            return []
        code = "akkoord_vervallen" if self._was_approved(order, versie) else "akkoord_nog"
        return [Bevinding(regel="vier ogen", ernst=Ernst.LET_OP, code=code)]

    def _pending(self, opdracht_id: OpdrachtId, huidige: Opdrachtversie) -> list[Opdrachtregel]:
        is_pending = huidige.nummer > 0 and huidige.stand is not Versiestand.GEGEVEN
        return self.lines_of(opdracht_id, huidige.nummer) if is_pending else []

    def _approval(self, versie: Opdrachtversie) -> Akkoord | None:
        if versie.akkoord_id is None:
            return None
        return records.get(self.context.connection, Akkoord, versie.akkoord_id)

    def _was_approved(self, order: Opdracht, versie: Opdrachtversie) -> bool:
        """An approval of this version exists that it does not hold on to any more."""
        given = records.list_where(
            self.context.connection,
            Akkoord,
            "opdracht_id = ? AND onderwerp = ?",
            (order.id, OnderwerpAkkoord.OPDRACHT.value),
        )
        subject = f"{subject_of(order, versie)} "
        return versie.akkoord_id is None and any(one.besluit.startswith(subject) for one in given)

    def _appointment(self, opdracht_id: OpdrachtId) -> Afspraak | None:
        found: list[Afspraak] = self._of(Afspraak, opdracht_id, "id DESC")
        return next((one for one in found if not one.is_vervallen), None)

    def _line(
        self,
        order: Opdracht,
        lines: Sequence[Opdrachtregel],
        versies: Sequence[Opdrachtversie],
        *,
        code: str,
        name: str,
    ) -> Opdrachtlijn:
        given = {0} | {one.nummer for one in versies if one.stand is Versiestand.GEGEVEN}
        standing = effective(one for one in lines if one.versie in given)
        newest = [one for one in versies if one.nummer == 0 or one.stand is not Versiestand.INGETROKKEN][-1]
        return Opdrachtlijn(
            opdracht=order,
            dossiercode=code,
            leverancier=name,
            totaal=totals(standing),
            regels=len(standing),
            volgende=_next(order, newest),
            te_laat=is_late(order, self.context.today),
        )

    def _of(self, kind: type[records.R], opdracht_id: OpdrachtId, order: str) -> list[records.R]:
        return records.list_where(
            self.context.connection, kind, "opdracht_id = ?", (opdracht_id,), order=order
        )


def _next(order: Opdracht, newest: Opdrachtversie) -> str:
    """What has to be done now, of a change when one is under way."""
    if order.stand in LOPEND and newest.nummer > 0 and newest.stand is not Versiestand.GEGEVEN:
        return _VOLGENDE_WIJZIGING[newest.stand]
    return _VOLGENDE.get(order.stand, "")


def is_late(order: Opdracht, day: dt.date) -> bool:
    """Not delivered whole on the day it had to be."""
    is_busy = order.stand in LOPEND and order.stand is not Opdrachtstand.OPGELEVERD
    return is_busy and order.gereed_voor is not None and order.gereed_voor < day


def _by_root(found: Mapping[int, V], roots: Mapping[Any, Any]) -> dict[int, V]:
    """Sums over a line and the changes of it."""
    summed: dict[int, Any] = {}
    for line, value in found.items():
        root = roots.get(line, line)
        summed[root] = summed[root] + value if root in summed else value
    return summed
