"""The stage over a whole edition."""

import datetime
from dataclasses import replace

import pytest

from bulletin.model import (
    Article,
    Body,
    Colophon,
    Edition,
    Event,
    Issue,
    Masthead,
    Periodical,
    Quotes,
    Script,
    Section,
    SectionKind,
    TextRule,
    TypeStyle,
)
from bulletin.typography import RULES, set_edition

ARTICLE = Article(
    key="a",
    title='论"水"(上)',
    body=Body('<body><p>用 Python 写,"好"。</p><h2>一--二</h2></body>'),
    kicker="云桥,水事",
    subtitle="记...",
    byline="周敏 Anna Weber",
    source="临江,晚报",
    note="摘自(晚报)\n感谢,授权",
    date=datetime.date(2026, 3, 9),
)


def edition(script: Script, lang: str, article: Article = ARTICLE) -> Edition:
    colophon = Colophon((("phone", "0000-1234"), ("编辑(本期)", "周敏")))
    periodical = Periodical("⽔刊", Masthead("⽔刊", note="内部资料 免费交流"), colophon)
    issue = Issue(
        "i",
        "春,夏",
        periodical,
        (Section("他山(之石)", (article,)),),
        editors_note=Body.from_paragraphs("云,桥"),
    )
    return Edition(issue, script, lang)


def test_titles_notes_and_bodies_are_set() -> None:
    issue = set_edition(edition(Script.ZH_HANS, "zh-Hans"), medium="print").issue
    article = issue.articles[0]
    assert (article.title, article.kicker, article.subtitle) == ("论“水”（上）", "云桥，水事", "记……")
    assert article.note == "摘自（晚报）\n感谢，授权"
    assert article.body.xhtml == "<body><p>用Python写，“好”。</p><h2>一——二</h2></body>"
    assert (issue.title, issue.sections[0].title) == ("春，夏", "他山（之石）")
    assert issue.editors_note == Body.from_paragraphs("云，桥")


def test_names_keep_their_spelling() -> None:
    issue = set_edition(edition(Script.ZH_HANS, "zh-Hans"), medium="print").issue
    article = issue.articles[0]
    assert (article.byline, article.source) == ("周敏 Anna Weber", "临江,晚报")
    assert issue.periodical.name == "水刊"
    assert issue.periodical.masthead.note == "内部资料 免费交流"
    assert issue.periodical.colophon.entries == (("phone", "0000-1234"), ("编辑(本期)", "周敏"))


def test_the_authors_spaces_beside_latin_stay_in_an_e_book() -> None:
    issue = set_edition(edition(Script.ZH_HANS, "zh-Hans"), medium="epub").issue
    assert issue.articles[0].body.text == "用 Python 写，“好”。\n一——二"


@pytest.mark.parametrize(("script", "lang"), [(Script.ZH_HANT_TW, "zh-Hant-TW"), (Script.SOURCE, "zh-Hant")])
def test_straight_quotes_become_those_of_the_region(script: Script, lang: str) -> None:
    issue = set_edition(edition(script, lang), medium="print").issue
    assert issue.articles[0].title == "论「水」（上）"


def test_an_article_that_stays_as_it_came_is_set_in_its_own_script() -> None:
    article = replace(ARTICLE, script=Script.ZH_HANT_HK)
    issue = set_edition(edition(Script.SOURCE, "zh-Hans", article), medium="print").issue
    assert issue.articles[0].title == "论「水」（上）"


def test_an_edition_set_twice_is_the_same() -> None:
    once = set_edition(edition(Script.ZH_HANS, "zh-Hans"), medium="print")
    assert set_edition(once, medium="print") == once


@pytest.mark.parametrize(
    ("style", "title"),
    [
        (TypeStyle(quotes=Quotes.CORNER), "论「水」（上）"),
        (TypeStyle(off=frozenset({TextRule.CURLY_QUOTES, TextRule.FULL_WIDTH_BRACKETS})), '论"水"(上)'),
    ],
)
def test_the_house_says_which_rules_hold(style: TypeStyle, title: str) -> None:
    issue = set_edition(replace(edition(Script.ZH_HANS, "zh-Hans"), style=style), medium="print").issue
    assert issue.articles[0].title == title


def test_every_rule_the_house_may_turn_off_is_in_the_table() -> None:
    assert {rule.name for rule in RULES} == set(TextRule)


def test_events_are_set_and_kinds_of_sections_kept() -> None:
    plain = edition(Script.ZH_HANS, "zh-Hans")
    section = replace(plain.issue.sections[0], kind=SectionKind.ITEMS)
    issue = replace(plain.issue, sections=(section,), events=(Event("开放日,游园", where="操场(东)"),))
    made = set_edition(replace(plain, issue=issue), medium="print").issue
    assert made.events == (Event("开放日，游园", where="操场（东）"),)
    assert made.sections[0].kind is SectionKind.ITEMS


def test_the_space_between_a_day_and_an_hour_stays() -> None:
    plain = edition(Script.ZH_HANS, "zh-Hans")
    event = Event("浇水 3 次", time="逢周三 16:00")
    made = set_edition(replace(plain, issue=replace(plain.issue, events=(event,))), medium="print").issue
    assert made.events == (Event("浇水3次", time="逢周三 16:00"),)
