"""How a dossier stands under the terms: until when it is kept, and what still stops its destruction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from veiligheidsadvies.domain.bewaarregel import Bewaarregel, Bewaarsoort
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.dossier import DossierId


class Beletsel(StrEnum):
    """Why something may not be destroyed now."""

    NIET_GESLOTEN = "niet_gesloten"
    DAG_ONBEKEND = "dag_onbekend"
    TERMIJN = "termijn"
    BLOKKADE = "blokkade"
    STELSEL = "stelsel"
    CATEGORIE = "categorie"
    OPDRACHT = "opdracht"
    FACTUUR = "factuur"
    CONTRACT = "contract"
    BOEKJAAR = "boekjaar"
    AKKOORD = "akkoord"

    @property
    def woord(self) -> str:
        """The reason, as it stands in a list."""
        return _WOORD[self]


_WOORD = {
    Beletsel.NIET_GESLOTEN: "het dossier is niet gesloten",
    Beletsel.DAG_ONBEKEND: "de dag waarop de termijn begint is niet bekend",
    Beletsel.TERMIJN: "de termijn loopt nog",
    Beletsel.BLOKKADE: "er rust een bewaarplicht op",
    Beletsel.STELSEL: "het stelsel bewaken en beveiligen is actief",
    Beletsel.CATEGORIE: "de categorie in de selectielijst ontbreekt",
    Beletsel.OPDRACHT: "er loopt nog een opdracht",
    Beletsel.FACTUUR: "er staat nog een factuur open",
    Beletsel.CONTRACT: "er loopt nog een contract",
    Beletsel.BOEKJAAR: "niet elk boekjaar ervan is afgesloten",
    Beletsel.AKKOORD: "het akkoord hoort niet bij dit voorstel",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaarstand:
    """One thing that can be destroyed: a dossier, a kind of it apart, or what is left of it.

    `regel` is the rule that decides, `begin` the day of its event; `tot` is the last day on which it is kept.
    `zonder_categorie` are the kinds that would go, of which the rule has no category yet.
    """

    dossier_id: DossierId
    code: str
    soort: Bewaarsoort
    regel: Bewaarregel
    begin: dt.date | None
    tot: dt.date | None
    beletsels: tuple[Beletsel, ...]
    blokkades: tuple[Blokkade, ...] = ()
    zonder_categorie: tuple[Bewaarsoort, ...] = ()

    @property
    def wat(self) -> str:
        """What goes, in words."""
        if self.soort is Bewaarsoort.DOSSIER:
            return "Het hele dossier"
        return "De bedragen die overbleven" if self.soort is Bewaarsoort.GELD else self.soort.woord

    @property
    def vanaf(self) -> dt.date | None:
        """The first day on which it may go."""
        return self.tot + dt.timedelta(days=1) if self.tot else None

    @property
    def mag(self) -> bool:
        """Whether nothing stops it but the second person."""
        return not self.beletsels

    @property
    def redenen(self) -> list[str]:
        """What stops it, in words; without a category the kinds that have none."""
        return [self._reden(one) for one in self.beletsels]

    def _reden(self, stop: Beletsel) -> str:
        kinds = [f"‘{one.woord}’" for one in self.zonder_categorie]
        if stop is not Beletsel.CATEGORIE or not kinds:
            return stop.woord
        return f"{stop.woord} bij {', '.join(kinds)}"
