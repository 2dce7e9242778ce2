"""Cutting the article out of its container. In: a draft body. Out: the same without headline, credits, and what follows.

Blocks are judged by their text and their share of links; nothing is cut inside a block.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bulletin.collect import credits, labels, values
from bulletin.collect.body.edits import remove, text_of, unwrap
from bulletin.collect.characters import bare, one_line, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.people import is_names

_HEAD_BLOCKS: Final = 14  # how far down a headline and its credits are looked for
_MOST: Final = 0.6
_FULL_STOPS: Final = ("。", "！", "？")
_WRAPPERS: Final = ("blockquote", "ul", "ol")
_HIGHEST: Final = 40  # blocks above a headline, at most
_LITTLE: Final = 0.3  # of the text may stand above the headline and be none of it
_SUBTITLE_LIMIT: Final = 50  # characters
_AFFILIATION_LIMIT: Final = 24
_BESIDE_DATE: Final = 16
_TIME: Final = re.compile(r"[\d\s/:.年月日时時分-]+")  # a day or an hour in an element of its own
_MONTH_AND_TIME: Final = re.compile(r"(?<!\d)\d{1,2}\s*[-/月]\s*\d{1,2}日?\s+\d{1,2}[:：]\d\d(?!\d)")
_AFFILIATION: Final = re.compile(
    r"[（(]?\S{2,18}(?:馆|館|院|局|大学|大學|学院|學院|中心|公司|学校|學校|委员会|研究所|研究室|日报|日報|晚报|晚報|网|網|社|电视台)[）)]?"
)
_DOUBTFUL: Final = 30  # characters of a paragraph whose loss the editor should know of
_ENDS: Final = (
    labels.HARD_END,
    labels.WEAK_END,
    labels.AFTERWARDS,
    labels.CLOSING_CREDIT,
    labels.CREDIT_LINE,
)
_AFTERWARDS_LIMIT: Final = 40
_FOOTER_LIMIT: Final = 160
_HARD_END_AFTER: Final = 60  # characters of text before an end may be an end


@dataclass(frozen=True, slots=True)
class Below:
    """What stood below the text: its lines, for the credits in them; and the paragraphs that may have been text."""

    lines: tuple[str, ...]
    doubtful: tuple[str, ...]


def trim(root: etree._Element, title: str, subtitle: str = "") -> Below:
    """Cut `root` down to the text."""
    _open_wrappers(root)
    _cut_head(root, bare(title), bare(subtitle))
    below = _cut_end(root)
    for block in list(root):
        text = one_line(text_of(block))
        if _is_litter(block, text) or (weight_of(text) < 40 and labels.AFTERWARDS.search(text)):
            remove(block)
    return below


def _open_wrappers(root: etree._Element) -> None:
    """A quotation or list that holds most of the text was made for its indent."""
    much = _MOST * weight_of(text_of(root))
    while True:
        wrapper = next(
            (block for block in root if block.tag in _WRAPPERS and weight_of(text_of(block)) > much), None
        )
        if wrapper is None or (wrapper.tag != "blockquote" and len(wrapper) > 2):
            return
        for item in wrapper.findall("li"):
            unwrap(item)
        unwrap(wrapper)


def _cut_head(root: etree._Element, title: str, subtitle: str) -> None:
    """Cut all above the headline, and below it what belongs to the head: subtitle, credits."""
    _cut_above_headline(root, title)
    last = -1
    seen = 0
    for index, block in enumerate(root):
        text = one_line(text_of(block))
        size = weight_of(text)
        if not size:
            continue
        seen += 1
        follows = index == last + 1
        is_head = _is_headline(text, title) or _is_headline(text, subtitle)
        if is_head or _is_credit(text, size) or (follows and _is_below_headline(text, size)):
            last = index
        elif _is_text(block, text) or seen >= _HEAD_BLOCKS:
            break
    for block in list(root)[: last + 1]:
        if block.tag != "figure":
            root.remove(block)


def _cut_above_headline(root: etree._Element, title: str) -> None:
    """Above the headline a page without structure has its menus and greetings, and its banner."""
    above = 0
    total = weight_of(text_of(root))
    for block in root[:_HIGHEST]:
        text = one_line(text_of(block))
        if _is_headline(text, title):
            break
        above += weight_of(text)
    else:
        return
    if above <= _LITTLE * total:
        while root[0] is not block:
            root.remove(root[0])


def _is_below_headline(text: str, size: int) -> bool:
    """A subtitle, names without a label, where their bearers work."""
    if size >= _SUBTITLE_LIMIT:
        return False
    return bool(values.SUBTITLE.fullmatch(text) or values.PERIODICAL.search(text) or is_names(text)) or (
        size < _AFFILIATION_LIMIT and bool(_AFFILIATION.fullmatch(text))
    )


def _is_headline(text: str, title: str) -> bool:
    return len(title) > 3 and bare(text) == title


def _is_credit(text: str, size: int) -> bool:
    """A line of credits or a breadcrumb, or a date with little beside it; 记者：… at the head of an interview is a sentence."""
    if _TIME.fullmatch(text) or (size < _BESIDE_DATE + 12 and _MONTH_AND_TIME.search(text)):
        return True
    if size < 60 and not text.endswith(_FULL_STOPS) and (stamp := next(dates_in(text), None)):
        beside = weight_of(text[: stamp.start] + text[stamp.end :])
        if stamp.has_time or beside <= _BESIDE_DATE:
            return True
    if size < 60 and labels.BREADCRUMB.search(text):
        return True
    if credits.is_byline(text):
        return True
    return (
        size < 90
        and bool(labels.CREDIT_LINE.search(text))
        and not text.endswith(("。", "？", "！", "”", "?", "!", "…"))
    )


def _cut_end(root: etree._Element) -> Below:
    blocks = list(root)
    texts = [one_line(text_of(block)) for block in blocks]
    cut = _end_of(texts)
    while (last := _last_with_text(blocks, texts, cut)) >= 0 and _is_after_the_end(blocks[last], texts[last]):
        cut = last
    for block in blocks[cut:]:
        root.remove(block)
    lines = tuple(line for block in blocks[cut:] for line in _lines(block))
    doubtful = (
        text for block, text in zip(blocks[cut:], texts[cut:], strict=True) if _may_be_text(block, text)
    )
    return Below(lines, tuple(doubtful))


def _may_be_text(block: etree._Element, text: str) -> bool:
    """True for a paragraph of some length that names itself neither credits nor anything that follows an article."""
    if block.tag != "p" or weight_of(text) < _DOUBTFUL or labels.is_footer(text):
        return False
    return not any(pattern.search(text) for pattern in _ENDS)


def _end_of(texts: list[str]) -> int:
    """The number of blocks up to the first that ends the article."""
    total = sum(map(weight_of, texts)) or 1
    before = 0
    for index, text in enumerate(texts):
        size = weight_of(text)
        if before >= _HARD_END_AFTER and size < 90 and labels.HARD_END.search(text):
            return index
        if before >= 0.5 * total:
            if size < 40 and labels.AFTERWARDS.search(text):
                return index
            if size < 60 and labels.WEAK_END.search(text):
                return index
        before += size
    return len(texts)


def _last_with_text(blocks: list[etree._Element], texts: list[str], end: int) -> int:
    """The last block before `end` with text of its own: pictures go with what stands before them."""
    return next(
        (index for index in range(end - 1, -1, -1) if texts[index] and blocks[index].tag != "figure"), -1
    )


def _is_after_the_end(block: etree._Element, text: str) -> bool:
    size = weight_of(text)
    if labels.LITTER.fullmatch(text) or (size < _AFTERWARDS_LIMIT and labels.AFTERWARDS.search(text)):
        return True
    if size < _FOOTER_LIMIT and "。" not in text and labels.is_surely_footer(text):
        return True
    if block.tag == "aside" or (block.tag == "h2" and size < 20):
        return block.tag == "h2"
    if size < 60 and labels.CLOSING_CREDIT.search(text):
        return True
    # A sentence full of links is a sentence; a list of links has no full stop.
    return _linked(block) > 0.6 * size and not text.endswith(_FULL_STOPS)


def _is_text(block: etree._Element, text: str) -> bool:
    size = weight_of(text)
    marks = len(labels.SENTENCE_MARK.findall(text))
    return marks > 0 and _linked(block) <= 0.5 * size and size * min(1.0, 0.35 + 0.15 * marks) > 10


def _is_litter(block: etree._Element, text: str) -> bool:
    return block.tag != "figure" and bool(text) and bool(labels.LITTER.fullmatch(text))


def _linked(block: etree._Element) -> int:
    return sum(weight_of(text_of(link)) for link in block.iter("a"))


def _lines(block: etree._Element) -> list[str]:
    return [line for line in (one_line(text) for text in block.itertext()) if line]
