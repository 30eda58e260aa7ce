"""A second person's yes to words that may be a coincidence, on a paper that nobody signed as a whole.

Signed is: which paper, every doubted word with its places, why, and the digest of all that is printed but the
number, day and reader of a copy. When any of it is different the yes no longer counts. The register names it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from veiligheidsadvies.domain.akkoord import Akkoord, OnderwerpAkkoord, WijzeAkkoord
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput, ReleaseApprovalLapsed, ReleaseApprovalRequired
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.printing.leverancier_snapshots import AdresbijlageStuk, OfferteaanvraagStuk
from veiligheidsadvies.printing.snapshot_json import Snapshot, content, from_dict
from veiligheidsadvies.printing.snapshots import Geheimhoudingsverklaring
from veiligheidsadvies.services.adresbijlage_stuk import TIJD
from veiligheidsadvies.services.akkoord_dekking import REDEN
from veiligheidsadvies.services.akkoord_echtheid import bezwaar
from veiligheidsadvies.services.akkoord_personen import Personen
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.offerteaanvraag_stuk import PLAATS
from veiligheidsadvies.services.opleverstaat_stuk import EERDER
from veiligheidsadvies.services.overgangen import Voorstel
from veiligheidsadvies.services.uitgifte_gegevens import Uitgiftegegevens
from veiligheidsadvies.services.vrijgave_leverancier import Treffer, blokkeert, let_op, plaatsteksten
from veiligheidsadvies.storage import records

HOE = {WijzeAkkoord.SLEUTEL: "met eigen sleutel", WijzeAkkoord.PAPIER: "op papier"}
_TYPED = frozenset(
    {"inleiding", "regels", "wijzigt", "afspraken", "toelichting", "resten", "punten", "fotos", "personen"}
)
_TYPED_FACT = {OfferteaanvraagStuk: ("indienen", PLAATS), AdresbijlageStuk: ("bezoek", TIJD)}
"""Of a list of fixed facts the one that is typed."""
_NAMED = re.compile(r"mag blijven staan: .*\(akkoord (\d+): ")
_LEAST_REASON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Twijfel:
    """A word that may be a coincidence, and where it stands."""

    plaats: str
    soort: str
    woord: str = field(repr=False)

    @property
    def zin(self) -> str:
        """As a message may tell it, without the word."""
        return f"{self.plaats}: {self.soort}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twijfelstuk:
    """One paper for one reader, as far as a second person is asked about it."""

    naam: str
    inhoud_sha256: str
    twijfels: tuple[Twijfel, ...]
    dossier_id: DossierId | None = None
    opdracht_id: OpdrachtId | None = None

    @property
    def besluit(self) -> str:
        """What is signed of it: its name, each word with its places, and the digest."""
        places: dict[tuple[str, str], list[str]] = {}
        for one in self.twijfels:
            places.setdefault((_one_line(one.woord), one.soort), []).append(one.plaats)
        words = [
            f"“{word}” blijft staan ({kind}): {'; '.join(dict.fromkeys(found))}"
            for (word, kind), found in places.items()
        ]
        return "\n".join((_one_line(self.naam), *words, f"kenmerk van de inhoud: {self.inhoud_sha256}"))


def content_sha256(snapshot: Snapshot) -> str:
    """The digest of what a paper says; when an annex must be back is agreed copy by copy."""
    if isinstance(snapshot, AdresbijlageStuk):
        snapshot = replace(snapshot, retour="")
    return hashlib.sha256(content(snapshot).encode()).hexdigest()


def twijfels_in(
    snapshot: Snapshot, hits: Iterable[Treffer], signed: Iterable[str] = ()
) -> tuple[Twijfel, ...]:
    """What was typed for this paper and may be a coincidence, but for texts that somebody signed already.

    A letterhead says who writes to whom; nobody is asked about that. Nor about a paper that holds what no yes
    lifts: whoever looks at it before it gets a number refuses it.
    """
    found = tuple(hits)
    if blokkeert(found):
        return ()
    texts = {one.sleutel: one.tekst for one in plaatsteksten(snapshot)}
    known = tuple(signed)
    return tuple(
        Twijfel(plaats=hit.plaats, soort=hit.soort, woord=texts[hit.sleutel][hit.begin : hit.einde])
        for hit in let_op(found)
        if _is_typed(hit, snapshot) and not _is_signed(hit, texts[hit.sleutel], known)
    )


@dataclass(frozen=True, slots=True)
class Vrijgaveakkoorden:
    """Finds the yes that counts for a paper; reading only."""

    context: Context

    def find(self, stuk: Twijfelstuk) -> Akkoord | None:
        """The newest yes to exactly this paper; one that is not good or that nobody else gave is none."""
        return next((one for one in self._given(stuk.dossier_id) if self._covers(one, stuk)), None)

    def was_given(self, stuk: Twijfelstuk) -> bool:
        """Whether a second person said yes to this paper as it once was."""
        return any(_one_line(stuk.naam) in _said(one) for one in self._given(stuk.dossier_id))

    def released(self, stuk: Twijfelstuk, gegevens: Uitgiftegegevens) -> Uitgiftegegevens:
        """With the reason and who agreed in the purpose; ReleaseApprovalRequired without."""
        if not stuk.twijfels:
            return gegevens
        found = self.find(stuk)
        if found is None:
            kind = ReleaseApprovalLapsed if self.was_given(stuk) else ReleaseApprovalRequired
            raise kind(list(dict.fromkeys(one.zin for one in stuk.twijfels)))
        return replace(gegevens, doel=_purpose(gegevens.doel.strip(), found))

    def list_wrong(self) -> Iterator[tuple[str, str]]:
        """Each yes to an own proposal, and each copy whose yes is gone or was about another text."""
        given = {int(one.id or 0): one for one in self._of("1", ())}
        for one in given.values():
            if Personen(self.context).is_own(one):
                yield f"akkoord {one.id}", "eigen voorstel"
        for copy in records.list_where(
            self.context.connection, Exemplaar, "doel LIKE '%mag blijven staan: %(akkoord %'"
        ):
            named = _NAMED.search(copy.doel)
            akkoord = given.get(int(named[1])) if named else None
            what = _copy_wrong(copy, akkoord) if named else ""
            if what:
                yield f"exemplaar {copy.nummer}", what

    def _covers(self, akkoord: Akkoord, stuk: Twijfelstuk) -> bool:
        head = akkoord.besluit.partition(REDEN)[0]
        is_same = f"\n{stuk.besluit}\n" in f"\n{head}\n" and akkoord.opdracht_id == stuk.opdracht_id
        is_own = Personen(self.context).is_own(akkoord)
        return is_same and not is_own and not bezwaar(self.context, akkoord)

    def _given(self, dossier_id: DossierId | None) -> list[Akkoord]:
        return self._of("dossier_id IS ?", (dossier_id,))

    def _of(self, where: str, values: tuple[object, ...]) -> list[Akkoord]:
        kind = OnderwerpAkkoord.VRIJGAVE.value
        return records.list_where(
            self.context.connection, Akkoord, f"onderwerp = ? AND {where}", (kind, *values), order="id DESC"
        )


def voorstel_of(stukken: Sequence[Twijfelstuk], reden: str, proposer: str = "") -> Voorstel:
    """What the second person decides on, for one paper or for the same request to more suppliers.

    InvalidInput without a reason, ValueError without a paper.
    """
    if not stukken:
        raise ValueError("nothing to decide on")
    if not reden.strip():
        raise InvalidInput([Problem("reden", "verplicht")])
    return Voorstel(
        dossier_id=stukken[0].dossier_id,
        onderwerp=OnderwerpAkkoord.VRIJGAVE,
        tekst="\n".join(one.besluit for one in stukken) + REDEN + _one_line(reden),
        opdracht_id=stukken[0].opdracht_id,
        voorgesteld_door=proposer,
        woorden=tuple(dict.fromkeys(twijfel.woord for one in stukken for twijfel in one.twijfels)),
    )


def _is_typed(hit: Treffer, snapshot: Snapshot) -> bool:
    """Whether a find stands in what somebody wrote for this paper, and not in a letterhead."""
    _, part, *rest = (*hit.sleutel.split(":"), "")
    listed, label = _TYPED_FACT.get(type(snapshot), ("", ""))
    if part == listed:
        return bool(getattr(snapshot, part)[int(rest[0]) - 1].label == label)
    if isinstance(snapshot, Geheimhoudingsverklaring):
        return part == "personen"
    return part in _TYPED


def _is_signed(hit: Treffer, text: str, signed: Iterable[str]) -> bool:
    """Whether this find lies in a text that was signed; what was delivered before may follow it."""
    return any(
        text == one or (text.startswith(f"{one} {EERDER}") and hit.einde <= len(one)) for one in signed
    )


def _said(akkoord: Akkoord) -> list[str]:
    return akkoord.besluit.partition(REDEN)[0].splitlines()


def _purpose(purpose: str, akkoord: Akkoord) -> str:
    """The purpose, the reason and the yes; a long reason is cut off, it stands whole in the decision."""
    who = f" (akkoord {akkoord.id}: {akkoord.naam}, {HOE[akkoord.wijze]})"
    begin = f"{purpose}; mag blijven staan: " if purpose else "mag blijven staan: "
    room = max(_LEAST_REASON, velden(Exemplaar)["doel"].maximum - len(begin) - len(who))
    reason = akkoord.besluit.partition(REDEN)[2]
    return begin + (reason if len(reason) <= room else f"{reason[: room - 1].rstrip()}…") + who


def _copy_wrong(copy: Exemplaar, akkoord: Akkoord | None) -> str:
    if akkoord is None:
        return "akkoord ontbreekt"
    try:
        digest = content_sha256(from_dict(json.loads(copy.snapshot)))
    except (ValueError, TypeError, KeyError):
        return "inhoud gewijzigd"
    is_signed = f"kenmerk van de inhoud: {digest}" in _said(akkoord)
    return "" if is_signed else "akkoord op een andere inhoud"


def _one_line(text: str) -> str:
    return " ".join(text.split())
