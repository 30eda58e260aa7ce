"""`veiligheidsadvies`: a command when one is typed, otherwise the window on a vault.

A command never imports the window, and the window never waits for the commands.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

VAULT_SUFFIX, COPY_SUFFIX = ".advieskluis", ".kluiskopie"


def main() -> int:
    """Run with the words that were typed and return the exit code."""
    os.umask(0o077)  # whatever the user's own is: what we write is for the owner, and the owner can read it
    arguments = sys.argv[1:]
    if _opens_window(arguments):
        from veiligheidsadvies import bootstrap

        return bootstrap.run_window(Path(arguments[0]) if arguments else None)
    from veiligheidsadvies.cli.main import heed_signals
    from veiligheidsadvies.cli.main import main as run_command
    from veiligheidsadvies.gui.shell import hardening  # the standard library only

    _speak_utf8()
    hardening.no_core_dumps()
    hardening.close_memory()
    heed_signals()
    return run_command(arguments)


def _opens_window(arguments: list[str]) -> bool:
    """Nothing, or one path of a vault or a copy: everything else is for the commands, typing mistakes too."""
    if not arguments:
        return True
    word, path = arguments[0], Path(arguments[0])
    is_named = path.suffix in {VAULT_SUFFIX, COPY_SUFFIX} or path.name != word
    is_vault = is_named or os.path.lexists(path / "dossiers.db")
    return len(arguments) == 1 and not word.startswith("-") and is_vault


def _speak_utf8() -> None:
    """Names hold more signs than an old code page, and a stray byte is no reason to stop."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=errors)


if __name__ == "__main__":
    sys.exit(main())
