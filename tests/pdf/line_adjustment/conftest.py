"""Lines of a printed page, measured."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

Char = dict[str, Any]


def _lines(page: Any) -> list[list[Char]]:
    rows = defaultdict(list)
    for char in page.chars:
        rows[round(char["matrix"][5], 2)].append(char)
    return [rows[y] for y in sorted(rows, reverse=True)]


@pytest.fixture(scope="session")
def lines_of() -> Callable[[Any], list[list[Char]]]:
    """The characters of each line of a pdfplumber page, by baseline from top to bottom, in reading order."""
    return _lines
