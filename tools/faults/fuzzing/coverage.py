"""`python -m tools.faults.fuzzing.coverage DOOR SEED SECONDS FOLDER`: let atheris look for new ways through.

A program of its own: libFuzzer takes the whole process, and ends it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

atheris: Any = import_module("atheris")  # not on every machine, and without types

with atheris.instrument_imports(include=["veiligheidsadvies.vault", "veiligheidsadvies.exchange"]):
    from tools.faults import place
    from tools.faults.fuzzing import campaign

LONGEST_INPUT = 8192


def main() -> None:
    """Begin from the examples, and go on until the time is over or something breaks."""
    door, seed, seconds, folder = sys.argv[1:]
    place.accept_cheap_keys()
    with place.tried(f"cover-{door}", int(seed)) as here, campaign.opened(door, here) as target:
        corpus = Path(folder)
        for number, example in enumerate(target.examples):
            (corpus / f"voorbeeld-{number}").write_bytes(example[:LONGEST_INPUT])

        def hand_over(data: bytes) -> None:
            target.timed(target.mended(data) if len(data) % 2 else data)

        options = [f"-seed={int(seed) + 1}", f"-max_total_time={seconds}", f"-max_len={LONGEST_INPUT}"]
        options += [
            "-timeout=20",
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            f"-artifact_prefix={folder}/",
        ]
        atheris.Setup([sys.argv[0], *options, folder], hand_over)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
