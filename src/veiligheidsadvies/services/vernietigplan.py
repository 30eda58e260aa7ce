"""What goes and what stays when a dossier, a kind of it, or what is left of it is destroyed.

Amounts, order numbers and copy numbers stay longer than the dossier: the year overviews must still add up and
no number may come back. So rows that carry them stay without anything that was typed, under a dossier that is
known by another code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.blokkade import Blokkade
from veiligheidsadvies.domain.contract import Contract
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier, rest_code
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.domain.factuur import Factuur
from veiligheidsadvies.domain.kostenpost import closed_by
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.leverancier import Leverancier
from veiligheidsadvies.domain.opdracht import Opdrachtregel
from veiligheidsadvies.domain.vernietiging import Vernietiging
from veiligheidsadvies.services.conceptherkomst import DIALOOG, Conceptherkomst
from veiligheidsadvies.services.context import Context
from veiligheidsadvies.services.uitgifteregister_stuk import OP_NAAM, is_known_office, reader_words
from veiligheidsadvies.services.vrijgave import PLAATS, REDEN_VAN, Vrijgave
from veiligheidsadvies.storage import bewaar_table, records
from veiligheidsadvies.vault.destruction import Plan
from veiligheidsadvies.vault.stored_text import plain, texts_in

VERNIETIGD = "vernietigd"
_SHORTEST, _SURE = 6, re.compile(r"[\d@ ]")
_GONE = (
    "opleverregel",
    "oplevering",
    "restpunt",
    "afspraak",
    "opdrachtovergang",
    "offerteregel",
    "aanvraagregel",
    "offerte",
    "statusovergang",
    "akkoord",
    "bijlage",
    "stap",
    "blokkade",
    "bestuurder",
)
_GONE_LAST = ("advies", "woonplek", "werklocatie")
_LEFT: dict[str, dict[str, Any]] = {
    "opdracht": {
        "offerte_id": None,
        "woonplek_id": None,
        "werklocatie_id": None,
        "adres_wijze": "geen",
        "afspraken": "",
        "einde_reden": "",
    },
    "opdrachtversie": {
        "omschrijving": "",
        "poort_reden": "",
        "vrijgave_reden": "",
        "inhoud": "",
        "inhoud_sha256": "",
        "akkoord_id": None,
    },
    "opdrachtregel": {"titel": VERNIETIGD, "eis": "", "eenheid": "stuk"},
    "contract": {"naam": VERNIETIGD, "kenmerk": "", "notitie": "", "volgend_onderhoud": None},
    "aanvraag": {"plaats": "", "toelichting": "", "reageren_voor": None},
}
"""Rows that stay for their number or amount, and what is put in the place of what was typed."""
_MAATREGEL: dict[str, Any] = {
    "advies_id": None,
    "advies_ref": "",
    "catalogus_code": "",
    "titel": VERNIETIGD,
    "tekst": "",
    "norm": "",
    "verantwoordelijke": "",
    "leverancier": "",
    "toestemming_op": None,
    "status_op": None,
    "offerte_geldig_tot": None,
    "akkoord_door": "",
    "akkoord_op": None,
    "opdracht_kenmerk": "",
    "opdracht_op": None,
    "gepland_op": None,
    "uitgevoerd_op": None,
    "opgeleverd_op": None,
    "certificaat": "",
    "volgende_op": None,
    "besproken_op": None,
    "toegepast_op": None,
    "herhalen_op": None,
    "bevoegd_gezag": "",
    "overgenomen_op": None,
}
_ADVIES: dict[str, Any] = {
    "kenmerk": "",
    "adviseur": "",
    "instemming": "",
    "bevindingen_wonen": "",
    "bevindingen_werk": "",
    "bevindingen_verplaatsen": "",
    "bevindingen_informatie": "",
}
_TABLE = {
    Bewaarsoort.ADVIES: "advies",
    Bewaarsoort.BIJLAGEN: "bijlage",
    Bewaarsoort.EXEMPLAREN: "exemplaar",
}
_MONEY = ("kostenregel", "contract", "opdrachtregel", "opdrachtversie", "factuur")


@dataclass(frozen=True, slots=True)
class Vernietigplan:
    """Reads one dossier and says what would happen to each of its rows."""

    context: Context
    dossier_id: DossierId

    def plan(self, soort: Bewaarsoort) -> Plan:
        """The whole dossier (DOSSIER), one kind of it, or what finance kept of it (GELD)."""
        if soort is Bewaarsoort.DOSSIER:
            return self._whole()
        if soort is Bewaarsoort.GELD:
            return self._rest()
        return self._kind(soort)

    def texts(self) -> tuple[str, ...]:
        """The confidential texts that would give the dossier away, for comparing.

        Not what another dossier holds of its own as well: its earlier states are not for this one to destroy.
        """
        release = Vrijgave(self.context)
        hunted = [(label, plain(text)) for label, text in release.hunted(self.dossier_id, is_own=False)]
        theirs = {plain(text) for text in release.secret_elsewhere(self.dossier_id)}
        theirs |= texts_in(
            release.places_elsewhere(self.dossier_id), [one for label, one in hunted if label in PLAATS]
        )
        return tuple(
            dict.fromkeys(
                one for _, one in hunted if len(one) >= _SHORTEST and _SURE.search(one) and one not in theirs
            )
        )

    def copies(self) -> list[Exemplaar]:
        """Its numbered copies, also those of which the content went before."""
        return self._of(Exemplaar)

    def _whole(self) -> Plan:
        texts = self.texts()
        kept = self._measures_with_money()
        gone = [one for one in self._ids("maatregel") if one not in kept]
        strip: list[tuple[str, int, Mapping[str, Any]]] = [("maatregel", one, _MAATREGEL) for one in kept]
        for table, over in _LEFT.items():
            strip += [(table, one, over) for one in self._ids(table)]
        strip += [("kostenregel", int(one.id or 0), _bare(one)) for one in self._of(Kostenregel)]
        strip += [("factuur", int(one.id or 0), _bill(one, texts)) for one in self._of(Factuur)]
        strip += list(self._register())
        strip.append(("dossier", self.dossier_id, self._left_dossier()))
        remove = [(table, one) for table in _GONE for one in self._ids(table)]
        remove += [("maatregel", one) for one in gone]
        remove += [(table, one) for table in _GONE_LAST for one in self._ids(table)]
        return Plan(
            dossier_id=self.dossier_id,
            strip=strip,
            remove=remove,
            images_of=self.dossier_id,
            drafts=tuple(self._drafts(texts, self._held())),
            settings=tuple(self._settings()),
            texts=texts,
            held=self._held(),
        )

    def _kind(self, soort: Bewaarsoort) -> Plan:
        strip: list[tuple[str, int, Mapping[str, Any]]] = []
        remove: list[tuple[str, int]] = []
        if soort is Bewaarsoort.ADVIES:
            strip = [("advies", one, _ADVIES) for one in self._ids("advies")]
        elif soort is Bewaarsoort.BIJLAGEN:
            remove = [("bijlage", one) for one in self._ids("bijlage")]
        elif soort is Bewaarsoort.EXEMPLAREN:
            over = {"snapshot": "", "snapshot_sha256": ""}
            strip = [("exemplaar", int(one.id or 0), over) for one in self._of(Exemplaar) if one.snapshot]
        else:
            raise ValueError(soort)
        return Plan(
            dossier_id=self.dossier_id,
            strip=strip,
            remove=remove,
            images_of=self.dossier_id,
            image_tables=frozenset({_TABLE[soort]}),
            drafts=tuple(self._drafts_of(_TABLE[soort])),
        )

    def _rest(self) -> Plan:
        """All that finance kept, and what was noted on it since; copies keep their number."""
        orders, asked = self._ids("opdracht"), self._ids("aanvraag")
        strip = [
            ("exemplaar", int(one.id or 0), {"opdracht_id": None, "aanvraag_id": None})
            for one in self._of(Exemplaar)
            if one.opdracht_id is not None or one.aanvraag_id is not None
        ]
        remove = [(table, one) for table in (*_GONE, *_MONEY) for one in self._ids(table)]
        remove += [("opdracht", one) for one in orders] + [("aanvraag", one) for one in asked]
        remove += [("maatregel", one) for one in self._ids("maatregel")]
        return Plan(
            dossier_id=self.dossier_id,
            strip=strip,
            remove=remove,
            images_of=self.dossier_id,
            drafts=tuple(self._drafts((), frozenset())),
        )

    def _measures_with_money(self) -> list[int]:
        """Measures that an amount or an order line hangs on."""
        found = {one.maatregel_id for one in self._of(Kostenregel)}
        found |= {one.maatregel_id for one in self._of(Opdrachtregel)}
        found |= {one.maatregel_id for one in self._of(Contract)}
        return sorted(one for one in found if one is not None)

    def _register(self) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
        """Copies keep number, day, way and outcome, and an office or a supplier as their reader."""
        suppliers = {
            int(one.id or 0): one.naam for one in records.list_where(self.context.connection, Leverancier)
        }
        for copy in self._of(Exemplaar):
            over = {
                "ontvanger": _reader(copy, suppliers),
                "doel": "",
                "reden": VERNIETIGD if copy.reden else "",
                "snapshot": "",
                "snapshot_sha256": "",
                "getuige": "",
            }
            yield "exemplaar", int(copy.id or 0), over

    def _left_dossier(self) -> dict[str, Any]:
        return {
            "code": self._left_code(),
            "soort": SoortDossier.OVERIG.value,
            "omschrijving": VERNIETIGD,
            "aangemeld_op": None,
            "herijking_op": None,
            "stelsel_actief": 0,
            "bevoegd_gezag": "",
            "notitie": "",
            "vernietigd_op": self.context.today.isoformat(),
        }

    def _left_code(self) -> str:
        """By its own number, or by the next one when an earlier program let somebody give that code."""
        connection = self.context.connection
        taken = {one.code for one in records.list_where(connection, Dossier)}
        taken |= {one.code for one in records.list_where(connection, Vernietiging)}
        return next(code for nr in count(int(self.dossier_id)) if (code := rest_code(nr)) not in taken)

    def _held(self) -> frozenset[int]:
        """The dossiers of which nothing may be destroyed, whatever stands in it."""
        found = records.list_where(self.context.connection, Blokkade, "opgeheven_op IS NULL")
        return frozenset(int(one.dossier_id or 0) for one in found)

    def _drafts(self, texts: tuple[str, ...], held: frozenset[int]) -> Iterator[str]:
        """Unsaved forms of this dossier, those that may be of it for all that is known, or with its texts.

        Those of a dossier under hold stay, as its earlier states do.
        """
        origin = Conceptherkomst(self.context)
        for draft in self.context.vault.list_drafts():
            owners = origin.dossiers(draft)
            is_own = owners is None or self.dossier_id in owners
            is_free = owners is None or owners.isdisjoint(held)
            if is_own or (is_free and texts_in((draft.data, draft.key), texts)):
                yield draft.key

    def _drafts_of(self, table: str) -> Iterator[str]:
        """Unsaved forms of one kind of record of this dossier; an attachment is described in a dialog."""
        start = f"dossier:{int(self.dossier_id)}:{table}:"
        dialog = re.compile(rf"{DIALOOG}:[^:]*:dossier:{int(self.dossier_id)}:\d+:Document( toevoegen)?$")
        for draft in self.context.vault.list_drafts():
            is_dialog = table == "bijlage" and dialog.match(draft.key) is not None
            if draft.key.startswith(start) or is_dialog:
                yield draft.key

    def _settings(self) -> Iterator[str]:
        for start in (f"invoer:{int(self.dossier_id)}:", REDEN_VAN.format(int(self.dossier_id))):
            for row in self.context.connection.execute(
                "SELECT naam FROM instelling WHERE naam LIKE ?", (f"{start}%",)
            ):
                yield row[0]

    def _ids(self, table: str) -> list[int]:
        return bewaar_table.list_ids(self.context.connection, table, "dossier_id = ?", (self.dossier_id,))

    def _of(self, kind: type[records.R]) -> list[records.R]:
        return records.list_where(self.context.connection, kind, "dossier_id = ?", (self.dossier_id,))


def _reader(copy: Exemplaar, suppliers: dict[int, str]) -> str:
    """Who had a copy, when that is an office, a supplier or the person himself; anybody else has a name."""
    is_nobody = copy.is_eigen or copy.leverancier_id is not None or is_known_office(copy.ontvanger)
    return reader_words(copy, suppliers) if is_nobody else OP_NAAM


def _bare(line: Kostenregel) -> dict[str, Any]:
    """A cost line without words; what a year end carried over is known by its reference, so that stays."""
    return {"omschrijving": "", "kenmerk": line.kenmerk if closed_by(line.kenmerk) is not None else ""}


def _bill(bill: Factuur, texts: tuple[str, ...]) -> dict[str, Any]:
    """A bill keeps the number by which finance knows it, unless that number says something."""
    number = f"{VERNIETIGD} {bill.id}" if texts_in((bill.nummer,), texts) else bill.nummer
    return {"verschil_reden": "", "nummer": number}


def periode(dossier: Dossier, begin: dt.date | None, einde: dt.date | None) -> str:
    """The years that a dossier is about: `2019–2024`, or `tot 2024`."""
    first, last = begin or dossier.aangemeld_op, einde or dossier.gesloten_op
    if first is None or last is None:
        known = last or first
        return f"tot {known.year}" if known else "onbekend"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
