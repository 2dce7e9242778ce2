"""Teasers: what pages say of other articles. In: a page's lines. Out: the lines that are none.

A teaser is a headline that is a link with a sentence or two below it; several stand in elements of one make, one in each
(a digest has all of its headlines in one element). They read like an article and on a short page outweigh it.
"""

from collections import defaultdict
from itertools import pairwise
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect import labels
from bulletin.collect.webpage.lines import Line

_TEASERS: Final = 3  # of one make; fewer may be an accident
_LINES: Final = 3  # of a teaser below its headline
_LIMIT: Final = 240  # characters
_HEADLINE: Final = 6
_LINKED: Final = 0.8

Make = tuple[str, ...]


def without_teasers(lines: list[Line]) -> list[Line]:
    """`lines` without the text of teasers; their headlines, being links, speak for themselves."""
    heads = [index for index, line in enumerate(lines) if _is_headline(line)]
    found: dict[Make, list[int]] = defaultdict(list)
    cards: dict[Make, set[HtmlElement]] = defaultdict(set)
    for head, following in pairwise([*heads, len(lines)]):
        if following == head + 1:
            continue
        card = _common(lines[head].element, lines[head + 1].element)
        inside = [
            index
            for index in range(head + 1, min(following, head + 1 + _LINES))
            if any(outer is card for outer in _upwards(lines[index].element))
        ]
        if sum(lines[index].size for index in inside) <= _LIMIT:
            make = _make(card, lines[head].element, lines[head + 1].element)
            found[make] += inside
            cards[make].add(card)
    teasers = {index for make, alike in cards.items() if len(alike) >= _TEASERS for index in found[make]}
    return [line for index, line in enumerate(lines) if index not in teasers and not _leads_on(line)]


def _is_headline(line: Line) -> bool:
    return line.size >= _HEADLINE and line.linked >= _LINKED * line.size


def _leads_on(line: Line) -> bool:
    """True for a short line that ends in [详细] or 更多>>."""
    return line.size <= _LIMIT and bool(labels.TEASER_END.search(line.text))


def _upwards(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _common(one: HtmlElement, other: HtmlElement) -> HtmlElement:
    """The innermost element that both stand in."""
    outer = set(_upwards(one))
    return next(element for element in _upwards(other) if element in outer)


def _make(*elements: HtmlElement) -> Make:
    return tuple(f"{element.tag}.{element.get('class', '')}" for element in elements)
