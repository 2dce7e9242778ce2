"""What a vertical edition needs beside its style sheet. In: a document of the book. Out: the same with short numbers upright.

縦中横: one or two digits stand upright side by side in the width of a character; longer numbers lie on their side (CLREQ,
mixed text in vertical writing). A small table stays horizontal; one that may outgrow the page turns with the text, for only
then can it go on to the next.
"""

import re
from typing import Final

from lxml import etree

XHTML: Final = "http://www.w3.org/1999/xhtml"
_SHORT_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z.,:/%\-])([0-9]{1,2})(?![0-9A-Za-z.,:/%\-])")
_LEFT_ALONE: Final = frozenset(f"{{{XHTML}}}{tag}" for tag in ("code", "pre", "svg", "rt"))

# What fits a page of 21 lines of 21 characters with room to spare: a tablet's in letters of twice the size.
_LEVEL_ROWS: Final = 8
_LEVEL_CHARACTERS: Final = 200


def level_small_tables(element: etree._Element) -> None:
    """Give every table below `element` that stays horizontal the class `level`."""
    for table in element.iter(f"{{{XHTML}}}table"):
        rows = sum(1 for _ in table.iter(f"{{{XHTML}}}tr"))
        letters = sum(len(str(text).strip()) for text in table.itertext())
        if rows <= _LEVEL_ROWS and letters <= _LEVEL_CHARACTERS:
            table.set("class", f"{table.get('class', '')} level".strip())


def upright_numbers(element: etree._Element) -> None:
    """Wrap every short number below `element` in `<span class="upright">`."""
    if element.tag in _LEFT_ALONE:
        return
    for child in list(element):
        if isinstance(child.tag, str):
            upright_numbers(child)
        head, spans = _parts(child.tail or "")
        if spans:
            child.tail = head
            for span in reversed(spans):
                child.addnext(span)
            child.tail = head
    head, spans = _parts(element.text or "")
    if spans:
        element.text = head
        for place, span in enumerate(spans):
            element.insert(place, span)


def _parts(text: str) -> tuple[str, list[etree._Element]]:
    """The text before the first short number, and a span for each with the text after it."""
    head, *rest = _SHORT_NUMBER.split(text)
    spans = []
    for number, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.Element(f"{{{XHTML}}}span", {"class": "upright"})
        span.text, span.tail = number, after
        spans.append(span)
    return head, spans
