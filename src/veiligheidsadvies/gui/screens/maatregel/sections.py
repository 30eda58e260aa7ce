"""The fields of the form of one measure, and the way from a filled form to a measure with its money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.advies import Advies, Domein
from veiligheidsadvies.domain.bedrag import NIHIL, Bedrag, BtwTarief, excluding_btw, including_btw
from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.kostenregel import Kostenregel, SoortKosten
from veiligheidsadvies.domain.maatregel import Maatregel, Status
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.overgang import status_options
from veiligheidsadvies.gui.binding.overgang_form import suppliers
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Section
from veiligheidsadvies.gui.kit.kinds import Choice, Integer, LongText, SearchChoice, Text, YesNo
from veiligheidsadvies.services.maatregelen import fiscal_category
from veiligheidsadvies.text.formats import date_full

STATIONS = (
    "offerte_geldig_tot",
    "akkoord_door",
    "akkoord_op",
    "opdracht_kenmerk",
    "opdracht_op",
    "gepland_op",
    "uitgevoerd_op",
    "opgeleverd_op",
    "certificaat",
    "volgende_op",
    "besproken_op",
    "toegepast_op",
    "herhalen_op",
    "bevoegd_gezag",
    "overgenomen_op",
    "einde_besluit",
    "afgewikkeld_op",
)
ONLY_WONEN = ("toestemming", "toestemming_op")
MONEY = ("raming", "offerte", "btw")


def sections(desk: Desk, maatregel: Maatregel) -> list[Section]:
    """Maatregel, Uitvoering, Geld, and for a measure under way what was recorded at its steps."""
    found = [_subject(desk, maatregel), _execution(desk, maatregel), _money()]
    filled = [name for name in STATIONS if getattr(maatregel, name) not in (None, "")]
    if filled:
        order = {"kind": Text(width=240)}
        found.append(fields.section("Vastgelegd bij de stappen", Maatregel, filled, opdracht_kenmerk=order))
    return found


def _subject(desk: Desk, maatregel: Maatregel) -> Section:
    chosen: list[Field] = []
    if maatregel.id is None:
        dossiers = [Option(value=one.id, text=one.code) for one in desk.services.dossiers.list_all()]
        kind = Choice(options=dossiers, width=136)
        chosen.append(Field(name="dossier_id", label="Dossier", required=True, kind=kind))
    chosen += [
        Field(
            name="catalogus_id",
            label="Uit catalogus",
            kind=SearchChoice(options=catalogue_options(desk)),
            help="Vult titel, norm, grondslag en betaler in.",
        ),
        fields.field(Maatregel, "titel", required=True),
        fields.field(Maatregel, "domein", required=True),
        Field(
            name="advies_id",
            label="Advies",
            kind=Choice(options=advies_options(desk, maatregel.dossier_id), width=None, may_be_empty=True),
            help="Het advies waar deze maatregel uit komt (regel R2).",
        ),
        fields.field(Maatregel, "advies_ref", kind=Text(width=88)),
        fields.field(Maatregel, "prioriteit", beside=True),
        fields.field(Maatregel, "grondslag", required=True, kind=_choice("grondslag", 320)),
        fields.field(Maatregel, "betaler", required=True, kind=_choice("betaler", 200)),
        fields.field(Maatregel, "norm", kind=Text()),
        fields.field(Maatregel, "tekst", kind=LongText(lines=3)),
    ]
    return Section("Maatregel", chosen)


def _choice(name: str, width: int) -> Choice:
    kind = fields.kind_of(Maatregel, name)
    return Choice(options=kind.options if isinstance(kind, Choice) else (), width=width)


def _execution(desk: Desk, maatregel: Maatregel) -> Section:
    status = Choice(options=status_options(ways(desk, maatregel)), width=232)
    return Section(
        "Uitvoering",
        (
            Field(name="status", label="Status", required=True, kind=status),
            fields.field(Maatregel, "termijn"),
            fields.field(Maatregel, "verantwoordelijke", kind=Text(width=320)),
            fields.field(Maatregel, "leverancier", kind=SearchChoice(options=suppliers(desk), is_free=True)),
            Field(name="eigen_uitvoering", label="", kind=YesNo(caption="Door eigen medewerkers"), help=""),
            Field(name="terugkerend", label="", kind=YesNo(caption="Terugkerend", width=128)),
            fields.field(Maatregel, "interval_maanden", kind=Integer(width=64), beside=True),
            Field(
                name="certificaat_vereist", label="", kind=YesNo(caption="Certificaat vereist bij oplevering")
            ),
            fields.field(Maatregel, "toestemming", label="Toestemming", note="van verhuurder of VvE"),
            fields.field(Maatregel, "toestemming_op"),
        ),
    )


def _money() -> Section:
    btw = Choice(options=fields.options(BtwTarief), width=96)
    return Section(
        "Geld",
        (
            Field(name="raming", label="Raming incl. btw", kind=fields.money()),
            Field(name="offerte", label="Offerte excl. btw", kind=fields.money()),
            Field(name="btw", label="Btw-tarief", kind=btw, beside=True),
        ),
    )


def catalogue_options(desk: Desk) -> list[Option]:
    """Every line in use, found by code, title and category."""
    return [
        Option(value=line.id, text=f"{line.code} {line.titel}", detail=line.categorie, tile=line.domein.value)
        for line in desk.services.catalogus.list_all()
    ]


def advies_options(desk: Desk, dossier_id: int | None) -> list[Option]:
    """The advices of a dossier; a concept says so."""
    if dossier_id is None:
        return []
    return [
        Option(value=one.id, text=_advies_words(one))
        for one in desk.services.dossiers.list_adviezen(DossierId(dossier_id))
    ]


def _advies_words(advies: Advies) -> str:
    name = advies.kenmerk or fields.word(advies.soort)
    day = f" van {date_full(advies.ccv_datum)}" if advies.ccv_datum else ""
    return f"{name}{day}{' (concept)' if advies.is_concept else ''}"


def ways(desk: Desk, maatregel: Maatregel) -> list[Status]:
    """The status it has and where it can go from there."""
    if maatregel.id is None:
        return [maatregel.status]
    return [maatregel.status, *(one.naar for one in desk.services.overgangen.choices(maatregel.id))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geld:
    """The estimate and the offer that the form shows: the newest of each kind, once only."""

    raming: Kostenregel | None = None
    offerte: Kostenregel | None = None

    @classmethod
    def of(cls, lines: Sequence[Kostenregel]) -> Geld:
        """Out of all lines of a measure, oldest first."""
        last = {line.soort: line for line in lines}
        return cls(raming=last.get(SoortKosten.RAMING), offerte=last.get(SoortKosten.OFFERTE))

    def values(self, default: BtwTarief) -> dict[str, Any]:
        """As the form shows them."""
        rate = self.offerte or self.raming
        return {
            "raming": self.raming.incl if self.raming else None,
            "offerte": self.offerte.ex if self.offerte else None,
            "btw": rate.btw if rate else default,
        }

    def changed(
        self, values: Mapping[str, Any], maatregel: Maatregel, *, today: dt.date
    ) -> list[Kostenregel]:
        """The lines that the form made or changed; an emptied amount stays what it was."""
        btw = BtwTarief.HOOG if values["btw"] is None else BtwTarief(values["btw"])
        found: list[Kostenregel] = []
        incl, ex = values["raming"], values["offerte"]
        if incl is not None and (self.raming is None or self.raming.incl != incl):
            rate = self.raming.btw if self.raming else btw
            base = self.raming or _new(SoortKosten.RAMING, maatregel, today)
            found.append(replace(base, ex=excluding_btw(incl, rate), btw=rate, incl=incl))
        if ex is not None and (self.offerte is None or (self.offerte.ex, self.offerte.btw) != (ex, btw)):
            base = self.offerte or _new(SoortKosten.OFFERTE, maatregel, today)
            found.append(replace(base, ex=ex, btw=btw, incl=including_btw(ex, btw)))
        return found


def _new(kind: SoortKosten, maatregel: Maatregel, today: dt.date) -> Kostenregel:
    return Kostenregel(
        soort=kind,
        ex=NIHIL,
        incl=NIHIL,
        datum=today,
        boekjaar=(maatregel.termijn or today).year,
        per_jaar=maatregel.kost_per_jaar,
        fiscale_categorie=fiscal_category(maatregel.grondslag, maatregel.betaler),
    )


def values_of(desk: Desk, maatregel: Maatregel, money: Geld) -> dict[str, Any]:
    """A measure and its money as form values."""
    services = desk.services.catalogus
    line = services.find_by_code(maatregel.catalogus_code) if maatregel.catalogus_code else None
    return {
        **fields.values_of(maatregel),
        "dossier_id": maatregel.dossier_id,
        "advies_id": maatregel.advies_id,
        "catalogus_id": line.id if line is not None else None,
        **money.values(line.btw if line else BtwTarief.HOOG),
    }


def filled(maatregel: Maatregel, values: Mapping[str, Any], line: Catalogusmaatregel | None) -> Maatregel:
    """The measure as the form has it; its status changes only by a step."""
    plain = {
        name: value for name, value in values.items() if name not in {"status", "dossier_id", "advies_id"}
    }
    found = fields.filled(maatregel, plain)
    found = replace(
        found,
        advies_id=values["advies_id"],
        dossier_id=values.get("dossier_id") or maatregel.dossier_id,
        catalogus_code=line.code if line is not None else maatregel.catalogus_code,
    )
    if found.domein is not Domein.WONEN:
        found = replace(found, toestemming=Maatregel(domein=found.domein, titel="").toestemming)
    return found


def from_line(line: Catalogusmaatregel) -> dict[str, Any]:
    """What a catalogue line fills in."""
    names = (
        "titel",
        "domein",
        "norm",
        "grondslag",
        "betaler",
        "terugkerend",
        "interval_maanden",
        "certificaat_vereist",
        "btw",
    )
    return {name: getattr(line, name) or None for name in names if name != "btw"} | {
        "btw": line.btw,
        "terugkerend": line.terugkerend,
        "certificaat_vereist": line.certificaat_vereist,
    }


def incl_words(ex: object, btw: object) -> str:
    """`incl. btw € 3.363,80`, or a dash."""
    if not isinstance(ex, Bedrag) or not isinstance(btw, BtwTarief):
        return "–"
    cents = including_btw(ex, btw)
    return fields.money().show(cents)
