"""What the cost lines of a dossier add up to: by kind, by payer, and whether both agree to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, total
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Maatregel


@dataclass(frozen=True, slots=True, kw_only=True)
class Kostensommen:
    """Sums incl. btw. A credit counts against the facturen, so it lowers the total of its payer."""

    per_soort: Mapping[SoortKosten, Bedrag]
    per_betaler: Mapping[str, Bedrag]
    per_jaar: Bedrag

    @property
    def verschil(self) -> Bedrag:
        """What the two ways of adding up differ; zero when the lines reconcile."""
        return _signed_total(self.per_soort) - total(self.per_betaler.values())


def _signed_total(sums: Mapping[SoortKosten, Bedrag]) -> Bedrag:
    return total(-part if kind is SoortKosten.CREDIT else part for kind, part in sums.items())


def sums_of(lines: Sequence[Kostenregel], measures: Sequence[Maatregel]) -> Kostensommen:
    """Add the lines up by kind and, through their measures, by payer."""
    payers = {m.id: m.betaler for m in measures}
    kinds: dict[SoortKosten, Bedrag] = defaultdict(lambda: NIHIL)
    by_payer: dict[str, Bedrag] = defaultdict(lambda: NIHIL)
    for line in lines:
        kinds[line.soort] += line.incl
        signed = -line.incl if line.soort is SoortKosten.CREDIT else line.incl
        by_payer[payer_words(payers.get(line.maatregel_id))] += signed
    yearly = total(line.incl for line in lines if line.per_jaar and line.soort is not SoortKosten.CREDIT)
    return Kostensommen(per_soort=dict(kinds), per_betaler=dict(by_payer), per_jaar=yearly)


def payer_words(payer: Betaler | None) -> str:
    """Who pays, or that it was not chosen yet."""
    return payer.woord if payer else "nog niet gekozen"
