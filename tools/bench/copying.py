"""A verified daily copy of a large vault against what plainly gives a file and its hash: cp and sha256sum.

Both read and write the same database on the same disk, in turns. Ours also opens what it wrote and checks
every page, every number of rows, every reference and the log since the copy of yesterday.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import time
from pathlib import Path

from tools.bench.report import Measured, alternate
from tools.bench.vaults import PASSPHRASE
from veiligheidsadvies.services import kluis
from veiligheidsadvies.vault import copying
from veiligheidsadvies.vault.database import DATABASE_NAME

BOUND = 5.0
_TIMES = 5


def measure(folder: Path) -> Measured:
    """The vault in `folder`, which must be closed; the cost of making its key does not count."""
    key = kluis.unlock(folder, PASSPHRASE)
    services = kluis.open_vault(folder, key)
    services.kopieen.keep_round(services.kopieen.prepare_round()(lambda _: None))  # that of yesterday
    source, target = services.context.vault.copy_source(is_daily=True), folder.parent / "kluis.kluiskopie"
    plain = folder.parent / "kluis.cp"

    def ours() -> float:
        target.unlink(missing_ok=True)
        start = time.perf_counter()
        copying.make(source, target, now=lambda: dt.datetime.now(dt.UTC))
        return (time.perf_counter() - start) * 1000

    def other() -> float:
        plain.unlink(missing_ok=True)
        start = time.perf_counter()
        subprocess.run(["cp", str(folder / DATABASE_NAME), str(plain)], check=True)
        subprocess.run(["sha256sum", str(plain)], check=True, stdout=subprocess.DEVNULL)
        return (time.perf_counter() - start) * 1000

    mine, theirs = alternate(ours, other, times=_TIMES)
    services.close()
    target.unlink()
    plain.unlink()
    return Measured(
        what="verified copy of a large vault",
        ours=mine,
        against="cp and sha256sum",
        other=theirs,
        bound=BOUND,
    )
