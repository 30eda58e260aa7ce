"""argparse in Dutch: the same parser, without an English word on the screen."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

_SENTENCES = (
    (r"the following arguments are required: (.+)", "dit ontbreekt: {0}"),
    (r"unrecognized arguments: (.+)", "dit is niet bekend: {0}"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", "{0}: {1} kan niet; kies uit {2}"),
    (r"argument (.+?): expected .*argument.*", "{0}: hier hoort iets achter te staan"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} gaat niet samen met {1}"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0}: hier hoort niets achter te staan"),
    (r"one of the arguments (.+) is required", "kies een van deze: {0}"),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)
_HELP = "deze uitleg"


class WrongUsage(Exception):
    """The command was typed wrong; `usage` shows how it goes."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class HelpAsked(Exception):
    """Not an error: show this text and stop."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: object, **_more: object) -> None:
        raise HelpAsked(parser.format_help())


class Parser(argparse.ArgumentParser):
    """Raises WrongUsage and HelpAsked instead of leaving the program; abbreviations are not guessed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._positionals.title = "wat erbij hoort"
        self._optionals.title = "keuzes"
        self.add_argument("-h", "--help", "--hulp", action=_Help, nargs=0, help=_HELP)

    def error(self, message: str) -> NoReturn:
        """Tell in Dutch what is wrong."""
        raise WrongUsage(in_dutch(message), " ".join(self.format_usage().split()))


def in_dutch(message: str) -> str:
    """A message of argparse as a Dutch one."""
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return sentence.format(*match.groups())
    return "dit commando is niet goed getypt"


def one_of(words: Sequence[str]) -> str:
    """How a choice is shown in the usage line."""
    return "|".join(words)
