"""How many random histories a test runs: few in every run, very many with `make histories`."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

IS_LONG = os.environ.get("HISTORIES") == "long"


def histories(*, short: int, long: int) -> Any:
    """Settings of a property test."""
    return settings(
        max_examples=long if IS_LONG else short,
        suppress_health_check=list(HealthCheck),
    )
