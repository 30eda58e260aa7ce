"""The amounts that come with a status step: a quote, an estimate that was agreed, what an order commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief, including_btw, total
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Grondslag, Maatregel, Status
from veiligheidsadvies.services.boekjaar import open_year
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.storage import records


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevens:
    """What the user filled in for a step: fields of the measure, an amount without btw, reason, approval."""

    velden: Mapping[str, Any] = field(default_factory=dict)
    ex: Bedrag | None = None
    btw: BtwTarief = BtwTarief.HOOG
    reden: str = ""
    akkoord_id: AkkoordId | None = None

    @property
    def incl(self) -> Bedrag | None:
        """The amount with btw; None when none was filled in."""
        return None if self.ex is None else including_btw(self.ex, self.btw)


@dataclass(frozen=True, slots=True)
class Overgangsbedragen:
    """Works inside the transaction of the step."""

    context: Context

    def _lines(self, maatregel: Maatregel) -> list[Kostenregel]:
        return records.list_where(
            self.context.connection,
            Kostenregel,
            "maatregel_id = ?",
            (maatregel.id,),
            order="datum DESC, id DESC",
        )

    def has_amount(self, maatregel: Maatregel, naar: Status) -> bool:
        """Whether an amount is known that this step can go by."""
        if maatregel.grondslag is Grondslag.GEEN_KOSTEN:
            return True
        usable = (
            {SoortKosten.OFFERTE}
            if naar is Status.OFFERTE_ONTVANGEN
            else {SoortKosten.RAMING, SoortKosten.OFFERTE, SoortKosten.VERPLICHTING}
        )
        return any(line.soort in usable for line in self._lines(maatregel))

    def known(self, maatregel: Maatregel) -> tuple[Bedrag | None, Bedrag | None]:
        """Incl. btw, once and per year: what was ordered, else the newest quote or the estimates."""
        lines = self._lines(maatregel)
        ordered = [line for line in lines if line.soort is SoortKosten.VERPLICHTING]
        once, yearly = (
            [line.incl for line in ordered if line.per_jaar is is_yearly]
            or [
                line.incl
                for line in _best_known([x for x in lines if x.per_jaar is is_yearly])
                if not ordered
            ]
            for is_yearly in (False, True)
        )
        return (total(once) if once else None, total(yearly) if yearly else None)

    def write_amount(self, log: records.Log, maatregel: Maatregel, naar: Status, gegevens: Gegevens) -> None:
        """Write the quote, estimate or commitment that comes with this step."""
        kind = {
            Status.OFFERTE_ONTVANGEN: SoortKosten.OFFERTE,
            Status.AKKOORD: SoortKosten.RAMING,
            Status.OPDRACHT_GEGEVEN: SoortKosten.VERPLICHTING,
        }.get(naar)
        if kind is None:
            return
        day = (
            maatregel.opdracht_op
            if kind is SoortKosten.VERPLICHTING and maatregel.opdracht_op
            else self.context.today
        )
        if gegevens.ex is not None:
            line = Kostenregel(
                maatregel_id=maatregel.id,
                dossier_id=maatregel.dossier_id,
                soort=kind,
                ex=gegevens.ex,
                btw=gegevens.btw,
                incl=including_btw(gegevens.ex, gegevens.btw),
                datum=day,
                boekjaar=open_year(self.context, day),
                fiscale_categorie=fiscal_category(maatregel.grondslag, maatregel.betaler),
                kenmerk=maatregel.opdracht_kenmerk if kind is SoortKosten.VERPLICHTING else "",
            )
            check(line)
            records.save(log, line)
        elif kind is SoortKosten.VERPLICHTING:
            self._commit_known_amount(log, maatregel)

    def _commit_known_amount(self, log: records.Log, maatregel: Maatregel) -> None:
        lines = self._lines(maatregel)
        if any(line.soort is SoortKosten.VERPLICHTING for line in lines):
            return
        day = maatregel.opdracht_op or self.context.today
        for is_yearly in (False, True):
            for line in _best_known([line for line in lines if line.per_jaar is is_yearly]):
                ordered = replace(
                    line,
                    id=None,
                    soort=SoortKosten.VERPLICHTING,
                    datum=day,
                    boekjaar=open_year(self.context, day),
                    kenmerk=maatregel.opdracht_kenmerk,
                )
                records.save(log, ordered)


def _best_known(lines: list[Kostenregel]) -> list[Kostenregel]:
    """The newest quote, else every estimate; `lines` come newest first."""
    quotes = [line for line in lines if line.soort is SoortKosten.OFFERTE][:1]
    return quotes or [line for line in lines if line.soort is SoortKosten.RAMING]
