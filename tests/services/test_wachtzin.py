"""Generated passphrases: from a whole list of plain words, another one each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from veiligheidsadvies import paths
from veiligheidsadvies.services import wachtzin


@pytest.fixture
def fresh_list() -> Iterator[None]:
    wachtzin.words.cache_clear()
    yield
    wachtzin.words.cache_clear()


def test_the_list_holds_enough_plain_words() -> None:
    words = wachtzin.words()
    assert len(words) >= 2048
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z]{4,8}", word) for word in words)


def test_a_passphrase_is_seven_words_of_the_list_and_never_the_same() -> None:
    made = {wachtzin.generate() for _ in range(50)}
    assert len(made) == 50
    for passphrase in made:
        assert len(passphrase.split(" ")) == 7
        assert set(passphrase.split(" ")) <= set(wachtzin.words())


def test_a_short_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_list: None) -> None:
    (tmp_path / "woordenlijst.txt").write_text("appel\npeer\n", encoding="ascii")
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    with pytest.raises(RuntimeError):
        wachtzin.words()
