"""The recovery sheet: what a slip of the pen does, and the way back into the vault."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.conftest import PASSPHRASE, Clock
from veiligheidsadvies.domain.errors import (
    ApprovalReason,
    ApprovalRefused,
    RecoveryKeyForeign,
    RecoveryKeyInvalid,
    VaultDamaged,
    WrongPassphrase,
)
from veiligheidsadvies.services import herstel
from veiligheidsadvies.vault import recovery, slotfile
from veiligheidsadvies.vault.crockford import ALPHABET
from veiligheidsadvies.vault.database import DATABASE_NAME
from veiligheidsadvies.vault.keys import FLOOR
from veiligheidsadvies.vault.recovery import (
    GROUPS,
    check_group,
    groups_in,
    groups_of,
    groups_of_payload,
    key_of,
    qr_payload,
)
from veiligheidsadvies.vault.unlock import UnlockedKey, unlock, unlock_by_recovery
from veiligheidsadvies.vault.vault import Vault

data_keys = st.binary(min_size=32, max_size=32)
numbers = st.integers(min_value=1, max_value=GROUPS)
places = st.integers(min_value=0, max_value=4)


@given(data_keys)
def test_there_and_back(data_key: bytes) -> None:
    groups = groups_of(data_key)
    assert len(groups) == GROUPS
    assert all(len(group) == 5 for group in groups)
    assert key_of(groups) == data_key
    assert groups_of_payload(qr_payload(data_key)) == groups
    assert len(qr_payload(data_key)) == len("VA-HERSTEL-1:") + 56


@given(data_keys)
def test_the_groups_are_found_in_what_is_scanned_or_pasted(data_key: bytes) -> None:
    groups = groups_of(data_key)
    numbered = [f"{number}  {group}" for number, group in enumerate(groups, 1)]
    in_columns = "\n".join(
        f"{left}    {right}" for left, right in zip(numbered[:7], numbered[7:], strict=True)
    )
    for text in (
        qr_payload(data_key),
        qr_payload(data_key).lower(),
        qr_payload(data_key).removeprefix("VA-HERSTEL-1:"),
        "VA-HERSTEL-1:" + "".join(groups),
        " ".join(groups),
        f"Herstelblad van deze kluis\n{in_columns}\nBewaar dit blad verzegeld",
        f"Herstelblad\u2028{in_columns}".replace("\n", "\u2028"),
    ):
        assert groups_in(text) == groups, text


@given(data_keys, numbers)
def test_a_sheet_with_a_mistake_is_not_taken_as_a_whole(data_key: bytes, number: int) -> None:
    groups = groups_of(data_key)
    other = ALPHABET[(ALPHABET.index(groups[number - 1][0]) + 1) % len(ALPHABET)]
    groups[number - 1] = other + groups[number - 1][1:]
    assert groups_in(" ".join(groups)) is None
    assert groups_in(groups[0]) is None
    assert groups_in("") is None


@given(data_keys, numbers, places, st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_caught(data_key: bytes, number: int, place: int, sign: str) -> None:
    group = groups_of(data_key)[number - 1]
    typed = group[:place] + sign + group[place + 1 :]
    assert check_group(number, typed) == (typed == group)


@given(data_keys, numbers, places, places)
def test_two_swapped_signs_are_caught(data_key: bytes, number: int, one: int, other: int) -> None:
    group = groups_of(data_key)[number - 1]
    signs = list(group)
    signs[one], signs[other] = signs[other], signs[one]
    assert check_group(number, "".join(signs)) == ("".join(signs) == group)


@given(data_keys, numbers, numbers)
def test_swapped_groups_are_caught(data_key: bytes, one: int, other: int) -> None:
    groups = groups_of(data_key)
    assert check_group(other, groups[one - 1]) == (one == other)


@given(data_keys, data_keys, numbers)
def test_a_group_of_another_sheet_is_caught_by_the_last(one: bytes, other: bytes, number: int) -> None:
    groups = groups_of(one)
    groups[number - 1] = groups_of(other)[number - 1]
    if groups == groups_of(one):
        assert key_of(groups) == one
    else:  # 20 bits over the whole: one in a million mixed sheets would pass
        with pytest.raises(RecoveryKeyInvalid) as caught:
            key_of(groups)
        assert caught.value.groups == (GROUPS,)


@given(data_keys)
def test_the_signs_are_plain_base32(data_key: bytes) -> None:
    """Whoever finds a sheet without this program can still read the key from it."""
    plain = base64.b32encode(data_key).decode().rstrip("=")
    translated = plain.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET))
    assert "".join(group[:4] for group in groups_of(data_key)[:13]) == translated


@pytest.mark.parametrize(
    "spoil",
    [
        str.lower,
        lambda text: text.replace("0", "o").replace("1", "l"),
        lambda text: f" {text[:2]}-{text[2:]} ",
    ],
)
def test_handwriting_is_forgiven(spoil: Callable[[str], str]) -> None:
    data_key = bytes(range(100, 132))
    assert key_of([spoil(group) for group in groups_of(data_key)]) == data_key


@pytest.mark.parametrize("text", ["", "ABCD", "ABCDEF", "ABCU0", "*$=~U", "日本語日本", "İİİİİ"])
def test_what_is_no_group(text: str) -> None:
    assert not check_group(1, text)


def test_every_wrong_group_is_named() -> None:
    groups = groups_of(bytes(32))
    groups[2], groups[6] = "ZZZZZ", ""
    with pytest.raises(RecoveryKeyInvalid) as caught:
        key_of(groups)
    assert caught.value.groups == (3, 7)
    with pytest.raises(RecoveryKeyInvalid) as caught:
        key_of(groups_of(bytes(32))[:12])
    assert caught.value.groups == (13, 14)
    with pytest.raises(RecoveryKeyInvalid):
        key_of([*groups_of(bytes(32)), "00000"])


@pytest.mark.parametrize("payload", ["", "VA-HERSTEL-1:", "VA-HERSTEL-1:" + "U" * 56, "0" * 55])
def test_another_qr_code(payload: str) -> None:
    with pytest.raises(RecoveryKeyInvalid):
        groups_of_payload(payload)


class TestSession:
    """The sheet opens the vault, also without slot files, and asks for a new passphrase."""

    def test_confirming(self, vault: Vault) -> None:
        assert not vault.recovery_confirmed
        with pytest.raises(RecoveryKeyForeign):
            vault.confirm_recovery(groups_of(bytes(32)))
        with pytest.raises(RecoveryKeyInvalid):
            vault.confirm_recovery(["00000"] * GROUPS)
        assert not vault.recovery_confirmed
        vault.confirm_recovery(vault.recovery_groups())
        assert vault.recovery_confirmed
        assert vault.recovery_payload() == qr_payload(key_of(vault.recovery_groups()))

    def test_another_vault(self, folder: Path) -> None:
        with pytest.raises(RecoveryKeyForeign):
            unlock_by_recovery(folder, groups_of(bytes(32)))

    @pytest.mark.parametrize("left", [4096, 100, None])
    def test_a_damaged_database_is_told_for_what_it_is(
        self, folder: Path, key: UnlockedKey, left: int | None
    ) -> None:
        path = folder / DATABASE_NAME
        content = bytearray(path.read_bytes())
        content[100] ^= 1
        path.write_bytes(content[:left])
        found = unlock_by_recovery(folder, groups_of(key.data_key))
        with pytest.raises(VaultDamaged):
            Vault.open(folder, found)
        with pytest.raises(RecoveryKeyForeign if left != 100 else VaultDamaged):
            unlock_by_recovery(folder, groups_of(bytes(32)))

    def test_the_sheet_of_before_another_key(self, folder: Path, key: UnlockedKey) -> None:
        before = (folder / slotfile.NAMES[0]).read_bytes()
        vault = Vault.open(folder, key)
        vault.rekey({key.slot_id: PASSPHRASE})
        vault.close()
        for name in ("", *slotfile.NAMES):
            if name:
                (folder / name).write_bytes(before)
            if name != slotfile.NAMES[-1]:
                with pytest.raises(RecoveryKeyForeign):
                    unlock_by_recovery(folder, groups_of(key.data_key))

    def test_forgotten_passphrase(self, folder: Path, key: UnlockedKey, clock: Clock) -> None:
        found = unlock_by_recovery(folder, groups_of(key.data_key))
        assert found.by_recovery
        vault = Vault.open(folder, found, now=clock)
        assert (vault.by_recovery, vault.needs_new_passphrase, vault.actor) == (True, True, "Herstelblad")
        assert any(line.verb == "openen met herstelblad" for line in vault.history())
        vault.rename_slot(key.slot_id, "Anja")
        assert vault.needs_new_passphrase
        vault.set_new_passphrase("een nieuw wachtwoord", slot_id=key.slot_id)
        assert not vault.needs_new_passphrase
        vault.close()
        assert unlock(folder, "een nieuw wachtwoord").slot_name == "Anja"
        with pytest.raises(WrongPassphrase):
            unlock(folder, PASSPHRASE)

    def test_slot_files_lost(self, folder: Path, key: UnlockedKey) -> None:
        for name in slotfile.NAMES:
            (folder / name).unlink()
        vault = Vault.open(folder, unlock_by_recovery(folder, groups_of(key.data_key)))
        assert vault.list_slots() == []
        vault.set_new_passphrase("een nieuw wachtwoord", name="Anja", kdf=FLOOR)
        vault.close()
        opened = Vault.open(folder, unlock(folder, "een nieuw wachtwoord"))
        assert opened.vault_id == vault.vault_id
        assert all(outcome.ok for outcome in opened.checks() if not outcome.warning)
        opened.close()

    def test_slot_files_of_another_vault(self, folder: Path, key: UnlockedKey, tmp_path: Path) -> None:
        other = tmp_path / "ander.advieskluis"
        Vault.create(other, passphrase=PASSPHRASE, slot_name="Bert", kdf=FLOOR).close()
        for name in slotfile.NAMES:
            shutil.copyfile(other / name, folder / name)
        with pytest.raises(VaultDamaged):
            Vault.open(folder, unlock(folder, PASSPHRASE))
        (told,) = herstel.examine(folder, unlock(folder, PASSPHRASE))
        assert "probeer eerst het herstelblad" in told.detail
        vault = Vault.open(folder, unlock_by_recovery(folder, groups_of(key.data_key)))
        vault.set_new_passphrase("een nieuw wachtwoord", name="Anja", kdf=FLOOR)
        vault.close()
        assert unlock(folder, "een nieuw wachtwoord").data_key == key.data_key

    def test_cannot_approve(self, folder: Path, key: UnlockedKey) -> None:
        vault = Vault.open(folder, unlock_by_recovery(folder, groups_of(key.data_key)))
        slot_id = vault.add_approval_slot("Bram", "een wachtwoord", kdf=FLOOR)
        with pytest.raises(ApprovalRefused) as caught:
            vault.sign_approval(slot_id, "een wachtwoord", bytes(32))
        assert caught.value.reason is ApprovalReason.HERSTELBLAD
        vault.close()

    def test_only_after_recovery(self, vault: Vault, key: UnlockedKey) -> None:
        assert not vault.needs_new_passphrase
        with pytest.raises(RuntimeError):
            vault.set_new_passphrase("zonder het oude", slot_id=key.slot_id)


def test_the_check_sign_is_a_weighted_sum_over_gf32() -> None:
    """The formula of the sheet by logarithms: the sum of aⁱ·dᵢ and a⁵·n, with a a root of x⁵ + x² + 1."""
    power, table = 1, []
    for _ in range(31):
        table.append(power)
        power = power << 1 ^ (0b100101 if power & 16 else 0)
    assert len(set(table)) == 31

    def times(value: int, exponent: int) -> int:
        return table[(table.index(value) + exponent) % 31] if value else 0

    for number, group in enumerate(groups_of(bytes(range(7, 39))), 1):
        digits = [ALPHABET.index(sign) for sign in group]
        total = times(number, 5)
        for place, digit in enumerate(digits[:4], 1):
            total ^= times(digit, place)
        assert total == digits[4]
    assert recovery.GROUPS == 14
