"""What stands in the way of an order, and what to mind: R1–R4, R7, limits, the papers and the texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.aanvraag import Aanvraagregel, Offerte
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.inkoopgrens import Inkoopgrens
from veiligheidsadvies.domain.leverancier import (
    Erkenning,
    Leverancier,
    SoortErkenning,
    r7_geheimhouding,
    screening_findings,
)
from veiligheidsadvies.domain.maatregel import Betaler, Maatregel, Status
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtregel, OpdrachtregelId, totals
from veiligheidsadvies.domain.regels import order_findings, r6_pkvw_kosten
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.inkoop import InkoopService
from veiligheidsadvies.services.vrijgave_leverancier import (
    LeverancierVrijgave,
    Plaatstekst,
    Treffer,
    let_op,
    treffers_in,
)
from veiligheidsadvies.storage import opdracht_table, records

BESTELBAAR = frozenset(
    {
        Status.IN_PLAN,
        Status.WACHT_OP_PKVW,
        Status.OFFERTE_GEVRAAGD,
        Status.OFFERTE_ONTVANGEN,
        Status.AKKOORD,
    }
)
"""Statuses from which a measure may be ordered."""
VRIJGAVE = "vrijgave"
"""The rule of findings that come from the text: a name, an office, an address."""


@dataclass(frozen=True, slots=True)
class Poorten:
    """Reading only; works on what is on the screen as well as on what is saved."""

    context: Context
    vrijgave: LeverancierVrijgave

    def findings(
        self,
        opdracht: Opdracht,
        regels: Sequence[Opdrachtregel],
        *,
        day: dt.date,
        before: Sequence[Opdrachtregel] | None = None,
        has_texts: bool = True,
        omschrijving: str = "",
    ) -> list[Bevinding]:
        """Everything at once: what blocks first, then what to mind, then what is in order.

        `before` is what was ordered already, when this is a change: what is only ordered less meets no gate.
        """
        known = {one.id: one for one in before or ()}
        more = [one for one in regels if one.id not in known or _is_more(known[one.id], one)]
        found: list[Bevinding] = []
        if not regels and before is None:
            found.append(_block("opdracht", "geen_regels"))
        if more or before is None:
            running = {one.maatregel_id for one in before or ()}
            found += self._of_measures(opdracht, more, day, running)
            found += self._of_supplier(opdracht, more, day)
            found += self._of_place(opdracht)
        found += self._of_money(opdracht, regels, day)
        found += self._of_delivery(opdracht, regels)
        if has_texts:
            found += self._of_texts(opdracht, regels, omschrijving)
        order = (Ernst.BLOKKEERT, Ernst.LET_OP, Ernst.IN_ORDE)
        return sorted(found, key=lambda one: order.index(one.ernst))

    def hits(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], omschrijving: str = ""
    ) -> tuple[Treffer, ...]:
        """What the texts for the supplier may not hold, with the place of each."""
        if opdracht.dossier_id is None:
            return ()
        gezocht = self.vrijgave.gezocht(opdracht.dossier_id, opdracht.leverancier_id)
        return treffers_in(texts_of(opdracht, regels, omschrijving), gezocht)

    def doubted_words(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], omschrijving: str = ""
    ) -> tuple[str, ...]:
        """The words of these texts that may be a coincidence, each once."""
        texts = {one.sleutel: one.tekst for one in texts_of(opdracht, regels, omschrijving)}
        hits = let_op(self.hits(opdracht, regels, omschrijving))
        return tuple(dict.fromkeys(texts[hit.sleutel][hit.begin : hit.einde] for hit in hits))

    def _of_measures(
        self,
        opdracht: Opdracht,
        regels: Sequence[Opdrachtregel],
        day: dt.date,
        running: Collection[int | None],
    ) -> Iterator[Bevinding]:
        stand = DossierService(self.context).stand(
            DossierId(opdracht.dossier_id or 0), day, has_maatregelen=False
        )
        taken = opdracht_table.running_orders(
            self.context.connection, (one.maatregel_id or 0 for one in regels), leave_out=opdracht.id
        )
        collected: dict[tuple[str, str], tuple[Bevinding, list[int]]] = {}
        for regel in regels:
            maatregel = records.get(self.context.connection, Maatregel, regel.maatregel_id or 0)
            found = list(order_findings(maatregel, stand))
            found += _of_line(regel, maatregel)
            other = taken.get(regel.maatregel_id or 0)
            if other is not None:
                found.append(_block("opdracht", "al_op_opdracht", nummer=other[1]))
            elif maatregel.status not in BESTELBAAR and maatregel.id not in running:
                found.append(_block("opdracht", "niet_bestelbaar", status=maatregel.status.woord))
            for one in found:
                kept = collected.setdefault((one.regel, one.code), (one, []))
                kept[1].append(regel.volgorde)
        for one, at in collected.values():
            yield replace(one, data={**one.data, "regel": at[0], "nummers": _numbers(at)})

    def _of_supplier(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], day: dt.date
    ) -> Iterator[Bevinding]:
        if opdracht.leverancier_id is None:
            yield _block("opdracht", "leverancier_ontbreekt")
            return
        leverancier = records.get(self.context.connection, Leverancier, opdracht.leverancier_id)
        papers = records.list_where(
            self.context.connection, Erkenning, "leverancier_id = ?", (leverancier.id,)
        )
        if leverancier.is_vervallen:
            yield _block("opdracht", "leverancier_vervallen")
        if opdracht.draagt_adres:
            yield from r7_geheimhouding(leverancier, day)
        if opdracht.offerte_id is not None:
            quote = records.get(self.context.connection, Offerte, opdracht.offerte_id)
            if quote.geldig_tot is not None and quote.geldig_tot < day:
                yield _mind("offerte", "offerte_verlopen", datum=quote.geldig_tot)
        yield from (one for one in screening_findings(leverancier, papers, day) if one.regel != "R7")
        asked = [one.volgorde for one in regels if self._asks_certificate(one)]
        if asked:
            yield _borg(papers, day, asked)

    def _asks_certificate(self, regel: Opdrachtregel) -> bool:
        return records.get(self.context.connection, Maatregel, regel.maatregel_id or 0).certificaat_vereist

    def _of_money(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], day: dt.date
    ) -> Iterator[Bevinding]:
        free = [one.volgorde for one in regels if not one.ex]
        if free:
            yield _mind("prijs", "prijs_ontbreekt", regel=free[0], nummers=_numbers(free))
        service = InkoopService(self.context)
        limits = service.limits(day)
        if limits is None:
            yield _mind("inkoop", "grenzen_ontbreken")
            return
        here = totals(regels).ex
        if here > limits.mandaat_tot:
            yield Bevinding(
                regel="mandaat",
                ernst=Ernst.BLOKKEERT,
                code="boven_mandaat",
                data={"bedrag": limits.mandaat_tot},
                is_op_te_heffen=True,
            )
        else:
            yield Bevinding(
                regel="mandaat",
                ernst=Ernst.IN_ORDE,
                code="onder_mandaat",
                data={"bedrag": limits.mandaat_tot},
            )
        if opdracht.leverancier_id is not None:
            before = service.sum_of_year(opdracht.leverancier_id, day.year, leave_out=opdracht.id)
            yield from _of_limits(limits, before=before, here=here, year=day.year)

    def _of_delivery(self, opdracht: Opdracht, regels: Sequence[Opdrachtregel]) -> Iterator[Bevinding]:
        """Less than what was delivered already cannot be ordered."""
        if opdracht.id is None:
            return
        wanted = {one.id: one for one in regels}
        for line, number in opdracht_table.delivered(self.context.connection, opdracht.id).items():
            asked = wanted.get(OpdrachtregelId(line))
            if asked is None or asked.aantal < number:
                place = {} if asked is None else {"regel": asked.volgorde}
                yield _block("oplevering", "meer_geleverd", **place)

    def _of_place(self, opdracht: Opdracht) -> Iterator[Bevinding]:
        has_place = opdracht.woonplek_id is not None or opdracht.werklocatie_id is not None
        if opdracht.draagt_adres and not has_place:
            yield _block("adres", "adres_ontbreekt")

    def _of_texts(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], omschrijving: str
    ) -> Iterator[Bevinding]:
        yield from text_findings(self.hits(opdracht, regels, omschrijving))


def text_findings(hits: Iterable[Treffer]) -> Iterator[Bevinding]:
    """What stands in the texts, each kind once a place: a sure one refuses, another asks a typed reason."""
    told: set[tuple[str, str, Ernst]] = set()
    for hit in hits:
        key = (hit.soort, hit.plaats, hit.ernst)
        if key in told:
            continue
        told.add(key)
        data: dict[str, Any] = {"soort": hit.soort, "plaats": hit.plaats, "sleutel": hit.sleutel}
        parts = hit.sleutel.split(":")
        if parts[0] == "regel":
            data["regel"] = int(parts[1])
        is_hard = hit.ernst is Ernst.BLOKKEERT
        yield Bevinding(
            regel=VRIJGAVE,
            ernst=Ernst.BLOKKEERT,
            code="tekst_verraadt" if is_hard else "tekst_mogelijk",
            data=data,
            is_op_te_heffen=not is_hard,
        )


def texts_of(
    opdracht: Opdracht, regels: Iterable[Opdrachtregel], omschrijving: str = ""
) -> list[Plaatstekst]:
    """Every text that was typed and that the supplier reads."""
    found = [
        Plaatstekst(plaats="afspraken", tekst=opdracht.afspraken, sleutel="afspraken"),
        Plaatstekst(plaats="wat wijzigt", tekst=omschrijving, sleutel="omschrijving"),
    ]
    return [one for one in (*found, *line_texts(regels)) if one.tekst.strip()]


def line_texts(regels: Iterable[Opdrachtregel | Aanvraagregel]) -> Iterator[Plaatstekst]:
    """What the supplier reads of lines, `sleutel` such as `regel:2:eis`."""
    for regel in regels:
        for name, column in (("titel", "werk"), ("eis", "eis"), ("eenheid", "eenheid")):
            yield Plaatstekst(
                plaats=f"regel {regel.volgorde}, {column}",
                tekst=getattr(regel, name),
                sleutel=f"regel:{regel.volgorde}:{name}",
                kolom=column,
            )


def _of_line(regel: Opdrachtregel, maatregel: Maatregel) -> Iterator[Bevinding]:
    if maatregel.betaler is None or maatregel.grondslag is None:
        yield _block("opdracht", "betaler_of_grondslag")
        return
    yield from r6_pkvw_kosten([replace(maatregel, betaler=regel.betaler)])
    if regel.betaler is not Betaler.ORGANISATIE:
        yield _mind("betaler", "andere_betaler", betaler=regel.betaler.woord)


def _of_limits(limits: Inkoopgrens, *, before: Any, here: Any, year: int) -> Iterator[Bevinding]:
    both = before + here
    steps = (
        ("boven_eu_drempel", limits.eu_drempel),
        ("boven_meervoudig", limits.meervoudig_tot),
        ("boven_enkelvoudig", limits.enkelvoudig_tot),
    )
    for code, limit in steps:
        if both > limit:
            yield _mind("inkoop", code, som=both, grens=limit, jaar=year)
            return
    data = {"som": both, "grens": limits.enkelvoudig_tot, "jaar": year}
    yield Bevinding(regel="inkoop", ernst=Ernst.IN_ORDE, code="binnen_grenzen", data=data)


def _borg(papers: Iterable[Erkenning], day: dt.date, asked: Sequence[int]) -> Bevinding:
    kinds = {SoortErkenning.BORG_B, SoortErkenning.BORG_E}
    valid = [one for one in papers if one.soort in kinds and (one.geldig_tot or dt.date.max) >= day]
    if not valid:
        return _mind("BORG", "borg_ontbreekt", regel=asked[0], nummers=_numbers(asked))
    best = max(valid, key=lambda one: one.geldig_tot or dt.date.max)
    code = "borg_geldig" if best.geldig_tot else "borg_onbepaald"
    data = {"naam": best.soort.woord, "datum": best.geldig_tot}
    return Bevinding(regel="BORG", ernst=Ernst.IN_ORDE, code=code, data=data)


def _is_more(known: Opdrachtregel, wanted: Opdrachtregel) -> bool:
    return wanted.aantal > known.aantal or (wanted.titel, wanted.eis) != (known.titel, known.eis)


def _numbers(at: Sequence[int]) -> str:
    return ("regel " if len(at) == 1 else "regels ") + ", ".join(str(number) for number in at)


def _block(rule: str, code: str, **data: object) -> Bevinding:
    return Bevinding(regel=rule, ernst=Ernst.BLOKKEERT, code=code, data=data)


def _mind(rule: str, code: str, **data: object) -> Bevinding:
    return Bevinding(regel=rule, ernst=Ernst.LET_OP, code=code, data=data)
