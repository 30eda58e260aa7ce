"""Who opens the vault: another key through the services, the copies of before, numbers that never repeat."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.vault.interruptions import FullDisk, every_state
from veiligheidsadvies.domain.errors import (
    CopyFault,
    CopyRefused,
    FileAbsent,
    InvalidInput,
    LastOpeningSlot,
    NotFound,
    WeakPassphrase,
    WrongPassphrase,
)
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.services.kluis import Services, UnlockedKey, open_vault, unlock, unlock_by_recovery
from veiligheidsadvies.services.kopieen import Kopieregel
from veiligheidsadvies.services.sleutels import Hersleuteld, Toegang
from veiligheidsadvies.services.uitgifte_controle import produce, verify
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger, Uitgiftegegevens
from veiligheidsadvies.vault import copyfile, copying, holders, keys, renewing
from veiligheidsadvies.vault.keys import KdfParameters, SlotKind

CHEAP = KdfParameters(memory_kib=1024, passes=1, lanes=1)
ZIN = "zeven groene vissen zwemmen rond om middernacht"
NIEUW = "acht trage olifanten drinken samen zoete thee"


@pytest.fixture(autouse=True)
def cheap_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving keys is not the subject here."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    opened = builders.open_services(tmp_path)
    vault, same = opened.context.vault, builders.WACHTWOORDZIN
    vault.change_passphrase(vault._key.slot_id, old=same, new=same, kdf=CHEAP)
    yield opened
    opened.close()


def ids(services: Services) -> dict[str, str]:
    return {one.slot.name: one.slot.id for one in services.sleutels.list_all()}


def rekey(services: Services, **others: Toegang) -> Hersleuteld:
    """The own passphrase is typed; `others` by name."""
    own = ids(services)
    access = {own["E. Yeşilgöz"]: Toegang(wachtzin=builders.WACHTWOORDZIN)}
    access |= {own[name]: toegang for name, toegang in others.items()}
    return services.sleutels.rekey(services.sleutels.prepare(access)())


def copy_of(services: Services) -> Kopieregel:
    """The newest copy, made now."""
    services.kopieen.keep_round(services.kopieen.prepare_round(is_forced=True)(copyfile.silent))
    return services.kopieen.list_all()[0]


class TestKeys:
    def test_when_each_key_was_last_used(self, services: Services) -> None:
        services.context.vault.add_opening_slot("Bram", ZIN, kdf=CHEAP)
        services.context.vault.add_approval_slot("Carla", ZIN, kdf=CHEAP)
        used = {one.slot.name: one.laatst for one in services.sleutels.list_all()}
        assert list(used) == ["Bram", "E. Yeşilgöz", "Carla"]
        assert used["E. Yeşilgöz"] == builders.Clock()()
        assert (used["Bram"], used["Carla"]) == (None, None)

    def test_an_approval_key_is_taken_away_without_another_key(self, services: Services) -> None:
        services.context.vault.add_approval_slot("Carla", ZIN, kdf=CHEAP)
        groups, own = services.context.vault.recovery_groups(), ids(services)
        with pytest.raises(NotFound):
            services.sleutels.remove_approval(own["E. Yeşilgöz"])
        services.sleutels.remove_approval(own["Carla"])
        assert list(ids(services)) == ["E. Yeşilgöz"]
        assert services.context.vault.recovery_groups() == groups

    def test_revoked_and_handed_over(self, services: Services) -> None:
        services.context.vault.add_opening_slot("Bram", ZIN, kdf=CHEAP)
        services.context.vault.add_opening_slot("Carla", NIEUW, kdf=CHEAP)
        done = rekey(services, Bram=Toegang(is_eenmalig=True))
        assert done.vervallen == ("Carla",)
        words = done.eenmalig["Bram"]
        assert words not in repr(done)
        folder = services.beheer.folder
        services.close()
        with pytest.raises(WrongPassphrase):
            unlock(folder, NIEUW)
        opened = open_vault(folder, unlock(folder, words))
        assert opened.beheer.needs_new_passphrase
        assert opened.beheer.is_handed_over
        own = ids(opened)["Bram"]
        opened.beheer.keep_slot(opened.beheer.prepare_replacement(ZIN, slot_id=own)())
        assert not opened.beheer.needs_new_passphrase
        opened.close()
        with pytest.raises(WrongPassphrase):
            unlock(folder, words)
        assert unlock(folder, ZIN).slot_name == "Bram"

    def test_what_is_refused_at_once(self, services: Services) -> None:
        own = ids(services)["E. Yeşilgöz"]
        with pytest.raises(WeakPassphrase):
            services.sleutels.prepare({own: Toegang(wachtzin=builders.WACHTWOORDZIN, nieuw="welkom01")})
        with pytest.raises(LastOpeningSlot):
            services.sleutels.prepare({own: Toegang(is_eenmalig=True)})
        with pytest.raises(LastOpeningSlot):
            services.sleutels.prepare({})


class TestParts:
    def test_a_part_is_a_numbered_copy_whose_words_are_kept_nowhere(self, services: Services) -> None:
        reeks = services.herstelblad.split(("A. Aker", "B. Boom", "C. Ceder"))
        asked = services.herstelblad.request_part(reeks, 2, Uitgiftegegevens(wijze=Wijze.PAPIER))
        registered = services.stukken.enrol(verify(asked))
        pdf = produce(registered)
        services.stukken.complete(registered, pdf)
        (line,) = services.exemplaren.list_all()
        copy = services.exemplaren.get(int(line.id or 0))
        assert (copy.document, copy.ontvanger, copy.snapshot) == (SoortDocument.HERSTELBLAD, "B. Boom", "")
        words = set(reeks.delen[1].words[4:])
        connection = services.context.vault.connection
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = " ".join(
            str(row) for name in tables for row in connection.execute(f'SELECT * FROM "{name}"').fetchall()
        )
        assert " ".join(reeks.delen[1].words) not in kept
        assert sum(word in kept.split() for word in words) < len(words) // 2
        assert "deel 2 van 3" in kept  # that it was shown stands in the log

    @pytest.mark.parametrize(
        ("names", "wrong"),
        [
            (("A", "B", ""), "bewaarder_3"),
            (("A", "A", "C"), "bewaarder_2"),
            (("A", "B", "日本"), "bewaarder_3"),
        ],
    )
    def test_three_different_keepers_who_fit_on_paper(
        self, services: Services, names: tuple[str, ...], wrong: str
    ) -> None:
        with pytest.raises(InvalidInput) as caught:
            services.herstelblad.split(names)
        assert [problem.field for problem in caught.value.problems] == [wrong]


class TestOldCopies:
    def test_a_copy_of_before_is_listed_and_renewed(self, services: Services) -> None:
        builders.add_dossier(services)
        before = copy_of(services)
        assert services.oude_kopieen.list_all() == []
        old_key = services.context.vault._key.data_key
        rekey(services)
        assert [line.pad for line in services.oude_kopieen.list_all()] == [before.pad]
        copyfile.unseal(copyfile.read(before.pad), old_key)

        shares: list[float] = []
        (done,) = services.oude_kopieen.prepare(services.oude_kopieen.list_all())(shares.append)
        assert done.fout is None
        assert shares == sorted(shares)
        services.oude_kopieen.keep([done])

        assert services.oude_kopieen.list_all() == []
        (line,) = services.kopieen.list_all()
        assert (line.pad, line.kopie.kenmerk, line.kopie.gemaakt_op) == (
            before.pad,
            before.kopie.kenmerk,
            before.kopie.gemaakt_op,
        )
        assert services.context.vault.old_keys == ()
        with pytest.raises(CopyRefused):
            copyfile.unseal(copyfile.read(before.pad), old_key)
        assert (line.kopie.logregel, line.kopie.logkop) == (before.kopie.logregel, before.kopie.logkop)

    def test_the_renewed_copy_opens_with_the_passphrase_of_now(
        self, services: Services, tmp_path: Path
    ) -> None:
        builders.add_dossier(services)
        services.beheer.confirm_herstelblad(services.beheer.herstelgroepen())
        copy_of(services)
        own = ids(services)["E. Yeşilgöz"]
        access = {own: Toegang(wachtzin=builders.WACHTWOORDZIN, nieuw=NIEUW)}
        services.sleutels.rekey(services.sleutels.prepare(access)())
        services.oude_kopieen.keep(
            services.oude_kopieen.prepare(services.oude_kopieen.list_all())(copyfile.silent)
        )
        place = tmp_path / "terug.advieskluis"
        place.mkdir(mode=0o700)
        copyfile.extract(copyfile.read(services.kopieen.list_all()[0].pad), place)
        with pytest.raises(WrongPassphrase):
            unlock(place, builders.WACHTWOORDZIN)
        back = open_vault(place, unlock(place, NIEUW), now=builders.Clock())
        assert back.context.connection.value("SELECT code FROM dossier") == "GED-04"
        assert not back.beheer.herstelblad_bevestigd  # the sheet of then is not of this key
        assert all(outcome.ok for outcome in back.beheer.checks() if not outcome.warning)
        back.close()

    def test_what_cannot_be_renewed_stays_and_is_told(self, services: Services, tmp_path: Path) -> None:
        kept = copy_of(services)
        hand = tmp_path / "op de stick.kluiskopie"
        services.kopieen.keep_hand(services.kopieen.prepare_hand(hand)(copyfile.silent))
        rekey(services)
        hand.rename(tmp_path / "weg")
        content = bytearray(kept.pad.read_bytes())
        content[-1] ^= 1
        kept.pad.write_bytes(content)
        found = services.oude_kopieen.prepare(services.oude_kopieen.list_all())(copyfile.silent)
        services.oude_kopieen.keep(found)
        faults = {one.regel.pad.name: type(one.fout) for one in found}
        assert faults == {hand.name: FileAbsent, kept.pad.name: CopyRefused}
        assert kept.pad.read_bytes() == content
        assert len(services.oude_kopieen.list_all()) == 2
        assert len(services.context.vault.old_keys) == 1

    def test_a_key_that_is_forgotten_renews_nothing(self, services: Services) -> None:
        copy_of(services)
        rekey(services)
        services.context.vault.keep_old_keys(frozenset())
        (found,) = services.oude_kopieen.prepare(services.oude_kopieen.list_all())(copyfile.silent)
        assert isinstance(found.fout, CopyRefused)
        assert found.fout.fault is CopyFault.ANDERE_SLEUTEL

    def test_stopped_anywhere_the_old_or_the_new_copy_stands(
        self, services: Services, tmp_path: Path
    ) -> None:
        before = copy_of(services)
        old_key = services.context.vault._key.data_key
        rekey(services)
        new_key = services.context.vault._key.data_key
        with every_state(services.beheer.folder / "reservekopieen", tmp_path / "toestanden") as watch:
            renewing.renew(services.context.vault.renewal(), before.pad)
        used = set()
        for state in sorted(watch.states.iterdir()):
            copy = copyfile.read(state / before.pad.name)
            key = new_key if copy.header.mark == copyfile.mark_of(new_key) else old_key
            copyfile.unseal(copy, key)
            copyfile.verify(copy)
            used.add(key)
            copying.remove_unfinished(state)
        assert used == {old_key, new_key}
        # Stopped between the file and the register: renewing once more only tells it.
        (found,) = services.oude_kopieen.prepare(services.oude_kopieen.list_all())(copyfile.silent)
        services.oude_kopieen.keep([found])
        assert services.oude_kopieen.list_all() == []

    def test_a_full_disk_leaves_the_old_or_the_new_copy(self, services: Services) -> None:
        before = copy_of(services)
        old_key = services.context.vault._key.data_key
        rekey(services)
        new_key, told = services.context.vault._key.data_key, 0
        content = before.pad.read_bytes()
        for number in range(1, 60):
            before.pad.write_bytes(content)
            disk = FullDisk(services.beheer.folder, number)
            with disk.failing():
                (found,) = services.oude_kopieen.prepare([before])(copyfile.silent)
            copy = copyfile.read(before.pad)
            copyfile.unseal(copy, new_key if found.fout is None else old_key)
            copyfile.verify(copy)
            copying.remove_unfinished(before.pad.parent)  # what could not be cleared away on a full disk
            assert [path.name for path in before.pad.parent.iterdir()] == [before.pad.name]
            told += found.fout is not None
            if disk.is_past_the_end:
                break
        assert 8 <= told < number < 59


class TestNumbers:
    def issue(self, services: Services, code: str) -> str:
        dossier = builders.add_dossier(services, code)
        given = Uitgiftegegevens(wijze=Wijze.PAPIER, doel="overleg")
        reader = Ontvanger(naam="Safety & Security-manager")
        return services.stukken.issue(SoortDocument.MAATREGELENPLAN, dossier, reader, given).nummer

    def test_an_older_vault_put_back_goes_on_above(self, services: Services, tmp_path: Path) -> None:
        key, folder = services.context.vault._key, services.beheer.folder
        kept = UnlockedKey(data_key=key.data_key, slot_id=key.slot_id, slot_name=key.slot_name)
        assert self.issue(services, "GED-11") == "2026-0001"
        services.context.vault.checkpoint()
        old = Path(shutil.copytree(folder, tmp_path / "oud"))
        assert [self.issue(services, f"GED-2{at}") for at in range(2)] == ["2026-0002", "2026-0003"]
        services.close()
        shutil.rmtree(folder)
        shutil.copytree(old, folder)
        again = open_vault(folder, kept, now=builders.Clock())
        assert self.issue(again, "GED-31") == "2026-0004"
        again.close()

    def test_orders_of_an_older_vault_go_on_above_too(self, services: Services, tmp_path: Path) -> None:
        key, folder = services.context.vault._key, services.beheer.folder
        kept = UnlockedKey(data_key=key.data_key, slot_id=key.slot_id, slot_name=key.slot_name)
        dossier = builders.add_dossier(services)
        measures = [builders.add_maatregel(services, dossier) for _ in range(3)]
        first = builders.add_opdracht(services, dossier, measures[0])
        assert services.opdrachten.get(first).nummer == "OPD-2026-001"
        services.context.vault.checkpoint()
        old = Path(shutil.copytree(folder, tmp_path / "oud"))
        builders.add_opdracht(services, dossier, measures[1])
        services.close()
        shutil.rmtree(folder)
        shutil.copytree(old, folder)
        again = open_vault(folder, kept, now=builders.Clock())
        later = builders.add_opdracht(again, dossier, measures[2])
        assert again.opdrachten.get(later).nummer == "OPD-2026-003"
        again.close()

    @pytest.mark.parametrize("knows_slot_files", [True, False])
    def test_a_vault_that_was_carried_here_asks_for_the_highest_on_paper(
        self, services: Services, configuration: Path, *, knows_slot_files: bool
    ) -> None:
        key, folder = services.context.vault._key, services.beheer.folder
        kept = UnlockedKey(data_key=key.data_key, slot_id=key.slot_id, slot_name=key.slot_name)
        assert not services.nummers.zijn_onzeker
        assert self.issue(services, "GED-11") == "2026-0001"
        services.close()
        again = open_vault(folder, kept, now=builders.Clock())
        assert not again.nummers.zijn_onzeker
        if not knows_slot_files:  # what opening makes up for is not taken for what was seen here
            again.context.vault.set_setting(holders.GENERATION, None)
        again.close()
        shutil.rmtree(configuration / "kluizen")
        for _ in range(2):  # asked until it is answered
            again = open_vault(folder, kept, now=builders.Clock())
            assert again.nummers.zijn_onzeker
            again.close()
        again = open_vault(folder, kept, now=builders.Clock())
        with pytest.raises(InvalidInput):
            again.nummers.settle(["zomaar iets"])
        assert again.nummers.zijn_onzeker
        again.nummers.settle(["2026-0041", "", "OPD-2026-007"])
        assert not again.nummers.zijn_onzeker
        assert self.issue(again, "GED-12") == "2026-0042"
        again.close()

    def test_a_vault_without_any_number_asks_nothing(self, services: Services, configuration: Path) -> None:
        key, folder = services.context.vault._key, services.beheer.folder
        kept = UnlockedKey(data_key=key.data_key, slot_id=key.slot_id, slot_name=key.slot_name)
        services.close()
        shutil.rmtree(configuration / "kluizen")
        again = open_vault(folder, kept, now=builders.Clock())
        assert not again.nummers.zijn_onzeker
        again.close()

    def test_another_key_keeps_the_numbers(self, services: Services) -> None:
        assert self.issue(services, "GED-11") == "2026-0001"
        rekey(services)
        assert self.issue(services, "GED-12") == "2026-0002"


def test_one_person_opens_and_approves_under_one_name(services: Services) -> None:
    beheer, both = services.beheer, [("E. Yeşilgöz", kind) for kind in SlotKind]
    approval = beheer.add_approval_slot("E. Yeşilgöz", ZIN)
    assert [(slot.name, slot.kind) for slot in beheer.list_slots()] == both
    assert services.akkoorden.list_approvers() == []
    assert services.akkoorden.has_own_key
    deputy = beheer.keep_slot(beheer.prepare_slot(SlotKind.OPENEN, "P. Jansen", NIEUW)())
    other = beheer.add_approval_slot("P. Jansen", ZIN)
    assert [slot.id for slot in services.akkoorden.list_approvers()] == [other]
    for attempt in (
        lambda: beheer.add_opening_slot("P. Jansen", ZIN),
        lambda: beheer.add_approval_slot(" P. Jansen ", ZIN),
        lambda: beheer.prepare_slot(SlotKind.AKKOORD, "P. Jansen", ZIN),
        lambda: beheer.rename_slot(deputy, "E. Yeşilgöz"),
        lambda: beheer.rename_slot(approval, "P. Jansen"),
    ):
        with pytest.raises(InvalidInput) as refused:
            attempt()
        assert [one.reason for one in refused.value.problems] == ["bestaat_al"]


def test_a_key_that_opens_is_told_from_the_approval_key_of_the_same_person(services: Services) -> None:
    own = services.context.vault._key.slot_id
    approval = services.beheer.add_approval_slot("E. Yeşilgöz", ZIN)
    services.sleutels.rekey(
        services.sleutels.prepare({own: Toegang(wachtzin=builders.WACHTWOORDZIN, nieuw=NIEUW)})()
    )
    assert [(one.slot.id, one.laatst is None) for one in services.sleutels.list_all()] == [
        (own, False),
        (approval, True),
    ]
    folder, groups = services.beheer.folder, services.context.vault.recovery_groups()
    services.close()
    recovered = open_vault(folder, unlock_by_recovery(folder, groups), now=builders.Clock())
    assert recovered.sleutels.restore_access(ZIN, naam="E. Yeşilgöz", kdf=CHEAP) == "E. Yeşilgöz"
    recovered.close()
    assert unlock(folder, ZIN).slot_id == own
