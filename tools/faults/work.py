"""What a user does all day, at random: each kind of change through its service, told once acknowledged."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tools.faults.child import Tell
from tools.faults.sound import acknowledgement
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.bestuurder import Ambt, Bestuurder
from veiligheidsadvies.domain.dossier import Dossier, DossierId
from veiligheidsadvies.domain.errors import UndoRefused
from veiligheidsadvies.domain.exemplaar import SoortDocument, Wijze
from veiligheidsadvies.domain.maatregel import MaatregelId, Status
from veiligheidsadvies.services import bestand
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.overgangen import Gegevens
from veiligheidsadvies.services.stukken import Ontvanger, Uitgiftegegevens

Act = Callable[["Worker"], None]
_WORDS = ("camera", "slot", "hek", "verlichting", "alarm", "kluis", "Łukasz", "naambord", "brievenbus")


class Worker:
    """Somebody at work on an open vault; `out` is where files go that leave it."""

    def __init__(self, services: Services, chance: random.Random, out: Path) -> None:
        self.services, self.chance, self.out = services, chance, out

    def do(self, kind: str, tell: Tell) -> None:
        """One change of this kind, acknowledged when it is done."""
        ACTS[kind](self)
        tell(acknowledgement(self.services))

    def words(self, most: int = 12) -> str:
        """Something to write down."""
        return " ".join(self.chance.choices(_WORDS, k=self.chance.randint(1, most)))

    def dossier(self) -> DossierId:
        """One of the dossiers."""
        return DossierId(self.chance.choice(self.services.dossiers.list_all()).id or 0)

    def measures(self) -> list[int]:
        """Those of one dossier."""
        return [one.id or 0 for one in self.services.dossiers.list_maatregelen(self.dossier())]


def save(worker: Worker) -> None:
    """A new or a changed measure, or a new dossier."""
    services, chance = worker.services, worker.chance
    found = worker.measures()
    if chance.random() < 0.15 or not found:  # noqa: PLR2004 - a share
        number = len(services.dossiers.list_all()) + 1
        services.dossiers.create(
            Dossier(code=f"GED-{number:02}"), Bestuurder(naam=f"de heer {number}", ambt=Ambt.WETHOUDER)
        )
    elif chance.random() < 0.5:  # noqa: PLR2004 - a share
        line = chance.choice(services.catalogus.list_all())
        one = services.maatregelen.from_catalogus(line, worker.dossier())
        services.maatregelen.save(replace(one, titel=worker.words()), Bedrag(chance.randint(1, 900_000)))
    else:
        one = services.maatregelen.get(MaatregelId(chance.choice(found)))
        services.maatregelen.save(replace(one, titel=worker.words(), tekst=worker.words(300)))


def change_many(worker: Worker) -> None:
    """One field, or one step, for many measures."""
    services, found = worker.services, worker.measures()
    fresh = [row for row in found if services.maatregelen.get(MaatregelId(row)).status is Status.GEADVISEERD]
    if fresh and worker.chance.random() < 0.4:  # noqa: PLR2004 - a share
        services.overgangen.apply(fresh, Status.VERVALLEN, Gegevens(reden=worker.words()))
    else:
        services.maatregelen.change_many(found, {"verantwoordelijke": worker.words(4)})


def take_in(worker: Worker) -> None:
    """A list of some tens of measures."""
    rows = [
        f"wonen\t{worker.words()} {worker.chance.random()}\t{worker.chance.randint(1, 9_000)}"
        for _ in range(worker.chance.randint(5, 40))
    ]
    content = "\n".join(["domein\tmaatregel\tkosten_max_eur", *rows]).encode()
    worker.services.invoer.add(worker.services.invoer.preview(worker.dossier(), content))


def undo(worker: Worker) -> None:
    """Back, and sometimes forth again."""
    try:
        worker.services.undo()
        if worker.chance.random() < 0.5:  # noqa: PLR2004 - a share
            worker.services.redo()
    except UndoRefused:
        save(worker)


def issue(worker: Worker) -> None:
    """A numbered copy as an encrypted file."""
    made = worker.services.stukken.issue(
        SoortDocument.MAATREGELENPLAN,
        worker.dossier(),
        Ontvanger(naam="provinciesecretaris"),
        Uitgiftegegevens(wijze=Wijze.PAPIER, doel="akkoord"),
    )
    bestand.write_file(worker.out / f"{made.exemplaar.nummer}.pdf", made.pdf)


ACTS: dict[str, Act] = {
    "save": save,
    "bulk": change_many,
    "import": take_in,
    "undo": undo,
    "issue": issue,
}
