"""Characters that would print as a box, or in another form than asked for. In: an edition. Out: a notice for each article,
naming them and the place."""

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

from bulletin.fonts.coverage import draws_sequence, printable
from bulletin.fonts.passages import passages
from bulletin.model import Edition, Notice

# Control and format characters and spaces draw nothing, whether a face has them or not.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
# A character and the selector of one of its forms (Unicode §23.4: variation sequences; ideographs have theirs in the IVD).
# The selectors of emoji and plain text, FE0E and FE0F, choose a style.
_SELECTOR = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
_SEQUENCE = re.compile("([^\ufe00-\ufe0f\U000e0100-\U000e01ef])([\ufe00-\ufe0d\U000e0100-\U000e01ef])")
_PLACE_LENGTH = 12
_NAMED = 12  # how many characters one notice names


class _Found(NamedTuple):
    """The first passage of an article that holds one of the characters, and how often each stands in the article."""

    text: str
    times: Counter[str]


def missing_glyphs(edition: Edition, own: frozenset[int] = frozenset()) -> tuple[Notice, ...]:
    """For each article one notice of all characters that no face prints, one of those private to some other font, and one of
    those that print in their usual form though a variation selector asks for another.

    `own` are the code points of faces of the editor's own. The place is the first words of the first passage that holds one.
    Raises EngineError if there is no usable face.
    """
    found: dict[tuple[str, str], _Found] = {}
    prints = cache(_prints)
    for passage in passages(edition.issue):
        for char in dict.fromkeys(passage.text):
            if not prints(char) and ord(char) not in own:
                is_private = unicodedata.category(char) == "Co"
                key = passage.article, "fonts.private-character" if is_private else "fonts.missing-glyph"
                times = found.setdefault(key, _Found(passage.text, Counter())).times
                times[char] += passage.text.count(char)
        has_forms = _SELECTOR.search(passage.text) is not None
        for sequence in _SEQUENCE.finditer(passage.text) if has_forms else ():
            if not draws_sequence(*sequence.groups()):
                key = passage.article, "fonts.unknown-form"
                found.setdefault(key, _Found(passage.text, Counter())).times[sequence[0]] += 1
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
    """A character or a sequence by its code points, and as it looks where that means the same to everyone."""
    code_point = " ".join(f"U+{ord(part):04X}" for part in char)
    return code_point if unicodedata.category(char[0]) == "Co" else f"“{char}” ({code_point})"


def _first_words(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _PLACE_LENGTH else f"{text[:_PLACE_LENGTH]}…"
