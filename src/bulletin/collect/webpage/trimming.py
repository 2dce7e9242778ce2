"""Cutting the article out of its container. In: a draft body. Out: the same without headline, credits, and what follows.

Blocks are judged by their text and their share of links; nothing is cut inside a block.
"""

from typing import Final

from lxml import etree

from bulletin.collect import credits, labels, values
from bulletin.collect.body.edits import remove, text_of, unwrap
from bulletin.collect.characters import bare, one_line, weight_of

_HEAD_BLOCKS: Final = 14  # how far down a headline and its credits are looked for
_MOST: Final = 0.6
_FULL_STOPS: Final = ("。", "！", "？")
_WRAPPERS: Final = ("blockquote", "ul", "ol")
_HARD_END_AFTER: Final = 60  # characters of text before an end may be an end


def trim(root: etree._Element, title: str) -> list[str]:
    """Cut `root`; the lines cut below the text are returned, for the credits in them."""
    _open_wrappers(root)
    _cut_head(root, bare(title))
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


def _cut_head(root: etree._Element, title: str) -> None:
    last = -1
    seen = 0
    for index, block in enumerate(root):
        text = one_line(text_of(block))
        size = weight_of(text)
        if not size:
            continue
        seen += 1
        is_subtitle = index == last + 1 and size < 50 and values.SUBTITLE.fullmatch(text)
        if is_subtitle or _is_headline(text, title) or _is_credit(text, size):
            last = index
        elif _is_text(block, text) or seen >= _HEAD_BLOCKS:
            break
    for block in list(root)[: last + 1]:
        if block.tag != "figure":
            root.remove(block)


def _is_headline(text: str, title: str) -> bool:
    return len(title) > 3 and bare(text) == title


def _is_credit(text: str, size: int) -> bool:
    """A line of credits or a breadcrumb; 记者：… at the head of an interview is a sentence."""
    if size < 60 and labels.BREADCRUMB.search(text):
        return True
    if credits.is_byline(text):
        return True
    is_labelled = size < 90 and labels.CREDIT_LINE.search(text) and not labels.CLOSING_CREDIT.match(text)
    return bool(is_labelled) and not text.endswith(("。", "？", "！", "”", "?", "!", "…"))


def _cut_end(root: etree._Element) -> list[str]:
    blocks = list(root)
    texts = [one_line(text_of(block)) for block in blocks]
    cut = _end_of(texts)
    while (last := _last_with_text(blocks, texts, cut)) >= 0 and _is_after_the_end(blocks[last], texts[last]):
        cut = last
    for block in blocks[cut:]:
        root.remove(block)
    return [line for block in blocks[cut:] for line in _lines(block)]


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
