"""What a page appends to its article. In: a page's `<body>`. Out: the same without comments, further reading, subscriptions.

Such a part says what it is in a heading of its own (相关阅读, 5条评论), whatever its classes are. Comments end the article;
further reading may stand in its midst, and only what looks like it is taken out.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect import labels
from bulletin.collect.characters import weight_of
from bulletin.collect.webpage.lines import Line, worth

_TALK: Final = re.compile(
    r"回复|回覆|網友|网友|匿名|读者|讀者|[楼樓]|[说說]\s*[:：]|顶|赞|讚|举报|(?:19|20)?\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}"
)
_VOICES: Final = 2
_HEADING_LIMIT: Final = 24  # characters
_SENTENCE: Final = 12.0  # the worth of a line that is text for certain
_ENOUGH: Final = 0.15  # of a page's good text stands above what is appended to it


def cut_afterwards(body: HtmlElement, lines: list[Line]) -> list[Line]:
    """Take out what such a heading opens, where an article has come before; the lines that are left of `lines`."""
    values = [max(0.0, worth(line)) if worth(line) > _SENTENCE else 0.0 for line in lines]
    total = sum(values)
    above, has_cut = 0.0, False
    for line, value in zip(lines, values, strict=True):
        above += value
        if line.size > _HEADING_LIMIT or not above or above < _ENOUGH * total:
            continue
        is_comments = bool(labels.COMMENTS.fullmatch(line.text))
        if (
            (is_comments or labels.FURTHER_READING.fullmatch(line.text))
            and line.element is not body
            and _is_in(line.element, body)
        ):
            has_cut |= _cut(line.element, body, above, is_comments=is_comments)
    return [line for line in lines if _is_in(line.element, body)] if has_cut else lines


def _cut(heading: HtmlElement, body: HtmlElement, above: float, *, is_comments: bool) -> bool:
    """Drop the heading with what it opens: its section, or those that follow it in the one it stands in.

    False for what is longer than the text `above` and no talk: a count of comments may stand over an article.
    """
    opened = heading
    while (parent := opened.getparent()) is not None and parent is not body and _is_first(opened, parent):
        opened = parent
    following = list(opened.itersiblings())
    if not is_comments:
        following = list(takewhile(_is_further_reading, following))
    text = "\n".join(element.text_content() for element in (opened, *following))
    if is_comments and weight_of(text) > above and len(_TALK.findall(text)) < _VOICES:
        return False
    for element in (*following, opened):
        element.drop_tree()
    return True


def _is_in(element: HtmlElement, body: HtmlElement) -> bool:
    """False for what has been taken out already."""
    return element is body or any(outer is body for outer in element.iterancestors())


def _is_first(element: HtmlElement, parent: HtmlElement) -> bool:
    """True if nothing visible stands before `element` in its parent."""
    if (parent.text or "").strip():
        return False
    return not any(map(_is_visible, _before(element)))


def _before(element: HtmlElement) -> Iterator[HtmlElement]:
    return element.itersiblings(preceding=True)


def _is_visible(element: HtmlElement) -> bool:
    if (element.tail or "").strip() or element.tag == "img":
        return True
    return bool(element.text_content().strip()) or element.find(".//img") is not None


def _is_further_reading(element: HtmlElement) -> bool:
    """True for a list of links, with or without teasers; False for a paragraph of text."""
    size = weight_of(element.text_content())
    links = list(element.iter("a"))
    if not size:
        return True
    return bool(links) and (
        len(links) > 2 or sum(weight_of(link.text_content()) for link in links) > 0.4 * size
    )
