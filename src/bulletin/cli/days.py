"""Days on the command line. In: 2026-03-05, 2026-03, 2026 or 2026年3月5日. Out: the first or the last day it means."""

import calendar
import datetime
import re
from typing import Final

from bulletin.errors import UsageError

_DAY: Final = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})?)?(?:\s*[-/.月]\s*(\d{1,2})?)?\s*日?")


def first_day(text: str) -> datetime.date | None:
    """The day, or the first one of the month or year; None for an empty text. Raises UsageError `cli.bad-day`."""
    return _span(text)[0] if text else None


def last_day(text: str) -> datetime.date | None:
    """The day, or the last one of the month or year; None for an empty text. Raises UsageError `cli.bad-day`."""
    return _span(text)[1] if text else None


def today() -> datetime.date:
    """The day it is where the editor sits."""
    return datetime.datetime.now().astimezone().date()


def last_month(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the month before that of `today`."""
    last = today.replace(day=1) - datetime.timedelta(1)
    return last.replace(day=1), last


def _span(text: str) -> tuple[datetime.date, datetime.date]:
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise UsageError("cli.bad-day", text=text)
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
        last_month = month or 12
        last = datetime.date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise UsageError("cli.bad-day", text=text) from error
    return first, last
