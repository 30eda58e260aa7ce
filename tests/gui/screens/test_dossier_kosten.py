"""Money of one dossier: a line is computed while typing, and what stands there reconciles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.dossierplek import Frame, press
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import FiscaleCategorie, Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Betaler, Grondslag, MaatregelId
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.dossier.cost_sums import sums_of
from veiligheidsadvies.gui.screens.dossier.cost_tab import _totals
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.kosten import Geldstand


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    found = builders.open_services(tmp_path)
    yield found
    found.close()


@pytest.fixture
def dossier(services: Services) -> DossierId:
    return builders.add_dossier(services)


def opened(
    services: Services, dossier: DossierId, qtbot: QtBot, *answers: object, tab: str = "kosten"
) -> Frame:
    frame = Frame(services, qtbot, *answers)
    frame.show(Plek(scherm="dossier", dossier_id=dossier, tab=tab))
    return frame


def test_a_line_is_computed_both_ways_while_typing(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    measure = builders.add_maatregel(services, dossier, titel="Hek", catalogus_code="W-25")
    frame = opened(services, dossier, qtbot)
    press(frame, "kosten_leeg_actie")
    form = frame.form.form
    form.editor("maatregel").load(measure)
    form.field_edited.emit("maatregel")
    assert form.values()["fiscale_categorie"] is FiscaleCategorie.ARBO_GERICHT_VRIJGESTELD
    form.editor("soort").load(SoortKosten.FACTUUR)
    frame.type("ex", "1.234,50")
    assert form.values()["incl"] == Bedrag(1493_75)
    form.editor("btw").load(BtwTarief.LAAG)
    form.field_edited.emit("btw")
    assert form.values()["incl"] == Bedrag(1345_61)
    frame.type("incl", "109")
    assert form.values()["ex"] == Bedrag(100_00)
    frame.type("datum", "31-12-2025")
    assert form.values()["boekjaar"] == 2025
    frame.type("kenmerk", "F-2025-118")
    frame.save()
    (line,) = services.kosten.list_of_dossier(dossier)
    assert (line.maatregel_id, line.soort, line.ex, line.incl) == (
        measure,
        SoortKosten.FACTUUR,
        Bedrag(100_00),
        Bedrag(109_00),
    )
    assert (line.datum, line.boekjaar, line.kenmerk) == (dt.date(2025, 12, 31), 2025, "F-2025-118")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("-5", "kan niet negatief"), ("12.34.56", "geen bedrag"), ("99999999", "hoger dan"), ("", "verplicht")],
)
def test_a_wrong_amount_is_told_at_the_field(
    services: Services, dossier: DossierId, qtbot: QtBot, typed: str, told: str
) -> None:
    measure = builders.add_maatregel(services, dossier)
    frame = opened(services, dossier, qtbot, tab="kosten:nieuw")
    frame.form.form.editor("maatregel").load(measure)
    frame.form.form.editor("soort").load(SoortKosten.RAMING)
    frame.type("kenmerk", "blijft staan")
    frame.field("ex").setText(typed)
    frame.save()
    assert told in frame.problem("ex")
    assert frame.text("kenmerk") == "blijft staan"
    assert services.kosten.list_of_dossier(dossier) == []


def test_without_measures_the_first_step_is_to_make_them(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    frame = opened(services, dossier, qtbot)
    press(frame, "kosten_leeg_actie")
    assert frame.screen.pages is not None
    assert frame.screen.pages.current() == "maatregelen"


def test_sums_stand_beside_the_lines_and_reconcile(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    own = builders.add_maatregel(services, dossier)
    other = builders.add_maatregel(
        services,
        dossier,
        titel="PKVW",
        grondslag=Grondslag.PKVW_EIGEN_REKENING,
        betaler=Betaler.BESTUURDER,
    )
    for measure, kind, cents in (
        (own, SoortKosten.VERPLICHTING, 1000_00),
        (own, SoortKosten.FACTUUR, 400_00),
        (own, SoortKosten.CREDIT, 100_00),
        (other, SoortKosten.FACTUUR, 250_00),
    ):
        line = builders.kostenregel(kind, cents, maatregel_id=MaatregelId(measure), dossier_id=dossier)
        services.kosten.save(line)
    frame = opened(services, dossier, qtbot, True)
    words = [text.replace("\u00a0", " ") for text in frame.words()]
    assert words[words.index("Factuur") + 1] == "€ 786,50"
    assert words[words.index("Gefactureerd") + 1] == "€ 363,00"
    assert words[words.index("Nog verplicht") + 1] == "€ 847,00"
    assert "Betaald door anderen" in words
    assert "sluit op de cent" in words
    frame.table("kostenregels").go_to(0)
    press(frame, "kosten_verwijderen")
    assert frame.prompts.asked == ["Wilt u deze factuur van €\u00a0302,50 verwijderen?"]
    assert len(services.kosten.list_of_dossier(dossier)) == 3


def test_a_difference_is_named() -> None:
    lines = [builders.kostenregel(SoortKosten.RAMING, 100_00, maatregel_id=MaatregelId(1))]
    measures = [builders.maatregel(DossierId(1), id=MaatregelId(1))]
    sums = sums_of(lines, measures)
    assert sums.difference(Geldstand(raming=Bedrag(121_00))) == NIHIL
    assert sums.difference(Geldstand(raming=Bedrag(120_99))) == Bedrag(1)


_LINE = st.builds(
    lambda kind, cents, measure: builders.kostenregel(kind, cents, maatregel_id=MaatregelId(measure)),
    st.sampled_from(SoortKosten),
    st.integers(0, 10_000_00),
    st.integers(1, 4),
)


@given(st.lists(_LINE, max_size=20))
def test_any_lines_reconcile(lines: list[Kostenregel]) -> None:
    payers = {1: Betaler.ORGANISATIE, 2: Betaler.BESTUURDER, 3: None, 4: Betaler.ORGANISATIE}
    measures = [builders.maatregel(DossierId(1), id=MaatregelId(n), betaler=p) for n, p in payers.items()]

    def of(kind: SoortKosten) -> Bedrag:
        own = (line for line in lines if payers[line.maatregel_id or 0] is Betaler.ORGANISATIE)
        return Bedrag(sum(line.incl.cents for line in own if line.soort is kind))

    employer = Geldstand(
        raming=of(SoortKosten.RAMING),
        offerte=of(SoortKosten.OFFERTE),
        gefactureerd=of(SoortKosten.FACTUUR) - of(SoortKosten.CREDIT),
        betaald=of(SoortKosten.BETALING),
    )
    assert sums_of(lines, measures).difference(employer) == NIHIL


def test_the_total_stays_in_sight_in_a_low_window(
    services: Services, dossier: DossierId, qtbot: QtBot
) -> None:
    measure = MaatregelId(builders.add_maatregel(services, dossier))
    for number in range(30):
        cents = 100_00 + number
        services.kosten.save(
            builders.kostenregel(SoortKosten.FACTUUR, cents, maatregel_id=measure, dossier_id=dossier)
        )
    frame = opened(services, dossier, qtbot)
    frame.screen.resize(1280, 430)
    qtbot.wait(1)
    total = frame.screen.findChild(QWidget, "kostenregels_totaal")
    assert total is not None
    assert total.visibleRegion().boundingRect().height() == total.height()


def test_the_total_says_what_it_adds_up() -> None:
    def cells(*lines: tuple[SoortKosten, int]) -> tuple[str, str]:
        found = _totals([builders.kostenregel(kind, cents) for kind, cents in lines])
        return (found["kenmerk"].text, found["incl"].text) if "incl" in found else ("", "")

    invoice, credit = (SoortKosten.FACTUUR, 300_00), (SoortKosten.CREDIT, 100_00)
    assert cells(invoice)[0] == "facturen"
    assert cells(invoice, credit) == ("facturen min credits", "242,00")
    assert cells((SoortKosten.RAMING, 100_00)) == ("", "")
