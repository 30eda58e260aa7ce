"""Status changes through the life cycle: what is possible, what it asks, what blocks it, and doing it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import InvalidInput, TransitionRefused
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.levensloop import (
    VAN_DE_MAATREGEL,
    Eis,
    Overgang,
    Voorwaarde,
    condition_holds,
    correction,
    entering,
    missing_fields,
    step,
    step_fields,
    targets,
)
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId, Status
from veiligheidsadvies.domain.opdracht import IN_VOORBEREIDING, LOPEND, OpdrachtId, Opdrachtstand
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.regels import Dossierstand, order_findings
from veiligheidsadvies.domain.veld import label
from veiligheidsadvies.services.akkoord_dekking import REDEN, Dekking
from veiligheidsadvies.services.boekjaar import require_open_end
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.context import Context, check
from veiligheidsadvies.services.dossiers import DossierService
from veiligheidsadvies.services.overgang_bedragen import Gegevens, Overgangsbedragen
from veiligheidsadvies.storage import opdracht_table, records
from veiligheidsadvies.text.bevindingen import heading

__all__ = ["Gegevens", "Keuze", "OvergangService", "Voorstel"]


_GETEKEND = LOPEND | {Opdrachtstand.AKKOORD}
VAST_IN_OPDRACHT = {
    Status.AKKOORD: _GETEKEND,
    Status.OPDRACHT_GEGEVEN: _GETEKEND,
    Status.INGEPLAND: _GETEKEND,
    Status.UITGEVOERD: _GETEKEND,
}
"""In which states an order holds a measure of this status; from `opgeleverd` on it is free again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """A status that a measure can go to now: what it still asks, what blocks and what warns.

    `velden` are empty fields that must be filled, `mag` may be; `vraagt_bedrag` only when no usable amount is
    known; `vraagt_akkoord` when the step itself or the lifting of a block needs a second person.
    """

    naar: Status
    velden: tuple[str, ...]
    mag: tuple[str, ...]
    vraagt_bedrag: bool
    vraagt_reden: bool
    vraagt_akkoord: bool
    bevindingen: tuple[Bevinding, ...]

    @property
    def blokkades(self) -> tuple[Bevinding, ...]:
        """What stands in the way."""
        return tuple(b for b in self.bevindingen if b.ernst is Ernst.BLOKKEERT)

    @property
    def is_mogelijk(self) -> bool:
        """Nothing blocks, or a second person can lift all that does."""
        return all(b.is_op_te_heffen for b in self.blokkades)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """What a second person is asked to decide; the digest of `tekst` is what is signed."""

    dossier_id: DossierId | None
    onderwerp: OnderwerpAkkoord
    tekst: str
    opdracht_id: OpdrachtId | None = None
    voorgesteld_door: str = ""
    """Who laid it before, when that was not who opened the vault now."""
    woorden: tuple[str, ...] = field(default=(), repr=False)
    """Words of the text that may be a coincidence; the form on paper may hold them, but no dossier code."""

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text."""
        return hashlib.sha256(self.tekst.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OvergangService:
    """One public method is one user action.

    A measure on an order follows that order, and only an order brings it to `opdracht gegeven`. What was
    ordered before the program was used is taken over with `is_van_elders`.
    """

    context: Context
    is_van_elders: bool = False

    def choices(self, maatregel_id: int) -> list[Keuze]:
        """Where this measure can go by hand, in the order of the life cycle, with what each step asks."""
        maatregel = self._get(maatregel_id)
        return [
            self._choice(entering(maatregel, naar), naar)
            for naar in targets(maatregel.status)
            if self.is_van_elders or naar is not Status.OPDRACHT_GEGEVEN
        ]

    def find_order(self, maatregel_id: int) -> tuple[int, str] | None:
        """Id and number of the order that this measure follows now; None when it is free."""
        status = self._get(maatregel_id).status
        states = VAST_IN_OPDRACHT.get(status, ())
        return opdracht_table.find_order_of(self.context.connection, maatregel_id, states)

    def find_prepared_order(self, maatregel_id: int) -> tuple[int, str] | None:
        """Id and number of the newest order with this measure that was not given yet; None without one."""
        return opdracht_table.find_order_of(self.context.connection, maatregel_id, IN_VOORBEREIDING)

    def choice(self, maatregel_id: int, naar: Status) -> Keuze:
        """What one step asks; a step that the life cycle lacks comes back blocked."""
        return self._choice(entering(self._get(maatregel_id), naar), naar)

    def choices_with(self, ids: Sequence[int], naar: Status, velden: Mapping[str, Any]) -> list[Keuze]:
        """What one step asks of each measure once `velden` are filled in: an order date can break a rule."""
        return [self._choice(self._filled(row_id, naar, velden, ids), naar) for row_id in ids]

    def previous_status(self, maatregel_id: int) -> Status | None:
        """The status before this one, for a correction; None at the beginning."""
        lines = records.list_where(
            self.context.connection, Statusovergang, "maatregel_id = ?", (maatregel_id,), order="id"
        )
        path: list[Status] = []
        for line in lines:
            if line.is_correctie and line.naar in path[:-1]:
                while path[-1] is not line.naar:
                    path.pop()
            else:
                path.append(line.naar)
        return path[-2] if len(path) > 1 else None

    def propose(
        self, ids: Sequence[int], naar: Status, reden: str, gegevens: Gegevens | None = None
    ) -> Voorstel:
        """The decision on which a second person's Akkoord is asked, with the reason and what it lifts.

        `gegevens` come with the step: an order date decides on which rules are lifted, an amount is part of
        what is decided. ValueError for measures of several dossiers: each dossier has a decision of its own.
        """
        velden, incl = (gegevens.velden, gegevens.incl) if gegevens is not None else ({}, None)
        chosen = [self._filled(row_id, naar, velden, ids) for row_id in dict.fromkeys(ids)]
        if len({maatregel.dossier_id for maatregel in chosen}) > 1:
            raise ValueError("a decision is about one dossier")
        lines = []
        subject = OnderwerpAkkoord.AFWIJKING
        for maatregel in chosen:
            blocks = self._choice(maatregel, naar).blokkades
            if naar is Status.IN_PLAN:
                subject = OnderwerpAkkoord.SPOED_PKVW
            elif blocks:
                subject = OnderwerpAkkoord.POORT_OPGEHEVEN
            lifted = "; ".join(f"{heading(b)} (regel {b.regel})" for b in blocks)
            code = records.get(self.context.connection, Dossier, maatregel.dossier_id or 0).code
            lines.append(
                f"{code} maatregel {maatregel.id} {maatregel.catalogus_code} {maatregel.titel}: "
                f"van ‘{maatregel.status.woord}’ naar ‘{naar.woord}’"
                + (f"; opgeheven: {lifted}" if lifted else "")
                + f"; {Dekking(self.context).facts(maatregel, incl)}"
            )
        text = "\n".join(lines) + REDEN + reden.strip()
        return Voorstel(dossier_id=chosen[0].dossier_id if chosen else None, onderwerp=subject, tekst=text)

    def coverage(self, maatregel_id: int) -> list[Bevinding]:
        """A warning when something of a measure changed after a second person agreed to it."""
        return Dekking(self.context).findings(self._get(maatregel_id))

    def apply(self, ids: Sequence[int], naar: Status, gegevens: Gegevens) -> Changes:
        """Take the step for all chosen measures as one action; TransitionRefused when one of them cannot.

        YearClosed for a measure that is wound up on a day of a closed year while something on it recurs.
        """
        steps = [self._step(row_id, naar, gegevens, ids) for row_id in dict.fromkeys(ids)]
        number = "1 maatregel" if len(steps) == 1 else f"{len(steps)} maatregelen"
        return self._write(f"{number} naar ‘{naar.woord}’", steps, gegevens)

    def correct(self, maatregel_id: int, reden: str) -> Changes:
        """Back to the status before, with a reason, appended to the history."""
        maatregel = self._get(maatregel_id)
        before = self.previous_status(maatregel_id)
        followed = self._followed(maatregel)
        if followed:
            raise TransitionRefused(followed)
        if before is None or not reden.strip():
            code = "geen_overgang" if before is None else "gegevens_ontbreken"
            data = {"van": maatregel.status.woord, "naar": "eerder", "velden": "reden"}
            raise TransitionRefused([Bevinding(regel="R16", ernst=Ernst.BLOKKEERT, code=code, data=data)])
        gegevens = Gegevens(reden=reden)
        return self._write(
            f"Status hersteld naar ‘{before.woord}’",
            [(maatregel, correction(maatregel.status, before))],
            gegevens,
        )

    def _filled(self, row_id: int, naar: Status, velden: Mapping[str, Any], ids: Sequence[int]) -> Maatregel:
        """The measure with what was filled in; ValueError for a field that this step does not know."""
        if unknown := set(velden) - step_fields(naar):
            raise ValueError(f"not a field of this step: {sorted(unknown)}")
        maatregel = entering(self._get(row_id), naar)
        is_one = len(set(ids)) == 1
        kept = {
            name: value
            for name, value in velden.items()
            if is_one or name not in VAN_DE_MAATREGEL or getattr(maatregel, name) in (None, "")
        }
        if naar is Status.AFGEWIKKELD and maatregel.afgewikkeld_op is None and not maatregel.terugkerend:
            kept.setdefault("afgewikkeld_op", self.context.today)
        if naar is Status.BESTUURDER_ZIET_AF:
            kept.setdefault("status_op", self.context.today)
        return replace(maatregel, **kept)

    def _step(
        self, row_id: int, naar: Status, gegevens: Gegevens, ids: Sequence[int]
    ) -> tuple[Maatregel, Overgang]:
        filled = self._filled(row_id, naar, gegevens.velden, ids)
        overgang = step(filled.status, naar)
        if overgang is None:
            raise TransitionRefused([_no_step(filled, naar)])
        refusals = self._refusals(self._choice(filled, naar), gegevens, ids)
        if refusals:
            raise TransitionRefused(refusals)
        check(filled)
        if filled.status_op is not None and filled.status_op > self.context.today:
            raise InvalidInput([Problem("status_op", "datum_toekomst", {"datum": self.context.today})])
        return filled, overgang

    def _refusals(self, keuze: Keuze, gegevens: Gegevens, ids: Sequence[int]) -> list[Bevinding]:
        hard = [b for b in keuze.blokkades if not b.is_op_te_heffen]
        missing = [label(Maatregel, name) for name in keuze.velden]
        if keuze.vraagt_bedrag and gegevens.ex is None:
            missing.append("Bedrag")
        if keuze.vraagt_reden and not gegevens.reden.strip():
            missing.append("Reden")
        if missing:
            hard.append(_missing(missing))
        if keuze.vraagt_akkoord and not self._is_approved(keuze.naar, gegevens, ids):
            hard += [b for b in keuze.blokkades if b.is_op_te_heffen]
            hard.append(Bevinding(regel="vier ogen", ernst=Ernst.BLOKKEERT, code="akkoord_ontbreekt"))
        return hard

    def _is_approved(self, naar: Status, gegevens: Gegevens, ids: Sequence[int]) -> bool:
        if gegevens.akkoord_id is None or not gegevens.reden.strip():
            return False
        akkoord = records.get(self.context.connection, Akkoord, gegevens.akkoord_id)
        used = records.list_where(self.context.connection, Statusovergang, "akkoord_id = ?", (akkoord.id,))
        if len({self._get(row_id).dossier_id for row_id in ids}) > 1:
            return False
        proposal = self.propose(ids, naar, gegevens.reden, gegevens)
        return not used and akkoord.samenvatting_sha256 == proposal.sha256

    def _choice(self, maatregel: Maatregel, naar: Status) -> Keuze:
        overgang = step(maatregel.status, naar)
        if overgang is None:
            return Keuze(
                naar=naar,
                velden=(),
                mag=(),
                vraagt_bedrag=False,
                vraagt_reden=False,
                vraagt_akkoord=False,
                bevindingen=(_no_step(maatregel, naar),),
            )
        findings = self._findings(maatregel, overgang, self._stand(maatregel, naar))
        lifts = any(b.ernst is Ernst.BLOKKEERT and b.is_op_te_heffen for b in findings)
        return Keuze(
            naar=naar,
            velden=missing_fields(overgang, maatregel),
            mag=tuple(name for name in overgang.mag if getattr(maatregel, name) in (None, "")),
            vraagt_bedrag=Eis.BEDRAG in overgang.eisen
            and not Overgangsbedragen(self.context).has_amount(maatregel, naar),
            vraagt_reden=Eis.REDEN in overgang.eisen or lifts,
            vraagt_akkoord=Eis.AKKOORD in overgang.eisen or lifts,
            bevindingen=tuple(findings),
        )

    def _findings(self, maatregel: Maatregel, overgang: Overgang, stand: Dossierstand) -> list[Bevinding]:
        found: list[Bevinding] = []
        condition = overgang.voorwaarde
        if condition is not None and not condition_holds(condition, maatregel, has_pkvw=stand.has_pkvw):
            rule = "R1" if condition is Voorwaarde.PKVW_OF_SPOED else "levensloop"
            found.append(
                Bevinding(
                    regel=rule,
                    ernst=Ernst.BLOKKEERT,
                    code=condition.value,
                    is_op_te_heffen=condition is Voorwaarde.PKVW_OF_SPOED,
                )
            )
        if overgang.naar is Status.OPDRACHT_GEGEVEN:
            found += order_findings(maatregel, stand)
            if not self.is_van_elders:
                found.append(Bevinding(regel="opdracht", ernst=Ernst.BLOKKEERT, code="via_opdracht"))
        return [*self._followed(maatregel), *found]

    def _followed(self, maatregel: Maatregel) -> list[Bevinding]:
        """A refusal when the measure follows an order: a step by hand would contradict it."""
        order = self.find_order(maatregel.id or 0)
        if order is None:
            return []
        data = {"nummer": order[1]}
        return [Bevinding(regel="opdracht", ernst=Ernst.BLOKKEERT, code="volgt_opdracht", data=data)]

    def _write(
        self, description: str, steps: Sequence[tuple[Maatregel, Overgang]], gegevens: Gegevens
    ) -> Changes:
        for maatregel, overgang in steps:
            after = replace(maatregel, status=overgang.naar)
            require_open_end(self.context, self._get(maatregel.id or 0), after)

        def work(log: records.Log) -> int | None:
            for maatregel, overgang in steps:
                if not overgang.is_correctie:
                    Overgangsbedragen(self.context).write_amount(log, maatregel, overgang.naar, gegevens)
                day = self._day_of(maatregel, overgang)
                records.save(log, replace(maatregel, status=overgang.naar, status_op=day))
                records.save(log, self._history_line(maatregel, overgang, gegevens))
            return steps[-1][0].id if steps else None

        return self.context.write(description, work, Maatregel, Statusovergang, Kostenregel)

    def _history_line(self, maatregel: Maatregel, overgang: Overgang, gegevens: Gegevens) -> Statusovergang:
        return Statusovergang(
            maatregel_id=maatregel.id,
            dossier_id=maatregel.dossier_id,
            van=maatregel.status,
            naar=overgang.naar,
            op=self._day_of(maatregel, overgang),
            tijdstip=self.context.now(),
            door=self.context.vault.actor,
            reden=gegevens.reden.strip(),
            is_correctie=overgang.is_correctie,
            akkoord_id=gegevens.akkoord_id,
        )

    def _day_of(self, maatregel: Maatregel, overgang: Overgang) -> dt.date:
        """Today, or the day that the step itself asked."""
        asked = maatregel.status_op if "status_op" in overgang.velden else None
        return asked or self.context.today

    def _get(self, maatregel_id: int) -> Maatregel:
        return records.get(self.context.connection, Maatregel, MaatregelId(maatregel_id))

    def _stand(self, maatregel: Maatregel, naar: Status) -> Dossierstand:
        """An order is judged by its date, every other step by today."""
        is_order = naar is Status.OPDRACHT_GEGEVEN and maatregel.opdracht_op is not None
        day = maatregel.opdracht_op if is_order else self.context.today
        dossier_id = DossierId(maatregel.dossier_id or 0)
        return DossierService(self.context).stand(dossier_id, day, has_maatregelen=False)


def _no_step(maatregel: Maatregel, naar: Status) -> Bevinding:
    data = {"van": maatregel.status.woord, "naar": naar.woord}
    return Bevinding(regel="levensloop", ernst=Ernst.BLOKKEERT, code="geen_overgang", data=data)


def _missing(names: Sequence[str]) -> Bevinding:
    return Bevinding(
        regel="levensloop",
        ernst=Ernst.BLOKKEERT,
        code="gegevens_ontbreken",
        data={"velden": ", ".join(names)},
    )
