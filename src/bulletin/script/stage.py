"""One stage of OpenCC's pipeline: a table at work. In: a text. Out: the converted text, or what became of it.

A stage sees a text whole; that it works inside the segments of a text and never across is the converter's business.
"""

from functools import cache
from typing import Final

from bulletin.caches import cached
from bulletin.script.conversion import Conversion, Rule, Span
from bulletin.script.dictionary import CACHED, Table
from bulletin.script.matcher import Matcher, Parts, parts_of


class Stage:
    """A table and its matcher."""

    def __init__(self, table: Table) -> None:
        self.matcher: Final = matcher_of(table)
        self._table: Final = table
        self._rules: Final[dict[str, tuple[Rule, ...]]] = {}  # of the keys met so far

    def followed(self, before: Conversion) -> Conversion:
        """`before`, followed by this stage."""
        return before.then(self.trace(before.target)) if self.matcher.concerns(before.target) else before

    def trace(self, text: str) -> Conversion:
        """`text` converted by this stage alone, every key it met a span."""
        spans: list[Span] = []
        stretches: list[Span] = []
        pieces: list[str] = []
        position = written = 0  # in the source, in the target
        for start, key, value in self.matcher.keys(text):
            pieces += text[position:start], value
            target_start = written + start - position
            position, written = start + len(key), target_start + len(value)
            span = Span(start, position, target_start, written, self._rules.get(key) or self._rule(key))
            spans.append(span)
            if len(key) != len(value):
                stretches.append(span)
        pieces.append(text[position:])
        return Conversion(text, "".join(pieces), tuple(spans), tuple(stretches))

    def _rule(self, key: str) -> tuple[Rule, ...]:
        return self._rules.setdefault(key, (Rule(self._table.origin(key), key),))


@cache
def matcher_of(table: Table) -> Matcher:
    """A matcher of `table`, its parts kept between runs: making them takes longer than most conversions."""

    def parts() -> tuple[dict[str, str], dict[int, str], dict[str, tuple[int, ...]], str, str]:
        made = parts_of(table.entries)  # as a plain tuple, which is what is kept
        return made.phrases, made.characters, made.lengths, made.begins, made.concerns

    return Matcher({}, Parts(*cached(f"{CACHED}-{table.key}", parts)))
