"""Leftmost-longest matching. In: a table and a text. Out: where its keys stand, or the text with them replaced.

The hot spot of the room, in pure Python unless much text has come (automaton.py). A regular expression over the first
two characters of the keys skips most of a text at C speed, once there is enough text to be worth compiling it; only where
a key may begin are its possible lengths tried, longest first. A single character that no phrase covers is replaced by
`str.translate`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import compress
from typing import Final, NamedTuple

from bulletin.script.automaton import HAS_AUTOMATON, Find, automaton

# The lengths worth trying where a key may begin, longest first, by the key's first two characters.
_Lengths = dict[str, tuple[int, ...]]

# Start and end of a phrase in a text, and what is written for it.
Match = tuple[int, int, str]

# A text cut into phrases: some of those that stand in it, from left to right, none overlapping.
Cut = list[Match]

# So many characters a table must have met before an automaton of its phrases has a chance to pay.
_WORTH: Final = 250_000
# And before the regular expression has: compiling one of thousands of characters takes as long as looking at so many.
_WORTH_A_PATTERN: Final = 40_000


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
    """Finds and replaces the keys of one table. The values of `phrases` and `characters` are what is written; `lengths`
    are those worth trying where a phrase may begin, longest first, by its first two characters."""

    def __init__(self, entries: Mapping[str, str], parts: Parts | None = None) -> None:
        self.phrases, self.characters, self.lengths, begins, concerns = parts or parts_of(entries)
        self._begins: Final = begins
        self._firsts: Final = frozenset(concerns)
        self._values: Final = list(self.phrases.values())
        self._find: Find | None = None
        self._met = 0  # characters

    def concerns(self, text: str) -> bool:
        """False if no key can stand in `text`."""
        return not self._firsts.isdisjoint(text)

    def matches(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every phrase (key of two characters or more), from left to right, none overlapping."""
        return [(start, end) for start, end, _ in self.cut(text)]

    def hasten(self) -> None:
        """Have an automaton find the phrases from now on, if there is one."""
        if HAS_AUTOMATON and self.phrases and self._find is None:
            self._find = automaton(list(self.phrases))

    def cut(self, text: str) -> Cut:
        """As `matches`, with what is written for each."""
        self._met += len(text)
        if self._met > _WORTH:
            self.hasten()
        if self._find is not None:
            with suppress(UnicodeEncodeError):
                values = self._values
                return [(start, end, values[index]) for index, start, end in self._find(text)]
        return self._scanned(text)

    def _scanned(self, text: str) -> Cut:
        found: Cut = []
        value_of, lengths, end = self.phrases.get, self.lengths, 0
        for start in self._places(text):
            if start < end:
                continue
            for length in lengths.get(text[start : start + 2], ()):
                value = value_of(text[start : start + length])
                if value is not None:
                    end = min(start + length, len(text))  # the slice may be shorter at the end of the text
                    found.append((start, end, value))
                    break
        return found

    def _places(self, text: str) -> Iterable[int]:
        """Where a phrase may begin, and it may be other places."""
        if self._met < _WORTH_A_PATTERN:
            return range(len(text) - 1)
        return map(re.Match.start, self._pattern.finditer(text))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._begins)

    def pieces(self, text: str, cut: Cut | None = None) -> list[str]:
        """The converted text in pieces: each phrase one, each run without a phrase one. `cut` may be another way to
        cut the text than `self.cut`."""
        if not self.concerns(text):
            return [text] if text else []
        pieces, position = [], 0
        characters = self.characters
        for start, end, value in self.cut(text) if cut is None else cut:
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

    def keys(self, text: str, cut: Cut | None = None) -> Iterator[tuple[int, str, str]]:
        """Start, key and value of every match, single characters included, from left to right. `cut` as in `pieces`."""
        alone = self._alone
        places = compress(range(len(text)), map(alone.__contains__, text))
        place = next(places, len(text))
        for start, end, value in (*(self.cut(text) if cut is None else cut), (len(text), len(text), "")):
            while place < start:
                yield place, text[place], alone[text[place]]
                place = next(places, len(text))
            while place < end:
                place = next(places, len(text))
            if start < end:
                yield start, text[start:end], value

    @cached_property
    def _alone(self) -> dict[str, str]:
        """The single characters among the keys."""
        return {chr(point): value for point, value in self.characters.items()}


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
