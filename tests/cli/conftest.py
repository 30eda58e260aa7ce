"""A vault with a cheap passphrase, and the command line run inside the test."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from tests.builders import WACHTWOORDZIN, Clock, organisatie
from veiligheidsadvies.cli.main import main
from veiligheidsadvies.domain.exemplaar import Exemplaar
from veiligheidsadvies.services import kluis
from veiligheidsadvies.vault import keys
from veiligheidsadvies.vault.keys import KdfParameters

CHEAP = KdfParameters(memory_kib=1024, passes=1, lanes=1)


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def cheap_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deriving keys is not the subject here, and every command does it."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("sjabloon") / "proef.advieskluis"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", CHEAP)
        patch.setenv("VEILIGHEIDSADVIES_CONFIG", str(tmp_path_factory.mktemp("config-sjabloon")))
        kluis.create(
            folder, organisatie(), passphrase=WACHTWOORDZIN, slot_name="E. Yeşilgöz", kdf=CHEAP, now=Clock()
        ).close()
    yield folder


@pytest.fixture
def vault(vault_template: Path, tmp_path: Path) -> Path:
    """A vault of its own for this test."""
    folder = tmp_path / "proef.advieskluis"
    shutil.copytree(vault_template, folder)
    return folder


@pytest.fixture
def run() -> Run:
    """Type a command; `lines` go to standard input. With `lines=None` there is nothing to read."""

    def typed(*words: object, lines: tuple[str, ...] | None = (WACHTWOORDZIN,)) -> Result:
        out, err = io.StringIO(), io.StringIO()
        stdin = io.StringIO("".join(f"{line}\n" for line in lines or ()))
        arguments = [str(word) for word in words]
        if lines is not None:
            arguments.append("--wachtwoord-stdin")
        code = main(arguments, stdin, out, err, now=Clock(), kdf=CHEAP)
        return Result(code, out.getvalue(), err.getvalue())

    return typed


@pytest.fixture
def dossier(run: Run, vault: Path) -> str:
    """The code of a dossier in the vault."""
    made = run(
        "nieuw-dossier", vault, "--code", "GED-04", "--naam", "mevrouw N. Đorđević", "--ambt", "gedeputeerde"
    )
    assert made.code == 0, made.err
    return "GED-04"


def assert_refused(result: Result, sentence: str) -> None:
    """Exit 1, one line on standard error that holds the sentence, and nothing that looks like a traceback."""
    assert result.code == 1
    assert result.err.count("\n") == 1
    assert sentence in result.err
    assert "Traceback" not in result.err


def register(vault: Path) -> list[Exemplaar]:
    """Every copy that was registered."""
    services = kluis.open_vault(vault, kluis.unlock(vault, WACHTWOORDZIN), now=Clock())
    found = services.exemplaren.list_all()
    services.close()
    return found


def text_of(path: Path) -> str:
    """What a PDF says, in one line."""
    document = pypdfium2.PdfDocument(path.read_bytes())
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
