"""What the secrecy declaration of a supplier says: general words about what stays secret, and who signs.

It is about no dossier, so it knows none: what is secret is told by kind, never by example.
"""

from __future__ import annotations

from dataclasses import replace

from veiligheidsadvies.domain.leverancier import WAARSCHUWING_DAGEN, Leverancier, LeverancierId
from veiligheidsadvies.domain.organisatie import Organisatie
from veiligheidsadvies.printing.snapshots import Gegeven, Geheimhoudingsverklaring, Handtekening, Rubricering
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.stuk_blad import Bladgegevens, nbsp, number_word
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.storage import records
from veiligheidsadvies.text.formats import date_words

DUUR_JAREN = 2
"""How long a new declaration holds when no last day was agreed; a working habit, no rule."""

_GEHEIM = (
    "op welk adres u werkt en hoe het gebouw in elkaar zit",
    "wie daar woont of werkt, en wanneer er iemand is of juist niet",
    "welke maatregelen er zijn, komen of ontbreken, en waarom",
    "codes, sleutels, wachtwoorden en instellingen",
    "tekeningen, foto’s, offertes, berichten en gesprekken hierover",
)
_BELOFTEN = (
    "U praat hier met niemand over die niet meetekent, ook niet thuis.",
    "U vraagt niet meer dan nodig is en gebruikt het alleen voor dit werk.",
    "Foto’s maakt u alleen als wij dat vragen. U mailt of appt ze niet.",
    "Na het werk geeft u alle papieren terug en wist u de bestanden.",
)
_GEVOLGEN = (
    "Dan mogen wij het werk meteen stoppen en de schade op u verhalen. Een geheim verraden kan ook strafbaar "
    "zijn; dan doen wij aangifte.",
)
_WAAROM = (
    "De regels voor informatieveiligheid bij de overheid (de BIO) vragen dit van ieder die wij inhuren.",
    "Uw namen en handtekeningen gebruiken wij alleen hiervoor, zoals de privacywet (de AVG) wil. U mag "
    "vragen wat wij van u bewaren.",
)


def geheimhoudingsverklaring(
    context: Context, leverancier_id: LeverancierId, ontvanger: Ontvanger
) -> Geheimhoudingsverklaring:
    """The declaration of this supplier for this reader; InvalidInput without a reader, NotFound when gone."""
    leverancier = records.get(context.connection, Leverancier, leverancier_id)
    sheets = Bladgegevens(context)
    organisatie = sheets.organisatie()
    blad = replace(
        sheets.blad("Geheimhouding", None, ontvanger),
        rubricering=Rubricering.INTERN,
        toevoeging="zonder gegevens over het werk",
        veld_naam="KvK",
        veld_waarde=leverancier.kvk or "–",
        voetregel="Teken en geef terug – wij bewaren dit blad",
    )
    return Geheimhoudingsverklaring(
        blad=blad,
        inleiding=(
            f"{leverancier.naam} gaat voor ons beveiligingswerk doen. Wat u daarbij ziet, hoort en leest, "
            "blijft geheim. Dat belooft u hier."
        ),
        partijen=_partijen(leverancier, blad.organisatie),
        geheim=_GEHEIM,
        beloften=(*_BELOFTEN, _melden(organisatie)),
        duur=_duur(context, leverancier),
        gevolgen=_GEVOLGEN,
        waarom=_WAAROM,
        personen=leverancier.personen,
        handtekeningen=(
            Handtekening(
                rol="Voor de leverancier",
                naam=leverancier.contactpersoon,
                verklaring="mag namens het bedrijf tekenen",
            ),
            Handtekening(rol="Voor de organisatie", verklaring="Safety & Security-manager"),
        ),
    )


def _partijen(leverancier: Leverancier, organisatie: str) -> tuple[Gegeven, ...]:
    place = " ".join(part for part in (leverancier.postcode, leverancier.plaats) if part)
    company = ", ".join(part for part in (leverancier.naam, leverancier.adres, place) if part)
    number = f" (KvK {leverancier.kvk})" if leverancier.kvk else ""
    return (
        Gegeven(label="Wij", tekst=organisatie),
        Gegeven(label="U", tekst=f"{company}{number}, en ieder die op dit blad meetekent"),
    )


def _melden(organisatie: Organisatie) -> str:
    number = nbsp(organisatie.contact_telefoon)
    return "Is iets kwijt of uitgelekt? U belt ons dezelfde dag" + (f": {number}." if number else ".")


def _duur(context: Context, leverancier: Leverancier) -> tuple[str, ...]:
    last = leverancier.ghv_tot
    is_long = last is not None and (last - context.today).days > WAARSCHUWING_DAGEN
    if last is not None and is_long:
        term = f"Tot en met {date_words(last)} mag u hiermee voor ons werken."
    else:
        term = f"Tot {number_word(DUUR_JAREN)} jaar na uw handtekening mag u hiermee voor ons werken."
    return (f"{term} Wat u weet, blijft geheim, ook na die dag.",)
