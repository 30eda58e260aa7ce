"""The glossary says what the fields say."""

from tools.glossary import TARGET, text


def test_the_glossary_is_written_out_from_the_fields() -> None:
    assert TARGET.read_text("utf-8") == text(), "run: python -m tools.glossary"
