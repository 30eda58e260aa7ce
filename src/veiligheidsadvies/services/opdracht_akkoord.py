"""Who laid an order before the second person, and whether every approval of an order still holds.

`controle` checks here what the signatures alone cannot tell: that the content that was signed is the content
that is kept, that its lines are those of the records, and that nobody approved an own proposal.
"""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord
from veiligheidsadvies.domain.opdracht import (
    Opdracht,
    Opdrachtregel,
    Opdrachtversie,
    Versiestand,
)
from veiligheidsadvies.services.akkoord_dekking import is_same_person
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.opdracht_regels import effective
from veiligheidsadvies.services.opdracht_stuk import inhoud_sha256
from veiligheidsadvies.services.opdracht_voorstel import line_words, subject_of
from veiligheidsadvies.storage import records
from veiligheidsadvies.vault.integrity import CheckOutcome

_GETEKEND = frozenset({Versiestand.AKKOORD, Versiestand.GEGEVEN})


def proposer_of(context: Context, versie: Opdrachtversie) -> str:
    """With whose key this version was laid before, as the log has it; empty when it was not."""
    if versie.id is None:
        return ""
    lines = context.vault.history(table=Opdrachtversie.TABEL, row=versie.id, limit=200)
    laid = (
        line
        for line in lines
        if line.after is not None
        and line.after.get("stand") == Versiestand.VOORGELEGD
        and (line.before or {}).get("stand") == Versiestand.CONCEPT
    )
    found = next(laid, None)
    return found.actor if found is not None else ""


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
        connection = self.context.connection
        orders = {one.id: one for one in records.list_where(connection, Opdracht)}
        akkoorden = {one.id: one for one in records.list_where(connection, Akkoord)}
        lines = records.list_where(connection, Opdrachtregel, order="versie, volgorde, id")
        found = []
        for versie in records.list_where(connection, Opdrachtversie, order="opdracht_id, nummer"):
            if versie.stand not in _GETEKEND:
                continue
            order = orders[versie.opdracht_id]
            own = [one for one in lines if one.opdracht_id == order.id]
            akkoord = akkoorden.get(versie.akkoord_id)
            what = self._wrong(order, versie, own, akkoord)
            if what:
                number = order.nummer if not versie.nummer else f"{order.nummer} wijziging {versie.nummer}"
                found.append((number, what))
        return found

    def _wrong(
        self, order: Opdracht, versie: Opdrachtversie, lines: list[Opdrachtregel], akkoord: Akkoord | None
    ) -> str:
        if akkoord is None or akkoord.onderwerp is not OnderwerpAkkoord.OPDRACHT:
            return "akkoord ontbreekt"
        digest = inhoud_sha256(versie.inhoud)
        said = akkoord.besluit.splitlines()
        tests = (
            (digest == versie.inhoud_sha256, "inhoud gewijzigd"),
            (akkoord.opdracht_id == order.id, "akkoord van een andere opdracht"),
            (akkoord.besluit.startswith(f"{subject_of(order, versie)} "), "akkoord van een andere opdracht"),
            (f"kenmerk van de inhoud: {digest}" in said, "akkoord op een andere inhoud"),
            (set(self._lines(lines, versie)) <= set(said), "regels gewijzigd na het akkoord"),
            (not self._is_own(versie, akkoord), "eigen voorstel"),
        )
        return next((words for is_right, words in tests if not is_right), "")

    def _lines(self, lines: list[Opdrachtregel], versie: Opdrachtversie) -> list[str]:
        """The lines as the decision names them: all that is ordered once this version was given."""
        given = {
            one.nummer
            for one in records.list_where(
                self.context.connection, Opdrachtversie, "opdracht_id = ?", (versie.opdracht_id,)
            )
            if one.stand is Versiestand.GEGEVEN and one.nummer < versie.nummer
        }
        counting = {versie.nummer, *given}
        return [line_words(one) for one in effective(one for one in lines if one.versie in counting)]

    def _is_own(self, versie: Opdrachtversie, akkoord: Akkoord) -> bool:
        proposers = (akkoord.voorgesteld_door, proposer_of(self.context, versie))
        return any(is_same_person(akkoord.naam, one) for one in proposers)
