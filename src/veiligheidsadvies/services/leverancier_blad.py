"""What the papers for a supplier share: a sheet that bears a number, letterheads, fixed words."""

from __future__ import annotations

from dataclasses import replace

from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.opdracht import Opdracht
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.printing.leverancier_snapshots import Partij
from veiligheidsadvies.printing.snapshots import Blad, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens, nbsp
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.text.formats import date_words


def sheet(context: Context, document: str, nummer: str, ontvanger: Ontvanger) -> Blad:
    """A confidential sheet that refers to `nummer`; InvalidInput without a reader."""
    sheets = Bladgegevens(context)
    organisatie = sheets.organisatie()
    blad = sheets.blad(document, None, replace(ontvanger, is_eigen=False))
    return replace(
        blad,
        rubricering=Rubricering.VERTROUWELIJK,
        toevoeging="",
        veld_naam="Kenmerk",
        veld_waarde=nummer,
        organisatie=", ".join(part for part in (blad.organisatie, organisatie.afdeling) if part),
    )


def reader(ontvanger: Ontvanger | None, leverancier: Leverancier) -> Ontvanger:
    """Who gets the copy: the supplier unless somebody else was named."""
    given = ontvanger or Ontvanger()
    name = given.naam.strip() or leverancier.naam
    return replace(given, naam=name, is_eigen=False, leverancier_id=given.leverancier_id or leverancier.id)


def supplier_party(kop: str, leverancier: Leverancier) -> Partij:
    """The letterhead of a supplier."""
    place = " ".join(part for part in (leverancier.postcode, leverancier.plaats) if part)
    where = ", ".join(part for part in (leverancier.adres, place) if part)
    number = f"KvK {leverancier.kvk}" if leverancier.kvk else ""
    return Partij(kop=kop, regels=_filled(leverancier.naam, where, number))


def own_party(kop: str, organisatie: Organisatie) -> Partij:
    """The letterhead of the organisation; its post address, never a home."""
    name = organisatie.naam
    if organisatie.is_fictief and "fictief" not in name.casefold():
        name = f"{name} (fictief)"
    return Partij(kop=kop, regels=_filled(name, organisatie.afdeling, post_address(organisatie)))


def post_address(organisatie: Organisatie) -> str:
    """Where post goes, on one line; "" when it was never entered."""
    return ", ".join(_filled(organisatie.postadres, organisatie.postcode_plaats))


def telephone(organisatie: Organisatie) -> str:
    """The number that always answers, bound so that it does not break."""
    return nbsp(organisatie.contact_telefoon)


def call(organisatie: Organisatie) -> str:
    """`bel 06 0000 0001`, or `bel ons` while no number was entered."""
    return f"bel {telephone(organisatie) or 'ons'}"


def secrecy(leverancier: Leverancier, paper: str) -> str:
    """The promise to keep this paper secret; by the declaration that he signed, when he did."""
    if leverancier.ghv_getekend_op is None:
        return f"U houdt {paper} geheim. Alleen wie eraan werkt, leest dit papier."
    if leverancier.ghv_tot is None:
        return f"U houdt {paper} geheim, volgens de verklaring die u tekende."
    last = date_words(leverancier.ghv_tot)
    return f"U houdt {paper} geheim, volgens uw verklaring die geldt tot en met {last}."


def short_number(opdracht: Opdracht) -> str:
    """What is said aloud and stands on the annex: `014` of OPD-2026-014."""
    return opdracht.nummer.rpartition("-")[2]


def is_home(opdracht: Opdracht) -> bool:
    """Work in a house, so that a resident gets codes and explanation."""
    return opdracht.woonplek_id is not None or opdracht.werklocatie_id is None


def extra_lines(text: str) -> tuple[str, ...]:
    """The lines of a long text, without what is empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _filled(*texts: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())
