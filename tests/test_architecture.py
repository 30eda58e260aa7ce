"""The walls of the house: what may import what, where records are written, what the project may not hold."""

from __future__ import annotations

import ast
import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "veiligheidsadvies"

# import-linter sees an outside package as a whole; these are parts of one, or parts of the standard library.
NEVER_IMPORTED = (
    "PySide6.QtNetwork",
    "PySide6.QtSql",
    "http",
    "logging.handlers",
    "socket",
    "sqlite3",
    "ssl",
    "urllib.request",
)
WRITING_SQL = re.compile(
    r"\b(INSERT|UPDATE|DELETE|REPLACE\s+INTO)\b"
    r"|\b(insert\s+(or\s+\w+\s+)?into|replace\s+into|delete\s+from|update\s+\S+\s+set)\b"
)
REGISTRIES = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org")))


def imported_names(source: str) -> set[str]:
    """Every dotted name that a module imports, at any depth; `from a import b` counts as a and as a.b."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def strings(source: str) -> Iterator[str]:
    """The string constants of a module, parts of f-strings too, but no docstrings."""
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def forbidden_imports(package: Path) -> list[str]:
    """Each import that the walls forbid, as `file: name`."""
    found = []
    for file in sorted(package.rglob("*.py")):
        found += [
            f"{file.relative_to(package)}: {name}"
            for name in sorted(imported_names(file.read_text(encoding="utf-8")))
            if any(name == never or name.startswith(never + ".") for never in NEVER_IMPORTED)
        ]
    return found


def writes_outside_the_vault(package: Path) -> list[str]:
    """Files outside vault/ that hold SQL which changes records."""
    found = []
    for file in sorted(package.rglob("*")):
        relative = file.relative_to(package)
        if relative.parts[0] == "vault" or file.suffix not in {".py", ".sql"}:
            continue
        text = file.read_text(encoding="utf-8")
        texts = strings(text) if file.suffix == ".py" else [text]
        if any(WRITING_SQL.search(piece) for piece in texts):
            found.append(str(relative))
    return found


def lost_words(package: Path) -> list[str]:
    """Each string in a function that is a statement of its own, so that nobody ever reads it.

    Such a string may stand at the head of the function, or below an attribute that it describes.
    """
    found = []
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found += [f"{file.relative_to(package)}:{line}" for line in _loose_strings(node)]
    return found


def _loose_strings(function: ast.FunctionDef) -> Iterator[int]:
    described = {id(function.body[0])}
    for block in (inner for node in ast.walk(function) for _, inner in ast.iter_fields(node)):
        for above, below in itertools.pairwise(block if isinstance(block, list) else []):
            targets = getattr(above, "targets", [getattr(above, "target", None)])
            if any(isinstance(target, ast.Attribute) for target in targets):
                described.add(id(below))
    for node in ast.walk(function):
        if isinstance(node, ast.Expr) and id(node) not in described:
            value = node.value
            if isinstance(value, ast.JoinedStr) or (
                isinstance(value, ast.Constant) and isinstance(value.value, str)
            ):
                yield node.lineno


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and content of each text file that git keeps."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    for name in run.stdout.split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content:
            yield name, content.decode("utf-8")


def test_every_import_contract_is_kept() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", run.stdout)


def test_no_forbidden_import() -> None:
    assert forbidden_imports(PACKAGE) == []


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import http.server",
        "from urllib import request",
        "from PySide6 import QtNetwork",
        "from logging.handlers import SysLogHandler",
        "def lazily() -> None:\n    import sqlite3",
    ],
)
def test_a_forbidden_import_is_seen(tmp_path: Path, line: str) -> None:
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "records.py").write_text(line, encoding="utf-8")
    assert len(forbidden_imports(tmp_path)) >= 1


def test_records_are_written_in_the_vault_only() -> None:
    assert writes_outside_the_vault(PACKAGE) == []


@pytest.mark.parametrize(
    "line",
    ['SQL = "INSERT INTO t VALUES (?)"', 'def f(t): return f"UPDATE {t} SET a = ?"', 'SQL = "delete from t"'],
)
def test_a_write_outside_the_vault_is_seen(tmp_path: Path, line: str) -> None:
    for folder in ("storage", "vault"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "table.py").write_text(f'"""Speaks of INSERT."""\n{line}', encoding="utf-8")
    assert writes_outside_the_vault(tmp_path) == ["storage/table.py"]


def test_no_words_are_lost() -> None:
    assert lost_words(PACKAGE) == []


@pytest.mark.parametrize("second", ['"nu."', 'f"{nu}."'])
def test_lost_words_are_seen(tmp_path: Path, second: str) -> None:
    lines = (
        "def ask(self, nu):",
        '    """Ask."""',
        "    self.at = 1",
        '    """When."""',
        '    words = "Weg: "',
    )
    (tmp_path / "screen.py").write_text("\n".join((*lines, f"    {second}")), encoding="utf-8")
    assert lost_words(tmp_path) == ["screen.py:6"]


def test_no_registry_is_named() -> None:
    assert [(name, host) for name, text in tracked_texts() for host in REGISTRIES if host in text] == []


def test_the_project_stands_on_its_own() -> None:
    """No file points at a folder beside the project, or at the folder of who wrote it."""
    outside = re.compile(r"\.\./" + r"shared\b|(?<![\w.])/(work|home/\w+|root)" + "/")
    assert [name for name, text in tracked_texts() if outside.search(text)] == []


def test_every_link_in_a_document_leads_somewhere() -> None:
    links = [
        (name, link)
        for name, text in tracked_texts()
        if name.endswith(".md")
        for link in re.findall(r"\]\(([^)#:\s]+)[^)]*\)", text)
    ]
    assert len(links) > 10
    assert [(name, link) for name, link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("name", ["runtime", "development"])
def test_locked_versions_are_exact_and_hashed(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    development = project["dependency-groups"]["dev"]
    groups = {"runtime": project["project"]["dependencies"], "development": development}
    lock = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    exact = re.compile(r"([a-z0-9.-]+)==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}\b")
    locked = {match[1] for entry in entries if (match := exact.match(entry))}
    assert len(locked) == len(entries)
    assert {re.split(r"[=>]", requirement)[0].lower() for requirement in groups[name]} <= locked
