"""Chinese dates and issue numbers."""

import datetime

import pytest

from bulletin.model.calendar import (
    NumberStyle,
    day_in_chinese,
    default_style,
    han_digits,
    han_number,
    issue_number,
    month_in_chinese,
    restyled,
    total_number,
)

DAY = datetime.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("style", "lang", "month", "day"),
    [
        (NumberStyle.DIGITS, "zh-Hans", "2026年3月", "2026年3月9日"),
        (NumberStyle.HAN, "zh-Hans", "二〇二六年三月", "二〇二六年三月九日"),
        (NumberStyle.MINGUO, "zh-Hant-TW", "民國一一五年三月", "民國一一五年三月九日"),
        (NumberStyle.MINGUO, "zh-Hans", "民国一一五年三月", "民国一一五年三月九日"),
    ],
)
def test_a_date_is_written_in_three_styles(style: NumberStyle, lang: str, month: str, day: str) -> None:
    assert month_in_chinese(DAY, style, lang) == month
    assert day_in_chinese(DAY, style, lang) == day


def test_days_and_months_above_ten_are_written_as_they_are_spoken() -> None:
    assert (
        day_in_chinese(datetime.date(2010, 12, 31), NumberStyle.HAN, "zh-Hans") == "二〇一〇年十二月三十一日"
    )


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (1912, "民國元年"),
        (1911, "民國前一年"),
        (1921, "民國十年"),
        (2010, "民國九十九年"),
        (2011, "民國一〇〇年"),
    ],
)
def test_a_year_of_the_republic_counts_from_1912(year: int, written: str) -> None:
    date = datetime.date(year, 1, 1)
    assert month_in_chinese(date, NumberStyle.MINGUO, "zh-Hant") == f"{written}一月"


def test_issue_numbers_follow_the_style_of_the_date() -> None:
    assert issue_number(3, NumberStyle.DIGITS) == "第3期"
    assert issue_number(23, NumberStyle.MINGUO) == "第二十三期"


def test_a_long_total_number_is_written_digit_by_digit() -> None:
    assert total_number(128, NumberStyle.DIGITS, "zh-Hans") == "总第128期"
    assert total_number(128, NumberStyle.HAN, "zh-Hant-TW") == "總第一二八期"
    assert total_number(12, NumberStyle.HAN, "zh-Hant-HK") == "總第十二期"


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (0, "零"), (3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (100, "一百"), (105, "一百零五"),
        (110, "一百一十"), (1001, "一千零一"), (1010, "一千零一十"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_numbers_are_spoken_in_chinese(number: int, spoken: str) -> None:
    assert han_number(number) == spoken


def test_a_number_without_a_spoken_form_here_is_refused() -> None:
    with pytest.raises(ValueError, match="10000"):
        han_number(10000)


def test_years_are_written_digit_by_digit() -> None:
    assert han_digits(2026) == "二〇二六"


def test_only_taiwan_writes_dates_in_han_numbers_by_default() -> None:
    assert default_style("zh-Hant-TW") is NumberStyle.HAN
    assert default_style("zh-Hant-HK") is NumberStyle.DIGITS
    assert default_style("zh-Hans") is NumberStyle.DIGITS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026年3月18日", "二〇二六年三月十八日"),
        ("2015年8月", "二〇一五年八月"),
        ("2026年3月18日印完", "2026年3月18日印完"),
        ("2026年13月", "2026年13月"),
        ("600册", "600册"),
    ],
)
def test_a_text_that_is_a_date_is_written_as_the_others(text: str, written: str) -> None:
    assert restyled(text, NumberStyle.HAN, "zh-Hant-TW") == written
