"""What suppliers of the example get on paper: a request, an order, its annex and a delivery sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from veiligheidsadvies.domain.aanvraag import AanvraagId
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.opdracht import OpdrachtId, Opdrachtstand
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens, Wijze, write_file

_MONTEUR = "J. Wortel"


def print_leverancierstukken(services: Services, folder: Path, tell: Callable[[str], None]) -> list[Path]:
    """One of each, as plain PDF with a number and nothing else in its name."""
    made = []
    for stuk, reader in _wanted(services):
        how = Uitgiftegegevens(wijze=Wijze.ONVERSLEUTELD, doel="voorbeeld")
        issued = services.leverancierstukken.issue(stuk, Ontvanger(naam=reader), how)
        path = folder / services.leverancierstukken.file_name(stuk)
        write_file(path, issued.pdf)
        tell(f"Afgedrukt: {path.name} (exemplaar {issued.nummer})")
        made.append(path)
    return made


def _wanted(services: Services) -> list[tuple[Leverancierstuk, str]]:
    """Each with who gets it; "" is the supplier. An annex is handed over to a person."""
    orders = {line.opdracht.stand: line.opdracht for line in services.opdrachten.list_lijnen()}
    planned = OpdrachtId(orders[Opdrachtstand.INGEPLAND].id or 0)
    delivered = OpdrachtId(orders[Opdrachtstand.OPGELEVERD].id or 0)
    (request,) = services.aanvragen.list_lijnen()
    quote, _ = request.offertes[0]
    return [
        (
            Leverancierstuk(
                document=SoortDocument.OFFERTEAANVRAAG,
                aanvraag_id=AanvraagId(request.aanvraag.id or 0),
                leverancier_id=LeverancierId(quote.leverancier_id or 0),
            ),
            "",
        ),
        (Leverancierstuk(document=SoortDocument.OPDRACHT, opdracht_id=planned), ""),
        (Leverancierstuk(document=SoortDocument.ADRESBIJLAGE, opdracht_id=planned), _MONTEUR),
        (Leverancierstuk(document=SoortDocument.OPLEVERSTAAT, opdracht_id=delivered), ""),
    ]
