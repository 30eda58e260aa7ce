"""An extract holds every field of every table, or says that it does not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest

from tests import builders
from tests.services.leverancierpapier import text_of
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.akkoord import Akkoord
from veiligheidsadvies.domain.bedrag import Bedrag, BtwTarief
from veiligheidsadvies.domain.bestuurder import Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId, SoortDossier
from veiligheidsadvies.domain.exemplaar import Exemplaar, SoortDocument, Wijze
from veiligheidsadvies.domain.stap import STAPPEN, Stap
from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.domain.woonplek import Woonplek
from veiligheidsadvies.services import inzage_stuk
from veiligheidsadvies.services.akkoord_dekking import REDEN
from veiligheidsadvies.services.bewaarstukken import Bewaarpapier
from veiligheidsadvies.services.inzage_lezing import Lezing
from veiligheidsadvies.services.inzage_velden import NIET_GELEZEN, WEG, Reden, said
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.uitgifte_gegevens import EIGEN, Uitgiftegegevens
from veiligheidsadvies.storage import records
from veiligheidsadvies.storage.tables import RECORDS

KINDS = [Dossier, *(kind for kind in RECORDS if "dossier_id" in typing.get_type_hints(kind))]
PAPIER = Uitgiftegegevens(wijze=Wijze.PAPIER)
GIVEN: dict[type[Any], dict[str, Any]] = {
    Dossier: {"code": "GED-04", "soort": SoortDossier.BESTUURDER},
    Bestuurder: {"naam": "mevrouw N. Đorđević"},
    Woonplek: {"in_eigen_gebied": False},
    Akkoord: {"besluit": f"Besluit.{REDEN}akkoordreden"},
    Exemplaar: {"document": SoortDocument.MAATREGELENPLAN, "is_eigen": True, "snapshot": ""},
    Stap: {"nummer": 3},
}
OTHERWISE = {(Exemplaar, "is_eigen"): "aan uzelf", (Stap, "nummer"): STAPPEN[2].naam}


class Filler:
    """Makes one record of every kind with something of its own in every field."""

    def __init__(self, services: Services) -> None:
        self.services, self.number = services, 0
        self.made: dict[str, Any] = {}

    def fill(self) -> dict[str, Any]:
        builders.add_leverancier(self.services)
        self.made["leverancier"] = builders.leverancier(naam="Slotenmakers")
        for kind in KINDS:
            record = kind(**dict(self._values(kind)))
            row_id = 0

            def save(log: records.Log, one: Any = record) -> int:
                return records.save(log, one)

            row_id = self.services.context.write("Gevuld", save, kind).row_id or 0
            self.made[kind.TABEL] = dataclasses.replace(record, id=row_id)
        return self.made

    def _values(self, kind: type[Any]) -> Iterator[tuple[str, Any]]:
        hints = typing.get_type_hints(kind)
        given = GIVEN.get(kind, {})
        for field in dataclasses.fields(kind):
            if field.name == "id":
                continue
            if field.name in given:
                yield field.name, given[field.name]
            elif field.name.endswith("_id") and field.name not in velden(kind):
                yield field.name, self._row(field.name)
            elif field.name in velden(kind):
                yield field.name, self._value(hints[field.name], f"{kind.TABEL}{field.name}", field.metadata)

    def _row(self, name: str) -> int | None:
        if name == "leverancier_id":
            return 1
        made = self.made.get(name.removesuffix("_id"))
        return int(made.id) if made is not None else None

    def _value(self, hint: Any, words: str, metadata: Any) -> Any:
        self.number += 1
        if isinstance(hint, types.UnionType):
            hint = next(one for one in typing.get_args(hint) if one is not type(None))
        if hint is str:
            unique = f"{words.replace('_', '')}{self.number}"
            return unique[-metadata["veld"]["maximum"] :]
        if hint is BtwTarief:
            return BtwTarief.HOOG
        simple = {
            bool: True,
            int: 1000 + self.number,
            dt.date: dt.date(2020, 1, 1) + dt.timedelta(days=self.number),
            dt.datetime: dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC),
            Bedrag: Bedrag(100_000 + self.number * 137),
            Aantal: Aantal(10_000 + self.number),
        }
        return simple[hint] if hint in simple else list(hint)[-1]


def read(services: Services, dossier_id: DossierId) -> str:
    paper = Bewaarpapier(document=SoortDocument.INZAGE, dossier_id=dossier_id)
    made = services.bewaarstukken.snapshot(paper, EIGEN)
    return "\n".join(f"{fact.label}: {fact.tekst}" for part in made.onderdelen for fact in part.gegevens)


def test_every_field_is_printed_or_named_as_left_out(services: Services) -> None:
    """Whoever adds a table or a field decides here: it is printed, or `WEG` says why not."""
    made = Filler(services).fill()
    text = read(services, DossierId(made["dossier"].id))
    for kind in KINDS:
        record, weg = made[kind.TABEL], WEG.get(kind, {})
        assert set(weg) <= set(velden(kind)), kind
        for name, meaning in velden(kind).items():
            value = getattr(record, name)
            where = (kind.__name__, name, value)
            if name in weg:
                is_text = isinstance(value, str) and not isinstance(value, Enum)
                assert not (is_text and value and value in text), where
            elif value is True:
                assert OTHERWISE.get((kind, name), meaning.label[1:]) in text, where
            else:
                assert OTHERWISE.get((kind, name), said(value, is_usual=True)) in text, where
    assert "reden: akkoordreden" in text
    assert "er staat iets over uw gezin" in text


def test_every_table_is_read_or_named_whole(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[type[Any]] = {Dossier}
    of = Lezing.of

    def noted(self: Lezing, kind: type[Any]) -> list[Any]:
        seen.add(kind)
        return of(self, kind)

    made = Filler(services).fill()
    monkeypatch.setattr(Lezing, "of", noted)
    read(services, DossierId(made["dossier"].id))
    assert seen | NIET_GELEZEN == set(KINDS)
    assert all(set(WEG[kind]) == set(velden(kind)) for kind in NIET_GELEZEN)


def test_every_reason_to_leave_out_stands_on_the_paper() -> None:
    used = {reden for fields in WEG.values() for reden in fields.values()}
    assert used == set(Reden)
    assert {reden.value for reden in Reden} <= set(inzage_stuk.WEGGELATEN)


def test_a_note_with_a_strange_sign_and_the_longest_texts_come_on_paper(services: Services) -> None:
    made = Filler(services).fill()
    long = "Een lange afspraak over het huis. " * 117
    order = dataclasses.replace(made["opdracht"], afspraken=long[:4000], einde_reden=f"\N{OWL}{long[:3998]}")
    services.context.write("Lang", lambda log: records.save(log, order), type(order))
    paper = Bewaarpapier(document=SoortDocument.INZAGE, dossier_id=DossierId(made["dossier"].id))
    text = text_of(services.bewaarstukken.issue(paper, EIGEN, PAPIER).pdf)
    assert "?Een lange afspraak" in text
