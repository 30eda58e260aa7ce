"""The columns of the catalogue and the fields of one of its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from veiligheidsadvies.domain.catalogus import Catalogusmaatregel
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.fields import word
from veiligheidsadvies.gui.binding.prijs import price
from veiligheidsadvies.gui.kit.cells import text_cell, tile_cell
from veiligheidsadvies.gui.kit.form import Section
from veiligheidsadvies.gui.kit.kinds import Integer, Text, YesNo
from veiligheidsadvies.gui.kit.table import Column

COLUMNS: tuple[Column[Catalogusmaatregel], ...] = (
    Column(name="code", title="Code", width=84, cell=lambda line: tile_cell(line.domein.value, line.code)),
    Column(
        name="titel",
        title="Maatregel",
        width=184,
        stretch=True,
        cell=lambda line: text_cell(line.titel, is_muted=line.is_vervallen),
    ),
    Column(name="categorie", title="Categorie", width=136, cell=lambda line: text_cell(line.categorie)),
    Column(name="norm", title="Norm of eis", width=152, cell=lambda line: text_cell(line.norm)),
    Column(name="betaler", title="Wie betaalt", width=104, cell=lambda line: text_cell(word(line.betaler))),
    Column(
        name="prijs",
        title="Prijs, indicatief",
        width=184,
        cell=lambda line: text_cell(price(line).removesuffix(", indicatief")),
        export=price,
    ),
)


def form_sections() -> list[Section]:
    """What it is, who pays, and what it costs by indication."""
    return [
        fields.section(
            "Maatregel",
            Catalogusmaatregel,
            ("code", "domein", "categorie", "titel", "norm", "vrki_soort", "uitvoerder", "opmerking"),
            code={"required": True, "kind": Text(width=112)},
            domein={"required": True},
            titel={"required": True},
            categorie={"kind": Text(width=240)},
            vrki_soort={"kind": Text(width=112)},
        ),
        fields.section(
            "Voorstel bij toevoegen",
            Catalogusmaatregel,
            (
                "grondslag",
                "betaler",
                "terugkerend",
                "interval_maanden",
                "certificaat_vereist",
                "leverancier_ziet_adres",
                "afhandeling_einde_ambt",
            ),
            grondslag={"required": True},
            betaler={"required": True},
            terugkerend=_tick("Terugkerend", width=128),
            interval_maanden={"kind": Integer(width=64), "beside": True},
            certificaat_vereist=_tick("Certificaat vereist bij oplevering"),
            leverancier_ziet_adres=_tick("Leverancier ziet het adres"),
            afhandeling_einde_ambt={"label": "Bij einde ambt"},
        ),
        fields.section(
            "Prijs, indicatief",
            Catalogusmaatregel,
            ("prijs_vanaf", "prijs_tot", "eenheid", "btw", "bron", "is_vervallen"),
            prijs_vanaf={"label": "Vanaf, incl. btw"},
            prijs_tot={"label": "Tot", "beside": True},
            eenheid={"kind": Text(width=152)},
            btw={"required": True},
            is_vervallen=_tick("Niet meer gebruiken"),
        ),
    ]


def _tick(caption: str, *, width: int | None = None) -> dict[str, Any]:
    return {"label": "", "kind": YesNo(caption=caption, width=width)}


def form_values(line: Catalogusmaatregel) -> dict[str, Any]:
    """A line as form values."""
    return fields.values_of(line)


def as_line(line: Catalogusmaatregel, values: Mapping[str, Any]) -> Catalogusmaatregel:
    """The line as the form has it; codes are written in capitals."""
    found = fields.filled(line, values)
    return replace(found, code=found.code.strip().upper())
