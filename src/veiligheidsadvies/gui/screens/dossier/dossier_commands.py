"""The actions of an open dossier for the menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.gui.kit.actions import Command

_FORMS = (
    ("dossier_gegevens", "&Gegevens wijzigen…", "gegevens"),
    ("dossier_advies", "&Advies toevoegen…", "advies:nieuw"),
    ("dossier_kosten", "&Kostenregel toevoegen…", "kosten:nieuw"),
)


def dossier_commands(
    *,
    is_free: Callable[[], bool],
    has_person: Callable[[], bool],
    go_over: Callable[[str], object],
    add_document: Callable[[], object],
    issue: Callable[[SoortDocument], object],
    import_list: Callable[[], object],
) -> Sequence[Command]:
    """`is_free`: a dossier is shown and nothing is open over it; `go_over` opens a form by its place."""

    def about_person() -> bool:
        return is_free() and has_person()

    return (
        *(
            Command(name=name, text=text, menu="dossier", run=partial(go_over, tab), may_run=is_free)
            for name, text, tab in _FORMS
        ),
        Command(
            name="dossier_document",
            text="&Document toevoegen…",
            menu="dossier",
            run=add_document,
            may_run=is_free,
        ),
        Command(
            name="dossier_verhuizing",
            text="&Verhuizing…",
            menu="dossier",
            run=lambda: go_over("verhuizing"),
            may_run=about_person,
        ),
        Command(
            name="importeren",
            text="&Maatregelen importeren…",
            menu="bestand",
            run=import_list,
            may_run=is_free,
        ),
        Command(
            name="druk_plan",
            text="&Maatregelenplan afdrukken…",
            menu="afdrukken",
            shortcut="Ctrl+P",
            run=lambda: issue(SoortDocument.MAATREGELENPLAN),
            may_run=is_free,
        ),
        Command(
            name="druk_samenvatting",
            text="&Vertrouwelijke samenvatting…",
            menu="afdrukken",
            shortcut="Ctrl+Shift+P",
            run=lambda: issue(SoortDocument.SAMENVATTING),
            may_run=about_person,
        ),
        Command(
            name="druk_inzage",
            text="&Inzage-uittreksel…",
            menu="afdrukken",
            run=lambda: issue(SoortDocument.INZAGE),
            may_run=about_person,
        ),
    )
