"""Marks as the house and the region want them. In: a body's tree, its language, the house style. Out: the same tree.

For print and e-book alike: what of an author's marks is shown, and as what. CLREQ “Handling Interlinear Punctuation”.
"""

import re
from collections.abc import Collection
from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import add_class, append_text, has_class
from bulletin.model import Emphasis, TypeStyle

_TITLES: Final = re.compile(r"《([^《》\n]{1,40})》")


def settle_marks(
    root: etree._Element, lang: str, style: TypeStyle, proper_names: Collection[str] = ()
) -> None:
    """Emphasis as dots or in 黑; lines beside names where the house draws them, in Traditional editions beside
    `proper_names` too if it wants that; works with a wavy line in Traditional editions, in 《》 in the others."""
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
        _mark_each(root, _TITLES, "work")
    if traditional and style.name_marks and style.lined_names and proper_names:
        _mark_each(root, _one_of(proper_names), "name")
    _part_neighbours(root)


def _one_of(names: Collection[str]) -> re.Pattern[str]:
    """Any of `names`, the longest first; what stands in the pattern's group is what is marked."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})")


def _mark_each(root: etree._Element, pattern: re.Pattern[str], mark: str) -> None:
    """What `pattern` finds inside one stretch of text becomes a span of the class `mark`: the pattern's group."""
    for element in list(root.iter(etree.Element)):
        if not any(_is_closed(outer) for outer in (element, *element.iterancestors())):
            _mark(element, element, element.text, pattern, mark)
        parent = element.getparent()
        if element is root or parent is None or any(map(_is_closed, (parent, *parent.iterancestors()))):
            continue
        _mark(parent, element, element.tail, pattern, mark)


def _is_closed(element: etree._Element) -> bool:
    """True for what is not marked inside: code, readings, and what its author has marked."""
    return element.tag in ("code", "pre", "rt") or has_class(element, "name") or has_class(element, "work")


def _mark(
    parent: etree._Element, anchor: etree._Element, text: str | None, pattern: re.Pattern[str], mark: str
) -> None:
    pieces = pattern.split(text or "")
    if len(pieces) == 1:
        return
    before, rest = pieces[0], pieces[1:]
    spans = []
    for marked, after in zip(rest[::2], rest[1::2], strict=True):
        span = etree.Element("span", {"class": mark})
        span.text, span.tail = marked, after
        spans.append(span)
    if parent is anchor:
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
