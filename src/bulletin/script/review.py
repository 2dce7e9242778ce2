"""What of an edition is worth a human eye. In: an issue on its way into another script, watched. Out: a Review.

The reviewer is told of every passage and its spans while the edition is made (edition.py). Red is where other engines
disagree (opinions.py); amber a character that only a default decided, a word of the region's, a likely name; grey any
other character of several forms (ambiguity.py). What glossary, locks and decisions have settled is not asked again.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from bulletin.model import (
    Decision,
    Doubt,
    Glossary,
    HouseStyle,
    Issue,
    Occurrence,
    Outcome,
    Reason,
    Review,
    Script,
    Tier,
)
from bulletin.script.ambiguity import Ambiguity, ambiguity, few
from bulletin.script.conversion import Conversion, Kind, Span
from bulletin.script.converter import opencc
from bulletin.script.decided import Decided
from bulletin.script.edition import make_edition
from bulletin.script.engines import converter
from bulletin.script.matcher import Matcher
from bulletin.script.names import name_in
from bulletin.script.opinions import Opinion, opinions
from bulletin.script.routes import route
from bulletin.script.scribe import NO_GLOSSARY, PLAIN_STYLE, Traced
from bulletin.script.suggestions import likely_names

_AROUND: Final = 16  # characters of context
_TIERS: Final = {
    Reason.BACKWARD: Tier.RED,
    Reason.REIMPLEMENTED: Tier.RED,
    Reason.NAME: Tier.AMBER,
    Reason.VOCABULARY: Tier.AMBER,
    Reason.CHARACTER: Tier.AMBER,
    Reason.PHRASE: Tier.GREY,
}
_ORDER: Final = {reason: rank for rank, reason in enumerate(_TIERS)}
_OPEN: Final = frozenset({Kind.CHARACTERS, Kind.VOCABULARY})


class Case(NamedTuple):
    """What makes two places one phrase of the review."""

    reason: Reason
    text: str
    before: str
    after: str
    form: str


class _Found(NamedTuple):
    """A doubtful range of a passage, its spans, and what others would write there."""

    start: int
    end: int
    reason: Reason
    spans: tuple[Span, ...]
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """What is known of a case: its candidates, who decided, and where it stands."""

    candidates: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    doubt: float
    occurrences: list[Occurrence] = field(default_factory=list)


def make_review(
    issue: Issue, script: Script, *, style: HouseStyle = PLAIN_STYLE, glossary: Glossary = NO_GLOSSARY
) -> Outcome[Review]:
    """The review of `issue` in `script`, which is not `Script.SOURCE`. Notices and errors as `make_edition`."""
    reviewer = Reviewer(issue, script, style, glossary)
    made = make_edition(issue, script, style=style, glossary=glossary, watch=reviewer.tell)
    return Outcome(reviewer.review(), made.notices)


def most_doubtful(traced: Traced, script: Script, style: HouseStyle) -> Iterator[Case]:
    """The cases of a text that a review in `script` would show in red, one again for each place."""
    configs = _configs(traced, script, style)
    if configs:
        conversion = traced.conversion
        cases = (_case(conversion, found) for found in _red(conversion, opinions(conversion, *configs)))
        yield from filter(None, cases)


class Reviewer:
    """Watches the making of an edition (`tell`), and says at the end what it saw (`review`)."""

    def __init__(
        self,
        issue: Issue,
        script: Script,
        style: HouseStyle = PLAIN_STYLE,
        glossary: Glossary = NO_GLOSSARY,
    ) -> None:
        self._issue: Final = issue
        self._script: Final = script
        self._style: Final = style
        self._titles: Final = {article.key: article.title for article in issue.articles}
        names = likely_names(issue.articles, glossary) if script.is_traditional else ()
        self._names: Final = Matcher({name: name for name in names})
        self._cases: Final[dict[Case, _Gathered]] = {}
        self._numbers: Final[Counter[str]] = Counter()
        self._decided: Final = Decided(glossary.decisions, script)
        self._has_decisions: Final = bool(glossary.decisions.entries)
        self._used: Final[set[str]] = set()  # the passages of the decisions that settled something
        self._characters = self._places_decided = 0

    def tell(self, key: str, traced: Traced) -> None:
        """One text of the article `key`, as `make_edition` tells it."""
        self._numbers[key] += 1
        configs = _configs(traced, self._script, self._style)
        if not configs:
            return  # nothing is converted
        conversion = traced.conversion
        self._characters += len(conversion.source)
        if self._has_decisions:
            self._places_decided += sum(span.kind is Kind.DECISION for span in conversion.spans)
            settled = self._decided.settled(conversion.source, opencc(configs[0]).phrases)
            self._used.update(each.decision.passage for each in settled)
        doubtful = ambiguity(*configs)
        for found in _found(conversion, opinions(conversion, *configs), self._names, doubtful.characters):
            self._note(key, traced, found, doubtful)

    def review(self) -> Review:
        """Everything that is in doubt, most doubtful first."""
        cases = sorted(
            self._cases.items(),
            key=lambda item: (
                _ORDER[item[0].reason] if item[0].reason is not Reason.REIMPLEMENTED else 0,
                -item[1].doubt,
                -len(item[1].occurrences),
                item[0],
            ),
        )
        doubts = tuple(
            Doubt(
                _TIERS[case.reason],
                case.reason,
                case.text,
                case.before,
                case.after,
                case.form,
                gathered.candidates,
                gathered.rules,
                tuple(gathered.occurrences),
            )
            for case, gathered in cases
        )
        return Review(
            self._issue.key, self._issue.title, self._script, self._characters, self._places_decided, doubts
        )

    def unused(self, decisions: tuple[Decision, ...]) -> Iterator[Decision]:
        """Those of `decisions` that concern this edition's script and settled nothing in it."""
        return (
            decision
            for decision in decisions
            if decision.form(self._script) is not None and decision.passage not in self._used
        )

    def _note(self, key: str, traced: Traced, found: _Found, doubtful: Ambiguity) -> None:
        conversion = traced.conversion
        case = _case(conversion, found)
        if case is None:
            return
        start, end = conversion.offsets((found.start, found.end))
        if case not in self._cases:
            alternatives = self._alternatives(case, traced.source, doubtful)
            others = chain((case.form,), found.others, alternatives, (case.text,))
            rules = tuple(
                dict.fromkeys((rule.dictionary, rule.key) for span in found.spans for rule in span.rules)
            )
            doubt = doubtful.doubt(case.text) if found.reason is Reason.CHARACTER else 0.0
            self._cases[case] = _Gathered(few(others), rules, doubt)
        place = Occurrence(
            self._titles.get(key, ""),
            traced.part,
            self._numbers[key],
            conversion.target[max(0, start - _AROUND) : start],
            conversion.target[end : end + _AROUND],
        )
        self._cases[case].occurrences.append(place)

    def _alternatives(self, case: Case, source: Script, doubtful: Ambiguity) -> Iterator[str]:
        if case.reason is Reason.NAME:
            yield name_in(case.text, self._script)
        if case.reason is Reason.VOCABULARY:
            plain = case.text
            for config in route(source, self._script, vocabulary=False):
                plain = converter(self._style.engine, config).convert(plain)
            yield plain
        yield from doubtful.variants(case.text, case.form)


def _configs(traced: Traced, script: Script, style: HouseStyle) -> tuple[str, ...]:
    """The configurations a text went through; none for one that was left alone."""
    return (style.config,) if style.config else route(traced.source, script, style.vocabulary)


def _case(conversion: Conversion, found: _Found) -> Case | None:
    """What tells a doubtful range from others; None for a single character that nothing tells from the same elsewhere."""
    text = conversion.source[found.start : found.end]
    before, after = _surroundings(conversion.source, found.start, found.end)
    if len(text) == 1 and not (before or after):
        return None
    start, end = conversion.offsets((found.start, found.end))
    return Case(found.reason, text, before, after, conversion.target[start:end])


def _found(
    conversion: Conversion, said: list[Opinion], names: Matcher, doubtful: frozenset[str]
) -> Iterator[_Found]:
    """The doubtful ranges of a passage, none overlapping: red before names, and those before all else."""
    red = [*_red(conversion, said)]
    taken = [*red, *_named(conversion, names, red)]
    yield from taken
    settled = {span for found in taken for span in found.spans}
    for span in conversion.spans:
        if span.end - span.start == 1 and conversion.source[span.start] not in doubtful:
            continue
        if span.kind in _OPEN and span not in settled:
            text = conversion.source[span.start : span.end]
            reason = _reason(span, text, conversion.target[span.target_start : span.target_end], doubtful)
            if reason is not None:
                yield _Found(span.start, span.end, reason, (span,))


def _reason(span: Span, text: str, form: str, doubtful: frozenset[str]) -> Reason | None:
    if span.kind is Kind.VOCABULARY and text != form:
        return Reason.VOCABULARY
    if doubtful.isdisjoint(text):
        return None
    return Reason.CHARACTER if len(text) == 1 else Reason.PHRASE


def _red(conversion: Conversion, said: list[Opinion]) -> Iterator[_Found]:
    """Opinions that overlap as one; what glossary, locks or decisions have settled is no matter of opinion."""
    at = 0
    while at < len(said):
        start, end, _, reason = said[at]
        same: list[Opinion] = []
        while at < len(said) and (not same or said[at].start < end):
            same.append(said[at])
            end = max(end, said[at].end)
            at += 1
        spans = conversion.spans_in(start, end)
        if spans and all(span.kind in _OPEN for span in spans):
            forms = tuple(each.form for each in same if (each.start, each.end) == (start, end))
            yield _Found(start, end, reason, spans, forms)


def _named(conversion: Conversion, names: Matcher, red: Sequence[_Found]) -> Iterator[_Found]:
    for start, end in names.matches(conversion.source):
        spans = conversion.spans_in(start, end)
        is_whole = all(start <= span.start and span.end <= end and span.kind in _OPEN for span in spans)
        if spans and is_whole and not any(start < each.end and each.start < end for each in red):
            yield _Found(start, end, Reason.NAME, spans)


def _surroundings(source: str, start: int, end: int) -> tuple[str, str]:
    """A single character's neighbours, which say where it is meant; a phrase says so by itself."""
    if end - start > 1:
        return "", ""
    before, after = source[max(0, start - 1) : start], source[end : end + 1]
    return _usable(before), _usable(after)


def _usable(neighbour: str) -> str:
    return "" if neighbour.isspace() or neighbour in "{}" else neighbour
