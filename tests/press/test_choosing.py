"""Which months and issues a batch is about."""

import datetime

import pytest

from bulletin.press.choosing import Span, empty_months


@pytest.mark.parametrize(
    ("first", "last", "days", "named"),
    [
        ((2026, 1), (2026, 3), [(2026, 1), (2026, 2), (2026, 3)], None),
        ((2026, 1), (2026, 3), [(2026, 2)], "2026-01 2026-03"),
        ((2025, 11), (2026, 4), [(2026, 2), (2026, 2), (2027, 1)], "2025-11–2026-01 2026-03–2026-04"),
        ((2026, 1), (2026, 2), [], "2026-01–2026-02"),
        ((2026, 1), None, [(2026, 3)], "2026-01–2026-02"),
        (None, (2026, 4), [(2026, 3)], "2026-04"),
        (None, None, [(2026, 1), (2026, 3)], None),
    ],
)
def test_months_without_an_issue_that_follow_one_another_are_named_by_the_first_and_the_last(
    first: tuple[int, int] | None,
    last: tuple[int, int] | None,
    days: list[tuple[int, int]],
    named: str | None,
) -> None:
    span = Span(*(datetime.date(*month, 1) if month else None for month in (first, last)))
    notices = empty_months(span, [datetime.date(*month, 15) for month in days])
    assert [notice.values["months"] for notice in notices] == ([named] if named else [])
