"""Leftmost-longest matching. In: a table and a text. Out: where its keys stand, or the text with them replaced.

The hot spot of the room, in pure Python unless much text has come (automaton.py). A regular expression over the first
two characters of the keys skips most of a text at C speed; only where a key may begin are its possible lengths tried,
longest first. A single character that no phrase covers is replaced by `str.translate`.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final, NamedTuple

from bulletin.script.automaton import HAS_AUTOMATON, Find, automaton

# The lengths worth trying where a key may begin, longest first, by the key's first two characters.
_Lengths = dict[str, tuple[int, ...]]

# So many characters a table must have met before an automaton of its phrases has a chance to pay.
_WORTH: Final = 100_000


class Parts(NamedTuple):
    """What a matcher is made of, so that it can be kept (bulletin.caches): phrases and characters with what is written
    for them, lengths, a regular expression for where a phrase may begin, the first characters of all keys."""

    phrases: dict[str, str]
    characters: dict[int, str]
    lengths: _Lengths
    begins: str
    concerns: str


def parts_of(entries: Mapping[str, str]) -> Parts:
    """The parts of a matcher of `entries`."""
    phrases = {key: value for key, value in entries.items() if len(key) > 1}
    characters = {ord(key): value for key, value in entries.items() if len(key) == 1}
    concerns = "".join(sorted({key[0] for key in entries}))
    return Parts(phrases, characters, _lengths(phrases), _begins(phrases), concerns)


class Matcher:
    """Finds and replaces the keys of one table. The values of `phrases` and `characters` are what is written."""

    def __init__(self, entries: Mapping[str, str], parts: Parts | None = None) -> None:
        self.phrases, self.characters, self._lengths, begins, concerns = parts or parts_of(entries)
        self._begins: Final = re.compile(begins)
        self._firsts: Final = frozenset(concerns)
        self._values: Final = list(self.phrases.values())
        self._find: Find | None = None
        self._met = 0  # characters

    def concerns(self, text: str) -> bool:
        """False if no key can stand in `text`."""
        return not self._firsts.isdisjoint(text)

    def matches(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every phrase (key of two characters or more), from left to right, none overlapping."""
        return [(start, end) for start, end, _ in self._found(text)]

    def hasten(self) -> None:
        """Have an automaton find the phrases from now on, if there is one."""
        if HAS_AUTOMATON and self.phrases and self._find is None:
            self._find = automaton(list(self.phrases))

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        """As `matches`, with what is written for each."""
        self._met += len(text)
        if self._met > _WORTH:
            self.hasten()
        if self._find is not None:
            with suppress(UnicodeEncodeError):
                values = self._values
                return [(start, end, values[index]) for index, start, end in self._find(text)]
        return self._scanned(text)

    def _scanned(self, text: str) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        value_of, lengths, end = self.phrases.get, self._lengths, 0
        for start in map(re.Match.start, self._begins.finditer(text)):
            if start < end:
                continue
            for length in lengths.get(text[start : start + 2], ()):
                value = value_of(text[start : start + length])
                if value is not None:
                    end = start + length
                    found.append((start, end, value))
                    break
        return found

    def pieces(self, text: str) -> list[str]:
        """The converted text in pieces: each phrase one, each run without a phrase one."""
        if not self.concerns(text):
            return [text] if text else []
        pieces, position = [], 0
        characters = self.characters
        for start, end, value in self._found(text):
            if position < start:
                pieces.append(text[position:start].translate(characters))
            pieces.append(value)
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


def _begins(phrases: Mapping[str, str]) -> str:
    """Finds a first character of the keys that stands before a second one; without keys it never matches."""
    if not phrases:
        return r"(?!)"
    first, second = ("".join(sorted({key[place] for key in phrases})) for place in (0, 1))
    return f"[{re.escape(first)}](?=[{re.escape(second)}])"
