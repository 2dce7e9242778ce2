"""An edition becomes a book: its pages in order, its contents, what it says of itself."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bulletin.errors import InputError
from bulletin.layout import load_theme, make_book
from bulletin.layout.themes import Theme
from bulletin.model import (
    Article,
    Asset,
    Body,
    Book,
    Colophon,
    Contributor,
    EbookStyle,
    Edition,
    Issue,
    Masthead,
    Official,
    Outcome,
    Periodical,
    Script,
    Section,
)

EBOOK = EbookStyle()
MODIFIED = datetime.datetime(2026, 4, 5, tzinfo=datetime.UTC)
NAMES = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}

BRIDGE = Article(
    "bridge",
    "旧桥重开 两岸少走六里",
    Body("<body><p>桥修好了。</p><h2>两岸</h2><p>少走六里。</p></body>"),
    byline="余大成 John Smith 范小雨",
    source="河畔日报",
    date=datetime.date(2026, 4, 2),
)
POEM = Article("poem", "桥", Body.from_paragraphs("桥上的人记得水。"), byline="范小雨")
ISSUE = Issue(
    key="2026-04",
    title="旧桥专号",
    periodical=Periodical(
        "河畔通讯",
        Masthead("河畔通讯", note="内部资料 免费交流"),
        Colophon((("publisher", "河畔学会"), ("网上投稿", "letters@example.org"))),
        publisher="河畔学会",
        editors=("余大成",),
    ),
    sections=(Section("本会要闻", (BRIDGE,)), Section("", (POEM,))),
    number=4,
    total_number=128,
    date=datetime.date(2026, 4, 5),
    editors_note=Body.from_paragraphs("这一期写一座桥。"),
)


@pytest.fixture(scope="module")
def circular() -> Theme:
    return load_theme("circular")


@pytest.fixture
def made(circular: Theme) -> Callable[..., Outcome[Book]]:
    """The book of an issue in a script."""

    def make(
        issue: Issue = ISSUE,
        script: Script = Script.ZH_HANS,
        lang: str = "",
        ebook: EbookStyle = EBOOK,
        **given: object,
    ) -> Outcome[Book]:
        edition = Edition(issue, script, lang or script.value, ebook=ebook)
        return make_book(edition, circular, modified=MODIFIED, **given)  # type: ignore[arg-type]  # passed through

    return make


Made = Callable[..., Outcome[Book]]


def of_articles(*articles: Article) -> Issue:
    return replace(ISSUE, sections=(Section("", articles),))


def page(book: Book, href: str) -> etree._Element:
    return etree.fromstring(next(leaf.xhtml for leaf in book.leaves if leaf.href == href))


def said(root: etree._Element, path: str) -> list[str]:
    return ["".join(node.itertext()) for node in root.xpath(path, namespaces=NAMES)]


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
