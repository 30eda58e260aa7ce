"""A status step as the user takes it: what blocks is told, what is missing is asked, then it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.akkoord import AkkoordId
from veiligheidsadvies.domain.bevinding import Bevinding
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.levensloop import targets
from veiligheidsadvies.domain.maatregel import GROEP, Maatregel, MaatregelId, Status
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.akkoord import ask_akkoord
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.overgang_form import OvergangForm, needs_asking
from veiligheidsadvies.gui.binding.overgang_opdracht import find_way, tell_or_lead
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.icons import icon_name
from veiligheidsadvies.gui.kit.kinds import Choice
from veiligheidsadvies.services.overgangen import Gegevens, Keuze
from veiligheidsadvies.text.bevindingen import heading, remedy
from veiligheidsadvies.text.formats import count

MOST = 500


def change_status(desk: Desk, parent: QWidget, ids: Sequence[int], naar: Status) -> bool:
    """Take one step for all these measures, asking what it needs; False when nothing changed (told why)."""
    if not ids or len(ids) > MOST:
        desk.prompts.tell(parent, f"Kies ten hoogste {MOST} maatregelen tegelijk.")
        return False
    maatregelen = [desk.services.maatregelen.get(MaatregelId(row_id)) for row_id in ids]
    keuzes = [desk.services.overgangen.choice(row_id, naar) for row_id in ids]
    refusal = _refusal(desk, maatregelen, keuzes)
    if refusal:
        tell_or_lead(desk, parent, refusal, find_way(desk, maatregelen, keuzes))
        return False
    if not needs_asking(keuzes):
        return _apply(desk, parent, ids, naar, Gegevens())
    if any(keuze.vraagt_akkoord for keuze in keuzes):
        return _ask_per_dossier(desk, parent, maatregelen, keuzes)
    return _ask(desk, parent, maatregelen, keuzes)


def pick_status(desk: Desk, parent: QWidget, ids: Sequence[int]) -> bool:
    """Let the user choose where these measures go, then take the step."""
    maatregelen = [desk.services.maatregelen.get(MaatregelId(row_id)) for row_id in ids[: MOST + 1]]
    ways = shared_targets([one.status for one in maatregelen])
    if not ways:
        desk.prompts.tell(
            parent, "Deze maatregelen hebben geen volgende status gemeen.\nKies regels die even ver zijn."
        )
        return False
    whose = count(len(ids), "maatregel", "maatregelen")
    kind = Choice(options=status_options(ways), width=280)
    form = Form((Section("", (Field(name="naar", label="Wordt", required=True, kind=kind),)),))
    open_ways = [one.naar for one in desk.services.overgangen.choices(ids[0]) if not one.blokkades]
    form.load({"naar": next((one for one in ways if one in open_ways), ways[0])})
    values = desk.prompts.ask_form(parent, f"Status van {whose}", form=form, action="Doorgaan")
    return values is not None and change_status(desk, parent, ids, values["naar"])


def correct_status(desk: Desk, parent: QWidget, maatregel_id: int) -> bool:
    """Back to the status before, with a reason that stays in the history."""
    before = desk.services.overgangen.previous_status(maatregel_id)
    if before is None:
        desk.prompts.tell(parent, "Deze maatregel heeft nog geen vorige status.")
        return False
    reden = desk.prompts.ask_reason(parent, f"Terug naar ‘{before.woord}’", action="Terugzetten")
    if reden is None:
        return False
    return (
        desk.performer.perform(parent, lambda: desk.services.overgangen.correct(maatregel_id, reden))
        is not None
    )


def shared_targets(statuses: Sequence[Status]) -> list[Status]:
    """Where all of these can go, in the order of the life cycle."""
    if not statuses:
        return []
    common = set(targets(statuses[0])).intersection(*(targets(status) for status in statuses[1:]))
    return [status for status in Status if status in common]


def status_options(statuses: Sequence[Status]) -> list[Option]:
    """Statuses to choose from, each with the icon of its group."""
    return [
        Option(
            value=status,
            text=status.woord,
            icon=icon_name("status", GROEP[status].value),
            tone=GROEP[status].value,
        )
        for status in statuses
    ]


def explain_block(finding: Bevinding) -> str:
    """A finding on one line with its rule: `Geen geldig certificaat (regel R1). Voer het in.`"""
    rule = f" (regel {finding.regel})" if finding.regel[:1] == "R" else ""
    return " ".join(part for part in (f"{heading(finding)}{rule}.", remedy(finding)) if part)


def _refusal(desk: Desk, maatregelen: Sequence[Maatregel], keuzes: Sequence[Keuze]) -> str:
    reasons: dict[str, list[str]] = {}
    for maatregel, keuze in zip(maatregelen, keuzes, strict=True):
        for finding in keuze.blokkades:
            if not finding.is_op_te_heffen:
                reasons.setdefault(explain_block(finding), []).append(_name(desk, maatregel))
    asks_amount = [m for m, k in zip(maatregelen, keuzes, strict=True) if k.vraagt_bedrag]
    if not reasons and 0 < len(asks_amount) < len(maatregelen):
        reasons["Deze hebben nog geen bedrag. Voer het eerst in, of kies ze apart."] = [
            _name(desk, one) for one in asks_amount
        ]
    if not reasons:
        return ""
    lines = [
        reason if len(maatregelen) == 1 else f"{reason} {_listed(names)}" for reason, names in reasons.items()
    ]
    return "\n".join([f"‘{keuzes[0].naar.woord}’ kan nog niet.", *lines])


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} en {len(names) - 5} andere" if len(names) > 5 else shown  # noqa: PLR2004 - five fit a line


def _name(desk: Desk, maatregel: Maatregel) -> str:
    code = desk.services.dossiers.get(maatregel.dossier_id).code if maatregel.dossier_id else ""
    return f"{code} {maatregel.catalogus_code or maatregel.titel}".strip()


def _title(desk: Desk, maatregelen: Sequence[Maatregel], naar: Status) -> str:
    if len(maatregelen) == 1:
        return f"{_name(desk, maatregelen[0])}: naar ‘{naar.woord}’"
    return f"{len(maatregelen)} maatregelen naar ‘{naar.woord}’"


def _ask_per_dossier(
    desk: Desk,
    parent: QWidget,
    maatregelen: Sequence[Maatregel],
    keuzes: Sequence[Keuze],
    *,
    filled: Mapping[str, str] | None = None,
) -> bool:
    """What a second person signs is about one dossier and names no other; stops where the user stops."""
    pairs = list(zip(maatregelen, keuzes, strict=True))
    is_changed = False
    for dossier_id in dict.fromkeys(one.dossier_id for one in maatregelen):
        own = [(one, keuze) for one, keuze in pairs if one.dossier_id == dossier_id]
        if not _ask(desk, parent, [one for one, _ in own], [keuze for _, keuze in own], filled=filled):
            break
        is_changed = True
    return is_changed


def _ask(
    desk: Desk,
    parent: QWidget,
    maatregelen: Sequence[Maatregel],
    keuzes: Sequence[Keuze],
    *,
    filled: Mapping[str, str] | None = None,
) -> bool:
    naar, ids = keuzes[0].naar, [one.id or 0 for one in maatregelen]
    needs_akkoord = any(keuze.vraagt_akkoord for keuze in keuzes)
    kept = f"stap:{naar.value}:{','.join(map(str, ids))}"
    form = OvergangForm(desk, maatregelen, keuzes)
    draft = desk.services.concepten.find(kept)
    form.restore_draft(_texts(draft.waarden if draft is not None else filled or {}))
    while True:
        action = "Akkoord vragen…" if needs_akkoord else "Vastleggen"
        values = desk.prompts.ask_form(parent, _title(desk, maatregelen, naar), form=form, action=action)
        if values is None:
            return False
        gegevens = form.gegevens(values)
        stricter = None if needs_akkoord else _with_akkoord(desk, maatregelen, keuzes, form, gegevens)
        if stricter is not None and _has_more_dossiers(maatregelen):
            return _ask_per_dossier(desk, parent, maatregelen, keuzes, filled=form.draft())
        if stricter is not None:
            form, needs_akkoord = stricter, True
            continue
        if needs_akkoord:
            akkoord = _approval(desk, parent, form, kept, propose=(ids, naar, gegevens))
            if akkoord is None:
                return False
            gegevens = replace(gegevens, akkoord_id=akkoord)
        if _recorded(desk, parent, form, step=(ids, naar, gegevens)):
            desk.services.concepten.drop(kept)
            return True


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _has_more_dossiers(maatregelen: Sequence[Maatregel]) -> bool:
    return len({one.dossier_id for one in maatregelen}) > 1


def _with_akkoord(
    desk: Desk,
    maatregelen: Sequence[Maatregel],
    keuzes: Sequence[Keuze],
    form: OvergangForm,
    gegevens: Gegevens,
) -> OvergangForm | None:
    """The same questions with a reason, when what was filled in meets a rule; None when it meets none."""
    ids = [one.id or 0 for one in maatregelen]
    found = desk.services.overgangen.choices_with(ids, keuzes[0].naar, gegevens.velden)
    if not any(keuze.vraagt_akkoord for keuze in found):
        return None
    asked = [
        replace(keuze, bevindingen=now.bevindingen, vraagt_reden=True, vraagt_akkoord=now.vraagt_akkoord)
        for keuze, now in zip(keuzes, found, strict=True)
    ]
    again = OvergangForm(desk, maatregelen, asked)
    again.restore_draft(form.draft())
    return again


def _approval(
    desk: Desk, parent: QWidget, form: OvergangForm, kept: str, *, propose: tuple[list[int], Status, Gegevens]
) -> AkkoordId | None:
    ids, naar, gegevens = propose
    proposal = desk.services.overgangen.propose(ids, naar, gegevens.reden, gegevens)
    akkoord = ask_akkoord(desk, parent, proposal)
    if akkoord is None and desk.services.akkoorden.is_requested(proposal):
        # A form on paper comes back days later and counts for exactly this reason.
        place = {"scherm": "maatregel", "row_id": ids[0]}
        desk.services.concepten.save(kept, {**form.draft(), "_plek": place})
    return akkoord


def _recorded(
    desk: Desk, parent: QWidget, form: OvergangForm, *, step: tuple[list[int], Status, Gegevens]
) -> bool:
    """Whether the step is taken; what cannot be saved is told at its field."""
    try:
        return _apply(desk, parent, *step)
    except InvalidInput as error:
        form.show_problems(fields.sentences(error.problems))
        return False


def _apply(desk: Desk, parent: QWidget, ids: Sequence[int], naar: Status, gegevens: Gegevens) -> bool:
    return (
        desk.performer.perform(parent, lambda: desk.services.overgangen.apply(ids, naar, gegevens))
        is not None
    )
