"""Under Help: the keys, what is and is not protected, and what this program is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QTextBrowser, QWidget

from veiligheidsadvies import __version__, paths
from veiligheidsadvies.gui.kit.dialog import Dialog
from veiligheidsadvies.gui.kit.editors import Option
from veiligheidsadvies.gui.kit.page import ScrollBody
from veiligheidsadvies.gui.kit.pieces import describe, label, let_style_fill
from veiligheidsadvies.gui.kit.prompts import Prompts
from veiligheidsadvies.gui.kit.text_look import lay_out

MINUTES = (1, 2, 5, 10, 15, 30)
_EVERYWHERE = (
    ("Volgend veld, vorig veld", "Tab, Shift+Tab"),
    ("Bewaren", "Ctrl+S"),
    ("Sluiten of annuleren", "Esc"),
)


class Shortcuts(Dialog):
    """All keys of the frame and of this screen, in two columns."""

    def __init__(
        self, parent: QWidget, always: Sequence[tuple[str, str]], of_screen: Sequence[tuple[str, str]]
    ) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        row = 0
        for title, keys in (("Dit scherm", of_screen), ("Overal", (*always, *_EVERYWHERE))):
            if not keys:
                continue
            grid.addWidget(label(title, "heading"), row, 0, 1, 2)
            for words, key in keys:
                row += 1
                grid.addWidget(label(words), row, 0)
                shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
                grid.addWidget(label(shown, "muted"), row, 1, Qt.AlignmentFlag.AlignRight)
            row += 1
        grid.setColumnStretch(0, 1)
        scroll = ScrollBody(body)
        scroll.setMinimumHeight(min(420, body.sizeHint().height()))
        super().__init__(
            parent,
            title="Sneltoetsen",
            accept_text="Sluiten",
            body=scroll,
            cancel_text="",
            name="sneltoetsen",
        )


class Protection(Dialog):
    """The same text as in the documentation of the program."""

    def __init__(self, parent: QWidget) -> None:
        words = describe(QTextBrowser(), "uitleg", "Wat wel en niet beschermd is")
        words.setMarkdown(_without_title(paths.resource("uitleg/bescherming.md").read_text(encoding="utf-8")))
        lay_out(words.document())
        let_style_fill(words)
        words.setOpenLinks(False)
        super().__init__(
            parent,
            title="Wat wel en niet beschermd is",
            accept_text="Sluiten",
            body=words,
            cancel_text="",
            name="bescherming",
        )
        self.setMinimumSize(min(800, parent.width() - 48), min(640, parent.height() - 48))


class About(Dialog):
    """Version, licence, and the one promise."""

    def __init__(self, parent: QWidget) -> None:
        words = label(
            f"Versie {__version__}. Vrije software onder de EUPL-1.2.\n\n"
            "Dit programma gebruikt geen netwerk. Alles staat versleuteld in één map op deze computer.",
            is_wrapped=True,
        )
        super().__init__(
            parent, title="Veiligheidsadvies", accept_text="Sluiten", body=words, cancel_text="", name="over"
        )


def ask_minutes(prompts: Prompts, parent: QWidget, now: int) -> int | None:
    """After how many minutes without work the program locks itself."""
    options = [Option(value=one, text="1 minuut" if one == 1 else f"{one} minuten") for one in MINUTES]
    answer = prompts.ask_choice(
        parent,
        f"Na hoeveel tijd zonder werk vergrendelt het programma? Nu: {now} min.",
        label="Vergrendelen na",
        options=options,
        value=now if now in MINUTES else None,
    )
    return None if answer is None else int(answer)


def _without_title(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if first.startswith("# ") else text
