"""White space that is an accident of typing. In: a run's text. Out: edits that take it away.

A line break in the source between two Chinese characters is not a space. On the printed page the small gap between
Chinese and Latin is opened when lines are set (CLREQ, at most a quarter), so a typed space there would make it too wide.
"""

import re
from collections.abc import Iterator
from typing import Final

from bulletin.typography.marks import CHINESE, CLOSING, HAN, LATIN, OPENING, SHARED
from bulletin.typography.runs import BREAK, Edit

_LINE_BREAK: Final = re.compile(
    rf"(?<=[{CHINESE}])[ \t]*[\r\n]\s*(?=[{CHINESE}{LATIN}{SHARED}])|(?<=[{LATIN}{SHARED}])[ \t]*[\r\n]\s*(?=[{CHINESE}])"
)
_INDENT: Final = re.compile(rf"(?:^|(?<={BREAK}))[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$")
_TYPED: Final = re.compile(
    rf"(?<=[{HAN}])[ \u00a0]+(?=[{LATIN}{SHARED}])|(?<=[{LATIN}{SHARED}])[ \u00a0]+(?=[{HAN}])"
    rf"|(?<=[{CLOSING}{OPENING}])[ \u00a0]+|[ \u00a0]+(?=[{CLOSING}])"
)


def soft_line_breaks(text: str) -> Iterator[Edit]:
    """Line breaks of the source beside Chinese vanish; others are white space like any other."""
    return (Edit(*found.span(), "") for found in _LINE_BREAK.finditer(text))


def typed_indents(text: str) -> Iterator[Edit]:
    """Spaces at the ends of a block or a line, which authors type to indent or to centre."""
    return (Edit(*found.span(), "") for found in _INDENT.finditer(text))


def typed_spaces(text: str) -> Iterator[Edit]:
    """Spaces between Chinese and Latin, and beside full-width marks; one between two Chinese characters stays."""
    return (Edit(*found.span(), "") for found in _TYPED.finditer(text))
