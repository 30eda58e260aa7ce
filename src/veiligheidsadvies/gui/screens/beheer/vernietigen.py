"""The three steps of a destruction: see what goes and what stays, a second person's yes, and do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from veiligheidsadvies.domain.bewaarregel import Bewaarsoort
from veiligheidsadvies.domain.bewaarstand import Bewaarstand
from veiligheidsadvies.domain.errors import DestructionRefused, UserError
from veiligheidsadvies.gui.binding.akkoord import ask_akkoord
from veiligheidsadvies.gui.binding.bewaarstuk import verklaring_bron
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.bands import Notice
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.facts import Fact, Facts
from veiligheidsadvies.gui.kit.page import ScrollBody
from veiligheidsadvies.gui.kit.pieces import SectionHeading, label
from veiligheidsadvies.services.bewaren import Kopierest, Omvang
from veiligheidsadvies.text.formats import count, date_full

_LABEL, _WIDTH = 152, 620
_BESIDE, _AROUND, _LEAST = 64, 196, 160
"""Pixels beside the words, above and below them, and the least that they get."""
STAPPEN = "Stap 1 van 3: nakijken. Daarna geeft een tweede persoon akkoord, en pas dan wordt er vernietigd."
BLIJFT = {
    Bewaarsoort.DOSSIER: (
        ("Bedragen", "van elk jaar, zonder naam of omschrijving, onder een andere code"),
        ("Nummers", "van exemplaren, opdrachten en facturen"),
        ("Log", "wie wanneer iets deed, zonder wat er stond"),
    ),
    Bewaarsoort.GELD: (
        ("Jaren", "de afsluiting van elk boekjaar"),
        ("Nummers", "van exemplaren"),
        ("Log", "wie wanneer iets deed, zonder wat er stond"),
    ),
}
_APART = (("Dossier", "al het andere, zoals het is"), ("Log", "wie wanneer iets deed, zonder wat er stond"))
WACHT = (
    "De ruimte in het bestand kon nog niet worden overschreven; meestal is de schijf vol. Maak plaats en "
    "open de kluis opnieuw, dan gebeurt het alsnog. Tot dan zegt de verklaring dat."
)
GEEN_WEG_TERUG = "Dit is niet ongedaan te maken. Ook wat u eerder deed is daarna niet meer ongedaan te maken."


class VernietigDialog(Dialog):
    """The first step: what goes, what stays, and what to know."""

    def __init__(
        self, parent: QWidget | None, stand: Bewaarstand, omvang: Omvang, kopieen: Sequence[Kopierest] = ()
    ) -> None:
        self.goes = Facts(name="gaat_weg", label_width=_LABEL)
        self.goes.set_facts(_goes(stand, omvang))
        self.stays = Facts(name="blijft", label_width=_LABEL)
        self.stays.set_facts(
            [Fact(label=a, value=b) for a, b in (*BLIJFT.get(stand.soort, _APART), *_copies(kopieen))]
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(STAPPEN, "muted", is_wrapped=True, name="stappen"))
        column.addWidget(SectionHeading("Gaat weg"))
        column.addWidget(self.goes)
        column.addWidget(SectionHeading("Blijft"))
        column.addWidget(self.stays)
        for number, words in enumerate(warnings(omvang)):
            notice = Notice(icon="ph.warning", name=f"let_op_{number}")
            notice.tell(words)
            column.addWidget(notice)
        column.addStretch(1)
        self._body, self._column, self._area = body, column, ScrollBody(body, name="vernietigen_pagina")
        super().__init__(
            parent,
            title=f"{stand.code} vernietigen",
            accept_text="Naar het akkoord…",
            body=self._area,
            name="vernietigen_dialoog",
        )
        self.setMinimumWidth(_WIDTH)
        self.remark(GEEN_WEG_TERUG)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words are at this width, and no higher than the window behind it."""
        super().showEvent(event)
        wanted = self._column.totalHeightForWidth(_WIDTH - _BESIDE)
        self._body.setFixedHeight(wanted)
        above = self.parentWidget()
        room = above.window().height() - _AROUND if above is not None else wanted
        self._area.setFixedHeight(max(_LEAST, min(wanted, room)))
        self.adjustSize()


def _goes(stand: Bewaarstand, size: Omvang) -> list[Fact]:
    rule = stand.regel
    papers = size.exemplaren
    rows = f"{size.weg} geheel, {size.leeg} van inhoud ontdaan"
    return [
        Fact(label="Wat", value=stand.wat),
        Fact(label="Bewaartermijn", value=f"{rule.termijn}, verstreken op {date_full(stand.tot)}"),
        Fact(label="Selectielijst", value=f"{rule.selectielijst}, {rule.categorie}"),
        Fact(label="Regels", value=rows),
        Fact(label="Eerdere standen", value=f"{size.beelden} in het log"),
        *_some("Bijlagen", size.bijlagen, str(size.bijlagen)),
        *_some("Concepten", size.concepten, str(size.concepten)),
        *_some("Papier", papers, f"de inhoud van {count(papers, 'exemplaar', 'exemplaren')}"),
    ]


def _some(title: str, number: int, words: str) -> list[Fact]:
    return [Fact(label=title, value=words)] if number else []


def _copies(found: Sequence[Kopierest]) -> list[tuple[str, str]]:
    """That copies of the vault hold it for longer, and until when."""
    if not found:
        return []
    days = [one.tot for one in found if one.tot is not None]
    until = (
        f"de laatste tot en met {date_full(max(days))}" if len(days) == len(found) else "tot u ze weghaalt"
    )
    return [("Reservekopieën", f"{count(len(found), 'kopie bevat', 'kopieën bevatten')} het nog, {until}")]


def warnings(size: Omvang) -> list[str]:
    """What to settle first, or to know."""
    found = []
    if size.buiten:
        told = count(size.buiten, "exemplaar is", "exemplaren zijn")
        found.append(f"{told} nog buiten of vermist. Vraag ze terug, want daarop staat de inhoud nog.")
    if size.mee:
        found.append(
            f"Een gegeven van dit dossier staat ook in {', '.join(size.mee)}. Dat gaat mee weg; de "
            "verklaring noemt het."
        )
    if size.elders:
        found.append(
            f"Een gegeven van dit dossier staat ook in: {', '.join(size.elders)}. Haal het daar weg; de "
            "verklaring noemt het anders."
        )
    if size.gehouden:
        found.append(
            f"Een gegeven van dit dossier blijft staan in: {', '.join(size.gehouden)}. De verklaring "
            "noemt het."
        )
    if size.papieren:
        which = "exemplaar" if len(size.papieren) == 1 else "de exemplaren"
        found.append(
            f"De code van dit dossier blijft staan in de bewaarde tekst van {which} "
            f"{', '.join(size.papieren)}. De verklaring noemt het."
        )
    return found


def destroy(desk: Desk, parent: QWidget, stand: Bewaarstand) -> bool:
    """Take all three steps; whether it was destroyed. A yes that was given before is used again."""
    service = desk.services.bewaren
    if not stand.mag:
        desk.performer.tell(parent, DestructionRefused(stand.redenen))
        return False
    dialog = VernietigDialog(parent, stand, service.omvang(stand), service.list_kopieen())
    is_seen = bool(dialog.exec())
    dialog.deleteLater()
    if not is_seen:
        return False
    akkoord = service.find_akkoord(stand) or ask_akkoord(desk, parent, service.propose(stand))
    if akkoord is None:
        return False
    question = (
        f"{stand.code} nu voorgoed vernietigen?\nHet akkoord van de tweede persoon is er. {GEEN_WEG_TERUG}"
    )
    if not desk.prompts.confirm(parent, question, action="Vernietigen"):
        return False
    changes = desk.performer.perform(parent, lambda: service.destroy(stand.dossier_id, stand.soort, akkoord))
    if changes is None:
        return False
    _offer_declaration(desk, parent, changes.row_id or 0)
    return True


def _offer_declaration(desk: Desk, parent: QWidget, vernietiging_id: int) -> None:
    gone = desk.services.bewaren.get_vernietiging(vernietiging_id)
    question = (
        f"{gone.code} is vernietigd\nDruk nu verklaring {gone.nummer} af, en laat beiden tekenen. "
        "Later kan ook."
    )
    if desk.services.bewaren.waits_for_reopening:
        question += f"\n{WACHT}"
    if not desk.prompts.confirm(parent, question, action="Verklaring…", refusal="Later"):
        return
    from veiligheidsadvies.gui.binding.uitgifte import open_bron  # heavy: only when printing

    try:
        open_bron(desk, parent, lambda: verklaring_bron(desk.services, vernietiging_id))
    except UserError as error:
        desk.performer.tell(parent, error)
