"""Writes docs/begrippenlijst.md from the fields' own labels and meanings: python -m tools.glossary."""

from __future__ import annotations

import inspect
from pathlib import Path

from veiligheidsadvies.domain.veld import velden
from veiligheidsadvies.storage.tables import RECORDS

TARGET = Path(__file__).resolve().parents[1] / "docs" / "begrippenlijst.md"
_HEAD = """# Begrippenlijst

The words of the field as the program uses them: one section a concept, written out from the declarations in
`src/veiligheidsadvies/domain/` by `python -m tools.glossary` (a test keeps it true; do not edit by hand).
*Gevoelig* means: hidden in privacy mode, left out of exports, never on another reader's paper.
"""


def text() -> str:
    """The whole glossary as Markdown."""
    return "\n".join([_HEAD, *(_section(record) for record in RECORDS)])


def _section(record: type) -> str:
    meaning = (inspect.getdoc(record) or "").split("\n\n", maxsplit=1)[0].replace("\n", " ")
    rows = [
        f"| {field.label} | `{name}` | {'gevoelig' if field.gevoelig else ''} | {field.uitleg} |"
        for name, field in velden(record).items()
    ]
    head = "| veld | in code | | uitleg |\n| --- | --- | --- | --- |"
    return "\n".join([f"## {record.__name__}", "", meaning, "", head, *rows, ""])


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
