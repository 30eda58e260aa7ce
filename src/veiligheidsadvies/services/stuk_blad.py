"""What all papers share: the sheet around the text, and how a reader and a payer are called."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import InvalidInput, NotFound
from veiligheidsadvies.domain.maatregel import Betaler
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.printing.snapshots import Blad, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.uitgifte_gegevens import VOORBEELD, Ontvanger
from veiligheidsadvies.storage import records

EIGEN_DOSSIER = "uw eigen"
EIGEN_WATERMERK = "eigen exemplaar"
ONBEKENDE_BETALER = "onbekend"


@dataclass(frozen=True, slots=True)
class Bladgegevens:
    """Fills the furniture of a sheet from the records; number, n van m and log head come at issue."""

    context: Context

    def organisatie(self) -> Organisatie:
        """The organisation of this vault; NotFound when it was never entered."""
        found = records.list_where(self.context.connection, Organisatie)
        if not found:
            raise NotFound(Organisatie.TABEL)
        return found[0]

    def bestuurder(self, dossier_id: DossierId) -> Bestuurder | None:
        """The person of a dossier."""
        return records.find_where(self.context.connection, Bestuurder, "dossier_id = ?", (dossier_id,))

    def blad(self, document: str, dossier_id: DossierId | None, ontvanger: Ontvanger) -> Blad:
        """The sheet for this reader: a name or a code, never both.

        InvalidInput when no reader is named, or an own copy is asked of a dossier without a person.
        """
        organisatie = self.organisatie()
        is_own = ontvanger.is_eigen
        reader = self._own_name(dossier_id) if is_own else ontvanger.naam.strip()
        if not reader:
            raise InvalidInput([Problem("ontvanger", "verplicht")])
        code = records.get(self.context.connection, Dossier, dossier_id).code if dossier_id else "–"
        name = organisatie.naam
        if organisatie.is_fictief and "fictief" not in name.casefold():
            name = f"{name} (fictief)"
        return Blad(
            document=document,
            rubricering=rubricering(organisatie),
            exemplaar=0,
            van=0,
            nummer=VOORBEELD,
            logkop="",
            veld_waarde=EIGEN_DOSSIER if is_own else code,
            ontvanger=reader,
            datum=self.context.today,
            organisatie=name,
            watermerk=EIGEN_WATERMERK if is_own else reader,
            is_fictief=organisatie.is_fictief,
        )

    def _own_name(self, dossier_id: DossierId | None) -> str:
        person = self.bestuurder(dossier_id) if dossier_id else None
        if person is None:
            raise InvalidInput([Problem("ontvanger", "onbekend")])
        return person.naam


def rubricering(organisatie: Organisatie) -> Rubricering:
    """The level of the organisation's own word; the highest when it is none of the four."""
    word = " ".join(organisatie.rubricering.upper().split())
    return next(
        (level for level in Rubricering if word.startswith(level.value)), Rubricering.STRIKT_VERTROUWELIJK
    )


def betaler_woord(betaler: Betaler | None, organisatie: Organisatie) -> str:
    """Who pays, in a table: the province, the gemeente, the bestuurder, …"""
    if betaler is None:
        return "nog te bepalen"
    return organisatie.termen.gebied if betaler is Betaler.ORGANISATIE else betaler.woord


def nbsp(text: str) -> str:
    """Bound so that it does not break over a line (a telephone number)."""
    return text.strip().replace(" ", "\u00a0")


_NUMBERS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf"


def number_word(number: int) -> str:
    """Numbers up to twelve in letters, as in running text."""
    words = _NUMBERS.split()
    return words[number] if 0 <= number < len(words) else str(number)
