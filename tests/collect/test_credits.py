"""Dates, sources and names in the lines around an article."""

import datetime

import pytest

from bulletin.collect import credits
from bulletin.collect.dates import date_of, dates_in

DAY = datetime.date(2021, 7, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2021-07-09", "2021.7.9", "2021/07/09 10:30", "2021年7月9日", "2021 年 07 月 09 日", "2021－07－09",
        "2021-07-09T08:00:00+08:00", "二〇二一年七月九日", "二○二一年七月九日", "民國110年7月9日", "民國一一〇年七月九日",
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert date_of(text) == DAY


@pytest.mark.parametrize(
    "text",
    ["", "七月九日", "2021-13-09", "2021-02-30", "1821-07-09", "12021-07-09", "110-7-9", "见2021-07-09"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_of(text) is None


def test_numbers_in_chinese_count_tens() -> None:
    days = [date_of(f"二〇二四年十二月{day}日") for day in ("十", "十九", "二十", "二十一", "廿九", "卅一")]
    assert [day.day for day in days if day] == [10, 19, 20, 21, 29, 31]


def test_a_time_beside_a_date_is_noticed() -> None:
    assert [stamp.has_time for stamp in dates_in("2021-07-09 10:30 至 2021-07-10")] == [True, False]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("发布时间：2021.07.09 新闻来源：枫浦日报 浏览次数：12", "枫浦日报"),
        ("来源：枫浦网-澜州晚报 作者：陶然", "枫浦网-澜州晚报"),
        ("2021年07月09日06:58 | 来源：澜州新闻网", "澜州新闻网"),
        ("2021-07-09 10:30 枫浦广播电视台", "枫浦广播电视台"),
        ("2021-07-09 10:30 陶然", ""),
        ("石小佳/枫浦青年报", "枫浦青年报"),
        ("来源：《枫浦文艺》 2021-07-09", "《枫浦文艺》"),
        ("來源：南埕晚報 發佈日期：2021-07-09", "南埕晚報"),
        ("来源：未知 2021-07-09", ""),
        ("来源：本站", ""),
    ],
)
def test_the_source_is_found_in_a_line_of_credits(line: str, source: str) -> None:
    assert credits.find_source([line], []) == source


def test_a_label_on_a_line_of_its_own_names_the_next_line() -> None:
    assert credits.find_source(["来源：", "枫浦日报", "2021-07-09"], []) == "枫浦日报"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("作者：陶 然", "陶然"),
        ("来源：枫浦日报 作者：陶然 林小满 编辑：江照晚", "陶然 林小满"),
        ("本报记者 陶 然 林小满", "陶然 林小满"),
        ("枫浦日报记者 陶然", "陶然"),
        ("文/秦晚舟", "秦晚舟"),
        ("文/秦晚舟 摄影/陶然", "秦晚舟"),
        ("【文/枫浦网专栏作者 秦晚舟】", "秦晚舟"),
        ("記者：林慕雲", "林慕雲"),
        ("作者：佚名", ""),
        ("记者：您怎么看这件事？", ""),
        ("作者最新文章", ""),
    ],
)
def test_the_author_is_found_in_a_line_of_credits(line: str, byline: str) -> None:
    assert credits.find_byline([line], []) == byline


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("（责任编辑：江照晚）", "江照晚"),
        ("[责编：江照晚 PN054]", "江照晚"),
        ("(责编：江照晚、沈知白)", "江照晚 沈知白"),
        ("責任編輯：江照晚", "江照晚"),
        ("编辑部地址：某路1号", ""),
    ],
)
def test_the_editor_is_found_below_the_text(line: str, editor: str) -> None:
    assert credits.find_editor([line]) == editor


def test_a_labelled_date_near_the_title_beats_a_date_of_change() -> None:
    lines = ["更新时间：2021-07-12 08:00", "发布时间：2021-07-09"]
    assert credits.find_date(lines, []) == DAY
    assert credits.find_date(["2021", "07/09"], []) is None
    assert credits.find_date(["2021", "07/09", "10:30"], []) == DAY


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("您的当前位置:首页 - 学会动态 - 交流园地 - 修志经验", "修志经验"),
        ("首页 > 新闻 > 国际 > 正文", "国际"),
        ("您在：首頁 > 文化 > 老戲院的最後一場", "文化"),
        ("没有位置的一行", ""),
    ],
)
def test_the_section_is_the_last_column_of_the_breadcrumb(line: str, section: str) -> None:
    assert credits.find_section([line], "老戲院的最後一場") == section


def test_names_are_separated_by_single_spaces() -> None:
    assert credits.names("王　芳、李小明，Anna Bell") == "王芳 李小明 Anna Bell"
