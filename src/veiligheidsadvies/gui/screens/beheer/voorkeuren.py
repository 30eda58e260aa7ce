"""Preferences of this machine: nothing of them is in the vault, and nothing personal is in them."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QVBoxLayout

from veiligheidsadvies import settings
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.binding.voorkeuren import keep
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.form_page import FormPage
from veiligheidsadvies.gui.kit.kinds import Choice, Integer, YesNo
from veiligheidsadvies.gui.kit.theme import Choice as ThemeChoice
from veiligheidsadvies.gui.kit.theme import Theme
from veiligheidsadvies.gui.screens.beheer.part import Part

THEMES = (
    Option(value=ThemeChoice.SYSTEM.value, text="zoals het systeem"),
    Option(value=ThemeChoice.LIGHT.value, text="licht"),
    Option(value=ThemeChoice.DARK.value, text="donker"),
)
CAPTURE = (
    (
        Field(
            name="blocks_capture",
            label="Schermopname",
            kind=YesNo(caption="Vensters zijn onzichtbaar voor programma’s die het scherm opnemen of delen"),
        ),
    )
    if sys.platform == "win32"
    else ()
)
"""Where the system offers it; elsewhere Beveiliging tells that it does not."""
LONGEST = 60
OUTSIDE = f"Kies een getal van 1 tot en met {LONGEST}."
NOT_KEPT = "De voorkeuren gelden tot u het programma sluit: ze konden niet worden bewaard."


class VoorkeurenPart(Part):
    """A form; what is saved counts at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="voorkeuren")
        self.page = FormPage(
            Form(
                (
                    Section(
                        "Vergrendelen en meekijken",
                        (
                            Field(
                                name="lock_after_minutes",
                                label="Vergrendelen na",
                                required=True,
                                kind=Integer(width=72),
                                note="minuten zonder toetsen of muis",
                            ),
                            Field(
                                name="names_hidden",
                                label="Namen",
                                kind=YesNo(caption="Namen verborgen bij het openen van de kluis"),
                            ),
                            Field(
                                name="remembers_vault",
                                label="Kluis",
                                kind=YesNo(caption="Onthouden welke kluis het laatst open was"),
                            ),
                            *CAPTURE,
                        ),
                    ),
                    Section(
                        "Beeld",
                        (Field(name="theme", label="Kleuren", required=True, kind=Choice(options=THEMES)),),
                    ),
                )
            ),
            prompts=desk.prompts,
        )
        self.page.save_requested.connect(self.save)
        self.page.left.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.page)

    def load(self) -> None:
        """What is kept; what is being changed stays."""
        if not self.page.form.is_dirty:
            self._show()

    def focus_first(self) -> None:
        """The first field."""
        self.page.form.focus_first()

    def may_leave(self) -> bool:
        """Asks when something would be lost."""
        if not self.page.may_leave():
            return False
        self.page.form.mark_saved()
        return True

    def save(self) -> None:
        """Keep and apply them."""
        values = self.page.form.values()
        minutes = values["lock_after_minutes"]
        is_outside = minutes is not None and not 1 <= minutes <= LONGEST
        if self.page.form.show_problems({"lock_after_minutes": OUTSIDE} if is_outside else {}):
            return
        # The rest of the preferences (widths, window) is not of this form.
        is_kept = keep(settings.load()._replace(**values))
        self.page.form.mark_saved()
        app = QApplication.instance()
        theme = app.findChild(Theme) if app is not None else None
        if theme is not None:
            theme.choose(ThemeChoice(values["theme"]))
        self.desk.prompts.tell(self, "De voorkeuren zijn bewaard." if is_kept else NOT_KEPT)

    def _show(self) -> None:
        self.page.form.load(settings.load()._asdict())
