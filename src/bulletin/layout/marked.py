"""Marks as the house and the region want them. In: a body's tree, its language, the house style. Out: the same tree.

For print and e-book alike: what of an author's marks is shown, and as what. CLREQ “Handling Interlinear Punctuation”.
"""

import re
from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import add_class, append_text, has_class
from bulletin.model import Emphasis, TypeStyle

_TITLES: Final = re.compile(r"《([^《》\n]{1,40})》")


def settle_marks(root: etree._Element, lang: str, style: TypeStyle) -> None:
    """Emphasis as dots or in 黑; lines beside names where the house draws them; works with a wavy line in
    Traditional editions, in 《》 in the others."""
    if style.emphasis is Emphasis.DOTS:
        for element in [
            element for element in root.iter("em") if not element.get("lang", "zh").startswith("en")
        ]:
            element.tag = "span"
            element.set("class", "emphasis")
    traditional = lang.startswith("zh-Hant")
    for span in list(root.iter("span")):
        if has_class(span, "name") and not style.name_marks:
            span.attrib.pop("class")
        elif has_class(span, "work") and not (traditional and style.name_marks):
            span.attrib.pop("class")
            span.text = "《" + (span.text or "")
            append_text(span, "》")
    if traditional and style.wavy_titles:
        _wave_titles(root)
    _part_neighbours(root)


def _wave_titles(root: etree._Element) -> None:
    """《…》 inside one stretch of text become a wavy line."""
    for element in list(root.iter(etree.Element)):
        if element.tag in ("code", "pre", "rt"):
            continue
        _wave(element, element, element.text, at_start=True)
        parent = element.getparent()
        if element is not root and parent is not None:
            _wave(parent, element, element.tail, at_start=False)


def _wave(parent: etree._Element, anchor: etree._Element, text: str | None, *, at_start: bool) -> None:
    pieces = _TITLES.split(text or "")
    if len(pieces) == 1:
        return
    before, rest = pieces[0], pieces[1:]
    spans = []
    for title, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.Element("span", {"class": "work"})
        span.text, span.tail = title, after
        spans.append(span)
    if at_start:
        anchor.text = before
        for place, span in enumerate(spans):
            anchor.insert(place, span)
    else:
        anchor.tail = before
        start = parent.index(anchor) + 1
        for place, span in enumerate(spans):
            parent.insert(start + place, span)


def _part_neighbours(root: etree._Element) -> None:
    """Two names side by side have two lines, with a gap between them."""
    for span in root.iter("span"):
        after = span.getnext()
        if after is None or span.tail or not {"name", "work"} & set(span.get("class", "").split()):
            continue
        if {"name", "work"} & set(after.get("class", "").split()):
            add_class(after, "beside")
