"""Where things live; the only module that looks at sys.frozen.

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
