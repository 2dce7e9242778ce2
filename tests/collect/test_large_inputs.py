"""What is long takes as much longer to read as it is longer, and no more."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from bulletin.collect.body.attributes import settle_references
from bulletin.collect.body.footnotes import settle_footnotes
from bulletin.collect.body.leaves import tidy_leaves
from bulletin.collect.body.lists import settle_lists
from bulletin.collect.parsing import parse_fragment, parse_page
from bulletin.collect.readers import READERS
from bulletin.collect.web.columns import column_links
from bulletin.model import Body

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
def test_a_page(page: str) -> None:
    _read(page, "text/html")


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
def test_a_text(text: str) -> None:
    _read(text, "text/plain")


@pytest.mark.parametrize(
    ("settle", "draft"),
    [
        (settle_lists, "<hr/>" * 60_000),
        (tidy_leaves, f"<p>{'<strong>字</strong>' * 60_000}</p>"),
        (settle_references, f"<p>{'<span>字</span>' * 60_000}</p>"),
    ],
)
def test_a_body(settle: Callable[[etree._Element], None], draft: str) -> None:
    root = Body(f"<body>{draft}</body>").tree()
    started = time.process_time()
    settle(root)
    assert time.process_time() - started < _LIMIT_S
    assert len("".join(root.itertext())) == draft.count("字")


@pytest.mark.parametrize("address", ["/2026/{}.html", "/2026/1.html"])
def test_a_list_without_rows(address: str) -> None:
    links = (
        f"<a href={address.format(number)}>渡口的四十六年第{number}回</a><br>" for number in range(3_000)
    )
    page = parse_page(f"<div>{''.join(links)}</div>")
    started = time.process_time()
    assert column_links(page, "http://example.org/")
    assert time.process_time() - started < _LIMIT_S


def test_notes_that_are_all_called_in_one_paragraph() -> None:
    root = parse_fragment(f"<p>{_CALLS}{_CALLED}")
    started = time.process_time()
    settle_footnotes(root)
    assert time.process_time() - started < _LIMIT_S
    assert len(root.findall("aside")) == _NOTES


def _read(text: str, media_type: str) -> None:
    started = time.process_time()
    assert READERS[media_type](text.encode(), Path("a")).value
    assert time.process_time() - started < _LIMIT_S
