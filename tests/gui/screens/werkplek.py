"""A desk over a real vault with answers that the test prepared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.perform import Performer
from veiligheidsadvies.gui.binding.screen import Screen
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.jobs import JobRunner
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.kit.secrecy import Secrecy
from veiligheidsadvies.services.kluis import Services

Answer = Any


class Answers:
    """Gives prepared answers in order; to a form: values over what it shows, or a function of it."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.told: list[str] = []

    def tell(self, _parent: object, sentence: str) -> None:
        self.told.append(sentence)

    def ask_form(self, _parent: object, title: str, *, form: Form, action: str) -> Any:
        self.asked.append(f"{title} [{action}]")
        answer = self.answers.pop(0)
        if answer is None:
            return None
        if callable(answer):
            answer(form)
        else:
            for name, value in answer.items():
                form.set_value(name, value)
        return form.submit()

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        if kind.startswith("_"):
            raise AttributeError(kind)

        def answer(_parent: object, words: str, **_given: object) -> Any:
            self.asked.append(words)
            return self.answers.pop(0)

        return answer


def make_desk(services: Services, *answers: Answer) -> tuple[Desk, Answers]:
    prompts = Answers(*answers)
    kept = cast("Prompts", prompts)
    desk = Desk(
        services=services, performer=Performer(kept), prompts=kept, jobs=JobRunner(), secrecy=Secrecy()
    )
    return desk, prompts


def show(screen: Screen, *, width: int = 1080, height: int = 700) -> Screen:
    """On the virtual screen, and following what is saved, as the frame lets it."""
    screen.desk.performer.changed.connect(screen.reload)
    screen.resize(width, height)
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    return screen


class Typist:
    """Types, and counts every key that was pressed."""

    def __init__(self) -> None:
        self.keys = 0

    def type(self, text: str) -> None:
        for sign in text:
            QTest.keyClick(self._target(), sign)
            self.keys += 1
            QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._target(), key, modifiers)
        self.keys += 1
        QApplication.processEvents()

    def _target(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found
