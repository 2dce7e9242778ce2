"""Several articles in one text. In: a text file. Out: the texts of its articles, one for a text that holds one.

Pages copied one below the other show it by their credits: a headline, a line with a date and a source or an author, and
a text, again and again. An editor's own file shows it by lines of dashes with a headline below each.
"""

import re
from itertools import islice, pairwise
from typing import Final

from bulletin.collect import labels, values
from bulletin.collect.characters import clean, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.textdump.lines import worth

_TITLE_LIMIT: Final = 45  # characters
_CREDITS_LIMIT: Final = 110
_ABOVE: Final = 4  # lines between a headline and its credits
_BREADCRUMB_ABOVE: Final = 8  # lines
_TEXT: Final = 40.0  # the worth of the text below a headline
_SENTENCE: Final = 7.0
_RULE: Final = re.compile(r"\s*([=\-*—_＊※#~＝－─━])\s*(?:\1\s*){4,}")
_WHO_OR_WHERE: Final = re.compile(r"(?:来\s*源|來\s*源|稿源|作\s*者|记者|記者|撰文)\s*[:：]")


def articles_in(text: str) -> tuple[str, ...]:
    """The texts of the articles in `text`, in order."""
    lines = clean(text).split("\n")
    starts = _after_rules(lines) or _at_credits(lines)
    if len(starts) < 2:
        return (text,)
    bounds = [0, *starts[1:], len(lines)]
    return tuple("\n".join(lines[start:end]) for start, end in pairwise(bounds))


def _after_rules(lines: list[str]) -> list[int]:
    """Where articles begin that rules divide; none unless every part has a headline and a text."""
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line)]
    starts = [0, *(index + 1 for index in rules)]
    ends = [*rules, len(lines)]
    parts = [
        (start, end) for start, end in zip(starts, ends, strict=True) if any(map(str.strip, lines[start:end]))
    ]
    if len(parts) < 2 or not all(_is_article(lines[start:end]) for start, end in parts):
        return []
    return [start for start, _ in parts]


def _is_article(lines: list[str]) -> bool:
    """True for a headline with credits below it, and a text."""
    said = [line.strip() for line in lines if line.strip()]
    has_credits = any(map(_is_credits, said[1 : 1 + _ABOVE])) or any(
        values.byline().search(line) for line in said[1 : 1 + _ABOVE] if len(line) < _TITLE_LIMIT
    )
    return len(said) > 2 and _may_be_headline(said[0]) and has_credits and _worth_of(said) >= _TEXT


def _at_credits(lines: list[str]) -> list[int]:
    """Where the headlines stand that have full credits below them, and a text before the next."""
    anchors = [index for index in range(len(lines)) if _is_full_credits(lines, index)]
    starts: list[int] = []
    for anchor, following in pairwise([*anchors, len(lines)]):
        headline = _headline_above(lines, anchor)
        if headline >= 0 and _worth_of(lines[anchor + 1 : following]) >= _TEXT:
            starts.append(headline)
    return starts


def _headline_above(lines: list[str], anchor: int) -> int:
    """The line where the article of these credits begins, its breadcrumb counted; -1 if there is no headline."""
    above = list(islice((index for index in range(anchor - 1, -1, -1) if lines[index].strip()), _ABOVE))
    found = next((index for index in above if _may_be_headline(lines[index].strip())), -1)
    before = [index for index in above if index < found]
    if found >= 0 and before and labels.BREADCRUMB.search(lines[before[0]]):
        return before[0]
    return found


def _may_be_headline(line: str) -> bool:
    if not 4 <= weight_of(line) <= _TITLE_LIMIT or line[-1] in "。；，,;：:":
        return False
    furniture = (
        labels.CREDIT_LINE,
        labels.BREADCRUMB,
        labels.AFTERWARDS,
        labels.CLOSING_CREDIT,
        labels.LIST_NUMBER,
    )
    return not labels.is_footer(line) and not any(pattern.search(line) for pattern in furniture)


def _is_credits(line: str) -> bool:
    return 0 < weight_of(line) < _CREDITS_LIMIT and bool(labels.CREDIT_LINE.search(line))


def _is_full_credits(lines: list[str], index: int) -> bool:
    """True for a short line with a date that says who wrote it or where it appeared, or stands below a breadcrumb."""
    line = lines[index].strip()
    stamp = next(dates_in(line), None) if weight_of(line) < _CREDITS_LIMIT else None
    if stamp is None or labels.is_footer(line):
        return False
    if _WHO_OR_WHERE.search(line) or (
        _is_credits(line) and any(map(_WHO_OR_WHERE.search, lines[index + 1 : index + 3]))
    ):
        return True
    return any(map(labels.BREADCRUMB.search, lines[max(0, index - _BREADCRUMB_ABOVE) : index]))


def _worth_of(lines: list[str]) -> float:
    values_of_text = (worth(line.strip()) for line in lines)
    return sum(value for value in values_of_text if value > _SENTENCE)
