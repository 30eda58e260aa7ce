"""Taking a list of measures from a file into a dossier: choose, look what it would write, write it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import ImportRejected, UserError
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.services.invoer import Invoerlijst, load
from veiligheidsadvies.text.formats import amount, count
from veiligheidsadvies.text.messages import bad_rows

PATTERN = "Lijst met maatregelen (*.csv *.tsv *.txt)"
_MOST_TOLD = 12


def import_measures(desk: Desk, parent: QWidget, dossier_id: DossierId | None) -> bool:
    """Whether a list was written; without a dossier it asks for one. Bad rows are named by their line."""
    owner = dossier_id or _ask_dossier(desk, parent)
    if not owner:
        return False
    path = desk.prompts.choose_file(parent, "Maatregelen importeren", pattern=PATTERN)
    if path is None:
        return False
    try:
        seen = desk.services.invoer.preview(owner, load(path))
    except ImportRejected as error:
        _tell_rejected(desk, parent, error)
        return False
    except UserError as error:
        desk.performer.tell(parent, error)
        return False
    if not desk.prompts.confirm(parent, _preview(desk, seen), action="Importeren"):
        return False
    return desk.performer.perform(parent, lambda: desk.services.invoer.add(seen)) is not None


def _ask_dossier(desk: Desk, parent: QWidget) -> DossierId | None:
    options = [Option(value=one.id, text=one.code) for one in desk.services.dossiers.list_all()]
    chosen = desk.prompts.ask_choice(parent, "Maatregelen importeren", label="Dossier", options=options)
    return None if chosen is None else DossierId(chosen)


def _preview(desk: Desk, seen: Invoerlijst) -> str:
    """What the list would write; the first line is the question."""
    code = desk.services.dossiers.get(seen.dossier_id).code
    domains = [f"{number} {domein.value}" for domein, number in seen.per_domein().items() if number]
    once, yearly = amount(seen.eenmalig, zero="niets"), amount(seen.per_jaar, zero="niets")
    lines = [
        f"{count(seen.aantal, 'maatregel', 'maatregelen')} importeren in {code}?",
        f"Per domein: {', '.join(domains)}.",
        f"Met {count(seen.ramingen, 'raming', 'ramingen')}, incl. btw: eenmalig {once}, per jaar {yearly}.",
    ]
    if seen.al_aanwezig:
        same = count(seen.al_aanwezig, "maatregel staat", "maatregelen staan")
        lines.append(f"Let op: {same} met dezelfde code en titel al in dit dossier.")
    if seen.onbekende_kolommen:
        lines.append(f"Niet gebruikt: kolom {', '.join(seen.onbekende_kolommen)}.")
    return "\n".join(lines)


def _tell_rejected(desk: Desk, parent: QWidget, error: ImportRejected) -> None:
    rows = bad_rows(error)
    told = rows[:_MOST_TOLD]
    if rest := len(rows) - len(told):
        told.append(f"en nog {rest}")
    desk.prompts.tell(parent, "\n".join(["Er is niets geïmporteerd", *told]))
