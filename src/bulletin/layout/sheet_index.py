"""The index of authors and of sources. In: an edition. Out: names in their order, each with the articles to be found under it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bulletin.layout.labels import labels
from bulletin.layout.name_order import heading_of, place_of
from bulletin.layout.titles import on_one_line
from bulletin.model import Edition

# Between two names of a byline; the words of a Latin name stay together.
_BETWEEN: Final = re.compile(r"[、，,;；/]\s*|(?<![A-Za-z.])\s+|\s+(?![A-Za-z])")
# What is said of a name in a byline, and is no part of it.
_ROLE: Final = re.compile(r"^(?:记者|記者|作者|编辑|編輯)?[:：]?|[（(].*?[）)]$")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A name and the numbers of its articles in print order, from 1."""

    name: str
    numbers: tuple[int, ...]

    @property
    def hrefs(self) -> tuple[str, ...]:
        """The anchors of the articles on the printed sheet."""
        return tuple(f"#a{number}" for number in self.numbers)


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Entries under one heading: a letter, a number of strokes, or the word for others."""

    heading: str
    entries: tuple[IndexEntry, ...]


def authors(edition: Edition) -> tuple[IndexGroup, ...]:
    """Every name in the bylines."""
    return _index(
        edition,
        (
            (name, number)
            for number, article in enumerate(edition.issue.articles, 1)
            for name in _names(article.byline)
        ),
    )


def sources(edition: Edition) -> tuple[IndexGroup, ...]:
    """Where reprinted articles first appeared."""
    return _index(
        edition,
        (
            (on_one_line(article.source), number)
            for number, article in enumerate(edition.issue.articles, 1)
            if article.source.strip()
        ),
    )


def _names(byline: str) -> Iterator[str]:
    for name in _BETWEEN.split(byline.strip()):
        if bare := _ROLE.sub("", name.strip()).strip():
            yield bare


def _index(edition: Edition, found: Iterable[tuple[str, int]]) -> tuple[IndexGroup, ...]:
    lang = edition.lang
    numbers: dict[str, list[int]] = {}
    for name, number in found:
        numbers.setdefault(name, []).append(number)
    names = sorted(numbers, key=lambda name: place_of(_sorted_by(name), lang))
    return tuple(
        IndexGroup(
            _heading(lang, heading),
            tuple(IndexEntry(name, tuple(dict.fromkeys(numbers[name]))) for name in group),
        )
        for heading, group in groupby(names, key=lambda name: heading_of(_sorted_by(name), lang))
    )


def _sorted_by(name: str) -> str:
    return name.lstrip("《〈「『“")


def _heading(lang: str, heading: str) -> str:
    if not heading:
        return labels(lang)["others"]
    return heading if heading.isalpha() else labels(lang)["strokes"].replace("{number}", heading)
