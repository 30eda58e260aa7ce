"""Writing records: images, the chain, undo and redo with their limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.conftest import Clock, searchable
from tests.vault.rows import add_dossier, add_maatregel, change_status, dossier, filled, maatregel
from veiligheidsadvies.domain.errors import NotFound, UndoReason, UndoRefused
from veiligheidsadvies.vault.database import ConstraintBroken, open_database
from veiligheidsadvies.vault.unlock import UnlockedKey
from veiligheidsadvies.vault.vault import Vault


def value(vault: Vault, column: str, row: int, table: str = "dossier") -> object:
    return vault.connection.value(f"SELECT {column} FROM {table} WHERE id = ?", (row,))


def history_of(vault: Vault, row: int) -> list[tuple[str | None, str]]:
    return [
        (van, naar)
        for van, naar in vault.connection.execute(
            "SELECT van, naar FROM statusovergang WHERE maatregel_id = ? ORDER BY id", (row,)
        )
    ]


class TestWriting:
    def test_insert_update_delete(self, vault: Vault) -> None:
        row = add_dossier(vault, notitie="een")
        with vault.action("Dossier gewijzigd") as log:
            assert log.write("dossier", row, {"notitie": "twee"}) == row
        with vault.action("Dossier verwijderd") as log:
            log.write("dossier", row, None)
        lines = vault.history(table="dossier", row=row)
        assert [line.verb for line in lines] == ["verwijderen", "wijzigen", "toevoegen"]
        assert lines[0].description == "Dossier verwijderd"
        assert lines[1].before is not None
        assert lines[1].after is not None
        assert (lines[1].before["notitie"], lines[1].after["notitie"]) == ("een", "twee")
        assert {line.actor for line in lines} == {"Anja"}
        assert {line.dossier_id for line in lines} == {row}
        assert [line.number for line in vault.history(dossier_id=row)] == [line.number for line in lines]
        assert vault.history(dossier_id=row + 1) == []
        assert len(vault.history(limit=2)) == 2

    def test_nothing_changed_leaves_no_trace(self, vault: Vault) -> None:
        row = add_dossier(vault, notitie="een")
        before = vault.log_head()
        with vault.action("Bewaard zonder wijziging") as log:
            log.write("dossier", row, {"notitie": "een"})
        assert vault.log_head() == before
        assert vault.undo_description() == "Dossier toegevoegd"

    def test_all_or_nothing(self, vault: Vault) -> None:
        before = vault.log_head()
        with pytest.raises(ConstraintBroken), vault.action("Mislukt") as log:
            log.write("dossier", None, dossier("GED-04"))
            log.write("dossier", None, dossier("GED-04"))
        assert vault.connection.value("SELECT count(*) FROM dossier") == 0
        assert vault.log_head() == before
        assert add_dossier(vault)

    def test_a_row_that_is_gone(self, vault: Vault) -> None:
        with pytest.raises(NotFound), vault.action("Te laat") as log:
            log.write("dossier", 99, {"notitie": "x"})

    def test_text_is_data(self, vault: Vault) -> None:
        text = "a < b & <img src=x> '; DROP TABLE dossier; -- \" =1+1 \u2028 \U0001f512"
        row = add_dossier(vault, notitie=text)
        assert value(vault, "notitie", row) == text
        (line,) = vault.history(table="dossier", row=row)
        assert line.after is not None
        assert line.after["notitie"] == text

    @pytest.mark.parametrize("table", ["logregel", "sleutelhouder", "stap; DROP TABLE x", "Dossier"])
    def test_only_record_tables(self, vault: Vault, table: str) -> None:
        with pytest.raises(ValueError, match="not"), vault.action("Fout") as log:
            log.write(table, None, {"naam": "x"})

    def test_column_names_are_no_sql(self, vault: Vault) -> None:
        with pytest.raises(ValueError, match="not a column"), vault.action("Fout") as log:
            log.write("dossier", None, {"code) VALUES (1); --": "x"})

    def test_history_of_a_measure_only_grows(self, vault: Vault) -> None:
        add_maatregel(vault, add_dossier(vault))
        with pytest.raises(ValueError, match="not written this way"), vault.action("Fout") as log:
            log.write("statusovergang", 1, {"reden": "verdraaid"})

    def test_actions_do_not_nest(self, vault: Vault) -> None:
        with pytest.raises(RuntimeError), vault.action("Buiten"), vault.action("Binnen"):
            pytest.fail("opened twice")
        assert add_dossier(vault)

    def test_notes_stand_in_the_log_without_an_action(self, vault: Vault) -> None:
        vault.note("gevoelig veld gelezen", "bestuurder:3", dossier_id=3)
        with vault.action("Exemplaar") as log:
            log.write("dossier", None, dossier())
            vault.note("afdrukken", "exemplaar:1", "gelukt")
        first, _, third = vault.history(limit=3)
        assert (first.verb, first.description, first.action) == ("afdrukken", "Exemplaar", 1)
        assert (third.verb, third.object, third.dossier_id, third.action) == (
            "gevoelig veld gelezen",
            "bestuurder:3",
            3,
            None,
        )
        assert vault.undo_description() == "Exemplaar"

    def test_two_hundred_rows_at_once(self, vault: Vault) -> None:
        dossier_id = add_dossier(vault)
        with vault.action("Lijst ingelezen") as log:
            rows = [log.write("maatregel", None, maatregel(vault, dossier_id)) for _ in range(200)]
        with vault.action("Prioriteit gewijzigd") as log:
            for row in rows:
                log.write("maatregel", row, {"prioriteit": "spoed"})
        vault.undo()
        assert vault.connection.value("SELECT count(*) FROM maatregel WHERE prioriteit = 'normaal'") == 200


class TestUndo:
    def test_nothing_to_undo(self, vault: Vault) -> None:
        for call in (vault.undo, vault.redo):
            with pytest.raises(UndoRefused) as caught:
                call()
            assert caught.value.reason is UndoReason.NIETS
        assert (vault.undo_description(), vault.redo_description()) == (None, None)

    def test_back_and_forth_across_a_restart(self, folder: Path, key: UnlockedKey) -> None:
        vault = Vault.open(folder, key)
        row = add_dossier(vault, notitie="een")
        for text in ("twee", "drie"):
            with vault.action(f"Naar {text}") as log:
                log.write("dossier", row, {"notitie": text})
        vault.close()

        vault = Vault.open(folder, key)
        result = vault.undo()
        assert (result.description, result.tables) == ("Naar drie", frozenset({"dossier"}))
        vault.close()

        vault = Vault.open(folder, key)
        assert (vault.undo_description(), vault.redo_description()) == ("Naar twee", "Naar drie")
        vault.undo()
        vault.undo()
        assert value(vault, "code", row) is None
        vault.close()

        vault = Vault.open(folder, key)
        seen = []
        while vault.redo_description():
            vault.redo()
            seen.append(value(vault, "notitie", row))
        assert seen == ["een", "twee", "drie"]
        assert vault.undo_description() == "Naar drie"
        vault.close()

    def test_something_new_ends_redo(self, vault: Vault) -> None:
        row = add_dossier(vault, notitie="een")
        with vault.action("Twee") as log:
            log.write("dossier", row, {"notitie": "twee"})
        vault.undo()
        add_dossier(vault, "GED-05")
        assert vault.redo_description() is None
        vault.undo()
        assert vault.redo_description() == "Dossier toegevoegd"
        assert vault.undo_description() == "Dossier toegevoegd"
        vault.undo()
        assert vault.undo_description() is None
        vault.redo()
        vault.redo()
        assert vault.redo_description() is None
        assert vault.connection.value("SELECT count(*) FROM dossier") == 2

    def test_many_rows_are_one_step(self, vault: Vault) -> None:
        with vault.action("Drie dossiers") as log:
            first = log.write("dossier", None, dossier("GED-01"))
            log.write("dossier", None, dossier("GED-02"))
            log.write("dossier", first, {"notitie": "en meteen gewijzigd"})
            log.write("maatregel", None, maatregel(vault, first))
        result = vault.undo()
        assert result.tables == {"dossier", "maatregel"}
        assert vault.connection.value("SELECT count(*) FROM dossier") == 0
        vault.redo()
        assert value(vault, "notitie", first) == "en meteen gewijzigd"
        assert vault.connection.value("SELECT count(*) FROM maatregel") == 1

    def test_removed_row_comes_back_with_its_number(self, vault: Vault) -> None:
        row = add_dossier(vault, notitie="terug")
        with vault.action("Dossier verwijderd") as log:
            log.write("dossier", row, None)
        vault.undo()
        assert value(vault, "notitie", row) == "terug"

    def test_refused_when_the_row_changed_since(self, vault: Vault) -> None:
        row = add_dossier(vault, notitie="een")
        with vault.action("Twee") as log:
            log.write("dossier", row, {"notitie": "twee"})
        vault.connection.execute("UPDATE dossier SET notitie = 'buitenom' WHERE id = ?", (row,))
        head = vault.log_head()
        with pytest.raises(UndoRefused) as caught:
            vault.undo()
        assert caught.value.reason is UndoReason.GEWIJZIGD
        assert (value(vault, "notitie", row), vault.log_head()) == ("buitenom", head)

    def test_refused_when_something_refers_to_the_row(self, vault: Vault) -> None:
        row = add_dossier(vault)
        columns = filled(vault, "stap", dossier_id=row, nummer=1)
        names = ", ".join(columns)
        vault.connection.execute(
            f"INSERT INTO stap ({names}) VALUES ({', '.join('?' * len(columns))})", tuple(columns.values())
        )
        with pytest.raises(UndoRefused) as caught:
            vault.undo()
        assert caught.value.reason is UndoReason.GEWIJZIGD
        assert value(vault, "code", row) == "GED-04"

    def test_a_numbered_copy_is_never_undone(self, vault: Vault) -> None:
        row = add_dossier(vault)
        with vault.action("Exemplaar uitgegeven") as log:
            copy = filled(
                vault,
                "exemplaar",
                nummer="2026-0001",
                document="maatregelenplan",
                wijze="papier",
                afloop="buiten",
                dossier_id=row,
            )
            log.write("exemplaar", None, copy)
        with pytest.raises(UndoRefused) as caught:
            vault.undo()
        assert caught.value.reason is UndoReason.UITGEGEVEN
        assert vault.connection.value("SELECT count(*) FROM exemplaar") == 1

    def test_destroyed_images_cannot_come_back(self, vault: Vault) -> None:
        add_dossier(vault)
        vault.connection.execute("DELETE FROM beeld")
        with pytest.raises(UndoRefused):
            vault.undo()
        assert {outcome.name: outcome.ok for outcome in vault.checks()}["logboek"]

    def test_a_column_of_a_later_version_is_no_change(self, vault: Vault) -> None:
        row = add_dossier(vault, notitie="een")
        with vault.action("Twee") as log:
            log.write("dossier", row, {"notitie": "twee"})
        vault.connection.execute("ALTER TABLE dossier ADD COLUMN later TEXT NOT NULL DEFAULT 'nieuw'")
        vault.undo()
        assert value(vault, "notitie", row) == "een"


class TestStatusTransitions:
    """Their history only grows: undo adds a line."""

    def test_undo_adds_the_way_back(self, vault: Vault, clock: Clock) -> None:
        row = add_maatregel(vault, add_dossier(vault))
        with vault.action("Status gewijzigd") as log:
            change_status(vault, log, row, "in_plan")
        clock.forward(days=1)
        vault.undo()
        assert value(vault, "status", row, "maatregel") == "geadviseerd"
        assert history_of(vault, row) == [
            (None, "geadviseerd"),
            ("geadviseerd", "in_plan"),
            ("in_plan", "geadviseerd"),
        ]
        last = vault.connection.execute(
            "SELECT reden, door, op, is_correctie FROM statusovergang ORDER BY id DESC LIMIT 1"
        ).fetchone()
        assert last == ("Ongedaan gemaakt", "Anja", "2026-03-13", 1)

    def test_redo_and_undo_again(self, vault: Vault) -> None:
        row = add_maatregel(vault, add_dossier(vault))
        with vault.action("Status gewijzigd") as log:
            change_status(vault, log, row, "in_plan")
        vault.undo()
        vault.redo()
        assert value(vault, "status", row, "maatregel") == "in_plan"
        vault.undo()
        assert value(vault, "status", row, "maatregel") == "geadviseerd"
        assert [naar for _, naar in history_of(vault, row)] == [
            "geadviseerd",
            "in_plan",
            "geadviseerd",
            "in_plan",
            "geadviseerd",
        ]

    def test_a_measure_that_never_was_has_no_history(self, vault: Vault) -> None:
        row = add_maatregel(vault, add_dossier(vault))
        with vault.action("Status gewijzigd") as log:
            change_status(vault, log, row, "in_plan")
        vault.undo()
        vault.undo()
        assert history_of(vault, row) == []
        assert value(vault, "status", row, "maatregel") is None
        vault.redo()
        assert value(vault, "status", row, "maatregel") == "geadviseerd"
        assert len(history_of(vault, row)) == 3
        vault.redo()
        assert value(vault, "status", row, "maatregel") == "in_plan"
        assert {outcome.name: outcome.ok for outcome in vault.checks()}["logboek"]


class TestChain:
    """Every change of the log that is not an addition is seen."""

    @pytest.mark.parametrize(
        "tamper",
        [
            "UPDATE logregel SET resultaat = 'niets' WHERE nummer = 3",
            "UPDATE logregel SET actor = 'ander' WHERE nummer = 2",
            "UPDATE logregel SET tijdstip = '2020-01-01T00:00:00+00:00' WHERE nummer = 3",
            "UPDATE logregel SET dossier_id = 77 WHERE tabel = 'dossier'",
            "UPDATE logregel SET som_na = zeroblob(32) WHERE tabel = 'dossier'",
            "UPDATE logregel SET mac = zeroblob(32) WHERE nummer = 3",
            "UPDATE handeling SET omschrijving = 'iets anders'",
            "UPDATE beeld SET na = replace(na, 'GED', 'WET')",
            "UPDATE beeld SET voor = '{}'",
            "UPDATE logregel SET nummer = nummer + 1 WHERE nummer = (SELECT max(nummer) FROM logregel)",
        ],
    )
    def test_tampering(self, folder: Path, key: UnlockedKey, tamper: str) -> None:
        vault = Vault.open(folder, key)
        vault.index_text = searchable
        add_dossier(vault)
        vault.note("afdrukken", "exemplaar:1")
        assert {outcome.name: outcome.ok for outcome in vault.checks()}["logboek"]
        vault.close()
        connection = open_database(folder / "dossiers.db", key.data_key)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(tamper)
        connection.close()
        vault = Vault.open(folder, key)
        assert not {outcome.name: outcome.ok for outcome in vault.checks()}["logboek"]
        vault.close()

    def test_a_row_taken_out(self, vault: Vault) -> None:
        for number in range(3):
            vault.note("afdrukken", f"exemplaar:{number}")
        vault.connection.execute("DELETE FROM logregel WHERE nummer = 3")
        assert not {outcome.name: outcome.ok for outcome in vault.checks()}["logboek"]

    def test_anchor_from_paper(self, vault: Vault) -> None:
        head = vault.log_head()
        assert [len(group) for group in head.split()] == [4, 4, 4, 4]
        add_dossier(vault)
        assert vault.log_head() != head
        for typed in (head, head.lower().replace(" ", ""), head.replace("0", "o")):
            found = {outcome.name: outcome for outcome in vault.checks(anchor=typed)}["anker"]
            assert (found.ok, found.warning) == (True, False)
        assert not {outcome.name: outcome.ok for outcome in vault.checks(anchor="0000 0000 0000 0000")}[
            "anker"
        ]
        assert not {outcome.name: outcome.ok for outcome in vault.checks(anchor="")}["anker"]
        assert "anker" not in {outcome.name for outcome in vault.checks()}

    def test_ids_only(self, vault: Vault) -> None:
        add_dossier(vault, notitie="geheim woord")
        rows = vault.connection.execute("SELECT * FROM logregel").fetchall()
        assert rows
        assert "geheim woord" not in repr(rows)
        assert "Anja" not in repr(rows)
