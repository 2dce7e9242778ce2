"""Leftmost-longest matching. In: a table and a text. Out: where its keys stand, or the text with them replaced.

Pure Python, and the hot spot of the room. A regular expression over the first two characters of the keys skips
most of a text at C speed; only where a key may begin are its possible lengths tried, longest first. A single
character that no phrase covers is replaced by `str.translate`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

# The lengths worth trying where a key may begin, longest first, by the key's first two characters.
_Lengths = dict[str, tuple[int, ...]]


class Matcher:
    """Finds and replaces the keys of one table. The values of `phrases` and `characters` are what is written."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.phrases: Final = {key: value for key, value in entries.items() if len(key) > 1}
        self.characters: Final = {ord(key): value for key, value in entries.items() if len(key) == 1}
        self._lengths: Final = _lengths(self.phrases)
        self._begins: Final = _begins(self.phrases)
        self._concerns: Final = frozenset(key[0] for key in entries)

    def matches(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every phrase (key of two characters or more), from left to right, none overlapping."""
        found: list[tuple[int, int]] = []
        phrases, lengths, end = self.phrases, self._lengths, 0
        for start in map(re.Match.start, self._begins.finditer(text)):
            if start < end:
                continue
            for length in lengths.get(text[start : start + 2], ()):
                if text[start : start + length] in phrases:
                    end = start + length
                    found.append((start, end))
                    break
        return found

    def pieces(self, text: str) -> list[str]:
        """The converted text in pieces: each phrase one, each run without a phrase one."""
        if self._concerns.isdisjoint(text):
            return [text] if text else []
        pieces, position = [], 0
        phrases, characters = self.phrases, self.characters
        for start, end in self.matches(text):
            if position < start:
                pieces.append(text[position:start].translate(characters))
            pieces.append(phrases[text[start:end]])
            position = end
        if position < len(text):
            pieces.append(text[position:].translate(characters))
        return pieces

    def convert(self, text: str) -> str:
        """`text` with every match replaced."""
        return "".join(self.pieces(text))

    def keys(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Start, key and value of every match, single characters included, from left to right."""
        position = 0
        for start, end in (*self.matches(text), (len(text), len(text))):
            for offset in range(position, start):
                value = self.characters.get(ord(text[offset]))
                if value is not None:
                    yield offset, text[offset], value
            if start < end:
                yield start, text[start:end], self.phrases[text[start:end]]
            position = end


def _lengths(phrases: Mapping[str, str]) -> _Lengths:
    by_length: dict[int, set[str]] = {}
    for key in phrases:
        by_length.setdefault(len(key), set()).add(key[:2])
    lengths: _Lengths = {}
    for length in sorted(by_length, reverse=True):
        for pair in by_length[length]:
            lengths[pair] = (*lengths.get(pair, ()), length)
    return lengths


def _begins(phrases: Mapping[str, str]) -> re.Pattern[str]:
    """Finds a first character of the keys that stands before a second one; without keys it never matches."""
    if not phrases:
        return re.compile(r"(?!)")
    first, second = ("".join(sorted({key[place] for key in phrases})) for place in (0, 1))
    return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")
