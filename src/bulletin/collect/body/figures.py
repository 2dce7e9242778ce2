"""Pictures and their captions. In: a draft body. Out: `<figure><img/><figcaption>…</figcaption></figure>` as a block.

A picture in the middle of a sentence stays there (a rare character, a formula); alone in its paragraph, or before
or after the paragraph's text, it becomes a figure, and a short line below it that speaks of it its caption.
"""

import re
from itertools import takewhile
from typing import Final

from lxml import etree

from bulletin.collect.body.builder import ALIGN
from bulletin.collect.body.edits import is_all_bold, last_of, move_content, remove, replace, text_of, unwrap
from bulletin.collect.body.leaves import drop_empty_inlines, drop_inline, settle_space
from bulletin.collect.characters import weight_of

# 图为…, 图1 …, ▲…, （张三 摄）, 供图: how captions begin and end.
CAPTION: Final = re.compile(
    r"^[\s（(【\[]*(?:[图圖][为為：:/／一二三四五六七八九十\d]|[图圖]片|资料图|資料圖|上图|下图|左图|右图|[▲△▼▽↑■])"
    r"|(?:[摄攝]|供[图圖]|[图圖]片社?|资料图|資料圖|摄影报道)\s*[）)】\]]?$"
)
_CAPTION_CLASS: Final = re.compile(
    r"caption|cap\b|pic-?(?:text|desc|info|note|title)|img-?(?:text|desc|info|note|title)|tushuo", re.I
)
_LIFTED: Final = ("img", "br")  # of what stands at the edges of a text: a break there parts nothing
_CAPTION_LIMIT: Final = 120  # characters
_CENTRED_LIMIT: Final = 50


def settle_figures(root: etree._Element) -> None:
    """Make figures of pictures that stand alone, and captions of the lines that belong to them."""
    for figure in list(root.iter("figure")):
        _open_figure(figure)
    for block in list(root.iter("p", "h2", "dt")):
        if block.find(".//img") is not None:
            _lift_pictures(block)
    for figure in list(root.iter("figure")):
        _take_caption(figure)


def _open_figure(figure: etree._Element) -> None:
    """A source's `<figure>` may hold anything: pictures become figures, the caption goes to the last of them."""
    captions = list(figure.iter("figcaption"))
    for caption in captions:
        remove(caption)
        caption.tag = "p"
    pictures = list(figure.iter("img"))
    for picture in pictures:
        remove(picture)
    for line in list(figure.iter("p", "h2", "dt")):
        drop_empty_inlines(line)
        settle_space(line)
        if not text_of(line).strip():
            remove(line)
    blocks = [block for block in figure if text_of(block).strip() or block.tag == "hr"]
    if len(pictures) > 0 and not captions and len(blocks) == 1 and blocks[0].tag == "p":
        captions, blocks = blocks, []
    figures = [_figure(picture) for picture in pictures]
    if figures and captions:
        caption = etree.SubElement(figures[-1], "figcaption")
        for line in captions:
            if len(caption) or caption.text:
                etree.SubElement(caption, "br")
            move_content(line, caption)
        captions = []
    replace(figure, [*figures, *captions, *blocks])


def _figure(picture: etree._Element) -> etree._Element:
    figure = etree.Element("figure")
    picture.tail = None
    figure.append(picture)
    return figure


def _lift_pictures(block: etree._Element) -> None:
    """Take the pictures at the edges of a text block out of it."""
    parent = block.getparent()
    if parent is None or parent.tag == "dl":
        return
    if not text_of(block).strip():
        replace(block, [_figure(picture) for picture in list(block.iter("img"))])
        return
    for part_of, put in ((_first_part, block.addprevious), (_last_part, block.addnext)):
        while (part := part_of(block)).tag in _LIFTED:
            _take_out(part, block)
            if part.tag == "img":
                put(_figure(part))
    settle_space(block)


def _take_out(part: etree._Element, block: etree._Element) -> None:
    """Take `part` out of `block`, and inlines that are empty without it: beside them the next would stand at no edge."""
    around = list(takewhile(lambda holder: holder is not block, part.iterancestors()))
    remove(part)
    for inline in around:
        if last_of(inline) is None and not (inline.text or "").strip():
            drop_inline(inline, block)


def _first_part(block: etree._Element) -> etree._Element:
    """The innermost element that stands before all text of `block`; `block` where there is none."""
    part = block
    while not (part.text or "").strip() and (first := next(part.iterchildren(), None)) is not None:
        part = first
    return part


def _last_part(block: etree._Element) -> etree._Element:
    """The innermost element that stands after all text of `block`; `block` where there is none."""
    part = block
    while (last := last_of(part)) is not None and not (last.tail or "").strip():
        part = last
    return part


def _take_caption(figure: etree._Element) -> None:
    following = figure.getnext()
    if following is None or following.tag != "p" or figure.find("figcaption") is not None:
        return
    if _is_caption(following):
        caption = etree.SubElement(figure, "figcaption")
        move_content(following, caption)
        remove(following)
        for strong in list(caption.iter("strong")):
            unwrap(strong)


def _is_caption(block: etree._Element) -> bool:
    text = text_of(block).strip()
    weight = weight_of(text)
    if block.find(".//img") is not None or weight > _CAPTION_LIMIT:
        return False
    if CAPTION.search(text) or _CAPTION_CLASS.search(block.get("class", "")):
        return True
    return block.get(ALIGN) == "center" and weight <= _CENTRED_LIMIT and not is_all_bold(block)
