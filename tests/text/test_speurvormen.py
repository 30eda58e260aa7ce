"""What of a field is hunted: enough to prove something, and no word that anybody writes."""

from __future__ import annotations

import pytest

from veiligheidsadvies.text.speurvormen import description_targets, phrase_targets


@pytest.mark.parametrize("text", ["Oplevering", " oplevering ", "Voorgevel"])
def test_a_plain_word_that_describes_a_file_is_not_hunted(text: str) -> None:
    assert description_targets(text) == []


@pytest.mark.parametrize(
    "text", ["Zicht op het zolderluik", "Kapot luik", "Kluis-K7731", "OPLEVERING", "McZolder", "luik_noord"]
)
def test_every_other_description_is(text: str) -> None:
    assert description_targets(text) == phrase_targets(text) != []


def test_a_word_alone_is_hunted_where_a_field_names_something() -> None:
    assert [one.letters for one in phrase_targets("Zwanenbloemzaken")] == ["zwanenbloemzaken"]
