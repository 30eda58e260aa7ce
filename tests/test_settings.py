from __future__ import annotations

import json
from pathlib import Path

import pytest

from veiligheidsadvies import settings
from veiligheidsadvies.settings import Settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VEILIGHEIDSADVIES_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def test_what_was_saved_comes_back() -> None:
    wanted = Settings(theme="dark", lock_after_minutes=3, column_widths={"maatregelen": {"titel": 240}})
    settings.save(wanted)
    assert settings.load() == wanted


def test_saving_leaves_no_other_file(folder: Path) -> None:
    settings.save(Settings())
    settings.save(Settings(theme="light"))
    assert [path.name for path in folder.iterdir()] == [settings.FILE]


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000, "\x00\xff"])
def test_a_damaged_file_gives_defaults(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / settings.FILE).write_text(text, encoding="utf-8")
    assert settings.load() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "paars"),
        ("theme", 3),
        ("lock_after_minutes", 0),
        ("lock_after_minutes", True),
        ("lock_after_minutes", 10_000),
        ("window_width", -1),
        ("names_hidden", "nee"),
        ("column_widths", {"a": 3}),
        ("column_widths", {"a": {"b": "breed"}}),
        ("onbekend", 1),
    ],
)
def test_one_wrong_value_costs_only_itself(folder: Path, name: str, value: object) -> None:
    folder.mkdir()
    text = json.dumps({**Settings(window_height=900)._asdict(), name: value})
    (folder / settings.FILE).write_text(text, encoding="utf-8")
    assert settings.load() == Settings(window_height=900)


def test_a_link_is_neither_read_nor_written_through(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "slachtoffer.json"
    victim.write_text('{"theme": "dark"}', encoding="utf-8")
    folder.mkdir()
    (folder / settings.FILE).symlink_to(victim)
    assert settings.load() == Settings()
    settings.save(Settings(theme="light"))
    assert victim.read_text(encoding="utf-8") == '{"theme": "dark"}'
    assert settings.load().theme == "light"
