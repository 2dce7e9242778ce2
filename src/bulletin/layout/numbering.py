"""Chinese numbering. In: the text of a heading or a paragraph. Out: the number it begins with, and how deep it stands.

一、 stands above （一）, that above 1. and that above （1） (GB/T 9704-2012 §7.3.3).
"""

import re
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
