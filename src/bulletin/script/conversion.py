"""What a conversion did. In: a text and the matches of each stage. Out: the result, with every span accounted for.

This is the one mechanism on which markup, review and glossary stand: a span says which range of the source became
which range of the target, and which dictionary entries decided.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

# The names of what decides beside OpenCC's dictionaries.
GLOSSARY: Final = "glossary"
DECISION: Final = "decision"
PUNCTUATION: Final = "punctuation"
LOCK: Final = "lock"

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
        deciders = {rule.dictionary for rule in self.rules}
        if DECISION in deciders:
            return Kind.DECISION
        if GLOSSARY in deciders:
            return Kind.GLOSSARY
        if not deciders.isdisjoint(_VOCABULARY):
            return Kind.VOCABULARY
        return Kind.PUNCTUATION if deciders == {PUNCTUATION} else Kind.CHARACTERS


class Kind(StrEnum):
    """What a span did: wrote other characters, put a region's word in the place of another, wrote a term of the
    glossary, set a mark, followed an editor's decision."""

    CHARACTERS = "characters"
    VOCABULARY = "vocabulary"
    GLOSSARY = "glossary"
    PUNCTUATION = "punctuation"
    DECISION = "decision"


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
        sources: list[str] = []
        targets: list[str] = []
        spans: list[Span] = []
        stretches: list[Span] = []
        start = target_start = 0
        for part in parts:
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

    def offsets(self, positions: Iterable[int]) -> list[int]:
        """Where positions (between characters) of the source lie in the target.

        Inside a stretch a position moves in proportion, rounded down, but leaves at least one character on either
        side where there are two: 字|节 → 位|元組.
        """
        starts = [stretch.start for stretch in self.stretches]
        return [self._offset(position, bisect_right(starts, position) - 1) for position in positions]

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


def _composed(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """The spans of one stage after another: spans that overlap in the text between them become one."""
    composed: list[Span] = []
    i = j = 0
    back = forth = 0  # from the text between: what to add to reach the source, and the target
    while i < len(first) or j < len(second):
        here = min(
            [*(span.target_start for span in first[i : i + 1]), *(span.start for span in second[j : j + 1])]
        )
        start, target_start, end = here + back, here + forth, here + 1
        rules: list[Rule] = []
        later_rules: list[Rule] = []
        while True:
            if i < len(first) and first[i].target_start < end:
                span, i = first[i], i + 1
                end, back = max(end, span.target_end), span.end - span.target_end
                rules += span.rules
            elif j < len(second) and second[j].start < end:
                span, j = second[j], j + 1
                end, forth = max(end, span.end), span.target_end - span.end
                later_rules += span.rules
            else:
                break
        composed.append(Span(start, end + back, target_start, end + forth, (*rules, *later_rules)))
    return composed
