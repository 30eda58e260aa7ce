"""What the cost lines of a dossier add up to, by kind and by account, to the cent (rule R11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, total
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Maatregel
from veiligheidsadvies.services.kosten import Geldstand

Sommen = Mapping[SoortKosten, Bedrag]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostensommen:
    """Sums incl. btw: of all lines, of what others than the organisation pay, of what returns yearly."""

    alle: Sommen
    van_anderen: Sommen
    per_jaar: Bedrag

    def difference(self, employer: Geldstand) -> Bedrag:
        """What the employer's money and that of others together miss or exceed; zero when all reconciles.

        `employer` is added up by the service, from the database; this object from the lines as shown.
        """
        pairs = (
            (employer.raming, (SoortKosten.RAMING,)),
            (employer.offerte, (SoortKosten.OFFERTE,)),
            (employer.gefactureerd, (SoortKosten.FACTUUR, SoortKosten.CREDIT)),
            (employer.betaald, (SoortKosten.BETALING,)),
        )
        return total(
            Bedrag(abs((part + _signed(self.van_anderen, kinds) - _signed(self.alle, kinds)).cents))
            for part, kinds in pairs
        )


def _signed(sums: Sommen, kinds: Sequence[SoortKosten]) -> Bedrag:
    """A credit counts against the facturen."""
    return total(
        -sums.get(kind, NIHIL) if kind is SoortKosten.CREDIT else sums.get(kind, NIHIL) for kind in kinds
    )


def sums_of(lines: Sequence[Kostenregel], measures: Sequence[Maatregel]) -> Kostensommen:
    """Add the lines up by kind, and by payer: their own or that of their measure."""
    payers = {m.id: m.betaler for m in measures}
    everything: dict[SoortKosten, Bedrag] = defaultdict(lambda: NIHIL)
    others: dict[SoortKosten, Bedrag] = defaultdict(lambda: NIHIL)
    for line in lines:
        everything[line.soort] += line.incl
        if (line.betaler or payers.get(line.maatregel_id)) is not Betaler.ORGANISATIE:
            others[line.soort] += line.incl
    yearly = total(line.incl for line in lines if line.per_jaar and line.soort is not SoortKosten.CREDIT)
    return Kostensommen(alle=dict(everything), van_anderen=dict(others), per_jaar=yearly)
