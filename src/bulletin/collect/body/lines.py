"""What a line break means. In: a draft body whose blocks know how many `<br>` stood before them. Out: paragraphs and lines.

Old pages set paragraphs with `<br>`; poems and addresses break lines with it. Two breaks, an indent, or a line
longer than a printed one make paragraphs; short lines in a row stay lines of one block.
"""

from typing import Final, Literal

from lxml import etree

from bulletin.collect.body.builder import AFTER_BREAK
from bulletin.collect.body.edits import append_text, is_all_bold, move_content, remove, text_of
from bulletin.collect.body.leaves import INDENTED
from bulletin.collect.characters import weight_of

Breaks = Literal["guess", "line"]  # what a single <br> is: to be guessed, or a line end for certain

_LINE_LIMIT: Final = 30  # characters; a printed column holds 17 to 40


def settle_breaks(root: etree._Element, breaks: Breaks) -> None:
    """Join blocks that only a single `<br>` divided, where they are lines of one block."""
    group: list[etree._Element] = []
    for block in [*root.iter("p", "h2", "dt", "figcaption", "caption")]:
        if not (group and _continues(group[-1], block)):
            _settle(group, breaks)
            group = []
        group.append(block)
    _settle(group, breaks)


def _continues(before: etree._Element, block: etree._Element) -> bool:
    return block.get(AFTER_BREAK) == "1" and block.getprevious() is before and block.tag == before.tag


def _settle(group: list[etree._Element], breaks: Breaks) -> None:
    if len(group) > 1 and (group[0].tag != "p" or breaks == "line" or _are_lines(group)):
        _join(group)


def _are_lines(group: list[etree._Element]) -> bool:
    """Verse, or short lines without pictures or indents. A bold line over others is a sub-head, not their first."""
    if "verse" in group[0].get("class", "").split():
        return True
    if any(block.find(".//img") is not None for block in group) or is_all_bold(group[0]):
        return False
    if any(block.get(INDENTED) is not None for block in group[1:]):
        return False
    return all(weight_of(text_of(block)) <= _LINE_LIMIT for block in group)


def _join(group: list[etree._Element]) -> None:
    first, *others = group
    for block in others:
        if first.tag == "h2":  # a heading on two lines: a space keeps them apart in the contents
            append_text(first, " ")
        else:
            etree.SubElement(first, "br")
        move_content(block, first)
        remove(block)
