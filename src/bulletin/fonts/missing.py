"""Characters that would print as a box. In: an edition. Out: a notice for each article, naming them and the place."""

import unicodedata
from collections import Counter
from itertools import islice
from typing import NamedTuple

from bulletin.fonts.coverage import printable
from bulletin.fonts.passages import passages
from bulletin.model import Edition, Notice

# Control and format characters and spaces draw nothing, whether a face has them or not.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_PLACE_LENGTH = 12
_NAMED = 12  # how many characters one notice names


class _Found(NamedTuple):
    """The first passage of an article that holds one of the characters, and how often each stands in the article."""

    text: str
    times: Counter[str]


def missing_glyphs(edition: Edition) -> tuple[Notice, ...]:
    """For each article one notice of all characters that no face prints, and one of those private to some other font.

    The place is the first words of the first passage that holds one. Raises EngineError if there is no usable face.
    """
    found: dict[tuple[str, str], _Found] = {}
    for passage in passages(edition.issue):
        for char in dict.fromkeys(passage.text):
            if not _prints(char):
                is_private = unicodedata.category(char) == "Co"
                key = passage.article, "fonts.private-character" if is_private else "fonts.missing-glyph"
                times = found.setdefault(key, _Found(passage.text, Counter())).times
                times[char] += passage.text.count(char)
    return tuple(_notice(code, article, where) for (article, code), where in found.items())


def _prints(char: str) -> bool:
    """True if a face draws the character, or there is nothing to draw. A private character's picture is a guess."""
    if 0xE000 <= ord(char) <= 0xF8FF or ord(char) >= 0xF0000:
        return False
    return ord(char) in printable() or _is_invisible(char)


def _is_invisible(char: str) -> bool:
    is_selector = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return is_selector or unicodedata.category(char) in _INVISIBLE


def _notice(code: str, article: str, found: _Found) -> Notice:
    named = (f"{_named(char)} ×{times}" for char, times in found.times.items())
    values = {"characters": ", ".join(islice(named, _NAMED)), "count": len(found.times)}
    return Notice(code, values, article=article, place=_first_words(found.text))


def _named(char: str) -> str:
    """A character by its code point, and as it looks where that means the same to everyone."""
    code_point = f"U+{ord(char):04X}"
    return code_point if unicodedata.category(char) == "Co" else f"“{char}” ({code_point})"


def _first_words(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _PLACE_LENGTH else f"{text[:_PLACE_LENGTH]}…"
