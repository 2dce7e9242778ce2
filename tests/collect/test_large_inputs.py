"""What is long takes as much longer to read as it is longer, and no more."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from lxml import etree

from bulletin.collect.body.attributes import settle_references
from bulletin.collect.body.figures import settle_figures
from bulletin.collect.body.footnotes import settle_footnotes
from bulletin.collect.body.leaves import tidy_leaves
from bulletin.collect.body.lists import settle_lists
from bulletin.collect.parsing import parse_fragment, parse_page
from bulletin.collect.readers import READERS
from bulletin.collect.web.columns import column_links
from bulletin.model import Body

T = TypeVar("T")

_LIMIT_S = 2.0
_NOTES = 3_000
_PAGES = {
    "a picture in the page that has no beginning": f'字<img src="data:{"a" * 100_000}">',
    "a picture with an address that says at each place that it may be none": f'字<img src="{"1x1" * 30_000}">',
    "figures before a word": "<p>" + "1" * 60 + "人</p><p>字</p>",
}
_CALLS = "".join(f"字<a href=#n{number} id=r{number}>[{number % 900}]</a>" for number in range(_NOTES))
_CALLED = "".join(f"<p id=n{number}><a href=#r{number}>[{number % 900}]</a>注" for number in range(_NOTES))
_HEAD = "首页 > 新闻 > 正文\n渡口的四十六年\n发布时间：2026-03-01 来源：南塘日报\n"
_TEXTS = {
    "a chronicle": _HEAD + "渡船，于2026-03-01开，开了四班。\n" * 2_000,
    "one line after another with a date": _HEAD + "发布时间：2026-03-01 来源：南塘日报\n" * 2_500,
    "credits far below one another": _HEAD + "\n\n\n\n发布时间：2026-03-01 来源：南\n" * 2_500,
}


@pytest.mark.parametrize("page", _PAGES.values(), ids=_PAGES)
def test_a_page_is_read_in_time_whatever_its_longest_line_is(page: str) -> None:
    spent, outcome = _timed(lambda: READERS["text/html"](page.encode(), Path("a")))
    assert outcome.value
    assert spent < _LIMIT_S


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
def test_a_text_is_read_in_time_however_many_lines_have_a_date(text: str) -> None:
    spent, outcome = _timed(lambda: READERS["text/plain"](text.encode(), Path("a")))
    assert outcome.value
    assert spent < _LIMIT_S


@pytest.mark.parametrize(
    ("settle", "draft"),
    [
        (settle_lists, "<hr/>" * 60_000),
        (tidy_leaves, f"<p>{'<strong>字</strong>' * 60_000}</p>"),
        (settle_references, f"<p>{'<span>字</span>' * 60_000}</p>"),
        (settle_figures, f"<p>字<em>{'<img/>' * 60_000}</em></p>"),
    ],
)
def test_a_body_is_settled_in_time_however_many_parts_it_has(
    settle: Callable[[etree._Element], None], draft: str
) -> None:
    root = Body(f"<body>{draft}</body>").tree()
    spent, _ = _timed(lambda: settle(root))
    assert spent < _LIMIT_S
    assert len("".join(root.itertext())) == draft.count("字")


@pytest.mark.parametrize("address", ["/2026/{}.html", "/2026/1.html"])
def test_links_of_a_list_without_rows_are_found_in_time(address: str) -> None:
    links = (
        f"<a href={address.format(number)}>渡口的四十六年第{number}回</a><br>" for number in range(3_000)
    )
    page = parse_page(f"<div>{''.join(links)}</div>")
    spent, found = _timed(lambda: column_links(page, "http://example.org/"))
    assert found
    assert spent < _LIMIT_S


def test_notes_that_are_all_called_in_one_paragraph_are_found_in_time() -> None:
    root = parse_fragment(f"<p>{_CALLS}{_CALLED}")
    spent, _ = _timed(lambda: settle_footnotes(root))
    assert spent < _LIMIT_S
    assert len(root.findall("aside")) == _NOTES


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """The seconds of the processor that `work` takes, and what it gives."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result
