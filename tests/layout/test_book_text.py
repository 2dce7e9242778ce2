"""Never silent loss: the text of the book is the text of its articles, to the character, for any body of the grammar."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.layout.bodies import DRAWING, bodies, words_of_body, words_of_page

from bulletin.layout import load_theme, make_book
from bulletin.layout.themes import Theme
from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section
from bulletin.model.grammar import violations

MODIFIED = datetime.datetime(2026, 4, 5, tzinfo=datetime.UTC)
ISSUE = Issue("2026-04", "", Periodical("河畔通讯", Masthead("河畔通讯")), ())


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme("circular")


def page_of(body: Body, theme: Theme, script: Script = Script.ZH_HANS, *, vertical: bool = False) -> bytes:
    article = Article("a", "题", body, assets=(DRAWING,))
    edition = Edition(replace(ISSUE, sections=(Section("", (article,)),)), script, script.value)
    edition = replace(edition, ebook=replace(edition.ebook, vertical=vertical))
    book = make_book(edition, theme, modified=MODIFIED, rare_font=b"font", rare_characters=frozenset("𠮷㐂"))
    return next(leaf.xhtml for leaf in book.value.leaves if leaf.href.startswith("article-"))


@given(body=bodies())
@settings(max_examples=40)
def test_the_page_says_every_character_of_the_body_in_order(body: Body, theme: Theme) -> None:
    assert violations(body) == []
    words = words_of_body(body)
    assert words_of_page(page_of(body, theme)) == words
    assert words_of_page(page_of(body, theme, Script.ZH_HANT_TW, vertical=True)) == words


def test_a_lost_character_would_be_seen(theme: Theme) -> None:
    body = Body("<body><p>桥上<em>行</em>人</p></body>")
    page = page_of(body, theme)
    assert words_of_page(page) == words_of_body(body) == "桥上行人"
    assert words_of_page(page.replace("人</p>".encode(), b"</p>")) != words_of_body(body)
