"""An edition becomes a book: its pages in order, its contents."""

from dataclasses import replace

import pytest
from lxml import etree
from tests.layout.books import BRIDGE, NAMES, POEM, Made, of_articles, page, said

from bulletin.model import (
    EbookStyle,
    Script,
)


def test_the_pages_stand_in_the_order_of_reading(made: Made) -> None:
    book = made().value
    assert [(leaf.href, leaf.landmark) for leaf in book.leaves] == [
        ("cover.xhtml", "cover"),
        ("title.xhtml", "titlepage"),
        ("note.xhtml", "preface"),
        ("section-01.xhtml", "bodymatter"),
        ("article-001.xhtml", ""),
        ("article-002.xhtml", ""),
        ("sources.xhtml", "index"),
        ("colophon.xhtml", "colophon"),
    ]


def test_the_contents_hold_sections_then_their_articles(made: Made) -> None:
    contents = made().value.contents
    assert [entry.title for entry in contents] == ["编者按", "本会要闻", "桥", "转载来源", "版权页"]
    _, section, poem, *_ = contents
    assert [child.href for child in section.children] == ["article-001.xhtml"]
    assert poem.children == ()


def test_the_sources_of_reprints_are_listed_with_their_articles(made: Made) -> None:
    sources = page(made().value, "sources.xhtml")
    assert said(sources, "//h:dt") == ["河畔日报"]
    assert [link.get("href") for link in sources.iterfind(".//h:dd/h:a", NAMES)] == ["article-001.xhtml"]


def test_sub_heads_are_entries_below_their_article(made: Made) -> None:
    _, section, *_ = made().value.contents
    entries = section.children[0].children
    root = page(made().value, "article-001.xhtml")
    heads = root.findall(".//h:h2", NAMES)
    assert [entry.href for entry in entries] == [f"article-001.xhtml#{head.get('id')}" for head in heads]


def test_a_vertical_edition_is_another_book_that_reads_from_the_right(made: Made) -> None:
    usual = made(script=Script.ZH_HANT_TW).value
    vertical = made(script=Script.ZH_HANT_TW, ebook=EbookStyle(vertical=True)).value
    assert (usual.is_vertical, vertical.is_vertical) == (False, True)
    assert usual.identifier != vertical.identifier
    style = next(file.data.decode() for file in vertical.resources if file.href == "epub.css")
    assert "writing-mode: vertical-rl" in style
    assert made(ebook=EbookStyle(vertical=True)).value.is_vertical is False  # Simplified stays as it is


def test_an_article_opens_with_title_byline_source_and_date(made: Made) -> None:
    head = page(made().value, "article-001.xhtml").find(".//h:header", NAMES)
    assert head is not None
    assert said(head, "h:h1") == ["旧桥重开 两岸少走六里"]
    assert said(head, "h:h1/h:span[@class='phrase']") == ["旧桥重开", "两岸少走六里"]  # breaks by sense
    assert said(head, ".//h:span[@class='byline']") == ["余大成 John Smith 范小雨"]
    assert said(head, ".//h:span[@class='source']") == ["来源：河畔日报"]
    assert said(head, ".//h:span[@class='date']") == ["2026年4月2日"]


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        ("桥", ["桥"]),
        ("旧桥重开 两岸少走六里", ["旧桥重开", "两岸少走六里"]),
        ("社区食堂开张第一百天：八十二位老人的午饭", ["社区食堂开张第一百天：", "八十二位老人的午饭"]),
        ("The Bridge of Seventy Springs Reopened", ["The Bridge of Seventy", "Springs Reopened"]),
    ],
)
def test_a_title_is_cut_where_its_sense_allows_and_loses_nothing(
    title: str, phrases: list[str], made: Made
) -> None:
    head = page(made(of_articles(replace(POEM, title=title))).value, "article-001.xhtml").find(
        ".//h:h1", NAMES
    )
    assert head is not None
    assert "".join(head.itertext()) == title
    assert said(head, "h:span[@class='phrase']") == phrases


def test_a_title_has_an_em_of_white_between_chinese_phrases_and_a_word_space_between_words(
    made: Made,
) -> None:
    for title, narrow in (("旧桥重开 两岸少走六里", 0), ("The Bridge of Seventy Springs Reopened", 1)):
        head = page(made(of_articles(replace(POEM, title=title))).value, "article-001.xhtml").find(
            ".//h:h1", NAMES
        )
        assert head is not None
        assert len(head.findall("h:span[@class='word-space']", NAMES)) == narrow


def test_every_document_says_its_language_and_every_part_its_role(made: Made) -> None:
    book = made(script=Script.ZH_HANT_TW).value
    roles = {}
    for leaf in book.leaves:
        root = etree.fromstring(leaf.xhtml)
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant-TW"
        assert said(root, "//h:title") == [leaf.title]
        section = root.find(".//h:section", NAMES)
        assert section is not None
        roles[section.get(f"{{{NAMES['epub']}}}type")] = section.get("role")
    assert roles == {
        "cover": None,
        "titlepage": None,
        "preface": "doc-preface",
        "part": "doc-part",
        "chapter": "doc-chapter",
        "index": "doc-index",
        "colophon": "doc-colophon",
    }


def test_the_region_has_its_own_words_and_dates(made: Made) -> None:
    book = made(script=Script.ZH_HANT_TW).value
    assert (book.contents_title, book.landmarks_title) == ("目錄", "導覽")
    assert said(page(book, "article-001.xhtml"), "//h:span[@class='date']") == ["二〇二六年四月二日"]
    assert said(page(book, "colophon.xhtml"), "//h:th") == ["主辦", "网上投稿"]


def test_articles_in_their_own_script_say_so(made: Made) -> None:
    issue = of_articles(POEM, replace(BRIDGE, script=Script.ZH_HANT_HK))
    book = made(issue, Script.SOURCE, "zh-Hans").value
    assert [page(book, f"article-00{n}.xhtml").get("lang") for n in (1, 2)] == ["zh-Hans", "zh-Hant-HK"]
