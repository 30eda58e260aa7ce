"""The recovery sheet in three parts: any two open the vault, one says nothing, and slips are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import generate_mnemonics

from tests.vault.conftest import PASSPHRASE
from veiligheidsadvies.domain.errors import PartReason, RecoveryKeyForeign, RecoveryPartInvalid
from veiligheidsadvies.vault import recovery_parts
from veiligheidsadvies.vault.recovery_parts import WORDS, key_of, part_of, split, word_of, wordlist, words_in
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock_by_parts
from veiligheidsadvies.vault.vault import Vault

PAIRS = [(0, 1), (0, 2), (1, 2), (2, 0)]


@settings(max_examples=5)
@given(st.binary(min_size=32, max_size=32))
def test_any_two_of_three_are_enough(data_key: bytes) -> None:
    parts = split(data_key)
    assert [part.number for part in parts] == [1, 2, 3]
    assert {len(part.words) for part in parts} == {WORDS}
    assert len({part.series for part in parts}) == 1
    for one, other in PAIRS:
        assert key_of([parts[one].words, parts[other].words]) == data_key


def reason(*typed: object) -> PartReason:
    with pytest.raises(RecoveryPartInvalid) as caught:
        key_of(typed)  # type: ignore[arg-type]
    return caught.value.reason


def test_what_is_not_enough_or_does_not_belong_together() -> None:
    first, second, third = (part.words for part in split(bytes(range(32))))
    other = split(bytes(range(32)))[1].words
    assert reason(first) is PartReason.AANTAL
    assert reason(first, second, third) is PartReason.AANTAL
    assert reason(first, first) is PartReason.ZELFDE
    assert reason(first, other) is PartReason.ANDERE_SERIE
    assert reason(first, second[:-1]) is PartReason.AANTAL_WOORDEN


def test_each_slip_is_told_at_its_place() -> None:
    first, second = (part.words for part in split(bytes(range(32)))[:2])
    with pytest.raises(RecoveryPartInvalid) as caught:
        key_of([first, (*second[:6], "fiets", *second[7:-1], "")])
    assert (caught.value.place, caught.value.words) == (2, (7, 33))
    for at in range(WORDS):
        wrong = next(word for word in wordlist() if word != second[at])
        assert reason(first, (*second[:at], wrong, *second[at + 1 :])) is PartReason.TIKFOUT
    swapped = (second[1], second[0], *second[2:])
    assert second[0] == second[1] or reason(first, swapped) is PartReason.TIKFOUT


def test_four_letters_are_enough_and_case_does_not_matter() -> None:
    words = split(bytes(32))[0].words
    assert part_of([word[:4].upper() for word in words]).words == words
    for word in wordlist():
        assert {word_of(word), word_of(word[:4]), word_of(f" {word.title()} ")} == {word}
    assert [word_of(text) for text in ("", "aca", "acadx", "zzzz", "ácid", "academica")] == [None] * 6


def test_words_are_found_in_what_is_pasted() -> None:
    words = split(bytes(32))[0].words
    numbered = "\n".join(f"{number:2}. {word}" for number, word in enumerate(words, 1))
    assert tuple(words_in(numbered)) == words


@pytest.mark.parametrize(
    ("groups", "exponent"),
    [([(2, 3)], 15), ([(3, 5)], 1), ([(1, 1)], 1), ([(2, 3), (2, 3)], 1), ([(2, 5)], 1)],
)
def test_a_part_that_is_not_made_here_is_refused_before_it_costs_anything(
    groups: list[tuple[int, int]], exponent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exponent 15 asks for 330 million rounds."""
    with monkeypatch.context() as patch:
        patch.setattr("shamir_mnemonic.cipher.encrypt", lambda secret, *_: secret)
        made = generate_mnemonics(1, groups, bytes(32), iteration_exponent=exponent)
    texts = [text for group in made for text in group][-2:]
    assert reason(*(text.split() for text in (texts * 2)[:2])) is PartReason.VREEMD


def test_parts_of_a_vault(vault: Vault, key: UnlockedKey) -> None:
    parts, folder = vault.split_recovery(), vault.folder
    typed, keepers = [parts[2].words, parts[0].words], ("Anja", "Bram", "Carla")
    assert not vault.recovery_confirmed
    with pytest.raises(RecoveryKeyForeign):
        strange = split(bytes(32))
        vault.confirm_parts([part.words for part in strange[:2]], series=strange[0].series, keepers=keepers)
    with pytest.raises(RecoveryPartInvalid) as caught:
        vault.confirm_parts(typed, series=vault.split_recovery()[0].series, keepers=keepers)
    assert caught.value.reason is PartReason.ANDERE_SERIE
    assert not vault.recovery_confirmed
    vault.confirm_parts(typed, series=parts[0].series, keepers=keepers)
    assert vault.recovery_confirmed
    kept = vault.confirmed_parts()
    assert kept is not None
    assert (kept.series, kept.keepers) == (parts[0].series, keepers)
    assert not set(parts[0].words[4:]) & set(str(vault.setting("herstelblad_delen")).split())
    vault.close()
    found = unlock_by_parts(folder, typed)
    assert (found.by_recovery, found.data_key) == (True, key.data_key)
    opened = Vault.open(folder, found)
    assert opened.needs_new_passphrase
    assert opened.recovery_used is not None
    opened.close()


def test_another_key_makes_the_paper_untrue(vault: Vault, key: UnlockedKey, folder: Path) -> None:
    parts = vault.split_recovery()
    typed = [part.words for part in parts[:2]]
    vault.confirm_parts(typed, series=parts[0].series, keepers=())
    vault.rekey({key.slot_id: PASSPHRASE})
    assert vault.confirmed_parts() is None
    assert not vault.recovery_confirmed
    vault.close()
    with pytest.raises(RecoveryKeyForeign):
        unlock_by_parts(folder, typed)


def test_the_word_list_is_that_of_the_standard() -> None:
    assert len(wordlist()) == 1024
    assert (wordlist()[0], wordlist()[-1]) == ("academic", "zero")
    assert len({word[:4] for word in wordlist()}) == 1024
    assert recovery_parts.WORDS == 33
