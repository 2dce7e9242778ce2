"""The index of authors and of sources. In: the set-up. Out: names in their order, each with the articles to be found under it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bulletin.layout.name_order import heading_of, place_of
from bulletin.layout.sheet_setup import Setup
from bulletin.layout.titles import on_one_line

# Between two names of a byline; the words of a Latin name stay together.
_BETWEEN: Final = re.compile(r"[、，,;；/]\s*|(?<![A-Za-z.])\s+|\s+(?![A-Za-z])")
# What is said of a name in a byline, and is no part of it.
_ROLE: Final = re.compile(r"^(?:记者|記者|作者|编辑|編輯)?[:：]?|[（(].*?[）)]$")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name and the anchors of its articles in print order."""

    name: str
    hrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Entries under one heading: a letter, a number of strokes, or the word for others."""

    heading: str
    entries: tuple[IndexEntry, ...]


def authors(setup: Setup) -> tuple[IndexGroup, ...]:
    """Every name in the bylines."""
    return _index(
        setup,
        (
            (name, number)
            for number, article in enumerate(setup.issue.articles, 1)
            for name in _names(article.byline)
        ),
    )


def sources(setup: Setup) -> tuple[IndexGroup, ...]:
    """Where reprinted articles first appeared."""
    return _index(
        setup,
        (
            (on_one_line(article.source), number)
            for number, article in enumerate(setup.issue.articles, 1)
            if article.source.strip()
        ),
    )


def _names(byline: str) -> Iterator[str]:
    for name in _BETWEEN.split(byline.strip()):
        if bare := _ROLE.sub("", name.strip()).strip():
            yield bare


def _index(setup: Setup, found: Iterable[tuple[str, int]]) -> tuple[IndexGroup, ...]:
    lang = setup.edition.lang
    numbers: dict[str, list[int]] = {}
    for name, number in found:
        numbers.setdefault(name, []).append(number)
    names = sorted(numbers, key=lambda name: place_of(_sorted_by(name), lang))
    return tuple(
        IndexGroup(
            _heading(setup, heading),
            tuple(
                IndexEntry(name, tuple(f"#a{number}" for number in dict.fromkeys(numbers[name])))
                for name in group
            ),
        )
        for heading, group in groupby(names, key=lambda name: heading_of(_sorted_by(name), lang))
    )


def _sorted_by(name: str) -> str:
    return name.lstrip("《〈「『“")


def _heading(setup: Setup, heading: str) -> str:
    if not heading:
        return setup.word("others")
    return heading if heading.isalpha() else setup.word("strokes").replace("{number}", heading)
