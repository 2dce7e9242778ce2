"""What a book says of itself, and what is told of it."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from tests.layout.books import ISSUE, MODIFIED, NAMES, POEM, Made, of_articles, page, said

from bulletin.errors import InputError
from bulletin.layout import load_theme, make_book
from bulletin.layout.themes import Theme
from bulletin.model import (
    Asset,
    Body,
    Contributor,
    Edition,
    Issue,
    Masthead,
    Official,
    Periodical,
    Script,
    Section,
)


def test_the_facts_name_issue_editors_authors_and_series(made: Made) -> None:
    book = made().value
    assert (book.title, book.subtitle) == ("河畔通讯 第4期", "旧桥专号")
    assert book.contributors == (
        Contributor("余大成", "edt"),
        Contributor("John Smith", "aut"),
        Contributor("范小雨", "aut"),
    )
    assert (book.collection, book.position) == ("河畔通讯", 128)
    assert (book.publisher, book.rights) == ("河畔学会", "内部资料 免费交流")
    assert book.subjects == ("本会要闻",)
    assert book.description == "旧桥重开 两岸少走六里；桥"
    assert (book.date, book.modified) == (datetime.date(2026, 4, 5), MODIFIED)


def test_a_quick_issue_without_a_periodical_has_a_title_too(made: Made) -> None:
    issue = Issue("study", "学习资料", Periodical("", Masthead("")), (Section("", (POEM,)),))
    book = made(issue).value
    assert (book.title, book.subtitle) == ("学习资料", "")
    assert said(page(book, "title.xhtml"), "//h:h1") == ["学习资料"]
    assert [leaf.landmark for leaf in book.leaves] == ["cover", "titlepage", "bodymatter", "colophon"]


def test_the_identifier_holds_for_ever_and_differs_by_script(made: Made) -> None:
    hans, again, hant = made().value, made().value, made(script=Script.ZH_HANT).value
    assert hans.identifier == again.identifier == "urn:uuid:dea14f5b-620c-5604-8366-b3ecdddb350e"
    assert hant.identifier != hans.identifier


def test_the_same_edition_gives_the_same_book(made: Made) -> None:
    assert made() == made()


def test_rare_characters_are_wrapped_wherever_the_reader_meets_them(made: Made) -> None:
    body = Body("<body><p>老人叫它𠮷墩，<em>𠮷</em>字𠮷𠮷。</p></body>")
    issue = of_articles(replace(POEM, title="𠮷墩", body=body))
    book = made(issue, rare_font=b"font", rare_characters=frozenset("𠮷")).value
    root = page(book, "article-001.xhtml")
    assert said(root, "//h:span[@class='rare']") == ["𠮷", "𠮷", "𠮷", "𠮷𠮷"]
    assert said(root, "//h:div[@class='text']/h:p") == ["老人叫它𠮷墩，𠮷字𠮷𠮷。"]
    assert said(root, "//h:title") == ["𠮷墩"]
    font = next(resource for resource in book.resources if resource.media_type == "font/ttf")
    style = next(resource.data for resource in book.resources if resource.media_type == "text/css").decode()
    assert f'url("{font.href}")' in style
    assert "!important" in style


def test_without_a_rare_font_nothing_is_wrapped(made: Made) -> None:
    book = made(of_articles(replace(POEM, title="𠮷墩"))).value
    assert not said(page(book, "article-001.xhtml"), "//h:span[@class='rare']")
    assert [resource.media_type for resource in book.resources] == ["text/css"]


def test_a_picture_shown_in_two_articles_is_packed_once(made: Made) -> None:
    asset = Asset.of(b"png", "image/png", "png", 8, 8)
    body = Body(f'<body><p><img src="{asset.name}" alt="桥"/></p></body>')
    article = replace(POEM, body=body, assets=(asset,))
    book = made(of_articles(article, replace(article, key="again"))).value
    assert [resource.href for resource in book.resources] == ["epub.css", f"images/{asset.name}"]


def test_the_issues_own_cover_is_the_cover(made: Made) -> None:
    cover = Asset.of(b"jpeg", "image/jpeg", "jpg", 1400, 2240)
    book = made(replace(ISSUE, cover=cover)).value
    picture = page(book, "cover.xhtml").find(".//h:img", NAMES)
    assert picture is not None
    assert (picture.get("src"), picture.get("alt")) == (f"images/{cover.name}", "封面：河畔通讯 第4期")
    assert book.resources[-1].properties == ("cover-image",)


def test_a_cover_of_few_pixels_is_told(made: Made) -> None:
    cover = Asset.of(b"jpeg", "image/jpeg", "jpg", 300, 400)
    told = [
        notice for notice in made(replace(ISSUE, cover=cover)).notices if notice.code == "epub.small-cover"
    ]
    assert [notice.message("en") for notice in told] == [
        "the cover picture has only 300 × 400 pixels and will look blurred on a shelf"
    ]


def test_a_cover_no_reading_system_shows_is_told(made: Made) -> None:
    outcome = made(replace(ISSUE, cover=Asset("cover.tif", "image/tiff", b"tif")))
    assert [notice.code for notice in outcome.notices] == ["epub.lost-picture"]
    assert said(page(outcome.value, "cover.xhtml"), "//h:h1") == ["河畔通讯"]


def test_control_characters_are_removed_and_told(made: Made) -> None:
    outcome = made(of_articles(replace(POEM, title="桥\u0007记", source="日\x0b报")))
    assert outcome.value.contents[1].title == "桥记"
    assert [(notice.code, notice.article) for notice in outcome.notices] == [
        ("epub.removed-characters", "桥记")
    ]


def test_an_article_without_a_title_is_given_one_and_told(made: Made) -> None:
    outcome = made(of_articles(replace(POEM, title="\u0000 ", origin="a.txt")))
    assert outcome.value.contents[1].title == "无题"
    assert "a.txt" in outcome.notices[-1].message("zh")


def test_markup_in_a_title_is_text(made: Made) -> None:
    book = made(of_articles(replace(POEM, title="a < b & <i>c</i>"))).value
    assert said(page(book, "article-001.xhtml"), "//h:h1") == ["a < b & <i>c</i>"]
    assert book.contents[1].title == "a < b & <i>c</i>"


def test_a_broken_template_is_told_with_its_name(made: Made, circular: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "book").mkdir(parents=True)
    (folder / "book" / "cover.xhtml.j2").write_text("<html><p>{{ title }}</html>", encoding="utf-8")
    with pytest.raises(InputError) as told:
        make_book(
            Edition(ISSUE, Script.ZH_HANS, "zh-Hans"), replace(circular, folders=(folder,)), modified=MODIFIED
        )
    assert told.value.code == "layout.template-broken"
    assert "cover.xhtml.j2" in told.value.place


@pytest.mark.parametrize(
    ("name", "page", "said"),
    [
        ("gongwen", "title.xhtml", ("枫档史〔2026〕7号", "签发人：何知远", "加急")),
        ("gongwen", "article-001.xhtml", ("各县区学会：", '<a href="article-002.xhtml">', "2026年3月9日", "（联系人：周敏）")),
        ("gongwen", "colophon.xhtml", ("抄送", "市图书馆", "2026年3月10日印发")),
        ("briefing", "title.xhtml", ("第3期（总第128期）", "编号：000012", "青禾社区服务协会")),
        ("briefing", "colophon.xhtml", ("市档案馆", "（共印120份）")),
    ],
)  # fmt: skip
def test_the_e_book_of_a_document_says_what_its_head_and_foot_say(
    name: str, page: str, said: tuple[str, ...], hans_edition: Edition
) -> None:
    says = Official(
        copy_number="000012",
        urgency="加急",
        document_number="枫档史〔2026〕7号",
        signatory="何知远",
        addressee="各县区学会",
        remark="联系人：周敏",
        report_to="市档案馆",
        copies_to="市图书馆",
        printed_on=datetime.date(2026, 3, 10),
        copies="120份",
    )
    issue = hans_edition.issue
    edition = replace(hans_edition, issue=replace(issue, periodical=replace(issue.periodical, official=says)))
    book = make_book(edition, load_theme(name), modified=MODIFIED).value
    (text,) = [leaf.xhtml.decode() for leaf in book.leaves if leaf.href == page]
    assert [word for word in said if word not in text] == []
