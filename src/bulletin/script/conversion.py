"""What a conversion did. In: a text and the matches of each stage. Out: the result, with every span accounted for.

This is the one mechanism on which markup, review and glossary stand: a span says which range of the source became
which range of the target, and which dictionary entries decided.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple

# The names of what decides beside OpenCC's dictionaries.
GLOSSARY: Final = "glossary"
DECISION: Final = "decision"
PUNCTUATION: Final = "punctuation"
LOCK: Final = "lock"

_START, _END, _TARGET_START, _TARGET_END = map(itemgetter, range(4))  # of a Span

_VOCABULARY: Final = frozenset({"TWPhrases", "TWPhrasesRev", "HKPhrases", "HKPhrasesRev"})


class Rule(NamedTuple):
    """A dictionary entry that decided: the dictionary's name (`STPhrases`, or one of the names above) and the key
    it matched."""

    dictionary: str
    key: str


class Span(NamedTuple):
    """`source[start:end]` became `target[target_start:target_end]` by `rules`, one or more a stage, in order.

    The two may be equal: a phrase that says a character stays (皇后) is a decision too."""

    start: int
    end: int
    target_start: int
    target_end: int
    rules: tuple[Rule, ...]

    @property
    def kind(self) -> "Kind":
        """What was done here: by the weightiest of its rules."""
        return _kind_of(self.rules)


class Kind(StrEnum):
    """What a span did: wrote other characters, put a region's word in the place of another, wrote a term of the
    glossary, set a mark, followed an editor's decision."""

    CHARACTERS = "characters"
    VOCABULARY = "vocabulary"
    GLOSSARY = "glossary"
    PUNCTUATION = "punctuation"
    DECISION = "decision"


@cache
def _kind_of(rules: tuple[Rule, ...]) -> Kind:
    deciders = {rule.dictionary for rule in rules}
    if DECISION in deciders:
        return Kind.DECISION
    if GLOSSARY in deciders:
        return Kind.GLOSSARY
    if not deciders.isdisjoint(_VOCABULARY):
        return Kind.VOCABULARY
    return Kind.PUNCTUATION if deciders == {PUNCTUATION} else Kind.CHARACTERS


@dataclass(frozen=True, slots=True)
class Conversion:
    """`source` became `target`. `spans` are in order and do not overlap; between them nothing changed.

    `stretches` are the ranges whose length changed, as tight as the stages allow; everywhere else one character
    stands for one character, inside a span too.
    """

    source: str
    target: str
    spans: tuple[Span, ...] = ()
    stretches: tuple[Span, ...] = ()

    @classmethod
    def unchanged(cls, text: str) -> "Conversion":
        """A conversion that left `text` as it was."""
        return cls(text, text)

    @classmethod
    def joined(cls, parts: Iterable["Conversion"]) -> "Conversion":
        """The conversions of consecutive texts as the conversion of the whole text."""
        every = list(parts)
        if len(every) == 1:
            return every[0]
        sources: list[str] = []
        targets: list[str] = []
        spans: list[Span] = []
        stretches: list[Span] = []
        start = target_start = 0
        for part in every:
            spans += _moved(part.spans, start, target_start)
            stretches += _moved(part.stretches, start, target_start)
            sources.append(part.source)
            targets.append(part.target)
            start += len(part.source)
            target_start += len(part.target)
        return cls("".join(sources), "".join(targets), tuple(spans), tuple(stretches))

    def then(self, later: "Conversion") -> "Conversion":
        """This conversion followed by `later`, whose source is this one's target."""
        if not self.spans or not later.spans:
            return self if self.spans else later
        return Conversion(
            self.source,
            later.target,
            tuple(_composed(self.spans, later.spans)),
            tuple(_composed(self.stretches, later.stretches)),
        )

    def without(self, mark: str) -> "Conversion":
        """The same with every `mark`, a character that no span holds, taken out of both texts."""
        spans, stretches = (
            tuple(_closed_up(each, self.source, mark)) for each in (self.spans, self.stretches)
        )
        return Conversion(self.source.replace(mark, ""), self.target.replace(mark, ""), spans, stretches)

    def spans_in(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that lie in `source[start:end]`, wholly or in part."""
        first = bisect_right(self.spans, start, key=_END)
        return self.spans[first : bisect_left(self.spans, end, first, key=_START)]

    def spans_behind(self, target_start: int, target_end: int) -> tuple[Span, ...]:
        """The spans that wrote `target[target_start:target_end]`, wholly or in part."""
        first = bisect_right(self.spans, target_start, key=_TARGET_END)
        return self.spans[first : bisect_left(self.spans, target_end, first, key=_TARGET_START)]

    def offsets(self, positions: Iterable[int]) -> list[int]:
        """Where positions (between characters) of the source lie in the target.

        Inside a stretch a position moves in proportion, rounded down, but leaves at least one character on either
        side where there are two: 字|节 → 位|元組.
        """
        stretches = self.stretches
        return [
            self._offset(position, bisect_right(stretches, position, key=_START) - 1)
            for position in positions
        ]

    def _offset(self, position: int, index: int) -> int:
        if index < 0:
            return position
        start, end, target_start, target_end, _ = self.stretches[index]
        if position == start:
            return target_start
        if position >= end:
            return target_end + position - end
        length = target_end - target_start
        share = (position - start) * length // (end - start)
        return target_start + max(min(1, length), min(share, length - 1))


def _moved(spans: Iterable[Span], by: int, target_by: int) -> Iterable[Span]:
    for start, end, target_start, target_end, rules in spans:
        yield Span(start + by, end + by, target_start + target_by, target_end + target_by, rules)


def _closed_up(spans: Iterable[Span], source: str, mark: str) -> Iterable[Span]:
    """The spans of a text once its marks are gone: as many stand before a span on either side."""
    marks = position = 0
    for start, end, target_start, target_end, rules in spans:
        marks += source.count(mark, position, start)
        position = start
        yield Span(start - marks, end - marks, target_start - marks, target_end - marks, rules)


def _composed(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """The spans of one stage after another: spans that overlap in the text between them become one."""
    composed: list[Span] = []
    i = j = 0
    back = forth = 0  # from the text between: what to add to reach the source, and the target
    while i < len(first) and j < len(second):
        if (before := bisect_right(first, second[j].start, i, key=_TARGET_END)) > i:
            composed += _targets_moved(first[i:before], forth)
            i, back = before, first[before - 1].end - first[before - 1].target_end
        elif (before := bisect_right(second, first[i].target_start, j, key=_END)) > j:
            composed += _sources_moved(second[j:before], back)
            j, forth = before, second[before - 1].target_end - second[before - 1].end
        else:
            earlier, later = _overlapping(first, i, second, j)
            i, j = i + len(earlier), j + len(later)
            start = min(earlier[0].target_start, later[0].start)
            end = max(earlier[-1].target_end, later[-1].end)
            start, target_start = start + back, start + forth
            back, forth = earlier[-1].end - earlier[-1].target_end, later[-1].target_end - later[-1].end
            rules = tuple(chain.from_iterable(span.rules for span in (*earlier, *later)))
            composed.append(Span(start, end + back, target_start, end + forth, rules))
    return [*composed, *_targets_moved(first[i:], forth), *_sources_moved(second[j:], back)]


def _targets_moved(spans: Sequence[Span], by: int) -> Sequence[Span]:
    return [Span(each[0], each[1], each[2] + by, each[3] + by, each[4]) for each in spans] if by else spans


def _sources_moved(spans: Sequence[Span], by: int) -> Sequence[Span]:
    return [Span(each[0] + by, each[1] + by, each[2], each[3], each[4]) for each in spans] if by else spans


def _overlapping(
    first: Sequence[Span], i: int, second: Sequence[Span], j: int
) -> tuple[Sequence[Span], Sequence[Span]]:
    """The spans from `first[i]` and `second[j]` on that overlap one another, without a place between them."""
    start, later_start = i, j
    end = max(first[i].target_end, second[j].end)
    i, j = i + 1, j + 1
    while True:
        if i < len(first) and first[i].target_start < end:
            end = max(end, first[i].target_end)
            i += 1
        elif j < len(second) and second[j].start < end:
            end = max(end, second[j].end)
            j += 1
        else:
            return first[start:i], second[later_start:j]
