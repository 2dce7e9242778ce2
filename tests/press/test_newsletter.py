"""The example newsletter, made and measured: what stands on its front page, between, and on its back."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

from bulletin.layout import load_theme
from bulletin.model import Format, Script
from bulletin.press.make import make
from bulletin.press.order import Made, Order

ISSUE = Path(__file__).parents[2] / "examples" / "newsletter-2026-05"
MEASURE = load_theme("newsletter").measure
BOTTOM = MEASURE.head_pt + MEASURE.type_height_pt

Chars = list[
    tuple[str, float, float, float, str]
]  # character, size, left edge, baseline from the page's top, face


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("newsletter")
    return make(Order((ISSUE,), (Format.PDF,), (Script.ZH_HANS,), output=folder))


@pytest.fixture(scope="module")
def pages(made: Made) -> list[Chars]:
    (artefact,) = made.artefacts
    with pdfplumber.open(artefact.path) as document:
        return [list(_chars(page)) for page in document.pages]


def _chars(page: pdfplumber.page.Page) -> Iterator[tuple[str, float, float, float, str]]:
    for char in page.chars:
        if char["text"].strip("\u2060\u2002\u3000 "):
            baseline = float(page.height) - char["matrix"][5]
            yield char["text"], char["size"], char["x0"], baseline, char["fontname"]


def text_of(chars: Chars) -> str:
    return "".join(char for char, *_ in chars)


def test_two_sheets_of_a4_are_filled_and_nothing_is_amiss(made: Made, pages: list[Chars]) -> None:
    assert [notice.message() for notice in made.notices] == []
    assert len(pages) == 8


def test_the_front_page_says_name_number_month_and_publisher_and_begins_the_lead(pages: list[Chars]) -> None:
    front = text_of(pages[0])
    for word in (
        "听溪家书",
        "枫浦市听溪小学",
        "第4期",
        "总第31期",
        "2026年4月",
        "楼顶的菜园",
        "四月二十二日中午",
    ):
        assert word in front
    (lead,) = {size for char, size, *_ in pages[0] if char == "茬"}
    assert lead == pytest.approx(MEASURE.lead_pt, abs=0.01)
    assert MEASURE.lead_pt > MEASURE.title_pt


def test_the_foot_of_the_front_page_leads_to_the_pages_it_names(pages: list[Chars]) -> None:
    front = text_of(pages[0])
    for title, number in (("短讯", 2), ("雨燕迟到的那个星期", 3), ("通知", 7), ("五月和六月", 8)):
        assert f"{title}{number}" in front
        assert title in text_of(pages[number - 1])
    foot = [baseline for char, _, _, baseline, _ in pages[0] if char == "讯"]
    assert max(foot) > BOTTOM - 3 * MEASURE.leading_pt


def test_the_back_page_has_what_is_to_come_and_the_address_on_its_last_lines(pages: list[Chars]) -> None:
    back = text_of(pages[-1])
    assert "16周六家长开放日" in back
    assert back.index("毕业典礼") < back.index("枫浦市澄溪路112号")
    last = max(baseline for *_, baseline, _ in pages[-1])
    assert BOTTOM - MEASURE.leading_pt < last < BOTTOM


def test_front_and_back_have_no_folio_and_the_pages_between_have(pages: list[Chars]) -> None:
    folios = [text_of([char for char in page if char[3] > BOTTOM]) for page in pages]
    assert folios == ["", "2", "3", "4", "5", "6", "7", ""]


def test_the_text_stands_on_the_grid(pages: list[Chars]) -> None:
    first = MEASURE.head_pt + (MEASURE.leading_pt - MEASURE.type_size_pt) / 2 + 0.88 * MEASURE.type_size_pt
    places = [
        (number, (baseline - first) / MEASURE.leading_pt)
        for number, page in enumerate(pages[:-1], 1)
        for _, size, _, baseline, face in page
        if abs(size - MEASURE.type_size_pt) < 0.01 and "Hei" not in face  # 黑 is that of headings
    ]
    off = {(number, round(place, 2)) for number, place in places if abs(place - round(place)) > 0.02}
    assert len(places) > 2000
    assert off == set()


def test_nothing_leaves_the_type_area(pages: list[Chars]) -> None:
    for number, page in enumerate(pages, 1):
        edge = MEASURE.inner_pt if number % 2 else MEASURE.outer_pt
        for char, size, left, *_ in page:
            assert edge - 0.5 <= left <= edge + MEASURE.type_width_pt - 0.3 * size, (number, char)
