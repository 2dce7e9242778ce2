"""Trafilatura is asked only where our own reader found next to nothing, and only if it is there."""

import sys

import pytest

from bulletin.collect.webpage import extract
from bulletin.model import Body

SENTENCE = "雨停以后，馆里的人把窗子一扇一扇打开，让库房透透气，也让自己透透气。"
# Every paragraph is a link, as on a page whose script opens a note at each: to our reader a list of links.
LINKED = f'<p><a href="/n">{SENTENCE}</a></p>'
ODD_PAGE = f"<html><body><article>{LINKED * 6}</article></body></html>"


def test_a_page_of_which_ours_is_unsure_is_read_again_and_said_so() -> None:
    pytest.importorskip("trafilatura")
    page = extract(ODD_PAGE)
    assert Body.from_tree(page.body).text.count(SENTENCE) == 6
    assert "collect.second-reader" in [notice.code for notice in page.notices]


def test_without_it_the_page_is_what_ours_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = extract(ODD_PAGE)
    assert "collect.second-reader" not in [notice.code for notice in page.notices]
    assert Body.from_tree(page.body).text.count(SENTENCE) == 1


@pytest.mark.parametrize("body", [f"<p>{SENTENCE}</p>" * 4, "<p>今天上午九时，云岭隧道双线贯通。</p>"])
def test_it_changes_nothing_where_ours_has_found_the_article(body: str) -> None:
    page = extract(
        f"<html><body><h1>云岭隧道今日贯通</h1><p>来源：枫浦日报</p><div>{body}</div></body></html>"
    )
    assert [notice.code for notice in page.notices] == []
    assert Body.from_tree(page.body).text == body.replace("<p>", "").replace("</p>", "\n").strip()
