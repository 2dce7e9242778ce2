"""An edition is the issue with every text in one script, and nothing else changed."""

import datetime
from dataclasses import replace

import pytest

from bulletin.errors import InputError
from bulletin.model import (
    Article,
    Asset,
    Body,
    Colophon,
    Event,
    HouseStyle,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
    SectionKind,
)
from bulletin.script import make_edition

PICTURE = Asset("0123456789abcdef.png", "image/png", b"png", 2, 1)


@pytest.fixture
def issue() -> Issue:
    article = Article(
        key="里程",
        title="软件园里的读书会",
        body=Body.from_paragraphs("范老师说：“读书、写书、评书。”", "干事"),
        kicker="读书动态",
        subtitle="后来的故事",
        byline="钟复 于谦",
        source="青石桥图书馆",
        date=datetime.date(2026, 3, 1),
        editor="沈云",
        section="会务消息",
        note="本文有删节。",
        url="https://example.org/软件",
        origin="articles/软件.md",
        assets=(PICTURE,),
    )
    periodical = Periodical(
        "读书会刊",
        Masthead("读书会刊", "里里外外", "内部资料 免费交流", PICTURE),
        Colophon((("publisher", "青石桥读书会"), ("封面题字", "钟复"), ("email", "desk@example.org"))),
        "青石桥读书会",
        ("钟复", "沈云"),
        "1234-5678",
        "云准印证第3号",
    )
    return Issue(
        "2026-03", "三月号：云开", periodical, (Section("会务", (article,)), Section("", ())), 3, 128, cover=PICTURE,
        editors_note=Body.from_paragraphs("“编者的话”"),
    )  # fmt: skip


def test_every_text_is_converted_and_nothing_else(issue: Issue) -> None:
    outcome = make_edition(issue, Script.ZH_HANT_TW)
    edition = outcome.value
    (article,) = edition.issue.articles
    assert (edition.script, edition.lang, outcome.notices) == (Script.ZH_HANT_TW, "zh-Hant-TW", ())
    assert article == replace(
        issue.articles[0],
        title="軟體園裡的讀書會",
        body=Body.from_paragraphs("範老師說：「讀書、寫書、評書。」", "幹事"),
        kicker="讀書動態",
        subtitle="後來的故事",
        byline="鍾復 于謙",
        source="青石橋圖書館",
        editor="沈雲",
        section="會務訊息",
        note="本文有刪節。",
        script=Script.ZH_HANT_TW,
    )
    assert edition.issue == replace(
        issue,
        title="三月號：雲開",
        periodical=Periodical(
            "讀書會刊",
            Masthead("讀書會刊", "裡裡外外", "內部資料 免費交流", PICTURE),
            Colophon((("publisher", "青石橋讀書會"), ("封面題字", "鍾復"), ("email", "desk@example.org"))),
            "青石橋讀書會",
            ("鍾復", "沈雲"),
            "1234-5678",
            "雲準印證第3號",
        ),
        sections=(Section("會務", (article,)), Section("", ())),
        editors_note=Body.from_paragraphs("「編者的話」"),
    )


def test_an_edition_made_twice_is_the_same(issue: Issue) -> None:
    for script in (Script.ZH_HANT_TW, Script.ZH_HANT_HK, Script.ZH_HANS):
        once = make_edition(issue, script).value
        assert make_edition(once.issue, script).value == once


def test_a_traditional_article_in_a_simplified_issue_stays_and_one_quotation_is_told(issue: Issue) -> None:
    traditional = replace(
        issue.articles[0], key="b", title="舊報紙", body=Body.from_paragraphs("這裏為原樣", "干事")
    )
    quoting = replace(
        issue.articles[0],
        key="c",
        title="引文",
        body=Body.from_paragraphs("这里说到一段旧文：", "“這裏為原樣”", "说完了"),
    )
    outcome = make_edition(
        replace(issue, sections=(Section("", (traditional, quoting, *issue.articles)),)), Script.ZH_HANT_TW
    )
    first, second, _ = outcome.value.issue.articles
    assert first.body == traditional.body
    assert second.body == Body(
        '<body><p>這裡說到一段舊文：</p><p>「<span translate="no">這裏為原樣</span>」</p><p>說完了</p></body>'
    )
    (notice,) = outcome.notices
    assert (notice.code, notice.article, notice.values["count"]) == ("script.quotations-kept", "引文", 1)
    assert notice.message("zh") == "1 处引文用的是另一种文字，原样保留"


def test_a_traditional_paragraph_in_a_simplified_article_stays_and_is_told(issue: Issue) -> None:
    article = replace(issue.articles[0], body=Body.from_paragraphs("这里说完了，还有一段：", "這裏為原樣"))
    outcome = make_edition(replace(issue, sections=(Section("", (article,)),)), Script.ZH_HANT_TW)
    assert outcome.value.issue.articles[0].body == Body.from_paragraphs(
        "這裡說完了，還有一段：", "這裏為原樣"
    )
    assert [notice.message("zh") for notice in outcome.notices] == [
        "1 段原文已是 zh-Hant-TW 的字形，原样保留"
    ]


def test_marks_of_what_stays_are_taken_away_in_every_edition_titles_too(issue: Issue) -> None:
    body = Body.from_paragraphs("这里的{=鼠标=}后{=面=}")
    article = replace(issue.articles[0], title="{=皇后=}与{=后=}来", byline="{=钟=}复", body=body)
    marked = replace(issue, title="{=里=}", sections=(Section("{=会务=}", (article,)),))
    titles = {
        Script.SOURCE: "皇后与后来",
        Script.ZH_HANS: "皇后与后来",
        Script.ZH_HANT_TW: "皇后與后來",
        Script.ZH_HANT_HK: "皇后與后來",
    }
    for script, title in titles.items():
        edition = make_edition(marked, script).value.issue
        assert (edition.articles[0].title, edition.title, edition.sections[0].title) == (title, "里", "会务")
        assert "{=" not in repr(edition)
        assert "鼠标" in edition.articles[0].body.text


def test_an_article_of_a_named_region_is_converted_to_another(issue: Issue) -> None:
    body = Body.from_paragraphs("裏面有綫")
    article = replace(issue.articles[0], title="讀書", body=body, script=Script.ZH_HANT_HK)
    edition = make_edition(replace(issue, sections=(Section("", (article,)),)), Script.ZH_HANT_TW).value
    assert edition.issue.articles[0].body == Body.from_paragraphs("裡面有線")


def test_the_source_edition_changes_no_text_and_speaks_the_language_of_most_articles(issue: Issue) -> None:
    other = replace(issue.articles[0], key="b", body=Body.from_paragraphs("這裏為原樣"))
    third = replace(issue.articles[0], key="c")
    articles = (issue.articles[0], other, third)
    edition = make_edition(replace(issue, sections=(Section("会务", articles),)), Script.SOURCE).value
    assert (edition.script, edition.lang) == (Script.SOURCE, "zh-Hans")
    assert edition.issue.articles[0] == articles[0]
    assert edition.issue.articles[1].body == Body('<body><p lang="zh-Hant">這裏為原樣</p></body>')


def test_the_source_edition_keeps_the_region_its_articles_name(issue: Issue) -> None:
    article = replace(issue.articles[0], script=Script.ZH_HANT_TW)
    assert (
        make_edition(replace(issue, sections=(Section("", (article,)),)), Script.SOURCE).value.lang
        == "zh-Hant-TW"
    )


def test_an_unknown_engine_is_an_input_error(issue: Issue) -> None:
    with pytest.raises(InputError):
        make_edition(issue, Script.ZH_HANT, style=HouseStyle(engine="none"))


def test_the_second_engine_makes_an_edition_too(issue: Issue) -> None:
    edition = make_edition(issue, Script.ZH_HANT_TW, style=HouseStyle(engine="reimplemented")).value
    assert edition.issue.title == "三月號：雲開"
    assert edition.issue.articles[0].title == "軟體園裡的讀書會"


def test_events_are_converted_and_kinds_of_sections_kept(issue: Issue) -> None:
    event = Event("软件园游园", datetime.date(2026, 5, 1), time="逢周三", where="图书馆里")
    sections = (replace(issue.sections[0], kind=SectionKind.NOTICES),)
    made = make_edition(
        replace(issue, sections=sections, events=(event,), events_title="近期活动"), Script.ZH_HANT_TW
    )
    assert made.value.issue.sections[0].kind is SectionKind.NOTICES
    assert made.value.issue.events_title == "近期活動"
    assert made.value.issue.events == (
        Event("軟體園遊園", datetime.date(2026, 5, 1), time="逢週三", where="圖書館裡"),
    )
