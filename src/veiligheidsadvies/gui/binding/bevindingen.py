"""Findings of the rules as the kit shows them: the same words on every screen."""

from __future__ import annotations

from collections.abc import Iterable

from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.gui.kit.findings import Finding
from veiligheidsadvies.text.bevindingen import heading, second_line


def shown(findings: Iterable[Bevinding]) -> list[Finding]:
    """One line a finding, each code once; the heaviest first."""
    order = {"blokkeert": 0, "let_op": 1, "in_orde": 2}
    once = {(one.code, one.ernst, one.data.get("naam")): one for one in findings}
    lines = [
        Finding(key=one, kind=one.ernst.value, sentence=heading(one), detail=_capital(second_line(one)))
        for one in once.values()
    ]
    return sorted(lines, key=lambda line: order[line.kind])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
