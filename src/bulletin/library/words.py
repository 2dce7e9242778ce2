"""Text as the index and the sketches see it. In: any text. Out: tokens; a search expression; the passage found.

A Han character is a token of its own, so that words of any length are found without a dictionary; a word in letters
or digits is one token; a mark is a token that no text holds, so that no phrase is found across it. Both scripts
are folded to one: single characters as tokens measured 1.000 in recall where words cut by a dictionary had .65.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import Final

from bulletin.library.values import Passage

Fold = Callable[[str], str]

MARK: Final = "\ue000"  # a private character: no article's own
_MARK: Final = MARK.encode()
_FIRST_WITHOUT_SPACES: Final = 0x2E80  # the scripts of East Asia begin here and set no spaces between words
_LAST: Final = 0x33FFF  # no letter has a higher code: the last Han block ends before
_BEFORE: Final = 16
_AFTER: Final = 40


def unfolded(text: str) -> str:
    """The fold of a library that tells the scripts apart."""
    return text


def folded_by(folds: dict[int, str]) -> Fold:
    """A fold made of what another one changes."""
    return lambda text: text.translate(folds)


class Words:
    """The words of texts, folded by `fold`, which maps each character by itself."""

    def __init__(self, fold: Fold) -> None:
        self._table = _Table(fold)
        self._letters = _Letters(self._table)
        self._fold = fold

    def tokens(self, text: str) -> str:
        """The tokens of a text, separated by spaces."""
        return unicodedata.normalize("NFC", text).translate(self._table)

    def phrases(self, query: str) -> list[list[str]]:
        """What a query asks for: each part between spaces is a phrase of tokens. Marks around a phrase do not count."""
        phrases = (" ".join(self.tokens(part).split()).strip(f"{MARK} ").split() for part in query.split())
        return [phrase for phrase in phrases if phrase]

    def passage(self, text: str, phrases: list[list[str]]) -> Passage | None:
        """Where the first of the phrases that `text` holds stands in it, with some words around; None for none."""
        folded = text.translate(self._letters)
        for phrase in phrases:
            if found := re.search(" *".join(map(re.escape, "".join(phrase))), folded):
                start, end = found.span()
                if len(folded) != len(text):  # a character of the text stands for several: ㎡ for m2
                    start, end = self._span(text, start, end)
                return Passage(
                    text[max(0, start - _BEFORE) : start], text[start:end], text[end : end + _AFTER]
                )
        return None

    def _span(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Which characters of the text gave its folded letters from `start` to `end`."""
        ends = list(accumulate(len(self._letters[ord(char)]) for char in text))
        return bisect_right(ends, start), bisect_left(ends, end) + 1

    @cached_property
    def folds(self) -> dict[int, str]:
        """The characters that the fold changes, for `folded_by` in another process."""
        letters = [*map(chr, range(ord(" "), 0xD800)), *map(chr, range(0xE000, _LAST + 1))]  # no surrogates
        folded = self._fold("\n".join(letters)).split("\n")
        return {ord(char): new for char, new in zip(letters, folded, strict=True) if new != char}

    def stamp(self) -> str:
        """What two folds have in common that fold every character alike: an index is only good for its own."""
        letters = "".join(map(chr, range(0x3400, 0xA000)))
        return sha256(self._fold(letters).encode()).hexdigest()


def expression(phrases: list[list[str]], column: str) -> str:
    """The phrases as FTS5 takes them, all of which `column` (empty: any column) must hold.
    https://sqlite.org/fts5.html#full_text_query_syntax"""
    every = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    return f"{{{column}}} : ({every})" if column else every


def letters_of(tokens: str) -> str:
    """The tokens as running text without marks."""
    # Bytes lose what is not wanted in a fifth of the time that letters take.
    return tokens.encode().translate(None, b" ").replace(_MARK, b"").decode()


class _Table(dict[int, str]):
    """For `str.translate`: a character to its tokens, found once."""

    def __init__(self, fold: Fold) -> None:
        self._fold = fold

    def __missing__(self, code: int) -> str:
        plain = self._fold(unicodedata.normalize("NFKC", chr(code)).casefold())
        tokens = "".join(map(_token, plain))
        # One mark may fold to several: … to three dots.
        self[code] = f" {MARK} " if set(tokens.split()) == {MARK} else tokens
        return self[code]


class _Letters(dict[int, str]):
    """For `str.translate`: a character to its tokens without spaces around; a space stays one."""

    def __init__(self, table: _Table) -> None:
        self._table = table

    def __missing__(self, code: int) -> str:
        self[code] = self._table[code].replace(" ", "") or " "
        return self[code]


def _token(char: str) -> str:
    if char.isspace():
        return f" {MARK} " if char == "\n" else " "  # no phrase runs from one block into the next
    if unicodedata.category(char)[0] not in "LNM":
        return f" {MARK} "
    return f" {char} " if ord(char) >= _FIRST_WITHOUT_SPACES else char
