"""What the tab of copies shows: the lines that say how it stands, and the rows of the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from veiligheidsadvies.domain.kopie import TWEEDE_PLAATS_DAGEN, Kopie, SoortKopie, laatste_op
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.screens.beheer.status_list import FOUT, GOED, LET_OP, Statusregel
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.services.kopieen import Kopieregel, SetAside
from veiligheidsadvies.text.formats import count, date_full, file_size

_KINDS = {
    SoortKopie.DAGELIJKS: "dagelijks",
    SoortKopie.TWEEDE: "tweede plaats",
    SoortKopie.SCHEMA: "vóór bijwerken",
    SoortKopie.HAND: "met de hand",
}
_LATE_DAYS = 3
KEPT = "tot u hem weghaalt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopierij:
    """One row: a copy, or a whole vault that was set aside. Moments are in the time of this machine."""

    sleutel: str
    gemaakt: dt.datetime
    soort: str
    plaats: str
    pad: Path
    grootte: int
    nagekeken: str
    is_fout: bool
    tot: str
    kopie: Kopie | None = None
    opzij: SetAside | None = None


def rows(services: Services) -> list[Kopierij]:
    """Everything that holds this vault, the newest first."""
    zone, former = services.now.tzinfo, {line.kopie.id for line in services.oude_kopieen.list_all()}
    found = [_of_copy(line, services.now, former) for line in services.kopieen.list_all()]
    found += [_of_aside(one, zone) for one in services.kopieen.list_set_aside()]
    return sorted(found, key=lambda row: row.gemaakt, reverse=True)


def columns() -> list[Column[Kopierij]]:
    """Date, kind, place, size, whether it was verified, and until when it is kept."""

    def made(row: Kopierij) -> Cell:
        return Cell(text=f"{date_full(row.gemaakt.date())} {row.gemaakt:%H:%M}", is_bold=True)

    def checked(row: Kopierij) -> Cell:
        icon, shade = ("ph.warning-circle-fill", "te_laat") if row.is_fout else ("ph.check-circle", "gereed")
        if row.opzij is not None:
            return text_cell("–", is_muted=True)
        return Cell(
            text=row.nagekeken, icon=icon, icon_color=shade, color="te_laat" if row.is_fout else "text"
        )

    return [
        Column(name="gemaakt", title="Gemaakt", width=136, cell=made),
        Column(name="soort", title="Soort", width=176, cell=lambda row: text_cell(row.soort)),
        Column(
            name="plaats", title="Plaats", width=144, stretch=True, cell=lambda row: text_cell(row.plaats)
        ),
        Column(
            name="grootte",
            title="Grootte",
            width=80,
            cell=lambda row: Cell(text=file_size(row.grootte), is_right=True),
        ),
        Column(name="nagekeken", title="Nagekeken", width=120, cell=checked),
        Column(name="tot", title="Bewaard", width=144, cell=lambda row: text_cell(row.tot)),
    ]


def standing(services: Services) -> list[Statusregel]:
    """How it stands with the last copy, the second place and the drill."""
    return [*_last(services), _second(services), _drill(services)]


def _last(services: Services) -> Iterator[Statusregel]:
    copies = [line.kopie for line in services.kopieen.list_all()]
    newest = laatste_op((one for one in copies if one.soort is not SoortKopie.SCHEMA), services.now)
    if newest is None and copies:
        yield Statusregel(kind=LET_OP, title="Laatste kopie", state="er is nog geen goede kopie")
    elif newest is None:
        yield Statusregel(kind=LET_OP, title="Laatste kopie", state="er is nog geen kopie")
    else:
        days = (services.today - newest.astimezone(services.now.tzinfo).date()).days
        kind = GOED if days <= _LATE_DAYS else FOUT
        yield Statusregel(kind=kind, title="Laatste kopie", state=_ago(newest, services))
    ahead = sum(one.gemaakt_op > services.now for one in copies)
    if ahead:
        told = count(ahead, "kopie heeft", "kopieën hebben") + " een datum in de toekomst"
        advice = "De klok van deze computer stond toen verkeerd, of staat nu verkeerd."
        yield Statusregel(kind=LET_OP, title="Klok", state=told, advice=advice)
    yield from _former(services)


def _former(services: Services) -> Iterator[Statusregel]:
    copies = len(services.oude_kopieen.list_all())
    aside = len(services.oude_kopieen.list_set_aside())
    words = [count(copies, "kopie", "kopieën")] if copies else []
    words += [count(aside, "opzijgezette kluis", "opzijgezette kluizen")] if aside else []
    if words:
        verb = "gaat" if copies + aside == 1 else "gaan"
        told = f"{' en '.join(words)} {verb} open met een zin of blad van vroeger"
        yield Statusregel(kind=LET_OP, title="Oude sleutel", state=told)


def _second(services: Services) -> Statusregel:
    second = services.kopieen.second_place()
    title = "Tweede plaats"
    if second is None:
        advice = "Kies een stick of een andere schijf: deze computer kan stukgaan of verdwijnen."
        return Statusregel(kind=LET_OP, title=title, state="niet gekozen", advice=advice)
    last = _ago(second.laatste_op, services) if second.laatste_op else "nog geen goede kopie"
    state = f"{second.map}: {last}"
    if not second.is_aanwezig:
        return Statusregel(kind=LET_OP, title=title, state=state, advice="Hij is er nu niet: steek hem in.")
    if second.is_zelfde_schijf:
        advice = "Dit is dezelfde schijf als die van de kluis: kies een stick."
        return Statusregel(kind=LET_OP, title=title, state=state, advice=advice)
    limit = dt.timedelta(days=TWEEDE_PLAATS_DAGEN)
    is_late = second.laatste_op is None or services.now - second.laatste_op > limit
    return Statusregel(kind=LET_OP if is_late else GOED, title=title, state=state)


def _drill(services: Services) -> Statusregel:
    last, due = services.oefening.laatste_op, services.oefening.te_doen_op
    state = f"gelukt op {date_full(last.date())}" if last else "nog niet gehouden"
    is_due = due <= services.today
    advice = "Zo weet u zeker dat u met een kopie verder kunt." if last is None else ""
    return Statusregel(
        kind=LET_OP if is_due else GOED, title="Oefening", state=state, advice=advice if is_due else ""
    )


def _ago(moment: dt.datetime, services: Services) -> str:
    local = moment.astimezone(services.now.tzinfo)
    days = (services.today - local.date()).days
    if days <= 0:
        return f"vandaag om {local:%H:%M}"
    return f"{date_full(local.date())}, {count(days, 'dag', 'dagen')} geleden"


def _of_copy(line: Kopieregel, now: dt.datetime, former: set[int]) -> Kopierij:
    copy = line.kopie
    other = ", oude sleutel" if copy.id in former else "" if line.is_huidig else ", latere sleutel"
    until = f"t/m {date_full(line.bewaard_tot)}" if line.bewaard_tot else KEPT
    ahead = ", in de toekomst" if copy.gemaakt_op > now else ""
    return Kopierij(
        sleutel=f"kopie:{copy.id}",
        gemaakt=copy.gemaakt_op.astimezone(now.tzinfo),
        soort=_KINDS[copy.soort] + ahead + other,
        plaats=copy.map or "bij de kluis",
        pad=line.pad,
        grootte=copy.grootte,
        nagekeken="niet goed"
        if copy.bevinding
        else date_full(copy.nagekeken_op.astimezone(now.tzinfo).date()),
        is_fout=bool(copy.bevinding),
        tot=until,
        kopie=copy,
    )


def _of_aside(one: SetAside, zone: dt.tzinfo | None) -> Kopierij:
    return Kopierij(
        sleutel=f"opzij:{one.path.name}",
        gemaakt=one.at.astimezone(zone),
        soort="beschadigde kluis" if one.is_damaged else "opzijgezette kluis",
        plaats=str(one.path.parent),
        pad=one.path,
        grootte=one.size,
        nagekeken="–",
        is_fout=one.is_damaged,
        tot=KEPT,
        opzij=one,
    )
