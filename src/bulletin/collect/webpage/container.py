"""Which element holds the article. In: a pruned `<body>`. Out: the element with the best sum of lines."""

import re
from collections.abc import Callable
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect.webpage.boilerplate import GOOD_ID
from bulletin.collect.webpage.lines import BLOCKS, Line, worth

_GOOD_CLASS: Final = re.compile(
    r"(?:^|\s)(?:TRS_Editor|TRS_UEDITOR|view|pages_content|v_news_content|wp_articlecontent|article[-_]?(?:content|body|text|con|detail)"
    r"|news[-_]?(?:content|text|txt|body|con|detail)|detail[-_]?(?:content|con|text)|content[-_]?(?:article|text|detail|main)"
    r"|post[-_]?(?:body|content|text)|entry-content|rich_media_content|text|txt|zw|con_text|art_con|main-txt|xl_content|bt_content"
    r"|arti[-_]?con|gp-article|ue_table|Custom_UnionStyle|single-content|artical|contentText)(?:$|\s|-)",
    re.IGNORECASE,
)
_INNER: Final = frozenset("p span font li a strong b em h1 h2 h3 h4".split())
_PIECES: Final = frozenset("p span font strong b li h1 h2 h3 h4".split())
_CELLS: Final = frozenset("td tr tbody".split())
_TABLE_CELLS: Final = frozenset({"td", "th"})
_HARDLY_A_SENTENCE: Final = 25.0
_FEW_LINKS: Final = 0.1  # of the characters
_FEW_CLASSES: Final = 8
_FURNITURE: Final = -3.0  # the worth of a row of a menu, of a footer, of a link that is no word of a sentence
_TEXT: Final = 12.0
_NEARLY_ALL: Final = 0.85
_MOST: Final = 0.6
_MORE: Final = 1.05


def container_of(body: HtmlElement, lines: list[Line]) -> HtmlElement:
    """The element of `body` that holds the article; `lines` are those of `body`."""
    sums = _sums(body, lines, worth)
    if max(sums.values(), default=0.0) < _HARDLY_A_SENTENCE:
        sums = _sums(body, lines, _worth_of_little)
    if not sums or _is_plain(body, lines):
        return body
    best = max(sums, key=lambda element: _value(element, sums[element]))
    best = _narrowed(best, sums)
    return _widened(best, body, sums)


def _is_plain(body: HtmlElement, lines: list[Line]) -> bool:
    """True for a writer's own HTML: no classes to speak of, hardly a link, no menu and no footer: nothing but the article."""
    if any(worth(line) < _FURNITURE for line in lines):
        return False
    linked = sum(line.linked for line in lines)
    styled = sum(1 for element in body.iter() if element.get("class") or element.get("id"))
    return linked <= _FEW_LINKS * sum(line.size for line in lines) and styled <= _FEW_CLASSES


def _worth_of_little(line: Line) -> float:
    """On a page without sentences (verse, captions, a list) whatever is no link speaks for being text."""
    value = worth(line)
    return value if value < -2 else 0.3 * line.size


def _sums(
    body: HtmlElement, lines: list[Line], worth_of: Callable[[Line], float]
) -> dict[HtmlElement, float]:
    sums: dict[HtmlElement, float] = {}
    for line in lines:
        value = worth_of(line)
        if value < 0 and not line.linked and line.element.tag in _TABLE_CELLS:
            value = 0.0  # a table of data has short cells
        element: HtmlElement | None = line.element
        while element is not None:
            sums[element] = sums.get(element, 0.0) + value
            element = element.getparent() if element is not body else None
    return sums


def _value(element: HtmlElement, total: float) -> float:
    if GOOD_ID.search(element.get("id", "")):
        total *= 1.15
    if _GOOD_CLASS.search(element.get("class", "")):
        total *= 1.1
    return total


def _is_paragraph(element: HtmlElement) -> bool:
    """True for a `<div>` that holds a line and no other block."""
    return element.tag == "div" and not any(child.tag in BLOCKS or child.tag == "br" for child in element)


def _is_piece(element: HtmlElement) -> bool:
    return element.tag in _PIECES or _is_paragraph(element)


def _narrowed(best: HtmlElement, sums: dict[HtmlElement, float]) -> HtmlElement:
    """Down, while one child holds nearly everything."""
    while True:
        children = [
            child
            for child in best
            if child in sums
            and sums[child] >= _NEARLY_ALL * sums[best]
            and child.tag not in _INNER
            and not _is_paragraph(child)
        ]
        if not children:
            return best
        best = max(children, key=lambda child: sums[child])


def _widened(best: HtmlElement, body: HtmlElement, sums: dict[HtmlElement, float]) -> HtmlElement:
    """Up from a lone paragraph, and from a cell to a table that holds more of the text.

    Where paragraphs stand beside menus and lists of links without an element of their own, those go.
    """
    while (_is_piece(best) or best.tag in _CELLS) and best is not body:
        parent = best.getparent()
        share = _MORE if best.tag in _CELLS else _MOST
        if parent is None:
            break
        if sums.get(parent, -1.0) < share * sums[best]:
            beside = sum(sums.get(child, 0.0) > _TEXT for child in parent if _is_piece(child))
            if not _is_piece(best) or beside < 2:
                break
            for child in [child for child in parent if sums.get(child, 0.0) < _FURNITURE]:
                child.drop_tree()
        best = parent
    return best
