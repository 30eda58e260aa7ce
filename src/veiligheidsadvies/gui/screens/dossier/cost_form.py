"""The form of one cost line: with and without btw are computed from each other while typing (rule R11)."""

from __future__ import annotations

from typing import Any

from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief, excluding_btw, including_btw
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel
from veiligheidsadvies.domain.maatregel import Maatregel, MaatregelId
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Section
from veiligheidsadvies.gui.kit.kinds import Choice, SearchChoice, Text, YesNo
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.services.maatregelen import fiscal_category

_FISCAL = {
    "arbo_gericht_vrijgesteld": "Arbo, gericht vrijgesteld",
    "vrije_ruimte_wkr": "vrije ruimte WKR",
}


class CostForm(RecordForm):
    """Adds or changes one cost line of a dossier."""

    def __init__(self, desk: Desk, dossier_id: DossierId, line: Kostenregel | None, key: str) -> None:
        measures = desk.services.dossiers.list_maatregelen(dossier_id)
        self._measures = {m.id: m for m in measures if m.id is not None}
        self._line, self._dossier_id = line, dossier_id
        super().__init__(desk, _sections(measures), key=key, save=self._write)
        self.form.field_edited.connect(self._on_edited)
        self.load(self._values())

    def _values(self) -> dict[str, Any]:
        if self._line is not None:
            return {**fields.values_of(self._line), "maatregel": self._line.maatregel_id}
        today = self._desk.services.today
        return {"btw": BtwTarief.HOOG, "datum": today, "boekjaar": today.year}

    def _on_edited(self, name: str) -> None:
        values = self.form.values()
        rate = values["btw"]
        if name in {"ex", "btw"} and values["ex"] is not None and rate is not None:
            self.form.set_value("incl", including_btw(values["ex"], rate))
        elif name == "incl" and values["incl"] is not None and rate is not None:
            self.form.set_value("ex", excluding_btw(values["incl"], rate))
        elif name == "datum" and self._line is None and values["datum"] is not None:
            self.form.set_value("boekjaar", values["datum"].year)
        elif name == "maatregel" and values["maatregel"] in self._measures:
            measure = self._measures[values["maatregel"]]
            category = fiscal_category(measure.grondslag, measure.betaler)
            self.form.set_value("fiscale_categorie", category)
            payer = f"betaalt: {measure.betaler.woord}" if measure.betaler else ""
            self.form.set_note("fiscale_categorie", payer)

    def _write(self, values: dict[str, Any]) -> Changes:
        service = self._desk.services.kosten
        measure_id = MaatregelId(values["maatregel"])
        line = self._line or service.new_line(measure_id, self._dossier_id, values["soort"])
        whole = {**values, "maatregel_id": measure_id}
        ex: Bedrag = values["ex"] if values["ex"] is not None else NIHIL
        whole["incl"] = values["incl"] if values["incl"] is not None else including_btw(ex, values["btw"])
        return service.save(fields.filled(line, whole))


def measure_words(measure: Maatregel) -> str:
    """`W-18 Alarminstallatie woning`."""
    return f"{measure.catalogus_code} {measure.titel}".strip()


def _sections(measures: list[Maatregel]) -> tuple[Section, ...]:
    def of(name: str, **over: Any) -> Field:
        return fields.field(Kostenregel, name, **over)

    options = [Option(value=m.id, text=measure_words(m), tile=m.domein.value) for m in measures]
    rates = Choice(options=fields.options(BtwTarief), width=96)
    categories = [
        Option(value=option.value, text=_FISCAL.get(str(option.value), option.text))
        for option in fields.options(type(fiscal_category(None, None)))
    ]
    return (
        Section(
            "Kostenregel",
            (
                Field(name="maatregel", label="Maatregel", required=True, kind=SearchChoice(options=options)),
                of("soort", required=True),
                of("omschrijving"),
                of("kenmerk", kind=Text(width=240)),
            ),
        ),
        Section(
            "Bedrag",
            (
                of("ex", required=True, label="Excl. btw"),
                of("btw", required=True, kind=rates, label="Btw", beside=True),
                of("incl", label="Incl. btw", beside=True),
            ),
        ),
        Section(
            "Boeking",
            (
                of("datum", required=True),
                of("boekjaar", required=True, beside=True),
                of("per_jaar", label="", kind=YesNo(caption="Keert ieder jaar terug")),
                of("fiscale_categorie", kind=Choice(options=categories, width=264)),
            ),
        ),
    )
