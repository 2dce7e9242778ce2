"""Second opinions on a conversion. In: a Conversion. Out: where another way of converting writes something else.

Two are asked: backward longest match over the same dictionary (it reads a phrase from its end, so it differs exactly
where two phrases claim one character: 参|与制|造, 参与|制造), and opencc-python-reimplemented, which has no segmentation
and an older dictionary. Where either disagrees, an error is far more likely than elsewhere.
"""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

from bulletin.errors import InputError
from bulletin.model import Reason
from bulletin.script.ambiguity import ambiguity
from bulletin.script.conversion import Conversion
from bulletin.script.cutting import backward, cut_by
from bulletin.script.dictionary import read_config
from bulletin.script.engines import CLAUSE_ENDS, difference
from bulletin.script.locks import merged
from bulletin.script.matcher import Cut
from bulletin.script.reimplemented import LongestFirst
from bulletin.script.stage import matcher_of

_PHRASES: Final = frozenset({"STPhrases", "TSPhrases"})
_REGIONAL: Final = frozenset(
    {"TWVariantsPhrases", "TWVariantsRevPhrases", "HKVariantsPhrases", "HKVariantsRevPhrases"}
)


class Opinion(NamedTuple):
    """`source[start:end]` would be written `form`. Every span of the conversion lies wholly inside or outside."""

    start: int
    end: int
    form: str
    reason: Reason


def opinions(conversion: Conversion, *configs: str) -> list[Opinion]:
    """The other opinions on a conversion by a route's configurations, from left to right; ranges may overlap."""
    way, other = _backward(*configs), _reimplemented(*configs)
    found = [*way.on(conversion)] if way else []
    if other is not None:
        found += _differing(conversion, other, ambiguity(*configs).characters)
    return sorted(found)


class _Backward:
    """Backward longest match in place of the phrases' forward match, the other stages as they are."""

    def __init__(self, configs: tuple[str, ...]) -> None:
        chain = [table for config in configs for table in read_config(config).chain]
        phrases = _PHRASES if any(not _PHRASES.isdisjoint(table.names) for table in chain) else _REGIONAL
        at = [not phrases.isdisjoint(table.names) for table in chain].index(True)
        self._earlier: Final = [matcher_of(table) for table in chain[:at]]
        self._phrases: Final = matcher_of(chain[at])
        self._later: Final = [matcher_of(table) for table in chain[at + 1 :]]

    def on(self, conversion: Conversion) -> Iterator[Opinion]:
        """Where the two ways cut a text differently, and come to different words."""
        for start, end in _whole(conversion, self._cut_differently(conversion.source)):
            form = self.convert(conversion.source[start:end])
            if form != _written(conversion, start, end):
                yield Opinion(start, end, form, Reason.BACKWARD)

    def convert(self, text: str) -> str:
        """`text` converted this way."""
        for stage in self._earlier:
            text = stage.convert(text)
        text = "".join(self._phrases.pieces(text, self._cut(text, self._phrases.cut(text))))
        for stage in self._later:
            text = stage.convert(text)
        return text

    def _cut_differently(self, text: str) -> list[tuple[int, int]]:
        ours = self._phrases.cut(text)
        return sorted((start, end) for start, end, _ in {*ours} ^ {*self._cut(text, ours)})

    def _cut(self, text: str, ours: Cut) -> Cut:
        return cut_by(backward, self._phrases, text, ours)


@cache
def _backward(*configs: str) -> _Backward | None:
    """None where no stage of the configurations knows phrases."""
    try:
        return _Backward(configs)
    except ValueError:
        return None


@cache
def _reimplemented(*configs: str) -> LongestFirst | None:
    """None where it lacks the configuration; it has none for half of a longer way."""
    if len(configs) > 1:
        return None
    try:
        return LongestFirst(configs[0])
    except InputError:
        return None


def _differing(conversion: Conversion, other: LongestFirst, doubtful: frozenset[str]) -> Iterator[Opinion]:
    """Where the other engine's words differ, clause by clause, so that a word of another length stays local; a clause
    without anything doubtful is no matter of opinion."""
    clauses, ours = CLAUSE_ENDS.split(conversion.source), CLAUSE_ENDS.split(conversion.target)
    if len(ours) != len(clauses):
        return
    theirs = CLAUSE_ENDS.split(other.convert(conversion.source))
    if len(theirs) != len(clauses):
        theirs = list(map(other.convert, clauses))
    ends = accumulate(map(len, ours))
    for clause, our, their, target_end in zip(clauses, ours, theirs, ends, strict=True):
        if our == their or (len(clause) == len(our) and doubtful.isdisjoint(clause)):
            continue
        origin = target_end - len(our)
        places = [(origin + start, origin + end) for start, end in _places(our, their)]
        for start, end in _whole(conversion, list(_in_source(conversion, places))):
            target_start, target_stop = conversion.offsets((start, end))
            left, right = target_start - origin, target_end - target_stop
            form = their[left : len(their) - right]
            if left >= 0 and right >= 0 and form != conversion.target[target_start:target_stop]:
                yield Opinion(start, end, form, Reason.REIMPLEMENTED)


def _places(our: str, their: str) -> Iterator[tuple[int, int]]:
    if len(our) == len(their):
        for place, (one, other) in enumerate(zip(our, their, strict=True)):
            if one != other:
                yield place, place + 1
    else:
        start, after = difference(our, their)
        yield start, max(start + 1, len(our) - after)


def _in_source(conversion: Conversion, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of the source that wrote these ranges of the target."""
    for start, end in places:
        for span in conversion.spans_behind(start, end):
            yield span.start, span.end


def _whole(conversion: Conversion, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`ranges` widened to the spans they touch, those that then overlap made one."""
    touched = {span[:2] for start, end in ranges for span in conversion.spans_in(start, end)}
    return merged([*ranges, *touched])


def _written(conversion: Conversion, start: int, end: int) -> str:
    target_start, target_end = conversion.offsets((start, end))
    return conversion.target[target_start:target_end]
