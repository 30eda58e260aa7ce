"""A new vault: what set it up is not something to take back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import builders
from veiligheidsadvies.domain.errors import InvalidInput, StorageFailure, StorageUnavailable, UndoRefused
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.kluis import create
from veiligheidsadvies.vault.keys import FLOOR


def test_setting_up_a_vault_is_not_undone(tmp_path: Path) -> None:
    services = builders.open_services(tmp_path)
    assert services.undo_text is None
    with pytest.raises(UndoRefused):
        services.undo()
    name = services.beheer.organisatie().naam
    services.beheer.save_organisatie(builders.organisatie(id=1, naam="Provincie Anders"))
    services.undo()
    assert services.beheer.organisatie().naam == name
    assert services.undo_text is None
    assert services.redo_text is not None
    services.close()


def test_an_organisation_that_cannot_be_printed_is_told_before_a_vault_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "proef.advieskluis"
    with pytest.raises(InvalidInput) as told:
        create(
            folder,
            builders.organisatie(naam="Provincie 🔔"),
            passphrase=builders.WACHTWOORDZIN,
            slot_name="E. Yeşilgöz",
            kdf=FLOOR,
        )
    assert [problem.field for problem in told.value.problems] == ["naam"]
    assert not folder.exists()


def test_a_new_vault_that_does_not_open_is_gone_so_that_it_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, opened = tmp_path / "proef.advieskluis", kluis.open_vault

    def failing(where: Path, *given: Any, **more: Any) -> kluis.Services:
        if where == folder:
            raise StorageUnavailable(StorageFailure.INVOER_UITVOER)
        return opened(where, *given, **more)

    def make() -> kluis.Services:
        return create(
            folder,
            builders.organisatie(),
            passphrase=builders.WACHTWOORDZIN,
            slot_name="E. Yeşilgöz",
            kdf=FLOOR,
        )

    with monkeypatch.context() as patch:
        patch.setattr(kluis, "open_vault", failing)
        with pytest.raises(StorageUnavailable):
            make()
    assert list(tmp_path.iterdir()) == []
    make().close()
    assert folder.is_dir()
