"""Characters that would print as a box. In: an edition. Out: a notice for each, naming the article and the place."""

import unicodedata
from typing import NamedTuple

from bulletin.fonts.coverage import printable
from bulletin.fonts.passages import passages
from bulletin.model import Edition, Notice

# Control and format characters and spaces draw nothing, whether a face has them or not.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_PLACE_LENGTH = 12


class _Found(NamedTuple):
    """The first passage that holds a character, and how often the article has it."""

    text: str
    times: int


def missing_glyphs(edition: Edition) -> tuple[Notice, ...]:
    """One notice for each article and character that no face prints, or that is private to some other font.

    The place is the first words of the first passage that holds it. Raises EngineError if there is no usable face.
    """
    found: dict[tuple[str, str], _Found] = {}
    for passage in passages(edition.issue):
        for char in dict.fromkeys(passage.text):
            if not _prints(char):
                times = passage.text.count(char)
                so_far = found.get((passage.article, char), _Found(passage.text, 0))
                found[passage.article, char] = so_far._replace(times=so_far.times + times)
    return tuple(_notice(article, char, where) for (article, char), where in found.items())


def _prints(char: str) -> bool:
    """True if a face draws the character, or there is nothing to draw. A private character's picture is a guess."""
    if 0xE000 <= ord(char) <= 0xF8FF or ord(char) >= 0xF0000:
        return False
    return ord(char) in printable() or _is_invisible(char)


def _is_invisible(char: str) -> bool:
    is_selector = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return is_selector or unicodedata.category(char) in _INVISIBLE


def _notice(article: str, char: str, found: _Found) -> Notice:
    code = "fonts.private-character" if unicodedata.category(char) == "Co" else "fonts.missing-glyph"
    values = {"character": char, "code_point": f"U+{ord(char):04X}", "count": found.times}
    return Notice(code, values, article=article, place=_first_words(found.text))


def _first_words(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _PLACE_LENGTH else f"{text[:_PLACE_LENGTH]}…"
