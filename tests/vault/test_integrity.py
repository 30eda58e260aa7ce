"""What checks tell is Dutch, of one thing as of more."""

from __future__ import annotations

import hashlib

import pytest

from veiligheidsadvies.vault import integrity, location
from veiligheidsadvies.vault.database import Connection
from veiligheidsadvies.vault.vault import Vault


@pytest.mark.parametrize(
    ("number", "told"), [(0, ""), (1, "1 pagina beschadigd"), (2, "2 pagina’s beschadigd")]
)
def test_pages(number: int, told: str, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "damaged_pages", lambda _: frozenset(map(str, range(number))))
    assert integrity.check_pages(vault.connection).detail == told


@pytest.mark.parametrize(("number", "told"), [(0, ""), (1, "1 fout"), (2, "2 fouten")])
def test_structure(number: int, told: str) -> None:
    assert integrity.check_structure(_telling([("wrong",)] * number or [("ok",)])).detail == told


@pytest.mark.parametrize(
    ("number", "told"), [(0, ""), (1, "1 verwijzing loopt dood"), (2, "2 verwijzingen lopen dood")]
)
def test_references(number: int, told: str) -> None:
    outcome = integrity.check_references(_telling([("maatregel",)] * number))
    assert (outcome.ok, outcome.detail) == (not number, told)


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (1, 0, "1 zoals hij binnenkwam"),
        (2, 0, "2 zoals ze binnenkwamen"),
        (1, 1, "1 van 2 wijkt af"),
        (0, 2, "2 van 2 wijken af"),
    ],
)
def test_attachments(good: int, bad: int, told: str) -> None:
    rows = [(hashlib.sha256(b"a").hexdigest(), b"a")] * good + [("0", b"a")] * bad
    assert integrity.check_attachments(_telling(rows)).detail == told


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, ""), (1, "1 bestand staat open voor anderen"), (2, "2 bestanden staan open voor anderen")],
)
def test_rights(number: int, told: str, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "open_entries", lambda folder: [folder] * number)
    rights = list(integrity.check_files(vault.folder, vault.copy_source().data_key))[-1]
    assert (rights.name, rights.detail) == ("rechten", told)


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, ""), (1, "1 sleutel wijkt af van het logboek"), (2, "2 sleutels wijken af van het logboek")],
)
def test_approval_keys(number: int, told: str) -> None:
    assert integrity.check_approval_keys(number).detail == told


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([True], "1 handtekening klopt"),
        ([True, True], "2 handtekeningen kloppen"),
        ([True, False], "1 handtekening klopt niet"),
        ([False, False], "2 handtekeningen kloppen niet"),
    ],
)
def test_approvals(answers: list[bool], told: str) -> None:
    signatures = [("", b"", bytes([answer])) for answer in answers]
    outcome = integrity.check_approvals(signatures, lambda *given: given[2] == b"\x01")
    assert (outcome.ok, outcome.detail) == (all(answers), told)


class _Rows(list[tuple[object, ...]]):
    def fetchall(self) -> list[tuple[object, ...]]:
        return self


def _telling(rows: list[tuple[object, ...]]) -> Connection:
    class Told:
        def execute(self, _: str) -> _Rows:
            return _Rows(rows)

    return Told()  # type: ignore[return-value]
