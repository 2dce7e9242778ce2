"""A page as lines of text. In: an HTML tree. Out: its lines in order, each with its element and its share of links.

A line is what stands between the edges of blocks and `<br>`.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect import labels
from bulletin.collect.characters import weight_of

BLOCKS: Final = frozenset(
    "p div section article table tr li ul ol h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption dl dt dd center form hr"
    " thead tbody tfoot header footer main aside nav address body td th fieldset details summary option".split()
)
# Where one of these ends and another begins stands a gap that a style sheet makes: <span>日报</span><span>2021-03-04</span>.
_FIELDS: Final = frozenset("span a i em small time label cite".split())
_SPACE: Final = re.compile(r"[\s\u200b\ufeff]+")
_SEPARATORS: Final = re.compile(r"[\s|｜·•/]+")
_CREDITS_LIMIT: Final = 90  # characters
_FOOTER_LIMIT: Final = 160


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text with single spaces, its characters (white space not counted), those in links, its block."""

    text: str
    size: int
    linked: int
    element: HtmlElement


def lines_of(root: HtmlElement) -> list[Line]:
    """The lines of `root`."""
    lines: list[Line] = []
    pieces: list[str] = []
    linked = 0
    blocks = [root]
    links = 0

    def flush() -> None:
        nonlocal linked
        if not pieces:
            return
        text = _SPACE.sub(" ", "".join(pieces)).strip()
        if text:
            lines.append(Line(text, weight_of(text), linked, blocks[-1]))
        pieces.clear()
        linked = 0

    field_ended = False
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag
        if event == "start":
            if field_ended and tag in _FIELDS:
                pieces.append(" ")
            if tag in BLOCKS:
                flush()
                blocks.append(node)
            elif tag == "br":
                flush()
            elif tag == "a":
                links += 1
            text = node.text
        else:
            if tag in BLOCKS:
                flush()
                blocks.pop()
            elif tag == "a":
                links -= 1
            text = node.tail if node is not root else None
        field_ended = event == "end" and tag in _FIELDS and not text
        if text:
            pieces.append(text)
            linked += weight_of(text) if links else 0
    flush()
    return lines


def worth(line: Line) -> float:
    """How much a line speaks for being text of an article: sentences count, links, menus and litter count against it."""
    if line.linked > 0.5 * line.size:
        return -(0.6 * line.size + 4)
    if line.size < _CREDITS_LIMIT and labels.CREDIT_LINE.search(line.text):
        return 0.0
    if line.size < _FOOTER_LIMIT and labels.is_surely_footer(line.text):
        return -(0.3 * line.size + 4)
    if marks := len(labels.SENTENCE_MARK.findall(line.text)):
        return (line.size - line.linked) * min(1.0, 0.35 + 0.15 * marks)
    return _worth_without_marks(line)


def _worth_without_marks(line: Line) -> float:
    if line.size < 16:
        return -1.5
    words = len(_SEPARATORS.split(line.text))
    if words >= 5 and line.size / words < 8:
        return -(0.35 * line.size + 3)  # a row of a menu
    return (0.2 if line.size < 60 else 0.5) * line.size
