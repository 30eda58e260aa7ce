"""`python -m tools.screenshots MAP`: pictures of every screen of the example vault in MAP, into MAP/schermen.

In light and dark at 1280×800, the most used also at 1280×720 and at 960×540 on twice as many dots (200 %),
and every page in MAP/afdrukken. It fails when a screen cannot be shown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

README = Path("docs/schermen/vandaag.png")
VAULT = "voorbeeld.advieskluis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One series of pictures; it needs a process of its own, because Qt reads its scale at the start."""

    name: str
    size: tuple[int, int] = (1280, 800)
    scale: int = 1
    is_dark: bool = False
    is_core: bool = False


STANDEN = (
    Stand(name="licht"),
    Stand(name="donker", is_dark=True),
    Stand(name="laag", size=(1280, 720), is_core=True),
    Stand(name="vergroot", size=(960, 540), scale=2, is_core=True),
)


def main() -> int:
    """Take what was asked for; 1 when a screen could not be shown."""
    given = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not (given.map / VAULT).is_dir():
        print(f"There is no {VAULT} in {given.map}; `make demo` makes it.", file=sys.stderr)
        return 1
    if given.stand:
        return _take(given)
    target = given.uit or given.map / "schermen"
    if given.readme:
        return _readme(given.map)
    failed = sum(_series(given, stand, target) for stand in STANDEN)
    if not given.alleen:
        from tools.screenshots.pages import draw_pages

        count = draw_pages(given.map / "afdrukken", target / "afdrukken")
        print(f"{count} pages in {target / 'afdrukken'}")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    asked.add_argument("map", type=Path, metavar="MAP")
    asked.add_argument("--alleen", metavar="NAAM", action="append", default=[], help="only this picture")
    asked.add_argument("--uit", metavar="MAP", type=Path, help="where the pictures go")
    asked.add_argument("--readme", action="store_true", help=f"only the picture of the README, in {README}")
    asked.add_argument("--stand", choices=[stand.name for stand in STANDEN], help="only this series")
    given = asked.parse_args()
    if given.stand and not given.uit:
        given.uit = given.map / "schermen"
    return given


def _readme(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as place:
        target = Path(place)
        given = argparse.Namespace(map=folder, alleen=["vandaag"])
        if _series(given, STANDEN[0], target):
            return 1
        README.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(target / "licht" / "vandaag.png", README)
    return 0


def _series(given: argparse.Namespace, stand: Stand, target: Path) -> int:
    command = [sys.executable, "-m", "tools.screenshots", str(given.map)]
    command += ["--stand", stand.name, "--uit", str(target)]
    command += [word for name in given.alleen for word in ("--alleen", name)]
    return 1 if subprocess.run(command, check=False).returncode else 0


def _take(given: argparse.Namespace) -> int:
    stand = next(one for one in STANDEN if one.name == given.stand)
    os.environ["QT_SCALE_FACTOR"] = str(stand.scale)  # before Qt is loaded
    from tools.screenshots.camera import take

    with tempfile.TemporaryDirectory() as place:
        os.environ["VEILIGHEIDSADVIES_CONFIG"] = str(Path(place) / "config")
        os.environ["XDG_DOCUMENTS_DIR"] = str(Path("/", "home", "manager", "Documenten"))
        vault = Path(shutil.copytree(given.map / VAULT, Path(place) / VAULT))
        failed = take(vault, stand, given.uit / stand.name, given.alleen)
    for name in failed:
        print(f"{stand.name}: {name} could not be shown", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
