"""The forms of a home and of moving house (rule R10)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.datum import add_years
from veiligheidsadvies.domain.woonplek import PKVW_GELDIG_JAREN, PkvwSoort, Woonplek
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.record_form import RecordForm
from veiligheidsadvies.gui.kit.form import Field, Section
from veiligheidsadvies.gui.kit.kinds import Text, YesNo
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label
from veiligheidsadvies.services.changes import Changes
from veiligheidsadvies.text.formats import date_full

_PKVW_WORDS = (
    "De bestuurder regelt en betaalt de keuring zelf. Zonder geldig certificaat mag u de andere "
    "woningmaatregelen niet bestellen (regel R1).",
    "Alleen het certificaat Beveiligde Woning telt; het is tien jaar geldig vanaf de afgifte (regel R5).",
)
_MOVE_WORDS = (
    "De oude woning blijft in het dossier staan, met haar laatste dag.",
    "Voor de nieuwe woning zijn een nieuw advies en een eigen PKVW-certificaat nodig. Abonnementen op het "
    "oude adres zegt u op of neemt u mee (regel R10). Het dossier houdt dit voor u bij.",
)
_CERTIFICATE = ("pkvw_nummer", "pkvw_afgifte")
_DISPENSATION = ("ontheffing_op", "ontheffing_tot")


def home_form(desk: Desk, home: Woonplek, key: str) -> RecordForm:
    """Adds or changes one home."""

    def save(values: dict[str, Any]) -> Changes:
        return desk.services.dossiers.save_woonplek(fields.filled(home, _clean(values)))

    living = Section("Bewoning", (_of("vanaf"), _of("tot", label="Tot en met", beside=True), _of("eigendom")))
    side = _side("Politiekeurmerk", _PKVW_WORDS)
    form = RecordForm(desk, (_address(), living, _area(desk), _pkvw()), key=key, save=save, side=side)
    _finish(form, fields.values_of(home))
    return form


def move_form(desk: Desk, old: Woonplek, key: str) -> RecordForm:
    """Closes the old home and opens the new one as one action."""

    def save(values: dict[str, Any]) -> Changes:
        kept = {name: value for name, value in _clean(values).items() if name != "tot"}
        new = fields.filled(Woonplek(adres=""), kept)
        return desk.services.dossiers.move_house(old, new, last_day=values["tot"])

    ending = Section("Oude woning", (_of("tot", label="Laatste dag", required=True),))
    living = Section("Nieuwe woning", (*_address().fields, _of("vanaf"), _of("eigendom", beside=False)))
    form = RecordForm(
        desk,
        (ending, living, _area(desk), _pkvw()),
        key=key,
        save=save,
        side=_side("Bij een verhuizing", _MOVE_WORDS),
        save_text="Verhuizing vastleggen",
    )
    start = fields.values_of(Woonplek(adres=""))
    _finish(form, {**start, "tot": old.tot})
    return form


def _side(title: str, sentences: tuple[str, ...]) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(SectionHeading(title))
    for words in sentences:
        column.addWidget(label(words, "muted", is_wrapped=True))
    column.addStretch(1)
    return side


def _of(name: str, **over: Any) -> Field:
    return fields.field(Woonplek, name, **over)


def _address() -> Section:
    return Section(
        "Adres",
        (
            _of("adres", label="Straat en nummer", required=True),
            _of("postcode", kind=Text(width=104)),
            _of("plaats", kind=Text(width=240), beside=True),
        ),
    )


def _area(desk: Desk) -> Section:
    area = desk.services.beheer.organisatie().termen.gebied
    article = "het eigen" if area == "waterschap" else "de eigen"
    return Section(
        "Woonplaatsvereiste",
        (
            _of("in_eigen_gebied", label="", kind=YesNo(caption=f"Ligt in {article} {area}")),
            _of("ontheffing_op", label="Ontheffing op"),
            _of("ontheffing_tot", label="tot en met", beside=True),
        ),
    )


def _pkvw() -> Section:
    return Section(
        "Politiekeurmerk Veilig Wonen",
        (
            _of("pkvw_soort"),
            _of("pkvw_nummer", kind=Text(width=240)),
            _of("pkvw_afgifte"),
            _of("pkvw_termijn", label="Afgesproken vóór"),
        ),
    )


def _finish(form: RecordForm, values: dict[str, Any]) -> None:
    form.load(values)
    _fit(form)
    form.form.field_edited.connect(lambda _: _fit(form))


def _fit(form: RecordForm) -> None:
    """Only what belongs to the answers, and the expiry that follows from the day of issue."""
    values = form.form.values()
    has_paper = values["pkvw_soort"] in {PkvwSoort.CERTIFICAAT, PkvwSoort.VERKLARING}
    for name in _CERTIFICATE:
        form.form.set_shown(name, is_shown=has_paper)
    for name in _DISPENSATION:
        form.form.set_shown(name, is_shown=not values["in_eigen_gebied"])
    issued = values["pkvw_afgifte"]
    note = ""
    if values["pkvw_soort"] is PkvwSoort.CERTIFICAAT and issued is not None:
        note = f"geldig tot en met {date_full(add_years(issued, PKVW_GELDIG_JAREN))}"
    elif values["pkvw_soort"] is PkvwSoort.VERKLARING:
        note = "een verklaring voldoet niet aan de Regeling"
    form.form.set_note("pkvw_afgifte", note)


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Without what the user cannot see any more, and with a postcode as it is written."""
    cleaned = dict(values)
    if values["pkvw_soort"] not in {PkvwSoort.CERTIFICAAT, PkvwSoort.VERKLARING}:
        cleaned |= dict.fromkeys(_CERTIFICATE)
    if values["in_eigen_gebied"]:
        cleaned |= dict.fromkeys(_DISPENSATION)
    code = (values["postcode"] or "").upper().replace(" ", "")
    if len(code) == len("1234AB"):
        cleaned["postcode"] = f"{code[:4]} {code[4:]}"
    return cleaned


def new_home(dossier_id: Any) -> Woonplek:
    """An empty home of a dossier."""
    return replace(Woonplek(adres=""), dossier_id=dossier_id)
