"""Half-width punctuation in Chinese text. In: a run's text. Out: edits that make it full-width.

GB/T 15834-2011 §5.1: marks in Chinese text take a square of their own. Only marks that touch Chinese are
changed: 3,000 · 10:30 · f(x) · "Hello" stay.
"""

import re
from collections.abc import Iterator
from typing import Final

from bulletin.typography.marks import CHINESE, HAN, OPENING
from bulletin.typography.runs import BREAK, OBJECT, Edit

_FULL: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
# After Chinese, quoted or not; or before it, when a letter, digit or per cent sign of the sentence stands in front.
_MARK: Final = re.compile(
    rf"(?:(?<=[{CHINESE}{OBJECT}])|(?<=[{CHINESE}][”’]))[,;:?!](?!/)|(?<=[0-9A-Za-z%])[,;?!](?=[{HAN}{OPENING}“])"
)
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_QUOTES: Final = re.compile(rf'"([^"{BREAK}]*)"')
_TOUCHES: Final = re.compile(f"[{CHINESE}]")


def full_width_marks(text: str) -> Iterator[Edit]:
    """, ; : ? ! beside Chinese."""
    return (Edit(*found.span(), _FULL[found.group()]) for found in _MARK.finditer(text))


def full_width_brackets(text: str) -> Iterator[Edit]:
    """( ) around Chinese, or right after it."""
    for found in _BRACKETS.finditer(text):
        if _TOUCHES.search(found.group(1)) or _TOUCHES.match(text[found.start() - 1 : found.start()]):
            yield from _pair(found, "（", "）")


def curly_quotes(text: str) -> Iterator[Edit]:
    """Straight quotes around Chinese become “ ”."""
    return _quotes(text, "“", "”")


def corner_quotes(text: str) -> Iterator[Edit]:
    """Straight quotes around Chinese become 「 」."""
    return _quotes(text, "「", "」")


def _quotes(text: str, opening: str, closing: str) -> Iterator[Edit]:
    for found in _QUOTES.finditer(text):
        if _TOUCHES.search(found.group(1)):
            yield from _pair(found, opening, closing)


def _pair(found: re.Match[str], opening: str, closing: str) -> Iterator[Edit]:
    yield Edit(found.start(), found.start() + 1, opening)
    yield Edit(found.end() - 1, found.end(), closing)
