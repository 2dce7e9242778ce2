"""Columns begin side by side: what is white above a heading or a figure is left out at the head of a column."""

from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest

Print = Callable[..., Any]
# Nine lines a page, two columns.
STYLE = """
@page { size: 120mm 80mm; margin: 10mm }
.columns { column-count: 2; column-gap: 12pt }
h2 { font-size: 12pt; margin: 18pt 0 0; break-after: avoid }
table { margin: 18pt 0; border-spacing: 0 }
td { padding: 0 }
.verse, .poem { margin: 18pt 0 0 }
"""
HEADS = {
    "heading": "<h2>题</h2>",
    "table": "<table><tr><td>题</td></tr></table>",
    "verse": '<div class="verse"><div class="poem"><p>题</p></div></div>',
}


@pytest.fixture
def columns(printed: Print) -> Callable[[str], list[list[float]]]:
    """Prints a body in columns; tells of each page how far down its columns begin, in points."""

    def make(body: str) -> list[list[float]]:
        page = printed(f'<div class="columns">{body}</div>', style=STYLE)
        with pdfplumber.open(page.path) as document:
            return [
                [
                    round(min(char["top"] for char in side.chars) - 10 / 25.4 * 72, 1)
                    for side in (
                        leaf.crop((0, 0, 170, leaf.height)),
                        leaf.crop((170, 0, leaf.width, leaf.height)),
                    )
                    if side.chars
                ]
                for leaf in document.pages
            ]

    return make


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_second_column_that_begins_with_a_heading_begins_beside_the_first(
    columns: Callable[[str], list[list[float]]], head: str
) -> None:
    (tops,) = columns(f"{'<p>水</p>' * 5}{head}{'<p>水</p>' * 4}")
    assert len(tops) == 2
    assert tops[0] == tops[1]


def test_columns_of_a_later_page_begin_at_its_head(columns: Callable[[str], list[list[float]]]) -> None:
    whole = columns(f"{'<p>水</p>' * 17}{HEADS['heading']}{'<p>水</p>' * 3}")
    assert whole == [whole[0], [whole[0][0]] * 2]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_first_column_that_begins_with_a_heading_begins_beside_the_second(
    columns: Callable[[str], list[list[float]]], head: str
) -> None:
    ((first, second),) = columns(f"{head}{'<p>水</p>' * 8}")
    assert first == second
