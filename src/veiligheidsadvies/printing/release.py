"""Reading a finished paper back before it leaves: does it hold anything that its reader may not see?

Everything is searched: the text of each page, metadata, outlines, annotations, attachments and any other
string in the file; as `text.searched` compares.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.text.searched import SearchedText


def find_sensitive(pdf: bytes, hunted: Sequence[tuple[str, str]]) -> list[str]:
    """Where any of the hunted (label, text) stands, as "blz. 2: naam"; an empty list lets the paper go.

    The PDF must not be encrypted yet. Texts without a letter or digit are passed over.
    """
    places: list[str] = []
    for place, text in read_back(pdf):
        page = SearchedText(text)
        places += [f"{place}: {label}" for label, wanted in hunted if page.holds(wanted)]
    return list(dict.fromkeys(places))


def read_back(pdf: bytes) -> list[tuple[str, str]]:
    """Every text in a PDF that is not encrypted, with its place: each page, then what does not show on one."""
    found = [(f"blz. {number}", text) for number, text in enumerate(page_texts(pdf), 1)]
    return [*found, *(("verborgen gegevens", text) for text in dict.fromkeys(_hidden_texts(pdf)))]


def _hidden_texts(pdf: bytes) -> Iterator[str]:
    """Every string outside the page contents.

    Document information, outlines, annotations, attachments, XMP.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield from _strings(document.trailer.get("/Info"), depth=2)
        for item in document.objects:
            yield from _strings(item, depth=3)
            if isinstance(item, pikepdf.Stream) and item.get("/Type") in ("/EmbeddedFile", "/Metadata"):
                yield item.read_bytes().decode("utf-8", "replace")


def _strings(item: Any, *, depth: int) -> Iterator[str]:
    """The strings in an object and what it holds directly; what it refers to is an object of its own."""
    import pikepdf

    if isinstance(item, pikepdf.String):
        yield str(item)
    elif depth and isinstance(item, pikepdf.Array):
        for part in item:
            yield from _strings(part, depth=depth - 1)
    elif depth and isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118 - a pikepdf object
            if key not in ("/Parent", "/P", "/Prev"):
                yield from _strings(item[key], depth=depth - 1)
