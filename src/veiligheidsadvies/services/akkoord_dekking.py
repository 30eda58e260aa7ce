"""What an Akkoord is about besides the step: amount, supplier and text; and whether that is still so.

The facts stand in the signed text, so that a later change of one of them shows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.overgang_bedragen import Overgangsbedragen
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import NBSP, amount, fold
from veiligheidsadvies.vault.integrity import CheckOutcome

REDEN = "\nReden: "
"""Between the lines of the measures and the reason of a decision."""
_KENMERK = 16
_FACTS = re.compile(r"; (bedrag|nog geen bedrag)(.*); leverancier (.*); tekst ([0-9a-f]{16})$")
_GEEN_BEDRAG, _GEEN_LEVERANCIER = "nog geen bedrag", "nog niet bekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """Amount incl. btw and supplier in words, and the digest of title, text and norm."""

    bedrag: str
    leverancier: str
    tekst: str

    def __str__(self) -> str:
        return f"{self.bedrag}; leverancier {self.leverancier}; tekst {self.tekst}"


@dataclass(frozen=True, slots=True)
class Dekking:
    """Reading only."""

    context: Context

    def facts(self, maatregel: Maatregel, incl: Bedrag | None = None) -> Feiten:
        """What stands in a decision on this measure; `incl` is the amount that comes with the step."""
        once, yearly = Overgangsbedragen(self.context).known(maatregel)
        if incl is not None:
            once, yearly = incl, None
        parts = [amount_words(once)] if once is not None else []
        parts += [f"{amount_words(yearly)} per jaar"] if yearly is not None else []
        content = "\x1f".join((maatregel.titel, maatregel.tekst, maatregel.norm))
        return Feiten(
            bedrag=f"bedrag {' en '.join(parts)} incl. btw" if parts else _GEEN_BEDRAG,
            leverancier=maatregel.leverancier.strip() or _GEEN_LEVERANCIER,
            tekst=hashlib.sha256(content.encode()).hexdigest()[:_KENMERK],
        )

    def lost(self, maatregel: Maatregel) -> tuple[str, ...]:
        """What was signed of this measure and is different now: bedrag, leverancier, tekst.

        Empty without an Akkoord that counts, and for one from before these facts were part of its text. What
        was not known yet when it was signed may be filled in.
        """
        lines = records.list_where(
            self.context.connection, Statusovergang, "maatregel_id = ?", (maatregel.id,), order="id"
        )
        akkoord_id = _in_force(lines)
        if akkoord_id is None:
            return ()
        signed = _signed(records.get(self.context.connection, Akkoord, akkoord_id).besluit, maatregel)
        if signed is None:
            return ()
        now = self.facts(maatregel)
        pairs = (
            ("bedrag", signed.bedrag, now.bedrag, _GEEN_BEDRAG),
            ("leverancier", signed.leverancier, now.leverancier, _GEEN_LEVERANCIER),
            ("tekst", signed.tekst, now.tekst, ""),
        )
        return tuple(name for name, then, present, unknown in pairs if then not in (present, unknown))

    def findings(self, maatregel: Maatregel) -> list[Bevinding]:
        """A warning when the Akkoord no longer covers this measure."""
        names = self.lost(maatregel)
        data = {"wat": ", ".join(names)}
        warning = Bevinding(regel="vier ogen", ernst=Ernst.LET_OP, code="akkoord_dekt_niet", data=data)
        return [warning] if names else []

    def check(self) -> CheckOutcome:
        """As `controle` tells it: codes and numbers, no record values."""
        lost = self.list_lost()
        codes = {d.id: d.code for d in records.list_where(self.context.connection, Dossier)}
        told = ", ".join(
            f"{codes.get(m.dossier_id, '')} maatregel {m.id} ({'/'.join(names)})" for m, names in lost
        )
        detail = f"gewijzigd na het akkoord: {told}" if lost else ""
        return CheckOutcome(name="dekking van akkoorden", ok=not lost, warning=True, detail=detail)

    def list_lost(self) -> list[tuple[Maatregel, tuple[str, ...]]]:
        """Every measure whose Akkoord no longer covers it, with what changed."""
        found = records.list_where(
            self.context.connection,
            Maatregel,
            "id IN (SELECT maatregel_id FROM statusovergang WHERE akkoord_id IS NOT NULL)",
        )
        lost = [(maatregel, self.lost(maatregel)) for maatregel in found]
        return [(maatregel, names) for maatregel, names in lost if names]


def amount_words(value: Bedrag) -> str:
    """An amount as the signed text says it."""
    return amount(value, zero="€ 0,00").replace(NBSP, " ")


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are of one person, however they are typed."""
    return fold(" ".join(one.split())) == fold(" ".join(other.split()))


def _in_force(lines: Sequence[Statusovergang]) -> int | None:
    """The newest approval of which the step was not taken back."""
    approved: list[Statusovergang] = []
    for line in lines:
        if line.akkoord_id is not None:
            approved.append(line)
        elif (
            approved and line.is_correctie and (line.van, line.naar) == (approved[-1].naar, approved[-1].van)
        ):
            approved.pop()
    return approved[-1].akkoord_id if approved else None


def _signed(besluit: str, maatregel: Maatregel) -> Feiten | None:
    lines = besluit.partition(REDEN)[0].splitlines()
    own = (line for line in lines if re.match(rf"\S+ maatregel {maatregel.id} ", line))
    found = _FACTS.search(next(own, ""))
    if found is None:
        return None
    return Feiten(bedrag=found[1] + found[2], leverancier=found[3], tekst=found[4])
