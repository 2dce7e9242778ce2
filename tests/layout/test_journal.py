"""The journal on paper, measured: two columns on one grid. Lengths in points, from the top left corner of the page."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from bulletin import fonts, script
from bulletin.layout import load_theme, print_sheet
from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section, Severity
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition

THEME = load_theme("journal")
MEASURE = THEME.measure
BOTTOM = MEASURE.head_pt + MEASURE.type_height_pt
COLUMN_PT = MEASURE.column.type_width_pt

Words = list[tuple[int, float, float, float, str]]  # page, left, baseline, size, character


def pages_of(edition: Edition, path: Path) -> list[Words]:
    """The characters of every page of the edition in the journal."""
    fonts.isolate()
    outcome = print_pdf(print_sheet(set_edition(edition, medium="print"), THEME, fonts.coverage()), path)
    assert [notice.message() for notice in outcome.notices if notice.severity is not Severity.INFO] == []
    with pdfplumber.open(path) as document:
        return [
            [
                (number, char["x0"], float(page.height) - char["matrix"][5], char["size"], char["text"])
                for char in page.chars
            ]
            for number, page in enumerate(document.pages, 1)
        ]


@pytest.fixture(
    scope="module",
    params=[
        Script.ZH_HANS,
        *(pytest.param(form, marks=pytest.mark.slow) for form in (Script.ZH_HANT_TW, Script.ZH_HANT_HK)),
    ],
    ids=str,
)
def printed(
    request: pytest.FixtureRequest, hans_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> list[Words]:
    form = Script(request.param)
    edition = hans_edition if form is Script.ZH_HANS else script.make_edition(hans_edition.issue, form).value
    return pages_of(edition, tmp_path_factory.mktemp("journal") / "issue.pdf")


def text_lines(words: Words) -> Iterator[tuple[int, float, float]]:
    """Page, left edge and baseline of every line of text."""
    lines: dict[tuple[int, int, float], float] = {}
    for page, left, baseline, size, _ in words:
        if abs(size - MEASURE.type_size_pt) < 0.01 and MEASURE.head_pt < baseline < BOTTOM:
            column = int(left > edge(page) + COLUMN_PT + 1)
            key = (page, column, round(baseline, 2))
            lines[key] = min(lines.get(key, left), left)
    yield from ((page, left, baseline) for (page, _, baseline), left in lines.items())


def edge(page: int) -> float:
    return MEASURE.inner_pt if page % 2 else MEASURE.outer_pt


def test_the_measure_is_two_columns_of_21_characters() -> None:
    assert (MEASURE.columns, MEASURE.column.characters, MEASURE.characters, MEASURE.lines) == (2, 21, 44, 38)
    assert MEASURE.inner_pt < MEASURE.outer_pt < MEASURE.foot_pt


def test_every_line_of_both_columns_stands_on_the_grid(printed: list[Words]) -> None:
    first = MEASURE.head_pt + (MEASURE.leading_pt - MEASURE.type_size_pt) / 2 + 0.88 * MEASURE.type_size_pt
    off, count = [], 0
    for words in printed[1:-1]:
        for page, _, baseline in text_lines(words):
            place = (baseline - first) / MEASURE.leading_pt
            count += 1
            if abs(place - round(place)) * MEASURE.leading_pt > 0.1 and page > 3:
                off.append((page, baseline))
    assert off == []
    assert count > 100


def test_columns_begin_where_the_measure_says(printed: list[Words]) -> None:
    found = set()
    for words in printed[3:-1]:
        for page, left, _ in text_lines(words):
            found.add(round(left - edge(page), 1))
    assert min(found) == pytest.approx(0, abs=0.1)
    assert round(COLUMN_PT + MEASURE.gutter * MEASURE.type_size_pt, 1) in found


def test_nothing_leaves_the_type_area(printed: list[Words]) -> None:
    for words in printed:
        for page, left, baseline, size, char in words:
            if char.strip("\u2060 "):
                assert edge(page) - 0.5 <= left <= edge(page) + MEASURE.type_width_pt - 0.3 * size, (
                    page,
                    char,
                )
                assert baseline < BOTTOM + 3 * MEASURE.leading_pt


def test_cover_and_contents_have_no_folios_and_the_text_has(printed: list[Words]) -> None:
    folios = ["".join(char for _, _, baseline, _, char in words if baseline > BOTTOM) for words in printed]
    assert folios[0] == folios[1] == folios[2] == ""
    assert folios[3] == "4"


def test_contents_and_editors_note_face_each_other(printed: list[Words]) -> None:
    texts = ["".join(word[4] for word in words) for words in printed]
    assert texts[1].startswith(("目录", "目錄"))
    assert texts[2].startswith(("编者按", "編者按"))


def test_the_editor_of_an_article_is_named_in_its_last_column(tmp_path: Path) -> None:
    # A text that fills its page: outside the columns the line would stand alone on the next.
    text = "<p>" + "清晨六点河埠头已经有人打水。" * 102 + "</p>"
    article = Article("a", "编辑的名字", Body(f"<body>{text}</body>"), editor="余明")
    issue = Issue("e", "", Periodical("青禾会刊", Masthead("青禾会刊")), (Section("", (article,)),))
    pages = pages_of(Edition(issue, Script.ZH_HANS, "zh-Hans"), tmp_path / "e.pdf")
    for words in pages:
        if any(char == "辑" and size < MEASURE.type_size_pt for *_, size, char in words):
            last = max(baseline for *_, baseline, _, char in words if char == "水")
            (named,) = [
                (left, baseline)
                for _, left, baseline, size, char in words
                if char == "余" and size < MEASURE.type_size_pt and baseline > MEASURE.head_pt
            ]
            assert named[0] > COLUMN_PT
            assert named[1] <= last + MEASURE.leading_pt + 1
            return
    pytest.fail("the editor is not named")


WIDE = (
    "<p>" + "表前的一段文字。" * 30 + "</p><table><caption>表</caption><tr>" + "<th>栏目名称甲</th>" * 5 + "</tr>"
    "<tr>" + "<td>一格里的说明</td>" * 5 + "</tr></table><p>" + "表后的一段文字。" * 30 + "</p>"
    "<blockquote class=\"pull\"><p>第一下叫人，第二下等人，第三下不等人。</p></blockquote><p>" + "再一段文字。" * 20 + "</p>"
    "<p>作者简介：余明，青禾社区服务协会会员。</p>"
)  # fmt: skip


def test_a_wide_table_spans_the_columns_and_the_text_goes_on_below(tmp_path: Path) -> None:
    article = Article("a", "有宽表的文章", Body(f"<body>{WIDE}</body>"))
    issue = Issue("w", "", Periodical("青禾会刊", Masthead("青禾会刊")), (Section("", (article,)),))
    edition = Edition(issue, Script.ZH_HANS, "zh-Hans")
    html = print_sheet(edition, THEME, fonts.coverage()).html
    assert [html.count(f'class="{name}') for name in ("columns", "spanning", "pull", "author")] == [
        2,
        1,
        1,
        1,
    ]
    (words,) = [
        words for words in pages_of(edition, tmp_path / "w.pdf") if any(word[4] == "栏" for word in words)
    ]
    cells = [left for _, left, _, size, char in words if char == "栏" and size == 9]
    assert max(cells) - min(cells) > COLUMN_PT
    after = [(left, baseline) for _, left, baseline, _, char in words if char == "后"]
    assert {left > edge(3) + COLUMN_PT for left, _ in after} == {True, False}


def test_columns_are_a_choice() -> None:
    measure = load_theme("journal", options={"columns": 1}).measure
    assert (measure.columns, measure.characters) == (1, 40)
    assert measure.column == measure
