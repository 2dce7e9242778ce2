"""Numbered headings and paragraphs in print. In: a body's tree. Out: numbers that stand out, text that hangs after them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from lxml import etree

from bulletin.layout.numbering import Numbering, numbering_of
from bulletin.layout.sheet_trees import add_class, add_style, text_of
from bulletin.layout.widths import width_em

_LIST_KINDS: Final = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# A paragraph of more lines than this is prose that happens to be numbered: it keeps its indent and does not hang.
_LINES: Final = 3
# Signs and letters wider than the estimate must not push the text.
_SLACK_EM: Final = 0.2
_BRACKET_EM: Final = 0.5


def number_lists(root: etree._Element) -> None:
    """Numbers of lists as the author gave them; the engine takes them from the style only."""
    for ordered in root.iter("ol"):
        start = ordered.attrib.pop("start", "")
        if start.lstrip("-").isdecimal():
            add_style(ordered, f"counter-reset:list-item {int(start) - 1}")
        if kind := _LIST_KINDS.get(ordered.attrib.pop("type", "")):
            add_style(ordered, f"list-style-type:{kind}")
    for item in root.iter("li"):
        value = item.attrib.pop("value", "")
        if value.lstrip("-").isdecimal():
            add_style(item, f"counter-set:list-item {int(value)}")


def hang_numbers(root: etree._Element, characters: int) -> None:
    """Headings at the left hang after their numbers; so do paragraphs that stand in a row, numbered alike, none of
    them long. `characters` is the measure."""
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        numbering = numbering_of(text_of(heading))
        if numbering and heading.get("data-rank") in ("2", "3"):
            _hang(heading, numbering)
    for parent in [root, *root.iter("blockquote", "li", "dd")]:
        for items in _runs(parent, characters * _LINES):
            for item, numbering in items:
                _hang(item, numbering)


def _runs(parent: etree._Element, longest_em: float) -> Iterator[list[tuple[etree._Element, Numbering]]]:
    """Two or more paragraphs in a row that are numbered in the same way."""
    for depth, members in groupby(parent, _depth):
        items = [(block, numbering) for block in members if (numbering := numbering_of(text_of(block)))]
        if (
            depth >= 0
            and len(items) > 1
            and all(width_em(text_of(block)) <= longest_em for block, _ in items)
        ):
            yield items


def _depth(block: etree._Element) -> int:
    """How deep a numbered paragraph stands; -1 for any other block."""
    is_plain = block.tag == "p" and not block.get("class") and block.text and numbering_of(block.text)
    numbering = numbering_of(text_of(block)) if is_plain else None
    return numbering.depth if numbering else -1


def _hang(block: etree._Element, numbering: Numbering) -> None:
    marker = numbering.marker.strip()
    text = block.text or ""
    if not text.startswith(numbering.marker):
        return
    # A bracket that opens it is flush with the text above: its empty half is trimmed, as at the start of a line.
    width = (
        width_em(marker)
        - (_BRACKET_EM if marker[0] == "（" else 0.0)
        + (_SLACK_EM if marker[-1] in ".．" else 0.0)
    )
    sign = etree.Element("span", {"class": "marker"})
    sign.text, sign.tail = marker, text[len(numbering.marker) :]
    add_style(sign, f"width:{width:.2f}em")
    block.text = None
    block.insert(0, sign)
    add_class(block, "numbered")
    add_style(block, f"--marker:{width:.2f}em")
