"""What most tests of services start from; a test whose day matters moves the clock, or makes its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import builders
from tests.builders import Clock
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.services.kluis import Services


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    services = builders.open_services(tmp_path, now=clock)
    yield services
    services.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    return builders.add_dossier(services)


@pytest.fixture
def supplier(services: Services) -> LeverancierId:
    return builders.add_leverancier(services)
