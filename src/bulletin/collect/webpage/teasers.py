"""Teasers: what pages say of other articles. In: a page's lines. Out: the lines that are none; the tree without them.

A teaser is a headline that is a link with a sentence or two below it; several stand in elements of one make, one in each
(a digest has all of its headlines in one element). They read like an article and on a short page outweigh it.
"""

from collections import defaultdict
from itertools import pairwise
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect import labels
from bulletin.collect.webpage.lines import Line, worth

_TEASERS: Final = 3  # of one make; fewer may be an accident
_LINES: Final = 3  # of a teaser below its headline
_LIMIT: Final = 240  # characters
_HEADLINE: Final = 6
_LINKED: Final = 0.8
_AN_ARTICLE: Final = 40.0  # the worth of what is left: without it the page may be a digest

Make = tuple[str, ...]


def cut_teasers(lines: list[Line]) -> list[Line]:
    """The lines that are left when teasers are taken out of the tree, or only their lines where little else is there."""
    cards, rest = _teasers(lines)
    if cards and sum(max(0.0, worth(line)) for line in rest) >= _AN_ARTICLE:
        for card in cards:
            if card.getparent() is not None:
                card.drop_tree()
        return [line for line in rest if not any(outer in cards for outer in _upwards(line.element))]
    return rest


def _teasers(lines: list[Line]) -> tuple[set[HtmlElement], list[Line]]:
    """The elements of teasers, and `lines` without their text; their headlines, being links, speak for themselves."""
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
    makes = [make for make, alike in cards.items() if len(alike) >= _TEASERS]
    teasers = {index for make in makes for index in found[make]}
    rest = [line for index, line in enumerate(lines) if index not in teasers and not _leads_on(line)]
    return {card for make in makes for card in cards[make]}, rest


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
    return tuple(f"{element.tag!s}.{element.get('class', '')}" for element in elements)
