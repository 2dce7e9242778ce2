"""What a theme has no place for is told, never lost silently."""

import datetime
from dataclasses import replace

import pytest

from bulletin.layout import load_theme, print_sheet, themes_in
from bulletin.model import (
    Article,
    Body,
    Colophon,
    Coverage,
    Edition,
    Event,
    Issue,
    Masthead,
    Notice,
    Periodical,
    Script,
    Section,
)

FULL = Article(
    "a",
    "标题",
    Body("<body><p>正文。</p></body>"),
    kicker="引题",
    subtitle="——副题",
    byline="作者甲　作者乙",
    source="某报<晚刊>",
    editor="编辑丙",
    note="按语第一段。\n按语第二段。",
)
ISSUE = Issue(
    "1",
    "",
    Periodical(
        "青禾通讯", Masthead("青禾通讯"), Colophon((("publisher", "协会"), ("printed_on", "2026年3月9日")))
    ),
    (Section("栏目", (FULL,)),),
    date=datetime.date(2026, 3, 5),
    editors_note=Body("<body><p>卷首的话。</p></body>"),
    events=(Event("开放日", datetime.date(2026, 5, 16), time="8:30", where="操场"),),
)


def told(
    theme: str, issue: Issue, covered: Coverage, options: dict[str, object] | None = None
) -> list[Notice]:
    edition = Edition(issue, Script.ZH_HANT_TW, "zh-Hant-TW")
    return list(print_sheet(edition, load_theme(theme, options=options), covered).notices)


@pytest.mark.parametrize(
    "theme", [theme.name for theme in themes_in([]) if theme.name not in ("gongwen", "briefing")]
)
def test_a_theme_with_a_place_for_everything_tells_nothing(theme: str, everything_covered: Coverage) -> None:
    assert told(theme, ISSUE, everything_covered) == []


def test_a_briefing_prints_all_but_the_colophon(everything_covered: Coverage) -> None:
    (notice,) = told("briefing", ISSUE, everything_covered)
    assert (notice.code, notice.values["count"]) == ("layout.not-printed", 1)
    assert notice.values["text"] == "二〇二六年三月九日"


def test_a_document_says_what_it_has_no_place_for(everything_covered: Coverage) -> None:
    (notice,) = told("gongwen", ISSUE, everything_covered)
    assert notice.code == "layout.not-printed"
    assert notice.values == {"theme": "gongwen", "text": "卷首的话。", "count": 12}


def test_what_an_option_leaves_out_is_left_out_by_wish(everything_covered: Coverage) -> None:
    assert told("circular", ISSUE, everything_covered, {"colophon": "never"}) == []


def test_a_document_of_title_and_text_loses_nothing(everything_covered: Coverage) -> None:
    plain = replace(
        ISSUE,
        sections=(Section("", (Article("a", "标题", FULL.body),)),),
        periodical=replace(ISSUE.periodical, colophon=Colophon(())),
        editors_note=None,
        events=(),
    )
    assert told("gongwen", plain, everything_covered) == []
