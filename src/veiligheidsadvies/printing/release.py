"""Reading a finished paper back before it leaves: does it hold anything that its reader may not see?

Everything is searched: the text of each page, metadata, outlines, annotations, attachments and any other
string in the file; as `text.searched` compares.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from veiligheidsadvies.printing.pages import page_texts
from veiligheidsadvies.text.searched import SearchedText

_SPOKEN = re.compile(
    rb"/(?:ActualText|Alt|E)\s*(?:\(((?:[^()\\]|\\.)*)\)|<((?:[0-9a-fA-F]{2})+)>)", re.DOTALL
)


def find_sensitive(pdf: bytes, hunted: Sequence[tuple[str, str]], *, logkop: str = "") -> list[str]:
    """Where any of the hunted (label, text) stands, as "blz. 2: naam"; an empty list lets the paper go.

    The PDF must not be encrypted yet. Texts without a letter or digit are passed over, and the log head.
    """
    places: list[str] = []
    for place, text in read_back(pdf, logkop=logkop):
        page = SearchedText(text)
        places += [f"{place}: {label}" for label, wanted in hunted if page.holds(wanted)]
    return list(dict.fromkeys(places))


def read_back(pdf: bytes, *, logkop: str = "") -> list[tuple[str, str]]:
    """Every text in a PDF that is not encrypted, with its place: each page, and what does not show on it.

    `logkop` is the log head on the paper, drawn at random, so that by chance it may hold a word that is
    hunted; where it stands whole it is not read.
    """
    drawn = re.compile(r"\s*".join(map(re.escape, logkop.split())) or r"(?!)")
    found = [(f"blz. {number}", text) for number, text in enumerate(page_texts(pdf), 1)]
    found += [("verborgen gegevens", text) for text in dict.fromkeys(_hidden_texts(pdf))]
    return [(place, drawn.sub(lambda head: "·" * len(head[0]), text)) for place, text in found]


def _hidden_texts(pdf: bytes) -> Iterator[str]:
    """Every string outside the page contents.

    Document information, outlines, annotations, attachments, XMP, and the spoken text of a drawing.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        information = document.trailer.get("/Info")
        yield from _strings(information, depth=2)
        if isinstance(information, pikepdf.Dictionary):
            yield " ".join(information.keys())
        for item in document.objects:
            yield from _strings(item, depth=3)
            if isinstance(item, pikepdf.Stream):
                yield from _of_stream(item)


def _of_stream(item: Any) -> Iterator[str]:
    if item.get("/Type") in ("/EmbeddedFile", "/Metadata"):
        yield from _readable(item.read_bytes())
    elif item.get("/Type") is None or item.get("/Subtype") == "/Form":
        for spoken, in_hex in _SPOKEN.findall(item.read_bytes()):
            yield from _readable(bytes.fromhex(in_hex.decode("ascii")) if in_hex else spoken)


def _readable(content: bytes) -> Iterator[str]:
    """Bytes as text: with a mark of UTF-16 as that, otherwise as UTF-8."""
    is_wide = content[:2] in (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)
    yield content.decode("utf-16" if is_wide else "utf-8", "replace")


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
