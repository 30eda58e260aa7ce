"""Prompts whose answers a test prepared; an unexpected question fails the test."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class ScriptedPrompts:
    """Answers in order; `asked` holds (kind, words) of everything asked or told."""

    def __init__(self, answers: Iterable[Any] = ()) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, str]] = []

    def tell(self, parent: object, sentence: str) -> None:  # noqa: ARG002 - the shape of Prompts
        self.asked.append(("tell", sentence))

    def __getattr__(self, kind: str) -> Any:
        if kind.startswith("_"):
            raise AttributeError(kind)

        def answer(_parent: object, words: str, **_: object) -> Any:
            self.asked.append((kind, words))
            return self._answers.pop(0)

        return answer
