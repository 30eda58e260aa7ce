"""Use cases on requests for quotes: compose, send to one or more suppliers, enter what came back, choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aanvraag import (
    Aanvraag,
    AanvraagId,
    Aanvraagregel,
    AanvraagregelId,
    Aanvraagstand,
    Offerte,
    OfferteId,
    Offerteregel,
    Offertestand,
    quoted,
)
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.controle import problems_of
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import TransitionRefused
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier, LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId, Status
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.leverancier_leest import Leesdeel, leesdelen
from veiligheidsadvies.services.aanvraag_vergelijking import Kolom, Vergelijking, column, compared
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.leveranciers import LeverancierService
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.services.offerteaanvraag_stuk import offerteaanvraag_van
from veiligheidsadvies.services.opdracht_boek import refused
from veiligheidsadvies.services.opdracht_concept import ZONDER_NUMMER
from veiligheidsadvies.services.opdracht_gevolgen import Gevolgen
from veiligheidsadvies.services.opdracht_poorten import line_texts, text_findings
from veiligheidsadvies.services.opdracht_regels import line_of, line_problems, measures_of, write_lines
from veiligheidsadvies.services.vrijgave_leverancier import (
    LeverancierVrijgave,
    Plaatstekst,
    Treffer,
    blokkeert,
    treffers_in,
)
from veiligheidsadvies.services.vrijgaven import VrijgaveService
from veiligheidsadvies.storage import records

__all__ = ["AanvraagService", "Aanvraaglijn", "Kolom", "Vergelijking"]

REEKS = "aanvraag"
_KINDS = (Aanvraag, Aanvraagregel, Offerte, Offerteregel, Maatregel, Statusovergang, Kostenregel)
_GEVRAAGD = frozenset({Status.OFFERTE_GEVRAAGD, Status.OFFERTE_ONTVANGEN})
Prijzen = Mapping[AanvraagregelId, tuple[Bedrag, BtwTarief]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanvraaglijn:
    """One request in the list, with the suppliers that were asked."""

    aanvraag: Aanvraag
    dossiercode: str
    regels: int
    offertes: tuple[tuple[Offerte, str], ...]
    volgende: str


@dataclass(frozen=True, slots=True)
class AanvraagService:
    """One public method is one user action. Steps that are refused raise TransitionRefused with findings."""

    context: Context
    vrijgave: LeverancierVrijgave

    # --- reading

    def list_lijnen(self, dossier_id: DossierId | None = None) -> list[Aanvraaglijn]:
        """Requests, the newest first; of one dossier or of all."""
        where, values = ("1", ()) if dossier_id is None else ("dossier_id = ?", (dossier_id,))
        connection = self.context.connection
        codes = {one.id: one.code for one in records.list_where(connection, Dossier)}
        lines = records.list_where(connection, Aanvraagregel, where, values)
        offers = self._named(records.list_where(connection, Offerte, where, values))
        found = []
        for one in records.list_where(connection, Aanvraag, where, values, order="id DESC"):
            asked = tuple(pair for pair in offers if pair[0].aanvraag_id == one.id)
            found.append(
                Aanvraaglijn(
                    aanvraag=one,
                    dossiercode=codes.get(one.dossier_id, ""),
                    regels=sum(line.aanvraag_id == one.id for line in lines),
                    offertes=asked,
                    volgende=_next(one, [offer for offer, _ in asked]),
                )
            )
        return found

    def get(self, aanvraag_id: AanvraagId) -> Aanvraag:
        """The request with this id; NotFound when it is gone."""
        return records.get(self.context.connection, Aanvraag, aanvraag_id)

    def list_regels(self, aanvraag_id: AanvraagId) -> list[Aanvraagregel]:
        """What is asked, in order."""
        return self._of(Aanvraagregel, aanvraag_id, "volgorde, id")

    def list_offertes(self, aanvraag_id: AanvraagId) -> list[Offerte]:
        """The quotes that were asked, in the order in which they were."""
        return self._of(Offerte, aanvraag_id, "id")

    def list_offerteregels(self, offerte_id: OfferteId) -> list[Offerteregel]:
        """The prices of one quote."""
        return records.list_where(
            self.context.connection, Offerteregel, "offerte_id = ?", (offerte_id,), order="id"
        )

    def vergelijking(self, aanvraag_id: AanvraagId) -> Vergelijking:
        """All quotes side by side, the lowest complete one marked."""
        lines = self.list_regels(aanvraag_id)
        register = LeverancierService(self.context)
        columns = []
        for offer, name in self._named(self.list_offertes(aanvraag_id)):
            supplier = records.get(self.context.connection, Leverancier, offer.leverancier_id or 0)
            papers = records.list_where(
                self.context.connection, Erkenning, "leverancier_id = ?", (offer.leverancier_id,)
            )
            columns.append(
                column(
                    offer,
                    lines,
                    self.list_offerteregels(OfferteId(offer.id or 0)),
                    leverancier=name,
                    screening=register.stand(supplier, papers).stand,
                    today=self.context.today,
                )
            )
        return Vergelijking(regels=tuple(lines), kolommen=compared(columns))

    def release_hits(
        self, aanvraag: Aanvraag, regels: Sequence[Aanvraagregel], leveranciers: Sequence[LeverancierId] = ()
    ) -> tuple[Treffer, ...]:
        """What the typed texts may not hold, by place (`regel:2:eis`, `toelichting`, `plaats`).

        A word from a supplier's own data may be a coincidence on his paper; for the others that are asked it
        blocks, and so it does for all.
        """
        texts = [
            Plaatstekst(plaats="soort plaats", tekst=aanvraag.plaats, sleutel="plaats"),
            Plaatstekst(plaats="toelichting", tekst=aanvraag.toelichting, sleutel="toelichting"),
            *line_texts(regels),
        ]
        typed, dossier_id = [one for one in texts if one.tekst.strip()], DossierId(aanvraag.dossier_id or 0)
        found: dict[Treffer, Treffer] = {}
        for asked in leveranciers or (None,):
            for hit in treffers_in(typed, self.vrijgave.gezocht(dossier_id, asked)):
                place = replace(hit, ernst=Ernst.BLOKKEERT)
                found[place] = place if hit == place else found.get(place, hit)
        return tuple(found.values())

    def reads(
        self, aanvraag: Aanvraag, regels: Sequence[Aanvraagregel], leverancier_id: LeverancierId
    ) -> tuple[Leesdeel, ...]:
        """What this supplier would read of a request as it stands on the screen, part by part; NotFound.

        Made by the way that the paper is made; nothing is saved and no number taken.
        """
        named = replace(aanvraag, nummer=aanvraag.nummer or ZONDER_NUMMER)
        return leesdelen(offerteaanvraag_van(self.context, named, regels, leverancier_id))

    # --- asking

    def concept(
        self, dossier_id: DossierId, maatregel_ids: Sequence[int]
    ) -> tuple[Aanvraag, list[Aanvraagregel]]:
        """A request for these measures, in their title and norm alone; nothing is saved."""
        lines = []
        for at, row in enumerate(dict.fromkeys(maatregel_ids), 1):
            line = line_of(records.get(self.context.connection, Maatregel, row), at=at)
            lines.append(
                Aanvraagregel(
                    dossier_id=dossier_id,
                    maatregel_id=line.maatregel_id,
                    volgorde=at,
                    titel=line.titel,
                    eis=line.eis,
                    btw=line.btw,
                    per_jaar=line.per_jaar,
                )
            )
        return Aanvraag(dossier_id=dossier_id, aangevraagd_op=self.context.today), lines

    def save(
        self, aanvraag: Aanvraag, regels: Sequence[Aanvraagregel], leverancier_ids: Sequence[LeverancierId]
    ) -> Changes:
        """Keep a request that was not sent; `row_id` is the request. InvalidInput names `regels.2.titel`."""
        standing = self.get(aanvraag.id) if aanvraag.id is not None else None
        if standing is not None:
            _require(standing, Aanvraagstand.CONCEPT, Aanvraagstand.CONCEPT)
            aanvraag = replace(aanvraag, nummer=standing.nummer, stand=standing.stand)
        lines = [
            replace(one, volgorde=at, dossier_id=aanvraag.dossier_id) for at, one in enumerate(regels, 1)
        ]
        check(aanvraag, line_problems(lines))

        def work(log: records.Log) -> int:
            saved = aanvraag if standing is not None else self._numbered(aanvraag)
            row = AanvraagId(records.save(log, saved))
            write_lines(log, self.list_regels(row), [replace(one, aanvraag_id=row) for one in lines])
            self._write_suppliers(log, row, aanvraag, leverancier_ids)
            return row

        name = f"Aanvraag {aanvraag.nummer}" if aanvraag.nummer else "Nieuwe aanvraag"
        return self.context.write(f"{name}: concept bewaard", work, *_KINDS)

    def send(self, aanvraag_id: AanvraagId) -> Changes:
        """The request goes out; its measures become `offerte gevraagd`.

        Refused without a line or a supplier, while a text tells what a supplier may not know, and while words
        that may be a coincidence wait for a second person.
        """
        request = self.get(aanvraag_id)
        _require(request, Aanvraagstand.CONCEPT, Aanvraagstand.UITGEZET)
        lines, offers = self.list_regels(aanvraag_id), self._named(self.list_offertes(aanvraag_id))
        found = [_block("geen_aanvraagregels")] if not lines else []
        found += [_block("geen_leveranciers")] if not offers else []
        asked = [LeverancierId(one.leverancier_id or 0) for one, _ in offers]
        found += text_findings(blokkeert(self.release_hits(request, lines, asked)))
        if not found:
            stand = VrijgaveService(self.context, self.vrijgave).of_request(request, lines, asked)
            found += () if stand.is_vrij else stand.bevindingen
        if found:
            raise TransitionRefused(found)
        name = offers[0][1] if len(offers) == 1 else ""

        def work(log: records.Log) -> int:
            effects = Gevolgen(self.context, log, _reason(request))
            for maatregel_id in measures_of(lines):
                velden = {"leverancier": name} if name else {}
                effects.asked(maatregel_id, Status.OFFERTE_GEVRAAGD, self.context.today, **velden)
            sent = replace(request, stand=Aanvraagstand.UITGEZET, aangevraagd_op=self.context.today)
            return records.save(log, sent)

        return self.context.write(f"Aanvraag {request.nummer}: uitgezet", work, *_KINDS)

    def withdraw(self, aanvraag_id: AanvraagId, reden: str) -> Changes:
        """Not wanted any more: its measures go back to where they were before they were asked for."""
        request = self.get(aanvraag_id)
        if request.stand not in {Aanvraagstand.CONCEPT, Aanvraagstand.UITGEZET}:
            raise _wrong_state(request, Aanvraagstand.INGETROKKEN)
        why = " ".join(f"{_reason(request)} ingetrokken {reden}".split())

        def work(log: records.Log) -> int:
            effects = Gevolgen(self.context, log, why)
            for maatregel_id in measures_of(self.list_regels(aanvraag_id)):
                before = effects.before_reason(maatregel_id, _reason(request))
                if before is not None and self._status(maatregel_id) in _GEVRAAGD:
                    effects.take_back(maatregel_id, before, self.context.today, offerte_geldig_tot=None)
            return records.save(log, replace(request, stand=Aanvraagstand.INGETROKKEN))

        return self.context.write(f"Aanvraag {request.nummer}: ingetrokken", work, *_KINDS)

    # --- what came back

    def save_offerte(self, offerte: Offerte, prijzen: Prijzen) -> Changes:
        """Enter or change what one supplier quotes; its lines become `offerte ontvangen`.

        InvalidInput names the price of a line at `prijs_` and the id of that line.
        """
        kept = records.get(self.context.connection, Offerte, offerte.id or 0)
        request = self.get(AanvraagId(kept.aanvraag_id or 0))
        _require(request, Aanvraagstand.UITGEZET, Aanvraagstand.UITGEZET)
        received = replace(
            offerte,
            stand=Offertestand.ONTVANGEN,
            dossier_id=kept.dossier_id,
            aanvraag_id=kept.aanvraag_id,
            leverancier_id=kept.leverancier_id,
        )
        lines = self.list_regels(AanvraagId(request.id or 0))
        priced = [
            replace(quoted(line, *prijzen[line.id]), offerte_id=offerte.id)
            for line in lines
            if line.id in prijzen and line.id is not None
        ]
        check(received, [*_price_problems(priced), *self._day_problems(request, received)])

        def work(log: records.Log) -> int:
            row = records.save(log, received)
            before = {one.aanvraagregel_id: one for one in self.list_offerteregels(OfferteId(row))}
            for one in priced:
                known = before.pop(one.aanvraagregel_id, None)
                records.save(log, replace(one, id=known.id if known is not None else None))
            for gone in before.values():
                records.remove(log, gone)
            effects = Gevolgen(self.context, log, _reason(request))
            given = {one.aanvraagregel_id for one in priced}
            for maatregel_id in measures_of(line for line in lines if line.id in given):
                effects.asked(
                    maatregel_id,
                    Status.OFFERTE_ONTVANGEN,
                    self.context.today,
                    offerte_geldig_tot=received.geldig_tot,
                )
            return row

        return self.context.write(f"Offerte bij aanvraag {request.nummer} bewaard", work, *_KINDS)

    def choose(self, offerte_id: OfferteId) -> Changes:
        """Take this quote, the others lapse; its prices are written with the measures, ready to be ordered.

        `row_id` is the quote, for `OpdrachtService.concept_uit_offerte`.
        """
        offer = records.get(self.context.connection, Offerte, offerte_id)
        request = self.get(AanvraagId(offer.aanvraag_id or 0))
        _require(request, Aanvraagstand.UITGEZET, Aanvraagstand.GEKOZEN)
        prices = {one.aanvraagregel_id: one for one in self.list_offerteregels(offerte_id)}
        if offer.stand is not Offertestand.ONTVANGEN or not prices:
            raise refused("aanvraag", "offerte_onvolledig")
        name = records.get(self.context.connection, Leverancier, offer.leverancier_id or 0).naam

        def work(log: records.Log) -> int:
            for one in self.list_offertes(AanvraagId(request.id or 0)):
                stand = Offertestand.GEKOZEN if one.id == offerte_id else Offertestand.AFGEVALLEN
                if stand is Offertestand.GEKOZEN or one.stand is Offertestand.ONTVANGEN:
                    records.save(log, replace(one, stand=stand))
            effects = Gevolgen(self.context, log, _reason(request))
            for line in self.list_regels(AanvraagId(request.id or 0)):
                price = prices.get(line.id)
                if price is not None:
                    maatregel_id = MaatregelId(line.maatregel_id or 0)
                    effects.set(maatregel_id, leverancier=name, offerte_geldig_tot=offer.geldig_tot)
                    records.save(log, self._cost(request, offer, line, price))
            records.save(log, replace(request, stand=Aanvraagstand.GEKOZEN))
            return offerte_id

        return self.context.write("Offerte gekozen", work, *_KINDS)

    # --- inside

    def _of(self, kind: type[records.R], aanvraag_id: AanvraagId, order: str) -> list[records.R]:
        return records.list_where(
            self.context.connection, kind, "aanvraag_id = ?", (aanvraag_id,), order=order
        )

    def _named(self, offers: Sequence[Offerte]) -> list[tuple[Offerte, str]]:
        names = {one.id: one.naam for one in records.list_where(self.context.connection, Leverancier)}
        return [(one, names.get(one.leverancier_id, "")) for one in offers]

    def _status(self, maatregel_id: MaatregelId) -> Status:
        return records.get(self.context.connection, Maatregel, maatregel_id).status

    def _numbered(self, aanvraag: Aanvraag) -> Aanvraag:
        year = self.context.today.year
        number = self.context.vault.next_number(REEKS, year)
        return replace(aanvraag, nummer=f"OFA-{year}-{number:03d}", stand=Aanvraagstand.CONCEPT)

    def _write_suppliers(
        self, log: records.Log, row: AanvraagId, aanvraag: Aanvraag, wanted: Sequence[LeverancierId]
    ) -> None:
        before = {one.leverancier_id: one for one in self.list_offertes(row)}
        for gone in before.keys() - set(wanted):
            records.remove(log, before[gone])
        for supplier in dict.fromkeys(wanted):
            if supplier not in before:
                asked = Offerte(dossier_id=aanvraag.dossier_id, aanvraag_id=row, leverancier_id=supplier)
                records.save(log, asked)

    def _day_problems(self, request: Aanvraag, offerte: Offerte) -> list[Problem]:
        day = offerte.ontvangen_op
        if day is not None and day > self.context.today:
            return [Problem("ontvangen_op", "datum_toekomst", {"datum": self.context.today})]
        if day is not None and day < request.aangevraagd_op:
            data = {"veld": "Aangevraagd op", "datum": request.aangevraagd_op}
            return [Problem("ontvangen_op", "datum_volgorde", data)]
        return []

    def _cost(
        self, request: Aanvraag, offer: Offerte, line: Aanvraagregel, price: Offerteregel
    ) -> Kostenregel:
        maatregel = records.get(self.context.connection, Maatregel, line.maatregel_id or 0)
        day = offer.ontvangen_op or self.context.today
        return Kostenregel(
            maatregel_id=line.maatregel_id,
            dossier_id=request.dossier_id,
            soort=SoortKosten.OFFERTE,
            omschrijving=line.titel,
            ex=price.ex,
            btw=price.btw,
            incl=price.incl,
            datum=day,
            boekjaar=day.year,
            per_jaar=line.per_jaar,
            fiscale_categorie=fiscal_category(maatregel.grondslag, maatregel.betaler),
            kenmerk=offer.kenmerk or request.nummer,
            betaler=maatregel.betaler,
        )


def _reason(request: Aanvraag) -> str:
    return f"aanvraag {request.nummer}"


def _next(request: Aanvraag, offers: Sequence[Offerte]) -> str:
    if request.stand is Aanvraagstand.CONCEPT:
        return "uitzetten"
    if request.stand is not Aanvraagstand.UITGEZET:
        return ""
    answered = sum(one.stand is Offertestand.ONTVANGEN for one in offers)
    if not answered:
        return "wacht op offertes"
    return "offerte kiezen" if answered == len(offers) else f"{answered} van {len(offers)} offertes binnen"


def _price_problems(prices: Sequence[Offerteregel]) -> list[Problem]:
    found = [] if prices else [Problem("kenmerk", "geen_prijs")]
    for one in prices:
        found += [Problem(f"prijs_{one.aanvraagregel_id}", p.reason, p.data) for p in problems_of(one)]
    return found


def _require(request: Aanvraag, stand: Aanvraagstand, naar: Aanvraagstand) -> None:
    if request.stand is not stand:
        raise _wrong_state(request, naar)


def _wrong_state(request: Aanvraag, naar: Aanvraagstand) -> TransitionRefused:
    return refused("aanvraag", "aanvraag_stand", van=request.stand.value, naar=naar.value)


def _block(code: str) -> Bevinding:
    return Bevinding(regel="aanvraag", ernst=Ernst.BLOKKEERT, code=code)
