"""Use cases on suppliers: the register with the state of their papers, and their secrecy declaration."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.errors import InvalidInput, NotFound
from veiligheidsadvies.domain.exemplaar import Exemplaar, Exemplaarregel, Wijze
from veiligheidsadvies.domain.leverancier import (
    Erkenning,
    Leverancier,
    LeverancierId,
    Screening,
    expiries,
    screening,
    screening_findings,
    tidy_kvk,
)
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.snapshots import Geheimhoudingsverklaring
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.geheimhoudingsverklaring_stuk import geheimhoudingsverklaring
from veiligheidsadvies.services.uitgifte import UitgifteService
from veiligheidsadvies.services.uitgifte_controle import preview, produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import (
    Aanvraag,
    Geregistreerd,
    Ontvanger,
    Uitgifte,
    Uitgiftegegevens,
)
from veiligheidsadvies.services.vrijgave import places_in
from veiligheidsadvies.services.vrijgave_akkoord import (
    Twijfelstuk,
    Vrijgaveakkoorden,
    content_sha256,
    twijfels_in,
)
from veiligheidsadvies.services.vrijgave_leverancier import (
    Treffer,
    plaatsteksten,
    treffers_in,
)
from veiligheidsadvies.storage import maatregel_table, records
from veiligheidsadvies.text.formats import fold, sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverancierRegel:
    """One supplier in the list; `volgende` is the first day on which a paper of his ends or ended."""

    leverancier: Leverancier
    erkenningen: Sequence[Erkenning]
    stand: Screening
    bevindingen: Sequence[Bevinding]
    volgende: dt.date | None
    maatregelen: int
    """Open measures that name him."""


@dataclass(frozen=True, slots=True)
class LeverancierService:
    """One public method is one user action; in a window: `register`, `produce` in a job, then `complete`."""

    context: Context

    def list_regels(self, *, with_ended: bool = False) -> list[LeverancierRegel]:
        """The register by name."""
        busy: Counter[str] = Counter()
        for name, number in maatregel_table.count_open_per_leverancier(self.context.connection).items():
            busy[fold(name)] += number
        recognised = self._recognitions()
        return [
            self._line(one, recognised.get(one.id or 0, []), busy[fold(one.naam)])
            for one in self._list(with_ended=with_ended)
        ]

    def stand(self, leverancier: Leverancier, erkenningen: Sequence[Erkenning]) -> LeverancierRegel:
        """The state of these papers today, saved or not."""
        return self._line(leverancier, erkenningen, 0)

    def get(self, leverancier_id: LeverancierId) -> Leverancier:
        """The supplier with this id; NotFound when he is gone."""
        return records.get(self.context.connection, Leverancier, leverancier_id)

    def find_by_name(self, naam: str) -> Leverancier | None:
        """The supplier of this name, typed in any case and without accents."""
        wanted = fold(naam)
        return next((one for one in self._list(with_ended=True) if fold(one.naam) == wanted), None)

    def get_by_name(self, naam: str) -> Leverancier:
        """As `find_by_name`; NotFound when there is none."""
        found = self.find_by_name(naam)
        if found is None:
            raise NotFound(naam.strip())
        return found

    def list_erkenningen(self, leverancier_id: LeverancierId) -> list[Erkenning]:
        """The recognitions of one supplier."""
        return records.list_where(
            self.context.connection, Erkenning, "leverancier_id = ?", (leverancier_id,), order=_BY_KIND
        )

    def list_exemplaren(self, leverancier_id: LeverancierId) -> list[Exemplaarregel]:
        """Copies of his papers, newest first."""
        return records.list_where(
            self.context.connection, Exemplaarregel, "leverancier_id = ?", (leverancier_id,), order="id DESC"
        )

    def list_names(self) -> list[str]:
        """Names to choose from: the register without who is ended, and who only a measure names."""
        ended = {fold(one.naam) for one in self._list(with_ended=True) if one.is_vervallen}
        names = {fold(one): one for one in maatregel_table.list_leveranciers(self.context.connection)}
        names |= {fold(one.naam): one.naam for one in self._list(with_ended=False)}
        return sorted((name for key, name in names.items() if key not in ended), key=sort_key)

    def states(self) -> dict[str, Screening]:
        """Where the papers stand of each supplier in use, by name."""
        recognised = self._recognitions()
        return {
            one.naam: self._line(one, recognised.get(one.id or 0, []), 0).stand
            for one in self._list(with_ended=False)
        }

    def list_unknown_names(self) -> list[str]:
        """Names that only measures know, to be taken into the register."""
        known = {fold(one.naam) for one in self._list(with_ended=True)}
        names = {fold(one): one for one in maatregel_table.list_leveranciers(self.context.connection)}
        return sorted((name for key, name in names.items() if key not in known), key=sort_key)

    def save(self, leverancier: Leverancier, erkenningen: Sequence[Erkenning]) -> Changes:
        """Add or change a supplier with all his recognitions as one action; those left out are removed.

        InvalidInput: a problem of the second recognition is told at `erkenningen.1.` and its field.
        """
        leverancier = replace(
            leverancier, naam=" ".join(leverancier.naam.split()), kvk=tidy_kvk(leverancier.kvk)
        )
        other = self.find_by_name(leverancier.naam)
        problems = [Problem("naam", "bestaat_al")] if other and other.id != leverancier.id else []
        for at, one in enumerate(erkenningen):
            problems += _problems_of(one, at)
        check(leverancier, problems)

        def work(log: records.Log) -> int:
            owner = LeverancierId(records.save(log, leverancier))
            kept = {one.id for one in erkenningen}
            for gone in self.list_erkenningen(owner):
                if gone.id not in kept:
                    records.remove(log, gone)
            for one in erkenningen:
                records.save(log, replace(one, leverancier_id=owner))
            return owner

        return self.context.write("Leverancier bewaard", work, Leverancier, Erkenning)

    def end(self, leverancier_id: LeverancierId) -> Changes:
        """No longer offered and no longer watched; measures that name him stay as they are."""
        ended = replace(self.get(leverancier_id), is_vervallen=True)
        return self.context.save(ended, "Leverancier niet meer gebruiken")

    def restore(self, leverancier_id: LeverancierId) -> Changes:
        """Use him again."""
        used = replace(self.get(leverancier_id), is_vervallen=False)
        return self.context.save(used, "Leverancier weer gebruiken")

    # --- the secrecy declaration

    def snapshot(self, leverancier_id: LeverancierId, ontvanger: Ontvanger) -> Geheimhoudingsverklaring:
        """What his declaration says; InvalidInput without a reader."""
        return geheimhoudingsverklaring(self.context, leverancier_id, ontvanger)

    def preview(self, leverancier_id: LeverancierId, ontvanger: Ontvanger) -> bytes:
        """The PDF with copy number "voorbeeld", for the screen only; not registered. UnprintableText."""
        return preview(self.snapshot(leverancier_id, ontvanger))

    def register(
        self, leverancier_id: LeverancierId, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Geregistreerd:
        """Give a copy of the declaration its number; raises as `UitgifteService.register`."""
        return UitgifteService(self.context).enrol(verify(self.request(leverancier_id, ontvanger, gegevens)))

    def request(
        self, leverancier_id: LeverancierId, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Aanvraag:
        """The first step of `register`, before `verify` and `enrol`; ReleaseApprovalRequired."""
        return self._ask(leverancier_id, self.snapshot(leverancier_id, ontvanger), ontvanger, gegevens)

    def request_again(
        self, copy: Exemplaar, snapshot: Geheimhoudingsverklaring, gegevens: Uitgiftegegevens
    ) -> Aanvraag:
        """The first step of a reprint of the same text."""
        return self._ask(
            copy.leverancier_id or LeverancierId(0), snapshot, Ontvanger(naam=copy.ontvanger), gegevens
        )

    def issue(
        self, leverancier_id: LeverancierId, ontvanger: Ontvanger, gegevens: Uitgiftegegevens
    ) -> Uitgifte:
        """A numbered copy of the declaration; raises as `UitgifteService.issue`, and as `request`."""
        registered = self.register(leverancier_id, ontvanger, gegevens)
        return UitgifteService(self.context).finish(registered, lambda: produce(registered))

    def doubted(self, leverancier_id: LeverancierId) -> Twijfelstuk:
        """What a second person must say yes to before his declaration leaves; NotFound when he is gone."""
        reader = Ontvanger(naam=self.get(leverancier_id).naam, leverancier_id=leverancier_id)
        snapshot = self.snapshot(leverancier_id, reader)
        gegevens = Uitgiftegegevens(wijze=Wijze.PAPIER)
        asked = UitgifteService(self.context).request(snapshot, None, reader, gegevens)
        return self._doubted(leverancier_id, snapshot, _hits(asked))

    def _ask(
        self,
        leverancier_id: LeverancierId,
        snapshot: Geheimhoudingsverklaring,
        ontvanger: Ontvanger,
        gegevens: Uitgiftegegevens,
    ) -> Aanvraag:
        reader = replace(ontvanger, leverancier_id=leverancier_id)
        asked = UitgifteService(self.context).request(snapshot, None, reader, gegevens)
        doubted = self._doubted(leverancier_id, snapshot, _hits(asked))
        released = Vrijgaveakkoorden(self.context).released(doubted, asked.gegevens)
        return replace(asked, gegevens=released)

    def _doubted(
        self, leverancier_id: LeverancierId, snapshot: Geheimhoudingsverklaring, hits: Sequence[Treffer]
    ) -> Twijfelstuk:
        return Twijfelstuk(
            naam=f"Geheimhoudingsverklaring van {self.get(leverancier_id).naam}",
            inhoud_sha256=content_sha256(snapshot),
            twijfels=twijfels_in(snapshot, hits),
        )

    def _recognitions(self) -> dict[int, list[Erkenning]]:
        found: dict[int, list[Erkenning]] = {}
        for one in records.list_where(self.context.connection, Erkenning, order=_BY_KIND):
            found.setdefault(one.leverancier_id or 0, []).append(one)
        return found

    def _list(self, *, with_ended: bool) -> list[Leverancier]:
        where = "1" if with_ended else "is_vervallen = 0"
        found = records.list_where(self.context.connection, Leverancier, where)
        return sorted(found, key=lambda one: sort_key(one.naam))

    def _line(self, one: Leverancier, erkenningen: Sequence[Erkenning], busy: int) -> LeverancierRegel:
        findings = screening_findings(one, erkenningen, self.context.today)
        return LeverancierRegel(
            leverancier=one,
            erkenningen=tuple(erkenningen),
            stand=screening(findings),
            bevindingen=tuple(findings),
            volgende=next((paper.tot for paper in expiries(one, erkenningen)), None),
            maatregelen=busy,
        )


_BY_KIND = "instr('borg_b borg_e pkvw_bedrijf wpbr_nd overig', soort), id"


def _hits(asked: Aanvraag) -> tuple[Treffer, ...]:
    """What the papers for suppliers are searched for; nothing when a whole name refuses it anyway."""
    if asked.speurlijst is None or places_in(asked.snapshot, asked.gezocht):
        return ()
    return treffers_in(plaatsteksten(asked.snapshot), asked.speurlijst)


def _problems_of(erkenning: Erkenning, at: int) -> list[Problem]:
    """The problems of one recognition under the name of its place."""
    try:
        check(erkenning)
    except InvalidInput as error:
        return [Problem(f"erkenningen.{at}.{one.field}", one.reason, one.data) for one in error.problems]
    return []
