"""Text copied from a page: the article is in it, the page is not."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.collect import read_articles
from bulletin.collect.textdump import articles_in, extract_dump, is_dump
from bulletin.collect.textdump.lines import lines_of
from bulletin.collect.textdump.subheads import with_subheads

TEXT = """雨停以后,馆里的人把窗子一扇一扇打开,让库房透透气,也让自己透透气。老何说,四十天里除湿机没有停过一夜。
登记簿上写着:无事,全体平安,湿度六成,下一班请留意东墙的那道水印,它又往下走了一寸。
东墙外面原来有一条水沟,前年填了。今年雨大,水没有地方去,就往墙里走。馆里已经请人来看过两次。"""


def dump(above: str, below: str, text: str = TEXT) -> str:
    menu = "首页 | 新闻 | 公告 | 服务 | 互动 | 专题"
    foot = "版权所有 枫浦市档案馆  地址:文庙街12号  电话:0000-0000000"
    return "\n".join([menu, above, text, below, foot])


@pytest.mark.parametrize(
    "credits",
    [
        "发布时间:2024.05.16    信息来源:枫浦日报   浏览次数:",
        "2024-05-16 08:30 来源：枫浦日报 作者：陶然",
        "日期：2024年5月16日 | 来源：枫浦日报 | 字号：大 中 小",
        "来源：枫浦日报\n发布日期：2024-05-16",
    ],
)
def test_title_date_and_source_are_found_however_they_stand(credits: str) -> None:
    found = extract_dump(
        dump(f"您现在的位置：首页 > 新闻 > 馆务\n雨停以后的库房\n{credits}", "【打印】【关闭】")
    ).details
    assert (found.title, found.source, found.section) == ("雨停以后的库房", "枫浦日报", "馆务")
    assert found.date == datetime.date(2024, 5, 16)


@pytest.mark.parametrize(
    "below",
    [
        "（责任编辑：江照晚）\n相关新闻\n我市召开文物安全会议\n古桥摄影展开展",
        "上一篇：修路记\n下一篇：架桥记",
        "分享到：微信 微博\n友情链接：省馆 市馆 县馆",
        "扫一扫在手机打开当前页",
        "",
    ],
)
def test_not_one_character_of_the_page_is_in_the_text(below: str) -> None:
    found = extract_dump(dump("雨停以后的库房\n发布时间：2024-05-16 来源：枫浦日报", below))
    texts = [paragraph.text for paragraph in found.paragraphs]
    assert [text[:4] for text in texts] == ["雨停以后", "登记簿上", "东墙外面"]
    assert texts[-1].endswith("馆里已经请人来看过两次。")


def test_a_line_that_begins_with_a_dash_below_the_title_is_the_sub_title() -> None:
    found = extract_dump(dump("雨停以后的库房\n——记东库房的一天\n发布时间：2024-05-16 来源：枫浦日报", ""))
    assert (found.details.title, found.details.subtitle) == ("雨停以后的库房", "记东库房的一天")
    assert len(found.paragraphs) == 3


def test_lines_wrapped_at_one_width_become_paragraphs_again() -> None:
    paragraph = (
        "雨停以后馆里的人把窗子一扇一扇打开让库房透透气也让自己透透气老何说四十天里除湿机没有停过一夜" * 5
    )
    wrapped = "\n".join(
        "　　" * (not start) + paragraph[start : start + 30] for start in range(0, len(paragraph), 30)
    )
    assert lines_of(wrapped + "\n" + wrapped) == [paragraph, paragraph]


def test_a_writer_s_own_text_is_no_dump() -> None:
    assert not is_dump("雨停以后\n何慕舟\n\n雨停以后，馆里的人把窗子打开。\n")
    assert is_dump(dump("雨停以后的库房\n发布时间：2024-05-16 来源：枫浦日报", ""))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text("首页来源：发布时间2024-05.|>一、（）雨停，。\u3000 a\x0b", max_size=40), max_size=20
    ).map("\n".join)
)
def test_any_text_is_taken_without_complaint(text: str) -> None:
    paragraphs = extract_dump(text).paragraphs
    assert all(paragraph.text.strip() for paragraph in paragraphs)


def test_sub_heads_may_have_a_comma_or_ask_and_stand_two_in_a_row() -> None:
    one, two, three = TEXT.split("\n")
    lines = [
        one,
        "守住底线，把看得见的先看清楚",
        two,
        "墙里的水从哪里来？",
        three,
        "第三部分",
        "留给后来的人",
        one,
    ]
    heads = [paragraph.text for paragraph in with_subheads(lines) if paragraph.is_subhead]
    assert heads == [lines[1], lines[3], lines[5], lines[6]]


def test_lists_captions_and_credits_are_no_sub_heads() -> None:
    text = TEXT.split("\n")
    lines = [
        text[0],
        "除湿机",
        "温度计",
        "登记簿",
        text[1],
        "图为东墙水印 何知微 摄",
        text[2],
        "责任编辑：江照晚",
        text[0],
    ]
    assert not any(paragraph.is_subhead for paragraph in with_subheads(lines))


def test_pages_copied_one_below_the_other_are_several_articles(tmp_path: Path) -> None:
    head = "您现在的位置：首页 > 新闻 > 馆务\n{}\n发布时间：2024-05-16 来源：枫浦日报"
    pages = [
        dump(head.format(title), "【打印】【关闭】")
        for title in ("雨停以后的库房", "东墙修好了", "新书上架的第一天")
    ]
    file = tmp_path / "pages.txt"
    file.write_text("\n\n".join(pages), encoding="utf-8")
    outcome = read_articles(file)
    assert [article.title for article in outcome.value] == [
        "雨停以后的库房",
        "东墙修好了",
        "新书上架的第一天",
    ]
    assert [article.key for article in outcome.value] == ["pages-1", "pages-2", "pages-3"]
    assert {article.source for article in outcome.value} == {"枫浦日报"}
    assert all(article.body.text.count("\n") == 2 for article in outcome.value)
    assert outcome.notices == ()


def test_a_writer_s_file_may_hold_articles_that_rules_divide() -> None:
    article = "{}\n作者：何知微\n\n" + TEXT
    text = f"{article.format('雨停以后的库房')}\n\n----------\n\n{article.format('东墙修好了')}"
    assert [part.strip().split("\n")[0] for part in articles_in(text)] == ["雨停以后的库房", "东墙修好了"]


def test_rules_inside_one_article_and_dated_lines_divide_nothing() -> None:
    inside = f"雨停以后的库房\n作者：何知微\n{TEXT}\n* * * * *\n{TEXT}"
    assert articles_in(inside) == (inside,)
    listed = dump(
        "雨停以后的库房\n发布时间：2024-05-16 来源：枫浦日报",
        "相关新闻\n2024-05-15 修路记\n2024-05-14 架桥记",
    )
    assert articles_in(listed) == (listed,)


def test_other_text_in_a_dump_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    other = "责任编辑：江照晚\n网友说\n" + TEXT
    file.write_text(dump("雨停以后的库房\n发布时间：2024-05-16 来源：枫浦日报", other), encoding="utf-8")
    outcome = read_articles(file)
    assert len(outcome.value) == 1
    assert [notice.code for notice in outcome.notices] == ["collect.cut-text"]
