"""The work of a request: composing and sending it, entering what came back, choosing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from veiligheidsadvies.domain.aanvraag import (
    Aanvraag,
    AanvraagId,
    Aanvraagregel,
    Aanvraagstand,
    Offerte,
    Offertestand,
)
from veiligheidsadvies.domain.bedrag import BtwTarief
from veiligheidsadvies.domain.bevinding import Ernst
from veiligheidsadvies.domain.controle import problems_of
from veiligheidsadvies.domain.dossier import DossierId
from veiligheidsadvies.domain.errors import InvalidInput
from veiligheidsadvies.domain.exemplaar import SoortDocument
from veiligheidsadvies.domain.leverancier import LeverancierId
from veiligheidsadvies.domain.maatregel import MaatregelId
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.aantallen import quantity, with_unit
from veiligheidsadvies.gui.binding.bevindingen import shown
from veiligheidsadvies.gui.binding.desk import Desk, Plek
from veiligheidsadvies.gui.binding.leesbeeld import Leesbeeld, leesbeeld
from veiligheidsadvies.gui.binding.opdrachtstukken import open_leverancierstuk
from veiligheidsadvies.gui.binding.vrijgave import ask_release
from veiligheidsadvies.gui.kit.findings import Finding
from veiligheidsadvies.gui.kit.form import Field, Form, Section
from veiligheidsadvies.gui.kit.kinds import Choice, LongText, Text
from veiligheidsadvies.gui.kit.seen_list import Seen
from veiligheidsadvies.gui.screens.opdrachten.compose_page import Verdict
from veiligheidsadvies.gui.screens.opdrachten.oordeel import NO, hit_sentence, place_words, unseen_facts
from veiligheidsadvies.gui.screens.opdrachten.quotes_page import QuotesPage
from veiligheidsadvies.gui.screens.opdrachten.request_page import Gevraagde, RequestPage, Vraagregel
from veiligheidsadvies.services.aanvragen import Kolom
from veiligheidsadvies.services.leverancierstukken import Leverancierstuk
from veiligheidsadvies.services.vrijgave_leverancier import Treffer
from veiligheidsadvies.text.formats import amount, count

_PAUSE = 150


class RequestWork(QWidget):
    """Signals: `left()`, `saved(request id)`, `go(Plek)`."""

    left = Signal()
    saved = Signal(int)
    go = Signal(object)

    def __init__(self, desk: Desk, aanvraag: Aanvraag) -> None:
        super().__init__()
        self._desk, self._service, self._aanvraag = desk, desk.services.aanvragen, aanvraag
        self.page, self.quotes = RequestPage(), QuotesPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.quotes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._code = desk.services.dossiers.get(DossierId(aanvraag.dossier_id or 0)).code
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.judge)
        self._connect()

    def _connect(self) -> None:
        page, quotes = self.page, self.quotes
        page.edited.connect(self._pause.start)
        page.line_edit_asked.connect(self.edit_line)
        page.cancel_asked.connect(self.leave)
        page.save_asked.connect(self.save)
        page.preview_asked.connect(self.preview)
        page.send_asked.connect(self.send)
        quotes.enter_asked.connect(self.enter)
        quotes.choose_asked.connect(self.choose)
        quotes.print_asked.connect(lambda one: self.issue(LeverancierId(one.offerte.leverancier_id or 0)))
        quotes.withdraw_asked.connect(self.withdraw)

    @property
    def key(self) -> str:
        """Under which an unfinished request is kept."""
        number = self._aanvraag.id or f"nieuw:{self._aanvraag.dossier_id}"
        return f"opdrachten:aanvraag:{number}"

    @property
    def is_concept(self) -> bool:
        """Whether it was not sent yet."""
        return self._aanvraag.stand is Aanvraagstand.CONCEPT

    @property
    def dossier_id(self) -> int | None:
        """Of which dossier the request is."""
        return self._aanvraag.dossier_id

    def load(self, regels: Sequence[Vraagregel], asked: Sequence[LeverancierId]) -> None:
        """Show a concept to compose, and over it what was kept through a lock."""
        suppliers = [
            Gevraagde(
                id=LeverancierId(line.leverancier.id or 0),
                naam=line.leverancier.naam,
                papieren=f"papieren: {line.stand.woord}",
                is_gekozen=line.leverancier.id in asked,
            )
            for line in self._desk.services.leveranciers.list_regels()
        ]
        self._stack.setCurrentWidget(self.page)
        self.page.load(self._aanvraag, regels, suppliers)
        concept = self._desk.services.concepten.find(self.key)
        if concept is not None:
            self.page.restore_draft(concept.waarden)
        self.judge()

    def show_quotes(self) -> None:
        """Show what came in on a request that was sent."""
        row_id = AanvraagId(self._aanvraag.id or 0)
        self._aanvraag = self._service.get(row_id)
        self._stack.setCurrentWidget(self.quotes)
        stand = self._desk.services.vrijgaven.of_saved_request(row_id)
        self.quotes.show_request(self._aanvraag, self._service.vergelijking(row_id), shown(stand.bevindingen))

    def focus_first(self) -> None:
        """Where the work begins."""
        (self.page if self.is_concept else self.quotes).focus_first()

    # --- composing

    def hideEvent(self, event: QHideEvent) -> None:
        """Judge nothing that is not seen: the vault may be closed next."""
        self._pause.stop()
        super().hideEvent(event)

    def follow(self) -> None:
        """Show what is saved now, as after taking back a later save; what is typed and not saved stays.

        NotFound when the request was saved and is gone, as after taking back its first save.
        """
        if self._aanvraag.id is not None:
            now = self._service.get(self._aanvraag.id)
            if now.stand is Aanvraagstand.CONCEPT and not self.page.is_dirty:
                self._aanvraag = now
                self.load_saved()
                return
        self.judge()

    def load_saved(self) -> None:
        """Show a concept as it was saved."""
        row_id = AanvraagId(self._aanvraag.id or 0)
        asked = [LeverancierId(one.leverancier_id or 0) for one in self._service.list_offertes(row_id)]
        self.load(as_asked(self._service.list_regels(row_id)), asked)

    def judge(self) -> None:
        """Look at the texts as they stand."""
        request, lines, suppliers = self.page.request()
        hits = self._service.release_hits(request, lines, suppliers)
        heavy = [one for one in hits if one.ernst is Ernst.BLOKKEERT]
        marks: dict[str, list[tuple[int, int]]] = {}
        for hit in hits:
            marks.setdefault(hit.sleutel, []).append((hit.begin, hit.einde))
        findings = [self._finding(request, lines, one) for one in hits]
        refusal = ""
        if not lines:
            refusal = "Kies eerst een regel"
        elif not suppliers:
            refusal = "Kies eerst een leverancier"
        elif heavy:
            refusal = f"Eerst {count(len(heavy), 'blokkade', 'blokkades')} oplossen"
        else:
            stand = self._desk.services.vrijgaven.of_request(request, lines, suppliers)
            findings += shown(stand.bevindingen)
        self.page.show_verdict(
            Verdict(
                seen=self._seen(request, lines, suppliers),
                unseen=[*unseen_facts(hits, self._code), *_never()],
                findings=findings,
                marks=marks,
                refusal=refusal,
            )
        )

    def _finding(self, request: Aanvraag, lines: Sequence[Aanvraagregel], hit: Treffer) -> Finding:
        kind, _, rest = hit.sleutel.partition(":")
        text = str(getattr(request, kind, ""))
        if kind == "regel":
            number, _, name = rest.partition(":")
            line = next((one for one in lines if str(one.volgorde) == number), None)
            text = str(getattr(line, name, ""))
        return Finding(
            key=hit.sleutel,
            kind=hit.ernst.value,
            sentence=hit_sentence(self._desk, text, hit),
            action=f"Naar {place_words(hit).lower()}",
        )

    def _seen(
        self, request: Aanvraag, lines: Sequence[Aanvraagregel], suppliers: Sequence[LeverancierId]
    ) -> Leesbeeld:
        """The paper of the first supplier; that of the others differs in who it is for."""
        if not suppliers:
            return leesbeeld(None)
        name = self._desk.services.leveranciers.get(suppliers[0]).naam
        more = f"Zoals {name} het leest; de anderen elk met hun eigen naam en adres."
        return leesbeeld(
            lambda: self._service.reads(request, lines, suppliers[0]), uitleg=more if suppliers[1:] else ""
        )

    def edit_line(self, key: object) -> None:
        """F2."""
        line = self.page.line(key)
        if line is None:
            return
        form = Form(
            (
                fields.section(
                    "",
                    Aanvraagregel,
                    ("titel", "eis", "aantal", "eenheid", "btw", "per_jaar"),
                    titel={"required": True},
                    eis={"kind": LongText(lines=3)},
                    aantal={"kind": quantity(), "required": True},
                    eenheid={"kind": Text(width=120, placeholder="stuks"), "beside": True},
                    btw={"required": True},
                    per_jaar={"label": "Ieder jaar"},
                ),
            ),
            name="vraagformulier",
        )
        form.load(fields.values_of(line.regel))
        while True:
            values = self._desk.prompts.ask_form(self, "Regel bewerken", form=form, action="Overnemen")
            if values is None:
                return
            made = fields.filled(line.regel, values)
            problems = problems_of(made)
            if not problems:
                self.page.set_line(line.key, made)
                return
            form.show_problems(fields.sentences(problems))

    def save(self) -> int | None:
        """Keep it as a concept."""
        saved = self._save()
        if saved is not None:
            self.saved.emit(saved)
        return saved

    def _save(self) -> int | None:
        if not self.page.is_dirty and self._aanvraag.id is not None:
            return self._aanvraag.id
        request, lines, suppliers = self.page.request()
        try:
            changes = self._desk.performer.perform(
                self, lambda: self._service.save(request, lines, suppliers)
            )
        except InvalidInput as error:
            self.page.notice.tell(" ".join(fields.sentences(error.problems).values()))
            self.page.head.mark([one.field for one in error.problems])
            return None
        if changes is None:
            return None
        self._desk.services.concepten.drop(self.key)
        self.page.mark_saved()
        return changes.row_id or 0

    def preview(self) -> None:
        """Save, and show the paper as a supplier gets it."""
        from veiligheidsadvies.gui.screens.opdrachten.preview import show_preview  # heavy: only when asked

        _, _, suppliers = self.page.request()
        if not suppliers:
            self._desk.prompts.tell(self, "Kies eerst een leverancier.")
            return
        row_id = self._save()
        if row_id is not None:
            show_preview(self._desk, self, _paper(row_id, suppliers[0]))
            self.saved.emit(row_id)

    def send(self) -> None:
        """Out it goes, a numbered copy for every supplier; what is doubted first asks a second person."""
        _, lines, suppliers = self.page.request()
        row_id = self._save()
        if row_id is None:
            return
        number = AanvraagId(row_id)
        request = self._service.get(number)
        if not ask_release(
            self._desk, self, lambda: self._desk.services.vrijgaven.of_request(request, lines, suppliers)
        ):
            self.saved.emit(row_id)
            return
        if self._desk.performer.perform(self, lambda: self._service.send(number)) is None:
            return
        self._aanvraag = self._service.get(number)
        for supplier in suppliers:
            self.issue(supplier)
        self.saved.emit(row_id)

    def issue(self, supplier: LeverancierId) -> None:
        """The paper for one supplier."""
        open_leverancierstuk(
            self._desk,
            self,
            _paper(self._aanvraag.id or 0, supplier),
            nummer=self._aanvraag.nummer,
            leverancier=self._desk.services.leveranciers.get(supplier).naam,
        )

    # --- what came back

    def enter(self, column: Kolom) -> None:
        """The quote of one supplier, a price for every line he quoted."""
        row_id = AanvraagId(self._aanvraag.id or 0)
        lines = self._service.list_regels(row_id)
        form = _quote_form(lines)
        prices = {int(key): one.stukprijs for key, one in column.prijzen.items()}
        rates = {int(key): one.btw for key, one in column.prijzen.items()}
        start = replace(
            column.offerte,
            stand=Offertestand.ONTVANGEN,
            ontvangen_op=column.offerte.ontvangen_op or self._desk.services.today,
        )
        form.load(
            {
                **fields.values_of(start),
                **{f"prijs_{one.id}": prices.get(one.id or 0) for one in lines},
                **{f"btw_{one.id}": rates.get(one.id or 0, one.btw) for one in lines},
            }
        )
        title = f"Offerte van {column.leverancier}"
        while True:
            values = self._desk.prompts.ask_form(self, title, form=form, action="Invoeren")
            if values is None:
                return
            made = fields.filled(start, values)
            given = {
                one.id: (values[f"prijs_{one.id}"], BtwTarief(values[f"btw_{one.id}"]))
                for one in lines
                if one.id is not None and values[f"prijs_{one.id}"] is not None
            }
            try:
                self._desk.performer.perform(self, lambda: self._service.save_offerte(made, given))  # noqa: B023
            except InvalidInput as error:
                form.show_problems(fields.sentences(error.problems))
                continue
            return

    def choose(self, column: Kolom) -> None:
        """This one; the others lapse, and an order from it is composed."""
        missing = "" if column.is_volledig else "\nDeze offerte is niet volledig."
        dearer = "" if column.is_goedkoopste else "\nEr is een lagere offerte."
        question = f"De offerte van {column.leverancier} kiezen, {amount(column.incl)} incl. btw?"
        details = f"{missing}{dearer}\nDe andere offertes vervallen. U maakt daarna de opdracht."
        if not self._desk.prompts.confirm(self, question + details, action="Kiezen"):
            return
        offer = column.offerte.id
        if offer is not None and self._desk.performer.perform(self, lambda: self._service.choose(offer)):
            self.go.emit(Plek(scherm="opdrachten", tab="uit_offerte", row_id=offer))

    def withdraw(self) -> None:
        """Not wanted any more."""
        reason = self._desk.prompts.ask_reason(
            self, f"Aanvraag {self._aanvraag.nummer} intrekken", action="Intrekken"
        )
        row_id = AanvraagId(self._aanvraag.id or 0)
        if reason is not None:
            self._desk.performer.perform(self, lambda: self._service.withdraw(row_id, reason))

    # --- leaving

    def leave(self) -> None:
        """Away; asks only when something would be lost."""
        if self.may_leave():
            self._desk.services.concepten.drop(self.key)
            self.page.mark_saved()
            self.left.emit()

    def may_leave(self) -> bool:
        """True when nothing changed or the user throws the changes away."""
        if not self.is_concept or not self.page.is_dirty:
            return True
        return self._desk.prompts.confirm(
            self, "U hebt wijzigingen die niet bewaard zijn. Wilt u ze weggooien?", action="Weggooien"
        )

    def drafts(self) -> Mapping[str, Mapping[str, Any]]:
        """What is not saved."""
        return {self.key: self.page.draft()} if self.is_concept and self.page.is_dirty else {}


def new_request_lines(
    desk: Desk, dossier_id: DossierId, chosen: Sequence[int]
) -> tuple[Aanvraag, list[Vraagregel]]:
    """A request with all measures that may be ordered, those that were chosen ticked."""
    others = [one.id for one in desk.services.opdrachten.list_bestelbaar(dossier_id) if one.id not in chosen]
    ids = [MaatregelId(one) for one in (*chosen, *others) if one is not None]
    request, lines = desk.services.aanvragen.concept(dossier_id, ids)
    return request, [
        Vraagregel(key=at, regel=line, is_gekozen=line.maatregel_id in chosen)
        for at, line in enumerate(lines, 1)
    ]


def as_asked(lines: Sequence[Aanvraagregel]) -> list[Vraagregel]:
    """Lines that are all asked."""
    return [Vraagregel(key=at, regel=line) for at, line in enumerate(lines, 1)]


def _paper(row_id: int, supplier: LeverancierId) -> Leverancierstuk:
    return Leverancierstuk(
        document=SoortDocument.OFFERTEAANVRAAG, aanvraag_id=AanvraagId(row_id), leverancier_id=supplier
    )


def _quote_form(lines: Sequence[Aanvraagregel]) -> Form:
    head = fields.section(
        "",
        Offerte,
        ("kenmerk", "ontvangen_op", "geldig_tot", "levertijd_dagen", "opmerking"),
        kenmerk={"kind": Text(width=200)},
        ontvangen_op={"required": True},
        geldig_tot={"beside": True},
        levertijd_dagen={"label": "Levertijd", "note": "dagen"},
        opmerking={"kind": LongText(lines=2)},
    )
    rates = fields.options(BtwTarief)
    prices: list[Field] = []
    for one in lines:
        note = with_unit(one.aantal, one.eenheid)
        label = f"{one.titel} ({note})" if note else one.titel
        prices.append(Field(name=f"prijs_{one.id}", label=label, kind=fields.money()))
        prices.append(
            Field(
                name=f"btw_{one.id}",
                label="Btw",
                kind=Choice(options=rates, width=96),
                beside=True,
                required=True,
            )
        )
    return Form((head, Section("Prijs per stuk, excl. btw", prices)), name="offerteformulier")


def _never() -> list[Seen]:
    return [Seen(text=text, icon=NO) for text in ("Andere leveranciers en offertes", "Raming en begroting")]
