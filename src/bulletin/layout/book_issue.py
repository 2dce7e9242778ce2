"""An issue that a book can hold. In: an `Issue`. Out: the same without what would spoil the book, and notices.

A control character from an old word processor would make a whole document unreadable, and prints nothing anyway; a
cover or a logo must be a picture that every reading system shows.
"""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from bulletin.layout.book_body import PICTURE_TYPES
from bulletin.model import Article, Asset, Issue, Notice, Outcome
from bulletin.model.book import FORBIDDEN

T = TypeVar("T")


def bookable(issue: Issue, untitled: str) -> Outcome[Issue]:
    """`issue` ready for the book; an article without a title is called `untitled`. A notice for each change."""
    notices: list[Notice] = []

    def shown(picture: Asset | None) -> Asset | None:
        if picture is None or picture.media_type in PICTURE_TYPES:
            return picture
        notices.append(Notice("epub.lost-picture", {"picture": picture.name}))
        return None

    def sound(article: Article) -> Article:
        clean = _cleaned(article)
        if clean != article:
            notices.append(Notice("epub.removed-characters", article=clean.title))
        if not clean.title.strip():
            notices.append(Notice("epub.untitled", {"origin": clean.origin or clean.key}, article=untitled))
            clean = replace(clean, title=untitled)
        return clean

    sections = tuple(
        replace(section, title=_cleaned(section.title), articles=tuple(map(sound, section.articles)))
        for section in issue.sections
        if section.articles
    )
    head = _cleaned(replace(issue, sections=()))
    masthead = replace(head.periodical.masthead, logo=shown(head.periodical.masthead.logo))
    periodical = replace(head.periodical, masthead=masthead)
    sound_issue = replace(head, periodical=periodical, cover=shown(head.cover), sections=sections)
    return Outcome(sound_issue, tuple(notices))


def _cleaned(value: T) -> T:
    """`value` with every text in it cleaned, however deep."""
    cleaned: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        cleaned = FORBIDDEN.sub("", value)
    elif isinstance(value, tuple):
        cleaned = tuple(map(_cleaned, value))
    elif is_dataclass(value) and not isinstance(value, type):
        texts = {field.name: _cleaned(getattr(value, field.name)) for field in fields(value)}
        cleaned = replace(value, **texts)
    return cleaned  # type: ignore[no-any-return]  # the same type as `value` in every branch
