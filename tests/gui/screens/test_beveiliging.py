"""What Beveiliging tells of our windows is what the system says of them."""

from __future__ import annotations

import pytest

from veiligheidsadvies.gui.kit import capture
from veiligheidsadvies.gui.screens.beheer import beveiliging
from veiligheidsadvies.gui.screens.beheer.status_list import GOED, LET_OP


@pytest.mark.parametrize(("found", "kind"), [(True, GOED), (False, LET_OP), (None, LET_OP)])
def test_windows_that_can_be_recorded_are_told(
    monkeypatch: pytest.MonkeyPatch, *, found: bool | None, kind: str
) -> None:
    monkeypatch.setattr(capture, "is_blocked", lambda: found)
    line = beveiliging._capture()
    assert line.kind == kind
    assert bool(line.advice) is (kind == LET_OP)
