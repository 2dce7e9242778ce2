"""How good a review is: what it flags, how often rightly, how much of what is wrong. In: a parallel text. Out: a table.

`python -m benchmarks reviewing`. A place is wrong where the edition differs from what a careful editor would print; a
flag is right where it covers such a place. Flags are counted as places, as they are met on the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from bulletin.model import (
    Article,
    Body,
    HouseStyle,
    Issue,
    Masthead,
    Periodical,
    Review,
    Script,
    Section,
    Tier,
)
from bulletin.script import Conversion, Reviewer, Traced, make_edition

PARALLEL: Final = Path(__file__).parent / "parallel" / "zh-Hans_zh-Hant-TW.tsv"
_EITHER: Final = re.compile(r"\[(\w+)\]|(.)")
_TO_AN_ARTICLE: Final = 20  # names recur within an article
_WORDS_UNCHANGED: Final = HouseStyle(vocabulary=False)
_PER: Final = 10_000


class Pair(NamedTuple):
    """A sentence in Simplified characters, and what is printed for it; `[佈布]` in it means either."""

    source: str
    printed: str

    def expected(self, target: str) -> str:
        """What is printed, of two forms that are both right the one that stands in `target`."""
        places = [match[1] or match[2] for match in _EITHER.finditer(self.printed)]
        if len(places) != len(target):
            target = " " * len(places)
        return "".join(
            written if written in forms else forms[0] for forms, written in zip(places, target, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Quality:
    """One section of the text. `flags` and `right` (places, by tier) say how precise a review is, `found` (errors that
    a flag of the tier covers) how complete; `covered` counts the errors under any flag."""

    section: str
    sentences: int
    characters: int
    errors: int
    covered: int
    flags: dict[Tier, int]
    right: dict[Tier, int]
    found: dict[Tier, int]

    def lines(self) -> list[str]:
        """The section as a table."""
        title = (
            f"\nReview of {self.section}: {self.sentences} sentences, {self.characters:,} characters, "
            f"{self.errors} errors ({self._rate(self.errors):.0f} per 10,000), "
            f"{_share(self.covered, self.errors)} of them under a flag"
        )
        head = f"  {'':8}{'flags':>7}{'per 10,000':>12}{'precision':>11}{'recall':>8}"
        rows = [
            f"  {tier:8}{self.flags[tier]:7}{self._rate(self.flags[tier]):12.0f}"
            f"{_share(self.right[tier], self.flags[tier]):>11}{_share(self.found[tier], self.errors):>8}"
            for tier in Tier
        ]
        return [title, head, *rows]

    def _rate(self, count: int) -> float:
        return count / self.characters * _PER


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def sections(path: Path = PARALLEL) -> dict[str, list[Pair]]:
    """The parallel text by its sections."""
    found: dict[str, list[Pair]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found[line.removeprefix("## ")] = pairs = []
        elif not line.startswith("#"):
            pairs.append(Pair(*line.split("\t")))
    return found


def measured() -> list[Quality]:
    """Every section, reviewed as an issue of its own."""
    return [_quality(section, pairs) for section, pairs in sections().items()]


def main() -> list[Quality]:
    """Print a table for each section."""
    found = measured()
    for quality in found:
        print(*quality.lines(), sep="\n", flush=True)
    return found


def _quality(section: str, pairs: Sequence[Pair]) -> Quality:
    review, conversions = _reviewed(pairs)
    wrong = {place: list(_wrong(conversions[place].target, pair)) for place, pair in _places(pairs)}
    flags: Counter[Tier] = Counter()
    right: Counter[Tier] = Counter()
    found: dict[Tier, set[tuple[str, int, int]]] = {tier: set() for tier in Tier}
    for tier, (article, number), start, end in _flags(review, conversions):
        covered = [
            at for at, (left, stop) in enumerate(wrong[article, number]) if left < end and start < stop
        ]
        flags[tier] += 1
        right[tier] += bool(covered)
        found[tier].update((article, number, at) for at in covered)
    return Quality(
        section,
        len(pairs),
        sum(len(pair.source) for pair in pairs),
        sum(map(len, wrong.values())),
        len(set().union(*found.values())),
        {tier: flags[tier] for tier in Tier},
        {tier: right[tier] for tier in Tier},
        {tier: len(found[tier]) for tier in Tier},
    )


def _places(pairs: Sequence[Pair]) -> Iterator[tuple[tuple[str, int], Pair]]:
    """Where each sentence stands in the issue: its article and which text of it, of which the title is the first."""
    for at, pair in enumerate(pairs):
        yield (str(at // _TO_AN_ARTICLE), at % _TO_AN_ARTICLE + 2), pair


def _reviewed(pairs: Sequence[Pair]) -> tuple[Review, dict[tuple[str, int], Conversion]]:
    bodies: dict[str, str] = {}
    for (article, _), pair in _places(pairs):
        bodies[article] = bodies.get(article, "") + f"<p>{escape(pair.source)}</p>"
    articles = tuple(
        Article(name, name, Body(f"<body>{body}</body>"), script=Script.ZH_HANS)
        for name, body in bodies.items()
    )
    issue = Issue("parallel", "", Periodical("", Masthead("")), (Section("", articles),))
    reviewer = Reviewer(issue, Script.ZH_HANT_TW, _WORDS_UNCHANGED)
    numbers: Counter[str] = Counter()
    conversions: dict[tuple[str, int], Conversion] = {}

    def watch(key: str, traced: Traced) -> None:
        reviewer.tell(key, traced)
        numbers[key] += 1
        conversions[key, numbers[key]] = traced.conversion

    make_edition(issue, Script.ZH_HANT_TW, style=_WORDS_UNCHANGED, watch=watch)
    return reviewer.review(), conversions


def _flags(
    review: Review, conversions: dict[tuple[str, int], Conversion]
) -> Iterator[tuple[Tier, tuple[str, int], int, int]]:
    for doubt in review.doubts:
        for each in doubt.occurrences:
            place = each.article, each.number
            start = conversions[place].target.index(each.before + doubt.form + each.after) + len(each.before)
            yield doubt.tier, place, start, start + len(doubt.form)


def _wrong(target: str, pair: Pair) -> Iterator[tuple[int, int]]:
    """The ranges of `target` that are not what is printed; an omission counts at the character after it."""
    matcher = SequenceMatcher(None, target, pair.expected(target), autojunk=False)
    for tag, start, end, _, _ in matcher.get_opcodes():
        if tag != "equal":
            yield start, max(end, start + 1)
