"""The measure plan of 200 measures beside a bare ReportLab table of the same cells in the same font."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

from tools.bench.report import Measured, alternate
from tools.bench.vaults import LARGE_DOSSIER, PASSPHRASE, PLAN
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.printing import fonts, render
from veiligheidsadvies.printing.snapshots import Maatregelenplan, Maatregelregel
from veiligheidsadvies.services import kluis
from veiligheidsadvies.services.uitgifte_gegevens import Ontvanger
from veiligheidsadvies.text.formats import date_full

_TIMES = 9
_MM = 72 / 25.4
_WIDTHS = (8, 77, 20, 28, 18, 17)
_HEAD = ("Af", "Maatregel", "Betaalt", "Stand en dag", "Dit jaar", "Per jaar")


def measure(folder: Path) -> Measured:
    """Render both in turns, in one process and after one of each to warm up."""
    plan = _plan(folder)
    rows = [_cells(one) for blok in plan.domeinen for one in blok.maatregelen]
    if len(rows) != PLAN:
        raise RuntimeError(f"the plan holds {len(rows)} measures")

    def program() -> float:
        return _milliseconds(lambda: render.render(plan))

    def bare() -> float:
        return _milliseconds(lambda: _bare_table(rows))

    program()
    bare()
    ours, other = alternate(program, bare, times=_TIMES)
    return Measured(
        what=f"measure plan of {PLAN} measures",
        ours=ours,
        against="bare ReportLab table",
        other=other,
        bound=1.5,
    )


def _plan(folder: Path) -> Maatregelenplan:
    services = kluis.open_vault(folder, kluis.unlock(folder, PASSPHRASE))
    try:
        dossier = services.dossiers.get_by_code(LARGE_DOSSIER)
        reader = Ontvanger(naam="secretaris")
        return services.stukken.maatregelenplan(DossierId(dossier.id or 0), reader)
    finally:
        services.close()


def _cells(line: Maatregelregel) -> tuple[str, ...]:
    """What the plan says of one measure, cell by cell."""
    second = " · ".join(part for part in (line.code, line.norm, line.advies_ref) if part)
    return (
        "☑" if line.is_af else "☐",
        "\n".join(part for part in (line.titel, second, line.tekst) if part),
        f"{line.betaler_woord}\n{line.verantwoordelijke}",
        f"{line.stand}\n{date_full(line.datum)}",
        f"{line.in_jaar.incl / 100:.2f}",
        f"{line.per_jaar.incl / 100:.2f}",
    )


def _bare_table(rows: list[tuple[str, ...]]) -> bytes:
    """The shortest way to a table: strings in cells, which do not even wrap."""
    from reportlab.platypus import LongTable, SimpleDocTemplate

    fonts.register()
    target = io.BytesIO()
    face = [("FONT", (0, 0), (-1, -1), fonts.REGULAR, 9, 11.4)]
    grid = LongTable([_HEAD, *rows], [mm * _MM for mm in _WIDTHS], repeatRows=1, style=face)
    SimpleDocTemplate(target, initialFontName=fonts.REGULAR).build([grid])
    return target.getvalue()


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
