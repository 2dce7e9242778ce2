"""How wide a text will be, before any type is set. In: a text. Out: ems.

An estimate from the classes of characters, a little too wide rather than too narrow: Chinese is exact (a square a
character), Latin is the average of a text face.
"""

from math import ceil
from typing import Final
from unicodedata import combining, east_asian_width

_CAPITAL_EM: Final = 0.72
_LETTER_EM: Final = 0.58
_SPACE_EM: Final = 0.3
# Marks that are ambiguous to Unicode and full-width in Chinese faces.
_SQUARE: Final = frozenset("“”‘’—…")


def width_em(text: str) -> float:
    """The width of `text` on one line, in ems."""
    return sum(map(_advance, text))


def line_count(text: str, room_em: float) -> int:
    """How many lines `text` takes in a column `room_em` wide; at least one.

    A line of Chinese may end up to an em early, where a mark may not begin the next.
    """
    width = width_em(text)
    return 1 if width <= room_em else ceil(width / max(room_em - 1, 1))


def _advance(char: str) -> float:
    if char in _SQUARE or east_asian_width(char) in "WF":
        return 1.0
    if char.isspace():
        return _SPACE_EM
    if combining(char) or not char.isprintable():
        return 0.0
    return _CAPITAL_EM if char.isupper() or char in "%&@—" else _LETTER_EM
