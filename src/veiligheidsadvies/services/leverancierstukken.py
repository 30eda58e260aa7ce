"""Use cases on the papers for a supplier: what they say, whether they may leave, and numbered copies of them.

An order leaves when a second person signed it; an address only to who promised secrecy (rule R7). What may
stand on them is judged twice, before a number is used and in the finished file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from veiligheidsadvies.domain.aanvraag import Aanvraag as Offerteaanvraag
from veiligheidsadvies.domain.aanvraag import AanvraagId, Aanvraagregel, Offerte
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import (
    AkkoordKloptNiet,
    GeheimhoudingOntbreekt,
    InvalidInput,
    NotFound,
    OpdrachtNietGetekend,
)
from veiligheidsadvies.domain.exemplaar import Exemplaar, Exemplaarregel, SoortDocument
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.opdracht import (
    LOPEND,
    Opdracht,
    OpdrachtId,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.leverancier_snapshots import AdresbijlageStuk
from veiligheidsadvies.printing.snapshot_json import Leverancierstuk as Snapshot
from veiligheidsadvies.services.adresbijlage_stuk import (
    adresbijlage_stuk,
    due_words,
    find_appointment,
    last_day,
)
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.offerteaanvraag_stuk import offerteaanvraag_stuk, offerteaanvraag_van
from veiligheidsadvies.services.opdracht_akkoord import Opdrachtcontrole
from veiligheidsadvies.services.opdracht_stuk import (
    get_version,
    inhoud_sha256,
    opdracht_uit_inhoud,
    opdracht_van_versie,
)
from veiligheidsadvies.services.opleverstaat_stuk import opleverstaat_stuk
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import preview, produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import (
    Aanvraag,
    Geregistreerd,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)
from veiligheidsadvies.services.vrijgave_akkoord import (
    Twijfelstuk,
    Vrijgaveakkoorden,
    content_sha256,
    twijfels_in,
)
from veiligheidsadvies.services.vrijgave_leverancier import (
    Gezochtlijst,
    LeverancierVrijgave,
    Treffer,
    plaatsteksten,
    treffers_in,
)
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold

_GETEKEND = frozenset({Versiestand.AKKOORD, Versiestand.GEGEVEN})
_LOOPT = frozenset({Opdrachtstand.AKKOORD, *LOPEND, Opdrachtstand.AFGEROND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverancierstuk:
    """Which paper: of an order (`versie` None: the newest that was signed) or of a request to a supplier."""

    document: SoortDocument
    opdracht_id: OpdrachtId | None = None
    versie: int | None = None
    aanvraag_id: AanvraagId | None = None
    leverancier_id: LeverancierId | None = None


@dataclass(frozen=True, slots=True)
class LeverancierstukkenService:
    """One public method is one user action.

    In a window: `request`, then `verify` in a job, `enrol`, `produce` in a job and `complete` of issuing.
    """

    context: Context
    vrijgave: LeverancierVrijgave | None = field(default=None, compare=False)

    def of_order(self, document: SoortDocument, nummer: str) -> Leverancierstuk:
        """The paper of the order with this number; NotFound. A request is the one that led to the order."""
        opdracht = records.find_where(
            self.context.connection, Opdracht, "nummer = ?", (nummer.strip().upper(),)
        )
        if opdracht is None:
            raise NotFound(nummer.strip())
        if document is not SoortDocument.OFFERTEAANVRAAG:
            return Leverancierstuk(document=document, opdracht_id=OpdrachtId(opdracht.id or 0))
        if opdracht.offerte_id is None:
            raise NotFound(f"{SoortDocument.OFFERTEAANVRAAG.woord} van {opdracht.nummer}")
        offerte = records.get(self.context.connection, Offerte, opdracht.offerte_id)
        return Leverancierstuk(
            document=document, aanvraag_id=offerte.aanvraag_id, leverancier_id=offerte.leverancier_id
        )

    def of_request(self, nummer: str, leverancier: str) -> Leverancierstuk:
        """The request with this number to the supplier of this name, or to the only one; NotFound.

        InvalidInput when there are more suppliers and none of them is called so.
        """
        connection = self.context.connection
        asked = records.find_where(connection, Offerteaanvraag, "nummer = ?", (nummer.strip().upper(),))
        if asked is None:
            raise NotFound(nummer.strip())
        ids = [
            one.leverancier_id
            for one in records.list_where(connection, Offerte, "aanvraag_id = ?", (asked.id,))
        ]
        called = [
            one
            for one in ids
            if one and fold(records.get(connection, Leverancier, one).naam) == fold(leverancier)
        ]
        chosen = called or ids
        if len(chosen) != 1:
            raise InvalidInput([Problem("ontvanger", "onbekend")])
        return Leverancierstuk(
            document=SoortDocument.OFFERTEAANVRAAG,
            aanvraag_id=AanvraagId(asked.id or 0),
            leverancier_id=chosen[0],
        )

    def snapshot(self, stuk: Leverancierstuk, ontvanger: Ontvanger) -> Snapshot:
        """What the paper says to this reader; NotFound, InvalidInput, AdresOntbreekt."""
        if stuk.document is SoortDocument.OFFERTEAANVRAAG:
            return offerteaanvraag_stuk(
                self.context,
                stuk.aanvraag_id or AanvraagId(0),
                stuk.leverancier_id or LeverancierId(0),
                ontvanger,
            )
        order = stuk.opdracht_id or OpdrachtId(0)
        if stuk.document is SoortDocument.OPDRACHT:
            return opdracht_van_versie(self.context, order, self._version(stuk), ontvanger)
        if stuk.document is SoortDocument.ADRESBIJLAGE:
            return adresbijlage_stuk(self.context, order, ontvanger)
        if stuk.document is SoortDocument.OPLEVERSTAAT:
            return opleverstaat_stuk(self.context, order, ontvanger)
        raise ValueError(stuk.document)

    def preview(self, stuk: Leverancierstuk, ontvanger: Ontvanger) -> bytes:
        """The PDF with copy number "voorbeeld", for the screen only; not registered. UnprintableText."""
        return preview(self.snapshot(stuk, ontvanger))

    def treffers(self, stuk: Leverancierstuk, ontvanger: Ontvanger) -> tuple[Treffer, ...]:
        """What on this paper may not stand there, or only with a reason; before a number is used."""
        snapshot = self.snapshot(stuk, ontvanger)
        return treffers_in(plaatsteksten(snapshot), self._hunted(stuk, snapshot))

    def compose(self, stuk: Leverancierstuk, ontvanger: Ontvanger) -> tuple[bytes, tuple[Treffer, ...]]:
        """`preview` and `treffers` of one reading of the records, for a screen that shows both."""
        snapshot = self.snapshot(stuk, ontvanger)
        hits = treffers_in(plaatsteksten(snapshot), self._hunted(stuk, snapshot))
        return preview(snapshot), hits

    def doubted(self, stuk: Leverancierstuk) -> Twijfelstuk:
        """What a second person must say yes to before this paper leaves; raises as `snapshot`."""
        supplier = records.get(self.context.connection, Leverancier, self._supplier(stuk) or 0)
        snapshot = self.snapshot(stuk, Ontvanger(naam=supplier.naam, leverancier_id=supplier.id))
        hits = treffers_in(plaatsteksten(snapshot), self._hunted(stuk, snapshot))
        return self._doubted(stuk, snapshot, hits)

    def doubted_request(
        self, aanvraag: Offerteaanvraag, regels: Sequence[Aanvraagregel], leverancier_id: LeverancierId
    ) -> Twijfelstuk:
        """The same of a request as it stands on the screen, saved or not."""
        snapshot = offerteaanvraag_van(self.context, aanvraag, regels, leverancier_id)
        hunted = self._search.gezocht(
            aanvraag.dossier_id, leverancier_id, briefhoofd=(snapshot.blad.organisatie,)
        )
        supplier = records.get(self.context.connection, Leverancier, leverancier_id)
        return Twijfelstuk(
            naam=_called(snapshot, aanvraag.nummer, supplier),
            inhoud_sha256=content_sha256(snapshot),
            twijfels=twijfels_in(snapshot, treffers_in(plaatsteksten(snapshot), hunted)),
            dossier_id=aanvraag.dossier_id,
        )

    def request(self, stuk: Leverancierstuk, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Aanvraag:
        """The first step of `register`: whether it may leave, and what may not stand on it.

        Raises OpdrachtNietGetekend, AkkoordKloptNiet, GeheimhoudingOntbreekt, AdresOntbreekt and
        ReleaseReasonRequired beside what `UitgifteService.request` raises.
        """
        self._may_leave(stuk, ontvanger)
        snapshot = self.snapshot(stuk, ontvanger)
        if gegevens.retour_voor is None:
            gegevens = replace(gegevens, retour_voor=self.due(stuk))
        elif isinstance(snapshot, AdresbijlageStuk):
            snapshot = replace(snapshot, retour=due_words(gegevens.retour_voor))
        return self._ask(stuk, snapshot, ontvanger, gegevens)

    def request_again(self, copy: Exemplaar, snapshot: Snapshot, gegevens: Uitgiftegegevens) -> Aanvraag:
        """The first step of a reprint of the same text; what forbids a new copy forbids this too."""
        stuk = Leverancierstuk(
            document=copy.document,
            opdracht_id=copy.opdracht_id,
            aanvraag_id=copy.aanvraag_id,
            leverancier_id=copy.leverancier_id,
        )
        reader = Ontvanger(naam=copy.ontvanger)
        self._may_leave(stuk, reader)
        return self._ask(stuk, snapshot, reader, gegevens)

    def _ask(
        self,
        stuk: Leverancierstuk,
        snapshot: Snapshot,
        ontvanger: Ontvanger,
        gegevens: Uitgiftegegevens,
    ) -> Aanvraag:
        hunted = self._hunted(stuk, snapshot)
        hits = treffers_in(plaatsteksten(snapshot), hunted)
        gegevens = Vrijgaveakkoorden(self.context).released(self._doubted(stuk, snapshot, hits), gegevens)
        reader = replace(
            ontvanger,
            leverancier_id=self._supplier(stuk),
            aanvraag_id=stuk.aanvraag_id,
            opdracht_id=stuk.opdracht_id,
        )
        asked = UitgifteService(self.context).request(snapshot, self.dossier_of(stuk), reader, gegevens)
        return replace(asked, gezocht=(), speurlijst=hunted)

    def register(
        self, stuk: Leverancierstuk, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Geregistreerd:
        """Give the copy its number; before that ReleaseRefused, UnprintableText, what `request` raises."""
        return UitgifteService(self.context).enrol(verify(self.request(stuk, ontvanger, gegevens)))

    def issue(self, stuk: Leverancierstuk, ontvanger: Ontvanger, gegevens: Uitgiftegegevens) -> Uitgifte:
        """A numbered copy; when its finished file is refused it stays in the register as destroyed."""
        registered = self.register(stuk, ontvanger, gegevens)
        return UitgifteService(self.context).finish(registered, lambda: produce(registered))

    def file_name(self, stuk: Leverancierstuk) -> str:
        """Numbers only: `OPD-2026-014.pdf`, `OPD-2026-014-wijziging-1.pdf`, `OPD-2026-014-bijlage.pdf`."""
        number = self._number(stuk)
        if stuk.aanvraag_id is not None:
            return f"{number}.pdf"
        if stuk.document is SoortDocument.ADRESBIJLAGE:
            return f"{number}-bijlage.pdf"
        if stuk.document is SoortDocument.OPLEVERSTAAT:
            return f"{number}-oplevering.pdf"
        version = self._version(stuk)
        return f"{number}-wijziging-{version}.pdf" if version else f"{number}.pdf"

    def due(self, stuk: Leverancierstuk) -> dt.date | None:
        """The day before which it must be back, when the work itself tells; never one that has passed."""
        if stuk.aanvraag_id is not None:
            day = records.get(self.context.connection, Offerteaanvraag, stuk.aanvraag_id).reageren_voor
        else:
            order = self._order(stuk)
            visit = find_appointment(self.context, OpdrachtId(order.id or 0))
            ready = order.gereed_voor + dt.timedelta(days=1) if order.gereed_voor else None
            day = last_day(visit) or ready
        return day if day is None or day >= self.context.today else None

    def dossier_of(self, stuk: Leverancierstuk) -> DossierId | None:
        """Of which dossier the order or request is; NotFound."""
        if stuk.aanvraag_id is not None:
            return records.get(self.context.connection, Offerteaanvraag, stuk.aanvraag_id).dossier_id
        return self._order(stuk).dossier_id

    def copies(self, opdracht_id: OpdrachtId) -> list[Exemplaarregel]:
        """All copies of the papers of one order, newest first."""
        return records.list_where(
            self.context.connection, Exemplaarregel, "opdracht_id = ?", (opdracht_id,), order="id DESC"
        )

    @property
    def _search(self) -> LeverancierVrijgave:
        return self.vrijgave or LeverancierVrijgave(self.context)

    def _supplier(self, stuk: Leverancierstuk) -> LeverancierId | None:
        return stuk.leverancier_id if stuk.opdracht_id is None else self._order(stuk).leverancier_id

    def _number(self, stuk: Leverancierstuk) -> str:
        if stuk.aanvraag_id is not None:
            return records.get(self.context.connection, Offerteaanvraag, stuk.aanvraag_id).nummer
        return self._order(stuk).nummer

    def _order(self, stuk: Leverancierstuk) -> Opdracht:
        return records.get(self.context.connection, Opdracht, stuk.opdracht_id or 0)

    def _versions(self, stuk: Leverancierstuk) -> list[Opdrachtversie]:
        return records.list_where(
            self.context.connection, Opdrachtversie, "opdracht_id = ?", (stuk.opdracht_id,), order="nummer"
        )

    def _version(self, stuk: Leverancierstuk) -> int:
        if stuk.versie is not None:
            return stuk.versie
        signed = [one.nummer for one in self._versions(stuk) if one.stand in _GETEKEND]
        return signed[-1] if signed else 0

    def _may_leave(self, stuk: Leverancierstuk, ontvanger: Ontvanger) -> None:
        """Whether the conditions of this paper hold: signed by two, and secrecy promised for an address."""
        if stuk.opdracht_id is not None:
            wrong = Opdrachtcontrole(self.context).find_wrong(stuk.opdracht_id)
            if wrong:
                raise AkkoordKloptNiet(wrong)
        if stuk.document is SoortDocument.OPDRACHT:
            self._check_signed(stuk)
        elif stuk.document is SoortDocument.OPLEVERSTAAT and self._order(stuk).stand not in _LOOPT:
            raise OpdrachtNietGetekend
        elif stuk.document is SoortDocument.ADRESBIJLAGE:
            self._check_secrecy(self._order(stuk), ontvanger)

    def _check_secrecy(self, order: Opdracht, ontvanger: Ontvanger) -> None:
        """Rule R7, and only into the hands of somebody who signed along, when it is known who did."""
        if order.stand not in _LOOPT - {Opdrachtstand.AFGEROND}:
            raise OpdrachtNietGetekend
        supplier = records.get(self.context.connection, Leverancier, order.leverancier_id or 0)
        if not supplier.has_valid_ghv(self.context.today):
            raise GeheimhoudingOntbreekt
        signed = {fold(name) for name in supplier.personen}
        if signed and ontvanger.naam.strip() and fold(ontvanger.naam.strip()) not in signed:
            raise InvalidInput([Problem("ontvanger", "niet_getekend")])

    def _check_signed(self, stuk: Leverancierstuk) -> None:
        """What was signed must be what is printed, to the letter."""
        version = get_version(self.context, stuk.opdracht_id or OpdrachtId(0), self._version(stuk))
        is_whole = bool(version.inhoud) and inhoud_sha256(version.inhoud) == version.inhoud_sha256
        if version.stand not in _GETEKEND or not is_whole:
            raise OpdrachtNietGetekend

    def _hunted(self, stuk: Leverancierstuk, snapshot: Snapshot) -> Gezochtlijst:
        """The one door to the release check; the annex is there to tell its own address.

        The reader is searched as everything else: only the supplier and his people are known to be readers.
        """
        return self._search.gezocht(
            self.dossier_of(stuk),
            self._supplier(stuk),
            briefhoofd=(snapshot.blad.organisatie,),
            adres=snapshot.adres if isinstance(snapshot, AdresbijlageStuk) else (),
        )

    def _doubted(self, stuk: Leverancierstuk, snapshot: Snapshot, hits: Sequence[Treffer]) -> Twijfelstuk:
        supplier = records.get(self.context.connection, Leverancier, self._supplier(stuk) or 0)
        return Twijfelstuk(
            naam=_called(snapshot, self._number(stuk), supplier),
            inhoud_sha256=content_sha256(snapshot),
            twijfels=twijfels_in(snapshot, hits, self._signed_texts(stuk, snapshot)),
            dossier_id=self.dossier_of(stuk),
            opdracht_id=stuk.opdracht_id,
        )

    def _signed_texts(self, stuk: Leverancierstuk, snapshot: Snapshot) -> Iterator[str]:
        """The texts of an order of which the second person signed that they stay, with the reason why."""
        if stuk.opdracht_id is None:
            return
        for version in self._versions(stuk):
            if version.stand in _GETEKEND and version.vrijgave_reden.strip():
                with contextlib.suppress(ValueError):  # what is no order any more was not signed like that
                    signed = opdracht_uit_inhoud(version.inhoud, snapshot.blad)
                    yield from (one.tekst for one in plaatsteksten(signed))


def _called(snapshot: Snapshot, number: str, supplier: Leverancier) -> str:
    """Which paper it is, in the words of a decision."""
    title = snapshot.titel if number in snapshot.titel else f"{snapshot.titel} {number}"
    return f"{title} aan {supplier.naam}"
