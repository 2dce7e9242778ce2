"""Digits and letters on their width. In: a run's text. Out: edits.

Full-width letters and digits (２０２６) are a habit of input methods; on a page of proportional type they look like a
ransom note. Some houses set a single digit between Chinese on a square (3月 → ３月), as a Chinese numeral would stand.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from bulletin.typography.marks import HAN
from bulletin.typography.runs import Edit

_FULL_WIDTH: Final = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_SINGLE: Final = re.compile(rf"(?<=[{HAN}])[0-9](?=[{HAN}])")
_TO_FULL: Final = ord("０") - ord("0")


def half_width_numerals(text: str) -> Iterator[Edit]:
    """Full-width digits and letters become ordinary ones."""
    for found in _FULL_WIDTH.finditer(text):
        yield Edit(*found.span(), unicodedata.normalize("NFKC", found.group()))


def single_full_digits(text: str) -> Iterator[Edit]:
    """A digit alone between two ideographs takes a square of its own."""
    return (Edit(*found.span(), chr(ord(found.group()) + _TO_FULL)) for found in _SINGLE.finditer(text))
