"""In the place of an open vault a copy comes on a second person's yes only, and both logs tell it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.builders import Clock
from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.errors import (
    ApprovalRefused,
    CopyFault,
    CopyRefused,
    RestoreApprovalMissing,
    WrongPassphrase,
)
from veiligheidsadvies.services.kluis import Services, open_vault
from veiligheidsadvies.services.terugzetten import ANDERE_SLEUTEL
from veiligheidsadvies.vault import copyfile

TWEEDE = "grijze walvis leest nooit de krant op zolder"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    opened = builders.open_services(tmp_path, now=clock)
    opened.beheer.add_approval_slot("H. Aalberts", TWEEDE)
    builders.add_dossier(opened)
    yield opened
    opened.close()


@pytest.fixture
def copy(services: Services, tmp_path: Path, clock: Clock) -> Path:
    made = services.kopieen.prepare_hand(tmp_path / "k.kluiskopie")(lambda _: None)
    services.kopieen.keep_hand(made)
    clock.forward(hours=1)
    builders.add_dossier(services, "GED-05")
    return made.path


def approved(services: Services, copy: Path) -> AkkoordId:
    (slot,) = services.akkoorden.list_approvers()
    voorstel = services.terugzetten.voorstel(copy, "verkeerd ingelezen")
    return AkkoordId(services.akkoorden.give(voorstel, slot.id, TWEEDE).row_id or 0)


def test_with_a_yes_it_stands_ready_and_then_takes_the_place(
    services: Services, copy: Path, clock: Clock
) -> None:
    voorstel = services.terugzetten.voorstel(copy, "verkeerd ingelezen")
    assert "12-03-2026 10:42" in voorstel.tekst
    assert "3 regels in het logboek" in voorstel.tekst  # that of making the copy too
    assert not services.terugzetten.needs_passphrase(copy)
    klaar = services.terugzetten.prepare(copy, approved(services, copy))(lambda _: None)
    assert len(services.dossiers.list_all()) == 2
    services.terugzetten.note_begin(klaar)
    folder = services.context.vault.folder
    services.close()
    aside = klaar.teruggave.swap(klaar.sleutel)
    assert aside is not None
    back = open_vault(folder, klaar.sleutel, now=clock)
    assert [one.code for one in back.dossiers.list_all()] == ["GED-04"]
    lines = {line.wat: line.resultaat for line in back.logboek.list_latest(limit=4)}
    assert lines["Reservekopie terugzetten"].startswith("akkoord van sleutel:")
    back.close()
    old = open_vault(aside, klaar.sleutel, now=clock)
    assert "Opzij zetten" in [line.wat for line in old.logboek.list_latest(limit=8)]
    old.close()


def test_a_copy_with_a_date_of_the_future_hides_nothing_of_what_was_done_since(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    clock.forward(days=400)
    made = services.kopieen.prepare_hand(tmp_path / "vooruit.kluiskopie")(lambda _: None)
    services.kopieen.keep_hand(made)
    clock.forward(days=-400)
    builders.add_dossier(services, "GED-05")
    assert "3 regels in het logboek" in services.terugzetten.voorstel(made.path, "reden").tekst


def test_without_a_yes_to_exactly_this_copy_nothing_is_unpacked(
    services: Services, copy: Path, tmp_path: Path
) -> None:
    other = services.kopieen.prepare_hand(tmp_path / "ander.kluiskopie")(lambda _: None).path
    akkoord = approved(services, other)
    with pytest.raises(RestoreApprovalMissing):
        services.terugzetten.prepare(copy, akkoord)
    assert [entry.name for entry in tmp_path.glob(".*")] == []


def test_who_opened_the_vault_does_not_approve_it(services: Services, copy: Path) -> None:
    own = services.beheer.add_approval_slot("E. Yeşilgöz", "paarse olifant zwemt graag in koude melk")
    voorstel = services.terugzetten.voorstel(copy, "verkeerd ingelezen")
    with pytest.raises(ApprovalRefused):
        services.akkoorden.give(voorstel, own, "paarse olifant zwemt graag in koude melk")


def test_a_copy_under_a_former_key_asks_for_the_passphrase_of_then(services: Services, copy: Path) -> None:
    vault = services.context.vault
    (slot,) = [one for one in services.beheer.list_slots() if one.kind.value == "openen"]
    vault.rekey({slot.id: builders.WACHTWOORDZIN})
    assert services.terugzetten.needs_passphrase(copy)
    akkoord = approved(services, copy)
    with pytest.raises(CopyRefused):
        services.terugzetten.prepare(copy, akkoord)(lambda _: None)
    with pytest.raises(WrongPassphrase):
        services.terugzetten.prepare(copy, akkoord, passphrase="iets anders")(lambda _: None)
    klaar = services.terugzetten.prepare(copy, akkoord, passphrase=builders.WACHTWOORDZIN)(lambda _: None)
    assert klaar.is_andere_sleutel
    klaar.teruggave.abandon()
    assert [entry.name for entry in vault.folder.parent.glob(".*")] == []


def test_a_copy_under_a_former_key_says_what_it_opens_again_and_its_sheet_counts_no_more(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    vault = services.context.vault
    vault.confirm_recovery(vault.recovery_groups())
    made = services.kopieen.prepare_hand(tmp_path / "oud.kluiskopie")(lambda _: None)
    services.kopieen.keep_hand(made)
    same = services.terugzetten.prepare(made.path, approved(services, made.path))(lambda _: None)
    same.teruggave.abandon()
    assert not same.is_andere_sleutel
    assert ANDERE_SLEUTEL not in services.terugzetten.voorstel(made.path, "reden").tekst
    vault.rekey({vault.copy_key().slot_id: builders.WACHTWOORDZIN})
    assert ANDERE_SLEUTEL in services.terugzetten.voorstel(made.path, "reden").tekst
    work = services.terugzetten.prepare(
        made.path, approved(services, made.path), passphrase=builders.WACHTWOORDZIN
    )
    klaar = work(lambda _: None)
    services.close()
    klaar.teruggave.swap(klaar.sleutel)
    back = open_vault(vault.folder, klaar.sleutel, now=clock)
    assert not back.context.vault.recovery_confirmed
    back.close()


def test_a_copy_of_another_vault_is_refused_before_anybody_is_asked(
    services: Services, copy: Path, tmp_path: Path
) -> None:
    content = copy.read_bytes()
    own = copyfile.read(copy).header.vault_id.encode()
    copy.write_bytes(content.replace(own, b"0" * 32))
    with pytest.raises(CopyRefused) as refused:
        services.terugzetten.voorstel(copy, "reden")
    assert refused.value.fault is CopyFault.ANDERE_KLUIS
