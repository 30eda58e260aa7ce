"""The recovery sheet in one go: a scanner that types, or the whole sheet pasted in any field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.binding.herstelgroepen import recovery_fields
from veiligheidsadvies.gui.kit.group_fields import GroupEdit, GroupFields
from veiligheidsadvies.vault.recovery import groups_of, qr_payload

KEY = bytes(range(32))
GROUPS = groups_of(KEY)
SHEET = "Herstelblad\n" + "\n".join(
    f"{at} {GROUPS[at - 1]}   {at + 7} {GROUPS[at + 6]}" for at in range(1, 8)
)


@pytest.fixture
def fields(qtbot: QtBot) -> GroupFields:
    made = recovery_fields()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.focus_first()
    qtbot.waitUntil(edit(made, 1).hasFocus)
    return made


def edit(fields: GroupFields, number: int) -> GroupEdit:
    found = fields.findChild(GroupEdit, f"groep_{number}")
    assert isinstance(found, GroupEdit)
    return found


def type_as_a_scanner(text: str) -> None:
    """Keys go to whatever has the focus by then."""
    for sign in text:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, sign)


@pytest.mark.parametrize("code", [qr_payload(KEY), "VA-HERSTEL-1:" + "".join(GROUPS)])
@pytest.mark.parametrize("start", [1, 9])
def test_a_scan_fills_every_group(qtbot: QtBot, fields: GroupFields, code: str, start: int) -> None:
    edit(fields, start).setFocus()
    with qtbot.waitSignal(fields.completed, check_params_cb=lambda is_whole: is_whole):
        type_as_a_scanner(code)
    assert fields.groups() == GROUPS
    assert fields.is_complete


def test_a_scanner_that_ends_with_enter_does_not_submit_half(qtbot: QtBot, fields: GroupFields) -> None:
    type_as_a_scanner(qr_payload(KEY))
    QTest.keyClick(edit(fields, 1), Qt.Key.Key_Return)
    assert fields.groups() == GROUPS


@pytest.mark.parametrize("text", [SHEET, " ".join(GROUPS), qr_payload(KEY)])
@pytest.mark.parametrize("start", [1, 5])
def test_pasting_the_whole_fills_every_group(fields: GroupFields, text: str, start: int) -> None:
    QApplication.clipboard().setText(text)
    edit(fields, start).setFocus()
    QTest.keyClick(edit(fields, start), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert fields.groups() == GROUPS


def test_a_few_groups_pasted_go_on_from_there(fields: GroupFields) -> None:
    QApplication.clipboard().setText(" ".join(GROUPS[2:5]))
    edit(fields, 3).setFocus()
    QTest.keyClick(edit(fields, 3), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert fields.groups()[2:5] == GROUPS[2:5]
    assert not any(fields.groups()[5:])


def test_typing_by_hand_goes_on_as_it_was(fields: GroupFields) -> None:
    type_as_a_scanner("".join(GROUPS).lower())
    assert fields.groups() == GROUPS
