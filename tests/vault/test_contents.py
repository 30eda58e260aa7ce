"""Settings, drafts, attachments and numbers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.vault.conftest import Clock
from tests.vault.rows import add_dossier, dossier
from veiligheidsadvies.domain.errors import NotFound, StorageFailure, StorageUnavailable, VaultDamaged
from veiligheidsadvies.vault import marks
from veiligheidsadvies.vault.unlock import UnlockedKey
from veiligheidsadvies.vault.vault import Vault


def test_settings(vault: Vault) -> None:
    assert vault.setting("indeling") is None
    vault.set_setting("indeling", "breed")
    vault.set_setting("indeling", "smal")
    assert vault.setting("indeling") == "smal"
    vault.set_setting("indeling", None)
    assert vault.setting("indeling") is None


def test_drafts_survive_and_leave_no_log(folder: Path, key: UnlockedKey, clock: Clock) -> None:
    vault = Vault.open(folder, key, now=clock)
    head = vault.log_head()
    vault.save_draft("maatregel:3", '{"titel": "half"}')
    clock.forward(minutes=1)
    vault.save_draft("maatregel:3", '{"titel": "halve zin"}')
    vault.save_draft("dossier:nieuw", "{}")
    assert vault.log_head() == head
    vault.close()
    vault = Vault.open(folder, key, now=clock)
    assert vault.find_draft("maatregel:3") == '{"titel": "halve zin"}'
    drafts = vault.list_drafts()
    assert {draft.key for draft in drafts} == {"maatregel:3", "dossier:nieuw"}
    assert {draft.saved_at for draft in drafts} == {clock()}
    assert "halve" not in repr(drafts)
    vault.drop_draft("maatregel:3")
    vault.drop_draft("maatregel:3")
    assert vault.find_draft("maatregel:3") is None
    vault.close()


def test_attachments_are_kept_once_by_hash(vault: Vault) -> None:
    content = bytes(range(256)) * 5000
    sha = vault.put_blob(content)
    assert vault.put_blob(content) == sha
    assert vault.get_blob(sha) == content
    assert vault.connection.value("SELECT count(*) FROM inhoud") == 1
    with pytest.raises(NotFound):
        vault.get_blob("0" * 64)
    vault.connection.execute("UPDATE inhoud SET bytes = x'00'")
    with pytest.raises(VaultDamaged):
        vault.get_blob(sha)


def test_an_attachment_belongs_to_its_action(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError), vault.action("Bijlage"):
        sha = vault.put_blob(b"weg")
        raise ZeroDivisionError
    with pytest.raises(NotFound):
        vault.get_blob(sha)


class TestNumbers:
    def take(self, vault: Vault, year: int = 2026) -> int:
        with vault.action("Exemplaar") as log:
            log.write("dossier", None, dossier(f"X-{vault.connection.value('SELECT count(*) FROM dossier')}"))
            return vault.next_number("exemplaar", year)

    def test_no_gaps_per_year(self, vault: Vault) -> None:
        assert [self.take(vault) for _ in range(3)] == [1, 2, 3]
        assert self.take(vault, 2027) == 1
        with pytest.raises(ZeroDivisionError), vault.action("Mislukt"):
            assert vault.next_number("exemplaar", 2026) == 4
            raise ZeroDivisionError
        assert self.take(vault) == 4

    def test_only_inside_an_action(self, vault: Vault) -> None:
        with pytest.raises(RuntimeError):
            vault.next_number("exemplaar", 2026)

    def test_never_twice_when_an_older_vault_is_put_back(
        self, folder: Path, key: UnlockedKey, tmp_path: Path
    ) -> None:
        old = shutil.copytree(folder, tmp_path / "oud")
        vault = Vault.open(folder, key)
        assert [self.take(vault) for _ in range(2)] == [1, 2]
        vault.close()
        shutil.rmtree(folder)
        shutil.copytree(old, folder)
        vault = Vault.open(folder, key)
        assert self.take(vault) == 3
        vault.close()

    def test_on_another_machine_from_paper(self, vault: Vault) -> None:
        vault.continue_numbers_after("exemplaar", 2026, last=41)
        vault.continue_numbers_after("exemplaar", 2026, last=7)
        assert self.take(vault) == 42

    def test_a_lost_memory_does_not_reuse(self, vault: Vault, configuration: Path) -> None:
        self.take(vault)
        shutil.rmtree(configuration / "kluizen")
        assert self.take(vault) == 2
        assert marks.read(vault.vault_id).numbers == {"exemplaar/2026": 2}

    def test_memory_that_cannot_be_written_does_not_keep_from_work(
        self, vault: Vault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_: object, **__: object) -> None:
            raise StorageUnavailable(StorageFailure.ALLEEN_LEZEN)

        with monkeypatch.context() as patch:
            patch.setattr(marks, "write", refused)
            assert self.take(vault) == 1
        add_dossier(vault)
        assert marks.read(vault.vault_id).numbers == {"exemplaar/2026": 1}
