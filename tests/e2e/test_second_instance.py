"""The same vault is opened twice: the second is told who holds it, the first goes on."""

from __future__ import annotations

from tests.builders import WACHTWOORDZIN, add_dossier
from tests.e2e.conftest import Story


def test_a_second_program_is_told_who_holds_the_vault_and_the_first_goes_on(story: Story) -> None:
    services = story.copy_vault()
    add_dossier(services)
    services.close()
    first = story.start()
    first.unlock(WACHTWOORDZIN)
    second = story.start()
    second.wait_for_focus("wachtwoordzin")
    second.type(WACHTWOORDZIN)
    second.press("Return")
    view = second.wait_for_words("al geopend")
    assert f"proces {first.pid}" in view.words
    assert not view.has("scherm_vandaag")
    first.press("Ctrl+2")
    first.wait_for_focus("dossiers")
    first.press("Return")
    first.wait_for("dossier_tabs")
    first.press("Ctrl+Z")
    first.wait_for("dossiers_leeg_zin")
    first.close()
    second.unlock(WACHTWOORDZIN)
    second.press("Ctrl+2")
    second.wait_for("dossiers_leeg_zin")
    second.close()
