"""Ended at a random moment (kill -9) during save, bulk change, import, undo and the issue of a copy.

Everything that was acknowledged is there afterwards; what was under way is there whole or not at all.
"""

from __future__ import annotations

from tools.faults import sound
from tools.faults.child import READY, Tell, forked
from tools.faults.place import Place, tried
from tools.faults.row import Outcome, Row
from tools.faults.work import ACTS, Worker
from veiligheidsadvies.services.kluis import open_vault

_LONGEST = {"save": 0.06, "bulk": 0.12, "import": 0.25, "undo": 0.08, "issue": 0.4}
"""Seconds in which a few changes of a kind are done."""


def _run(seed: int) -> Outcome:
    with tried(ROW.name, seed) as place:
        kind = list(ACTS)[seed % len(ACTS)]
        with forked(lambda tell: _work(place, kind, tell)) as child:
            child.wait_for(READY)
            child.run_for(place.chance.uniform(0, _LONGEST[kind]))
            was_at_work = child.kill()
        return judged(place, child.told(), was_at_work=was_at_work)


def _work(place: Place, kind: str, tell: Tell) -> None:
    """Some changes first, so that no two vaults are alike, then one kind until the end."""
    services = open_vault(place.folder, place.key)
    worker = Worker(services, place.chance, place.root)
    for _ in range(place.chance.randint(1, 2)):
        worker.do(place.chance.choice(("save", "bulk")), tell)
    tell(READY)
    while True:
        worker.do(kind, tell)


def judged(place: Place, told: list[dict[str, object]], *, was_at_work: bool) -> Outcome:
    """Open the vault again, look at everything, and work on."""
    services = open_vault(place.folder, place.key)
    try:
        gone = sound.missing(services, told)
        wrong = [*gone, *sound.faults(services)]
        Worker(services, place.chance, place.root).do("save", lambda _: None)
        wrong += [f"{path.name} is empty" for path in place.root.glob("*.pdf") if not path.stat().st_size]
    finally:
        services.close()
    return Outcome(struck=int(was_at_work), found=tuple(wrong), lost=len(gone))


ROW = Row(
    name="kill-work",
    title="kill -9 during save, bulk change, import, undo, issue of a copy",
    tries=1000,
    short=6,
    run=_run,
    strikes=0.95,
)
