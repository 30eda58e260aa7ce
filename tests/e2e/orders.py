"""What several stories about orders do: go on to the next step, answer, print, and choose from a list."""

from __future__ import annotations

from tests.e2e.program import Program, View

TWEEDE = "negen groene emmers staan naast de schuur"
"""With what the second person signs."""


def next_step(program: Program, words: str) -> None:
    """What the page says is next, once it says so."""
    button = "volgende_stap_knop"
    program.wait(lambda view: view.top == "venster" and view.text(button) == words, words)
    program.click(button)


def say_yes(program: Program) -> None:
    program.wait(lambda view: view.top == "vraag", "a question")
    program.click("akkoord")
    program.wait(lambda view: view.top != "vraag", "the answer")


def print_paper(program: Program, *, document: str = "Offerteaanvraag") -> None:
    """Let a paper out over the printer; its number is told."""
    view = program.wait_for("uitgifte_dialoog")
    assert view.title.startswith(document), view.title
    program.wait(lambda view: view.text("wijze") == "op papier", "the way")
    program.click("akkoord")
    program.wait(lambda view: view.top == "melding", "what was registered")
    program.press("Return")
    program.wait(lambda view: view.top != "melding", "told")


def choose(program: Program, name: str, words: str) -> None:
    """The option of a list that says this; fails when it is not offered."""
    offered = options(program, name)
    assert words in offered, offered
    program.press("Home", *["Down"] * offered.index(words))
    program.wait(lambda view: view.text(name) == words, words)


def options(program: Program, name: str) -> list[str]:
    """Everything that a closed list offers, read with its keys."""
    program.click(name)
    program.press("Esc")
    program.wait_for_focus(name)
    program.press("Home")
    found = [program.look().text(name)]
    while True:
        program.press("Down")
        words = program.look().text(name)
        if words == found[-1]:
            return found
        found.append(words)


def open_order(program: Program, at: int = 0) -> View:
    """An order from the list, by its place there."""
    program.press("Ctrl+4")
    program.wait_for_focus("opdrachten")
    program.press("Home", *["Down"] * at, "Return")
    return program.wait(lambda view: view.has("volgende_stap_titel") or view.has("opdracht_kop"), "an order")
