"""Searching: names as people type them, any text without harm."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vault.rows import add_dossier, add_maatregel, maatregel
from veiligheidsadvies.vault.search import fold, words
from veiligheidsadvies.vault.vault import Vault

NAMES = {
    "Yeşilgöz": ["yesilgoz", "YEŞILGÖZ", "Yesil", "yeşilgöz"],
    "Đorđević": ["dordevic", "đorđević", "DORĐ"],
    "Łukasz": ["lukasz", "ŁUKASZ"],
    "IJsbrand": ["ijsbrand", "IJSBRAND", "\u0132sbrand", "\u0133s"],
    "\u0132smeer": ["ijsmeer"],
    "van 't Hoff": ["van 't Hoff", "van \u2019t hoff", "van t hoff", "hoff", "'t hof"],
    "Großmann": ["grossmann", "GROSSM", "großm"],
    "İnönü": ["inonu", "İNÖNÜ", "ınonu"],
    "Bjørn Ægidius": ["bjorn aegidius", "ægi"],
    "Þór": ["thor"],
    "Zoë de Vries-Özdil": ["zoe ozdil", "vries", "özd"],
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_found_as_typed(vault: Vault, name: str) -> None:
    row = add_dossier(vault, notitie=f"gesproken met {name} over de woning")
    add_dossier(vault, "GED-05", notitie="niemand")
    for query in NAMES[name]:
        assert [hit.row_id for hit in vault.search(query)] == [row], query


def test_words_are_all_asked_and_the_last_may_be_a_beginning(vault: Vault) -> None:
    row = add_dossier(vault, notitie="camera bij de voordeur")
    assert [hit.dossier_id for hit in vault.search("camera voord")] == [row]
    assert vault.search("cam voordeur") == []
    assert vault.search("camera kelder") == []
    assert [hit.row_id for hit in vault.search("ged-04")] == [row]


def test_index_follows_change_removal_and_undo(vault: Vault) -> None:
    dossier = add_dossier(vault)
    row = add_maatregel(vault, dossier, titel="Deurspion")
    (hit,) = vault.search("deurspion")
    assert (hit.table, hit.row_id, hit.dossier_id) == ("maatregel", row, dossier)
    with vault.action("Maatregel gewijzigd") as log:
        log.write("maatregel", row, {"titel": "Brievenbus"})
    assert vault.search("deurspion") == []
    assert vault.search("brievenbus")
    vault.undo()
    assert vault.search("deurspion")
    vault.undo()
    assert vault.search("deurspion") == []


def test_a_rolled_back_change_is_not_found(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError), vault.action("Mislukt") as log:
        log.write("dossier", None, {**_row(), "notitie": "nooit gebeurd"})
        raise ZeroDivisionError
    assert vault.search("nooit") == []


def _row() -> dict[str, object]:
    return {"code": "GED-09", "soort": "overig", "omschrijving": "", "stelsel_actief": 0, "bevoegd_gezag": ""}


def test_more_hits_than_are_ranked(vault: Vault) -> None:
    dossier = add_dossier(vault)
    with vault.action("Veel") as log:
        row = maatregel(vault, dossier)
        for number in range(600):
            log.write("maatregel", None, {**row, "titel": f"slot {number}"})
    assert len(vault.search("slot")) == 50
    assert len(vault.search("slot", limit=1000)) == 600
    assert len(vault.search("slot 599")) == 1


def test_reindexing(vault: Vault) -> None:
    add_dossier(vault, notitie="oude woorden")
    vault.index_text = lambda _, row: ("nieuwe woorden", row["id"])
    vault.reindex(["dossier"])
    assert vault.search("nieuwe")
    assert vault.search("oude") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_safe(vault: Vault, text: str) -> None:
    vault.search(text)
    assert all(word == fold(word) for word in words(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '"',
        "*",
        "a*b",
        "NEAR(a b)",
        "AND",
        "a OR",
        "tekst:",
        "^x",
        "'; DROP TABLE",
        "\0",
        "_",
        "-- x",
    ],
)
def test_signs_of_the_query_language_mean_nothing(vault: Vault, text: str) -> None:
    add_dossier(vault, notitie="iets")
    assert vault.search(text) == []
