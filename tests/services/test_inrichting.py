"""A new vault: what set it up is not something to take back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import builders
from veiligheidsadvies.domain.errors import InvalidInput, UndoRefused
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
