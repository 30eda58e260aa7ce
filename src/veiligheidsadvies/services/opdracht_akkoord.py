"""Who laid an order before the second person, and whether every approval of an order still holds.

What the signatures alone cannot tell is checked here as well: that the content that was signed is the content
that is kept, that its lines are those of the records, and that nobody approved an own proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    OpdrachtId,
    Opdrachtregel,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.services.akkoord_echtheid import bezwaar
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_regels import effective
from veiligheidsadvies.services.opdracht_stuk import has_lines, inhoud_sha256
from veiligheidsadvies.services.opdracht_voorstel import line_words, reason_words, subject_of
from veiligheidsadvies.storage import opdracht_table, records
from veiligheidsadvies.vault.integrity import CheckOutcome

_GETEKEND = frozenset({Versiestand.AKKOORD, Versiestand.GEGEVEN})


def proposer_of(context: Context, versie: Opdrachtversie) -> str:
    """With whose key this version was laid before, as the log has it; empty when it was not."""
    if versie.id is None:
        return ""
    return opdracht_table.proposers(context.connection, versie.id).get(versie.id, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stukken:
    """An order with all its versions and lines, in the order in which they were agreed."""

    opdracht: Opdracht
    versies: Sequence[Opdrachtversie]
    regels: Sequence[Opdrachtregel]

    def named(self, versie: Opdrachtversie) -> set[str]:
        """The lines as the decision names them: all that is ordered once this version was given."""
        given = {one.nummer for one in self.versies if one.stand is Versiestand.GEGEVEN}
        counting = {versie.nummer, *(one for one in given if one < versie.nummer)}
        return {line_words(one) for one in effective(one for one in self.regels if one.versie in counting)}


@dataclass(frozen=True, slots=True)
class Opdrachtcontrole:
    """Reading only."""

    context: Context

    def check(self) -> CheckOutcome:
        """As `controle` tells it: order numbers and what is wrong, no record values."""
        wrong = self.list_wrong()
        told = "; ".join(f"{nummer}: {what}" for nummer, what in wrong)
        return CheckOutcome(name="opdrachten", ok=not wrong, detail=told)

    def list_wrong(self) -> list[tuple[str, str]]:
        """Every signed version that no longer is what was signed, by number with what is wrong."""
        self.context.vault.forged_approval_keys()  # looked at anew, whatever this session saw before
        return [
            (f"{order.nummer} wijziging {versie.nummer}" if versie.nummer else order.nummer, what)
            for order, versie, what in self._wrong_of(None)
        ]

    def find_wrong(self, opdracht_id: OpdrachtId) -> str:
        """What is wrong with the approvals of one order, in a few words; "" when each of them holds."""
        return "; ".join(
            f"wijziging {versie.nummer}, {what}" if versie.nummer else what
            for _, versie, what in self._wrong_of(opdracht_id)
        )

    def _wrong_of(self, opdracht_id: OpdrachtId | None) -> Iterator[tuple[Opdracht, Opdrachtversie, str]]:
        every = opdracht_table.proposers(self.context.connection) if opdracht_id is None else None
        for stukken in self._read(opdracht_id):
            for versie in (one for one in stukken.versies if one.stand in _GETEKEND):
                proposer = (
                    proposer_of(self.context, versie) if every is None else every.get(versie.id or 0, "")
                )
                what = self._wrong(stukken, versie, proposer)
                if what:
                    yield stukken.opdracht, versie, what

    def _read(self, opdracht_id: OpdrachtId | None) -> Iterator[_Stukken]:
        """One order, or all of them with None."""
        connection = self.context.connection
        where, by_id = ("1", "1") if opdracht_id is None else ("opdracht_id = ?", "id = ?")
        values = () if opdracht_id is None else (opdracht_id,)
        lines: dict[int | None, list[Opdrachtregel]] = defaultdict(list)
        for line in records.list_where(
            connection, Opdrachtregel, where, values, order="versie, volgorde, id"
        ):
            lines[line.opdracht_id].append(line)
        versions: dict[int | None, list[Opdrachtversie]] = defaultdict(list)
        for versie in records.list_where(connection, Opdrachtversie, where, values, order="nummer"):
            versions[versie.opdracht_id].append(versie)
        left = "dossier_id NOT IN (SELECT id FROM dossier WHERE vernietigd_op IS NOT NULL)"
        for order in records.list_where(connection, Opdracht, f"{by_id} AND {left}", values):
            yield _Stukken(opdracht=order, versies=versions[order.id], regels=lines[order.id])

    def _wrong(self, stukken: _Stukken, versie: Opdrachtversie, proposer: str) -> str:
        akkoord = records.find_where(self.context.connection, Akkoord, "id = ?", (versie.akkoord_id,))
        if akkoord is None or akkoord.onderwerp is not OnderwerpAkkoord.OPDRACHT:
            return "akkoord ontbreekt"
        order, digest = stukken.opdracht, inhoud_sha256(versie.inhoud)
        said = akkoord.besluit.splitlines()
        tests = (
            (digest == versie.inhoud_sha256, "inhoud gewijzigd"),
            (akkoord.opdracht_id == order.id, "akkoord van een andere opdracht"),
            (akkoord.besluit.startswith(f"{subject_of(order, versie)} "), "akkoord van een andere opdracht"),
            (f"kenmerk van de inhoud: {digest}" in said, "akkoord op een andere inhoud"),
            (stukken.named(versie) <= set(said), "regels gewijzigd na het akkoord"),
            (has_lines(versie.inhoud, stukken.regels, versie.nummer), "regels gewijzigd na het akkoord"),
            (akkoord.besluit.endswith(reason_words(versie)), "reden gewijzigd na het akkoord"),
            (not Personen(self.context).is_own(akkoord, proposer), "eigen voorstel"),
        )
        return next((words for is_right, words in tests if not is_right), "") or bezwaar(
            self.context, akkoord
        )
