"""The example newsletter, made and measured: what stands on its front page, between, and on its back."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from bulletin import fonts
from bulletin.layout import load_theme, print_sheet
from bulletin.model import (
    Article,
    Body,
    Colophon,
    Edition,
    Event,
    Format,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
)
from bulletin.pdf import print_pdf
from bulletin.press.make import make
from bulletin.press.order import Made, Order
from bulletin.typography import set_edition

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


@pytest.mark.parametrize("has_back", [True, False])
def test_notes_stand_under_a_short_rule_and_the_foot_of_a_page_under_its_own(
    has_back: bool, tmp_path: Path
) -> None:
    note = '<a class="noteref" href="#n">1</a>'
    paragraphs = "".join(f"<p>{'水不急，人也不急。' * 12}</p>" for _ in range(9))
    noted = f'<p>桥{note}上。</p>{paragraphs}<aside class="footnote" id="n"><p>见《云桥水志》。</p></aside>'
    articles = tuple(
        Article(f"a{number}", f"第{number}篇", Body(f"<body>{body}</body>"))
        for number, body in enumerate((paragraphs, noted, "<p>水。</p>"), 1)
    )
    periodical = Periodical("河畔", Masthead("河畔"), Colophon((("publisher", "河畔社区"),)))
    events = (Event("清点旧桥", datetime.date(2026, 5, 2)),) if has_back else ()
    issue = Issue("i", "", periodical, (Section("", articles),), events=events)
    edition = set_edition(Edition(issue, Script.ZH_HANS, "zh-Hans"), medium="print")
    fonts.isolate()
    path = tmp_path / "a.pdf"
    print_pdf(print_sheet(edition, load_theme("newsletter"), fonts.coverage()), path)
    with pdfplumber.open(path) as document:
        tops = [
            max((char["top"] for char in page.chars if char["text"] == "〔"), default=0.0)
            for page in document.pages
        ]
    number = next(
        number for number, top in enumerate(tops) if top > MEASURE.head_pt + MEASURE.type_height_pt / 2
    )
    above = (tops[number] - MEASURE.leading_pt, tops[number])
    assert _ruled(path, number, *above) is has_back


def _ruled(path: Path, number: int, top_pt: float, bottom_pt: float) -> bool:
    """True if a dark line of two ems or more stands between these heights of a page."""
    document = pypdfium2.PdfDocument(path)
    picture = document[number].render(scale=4).to_pil().convert("L")
    document.close()
    rows = range(int(top_pt * 4), int(bottom_pt * 4))
    return any(sum(picture.getpixel((x, y)) < 200 for x in range(picture.width)) > 80 for y in rows)
