"""What is thought of an order while it is composed: rules, release check, and who gets to see what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from veiligheidsadvies.domain.bevinding import Bevinding, Ernst
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.leesbeeld import Leesbeeld
from veiligheidsadvies.gui.kit.findings import Finding
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.seen_list import Seen
from veiligheidsadvies.gui.screens.opdrachten.compose_page import Sheet, Verdict
from veiligheidsadvies.services.opdracht_poorten import VRIJGAVE
from veiligheidsadvies.services.vrijgave_leverancier import Treffer
from veiligheidsadvies.text.bevindingen import heading, remedy
from veiligheidsadvies.text.formats import count

NO, STOP = "ph.minus", icon_name("finding", "blokkeert")
_ORDER = {"blokkeert": 0, "let_op": 1, "in_orde": 2}
_AMBT = "woord voor het ambt"
_SAYS = {
    _AMBT: "noemt het ambt",
    "naam": "noemt een naam",
    "dossiercode": "noemt een dossiercode",
    "telefoon": "is een telefoonnummer uit een dossier",
    "e-mail": "is een mailadres uit een dossier",
    "postcode": "is een postcode uit een dossier",
    "straat": "noemt een straat uit een dossier",
    "tekst uit het dossier": "staat zo in een dossier",
}
_WHERE = {"titel": "", "eis": "", "eenheid": "de eenheid, "}
_UNSEEN = (
    ("Naam van de bestuurder", ("naam",)),
    ("Ambt", (_AMBT,)),
    ("Telefoon en mail", ("telefoon", "e-mail")),
    ("Dossiercode", ("dossiercode",)),
    ("Dreiging en tekst van het advies", ("tekst uit het dossier",)),
)
_ADDRESS = ("postcode", "straat")
_SUPPLIER = ("ghv_", "erkenning_", "kvk_", "vog_")
_PLACES = (
    (_SUPPLIER, "Leverancier", "leveranciers", ""),
    (("pkvw_", "woonplek_", "ontheffing_"), "Woonplek", "dossier", "woonplek"),
    (("bva_", "advies_"), "Advies", "dossier", "advies"),
    (("buiten_ambt",), "Gegevens", "dossier", "gegevens"),
)
LABELS = {"poort_reden": "Reden…", "vrijgave_reden": "Reden…"}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Of whom the order is: the code that stays inside, and how many measures stay unnamed."""

    dossier_id: int
    dossiercode: str
    maatregelen: int
    is_wijziging: bool = False


def judge(
    desk: Desk,
    sheet: Sheet,
    about: About,
    findings: Sequence[Bevinding],
    hits: Sequence[Treffer],
    seen: Leesbeeld,
) -> Verdict:
    """Everything the page shows of what it thinks."""
    heavy = [one for one in hits if one.ernst is Ernst.BLOKKEERT]
    mild = [one for one in hits if one.ernst is not Ernst.BLOKKEERT]
    rules = [one for one in findings if one.regel != VRIJGAVE]  # what the texts betray comes with its place
    gates = [one for one in rules if one.ernst is Ernst.BLOKKEERT and one.is_op_te_heffen]
    shown = [_of_hit(desk, sheet, one) for one in hits]
    shown += [_of_rule(one, sheet) for one in rules]
    for one in (
        _missing_reason(gates, sheet.poort_reden, "poort_reden", "Typ waarom dit toch mag"),
        _missing_reason(mild, sheet.vrijgave_reden, "vrijgave_reden", "Typ waarom dit mag blijven staan"),
    ):
        shown += one
    shown += _missing_description(sheet, about)
    unique = list({(one.kind, one.sentence): one for one in shown}.values())
    unique.sort(key=lambda one: _ORDER[one.kind])
    marks: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        marks.setdefault(hit.sleutel, []).append((hit.begin, hit.einde))
    return Verdict(
        seen=seen,
        unseen=_unseen(heavy or hits, sheet, about),
        findings=unique,
        marks=marks,
        refusal=_refusal(sheet, unique),
        asks_gate=bool(gates),
        asks_release=bool(mild),
    )


def place_of(key: object, about: About, leverancier_id: int | None) -> Plek | None:
    """Where the link of a finding leads; None when it leads nowhere else."""
    if not isinstance(key, str) or not key.startswith("plek:"):
        return None
    _, screen, tab = key.split(":")
    if screen == "leveranciers":
        return Plek(scherm="leveranciers", row_id=leverancier_id)
    return Plek(scherm=screen, dossier_id=about.dossier_id, tab=tab)


def place_words(hit: Treffer) -> str:
    """`Regel 2`, `Extra afspraken`, as a sentence begins."""
    kind, _, rest = hit.sleutel.partition(":")
    if kind == "regel":
        return f"Regel {rest.partition(':')[0]}"
    return hit.plaats[:1].upper() + hit.plaats[1:]


def hit_sentence(desk: Desk, text: str, hit: Treffer) -> str:
    """`Regel 2: het woord “gedeputeerde” noemt het ambt`; a name is not repeated while names are hidden."""
    says = _SAYS.get(hit.soort, f"bevat {hit.soort}")
    part = text[hit.begin : hit.einde]
    if part and (hit.soort == _AMBT or not desk.secrecy.is_hidden):
        return f"{place_words(hit)}: “{part}” {says}"
    return f"{place_words(hit)}: de onderstreepte tekst {says}"


def text_at(sheet: Sheet, key: str) -> str:
    """The text that an editor key points at."""
    kind, _, rest = key.partition(":")
    if kind != "regel":
        return {"afspraken": sheet.opdracht.afspraken, "omschrijving": sheet.omschrijving}.get(kind, "")
    number, _, name = rest.partition(":")
    line = next((one for one in sheet.regels if str(one.volgorde) == number), None)
    return str(getattr(line, name, "")) if line is not None else ""


def _of_hit(desk: Desk, sheet: Sheet, hit: Treffer) -> Finding:
    where = place_words(hit)
    return Finding(
        key=hit.sleutel,
        kind=hit.ernst.value,
        sentence=hit_sentence(desk, text_at(sheet, hit.sleutel), hit),
        action=f"Naar {where[0].lower()}{where[1:]}",
    )


def _of_rule(one: Bevinding, sheet: Sheet) -> Finding:
    number, words = one.data.get("regel"), _with_lines(one, len(sheet.regels))
    kind = one.ernst.value
    if kind == "blokkeert" and one.is_op_te_heffen and sheet.poort_reden:
        return Finding(
            key="poort_reden", kind="let_op", sentence=f"{words}, opgeheven met een reden", action="Reden…"
        )
    if kind == "in_orde":
        return Finding(key=one.code, kind=kind, sentence=_with_detail(heading(one), remedy(one)))
    key, action = _way_out(one)
    if not action and number:
        key, action = f"regel:{number}:titel", f"Naar regel {number}"
    rule = f"regel {one.regel}" if one.regel[:1] == "R" and one.regel[1:].isdigit() else ""
    detail = " · ".join(part for part in (remedy(one).rstrip("."), rule) if part)
    return Finding(key=key, kind=kind, sentence=words, detail=detail, action=action)


def _with_lines(one: Bevinding, lines: int) -> str:
    """Of which lines it is said, unless it is said of all of them or in the words already."""
    words, numbers = heading(one), str(one.data.get("nummers", ""))
    if not numbers or numbers in words or numbers.count(",") + 1 >= lines:
        return words
    return f"{numbers[:1].upper()}{numbers[1:]}: {words}"


def _with_detail(words: str, detail: str) -> str:
    return f"{words}. {detail}".rstrip(". ") if detail else words


def _way_out(one: Bevinding) -> tuple[str, str]:
    for starts, word, screen, tab in _PLACES:
        if one.code.startswith(starts):
            return f"plek:{screen}:{tab}", word
    return one.code, ""


def _missing_reason(cause: Sequence[object], typed: str, key: str, words: str) -> list[Finding]:
    if not cause or typed:
        return []
    return [Finding(key=key, kind="blokkeert", sentence=words, action=LABELS[key])]


def _missing_description(sheet: Sheet, about: About) -> list[Finding]:
    if not about.is_wijziging or sheet.omschrijving:
        return []
    return [
        Finding(
            key="omschrijving", kind="blokkeert", sentence="Typ wat wijzigt en waarom", action="Omschrijving…"
        )
    ]


def _refusal(sheet: Sheet, findings: Iterable[Finding]) -> str:
    if not sheet.regels:
        return "Kies eerst een regel"
    if sheet.opdracht.leverancier_id is None:
        return "Kies eerst een leverancier"
    blocks = [one for one in findings if one.kind == "blokkeert"]
    return f"Eerst {count(len(blocks), 'blokkade', 'blokkades')} oplossen" if blocks else ""


def unseen_facts(hits: Sequence[Treffer], dossiercode: str, *, address: str = "Adres") -> list[Seen]:
    """What may not be seen; what stands in a text all the same is told with its place."""
    found = []
    for words, kinds in (*_UNSEEN, (address, _ADDRESS)):
        guilty = [one for one in hits if one.soort in kinds]
        named = f"{words} {dossiercode}" if words == "Dossiercode" else words
        if guilty:
            places = ", ".join(dict.fromkeys(place_words(one).lower() for one in guilty))
            found.append(Seen(text=f"{named}:", icon=STOP, color="te_laat", alarm=f"staat in {places}"))
        else:
            found.append(Seen(text=named, icon=NO))
    return found


def _unseen(hits: Sequence[Treffer], sheet: Sheet, about: About) -> list[Seen]:
    address = "Adres: alleen op de bijlage" if sheet.opdracht.draagt_adres else "Adres"
    found = unseen_facts(hits, about.dossiercode, address=address)
    others = about.maatregelen - len({one.maatregel_id for one in sheet.regels})
    if others > 0:
        words = count(others, "andere maatregel", "andere maatregelen")
        found.append(Seen(text=words, icon=NO))
    return [
        *found,
        *(Seen(text=text, icon=NO) for text in ("Andere leveranciers en offertes", "Raming en begroting")),
    ]
