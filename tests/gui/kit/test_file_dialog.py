"""The file dialog says everything in Dutch, on a system in any language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog, QTreeView
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit.file_dialog import FileDialog
from veiligheidsadvies.gui.kit.prompts import QtPrompts

AT = 1_773_311_400  # 12-03-2026 in every zone of Europe


def listed(dialog: QFileDialog) -> list[tuple[str, ...]]:
    (tree,) = dialog.findChildren(QTreeView, "treeView")
    model, root = tree.model(), tree.rootIndex()
    shown = [column for column in range(model.columnCount(root)) if not tree.isColumnHidden(column)]
    rows = range(model.rowCount(root))
    return [tuple(str(model.index(row, column, root).data()) for column in shown) for row in rows]


@pytest.fixture
def dutch() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("dutch")
def test_sizes_and_days_are_in_dutch(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (tmp_path / "een.kluiskopie").write_bytes(bytes(1_300_000))
    for path in tmp_path.iterdir():
        os.utime(path, (AT, AT))
    dialog = FileDialog(None, "Welke kopie zet u terug?", "Reservekopie (*.kluiskopie)")
    qtbot.addWidget(dialog)
    dialog.setDirectory(str(tmp_path))
    qtbot.waitUntil(lambda: len(listed(dialog)) == 2)
    folder, copy = sorted(listed(dialog), reverse=True)
    assert folder[:2] == ("stick", "")
    assert copy[:2] == ("een.kluiskopie", "1,3 MB")
    assert folder[2].startswith("12-03-2026 ")
    assert len(folder) == len(copy) == 3


@pytest.mark.parametrize(
    ("typed", "answer", "chosen"),
    [
        ("nieuw", None, "nieuw.kluiskopie"),
        ("nieuw.v2", None, "nieuw.v2.kluiskopie"),
        ("een.v2", True, "een.v2.kluiskopie"),
        ("een.v2", False, None),
        ("een.kluiskopie", None, "een.kluiskopie"),  # Qt asked
    ],
)
def test_a_name_without_the_suffix_gets_it_and_replaces_nothing_unasked(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    *,
    answer: bool | None,
    chosen: str | None,
) -> None:
    for name in ("een.kluiskopie", "een.v2.kluiskopie"):
        (tmp_path / name).write_bytes(b"")
    asked: list[str] = []

    def confirm(_self: QtPrompts, _parent: object, question: str, **_: str) -> bool:
        asked.append(question)
        return bool(answer)

    def choose(dialog: FileDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile(typed)
        return 1

    monkeypatch.setattr(FileDialog, "exec", choose)
    monkeypatch.setattr(QtPrompts, "confirm", confirm)
    saved = QtPrompts().save_file(None, "Kopie", name="x", pattern="Reservekopie (*.kluiskopie)")
    assert saved == (None if chosen is None else tmp_path / chosen)
    assert len(asked) == (answer is not None)


def test_the_dialog_itself_asks_about_the_name_with_its_suffix(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suffixes: list[str] = []

    def look(dialog: FileDialog) -> int:
        qtbot.addWidget(dialog)
        suffixes.append(dialog.defaultSuffix())
        return 0

    monkeypatch.setattr(FileDialog, "exec", look)
    for pattern in ("Reservekopie (*.kluiskopie)", "PDF (*.pdf)", "Alle bestanden (*)"):
        QtPrompts().save_file(None, "Bewaren", name=str(tmp_path / "x"), pattern=pattern)
    assert suffixes == ["kluiskopie", "pdf", ""]


@pytest.mark.parametrize("is_accepted", [True, False])
def test_what_was_chosen_comes_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_accepted: bool
) -> None:
    def answer(dialog: FileDialog) -> int:
        qtbot.addWidget(dialog)
        if dialog.fileMode() is not QFileDialog.FileMode.AnyFile:
            dialog.setDirectory(str(tmp_path.parent))
            dialog.selectFile(str(wanted))
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        return int(is_accepted)

    monkeypatch.setattr(FileDialog, "exec", answer)
    wanted = tmp_path / "een.kluiskopie"
    wanted.write_bytes(b"")
    prompts, pattern = QtPrompts(), "Reservekopie (*.kluiskopie)"
    saved = prompts.save_file(None, "Kopie bewaren", name=str(wanted), pattern=pattern)
    assert saved == (wanted if is_accepted else None)
    opened = prompts.choose_file(None, "Welke kopie?", pattern=pattern)
    assert opened == (wanted if is_accepted else None)
    wanted = tmp_path
    folder = prompts.choose_folder(None, "Welke map?")
    assert folder == (tmp_path if is_accepted else None)
