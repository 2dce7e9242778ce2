"""Issues straight from the library, without issue files. In: which articles, how to divide them. Out: issues, their plans.

Names, numbers and titles depend on the calendar or on the name of a section or source alone: a month keeps its number
whatever the months beside it hold.
"""

import datetime
from calendar import monthrange
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bulletin.library import Library, Record, Wanted, open_library
from bulletin.model import Notice, Outcome
from bulletin.planning import ArticleReference, IssuePlan, SectionPlan, file_stem
from bulletin.press.lending import place_of
from bulletin.press.order import By

# What keeps an article out of every issue, where it is not the lack of a date.
_LACKING: Final = {
    By.SECTION: "press.article-without-section",
    By.SOURCE: "press.article-without-source",
}
# More than so many articles are not named one by one.
_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class LibraryIssue:
    """An issue of the articles `wanted` of those in `library`; `key` is the stem of its files."""

    library: Path
    key: str
    wanted: Wanted
    title: str = ""
    number: int | None = None
    date: datetime.date | None = None


def library_issues(library: Path, by: By, wanted: Wanted) -> Outcome[tuple[LibraryIssue, ...]]:
    """The articles wanted, divided into issues that have some, in order of time or name.

    Notices count the articles that belong nowhere: without a date, a section, a source; and name those that no issue takes
    unasked. Raises what `open_library` raises."""
    found: dict[str, LibraryIssue] = {}
    lacking = 0
    with open_library(library) as shelf:
        records = _oldest_first(shelf, wanted)
    for record in filter(lambda each: each.is_printable, records):
        issue = _issue_of(record, library, by, wanted)
        if issue is None:
            lacking += 1
        else:
            found.setdefault(issue.key, issue)
    notices = []
    if lacking:
        notices.append(Notice(_LACKING.get(by, "press.article-without-date"), {"count": lacking}))
    if left := [f"#{record.number}" for record in records if not record.is_printable]:
        named = " ".join(left[:_NAMED]) + (" …" if len(left) > _NAMED else "")
        notices.append(Notice("press.taken-by-no-issue", {"count": len(left), "articles": named}))
    return Outcome(tuple(found.values()), tuple(notices))


def library_plan(folder: Path, issue: LibraryIssue) -> IssuePlan:
    """The plan of an issue of the periodical in `folder`: the articles oldest first, each in its own section, the
    sections in the order of their first articles. Raises what `open_library` raises."""
    with open_library(issue.library) as shelf:
        records = [record for record in _oldest_first(shelf, issue.wanted) if record.is_printable]
    sections: dict[str, list[ArticleReference]] = {}
    for record in records:
        title = "" if issue.wanted.section else record.section
        reference = ArticleReference(place_of(issue.library, record.number), place=f"#{record.number}")
        sections.setdefault(title, []).append(reference)
    days = [record.date for record in records if record.date]
    return IssuePlan(
        key=issue.key,
        sections=tuple(SectionPlan(title, tuple(articles)) for title, articles in sections.items()),
        folder=folder,
        title=issue.title,
        number=issue.number,
        date=issue.date or max(days, default=None),
    )


def span_name(first: datetime.date | None, last: datetime.date | None) -> str:
    """How a span of days is called in a file name: 2026, 2026-03, 2026-01--2026-06 (ISO 8601-1 §5.5.1), by days where
    it is no whole months; empty without both ends."""
    if first is None or last is None:
        return ""
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return str(first.year)
    ends = [f"{day:%Y-%m}" if whole else day.isoformat() for day in (first, last)]
    return "--".join(dict.fromkeys(ends))


def _oldest_first(shelf: Library, wanted: Wanted) -> tuple[Record, ...]:
    return shelf.find(wanted)[::-1]


def _issue_of(record: Record, library: Path, by: By, wanted: Wanted) -> LibraryIssue | None:
    """The issue that an article belongs to; None if what decides that is not known of it."""
    if by in (By.SECTION, By.SOURCE):
        name = record.section if by is By.SECTION else record.source
        key = file_stem(" ".join(filter(None, (span_name(wanted.since, wanted.until), name))))
        own = replace(wanted, section=name) if by is By.SECTION else replace(wanted, source=name)
        return LibraryIssue(library, key, own, title=name) if name else None
    if record.date is None:
        return None
    first, last, key, number = _span(record.date, by)
    own = replace(wanted, since=max(first, wanted.since or first), until=min(last, wanted.until or last))
    # The month of a monthly stands in the line of the issue; the days of the others are said in figures, the same in
    # both scripts.
    title = ""
    if by is By.WEEK:
        title = f"{first.year}年{first.month}月{first.day}日—{last.month}月{last.day}日"
    elif by is By.QUARTER:
        title = f"{first.year}年{first.month}—{last.month}月"
    return LibraryIssue(library, key, own, title, number, last)


def _span(day: datetime.date, by: By) -> tuple[datetime.date, datetime.date, str, int]:
    """The first and last day of the week (ISO 8601), month or quarter of `day`, its key and its number in the year."""
    if by is By.WEEK:
        year, week, weekday = day.isocalendar()
        monday = day - datetime.timedelta(weekday - 1)
        return monday, monday + datetime.timedelta(6), f"{year}-W{week:02}", week
    months = 3 if by is By.QUARTER else 1
    number = (day.month - 1) // months + 1
    last_month = number * months
    first = datetime.date(day.year, last_month - months + 1, 1)
    last = datetime.date(day.year, last_month, monthrange(day.year, last_month)[1])
    return first, last, f"{day.year}-Q{number}" if by is By.QUARTER else f"{first:%Y-%m}", number
