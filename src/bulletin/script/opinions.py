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
from bulletin.script.converter import matcher_of
from bulletin.script.dictionary import Flat, Table, read_config
from bulletin.script.engines import CLAUSE_ENDS, Reimplemented, difference

_PHRASES: Final = frozenset({"STPhrases", "TSPhrases"})


class Opinion(NamedTuple):
    """`source[start:end]` would be written `form`. Every span of the conversion lies wholly inside or outside."""

    start: int
    end: int
    form: str
    reason: Reason


def opinions(conversion: Conversion, config_name: str) -> list[Opinion]:
    """The other opinions on a conversion by one configuration, from left to right; ranges may overlap."""
    backward, other = _backward(config_name), _reimplemented(config_name)
    found = [*backward.on(conversion)] if backward else []
    if other is not None:
        found += _differing(conversion, other)
    return sorted(found)


class _Backward:
    """Backward longest match in place of the phrases' forward match, the other stages as they are."""

    def __init__(self, config_name: str) -> None:
        chain = read_config(config_name).chain
        at = [bool(_PHRASES.intersection(name for name, _ in table.layers)) for table in chain].index(True)
        self._earlier: Final = [matcher_of(table) for table in chain[:at]]
        self._forward: Final = matcher_of(chain[at])
        self._backward: Final = matcher_of(_reversed(chain[at]))
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
        text = self._backward.convert(text[::-1])[::-1]
        for stage in self._later:
            text = stage.convert(text)
        return text

    def _cut_differently(self, text: str) -> list[tuple[int, int]]:
        length = len(text)
        forward = set(self._forward.matches(text))
        backward = {(length - end, length - start) for start, end in self._backward.matches(text[::-1])}
        return sorted(forward ^ backward)


def _reversed(table: Table) -> Table:
    """Every key and value of `table` from its end: a forward match over them is a backward match."""

    def read() -> Flat:
        return Flat({key[::-1]: value[::-1] for key, value in table.entries.items()}, ())

    return Table(f"{table.key}-reversed", read)


class _Other:
    """The other engine, asked only about clauses with something doubtful in them: it is slow."""

    def __init__(self, config_name: str) -> None:
        self._engine: Final = Reimplemented(config_name)
        self._doubtful: Final = ambiguity(config_name).characters
        self._known: Final[dict[str, str]] = {}

    def convert(self, clause: str, our: str) -> str:
        """What it makes of `clause`; `our`, what we do, where nothing in it is doubtful."""
        if len(clause) == len(our) and self._doubtful.isdisjoint(clause):
            return our
        if CLAUSE_ENDS.fullmatch(clause):
            return our
        if clause not in self._known:
            self._known[clause] = self._engine.convert(clause)
        return self._known[clause]


@cache
def _backward(config_name: str) -> _Backward | None:
    """None where no stage of the configuration knows phrases."""
    try:
        return _Backward(config_name)
    except ValueError:
        return None


@cache
def _reimplemented(config_name: str) -> _Other | None:
    """None where it lacks the configuration."""
    try:
        return _Other(config_name)
    except InputError:
        return None


def _differing(conversion: Conversion, other: _Other) -> Iterator[Opinion]:
    """Where the other engine's words differ, clause by clause, so that a word of another length stays local."""
    clauses, ours = CLAUSE_ENDS.split(conversion.source), CLAUSE_ENDS.split(conversion.target)
    if len(ours) != len(clauses):
        return
    ends = accumulate(map(len, ours))
    for clause, our, target_end in zip(clauses, ours, ends, strict=True):
        their = other.convert(clause, our)
        if our == their:
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
        for span in conversion.spans:
            if span.target_start < end and start < span.target_end:
                yield span.start, span.end


def _whole(conversion: Conversion, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`ranges` (in order) widened to the spans they touch, those that then overlap made one."""
    if not ranges:
        return []
    pending = list(ranges)
    for span in conversion.spans:
        if any(span.start < end and start < span.end for start, end in ranges):
            pending.append((span.start, span.end))
    result: list[tuple[int, int]] = []
    for start, end in sorted(pending):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _written(conversion: Conversion, start: int, end: int) -> str:
    target_start, target_end = conversion.offsets((start, end))
    return conversion.target[target_start:target_end]
