"""The columns of the register of suppliers, the fields of one of them, and the way back from the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veiligheidsadvies.domain.leverancier import Erkenning, Leverancier, Screening, SoortErkenning
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.kit.cells import Cell, date_cell, number_cell, text_cell
from veiligheidsadvies.gui.kit.form import Field, Section
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.kinds import LongText, Text
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.services.leveranciers import LeverancierRegel
from veiligheidsadvies.text.formats import date_full

_LOOK = {
    Screening.VERLOPEN: (icon_name("finding", "blokkeert"), "te_laat"),
    Screening.ONTBREEKT: (icon_name("status", "te_laat"), "te_laat"),
    Screening.LET_OP: (icon_name("finding", "let_op"), "wacht"),
    Screening.IN_ORDE: (icon_name("finding", "in_orde"), "gereed"),
}


def state_cell(line: LeverancierRegel) -> Cell:
    """Where his papers stand: icon and word."""
    if line.leverancier.is_vervallen:
        return Cell(text="niet meer", icon=icon_name("status", "vervallen"), icon_color="vervallen")
    picture, tone = _LOOK[line.stand]
    return Cell(text=line.stand.woord, icon=picture, icon_color=tone)


def recognised(line: LeverancierRegel) -> str:
    """His recognitions in a few words."""
    return ", ".join(dict.fromkeys(one.soort.woord for one in line.erkenningen))


def columns(today: Callable[[], dt.date]) -> list[Column[LeverancierRegel]]:
    """The columns of the list."""

    def until(day: dt.date | None) -> Cell:
        words = date_full(day) or "–"
        return date_cell(words, lateness=words if day is not None and day < today() else "")

    def secrecy(line: LeverancierRegel) -> Cell:
        one = line.leverancier
        if one.ghv_getekend_op is None:
            return text_cell("niet getekend", is_muted=True)
        return until(one.ghv_tot) if one.ghv_tot is not None else text_cell("zonder einddatum")

    return [
        Column(name="stand", title="Papieren", width=108, cell=state_cell),
        Column(
            name="naam",
            title="Leverancier",
            width=184,
            cell=lambda line: text_cell(
                line.leverancier.naam, is_bold=True, is_muted=line.leverancier.is_vervallen
            ),
        ),
        Column(
            name="diensten",
            title="Diensten",
            width=152,
            stretch=True,
            cell=lambda line: text_cell(line.leverancier.diensten),
        ),
        Column(
            name="erkenningen",
            title="Erkenningen",
            width=172,
            cell=lambda line: text_cell(recognised(line) or "–", is_muted=not line.erkenningen),
        ),
        Column(name="geheim", title="Geheimhouding tot", width=136, cell=secrecy),
        Column(name="verval", title="Eerste verval", width=120, cell=lambda line: until(line.volgende)),
        Column(
            name="maatregelen",
            title="Lopend",
            width=72,
            is_right=True,
            cell=lambda line: number_cell(line.maatregelen),
        ),
    ]


@dataclass(frozen=True, slots=True)
class Plaats:
    """The two fields of one recognition in the form."""

    soort: SoortErkenning
    erkenning: Erkenning | None
    name: str

    @property
    def until(self) -> str:
        """The name of the field of the last day."""
        return f"{self.name}_tot"


def places(erkenningen: Sequence[Erkenning]) -> list[Plaats]:
    """Every recognition there is, and an empty place for each kind that lacks one and for another one."""
    found: list[Plaats] = []
    for kind in SoortErkenning:
        having: list[Erkenning | None] = [one for one in erkenningen if one.soort is kind]
        if not having or kind is SoortErkenning.OVERIG:
            having.append(None)
        found += [Plaats(kind, one, f"erkenning_{kind.value}_{number}") for number, one in enumerate(having)]
    return found


def form_sections(erkenningen: Sequence[Erkenning]) -> list[Section]:
    """Company, contact, recognitions, secrecy, agreements."""
    return [
        _of(
            "Bedrijf",
            ("naam", "kvk", "diensten", "adres", "postcode", "plaats"),
            naam={"required": True},
            kvk={"kind": Text(width=136)},
            postcode={"kind": Text(width=104)},
            plaats={"kind": Text(width=240), "beside": True},
        ),
        _of("Contact", ("contactpersoon", "telefoon", "email"), telefoon={"kind": Text(width=200)}),
        Section("Erkenningen", [field for place in places(erkenningen) for field in _recognition(place)]),
        _of(
            "Screening en geheimhouding",
            ("vog_bevestigd_op", "ghv_getekend_op", "ghv_tot", "ghv_personen"),
            ghv_getekend_op={"label": "GHV getekend op"},
            ghv_tot={"label": "tot en met", "beside": True},
            ghv_personen={"label": "Wie tekenden mee", "kind": LongText(lines=4)},
        ),
        _of("Afspraken", ("mandaat", "notitie"), mandaat={"kind": LongText(lines=3)}),
    ]


def _of(title: str, names: Sequence[str], **over: Mapping[str, Any]) -> Section:
    return fields.section(title, Leverancier, names, **over)


def _recognition(place: Plaats) -> tuple[Field, Field]:
    is_other = place.soort is SoortErkenning.OVERIG
    words = place.soort.woord if not is_other else "Overig"
    number = fields.field(Erkenning, "nummer", label=words, kind=Text(width=176, placeholder="nummer"))
    until = fields.field(Erkenning, "geldig_tot", label="tot en met", beside=True)
    return replace(number, name=place.name), replace(until, name=place.until)


def form_values(leverancier: Leverancier, erkenningen: Sequence[Erkenning]) -> dict[str, Any]:
    """A supplier with his recognitions as form values."""
    values = fields.values_of(leverancier)
    for place in places(erkenningen):
        if place.erkenning is not None:
            values[place.name] = place.erkenning.nummer
            values[place.until] = place.erkenning.geldig_tot
    return values


def as_record(leverancier: Leverancier, values: Mapping[str, Any]) -> Leverancier:
    """The supplier as the form has him."""
    return fields.filled(leverancier, values)


def as_recognitions(
    erkenningen: Sequence[Erkenning], values: Mapping[str, Any]
) -> list[tuple[Plaats, Erkenning]]:
    """The recognitions as the form has them, each with its place; an emptied place is none."""
    found = []
    for place in places(erkenningen):
        number, until = values[place.name] or "", values[place.until]
        if number or until is not None:
            begin = place.erkenning or Erkenning(soort=place.soort, nummer="")
            found.append((place, replace(begin, nummer=number, geldig_tot=until)))
    return found
