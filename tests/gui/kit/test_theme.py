from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from veiligheidsadvies.gui.kit import theme as theme_module
from veiligheidsadvies.gui.kit.fonts import font, width_of
from veiligheidsadvies.gui.kit.icons import glyph, icon, pixmap, tile_icon
from veiligheidsadvies.gui.kit.theme import Choice, Theme, style_sheet, tokens
from veiligheidsadvies.gui.kit.tokens import DARK, LIGHT, load, source

MODES = (LIGHT, DARK)
DOMAINS = ("wonen", "werk", "verplaatsen", "informatie")
STATUSES = ("te_laat", "wacht", "loopt", "gereed", "vervallen")
GROUNDS = ("background", "surface", "hover", "accent_soft")


def luminance(color: str) -> float:
    shown = QColor(color)
    parts = [shown.redF(), shown.greenF(), shown.blueF()]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_the_one_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


TEXTS = [
    *product(("text", "muted"), GROUNDS),
    *product(("disabled_text",), ("background", "surface")),
    *product(("accent", *STATUSES), GROUNDS),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *((name, f"{name}.tint") for name in (*DOMAINS, *STATUSES)),
    *product(("text", "muted"), [f"{name}.tint" for name in STATUSES]),
    *product(("text",), [f"{name}.tint" for name in DOMAINS]),
    ("accent", "te_laat.tint"),
    ("accent", "wacht.tint"),
]
EDGES = [
    *product(("line", "focus", "accent"), ("background", "surface", "accent_soft")),
    ("line", "te_laat.tint"),
    ("line", "wacht.tint"),
    ("te_laat", "surface"),
    *product(("chart.gefactureerd", "chart.verplicht", "chart.geraamd"), ("surface",)),
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_words_can_be_read(mode: str, ink: str, ground: str) -> None:
    colors = load(mode)
    assert contrast(colors.hex(ink), colors.hex(ground)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("ink", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(mode: str, ink: str, ground: str) -> None:
    colors = load(mode)
    assert contrast(colors.hex(ink), colors.hex(ground)) >= 3


def test_both_modes_name_the_same_colours() -> None:
    assert load(LIGHT).colors.keys() == load(DARK).colors.keys()


@pytest.mark.parametrize("mode", MODES)
def test_the_style_sheet_is_filled_and_understood(mode: str, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    sheet = style_sheet(load(mode))
    field.setStyleSheet(sheet)  # a mistake in it would be a warning, and a warning fails the test
    assert "$" not in sheet
    assert load(mode).hex("te_laat") in sheet


def test_every_icon_of_the_tokens_exists() -> None:
    for names in source()["icon"].values():
        for name in names.values():
            assert len(glyph(name)) == 1
    with pytest.raises(KeyError):
        glyph("ph.bestaat-niet")


def test_a_choice_switches_open_windows_at_once(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    label = QLabel("tekst")
    qtbot.addWidget(label)
    label.show()
    light = label.palette().color(QPalette.ColorRole.WindowText)
    with qtbot.waitSignal(theme.changed):
        theme.choose(Choice.DARK)
    assert tokens().mode == DARK
    assert label.palette().color(QPalette.ColorRole.WindowText) != light
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(load(DARK).hex("surface"))


def test_following_the_system_needs_no_second_theme(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.choose(Choice.SYSTEM)
    assert theme.choice is Choice.SYSTEM
    monkeypatch.setattr(Theme, "_mode", lambda _self: DARK)
    theme._follow()
    assert theme_module.tokens().mode == DARK


def test_icons_take_the_colour_of_the_theme_in_force(qtbot: QtBot, theme: Theme) -> None:
    shown = icon("ph.lock-simple", "accent")

    def strongest() -> QColor:
        image = shown.pixmap(32, 32).toImage()
        points = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max(points, key=lambda one: one.alpha())

    before = strongest()
    theme.choose(Choice.DARK)
    assert strongest() != before
    assert not tile_icon("wonen").pixmap(22, 22).isNull()
    assert pixmap("ph.eye", "text", 16, 2.0).width() == 32


def test_the_font_is_ours_and_its_digits_are_of_one_width() -> None:
    assert QFontInfo(font("body")).family() == "Source Sans Pro"
    assert len({width_of(digit) for digit in "0123456789"}) == 1
    assert width_of("Bewaren", is_bold=True) > width_of("Bewaren")
    assert min(source()["type"]["scale_pt"].values()) == 9.75
