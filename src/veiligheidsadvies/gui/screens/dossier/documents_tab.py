"""Documenten: files kept inside the vault, looked at from memory, taken out on purpose only."""

from __future__ import annotations

from pathlib import Path

from veiligheidsadvies.domain.bijlage import GROOTSTE_BYTES, Bijlage, SoortBijlage
from veiligheidsadvies.domain.errors import FileUnreadable, InvalidInput, UserError
from veiligheidsadvies.domain.problems import Problem
from veiligheidsadvies.gui.binding import fields
from veiligheidsadvies.gui.binding.desk import Desk
from veiligheidsadvies.gui.kit.cells import Cell, text_cell
from veiligheidsadvies.gui.kit.empty import EmptyState
from veiligheidsadvies.gui.kit.form import Form
from veiligheidsadvies.gui.kit.pieces import Button, label
from veiligheidsadvies.gui.kit.table import Column
from veiligheidsadvies.gui.kit.table_panel import TablePanel
from veiligheidsadvies.gui.screens.dossier.tab import Opened, Tab, button_bar, filling, make_table
from veiligheidsadvies.gui.screens.dossier.viewer import Viewer
from veiligheidsadvies.text.formats import date_full

EXPORT_WARNING = (
    "Buiten de kluis is dit bestand niet meer versleuteld, en iedereen met toegang tot de map kan het lezen. "
    "Wilt u het toch naar een map schrijven?"
)
_FIELDS = ("naam", "omschrijving")
_KIB, _MIB = 1024, 1024 * 1024


class DocumentsTab(Tab):
    """A list of attachments with what can be done to them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="documenten")
        self.view = make_table(desk, _columns(), name="documenten", accessible="Documenten")
        self.view.opened.connect(lambda bijlage: self.ask(bijlage.id))
        self.add = Button("Document toevoegen…", name="document_toevoegen", on_click=self.add_file)
        self.look = Button("Bekijken", name="document_tonen", on_click=self._look)
        self.change = Button("Naam wijzigen…", name="document_wijzigen", on_click=self._change)
        self.export = Button("Naar een map…", name="document_uitvoeren", on_click=self._export)
        self.remove = Button("Verwijderen…", name="document_verwijderen", on_click=self._remove)
        self.empty = EmptyState(
            "Nog geen documenten",
            detail="Bewaar hier het advies, het certificaat of de offerte, van welk soort ook.",
            action="Document toevoegen…",
            name="documenten_leeg",
        )
        self.empty.asked.connect(self.add_file)
        self.panel = TablePanel(self.view, has_total=False, empty=self.empty)
        self.note = label(
            "Een toegevoegd bestand blijft ook op zijn oude plaats staan, tot u het daar weghaalt.", "small"
        )
        bar = button_bar((self.add, self.look, self.change), (self.export, self.remove))
        filling(self, bar, self.panel, self.note)

    def load(self) -> None:
        """Read again."""
        found = self.desk.services.bijlagen.list_of_dossier(self.dossier_id)
        self.panel.set_rows(found)
        for part in (self.add, self.look, self.change, self.export, self.remove, self.note):
            part.setVisible(bool(found))

    def focus_first(self) -> None:
        """The list, or the first step when it is empty."""
        (self.view if self.view.table.rowCount() else self.empty.button).setFocus()

    def show_row(self, row_id: int | None, field: str = "") -> None:  # noqa: ARG002 - a document has no fields
        """Show a document; one that cannot be shown is told."""
        if row_id is None:
            return
        service = self.desk.services.bijlagen
        try:
            bijlage = service.get(row_id)
            if bijlage.soort is SoortBijlage.OVERIG:
                self.desk.prompts.tell(
                    self,
                    "Dit soort bestand toont het programma niet.\nSchrijf het naar een map om het te openen.",
                )
                return
            viewer = Viewer(self.desk, bijlage, service.content(row_id))
        except UserError as error:
            self.desk.performer.tell(self, error)
            return
        self.opened.emit(Opened(title="Document", page=viewer))
        viewer.focus_first()

    def _look(self) -> None:
        if (bijlage := self.view.current()) is not None:
            self.ask(bijlage.id)

    def add_file(self) -> None:
        """Choose a file, name it, and keep it in the vault."""
        path = self.desk.prompts.choose_file(self, "Document toevoegen", pattern="Alle bestanden (*)")
        if path is None:
            return
        try:
            content = _read(path)
        except InvalidInput as error:
            self.desk.prompts.tell(self, "\n".join(fields.sentences(error.problems).values()))
            return
        except UserError as error:
            self.desk.performer.tell(self, error)
            return
        typed = self._ask("Document toevoegen", "Toevoegen", naam=path.name, omschrijving="")
        while typed is not None and not self._is_added(typed, content):
            typed = self._ask("Document toevoegen", "Toevoegen", **typed)

    def _is_added(self, typed: dict[str, str], content: bytes) -> bool:
        def work() -> object:
            return self.desk.services.bijlagen.add(self.dossier_id, content=content, **typed)

        return self._perform(work)

    def _change(self) -> None:
        bijlage = self.view.current()
        if bijlage is None:
            return
        typed = self._ask("Document", "Bewaren", naam=bijlage.naam, omschrijving=bijlage.omschrijving)
        while typed is not None and not self._is_changed(bijlage, typed):
            typed = self._ask("Document", "Bewaren", **typed)

    def _is_changed(self, bijlage: Bijlage, typed: dict[str, str]) -> bool:
        changed = fields.filled(bijlage, typed)
        return self._perform(lambda: self.desk.services.bijlagen.save(changed))

    def _perform(self, work: object) -> bool:
        """Whether it was done; what keeps it from being saved is told."""
        try:
            return self.desk.performer.perform(self, work) is not None  # type: ignore[arg-type]
        except InvalidInput as error:
            self.desk.prompts.tell(self, "\n".join(fields.sentences(error.problems).values()))
            return False

    def _ask(self, title: str, action: str, **start: str) -> dict[str, str] | None:
        form = Form((fields.section("", Bijlage, _FIELDS, naam={"required": True}),))
        form.load({name: value or None for name, value in start.items()})
        form.follow(self.desk.secrecy)
        values = self.desk.prompts.ask_form(self, title, form=form, action=action)
        return None if values is None else {name: values[name] or "" for name in _FIELDS}

    def _export(self) -> None:
        bijlage = self.view.current()
        if bijlage is None or not self.desk.prompts.confirm(self, EXPORT_WARNING, action="Naar een map…"):
            return
        path = self.desk.prompts.save_file(
            self, "Document naar een map", name=bijlage.naam, pattern="Alle bestanden (*)"
        )
        if path is None:
            return
        try:
            self.desk.services.bijlagen.export_to(bijlage.id or 0, path)
        except UserError as error:
            self.desk.performer.tell(self, error)

    def _remove(self) -> None:
        bijlage = self.view.current()
        question = "Wilt u dit document uit het dossier verwijderen?"
        if bijlage is not None and self.desk.prompts.confirm(self, question, action="Verwijderen"):
            self.desk.performer.perform(self, lambda: self.desk.services.bijlagen.remove(bijlage.id or 0))


def _read(path: Path) -> bytes:
    """The bytes of a file; InvalidInput when it is too large, FileUnreadable otherwise."""
    try:
        if path.stat().st_size > GROOTSTE_BYTES:
            raise InvalidInput([Problem("grootte", "bestand_te_groot", {"maximum": GROOTSTE_BYTES // _MIB})])
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable from error


def _columns() -> list[Column[Bijlage]]:
    return [
        Column(name="naam", title="Naam", width=240, is_secret=True, cell=lambda b: text_cell(b.naam)),
        Column(name="soort", title="Soort", width=96, cell=lambda b: text_cell(_kind(b.soort))),
        Column(
            name="omschrijving",
            title="Omschrijving",
            width=200,
            stretch=True,
            is_secret=True,
            cell=lambda b: text_cell(b.omschrijving),
        ),
        Column(
            name="grootte",
            title="Grootte",
            width=88,
            is_right=True,
            cell=lambda b: Cell(text=size_words(b.grootte), is_right=True),
        ),
        Column(
            name="op",
            title="Toegevoegd op",
            width=124,
            cell=lambda b: text_cell(date_full(b.toegevoegd_op.date())),
        ),
    ]


def _kind(kind: SoortBijlage) -> str:
    return "PDF" if kind is SoortBijlage.PDF else kind.value


def size_words(size: int) -> str:
    """Bytes as `812 B`, `34 kB` or `1,2 MB`."""
    if size < _KIB:
        return f"{size} B"
    if size < _MIB:
        return f"{round(size / _KIB)} kB"
    return f"{size / _MIB:.1f} MB".replace(".", ",")
