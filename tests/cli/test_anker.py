"""`controle --anker`: a log that the holder of the key cut off or made anew lacks the head on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forgery
from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import Run, assert_refused
from veiligheidsadvies.services import kluis

Forge = Callable[[Path, bytes], None]


def cut(folder: Path, data_key: bytes) -> None:
    forgery.cut_tail(folder, data_key, rows=3)


def made_anew(folder: Path, data_key: bytes) -> None:
    forgery.recompute(folder, data_key, number=1, result="niets aan de hand")


@pytest.mark.parametrize("forge", [cut, made_anew])
def test_a_forged_log_is_told_by_the_paper(run: Run, vault: Path, dossier: str, forge: Forge) -> None:
    key = kluis.unlock(vault, WACHTWOORDZIN)
    services = kluis.open_vault(vault, key, now=Clock())
    head = services.context.vault.log_head()
    services.close()
    assert run("controle", vault, "--anker", head.lower()).code == 0
    forge(vault, key.data_key)
    assert run("controle", vault).code == 0, "without paper nothing is wrong"
    refused = run("controle", vault, "--anker", head)
    assert_refused(refused, "1 van de")
    assert [line.split()[1] for line in refused.out.splitlines() if line.startswith("fout")] == ["anker"]
    assert "komt niet voor in het logboek" in refused.out
