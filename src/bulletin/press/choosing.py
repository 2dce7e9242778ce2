"""Which issues of a periodical fall in a span of days. In: its folder, the span. Out: plans by day, months without one."""

import datetime
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from bulletin.errors import BulletinError
from bulletin.model import Notice
from bulletin.planning import IssuePlan, issues_inside, read_issue_plan

# 2026-03, 2026年3月, 202603: the month that an issue's key names when its issue.toml has no date.
_MONTH: Final = re.compile(r"(?<!\d)(\d{4})[-./年_]?(\d{1,2})(?!\d)")


class Span(NamedTuple):
    """From one day to another, both included; None for no end."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def holds(self, day: datetime.date | None) -> bool:
        """Whether a day lies in it; a day that is not known does."""
        if day is None:
            return True
        return (not self.first or day >= self.first) and (not self.last or day <= self.last)


class Dated(NamedTuple):
    """An issue and the day it falls on, None where nothing tells."""

    day: datetime.date | None
    plan: IssuePlan


def issues_in(folder: Path, span: Span) -> tuple[list[Dated], list[Notice]]:
    """The issue files of a periodical that fall in `span`, by day, and a notice for each that cannot be read or placed."""
    issues: list[Dated] = []
    notices: list[Notice] = []
    for place in issues_inside(folder):
        try:
            plan = read_issue_plan(place)
        except BulletinError as error:
            if span.holds(_month_in(place.name)):
                notices += told_of(error, place)
            continue
        day = plan.date or _month_in(plan.key)
        if day is None and any(span):
            notices.append(Notice("press.issue-without-day", {"issue": place.name}))
        elif span.holds(day):
            issues.append(Dated(day, plan))
    return sorted(issues, key=lambda issue: issue.day or datetime.date.min), notices


def empty_months(span: Span, days: Iterable[datetime.date]) -> list[Notice]:
    """A notice that names the months of the span in which none of `days` falls; none for a span without ends."""
    taken = sorted({_month_of(day) for day in days})
    first = _month_of(span.first) if span.first else next(iter(taken), None)
    last = _month_of(span.last) if span.last else next(reversed(taken), None)
    if not any(span) or first is None or last is None:
        return []
    # The months between two that are taken, or an end, are named together.
    borders = [first - 1, *(month for month in taken if first <= month <= last), last + 1]
    empty = [_named(one + 1, other - 1) for one, other in pairwise(borders) if one + 1 < other]
    return [Notice("press.month-without-issue", {"months": " ".join(empty)})] if empty else []


def told_of(error: BulletinError, folder: Path) -> list[Notice]:
    """What is wrong with an issue, as notices."""
    return [Notice(each.code, each.values, folder.name, each.place) for each in (error, *error.also)]


def _month_in(key: str) -> datetime.date | None:
    """The first day of the month that a key names."""
    found = _MONTH.search(key)
    try:
        return datetime.date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def _month_of(day: datetime.date) -> int:
    """The number of its month, from that of the first January on."""
    return day.year * 12 + day.month - 1


def _named(first: int, last: int) -> str:
    """`2026-02`, or `2026-02–2026-04` for several."""
    return "–".join(f"{month // 12}-{month % 12 + 1:02}" for month in sorted({first, last}))
