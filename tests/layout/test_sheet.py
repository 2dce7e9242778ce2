"""The whole document, before any type is set."""

import datetime
import re
from dataclasses import replace

import pytest
from lxml import html

from bulletin.layout import Theme, load_theme, print_sheet
from bulletin.model import (
    Article,
    Body,
    Coverage,
    Edition,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
    Sheet,
    Squeezing,
    TypeStyle,
)

NOBODY = Periodical("", Masthead(""))


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("circular")


@pytest.fixture(scope="session")
def sheet(hans_edition: Edition, theme: Theme, everything_covered: Coverage) -> Sheet:
    return print_sheet(hans_edition, theme, everything_covered)


def quick(*titles: str, title: str = "") -> Edition:
    """An issue of nobody's, as made from files."""
    articles = tuple(
        Article(f"a{at}", name, Body.from_paragraphs("正文。")) for at, name in enumerate(titles)
    )
    return Edition(
        Issue("quick", title or titles[0], NOBODY, (Section("", articles),)), Script.ZH_HANS, "zh-Hans"
    )


def text(sheet: Sheet) -> str:
    return str(html.fromstring(sheet.html).text_content())


def test_the_document_says_its_language_title_and_publisher(sheet: Sheet) -> None:
    root = html.fromstring(sheet.html)
    assert root.get("lang") == "zh-Hans"
    assert root.findtext(".//title") == sheet.title == "青禾通讯 第3期"
    assert root.xpath("//meta[@name='author']/@content") == ["青禾社区服务协会"]
    assert sheet.created == datetime.datetime(2026, 3, 9, tzinfo=datetime.UTC)


def test_nothing_is_fetched_but_the_sheets_own_resources(sheet: Sheet) -> None:
    root = html.fromstring(sheet.html)
    fetched = root.xpath("//@src | //link/@href")
    assert fetched
    assert {url.removeprefix("asset:") for url in fetched} == set(sheet.resources)
    assert not re.findall(
        rb"url\(|@import", b"".join(data for data, _ in sheet.resources.values() if data[:4] != b"\x89PNG")
    )


def test_the_measure_and_the_options_are_css_variables(sheet: Sheet) -> None:
    variables = sheet.resources["measure.css"][0].decode()
    assert "--line:20.0000pt" in variables
    assert "--accent:#c8161d" in variables


def test_nothing_unfilled_is_printed(sheet: Sheet, theme: Theme, everything_covered: Coverage) -> None:
    for made in (sheet, print_sheet(quick("春讯"), theme, everything_covered)):
        assert not re.search("None|Undefined|\\{\\{|\\(\\)", made.html)


def test_the_contents_list_every_article_and_lead_to_it(sheet: Sheet) -> None:
    root = html.fromstring(sheet.html)
    targets = root.xpath("//nav//a/@href")
    assert targets == [f"#{anchor}" for anchor in root.xpath("//article/@id")]
    assert len(targets) == 7


def test_ids_are_unique(sheet: Sheet) -> None:
    ids = html.fromstring(sheet.html).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_colophon_has_the_regions_labels_and_the_day(sheet: Sheet) -> None:
    rows = html.fromstring(sheet.html).xpath("//section[@class='colophon at-foot']//tr")
    labels = [row.findtext("th") for row in rows]
    assert labels[:3] == ["主办", "编印", "主编"]
    assert labels[labels.index("日期") + 1] == "准印证号"
    assert "微信公众号" in labels
    assert "《凝聚邻里力量　云桥街道议事协商制度改革目标基本实现》　临江新闻网，2025年7月9日" in text(sheet)


def test_a_colophon_that_names_many_sources_has_a_page_of_its_own(
    hans_edition: Edition, theme: Theme, everything_covered: Coverage
) -> None:
    (section, *_) = hans_edition.issue.sections
    reprints = tuple(replace(section.articles[0], key=f"r{number}") for number in range(30))
    issue = replace(hans_edition.issue, sections=(replace(section, articles=reprints),))
    sheet = print_sheet(replace(hans_edition, issue=issue), theme, everything_covered)
    (colophon,) = html.fromstring(sheet.html).xpath("//section[@data-place='colophon']")
    assert (colophon.get("class"), colophon.getparent().get("class")) == ("colophon", "")


def test_labels_and_dates_are_the_regions(
    hans_edition: Edition, theme: Theme, everything_covered: Coverage
) -> None:
    taiwan = replace(hans_edition, script=Script.ZH_HANT_TW, lang="zh-Hant-TW")
    words = text(print_sheet(taiwan, theme, everything_covered))
    assert "目錄" in words
    assert "編者按" in words
    assert "二〇二六年三月" in words


def test_a_quick_issue_of_one_article_is_that_article(theme: Theme, everything_covered: Coverage) -> None:
    root = html.fromstring(print_sheet(quick("春讯"), theme, everything_covered).html)
    assert not root.xpath("//*[@class='masthead']")
    assert not root.xpath("//nav")
    assert not root.xpath("//section[@class='colophon']")
    assert root.xpath("//main/@class") == []
    assert root.findtext(".//title") == "春讯"


def test_a_titled_quick_issue_of_two_has_a_head_and_no_contents(
    theme: Theme, everything_covered: Coverage
) -> None:
    root = html.fromstring(print_sheet(quick("一", "二", title="学习资料"), theme, everything_covered).html)
    assert root.xpath("string(//p[@class='wordmark'])") == "学习资料"
    assert not root.xpath("//nav")


def test_a_quick_issue_of_three_has_contents(theme: Theme, everything_covered: Coverage) -> None:
    root = html.fromstring(print_sheet(quick("一", "二", "三"), theme, everything_covered).html)
    assert len(root.xpath("//nav//a")) == 3
    assert not root.xpath("//*[@class='masthead']")


def test_text_that_looks_like_markup_stays_text(theme: Theme, everything_covered: Coverage) -> None:
    made = print_sheet(quick('<script>alert("x")</script>'), theme, everything_covered)
    assert "<script" not in made.html
    assert '<script>alert("x")</script>' in text(made)


def test_an_article_that_stays_as_it_came_says_its_own_language(
    theme: Theme, everything_covered: Coverage
) -> None:
    issue = quick("一").issue
    article = replace(issue.articles[0], script=Script.ZH_HANT_HK)
    issue = replace(issue, sections=(Section("", (article,)),))
    root = html.fromstring(
        print_sheet(Edition(issue, Script.SOURCE, "zh-Hans"), theme, everything_covered).html
    )
    assert root.xpath("//article/@lang") == ["zh-Hant-HK"]


def test_a_cover_carries_the_masthead_and_the_contents_page_does_not(
    hans_edition: Edition, theme: Theme, everything_covered: Coverage
) -> None:
    picture = hans_edition.issue.articles[0].assets[0]
    covered = replace(hans_edition, issue=replace(hans_edition.issue, cover=picture))
    root = html.fromstring(print_sheet(covered, theme, everything_covered).html)
    assert len(root.xpath("//section[@class='cover']//header[@class='masthead']")) == 1
    assert len(root.xpath("//header[@class='masthead']")) == 1
    assert len(root.xpath("//section[@class='cover']//a")) == 5


def test_the_same_edition_gives_the_same_sheet(
    hans_edition: Edition, theme: Theme, everything_covered: Coverage, sheet: Sheet
) -> None:
    assert print_sheet(hans_edition, theme, everything_covered) == sheet


def test_a_table_that_had_to_be_cut_is_told(theme: Theme, everything_covered: Coverage) -> None:
    row = "<tr>" + "<td>9</td>" * 40 + "</tr>"
    edition = quick("春讯")
    (section,) = edition.issue.sections
    article = replace(section.articles[0], body=Body(f"<body><table>{row * 3}</table></body>"))
    issue = replace(edition.issue, sections=(replace(section, articles=(article,)),))
    sheet = print_sheet(replace(edition, issue=issue), theme, everything_covered)
    assert [(notice.code, notice.article) for notice in sheet.notices] == [
        ("layout.table-cut", article.title)
    ]


def test_the_house_style_reaches_the_style_sheets(theme: Theme, everything_covered: Coverage) -> None:
    style = TypeStyle(indent_em=0, orphans=3, widows=4, squeezing=Squeezing.NONE)
    sheet = print_sheet(replace(quick("春讯"), style=style), theme, everything_covered)
    variables = sheet.resources["measure.css"][0].decode()
    assert all(part in variables for part in ("--indent:0em", "--orphans:3", "--widows:4", "--marks:normal"))
