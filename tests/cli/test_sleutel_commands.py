"""Getting back in without a passphrase, and keeping out who knows an old one, without a window."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.builders import WACHTWOORDZIN, Clock
from tests.cli.conftest import CHEAP, Run, assert_refused, register
from tests.cli.test_kluis_commands import groups_on
from veiligheidsadvies.domain.errors import FileUnwritable, StorageFailure, StorageUnavailable
from veiligheidsadvies.domain.exemplaar import Afloop
from veiligheidsadvies.services import herstelblad, kluis
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.oude_kopieen import OudeKopieenService

NIEUW = "acht trage olifanten drinken samen zoete thee"
TWEEDE = "zeven groene vissen zwemmen rond om middernacht"


def opened(vault: Path, passphrase: str = WACHTWOORDZIN) -> Services:
    return kluis.open_vault(vault, kluis.unlock(vault, passphrase), now=Clock())


def sheet_of(vault: Path) -> list[str]:
    services = opened(vault)
    groups: list[str] = services.context.vault.recovery_groups()
    services.close()
    return groups


def parts_of(vault: Path) -> list[str]:
    services = opened(vault)
    parts = services.herstelblad.split(("A. Aker", "B. Boom", "C. Ceder")).delen
    services.close()
    return [" ".join(part.words) for part in parts]


def add_second(vault: Path) -> None:
    services = opened(vault)
    services.context.vault.add_opening_slot("M. de Wit", TWEEDE, kdf=CHEAP)
    services.close()


def full_disk(*_: object) -> None:
    raise StorageUnavailable(StorageFailure.VOL)


def verbs(vault: Path, passphrase: str) -> set[str]:
    services = opened(vault, passphrase)
    found = {line.verb for line in services.context.vault.history()}
    services.close()
    return found


@pytest.mark.parametrize("layout", ["lines", "numbered", "together"])
def test_the_sheet_gives_a_new_passphrase(run: Run, vault: Path, layout: str) -> None:
    groups = sheet_of(vault)
    typed = {
        "lines": groups,
        "numbered": [f"{at}. {group}" for at, group in enumerate(groups, 1)],
        "together": [" ".join(groups).lower()],
    }[layout]
    done = run("herstel-toegang", vault, lines=(NIEUW, *typed))
    assert (done.code, done.err) == (0, "")
    assert "E. Yeşilgöz" in done.out
    assert run("dossiers", vault, lines=(NIEUW,)).code == 0
    assert_refused(run("dossiers", vault), "past niet")
    assert {"openen met herstelblad", "wachtwoord vervangen na herstel"} <= verbs(vault, NIEUW)


def test_without_any_slot_file(run: Run, vault: Path) -> None:
    groups = sheet_of(vault)
    for name in ("sleutels.json", "sleutels.json.1"):
        (vault / name).unlink()
    done = run("herstel-toegang", vault, "--sleutel", "B. Nieuw", lines=(NIEUW, *groups))
    assert (done.code, done.err) == (0, "")
    services = opened(vault, NIEUW)
    assert [slot.name for slot in services.beheer.list_slots()] == ["B. Nieuw"]
    assert all(outcome.ok for outcome in services.beheer.checks() if not outcome.warning)
    services.close()


def test_the_sheet_of_a_damaged_vault_says_that_it_is_damaged(run: Run, vault: Path) -> None:
    groups = sheet_of(vault)
    content = bytearray((vault / "dossiers.db").read_bytes())
    content[100] ^= 1
    (vault / "dossiers.db").write_bytes(content)
    assert_refused(run("herstel-toegang", vault, lines=(NIEUW, *groups)), "De kluis is beschadigd")


def test_two_parts_of_three(run: Run, vault: Path) -> None:
    parts = parts_of(vault)
    one_wrong = parts[2].replace(parts[2].split()[10], "fiets", 1)
    refused = run("herstel-toegang", vault, lines=(NIEUW, parts[0], one_wrong))
    assert refused.code == 1
    assert "Deel 2" in refused.err
    assert_refused(run("herstel-toegang", vault, lines=(NIEUW, parts[0])), "twee van de drie")
    assert_refused(run("herstel-toegang", vault, lines=(NIEUW, parts[0], parts[0])), "twee keer hetzelfde")
    assert run("herstel-toegang", vault, lines=(NIEUW, parts[2], parts[0])).code == 0
    assert run("dossiers", vault, lines=(NIEUW,)).code == 0


def test_a_copy_is_put_back_with_two_parts(run: Run, vault: Path, tmp_path: Path) -> None:
    parts, copy = parts_of(vault), tmp_path / "kopie.kluiskopie"
    assert run("kopie", vault, copy).code == 0
    target = tmp_path / "terug.advieskluis"
    done = run("herstel", copy, target, "--herstelblad-stdin", lines=(parts[1], parts[2]))
    assert (done.code, target.is_dir()) == (0, True)
    assert run("dossiers", target).code == 0


def test_of_more_keys_one_is_named(run: Run, vault: Path) -> None:
    add_second(vault)
    groups = sheet_of(vault)
    assert_refused(run("herstel-toegang", vault, lines=(NIEUW, *groups)), "E. Yeşilgöz, M. de Wit")
    assert_refused(run("herstel-toegang", vault, "--sleutel", "Niemand", lines=(NIEUW, *groups)), "--sleutel")
    assert run("herstel-toegang", vault, "--sleutel", "M. de Wit", lines=(NIEUW, *groups)).code == 0
    assert run("dossiers", vault, lines=(NIEUW,)).code == 0
    assert run("dossiers", vault).code == 0
    assert_refused(run("dossiers", vault, lines=(TWEEDE,)), "past niet")


def test_what_keeps_the_door_shut(run: Run, vault: Path) -> None:
    groups = sheet_of(vault)
    assert_refused(run("herstel-toegang", vault, lines=("welkom01", *groups)), "te raden")
    assert_refused(run("herstel-toegang", vault, lines=(NIEUW, "00000", *groups[1:])), "groep 1")
    assert_refused(run("herstel-toegang", vault, lines=(NIEUW,)), "niets ingevoerd")
    assert run("herstel-toegang", vault, lines=()).code == 1
    assert run("dossiers", vault).code == 0


def test_another_passphrase(run: Run, vault: Path) -> None:
    assert_refused(run("wachtwoordzin", vault, lines=(WACHTWOORDZIN, "welkom01")), "te raden")
    assert_refused(run("wachtwoordzin", vault, lines=("mis", NIEUW)), "past niet")
    assert run("wachtwoordzin", vault, lines=(WACHTWOORDZIN, NIEUW)).code == 0
    assert run("dossiers", vault, lines=(NIEUW,)).code == 0


def test_the_keys_as_a_table_and_as_json(run: Run, vault: Path) -> None:
    add_second(vault)
    table = run("sleutels", vault)
    assert table.code == 0
    assert "E. Yeşilgöz" in table.out
    assert "nog nooit" in table.out
    first, second = json.loads(run("sleutels", vault, "--json").out)
    assert (first["naam"], first["laatst_gebruikt"][:10]) == ("E. Yeşilgöz", "2026-03-12")
    assert (second["naam"], second["laatst_gebruikt"], second["eenmalig"]) == ("M. de Wit", None, False)


class TestNewSheet:
    def test_the_old_sheet_no_longer_opens(self, run: Run, vault: Path, tmp_path: Path) -> None:
        old, target = sheet_of(vault), tmp_path / "nieuw.pdf"
        done = run("nieuw-herstelblad", vault, target)
        assert (done.code, done.err) == (0, "")
        (words,) = [
            line.partition(": ")[2] for line in done.out.splitlines() if line.startswith("pdf-wachtwoord")
        ]
        with pikepdf.open(target, password=words) as document:
            assert document.encryption.R == 6
        printed = groups_on(target, words)
        assert run("bevestig-herstelblad", vault, lines=(WACHTWOORDZIN, *printed)).code == 0
        assert_refused(run("herstel-toegang", vault, lines=(NIEUW, *old)), "nieuwer blad")

    def test_a_key_is_revoked_and_a_seen_passphrase_replaced(
        self, run: Run, vault: Path, tmp_path: Path
    ) -> None:
        add_second(vault)
        done = run(
            "nieuw-herstelblad", vault, tmp_path / "blad.pdf", "--trek-in", "M. de Wit", "--gezien",
            lines=(WACHTWOORDZIN, NIEUW),
        )  # fmt: skip
        assert (done.code, done.err) == (0, "")
        assert "opent de kluis niet meer: M. de Wit" in done.out
        for gone in (WACHTWOORDZIN, TWEEDE):
            assert_refused(run("dossiers", vault, lines=(gone,)), "past niet")
        assert run("dossiers", vault, lines=(NIEUW,)).code == 0

    def test_who_is_not_here_gets_words_for_one_time(self, run: Run, vault: Path, tmp_path: Path) -> None:
        add_second(vault)
        done = run("nieuw-herstelblad", vault, tmp_path / "blad.pdf")
        (line,) = [line for line in done.out.splitlines() if line.startswith("eenmalige zin voor M. de Wit")]
        words = line.partition(": ")[2]
        assert "eenmalige zin" in run("sleutels", vault).out
        assert_refused(run("dossiers", vault, lines=(words,)), "voor één keer")
        assert run("wachtwoordzin", vault, lines=(words, TWEEDE)).code == 0
        assert run("dossiers", vault, lines=(TWEEDE,)).code == 0
        assert_refused(run("dossiers", vault, lines=(words,)), "past niet")

    def test_copies_of_before_are_told_and_renewed(self, run: Run, vault: Path, tmp_path: Path) -> None:
        copy = tmp_path / "hand.kluiskopie"
        services = opened(vault)
        services.kopieen.keep_hand(services.kopieen.prepare_hand(copy)(lambda _: None))
        services.close()
        done = run("nieuw-herstelblad", vault, tmp_path / "een.pdf")
        assert done.code == 0
        assert f"gaat nog open met de oude sleutel: {copy}" in done.out
        assert "1 kopie gaat nog open" in done.err
        done = run("nieuw-herstelblad", vault, tmp_path / "twee.pdf", "--vernieuw-kopieen")
        assert f"kopie {copy}: vernieuwd" in done.out
        assert done.err == ""

    def test_what_the_register_does_not_know_is_told_too(self, run: Run, vault: Path, tmp_path: Path) -> None:
        copies, aside = vault / "reservekopieen", tmp_path / "proef-opzij-20260311T080000Z.advieskluis"
        shutil.copytree(vault, aside)
        copies.mkdir(mode=0o700)
        unknown = copies / "voor-schema-0007-20260312T080000Z.kluiskopie"
        assert run("kopie", vault, tmp_path / "hand.kluiskopie").code == 0
        shutil.move(tmp_path / "hand.kluiskopie", unknown)
        done = run("nieuw-herstelblad", vault, tmp_path / "een.pdf", "--vernieuw-kopieen")
        assert done.code == 0
        assert f"kopie {unknown}: vernieuwd" in done.out
        assert f"gaat nog open met de oude sleutel: {aside} (opzijgezette kluis)" in done.out
        assert "1 opzijgezette kluis gaat nog open" in done.err

    def test_nothing_changes_when_it_cannot_be_done(self, run: Run, vault: Path, tmp_path: Path) -> None:
        (tmp_path / "er al.pdf").write_bytes(b"van mij")
        old = sheet_of(vault)
        assert_refused(run("nieuw-herstelblad", vault, tmp_path / "er al.pdf"), "staat al een bestand")
        assert_refused(run("nieuw-herstelblad", vault, tmp_path / "weg" / "x.pdf"), "niet worden geschreven")
        assert_refused(run("nieuw-herstelblad", vault, vault / "x.pdf"), "niet worden geschreven")
        refused = run("nieuw-herstelblad", vault, tmp_path / "x.pdf", "--trek-in", "Niemand")
        assert_refused(refused, "Geen openingssleutel heet ‘Niemand’. Er is alleen uw eigen sleutel.")
        add_second(vault)
        refused = run("nieuw-herstelblad", vault, tmp_path / "x.pdf", "--trek-in", "Niemand")
        assert_refused(refused, "Geen openingssleutel heet ‘Niemand’. In te trekken zijn: M. de Wit.")
        refused = run("nieuw-herstelblad", vault, tmp_path / "x.pdf", "--trek-in", "E. Yeşilgöz")
        assert_refused(refused, "Uw eigen sleutel trekt u zo niet in")
        assert not (tmp_path / "x.pdf").exists()
        assert sheet_of(vault) == old

    @pytest.mark.parametrize(
        ("failure", "told"),
        [(StorageFailure.ALLEEN_LEZEN, "niet worden geschreven"), (StorageFailure.VOL, "vol")],
    )
    def test_a_place_that_takes_no_sheet_changes_nothing(
        self,
        run: Run,
        vault: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        failure: StorageFailure,
        told: str,
    ) -> None:
        old, target = sheet_of(vault), tmp_path / "x.pdf"

        def refuse(path: Path) -> None:
            assert path == target
            raise StorageUnavailable(failure)

        with monkeypatch.context() as patch:
            patch.setattr("veiligheidsadvies.services.bestand.sync_file", refuse)
            refused = run("nieuw-herstelblad", vault, target)
        assert_refused(refused, told)
        assert not target.exists()
        assert sheet_of(vault) == old

    def test_a_sheet_that_is_not_written_after_all_is_told_with_what_was_done(
        self, run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add_second(vault)
        copy, target = tmp_path / "hand.kluiskopie", tmp_path / "x.pdf"
        assert run("kopie", vault, copy).code == 0

        def gone(_path: Path, _content: bytes) -> None:
            raise FileUnwritable

        with monkeypatch.context() as patch:
            patch.setattr(herstelblad, "write_file", gone)
            done = run(
                "nieuw-herstelblad", vault, target, "--gezien", "--vernieuw-kopieen",
                lines=(WACHTWOORDZIN, NIEUW),
            )  # fmt: skip
        assert_refused(done, "De kluis is al opnieuw versleuteld")
        for told in ("niet worden geschreven", "met de nieuwe wachtwoordzin", "krijgt dan een andere"):
            assert told in done.err
        assert "eenmalige zin voor M. de Wit" in done.out
        assert "Uw wachtwoordzin is nu de nieuwe." in done.out
        assert f"kopie {copy}: vernieuwd" in done.out
        assert "pdf-wachtwoord" not in done.out
        assert not target.exists()
        services = opened(vault, NIEUW)
        assert [one.afloop for one in services.exemplaren.list_all()] == [Afloop.VERNIETIGD]
        services.close()
        assert run("nieuw-herstelblad", vault, target, lines=(NIEUW,)).code == 0

    def test_copies_that_cannot_be_told_are_told_so(
        self, run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(OudeKopieenService, "keep", full_disk)
            done = run("nieuw-herstelblad", vault, tmp_path / "x.pdf", "--vernieuw-kopieen")
        assert_refused(done, "niet alles over de kopieën")
        assert f"herstelblad: {tmp_path / 'x.pdf'}" in done.out
        assert "bevestig-herstelblad" in done.out


def test_a_vault_that_was_carried_here_goes_on_above_paper(
    run: Run, vault: Path, tmp_path: Path, configuration: Path
) -> None:
    run("nieuw-herstelblad", vault, tmp_path / "een.pdf")
    assert register(vault)[0].nummer == "2026-0001"
    shutil.rmtree(configuration / "kluizen")
    assert "hoogste nummer" in run("dossiers", vault).err
    assert run("nummers", vault, "zomaar").code == 1
    assert run("nummers", vault, "2026-0041", "OPD-2026-007").code == 0
    assert run("dossiers", vault).err == ""
    run("nieuw-herstelblad", vault, tmp_path / "twee.pdf")
    assert {copy.nummer for copy in register(vault)} == {"2026-0001", "2026-0042"}
