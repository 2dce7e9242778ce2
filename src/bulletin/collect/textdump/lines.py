"""A dump as lines, and what a line is worth. In: text. Out: its lines with single spaces, hard wraps undone."""

import re
from collections.abc import Callable
from typing import Final

from bulletin.collect import labels
from bulletin.collect.characters import clean, is_wide, weight_of

_SPACE: Final = re.compile(r"[\s\u00a0]+")
_WORDS: Final = re.compile(r"[\s|｜•·/]+")
_INDENT: Final = re.compile(r"[ \t]*[\u3000\u00a0]{2}|\t| {3,}")
_FEW_LINES: Final = 12  # fewer cannot show a wrap
_WIDEST: Final = 60  # characters; longer lines were not wrapped by hand


def lines_of(text: str) -> list[str]:
    """The lines of `text` that hold something."""
    raw = [line for line in clean(text).split("\n") if line.strip()]
    indented = [bool(_INDENT.match(line)) for line in raw]
    return _rejoined([_SPACE.sub(" ", line).strip() for line in raw], indented)


def _rejoined(lines: list[str], indented: list[bool]) -> list[str]:
    """Lines wrapped at one width (mail, terminals, PDF) joined to paragraphs again."""
    lengths = sorted(len(line) for line in lines if len(line) >= 12)
    if len(lengths) < _FEW_LINES:
        return lines
    width = lengths[int(0.9 * len(lengths))]
    full = [line for line in lines if width - 4 <= len(line) <= width + 1]
    ends = sum(line.endswith(("。", "！", "？", "”", "：")) for line in full)
    if width > _WIDEST or len(full) < 0.45 * len(lengths) or ends > 0.4 * len(full):
        return lines
    joined: list[list[str]] = []
    last = ""
    for line, is_indented in zip(lines, indented, strict=True):
        if joined and not is_indented and width - 4 <= len(last) <= width + 1:
            gap = "" if is_wide(last[-1]) or is_wide(line[0]) else " "
            joined[-1] += (gap, line)
        else:
            joined.append([line])
        last = line
    return list(map("".join, joined))


def worth(line: str) -> float:
    """How much a line speaks for being text: long sentences for it, menus, breadcrumbs and footers against it."""
    size = weight_of(line)
    if not size:
        return 0.0
    if fixed := _worth_of_furniture(line, size):
        return fixed
    if labels.TEASER_END.search(line):
        return -1.5
    marks = len(labels.SENTENCE_MARK.findall(line))
    if not marks:
        return -1.2 if size < 16 else -2.2 if size < 40 else 0.2 * size  # link lists are 16 to 40 long
    ends = bool(labels.SENTENCE_END.search(line))
    if not ends and size < 45 and marks <= 2:
        return -1.5
    return size * min(1.0, 0.3 + 0.15 * marks) * (1.0 if ends else 0.7)


# Limit of characters, what a line of furniture says, what it is worth.
_FURNITURE: Final[tuple[tuple[int, Callable[[str], object], float], ...]] = (
    (40, labels.AFTERWARDS.search, -14.0),
    (160, labels.is_footer, -12.0),
    (90, labels.BREADCRUMB.search, -8.0),
    (100, labels.CREDIT_LINE.search, -0.5),
)


def _worth_of_furniture(line: str, size: int) -> float:
    """The worth of a line that is not text at all; 0 for one that may be."""
    for limit, is_kind, value in _FURNITURE:
        if size < limit and is_kind(line):
            return value
    marks = len(labels.SENTENCE_MARK.findall(line))
    words = len(_WORDS.split(line))
    if not marks and words >= 5 and size / words < 7:
        return -(0.35 * size + 3)
    if size < 60 and marks <= 1 and labels.NAVIGATION.search(line):
        return -3.0
    return 0.0
