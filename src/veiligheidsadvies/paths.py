"""Where things live, and whether they are there; the only module that looks at sys.frozen.

Nothing here is personal: the configuration folder holds preferences, the last seen log head and the
high-water marks of copy numbers per vault id. Records live in the vault only.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """A file or folder below `resources/`, in the source tree, a wheel or a bundle."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent / "resources" / name
    bundled = _PACKAGE / "_resources" / name
    return bundled if bundled.exists() else _PACKAGE.parents[1] / "resources" / name


def configuration() -> Path:
    """The folder for per-machine preferences; VEILIGHEIDSADVIES_CONFIG names another one."""
    other = os.environ.get("VEILIGHEIDSADVIES_CONFIG")
    if other:
        return Path(other)
    import platformdirs

    return Path(platformdirs.user_config_dir("veiligheidsadvies", appauthor=False))


def default_vault_folder() -> Path:
    """Where a new vault is proposed."""
    import platformdirs

    return Path(platformdirs.user_documents_dir())


# `Path` raises an OSError for a place that may not be looked at, or whose disk fails: a locked stick, a shut
# folder. These say no instead, and who opens the place then hears why it does not go.


def is_there(path: Path) -> bool:
    """Whether something is seen to stand there."""
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: Path) -> bool:
    """Whether a folder is seen to stand there."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: Path) -> bool:
    """Whether a file is seen to stand there."""
    return os.path.isfile(path)  # noqa: PTH113


def is_gone(path: Path) -> bool:
    """Whether it is seen that nothing stands there: what cannot be looked at is not gone."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
