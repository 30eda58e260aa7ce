"""Use cases on words that may be a coincidence: what a second person is asked, and what he said.

The papers of one request are decided on together, for all suppliers that are asked.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.aanvraag import Aanvraag, AanvraagId, Aanvraagregel, Aanvraagstand, Offerte
from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.errors import UserError
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.leveranciers import LeverancierService
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk, LeverancierstukkenService
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.vrijgave import REDEN_VAN
from veiligheidsadvies.services.vrijgave_akkoord import HOE, Twijfelstuk, Vrijgaveakkoorden, voorstel_of
from veiligheidsadvies.services.vrijgave_leverancier import LeverancierVrijgave
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_full
from veiligheidsadvies.vault.integrity import CheckOutcome

_RULE = "vier ogen"
_OF_ORDER = (SoortDocument.OPDRACHT, SoortDocument.ADRESBIJLAGE, SoortDocument.OPLEVERSTAAT)
_OPEN = frozenset({Aanvraagstand.CONCEPT, Aanvraagstand.UITGEZET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vrijgavestand:
    """Papers with words that may be a coincidence, each with the yes that counts for it."""

    stukken: tuple[Twijfelstuk, ...]
    akkoorden: tuple[Akkoord | None, ...]
    is_vervallen: bool
    voorgesteld_door: str = ""

    @property
    def is_vrij(self) -> bool:
        """Nothing is doubted, or a second person said yes to all of it."""
        return None not in self.akkoorden

    @property
    def plaatsen(self) -> tuple[str, ...]:
        """Where the words stand and what they look like, without the words."""
        every = (twijfel.zin for one in self.stukken for twijfel in one.twijfels)
        return tuple(dict.fromkeys(every))

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """What is to be said of it; nothing when nothing is doubted."""
        given = [one for one in self.akkoorden if one is not None]
        if self.is_vrij and given:
            data = {"naam": given[0].naam, "hoe": HOE[given[0].wijze], "datum": date_full(given[0].op.date())}
            found = Bevinding(regel=_RULE, ernst=Ernst.IN_ORDE, code="vrijgave_akkoord", data=data)
        elif self.stukken:
            code = "vrijgave_vervallen" if self.is_vervallen else "vrijgave_nog"
            found = Bevinding(regel=_RULE, ernst=Ernst.LET_OP, code=code)
        else:
            return ()
        return (found,)


@dataclass(frozen=True, slots=True)
class VrijgaveService:
    """One public method is one user action; giving the yes itself is `AkkoordService`."""

    context: Context
    vrijgave: LeverancierVrijgave

    def of_paper(self, stuk: Leverancierstuk) -> Vrijgavestand:
        """How it stands with a paper for a supplier; raises what making its content raises.

        One of a request comes with what is open for the other suppliers, to be decided on at once.
        """
        own = self._stand([self._papers.doubted(stuk)], self._writer(Aanvraag.TABEL, stuk.aanvraag_id))
        return own if own.is_vrij or stuk.aanvraag_id is None else self.of_saved_request(stuk.aanvraag_id)

    def of_request(
        self, aanvraag: Aanvraag, regels: Sequence[Aanvraagregel], leverancier_ids: Iterable[LeverancierId]
    ) -> Vrijgavestand:
        """The same of a request as it stands on the screen, saved or not."""
        every = [self._papers.doubted_request(aanvraag, regels, one) for one in leverancier_ids]
        return self._stand(every, self._writer(Aanvraag.TABEL, aanvraag.id))

    def of_saved_request(self, aanvraag_id: AanvraagId) -> Vrijgavestand:
        """The same of a request as it is kept, for all suppliers that are asked; NotFound when it is gone."""
        connection = self.context.connection
        where, values = "aanvraag_id = ?", (aanvraag_id,)
        asked = records.list_where(connection, Offerte, where, values, order="id")
        lines = records.list_where(connection, Aanvraagregel, where, values, order="volgorde, id")
        ids = [one.leverancier_id for one in asked if one.leverancier_id is not None]
        return self.of_request(records.get(connection, Aanvraag, aanvraag_id), lines, ids)

    def of_declaration(self, leverancier_id: LeverancierId) -> Vrijgavestand:
        """How it stands with the secrecy declaration of a supplier."""
        one = LeverancierService(self.context).doubted(leverancier_id)
        return self._stand([one], self._writer(Leverancier.TABEL, leverancier_id))

    def voorstel(self, stand: Vrijgavestand, reden: str) -> Voorstel:
        """What the second person decides on, with the typed reason; InvalidInput without one."""
        return voorstel_of(stand.stukken, reden, stand.voorgesteld_door)

    def keep_reason(self, stand: Vrijgavestand, reden: str | None) -> None:
        """Remember the reason of a proposal that left as a form on paper, until its code comes back."""
        self.context.vault.set_setting(_setting(stand), reden)

    def find_reason(self, stand: Vrijgavestand) -> str | None:
        """The reason that was kept."""
        found: str | None = self.context.vault.setting(_setting(stand))
        return found

    # --- whether it all still holds

    def check(self) -> CheckOutcome:
        """As `controle` tells it: numbers and what is wrong, no record values."""
        wrong = list(Vrijgaveakkoorden(self.context).list_wrong())
        lapsed = [(number, "gewijzigd na het akkoord") for number in self.list_lapsed()]
        told = "; ".join(f"{number}: {what}" for number, what in (*wrong, *lapsed))
        return CheckOutcome(name="vrijgaven", ok=not wrong and not lapsed, warning=not wrong, detail=told)

    def list_lapsed(self) -> list[str]:
        """The numbers of papers that were changed after a second person said yes to words on them."""
        given = records.list_where(
            self.context.connection, Akkoord, "onderwerp = ?", (OnderwerpAkkoord.VRIJGAVE.value,)
        )
        return list(dict.fromkeys(self._lapsed(given)))

    def _lapsed(self, given: Sequence[Akkoord]) -> Iterator[str]:
        dossiers = {one.dossier_id for one in given}
        for request in records.list_where(self.context.connection, Aanvraag, order="id"):
            is_open = request.dossier_id in dossiers and request.stand in _OPEN
            if is_open and self.of_saved_request(AanvraagId(request.id or 0)).is_vervallen:
                yield request.nummer
        for order in dict.fromkeys(one.opdracht_id for one in given if one.opdracht_id is not None):
            for document in _OF_ORDER:
                yield from self._lapsed_paper(
                    Leverancierstuk(document=document, opdracht_id=OpdrachtId(order))
                )
        for supplier in records.list_where(self.context.connection, Leverancier) if None in dossiers else ():
            if self.of_declaration(LeverancierId(supplier.id or 0)).is_vervallen:
                yield f"geheimhoudingsverklaring van leverancier {supplier.id}"

    def _lapsed_paper(self, paper: Leverancierstuk) -> Iterator[str]:
        with contextlib.suppress(UserError, ValueError):  # what cannot be made cannot leave either
            if self.of_paper(paper).is_vervallen:
                yield self._papers.file_name(paper).removesuffix(".pdf")

    # --- inside

    @property
    def _papers(self) -> LeverancierstukkenService:
        return LeverancierstukkenService(self.context, self.vrijgave)

    def _stand(self, papers: Iterable[Twijfelstuk], proposer: str = "") -> Vrijgavestand:
        doubted = tuple(one for one in papers if one.twijfels)
        known = Vrijgaveakkoorden(self.context)
        found = tuple(known.find(one) for one in doubted)
        open_ = [one for one, akkoord in zip(doubted, found, strict=True) if akkoord is None]
        return Vrijgavestand(
            stukken=doubted,
            akkoorden=found,
            is_vervallen=any(known.was_given(one) for one in open_),
            voorgesteld_door=proposer,
        )

    def _writer(self, table: str, row_id: int | None) -> str:
        """Who wrote the text last, as the log has it; "" when that is not known."""
        if row_id is None:
            return ""
        lines = self.context.vault.history(table=table, row=row_id, limit=1)
        return lines[0].actor if lines else ""


def _setting(stand: Vrijgavestand) -> str:
    names = "\x1f".join(one.naam for one in stand.stukken)
    dossier = next((one.dossier_id for one in stand.stukken if one.dossier_id is not None), 0)
    return f"{REDEN_VAN.format(int(dossier))}{hashlib.sha256(names.encode()).hexdigest()}"
