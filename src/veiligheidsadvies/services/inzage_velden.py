"""What of each record an Inzage-uittreksel leaves out and why, and how the rest is said.

A field that is not named here is printed. A new table with a `dossier_id` gets its place in
`inzage_onderdelen` or `inzage_uitvoering`, or all its fields are named here; a test holds both together.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.aanvraag import Aanvraag, Aanvraagregel, Offerte, Offerteregel
from veiligheidsadvies.domain.advies import Advies
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.bijlage import Bijlage
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import Maatregel
from veiligheidsadvies.domain.opdracht import Opdracht, Opdrachtovergang, Opdrachtregel, Opdrachtversie
from veiligheidsadvies.domain.oplevering import Afspraak, Oplevering
from veiligheidsadvies.domain.overgang import Statusovergang
from veiligheidsadvies.domain.stap import Stap
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.text.formats import amount, date_full
from veiligheidsadvies.text.hoeveelheid import quantity


class Reden(Enum):
    """Why a field is left out; the value is what the paper says of it."""

    ANDER = (
        "Namen van anderen. Die het programma kent (adviseurs, mensen van leveranciers, wie akkoord gaf of "
        "papier kreeg) haalde het weg; wat verder over anderen in een tekst stond, haalde de maker van dit "
        "blad weg. Daar staat [een ander]."
    )
    GEZIN = "Gegevens over uw gezin: die zijn van hen."
    BEDRIJF = (
        "Welke leverancier het was, en wat hij per stuk vroeg en bood: dat zijn gegevens van zijn bedrijf."
    )
    NUMMER = (
        "De code van uw dossier, en nummers van opdrachten, offertes, facturen, contracten en papier: met uw "
        "naam erbij zou dit blad naar al dat papier wijzen. Staat er een in een tekst, dan leest u "
        "[een nummer]."
    )
    DUBBEL = (
        "De tekst van papier dat eerder is gemaakt of getekend, en van een bijlage. Daarvan kunt u een kopie "
        "vragen, zonder anderen."
    )
    TECHNIEK = (
        "Kenmerken en tijdstippen waarmee het programma nagaat dat er niets veranderd is, en eerdere standen "
        "van deze gegevens in het log en in reservekopieën."
    )


_A, _B, _N, _D, _T = Reden.ANDER, Reden.BEDRIJF, Reden.NUMMER, Reden.DUBBEL, Reden.TECHNIEK
WEG: dict[type[Any], Mapping[str, Reden]] = {
    Dossier: {"code": _N},
    Bestuurder: {"gezin": Reden.GEZIN},
    Advies: {"adviseur": _A},
    Maatregel: {"verantwoordelijke": _A, "akkoord_door": _A, "leverancier": _B, "opdracht_kenmerk": _N},
    Statusovergang: {"door": _A, "tijdstip": _T},
    Stap: {"door": _A},
    Bijlage: {"grootte": _T, "sha256": _T},
    Aanvraag: {"nummer": _N},
    Aanvraagregel: {"volgorde": _T, "btw": _B},
    Offerte: {"kenmerk": _N, "levertijd_dagen": _B},
    Offerteregel: {"stukprijs": _B, "btw": _B, "ex": _B, "incl": _B},
    Opdracht: {"nummer": _N},
    Opdrachtversie: {"inhoud": _D, "inhoud_sha256": _T},
    Opdrachtregel: {"volgorde": _T, "stukprijs": _B, "btw": _B, "ex": _B},
    Opdrachtovergang: {"door": _A, "tijdstip": _T},
    Afspraak: {"monteurs": _A, "thuis": Reden.GEZIN},
    Oplevering: {"getekend_door": _A},
    Contract: {"kenmerk": _N, "ex": _B, "btw": _B},
    Kostenregel: {"kenmerk": _N, "ex": _B, "btw": _B},
    Factuur: {"nummer": _N},
    Exemplaar: {
        **dict.fromkeys(("nummer", "volgnummer", "aantal"), _N),
        **dict.fromkeys(("ontvanger", "uitgegeven_door", "getuige"), _A),
        **dict.fromkeys(("snapshot_sha256", "pdf_sha256", "logkop"), _T),
        "snapshot": _D,
    },
    Akkoord: {
        **dict.fromkeys(("naam", "voorgesteld_door"), _A),
        **dict.fromkeys(("samenvatting_sha256", "slot_id", "handtekening", "papiercode"), _T),
        "besluit": _D,
    },
    Blokkade: {"door": _A, "opgeheven_door": _A},
}
"""Fields that are not printed; of some the paper says something in their place."""
NIET_GELEZEN = frozenset({Offerteregel})
"""Tables of which every field is left out."""


def told(record: Any, *, also_without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Label and words of every field that is filled in and not left out."""
    weg = WEG.get(type(record), {})
    usual = {field.name for field in dataclasses.fields(record) if field.default is True}
    for name, meaning in velden(type(record)).items():
        text = said(getattr(record, name), is_usual=name in usual)
        if text and name not in weg and name not in also_without:
            yield meaning.label, text


def line(record: Any, *lead: str, without: tuple[str, ...] = ()) -> str:
    """A record as one text: what is in `lead` by itself, then every other field behind its label."""
    first = [text for name in lead if (text := said(getattr(record, name)))]
    rest = [f"{_small(label)}: {text}" for label, text in told(record, also_without=(*lead, *without))]
    return "; ".join((*first, *rest))


def _small(label: str) -> str:
    """A label inside a line; PKVW stays as it is."""
    return label[0].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def said(value: Any, *, is_usual: bool = False) -> str:
    """A value in words; nothing for what is empty, or for a no unless a yes `is_usual`."""
    if value is None or (value is False and not is_usual):
        return ""
    for kind, words in _WORDS:
        if isinstance(value, kind):
            return words(value)
    return str(value)


def _word(value: Enum) -> str:
    word = getattr(value, "woord", None)
    return str(word) if word else str(value.value).replace("_", " ")


_WORDS: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (bool, lambda value: "ja" if value else "nee"),
    (dt.datetime, lambda value: date_full(value.date())),
    (dt.date, date_full),
    (Bedrag, lambda value: amount(value, zero="€ 0,00")),
    (Aantal, quantity),
    (Enum, _word),
)
