"""References to pages are right, and no page is laid out oftener than a number on it changes."""

from collections.abc import Callable
from typing import Any

import pytest

from bulletin.pdf import engine

engine.load()

from weasyprint.layout import page as page_layout  # noqa: E402 after the engine

STYLE = """
@page { size: 120mm 80mm; margin: 10mm }
html { font: 12pt/18pt "Bulletin Song" }
p { margin: 0 }
.next { break-before: page }
.page::after { content: "在" target-counter(attr(href), page) "页" }
.named::after { content: "在" target-counter(url("#桥"), page) "页" }
.both::after { content: "在" target-counter(attr(href), page) "页，此是" counter(page) "页" }
.all::after { content: "共" counter(pages) "页" }
"""
TO = '<p>往<a class="{kind}" href="#{where}">那里</a></p>'


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of each page that is laid out."""
    numbers: list[int] = []
    make = page_layout.make_page

    def make_page(*given: Any) -> Any:
        numbers.append(given[4])
        return make(*given)

    monkeypatch.setattr(page_layout, "make_page", make_page)
    return numbers


def words(printed: Any) -> str:
    return "".join(printed.text().split())


def test_a_page_of_contents_is_laid_out_once_more_and_no_other(
    printed: Callable[..., Any], made: list[int]
) -> None:
    body = TO.format(kind="page", where="路") + '<p class="next" id="桥">桥</p><p class="next" id="路">路</p>'
    assert "那里在3页" in words(printed(body, style=STYLE))
    assert made == [1, 2, 3, 1]


def test_what_refers_back_and_to_its_own_page_is_right(printed: Callable[..., Any]) -> None:
    body = (
        '<p>首</p><p class="next" id="桥">桥</p>'
        + TO.format(kind="page", where="桥")
        + TO.format(kind="named", where="桥")
        + '<div class="next"></div>'
        + TO.format(kind="page", where="桥")
    )
    assert words(printed(body, style=STYLE)).count("那里在2页") == 3


def test_counters_of_the_place_beside_those_of_the_target_are_right(printed: Callable[..., Any]) -> None:
    body = '<p>首</p><div class="next"></div>' + TO.format(kind="both", where="桥")
    body += '<p class="next" id="桥">桥</p>'
    assert "那里在3页，此是2页" in words(printed(body, style=STYLE))


def test_the_number_of_all_pages_is_right(printed: Callable[..., Any]) -> None:
    body = TO.format(kind="all", where="桥") + '<p class="next">二</p><p class="next" id="桥">桥</p>'
    assert "那里共3页" in words(printed(body, style=STYLE))


def test_contents_that_grow_by_a_page_with_their_numbers_tell_them_as_they_then_are(
    printed: Callable[..., Any],
) -> None:
    entries = "".join(
        f'<p>{"字" * 22}<a class="page" href="#n{number}">那</a></p>' for number in range(1, 11)
    )
    articles = "".join(f'<p class="next" id="n{number}">文</p>' for number in range(1, 11))
    made = printed(entries + articles, style=STYLE)
    first = len(made.pages) - 9
    assert all(f"在{first + number}页" in words(made) for number in range(10))
