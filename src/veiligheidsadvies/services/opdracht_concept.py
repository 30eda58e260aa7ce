"""Composing an order: prefilled from measures or a quote, kept as concept, and changed after it was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.aanvraag import Aanvraagregel, Offerte, OfferteId, Offerteregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.leverancier import Leverancier, LeverancierId
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import (
    IN_VOORBEREIDING,
    LOPEND,
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    OpdrachtregelId,
    Opdrachtstand,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.printing.leverancier_snapshots import OpdrachtStuk
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.opdracht_beeld import Opdrachtlezer
from veiligheidsadvies.services.opdracht_boek import VOORGELEGD, Opdrachtboek, wrong_state
from veiligheidsadvies.services.opdracht_gevolgen import take_measures_back
from veiligheidsadvies.services.opdracht_regels import (
    differences,
    line_of,
    line_problems,
    with_price,
    write_lines,
)
from veiligheidsadvies.services.opdracht_stuk import list_lines, opdracht_stuk_van
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import fold

REEKS = "opdracht"
ZONDER_NUMMER = "(nummer bij bewaren)"
"""Stands where the number of an order will stand, as long as there is none."""
_NOT_SAVED = 1 << 40
"""Lines that are not saved come after those that are, as their ids will."""
GEWIJZIGD = "gewijzigd na het voorleggen"
_VAST = ("dossier_id", "leverancier_id", "offerte_id", "adres_wijze", "woonplek_id", "werklocatie_id")
"""What of an order that was given stays as it is."""


@dataclass(frozen=True, slots=True)
class Opsteller:
    """Prefills and keeps concepts."""

    context: Context
    lezer: Opdrachtlezer

    def from_measures(
        self, dossier_id: DossierId, maatregel_ids: Sequence[int], leverancier_id: LeverancierId | None
    ) -> tuple[Opdracht, list[Opdrachtregel]]:
        """An order for measures with the price of their newest quote; nothing is saved."""
        chosen = [
            records.get(self.context.connection, Maatregel, row) for row in dict.fromkeys(maatregel_ids)
        ]
        if leverancier_id is None:
            known = [self._known_supplier(one.leverancier) for one in chosen]
            leverancier_id = next((one for one in known if one is not None), None)
        lines = [self._priced(one, at) for at, one in enumerate(chosen, 1)]
        return self._empty(dossier_id, leverancier_id), lines

    def from_quote(self, offerte_id: OfferteId) -> tuple[Opdracht, list[Opdrachtregel]]:
        """An order for all lines of a quote at the prices quoted; nothing is saved."""
        connection = self.context.connection
        quote = records.get(connection, Offerte, offerte_id)
        asked = {one.id: one for one in records.list_where(connection, Aanvraagregel)}
        priced = records.list_where(connection, Offerteregel, "offerte_id = ?", (offerte_id,))
        lines: list[Opdrachtregel] = []
        for price in sorted(priced, key=lambda one: asked[one.aanvraagregel_id].volgorde):
            line = asked[price.aanvraagregel_id]
            maatregel = records.get(connection, Maatregel, line.maatregel_id or 0)
            lines.append(
                replace(
                    line_of(maatregel, at=len(lines) + 1, btw=price.btw),
                    titel=line.titel,
                    eis=line.eis,
                    aantal=line.aantal,
                    eenheid=line.eenheid,
                    per_jaar=line.per_jaar,
                    stukprijs=price.stukprijs,
                    ex=price.ex,
                    incl=price.incl,
                )
            )
        order = self._empty(DossierId(quote.dossier_id or 0), quote.leverancier_id)
        return replace(order, offerte_id=offerte_id), lines

    def save(
        self, opdracht: Opdracht, kept: Opdrachtversie, regels: Sequence[Opdrachtregel]
    ) -> Callable[[records.Log], int]:
        """Check everything and return the work that writes it; see `OpdrachtService.save_concept`."""
        lines = self._lines_to_keep(opdracht, regels, kept.nummer)
        _check_all(opdracht, kept, lines)
        standing = self.lezer.get(opdracht.id) if opdracht.id is not None else None

        def work(log: records.Log) -> int:
            book = Opdrachtboek(self.context, log)
            saved = opdracht if standing is not None else self._numbered(opdracht)
            if standing is not None:
                self._void(log, standing, kept)
            row = OpdrachtId(records.save(log, saved))
            if standing is None:
                book.begin(replace(saved, id=row))
            blank = replace(kept, inhoud="", inhoud_sha256="", akkoord_id=None, stand=Versiestand.CONCEPT)
            records.save(log, replace(blank, opdracht_id=row, dossier_id=opdracht.dossier_id))
            owned = [replace(one, opdracht_id=row, versie=kept.nummer) for one in lines]
            write_lines(log, self.lezer.lines_of(row, kept.nummer), owned)
            return row

        return work

    def snapshot(self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], versie: int) -> OpdrachtStuk:
        """What the supplier would read if this were saved and printed now; nothing is saved, no number taken.

        Raises as `version_to_keep`, and NotFound without a supplier.
        """
        order, kept = self.version_to_keep(opdracht, versie)
        order = replace(order, nummer=order.nummer or ZONDER_NUMMER)
        mine = [
            replace(one, id=one.id or OpdrachtregelId(_NOT_SAVED + at), versie=kept.nummer)
            for at, one in enumerate(self._lines_to_keep(order, regels, kept.nummer))
        ]
        others = list_lines(self.context, order.id) if order.id is not None else []
        every = [*mine, *(one for one in others if one.versie != kept.nummer)]
        every.sort(key=lambda one: (one.versie, one.volgorde, one.id or 0))
        return opdracht_stuk_van(self.context, order, every, kept.nummer)

    def version_to_keep(self, opdracht: Opdracht, versie: int) -> tuple[Opdracht, Opdrachtversie]:
        """The order and version that may still be written.

        TransitionRefused for one that was given or has ended; what was given of the order stays as it is.
        """
        if opdracht.id is None:
            return opdracht, Opdrachtversie(dossier_id=opdracht.dossier_id)
        standing = self.lezer.get(opdracht.id)
        if standing.stand not in (IN_VOORBEREIDING if versie == 0 else LOPEND):
            raise wrong_state(standing, Opdrachtstand.CONCEPT)
        found = next((one for one in self.lezer.versies(opdracht.id) if one.nummer == versie), None)
        if found is not None and found.stand is Versiestand.GEGEVEN:
            raise wrong_state(standing, Opdrachtstand.CONCEPT)
        state = Opdrachtstand.CONCEPT if versie == 0 else standing.stand
        fixed = {name: getattr(standing, name) for name in _VAST} if versie else {}
        kept = replace(
            opdracht, nummer=standing.nummer, stand=state, opdracht_op=standing.opdracht_op, **fixed
        )
        return kept, found or Opdrachtversie(dossier_id=opdracht.dossier_id, nummer=versie)

    def next_change(self, order: Opdracht) -> tuple[int, list[Opdrachtregel]]:
        """The number of the next change, or of the one under way, and the lines it begins from."""
        if order.stand not in LOPEND:
            raise wrong_state(order, Opdrachtstand.VOORGELEGD)
        opdracht_id = OpdrachtId(order.id or 0)
        newest = self.lezer.versies(opdracht_id)[-1]
        if newest.stand is not Versiestand.GEGEVEN:
            return newest.nummer, self.lezer.wanted(opdracht_id, newest)
        numbers = [one.nummer for one in self.lezer.every_version(opdracht_id)]
        return max(numbers) + 1, self.lezer.standing(opdracht_id)

    def _empty(self, dossier_id: DossierId, leverancier_id: LeverancierId | None) -> Opdracht:
        dossiers = DossierService(self.context)
        home = dossiers.stand(dossier_id, has_maatregelen=False).woonplek
        places = dossiers.list_werklocaties(dossier_id) if home is None else []
        return Opdracht(
            dossier_id=dossier_id,
            leverancier_id=leverancier_id,
            woonplek_id=home.id if home is not None else None,
            werklocatie_id=places[0].id if len(places) == 1 else None,
        )

    def _known_supplier(self, naam: str) -> LeverancierId | None:
        wanted = fold(naam.strip())
        every = records.list_where(self.context.connection, Leverancier, "is_vervallen = 0")
        return next((one.id for one in every if wanted and fold(one.naam) == wanted), None)

    def _priced(self, maatregel: Maatregel, at: int) -> Opdrachtregel:
        """A line with the amount of the newest quote; an estimate is no price."""
        known = records.list_where(
            self.context.connection,
            Kostenregel,
            "maatregel_id = ? AND soort = 'offerte' AND opdrachtregel_id IS NULL",
            (maatregel.id,),
            order="datum DESC, id DESC",
        )
        line = line_of(maatregel, at=at)
        if not known:
            return line
        quote = known[0]
        return with_price(replace(line, stukprijs=quote.ex, btw=quote.btw, per_jaar=quote.per_jaar))

    def _numbered(self, opdracht: Opdracht) -> Opdracht:
        year = self.context.today.year
        number = self.context.vault.next_number(REEKS, year)
        return replace(opdracht, nummer=f"OPD-{year}-{number:03d}", stand=Opdrachtstand.CONCEPT)

    def _lines_to_keep(
        self, opdracht: Opdracht, regels: Sequence[Opdrachtregel], versie: int
    ) -> list[Opdrachtregel]:
        if versie == 0:
            return [
                with_price(replace(one, volgorde=at, dossier_id=opdracht.dossier_id))
                for at, one in enumerate(regels, 1)
            ]
        standing = self.lezer.standing(OpdrachtId(opdracht.id or 0))
        roots = {one.id for one in standing}
        wanted = [one if one.id in roots else replace(one, id=None) for one in regels]
        return [replace(one, dossier_id=opdracht.dossier_id) for one in differences(standing, wanted)]

    def _void(self, log: records.Log, standing: Opdracht, kept: Opdrachtversie) -> None:
        """What was laid before or approved falls back, its history says so and its measures go back."""
        if kept.nummer == 0 and standing.stand in VOORGELEGD:
            Opdrachtboek(self.context, log).move(standing, Opdrachtstand.CONCEPT, GEWIJZIGD)
            lines = self.lezer.lines_of(OpdrachtId(standing.id or 0), 0)
            reason = f"opdracht {standing.nummer} {GEWIJZIGD}"
            take_measures_back(self.context, log, lines, {kept.akkoord_id}, reason)


def _check_all(opdracht: Opdracht, versie: Opdrachtversie, lines: Sequence[Opdrachtregel]) -> None:
    problems = line_problems(lines)
    try:
        check(versie)
    except InvalidInput as error:
        problems += error.problems
    check(opdracht, problems)
