"""What the book says of itself. In: an edition and its number style. Out: a `Book` without its pages."""

import datetime
import re
import uuid
from collections.abc import Mapping
from typing import Final

from bulletin.model import Book, Contributor, Edition, Issue
from bulletin.model.calendar import NumberStyle, issue_number, month_in_chinese, total_number
from bulletin.model.standard_numbers import isbn_in, issn_in

# The namespace of our identifiers (RFC 9562 §5.5): the same issue in the same script is the same book for ever.
_NAMESPACE: Final = uuid.UUID("4b8f0c52-7a1d-5e0b-9d0c-6f1f2f7a9c31")

# A byline separates names by a space; a space inside a Latin name separates nothing.
_BETWEEN_NAMES: Final = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")

# How many headlines stand in for a description.
_HEADLINES: Final = 5


def blank_book(
    edition: Edition, style: NumberStyle, words: Mapping[str, str], modified: datetime.datetime
) -> Book:
    """The book before its pages: the periodical and its number as the title, the issue's own title below it.

    `words` are the labels."""
    issue, periodical = edition.issue, edition.issue.periodical
    number = issue_number(issue.number, style) if issue.number is not None else ""
    month = month_in_chinese(issue.date, style, edition.lang) if issue.date else ""
    own = issue.title if issue.is_volume else number or month
    title = f"{periodical.name} {own}".strip() if periodical.name else issue.title
    names = (periodical.name, issue.key, edition.script, *(["vertical"] if edition.is_vertical_book else []))
    return Book(
        identifier=uuid.uuid5(_NAMESPACE, "\n".join(names)).urn,
        title=title or issue.key,
        lang=edition.lang,
        leaves=(),
        contents=(),
        contents_title=words["contents"],
        landmarks_title=words["landmarks"],
        subtitle="" if issue.is_volume or issue.title in ("", title, periodical.name) else issue.title,
        contributors=_contributors(issue),
        publisher=periodical.publisher,
        rights=periodical.masthead.note,
        description="；".join(article.title for article in issue.articles[:_HEADLINES]),
        subjects=tuple(dict.fromkeys(section.title for section in issue.sections if section.title)),
        date=issue.date,
        modified=modified,
        collection=periodical.name,
        issn=issn_in(periodical.issn),
        isbn=isbn_in(dict(periodical.colophon.entries).get("isbn", "")),
        position=issue.total_number if issue.total_number is not None else issue.number,
    )


def issue_line(issue: Issue, lang: str, style: NumberStyle) -> tuple[str, ...]:
    """The parts of the line below a masthead: 第3期, 总第128期, 2026年3月."""
    parts = (
        issue_number(issue.number, style) if issue.number is not None else "",
        total_number(issue.total_number, style, lang) if issue.total_number is not None else "",
        month_in_chinese(issue.date, style, lang) if issue.date else "",
    )
    return tuple(filter(None, parts))


def _contributors(issue: Issue) -> tuple[Contributor, ...]:
    """The editors, then the authors in the order of their articles; everybody once."""
    people = [Contributor(name, "edt") for name in issue.periodical.editors]
    for article in issue.articles:
        people += [Contributor(name, "aut") for name in _BETWEEN_NAMES.split(article.byline.strip())]
    first: dict[str, Contributor] = {}
    for person in people:
        if person.name:
            first.setdefault(person.name, person)
    return tuple(first.values())
