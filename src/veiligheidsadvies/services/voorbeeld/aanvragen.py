"""The request for quotes of the example: two suppliers answered, and the manager still has to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from veiligheidsadvies.domain.aantal import EEN, Aantal
from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.voorbeeld.tijdlijn import Tijdlijn

_DOSSIER = "GED-06"
_GEVRAAGD, _UITERLIJK = 12, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vraag:
    code: str
    titel: str
    eis: str
    aantal: int
    eenheid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Antwoord:
    """A quote in days ago, with a price in cents for each line and the days it is valid from now."""

    leverancier: str
    kenmerk: str
    dagen: int
    geldig: int
    levertijd: int
    prijzen: tuple[int, ...]


_VRAGEN = (
    _Vraag(
        code="W-23",
        titel="Camera’s met lokale recorder",
        eis="Alleen eigen terrein in beeld. Beelden blijven op de recorder, geen cloud.",
        aantal=4,
        eenheid="stuks",
    ),
    _Vraag(
        code="W-24",
        titel="Buitenlampen met sensor",
        eis="Licht bij nadering, geen licht bij de buren naar binnen.",
        aantal=4,
        eenheid="stuks",
    ),
)
_ANTWOORDEN = (
    _Antwoord(
        leverancier="Zandoever Installatie",
        kenmerk="ZI-Q-118",
        dagen=5,
        geldig=26,
        levertijd=15,
        prijzen=(512_40, 78_50),
    ),
    _Antwoord(
        leverancier="Oostpolder Meldkamer",
        kenmerk="OM-0447",
        dagen=4,
        geldig=40,
        levertijd=28,
        prijzen=(548_00, 71_25),
    ),
)


def asked() -> frozenset[tuple[str, str]]:
    """Dossier and code of the measures that the request brings on."""
    return frozenset((_DOSSIER, one.code) for one in _VRAGEN)


@dataclass(slots=True)
class Aanvraagverhaal:
    """Plans the request and its answers on the timeline."""

    services: Services
    tijd: Tijdlijn
    dossiers: Mapping[str, DossierId]
    maatregelen: Mapping[tuple[str, str], int]
    aanvragen: list[AanvraagId] = field(default_factory=list)

    def plan(self) -> None:
        """Ask, and enter what came back."""
        self.tijd.plan(_GEVRAAGD, self._ask)
        for one in _ANTWOORDEN:
            self.tijd.plan(one.dagen, partial(self._enter, one))

    def _ask(self) -> None:
        service = self.services.aanvragen
        measures = [self.maatregelen[_DOSSIER, one.code] for one in _VRAGEN]
        request, lines = service.concept(self.dossiers[_DOSSIER], measures)
        said = [
            replace(
                line,
                titel=one.titel,
                eis=one.eis,
                aantal=Aantal(one.aantal * EEN.honderdsten),
                eenheid=one.eenheid,
            )
            for line, one in zip(lines, _VRAGEN, strict=True)
        ]
        suppliers = [self._supplier(one.leverancier) for one in _ANTWOORDEN]
        wanted = replace(request, reageren_voor=self.tijd.over(_UITERLIJK))
        self.aanvragen.append(AanvraagId(service.save(wanted, said, suppliers).row_id or 0))
        service.send(self.aanvragen[0])

    def _enter(self, one: _Antwoord) -> None:
        service, row = self.services.aanvragen, self.aanvragen[0]
        supplier = self._supplier(one.leverancier)
        quote = next(kept for kept in service.list_offertes(row) if kept.leverancier_id == supplier)
        received = replace(
            quote,
            kenmerk=one.kenmerk,
            ontvangen_op=self.services.today,
            geldig_tot=self.tijd.over(one.geldig),
            levertijd_dagen=one.levertijd,
        )
        lines = service.list_regels(row)
        prices = {
            line.id: (Bedrag(cents), line.btw)
            for line, cents in zip(lines, one.prijzen, strict=True)
            if line.id is not None
        }
        service.save_offerte(received, prices)

    def _supplier(self, naam: str) -> LeverancierId:
        return LeverancierId(self.services.leveranciers.get_by_name(naam).id or 0)
