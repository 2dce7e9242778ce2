"""The book of a year's articles: what stands on which page, and its indexes. Lengths in points."""

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from bulletin import fonts, script
from bulletin.layout import load_theme, print_sheet
from bulletin.layout.sheet_index import authors, sources
from bulletin.layout.sheet_setup import Setup
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
    Severity,
)
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition

THEME = load_theme("anthology")
MEASURE = THEME.measure
FORMS = [
    Script.ZH_HANS,
    *(pytest.param(form, marks=pytest.mark.slow) for form in (Script.ZH_HANT_TW, Script.ZH_HANT_HK)),
]


def volume(issue: Issue) -> Issue:
    return replace(issue, title="云桥旧事", number=None, total_number=None, date=datetime.date(2026, 12, 1))


@pytest.fixture(scope="module", params=FORMS, ids=str)
def printed(
    request: pytest.FixtureRequest, hans_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    form, issue = Script(request.param), volume(hans_edition.issue)
    edition = (
        replace(hans_edition, issue=issue)
        if form is Script.ZH_HANS
        else script.make_edition(issue, form).value
    )
    path = tmp_path_factory.mktemp("anthology") / "book.pdf"
    fonts.isolate()
    outcome = print_pdf(print_sheet(set_edition(edition, medium="print"), THEME, fonts.coverage()), path)
    assert [notice.message() for notice in outcome.notices if notice.severity is not Severity.INFO] == []
    return path


@pytest.fixture(scope="module")
def texts(printed: Path) -> list[str]:
    document = pypdfium2.PdfDocument(printed)
    found = [re.sub(r"\s|\u2060|\ufffe", "", page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def page_with(texts: list[str], *words: str) -> int:
    """The number of the first page that begins with one of `words`."""
    return next(number for number, text in enumerate(texts, 1) if text.startswith(words))


def test_the_book_opens_as_books_do(texts: list[str]) -> None:
    assert texts[0].endswith(("云桥旧事", "雲橋舊事"))
    assert texts[0].startswith(("内部资料", "內部資料"))
    assert "（临）内资准字第001号" in texts[0] or "（臨）內資准字第001號" in texts[0]
    assert texts[1] == ""
    assert texts[2].startswith(("青禾通讯云桥旧事", "青禾通訊雲橋舊事"))
    assert texts[2].endswith(("服务协会", "服務協會"))
    assert "800" in texts[3]
    assert texts[4].startswith(("目录", "目錄"))
    assert page_with(texts, "前言") % 2 == 1


def test_a_book_named_as_its_periodical_has_the_publisher_on_its_title_page_too(
    hans_edition: Edition, tmp_path: Path
) -> None:
    issue = replace(volume(hans_edition.issue), title=hans_edition.issue.periodical.name)
    edition = set_edition(replace(hans_edition, issue=issue), medium="print")
    print_pdf(print_sheet(edition, THEME, fonts.coverage()), tmp_path / "book.pdf")
    with pdfplumber.open(tmp_path / "book.pdf") as document:
        words = [re.sub(r"\s", "", page.extract_text()) for page in document.pages[:5]]
    assert words[2].startswith("青禾通讯")
    assert words[2].endswith("服务协会")
    assert "800" in words[3]
    assert words[4].startswith("目录")


def test_every_part_begins_on_the_right(texts: list[str]) -> None:
    for part in (("特稿",), ("协会工作", "協會工作"), ("他山之石",), ("副刊",)):
        number = next(number for number, text in enumerate(texts, 1) if text in part)
        assert number % 2 == 1


def test_folios_run_through_and_stand_on_text_pages_only(printed: Path, texts: list[str]) -> None:
    bottom = MEASURE.head_pt + MEASURE.type_height_pt
    with pdfplumber.open(printed) as document:
        for number, page in enumerate(document.pages, 1):
            folio = "".join(char["text"] for char in page.chars if char["top"] > bottom)
            is_bare = number < 5 or not texts[number - 1] or len(texts[number - 1]) < 6
            assert folio == ("" if is_bare else str(number))


def test_running_heads_have_the_part_on_the_left_and_the_article_on_the_right(printed: Path) -> None:
    heads: dict[int, set[str]] = {0: set(), 1: set()}
    with pdfplumber.open(printed) as document:
        for number, page in enumerate(document.pages, 1):
            head = "".join(char["text"] for char in page.chars if char["bottom"] < MEASURE.head_pt)
            heads[number % 2].add(re.sub(r"\s", "", head))
    assert heads[0] - {""} <= {"特稿", "协会工作", "協會工作", "他山之石", "副刊"}
    assert any(head in ("云桥水事", "雲橋水事") for head in heads[1])


def test_articles_open_alike_three_lines_down_and_below_no_running_head(printed: Path) -> None:
    opened: list[float] = []
    with pdfplumber.open(printed) as document:
        for page in document.pages[6:]:
            chars = [char for char in page.chars if char["text"].strip("\u2060 ")]
            in_area = [char for char in chars if char["top"] > MEASURE.head_pt - 1]
            if in_area and in_area[0]["size"] == pytest.approx(MEASURE.title_pt):
                opened.append(min(char["top"] for char in in_area))
                assert not [char for char in chars if char["bottom"] < MEASURE.head_pt]
    alone = [top for top in opened if top < MEASURE.head_pt + MEASURE.type_height_pt / 4]
    assert len(alone) > 3
    assert min(alone) > MEASURE.head_pt + 3 * MEASURE.leading_pt


def test_the_index_gives_the_pages_where_the_articles_stand(texts: list[str]) -> None:
    index = next(text for text in texts if text.startswith("作者索引"))
    page = next(number for number, text in enumerate(texts, 1) if text.startswith(("春讯", "春訊")))
    assert re.search(rf"喆祎[·.]*{page}|喆禕[·.]*{page}", index)


def test_lines_stand_on_the_grid(printed: Path) -> None:
    first = MEASURE.head_pt + (MEASURE.leading_pt - MEASURE.type_size_pt) / 2 + 0.88 * MEASURE.type_size_pt
    off, count = [], 0
    with pdfplumber.open(printed) as document:
        for page in document.pages[9:]:
            for char in page.chars:
                baseline = float(page.height) - char["matrix"][5]
                if (
                    abs(char["size"] - MEASURE.type_size_pt) < 0.01
                    and baseline < first + MEASURE.type_height_pt
                ):
                    place = (baseline - first) / MEASURE.leading_pt
                    count += 1
                    if abs(place - round(place)) * MEASURE.leading_pt > 0.1:
                        off.append((page.page_number, baseline, char["text"]))
    assert off == []
    assert count > 1000


def setup_of(lang: str, coverage: Coverage, *articles: Article) -> Setup:
    issue = Issue("i", "", Periodical("刊", Masthead("刊")), (Section("", articles),))
    return Setup(Edition(issue, Script(lang), lang), THEME, coverage)


def test_the_index_lists_every_name_of_a_byline(everything_covered: Coverage) -> None:
    setup = setup_of(
        "zh-Hans",
        everything_covered,
        Article("a", "一", Body(), byline="余明 Anna Weber", source="临江晚报"),
        Article("b", "二", Body(), byline="周敏、余明", source="《临江晚报》"),
        Article("c", "三", Body(), byline="记者：安宁（整理）"),
    )
    found = [
        (group.heading, [(entry.name, entry.hrefs) for entry in group.entries])
        for group in authors(setup.edition)
    ]
    assert found == [
        ("A", [("安宁", ("#a3",))]),
        ("Y", [("余明", ("#a1", "#a2"))]),
        ("Z", [("周敏", ("#a2",))]),
        ("其他", [("Anna Weber", ("#a1",))]),
    ]
    assert [group.heading for group in sources(setup.edition)] == ["L"]


def test_traditional_headings_count_strokes(everything_covered: Coverage) -> None:
    setup = setup_of("zh-Hant-TW", everything_covered, Article("a", "一", Body(), byline="林以清"))
    assert [group.heading for group in authors(setup.edition)] == ["8畫"]
