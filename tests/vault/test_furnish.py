"""A vault is made beside its place and put there finished, so that there is never half of one."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from veiligheidsadvies.domain.errors import StorageUnavailable, VaultExists
from veiligheidsadvies.vault import furnish


class CutOff(Exception):
    """The program ends here."""


def fill(part: Path) -> None:
    part.mkdir()
    (part / "dossiers.db").write_text("klaar")


def test_nothing_stands_there_before_it_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "kluis.advieskluis"
    with furnish.beside(folder) as part:
        fill(part)
        assert not folder.exists()
    assert (folder / "dossiers.db").read_text() == "klaar"
    assert list(tmp_path.iterdir()) == [folder]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "kluis.advieskluis"
    with pytest.raises(CutOff), furnish.beside(folder) as part:
        fill(part)
        raise CutOff
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken_and_a_full_one_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "kluis.advieskluis"
    folder.mkdir()
    with furnish.beside(folder) as part:
        fill(part)
    with pytest.raises(VaultExists), furnish.beside(folder):
        pass


def test_who_comes_second_loses(tmp_path: Path) -> None:
    folder = tmp_path / "kluis.advieskluis"
    with pytest.raises(VaultExists), furnish.beside(folder) as part:
        fill(part)
        with furnish.beside(folder) as other:
            fill(other)
            (other / "dossiers.db").write_text("de eerste")
    assert (folder / "dossiers.db").read_text() == "de eerste"
    assert list(tmp_path.iterdir()) == [folder]


def test_new_folders_above_it_are_made_to_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(furnish, "sync_folder", synced.append)
    with furnish.beside(tmp_path / "een" / "twee" / "kluis.advieskluis") as part:
        fill(part)
    assert {tmp_path, tmp_path / "een", tmp_path / "een" / "twee"} <= set(synced)


def test_a_disk_that_does_not_confirm_it_gets_no_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kluis.advieskluis"

    def refused(place: Path) -> None:
        if place == tmp_path:
            raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(furnish, "sync_folder", refused)
        with pytest.raises(StorageUnavailable), furnish.beside(folder) as part:
            fill(part)
    assert list(tmp_path.iterdir()) == []


def test_what_was_cut_off_long_ago_is_cleared_away(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".0a.advieskluis.deel", tmp_path / ".0b.advieskluis.deel"
    for place in (old, fresh):
        fill(place)
    os.utime(old, (0, 0))
    with furnish.beside(tmp_path / "kluis.advieskluis") as part:
        fill(part)
    assert not old.exists()
    assert fresh.exists()
