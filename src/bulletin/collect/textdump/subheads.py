"""Sub-heads in plain text. In: paragraphs. Out: each with the word whether it is a sub-head.

A sub-head is short, ends in no mark, and stands above a paragraph that is long; a number (一、) makes it longer.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bulletin.collect import labels
from bulletin.collect.body.figures import CAPTION
from bulletin.collect.characters import weight_of

_LIMIT: Final = 26  # characters
_NUMBERED_LIMIT: Final = 40
_LONG: Final = 45
_LONG_BELOW_NUMBER: Final = 28
_ABOVE: Final = 30


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a sub-head."""

    text: str
    is_subhead: bool = False


def with_subheads(lines: list[str]) -> tuple[Paragraph, ...]:
    """The lines as paragraphs, the sub-heads among them known."""
    known: list[Paragraph] = []
    for line, following in pairwise([*lines, ""]):
        known.append(Paragraph(line, _is_subhead(line, following, known[-1] if known else None)))
    return tuple(known)


def _is_subhead(line: str, following: str, before: Paragraph | None) -> bool:
    is_numbered = bool(labels.LIST_NUMBER.match(line))
    if not 2 <= weight_of(line) <= (_NUMBERED_LIMIT if is_numbered else _LIMIT):
        return False
    if line[-1] in "。；，：,.:!！…" or CAPTION.search(line) or labels.CLOSING_CREDIT.search(line):
        return False
    if not is_numbered and any(mark in line for mark in "，。；"):
        return False
    stands_free = before is None or before.is_subhead or is_numbered or weight_of(before.text) >= _ABOVE
    return stands_free and weight_of(following) >= (_LONG_BELOW_NUMBER if is_numbered else _LONG)
