"""The second person of the example, who decides on deviations and orders."""

from __future__ import annotations

from dataclasses import dataclass

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Voorstel


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekenaar:
    """The second person's approval key and its passphrase."""

    slot_id: str
    wachtwoordzin: str

    def approve(self, services: Services, voorstel: Voorstel) -> AkkoordId:
        """Sign a proposal."""
        given = services.akkoorden.give(voorstel, self.slot_id, self.wachtwoordzin)
        return AkkoordId(given.row_id or 0)
