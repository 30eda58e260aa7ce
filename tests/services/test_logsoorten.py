"""What is looked at, printed, taken out, tried and changed about keys stands in the log: one test a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.builders import WACHTWOORDZIN, Clock
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import WrongPassphrase
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.services.kluis import Services, open_vault, unlock
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.vault.history import HistoryLine
from veiligheidsadvies.vault.keys import FLOOR

ANDER = "grijze walvis leest nooit de krant op zolder"
LEZER = Ontvanger(naam="S&S-manager")
DOSSIER = DossierId(1)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    services = builders.open_services(tmp_path)
    dossier = builders.add_dossier(services)
    advies = builders.add_advies(services, dossier)
    builders.add_maatregel(services, dossier, advies_id=advies)
    services.bijlagen.add(dossier, naam="plattegrond.txt", content=b"kamers")
    _issue(services, Wijze.PAPIER)
    yield services
    services.close()


def _issue(services: Services, wijze: Wijze) -> None:
    words = ANDER if wijze is Wijze.VERSLEUTELD else ""
    reason = "de ontvanger kan niet anders" if wijze is Wijze.ONVERSLEUTELD else ""
    gegevens = Uitgiftegegevens(wijze=wijze, wachtzin=words, reden=reason)
    services.stukken.issue(SoortDocument.MAATREGELENPLAN, DOSSIER, LEZER, gegevens)


def _new_lines(services: Services, act: Callable[[], object]) -> list[HistoryLine]:
    before = services.context.vault.history(limit=1)[0].number
    act()
    return [line for line in services.context.vault.history(limit=50) if line.number > before]


def _only_note(services: Services, act: Callable[[], object]) -> HistoryLine:
    (line,) = [line for line in _new_lines(services, act) if line.table is None]
    assert line.actor == services.actor
    assert line.origin == "venster"
    return line


READS: dict[str, tuple[Callable[[Services], object], str, str]] = {
    "an attachment": (lambda s: s.bijlagen.content(1), "lezen", "bijlage:1"),
    "the text of a copy": (lambda s: s.exemplaren.read(1), "lezen", "exemplaar:1"),
    "a copy on screen": (lambda s: s.exemplaren.preview(1), "lezen", "exemplaar:1"),
    "the recovery sheet": (lambda s: s.beheer.herstelgroepen(), "herstelblad getoond", "kluis"),
    "names on a screen": (lambda s: s.logboek.note_inzage("dossier", DOSSIER), "inzien", "scherm:dossier"),
    "looking for a copy": (lambda s: s.exemplaren.find_by_content("kamers"), "zoeken", "exemplaar"),
}


@pytest.mark.parametrize("kind", READS)
def test_reading_something_secret_is_a_line(services: Services, kind: str) -> None:
    act, verb, thing = READS[kind]
    line = _only_note(services, lambda: act(services))
    assert (line.verb, line.object, line.result) == (verb, thing, "gelukt")


@pytest.mark.parametrize(
    ("wijze", "verb"),
    [(Wijze.PAPIER, "afdrukken"), (Wijze.VERSLEUTELD, "uitvoeren"), (Wijze.ONVERSLEUTELD, "uitvoeren")],
)
def test_printing_and_saving_a_copy_is_a_line(services: Services, wijze: Wijze, verb: str) -> None:
    line = _only_note(services, lambda: _issue(services, wijze))
    assert (line.verb, line.object, line.dossier_id) == (verb, "exemplaar:2", DOSSIER)


def test_taking_an_attachment_out_is_a_line(services: Services, tmp_path: Path) -> None:
    line = _only_note(services, lambda: services.bijlagen.export_to(1, tmp_path / "eruit.txt"))
    assert (line.verb, line.object, line.dossier_id) == ("uitvoeren", "bijlage:1", DOSSIER)


def test_failed_attempts_to_open_are_a_line_at_the_next_opening(tmp_path: Path) -> None:
    clock = Clock()
    folder, _ = builders.vault_folder(tmp_path)
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            unlock(folder, "een verkeerde zin", now=clock)
    services = open_vault(folder, unlock(folder, WACHTWOORDZIN, now=clock), now=clock)
    told = [(line.verb, line.result) for line in services.context.vault.history(limit=3)]
    services.close()
    assert ("openen", "2 keer mislukt") in told
    assert ("openen", "gelukt") in told


def test_every_change_of_a_key_is_a_line(services: Services) -> None:
    vault = services.context.vault
    made: list[str] = []

    def verb(act: Callable[[], object]) -> str:
        line = _only_note(services, act)
        assert line.object.startswith("sleutel:")
        return line.verb

    assert verb(lambda: made.append(vault.add_opening_slot("Bram", ANDER, kdf=FLOOR))) == (
        "openingssleutel toevoegen"
    )
    assert verb(lambda: vault.rename_slot(made[0], "Bram B.")) == "sleutel hernoemen"
    assert verb(lambda: vault.change_passphrase(made[0], old=ANDER, new=WACHTWOORDZIN, kdf=FLOOR)) == (
        "wachtwoord wijzigen"
    )
    assert (
        verb(lambda: vault.add_approval_slot("H. Aalberts", ANDER, kdf=FLOOR)) == "akkoordsleutel toevoegen"
    )
    assert verb(lambda: vault.remove_slot(made[0])) == "sleutel intrekken"


def test_opening_by_recovery_sheet_is_a_line(tmp_path: Path) -> None:
    from veiligheidsadvies.services.kluis import unlock_by_recovery

    services = builders.open_services(tmp_path)
    groups, folder = services.beheer.herstelgroepen(), services.beheer.folder
    services.close()
    again = open_vault(folder, unlock_by_recovery(folder, groups), now=Clock())
    told = [line.verb for line in again.context.vault.history(limit=3)]
    again.close()
    assert "openen met herstelblad" in told


def test_no_line_holds_a_value_of_a_record(services: Services, tmp_path: Path) -> None:
    for act, _, _ in READS.values():
        act(services)
    rows = services.context.connection.execute("SELECT * FROM logregel", ()).fetchall()
    words = repr(rows) + repr(services.context.connection.execute("SELECT * FROM handeling", ()).fetchall())
    assert not [secret for secret in ("Đorđević", "kamers", "plattegrond", "Vrijstaande") if secret in words]
