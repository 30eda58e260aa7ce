"""What the papers for a supplier share: the sheet around them and both letterheads."""

from __future__ import annotations

from dataclasses import dataclass, replace

from veiligheidsadvies.domain.errors import NotFound
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.printing.leverancier_snapshots import Partij
from veiligheidsadvies.printing.snapshots import Blad, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens, nbsp
from veiligheidsadvies.services.uitgifte import Ontvanger
from veiligheidsadvies.storage import records


@dataclass(frozen=True, slots=True)
class Leverancierblad:
    """Fills sheet and letterheads from the organisation and one supplier, and from no dossier."""

    context: Context
    organisatie: Organisatie
    leverancier: Leverancier

    @classmethod
    def of(cls, context: Context, leverancier_id: int | None) -> Leverancierblad:
        """Of the supplier with this id; NotFound when there is none, or no organisation."""
        if leverancier_id is None:
            raise NotFound(Leverancier.TABEL)
        return cls(
            context=context,
            organisatie=Bladgegevens(context).organisatie(),
            leverancier=records.get(context.connection, Leverancier, leverancier_id),
        )

    def blad(self, document: str, nummer: str, ontvanger: Ontvanger | None) -> Blad:
        """The sheet for this reader, who is the supplier himself when none is named."""
        named = ontvanger.naam.strip() if ontvanger is not None else ""
        reader = Ontvanger(naam=named or self.leverancier.naam)
        sheet = Bladgegevens(self.context).blad(document, None, reader)
        parts = (sheet.organisatie, self.organisatie.afdeling.strip())
        return replace(
            sheet,
            rubricering=Rubricering.VERTROUWELIJK,
            toevoeging="",
            veld_naam="Kenmerk",
            veld_waarde=nummer,
            organisatie=", ".join(part for part in parts if part),
        )

    def partijen(self, *, leverancier: str, opdrachtgever: str) -> tuple[Partij, Partij]:
        """Both letterheads under these headings, the supplier first."""
        own, his = self.organisatie, self.leverancier
        place = " ".join(part for part in (his.postcode, his.plaats) if part.strip())
        company = (
            his.naam,
            ", ".join(part for part in (his.adres, place) if part.strip()),
            f"KvK {his.kvk}" if his.kvk else "",
        )
        client = (
            own.naam,
            own.afdeling,
            ", ".join(p for p in (own.postadres, own.postcode_plaats) if p.strip()),
        )
        return (
            Partij(kop=leverancier, regels=tuple(line for line in company if line.strip())),
            Partij(kop=opdrachtgever, regels=tuple(line for line in client if line.strip())),
        )

    @property
    def telefoon(self) -> str:
        """The number of the organisation, bound together; empty when there is none."""
        return nbsp(self.organisatie.contact_telefoon)


def sentences(text: str) -> tuple[str, ...]:
    """One a line, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
