"""Chinese numbering. In: the texts of headings and paragraphs. Out: the numbers they begin with, and how deep they stand.

一、 stands above （一）, that above 1. and that above （1） (GB/T 9704-2012 §7.3.3).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_HAN: Final = "〇一二三四五六七八九十百"
_KINDS: Final = (
    re.compile(rf"第[{_HAN}\d]{{1,4}}[章编編篇部]\s*"),
    re.compile(rf"第[{_HAN}\d]{{1,4}}[节節条條]\s*"),
    re.compile(rf"[{_HAN}]{{1,3}}、"),
    re.compile(rf"（[{_HAN}]{{1,3}}）"),
    re.compile(r"\d{1,2}[.．、](?!\d)\s*"),
    re.compile(r"（\d{1,2}）|[①-⑳]"),
)


_DEEPEST: Final = 3
_UNNUMBERED: Final = -1


class Numbering(NamedTuple):
    """The number as it is written, with the mark after it, and its depth from 0."""

    marker: str
    depth: int


def numbering_of(text: str) -> Numbering | None:
    """The numbering `text` begins with; None without one, and for a text that is nothing else."""
    for depth, kind in enumerate(_KINDS):
        if (found := kind.match(text)) and found.end() < len(text):
            return Numbering(found.group(), depth)
    return None


def heading_ranks(headings: Sequence[tuple[str, str]]) -> Iterator[int]:
    """The rank, 1 to 3, of each heading, given its tag and its text. Ranks follow one another without a jump: what the
    author wrote as h2 and h4 are ranks 1 and 2, and so are 一、 and （一） on one level. A heading without a number among
    numbered ones of its level is as high as the highest of them."""
    places = [(tag, _depth(text)) for tag, text in headings]
    numbered = {tag for tag, depth in places if depth != _UNNUMBERED}
    ranked = sorted({(tag, depth) for tag, depth in places if depth != _UNNUMBERED or tag not in numbered})
    before = 0
    for tag, depth in places:
        here = (tag, depth) if (tag, depth) in ranked else next(place for place in ranked if place[0] == tag)
        before = min(ranked.index(here) + 1, before + 1, _DEEPEST)
        yield before


def _depth(text: str) -> int:
    numbering = numbering_of(text)
    return numbering.depth if numbering else _UNNUMBERED
