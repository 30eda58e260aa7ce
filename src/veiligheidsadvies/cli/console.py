"""Where a command reads and writes: secrets from standard input, results and tables to standard output."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from veiligheidsadvies.domain.errors import NothingOffPaper


class NoSecret(Exception):
    """No passphrase came. `is_typed_wrong`: nothing was piped in and there is no terminal to ask at."""

    def __init__(self, *, is_typed_wrong: bool) -> None:
        super().__init__()
        self.is_typed_wrong = is_typed_wrong


@dataclass(slots=True, kw_only=True)
class Console:
    """The three streams of one command. `is_piped`: secrets come from standard input, line by line."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    is_piped: bool = False
    ask: Callable[[str], str] = getpass.getpass

    def out(self, *lines: str) -> None:
        """Results, shown at once."""
        self.stdout.write("".join(line + "\n" for line in lines))
        self.stdout.flush()

    def out_json(self, value: Any) -> None:
        """A result for another program."""
        self.out(json.dumps(value, ensure_ascii=False, indent=2))

    def out_table(self, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Columns of equal width; numbers to the right."""
        texts = [tuple(map(str, row)) for row in rows]
        widths = [max(map(len, column)) for column in zip(header, *texts, strict=True)]
        right = [
            all(isinstance(row[place], int) for row in rows) and bool(rows) for place in range(len(header))
        ]
        for line in (tuple(header), tuple("-" * width for width in widths), *texts):
            cells = (
                text.rjust(width) if is_number else text.ljust(width)
                for text, width, is_number in zip(line, widths, right, strict=True)
            )
            self.out("  ".join(cells).rstrip())

    def err(self, line: str) -> None:
        """One line for the person at the screen."""
        self.stderr.write(" ".join(line.split()) + "\n")
        self.stderr.flush()

    def secret(self, prompt: str) -> str:
        """A passphrase: the next line of standard input, or typed unseen; NoSecret."""
        if not self.is_piped and self.stdin.isatty():
            return self.ask(f"{prompt}: ")
        line = self.stdin.readline()
        if not line:
            raise NoSecret(is_typed_wrong=not self.is_piped)
        return line.rstrip("\r\n").removeprefix("\ufeff")

    def new_secret(self, prompt: str) -> str:
        """As `secret`; at a terminal typed twice until both are the same."""
        if self.is_piped or not self.stdin.isatty():
            return self.secret(prompt)
        while True:
            first, second = self.secret(prompt), self.secret("Nog een keer")
            if first == second:
                return first
            self.err("Dat was niet twee keer hetzelfde.")

    def off_paper(self, prompt: str) -> str:
        """What stands on a recovery sheet: all that is left on standard input; NothingOffPaper.

        At a terminal it is asked for, and the first empty line after it ends it.
        """
        if self.stdin.isatty():
            self.out(prompt)
            typed = "".join(self._lines())
        else:
            typed = self.stdin.read()
        if not typed.strip():
            raise NothingOffPaper
        return typed

    def _lines(self) -> Iterator[str]:
        has_any = False
        while (line := self.stdin.readline()) and (line.strip() or not has_any):
            has_any = has_any or bool(line.strip())
            yield line
