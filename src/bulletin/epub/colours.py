"""Colours of text and whether they can be told from the page. In: a style sheet. Out: the colours that cannot."""

import re
from collections.abc import Iterator
from typing import Final

_RULE: Final = re.compile(r"(?<![\w-])color\s*:\s*#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_LEAST_RATIO: Final = 3.0


def faint_colours(css: str) -> Iterator[str]:
    """Every colour of text whose contrast with white is below 3:1 (WCAG 2.1, 1.4.3 for large text)."""
    for digits in _RULE.findall(css):
        if contrast_ratio(digits, "ffffff") < _LEAST_RATIO:
            yield f"#{digits}"


def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours (three or six hex digits), 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(digits: str) -> float:
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
