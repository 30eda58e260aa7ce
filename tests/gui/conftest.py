"""Patience: on a loaded machine everything comes late, and what is broken never comes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

PATIENCE = 60_000  # milliseconds

for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    wait.__kwdefaults__["timeout"] = PATIENCE
