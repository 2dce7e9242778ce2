"""Colours of text and whether they can be told from the page. In: a style sheet. Out: the colours that cannot."""

import re
from collections.abc import Iterator
from typing import Final

from bulletin.model.colour import contrast_ratio, rgb_of

_RULE: Final = re.compile(r"(?<![\w-])color\s*:\s*(#(?:[0-9a-fA-F]{3}){1,2})\b")
_WHITE: Final = (1.0, 1.0, 1.0)
_LEAST_RATIO: Final = 3.0


def faint_colours(css: str) -> Iterator[str]:
    """Every colour of text whose contrast with white is below 3:1 (WCAG 2.1, 1.4.3 for large text)."""
    for colour in _RULE.findall(css):
        if contrast_ratio(rgb_of(colour), _WHITE) < _LEAST_RATIO:
            yield colour
