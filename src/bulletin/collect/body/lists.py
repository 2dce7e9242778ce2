"""Lists, notes and what is left over. In: a draft body. Out: no empty block; a single line bare in its item or cell."""

from itertools import takewhile

from lxml import etree

from bulletin.collect.body.edits import move_content, remove, text_of, unwrap
from bulletin.model.body import BLOCKS

_HOLDERS = ("li", "dd", "td", "th")


def settle_lists(root: etree._Element) -> None:
    """Drop empty items and blocks, open definition lists without terms, move notes to the end."""
    open_lists(root)
    _settle_end(root)


def open_lists(root: etree._Element) -> None:
    """Drop empty items and blocks, open definition lists without terms."""
    for block in reversed(list(root.iter("li", "dd", "dt", "ul", "ol", "blockquote", "aside", "figure"))):
        if not text_of(block).strip() and block.find(".//img") is None and block.find(".//hr") is None:
            remove(block)
    for terms in list(root.iter("dl")):
        _settle_terms(terms)


def bare_single_lines(root: etree._Element) -> None:
    """A paragraph alone in an item or a cell is the item's own text."""
    for holder in root.iter(*_HOLDERS):
        if len(holder) == 1 and holder[0].tag == "p" and not holder[0].attrib:
            line = holder[0]
            holder.remove(line)
            move_content(line, holder)


def _settle_terms(terms: etree._Element) -> None:
    """A list of terms has terms first and a description last; any other is opened out."""
    if not len(terms):
        remove(terms)
    elif terms[0].tag != "dt" or terms[-1].tag != "dd":
        for part in list(terms):
            if part.tag == "dt":
                part.tag = "p"
            else:
                unwrap(part)
        unwrap(terms)


def _settle_end(root: etree._Element) -> None:
    """Notes stand at the end; a rule divides blocks, it neither begins nor ends a text."""
    notes = root.findall("aside")
    for note in notes:
        root.remove(note)
    for from_end in (False, True):
        for rule in list(takewhile(lambda block: block.tag == "hr", root.iterchildren(reversed=from_end))):
            root.remove(rule)
    for rule in root.findall("hr"):
        previous = rule.getprevious()
        if previous is not None and previous.tag == "hr":
            root.remove(rule)
    root.extend(note for note in notes if any(child.tag in BLOCKS for child in note))
