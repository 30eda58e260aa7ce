"""The right-hand column of the overview: money, facts to look up, and what happened last."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bewaarstand import Bewaarstand
from veiligheidsadvies.domain.dossier import DossierId, SoortDossier
from veiligheidsadvies.domain.organisatie import Termen
from veiligheidsadvies.domain.woonplek import PkvwSoort, Woonplek
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.kit.bars import Segment, UnitBars
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.pieces import label
from veiligheidsadvies.gui.screens.dossier.head import DOT
from veiligheidsadvies.services.dossier_overzicht import DossierOverzicht
from veiligheidsadvies.services.kosten import Geldstand
from veiligheidsadvies.text.formats import amount, date_full

AKKOORD_STAP = 9
GEBEURD = 4
_MONEY = (
    ("Raming", "raming", "chart.geraamd"),
    ("Offerte", "offerte", "chart.geraamd"),
    ("Verplicht", "verplicht", "chart.verplicht"),
    ("Gefactureerd", "gefactureerd", "chart.gefactureerd"),
    ("Betaald", "betaald", "chart.gefactureerd"),
)


class OverviewFacts(QWidget):
    """Money, facts and the latest events of one dossier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._payer = label("", "small")
        self.money = UnitBars(name="geld")
        self.no_money = label("Nog geen raming", "muted", name="geen_geld")
        self._own = label("", "small", is_wrapped=True)
        self.facts = Facts(name="feiten", secrecy=desk.secrecy)
        self.latest = Facts(name="laatst", label_width=52)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._place(column, "Geld", self._payer, self.money, self.no_money, self._own)
        self._place(column, "Gegevens", None, self.facts)
        self._latest_title = self._place(column, "Laatst gebeurd", None, self.latest)
        column.addStretch(1)

    def _place(self, column: QVBoxLayout, title: str, aside: QWidget | None, *parts: QWidget) -> QWidget:
        head = QWidget()
        row = QVBoxLayout(head)
        row.setContentsMargins(0, 16 if column.count() else 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(label(title, "heading"))
        if aside is not None:
            row.addWidget(aside)
        column.addWidget(head)
        for part in parts:
            column.addWidget(part)
        return head

    def show_overview(self, found: DossierOverzicht, terms: Termen) -> None:
        """The figures of one dossier."""
        today = self._desk.services.today
        self._payer.setText(f"op kosten van de organisatie ({terms.gebied}), incl. btw")
        self._show_money(found.geld)
        is_person = found.dossier.soort is SoortDossier.BESTUURDER
        self._own.setText("PKVW telt niet mee: eigen rekening bestuurder." if is_person else "")
        self._own.setVisible(is_person and found.geld != Geldstand())
        facts = _person_facts(found, terms, today) if is_person else []
        if found.dossier.soort is SoortDossier.ORGANISATIE:
            facts += self._place_facts(found.dossier.id or 0)
        facts.append(Fact(label="Herijking", value=date_full(found.dossier.herijking_op) or "–"))
        if found.dossier.stelsel_actief:
            facts.append(Fact(label="Stelsel", value="actief", is_secret=True))
        facts += _keeping_facts(self._desk.services.bewaren.stand_of(found.dossier))
        self.facts.set_facts(facts)
        self.latest.set_facts(
            [
                Fact(label=f"{day:%d-%m}", value=DOT.join((measure.titel, line.naar.woord)))
                for day, measure, line in found.laatst[:GEBEURD]
            ]
        )
        for part in (self._latest_title, self.latest):
            part.setVisible(bool(found.laatst))

    def _place_facts(self, dossier_id: int) -> list[Fact]:
        places = self._desk.services.dossiers.list_werklocaties(DossierId(dossier_id))
        following = min((p.volgende_op for p in places if p.volgende_op), default=None)
        return [
            Fact(label="Werklocaties", value=str(len(places)) if places else "–"),
            Fact(label="Eerste inventarisatie", value=date_full(following) or "–"),
        ]

    def _show_money(self, money: Geldstand) -> None:
        segments = [
            Segment(title=title, value=part.cents, shown=amount(part), color=color)
            for title, name, color in _MONEY
            for part in (getattr(money, name),)
        ]
        self.money.set_segments(segments)
        has_money = any(segment.value for segment in segments)
        self.money.setVisible(has_money)
        self.no_money.setVisible(not has_money)


def _keeping_facts(stand: Bewaarstand) -> list[Fact]:
    """Until when the dossier is kept, and what stops its destruction."""
    day = date_full(stand.tot) if stand.tot else stand.regel.termijn
    facts = [Fact(label="Bewaard tot en met" if stand.tot else "Bewaard", value=day)]
    if stand.blokkades:
        since = f"sinds {date_full(stand.blokkades[0].sinds)}"
        late = icon_name("status", "te_laat")
        facts.append(Fact(label="Bewaarplicht", value=since, icon=late, icon_color="te_laat"))
    elif stand.mag:
        facts.append(Fact(label="Vernietigen", value="mag, met een tweede persoon"))
    return facts


def _person_facts(found: DossierOverzicht, terms: Termen, today: dt.date) -> list[Fact]:
    facts = []
    advies = found.advies
    if advies is not None:
        facts.append(Fact(label="CCV-advies", value=date_full(advies.ccv_datum) or "nog niet"))
        facts.append(
            Fact(
                label="Vastgesteld door BVA",
                value=date_full(advies.bva_datum) or "concept",
                icon="" if advies.bva_datum else icon_name("status", "wacht"),
                icon_color="wacht",
            )
        )
        facts.append(
            Fact(label=f"Gedeeld: {word(advies.gedeeld)}", value=date_full(advies.gedeeld_op) or "nog niet")
        )
    day = found.stap_dagen.get(AKKOORD_STAP)
    facts.append(Fact(label=f"Akkoord {terms.secretaris}", value=date_full(day) or "nog niet"))
    facts.append(pkvw_fact(found.woonplek, today))
    return facts


def pkvw_fact(home: Woonplek | None, today: dt.date) -> Fact:
    """Whether the current home has a valid certificate."""
    if home is not None and home.has_valid_pkvw(today):
        return Fact(label="PKVW-certificaat", value=f"tot en met {date_full(home.pkvw_vervalt)}")
    late = icon_name("status", "te_laat")
    words = "ontbreekt"
    if home is not None and home.pkvw_vervalt is not None and home.pkvw_vervalt < today:
        words = f"verlopen op {date_full(home.pkvw_vervalt)}"
    elif home is not None and home.pkvw_soort is PkvwSoort.VERKLARING:
        words = "alleen verklaring"
    return Fact(label="PKVW-certificaat", value=words, icon=late, icon_color="te_laat")
