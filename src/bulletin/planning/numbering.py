"""The number of the next issue. In: the issues there are. Out: the numbers that follow."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bulletin.errors import InputError
from bulletin.planning.check import checked
from bulletin.planning.document import read_document
from bulletin.planning.keys import ISSUE
from bulletin.planning.paths import ISSUE_FILE


class Numbers(NamedTuple):
    """第几期, counted anew each year, and 总第几期, None where nobody has counted."""

    number: int
    total_number: int | None


def next_numbers(issues: Iterable[Path], date: datetime.date) -> Numbers:
    """The numbers of an issue of `date` beside those in the folders `issues`; one that cannot be read does not count."""
    numbers, totals = [0], []
    for folder in issues:
        try:
            values = checked(read_document(folder / ISSUE_FILE), ISSUE, folder.parent)
        except InputError:
            continue
        its_date = values.date("date")
        if its_date is None or its_date.year == date.year:
            numbers.append(values.count("number") or 0)
        totals.append(values.count("total_number") or 0)
    return Numbers(max(numbers) + 1, max(totals) + 1 if any(totals) else None)
