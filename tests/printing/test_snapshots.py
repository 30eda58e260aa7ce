"""Snapshots as data and back, their digest, and totals that must add up."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.printing import samples
from veiligheidsadvies.printing.reconcile import TotalsDiffer, reconcile
from veiligheidsadvies.printing.snapshot_json import Snapshot, digest, from_dict, kind, to_dict
from veiligheidsadvies.printing.snapshots import Domeinblok, Geld, Maatregelenplan

ALL = [
    samples.plan(),
    samples.eigen_plan(),
    samples.samenvatting(),
    samples.samenvatting(begroting=None),
    samples.herstelblad(),
    samples.herstelbladdeel(),
    samples.akkoordformulier(),
    samples.geheimhoudingsverklaring(),
]


@pytest.mark.parametrize("snapshot", ALL, ids=kind)
def test_round_trip_through_json(snapshot: Snapshot) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(snapshot)))) == snapshot


def test_digest_is_of_the_content_without_the_log_head() -> None:
    plan = samples.plan()
    other_head = replace(plan, blad=replace(plan.blad, logkop="0000 0000 0000 0000"))
    assert digest(plan) == digest(other_head)
    assert digest(plan) != digest(replace(plan, inleiding="Iets anders."))


@pytest.mark.parametrize(
    "data",
    [
        {"document": "brief", "inhoud": {}},
        {"document": "herstelblad", "inhoud": {"qr": 3, "groepen": [], "blad": {}}},
        {"inhoud": {}},
    ],
)
def test_foreign_data_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        from_dict(data)


def test_snapshots_load_no_pdf_library() -> None:
    code = (
        "import sys, veiligheidsadvies.printing.render, veiligheidsadvies.printing.reconcile, "
        "veiligheidsadvies.printing.pages, "
        "veiligheidsadvies.printing.release, veiligheidsadvies.printing.protect;"
        "from veiligheidsadvies.printing.fonts import missing_signs; missing_signs('é😀');"
        "print([name for name in ('reportlab', 'pikepdf', 'pypdfium2') if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": "src"}
    )
    assert found.stdout.strip() == "[]"


def test_totals_of_the_samples_reconcile() -> None:
    reconcile(samples.plan())
    reconcile(samples.samenvatting())


def _with_wonen(plan: Maatregelenplan, blok: Domeinblok) -> Maatregelenplan:
    return replace(plan, domeinen=(blok, *plan.domeinen[1:]))


def test_every_wrong_total_of_a_plan_is_found() -> None:
    plan, cent = samples.plan(), Geld(ex=1, incl=1)
    wonen = plan.domeinen[0]
    first, *others = wonen.maatregelen
    payer, *payers = wonen.betalers
    wrong = [
        replace(plan, in_jaar=plan.in_jaar + cent),
        replace(plan, per_jaar=plan.per_jaar + cent),
        replace(plan, kosten=plan.kosten[:1]),
        _with_wonen(plan, replace(wonen, in_jaar=wonen.in_jaar + cent)),
        _with_wonen(plan, replace(wonen, betalers=(replace(payer, in_jaar=payer.in_jaar + cent), *payers))),
        _with_wonen(plan, replace(wonen, maatregelen=(replace(first, betaler="stelsel"), *others))),
        _with_wonen(
            plan, replace(wonen, maatregelen=(replace(first, in_jaar=Geld(ex=1, btw=1, incl=3)), *others))
        ),
    ]
    for number, snapshot in enumerate(wrong):
        with pytest.raises(TotalsDiffer):
            reconcile(snapshot)
            pytest.fail(f"wrong total {number} was let through")


def test_every_wrong_total_of_a_summary_is_found() -> None:
    paper = samples.samenvatting()
    assert paper.begroting is not None
    for snapshot in (
        replace(paper, totaal_aantal=13),
        replace(paper, totaal_in_jaar=1),
        replace(paper, totaal_per_jaar=1),
        replace(paper, begroting=replace(paper.begroting, vrij=1)),
    ):
        with pytest.raises(TotalsDiffer):
            reconcile(snapshot)
