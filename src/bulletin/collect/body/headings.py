"""Headings. In: a draft body. Out: levels from h2 without a jump; short bold paragraphs are sub-heads too."""

import re
from typing import Final

from lxml import etree

from bulletin.collect.body.builder import ALIGN, RANK
from bulletin.collect.body.edits import is_all_bold, move_content, text_of, unwrap
from bulletin.collect.body.figures import CAPTION
from bulletin.collect.characters import weight_of

HEADING_LIMIT: Final = (
    60  # characters; longer ones are paragraphs that a page set as headings for their looks
)
SUBHEAD_LIMIT: Final = 40

# How a bold sub-head is numbered says how deep it stands, always below the headings marked as such (1 to 6).
_NUMBERING: Final = (
    (re.compile(r"第[一二三四五六七八九十百零〇\d]{1,4}[章编編部篇]"), 7),
    (re.compile(r"[一二三四五六七八九十]{1,3}[、．.]"), 8),
    (re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"), 9),
    (re.compile(r"\d{1,2}[、．.](?!\d)"), 10),
)
_UNNUMBERED_RANK: Final = 8
_NO_HEADS: Final = frozenset({"verse", "signature"})
_NOT_A_HEAD: Final = re.compile(
    r"[。；，,;!！：:、]$|^[（(]?(?:作者|来源|來源|责任编辑|責任編輯|责编|编辑|编者按|文[/／]|图[/／]|记者)|^本[报報刊].{0,8}[记記]者"
)


def settle_headings(root: etree._Element) -> None:
    """Make sub-heads of bold lines, paragraphs of misused headings, and close the levels up."""
    for heading in list(root.iter("h2")):
        parent = heading.getparent()
        if parent is not root or weight_of(text_of(heading)) > HEADING_LIMIT:
            _demote(heading)
    _promote_bold_lines(root)
    _close_levels(root)


def _demote(heading: etree._Element) -> None:
    heading.tag = "p"
    if not is_all_bold(heading):
        for strong in list(heading.iter("strong")):
            unwrap(strong)
        strong = etree.Element("strong")
        move_content(heading, strong)
        heading.append(strong)


def _promote_bold_lines(root: etree._Element) -> None:
    """A run of three or more bold lines is an emphasis, a list of names, a motto: not sub-heads."""
    run: list[etree._Element] = []
    for block in root:
        if _is_bold_line(block):
            run.append(block)
            continue
        if len(run) < 3 and block.tag not in ("aside", "hr"):
            for line in run:
                line.tag = "h2"
                line.set(RANK, str(rank_of(text_of(line).strip())))
        run = []


def _is_bold_line(block: etree._Element) -> bool:
    if block.tag != "p" or not is_all_bold(block) or block.find(".//img") is not None:
        return False
    text = text_of(block).strip()
    if not 2 <= weight_of(text) <= SUBHEAD_LIMIT or _NO_HEADS.intersection(block.get("class", "").split()):
        return False
    return block.get(ALIGN) != "right" and not _NOT_A_HEAD.search(text) and not CAPTION.search(text)


def rank_of(text: str) -> int:
    """The rank of a sub-head that only its numbering ranks, 7 (第一章) to 10 (1.)."""
    return next((rank for numbering, rank in _NUMBERING if numbering.match(text)), _UNNUMBERED_RANK)


def _close_levels(root: etree._Element) -> None:
    """Each heading stands one level below the nearest earlier one of a higher rank."""
    above: list[int] = []
    for heading in root.iterchildren("h2"):
        rank = int(heading.get(RANK, "2"))
        while above and above[-1] >= rank:
            above.pop()
        above.append(rank)
        heading.tag = f"h{min(len(above) + 1, 4)}"
        for strong in list(heading.iter("strong")):
            unwrap(strong)
