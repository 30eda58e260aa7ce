"""Tests of the program as tries of a row: which of them were run, and what each gave."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_LONGEST = 300
"""Signs of what a failing test said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one test gave; `fault` is "" when it held, `told` what it wrote down beside that."""

    name: str
    fault: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


def run(*tests: str, before: Sequence[str] = (), workers: int = 1) -> list[Result]:
    """Run tests in their long form; `before` is the command that starts them, such as `unshare -n`."""
    with tempfile.TemporaryDirectory(prefix="suite-") as folder:
        report = Path(folder, "report.xml")
        command = [*before, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += ["--junit-xml", str(report), "--basetemp", str(Path(folder, "tests"))]
        command += ["-n", str(workers)] if workers > 1 else []
        environment = {**os.environ, "FAULTS": "long", "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [*command, *tests], env=environment, capture_output=True, text=True, check=False
        )
        if not report.exists():
            raise RuntimeError(f"no tests were run: {done.stdout[-_LONGEST:]}{done.stderr[-_LONGEST:]}")
        # Our own report, which this process asked for.
        return [_result(case) for case in ElementTree.parse(report).iter("testcase")]  # noqa: S314


def _result(case: ElementTree.Element) -> Result:
    name = f"{case.get('classname')}::{case.get('name')}"
    bad = [part for part in case if part.tag in {"failure", "error", "skipped"}]
    told = {part.get("name", ""): part.get("value", "") for part in case.iter("property")}
    return Result(name=name, fault=" | ".join(_words(part) for part in bad)[:_LONGEST], told=told)


def _words(part: ElementTree.Element) -> str:
    return f"{part.tag}: {part.get('message') or part.text or ''}"
