"""A dossier with measures that may be ordered, a supplier in order, and the screen over them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests import builders
from tests.gui.screens.werkplek import Answers, make_desk, show
from veiligheidsadvies.domain.aantal import Aantal
from veiligheidsadvies.domain.bedrag import Bedrag
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import Status
from veiligheidsadvies.domain.opdracht import OpdrachtId
from veiligheidsadvies.gui.binding.desk import Plek
from veiligheidsadvies.gui.screens.opdrachten import OpdrachtenScreen
from veiligheidsadvies.gui.screens.opdrachten.composing import Composing
from veiligheidsadvies.gui.screens.opdrachten.order_work import OrderWork
from veiligheidsadvies.gui.screens.opdrachten.request_work import RequestWork
from veiligheidsadvies.services.kluis import Services
from veiligheidsadvies.vault.keys import FLOOR

HERE = Plek(scherm="opdrachten")
TWEEDE = "negen groene emmers staan naast de schuur"
PRICES = (278_000, 111_500, 21_000)


class Orders:
    """The dossier GED-02 with three measures for Zandoever Installatie."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.dossier: DossierId = builders.add_dossier(services, "GED-02")
        advies = builders.add_advies(services, self.dossier)
        builders.add_woonplek(services, self.dossier, **builders.with_pkvw())
        self.supplier: LeverancierId = builders.add_leverancier(services)
        self.measures = [
            builders.add_maatregel(
                services,
                self.dossier,
                advies_id=advies,
                titel=titel,
                norm=norm,
                status=Status.IN_PLAN,
                leverancier="Zandoever Installatie",
            )
            for titel, norm in (
                ("Alarminstallatie woning", "VRKI EL2, graad 2"),
                ("Video-intercom", "Alleen eigen terrein in beeld"),
                ("Vaste paniekknop", "Stil alarm"),
            )
        ]

    def save(self) -> OpdrachtId:
        """An order as a concept: two lines of one, one of two."""
        service = self.services.opdrachten
        order, lines = service.concept(self.dossier, self.measures, self.supplier)
        priced = [
            replace(line, stukprijs=Bedrag(cents), aantal=Aantal(200 if at == 2 else 100))
            for at, (line, cents) in enumerate(zip(lines, PRICES, strict=True))
        ]
        order = replace(order, gereed_voor=dt.date(2026, 3, 31))
        return OpdrachtId(service.save_concept(order, priced).row_id or 0)

    def add_second(self) -> None:
        """The approval key of another person."""
        self.services.context.vault.add_approval_slot("mr. K. de Groot", TWEEDE, kdf=FLOOR)

    def give(self) -> OpdrachtId:
        """An order that was approved on paper, which needs no key, and given."""
        return builders.give_opdracht(self.services, self.save())

    @property
    def yes(self) -> dict[str, object]:
        """The answer of the second person."""
        slot = self.services.akkoorden.list_approvers()[0]
        return {"wijze": ("sleutel", slot.id), "wachtwoordzin": TWEEDE}


def open_screen(
    services: Services, qtbot: QtBot, *answers: object, place: Plek = HERE
) -> tuple[OpdrachtenScreen, Answers]:
    """The screen at a place; where it asks to go, it goes, as long as it is in this screen."""
    desk, prompts = make_desk(services, *answers)
    screen = OpdrachtenScreen(desk)
    qtbot.addWidget(screen)
    screen.went = []  # type: ignore[attr-defined]

    def go(plek: Plek) -> None:
        screen.went.append(plek)  # type: ignore[attr-defined]
        if plek.scherm == "opdrachten":
            screen.show_place(plek)

    screen.go.connect(go)
    screen.show_place(place)
    show(screen)
    screen.focus_first()
    return screen, prompts


def went(screen: OpdrachtenScreen) -> list[Plek]:
    """Where it asked to go."""
    found: list[Plek] = screen.went  # type: ignore[attr-defined]
    return found


def composing(screen: OpdrachtenScreen) -> Composing:
    found = screen.over
    assert isinstance(found, Composing)
    return found


def order_page(screen: OpdrachtenScreen) -> OrderWork:
    found = screen.over
    assert isinstance(found, OrderWork)
    return found


def request_page(screen: OpdrachtenScreen) -> RequestWork:
    found = screen.over
    assert isinstance(found, RequestWork)
    return found
