"""Dates and issue numbers in Chinese. In: a date or a number, a style, the language of the text. Out: one string.

Three styles, as periodicals of the three regions print them: 2026年3月 · 二〇二六年三月 · 民國一一五年三月.
Years are written digit by digit, months, days and ordinal numbers as spoken (十二月, 第二十三期).
"""

import datetime
import re
from enum import StrEnum
from typing import Final


class NumberStyle(StrEnum):
    """How dates and issue numbers are written."""

    DIGITS = "digits"  # 2026年3月9日, 第3期
    HAN = "han"  # 二〇二六年三月九日, 第三期
    MINGUO = "minguo"  # 民國一一五年三月九日, 第三期


_DIGITS: Final = "〇一二三四五六七八九"
_WEEKDAYS: Final = "一二三四五六日"
_WRITTEN: Final = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_MINGUO_BEFORE_FIRST: Final = 1911  # 民國元年 is 1912


def default_style(lang: str) -> NumberStyle:
    """The style a periodical in `lang` (BCP 47) takes when it chooses none: Taiwan writes dates in Han numbers."""
    return NumberStyle.HAN if lang == "zh-Hant-TW" else NumberStyle.DIGITS


def month_in_chinese(date: datetime.date, style: NumberStyle, lang: str) -> str:
    """2026年3月, 二〇二六年三月 or 民國一一五年三月."""
    return f"{_year(date.year, style, lang)}{month_name(date, style)}"


def day_in_chinese(date: datetime.date, style: NumberStyle, lang: str) -> str:
    """2026年3月9日, 二〇二六年三月九日 or 民國一一五年三月九日."""
    return f"{_year(date.year, style, lang)}{month_and_day(date, style)}"


def month_name(date: datetime.date, style: NumberStyle) -> str:
    """The month without its year: 3月 or 三月."""
    return f"{_spoken(date.month, style)}月"


def month_and_day(date: datetime.date, style: NumberStyle) -> str:
    """The day without its year: 3月9日 or 三月九日."""
    return f"{month_name(date, style)}{_spoken(date.day, style)}日"


def restyled(text: str, style: NumberStyle, lang: str) -> str:
    """A text that is a date and no more (2026年3月, 2026年3月9日), written as the others are; any other text as it is."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return text
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return text
    return (day_in_chinese if found["day"] else month_in_chinese)(date, style, lang)


def weekday(date: datetime.date) -> str:
    """The day of the week as it stands behind 星期 or 週: 一 to 六, 日."""
    return _WEEKDAYS[date.weekday()]


def issue_number(number: int, style: NumberStyle) -> str:
    """第3期 or 第三期."""
    return f"第{_spoken(number, style)}期"


def total_number(number: int, style: NumberStyle, lang: str) -> str:
    """The number counted from the first issue ever: 总第128期, or 總第一二八期 (long numbers digit by digit)."""
    total = "總" if lang.startswith("zh-Hant") else "总"
    written = (
        han_digits(number) if number > 99 and style is not NumberStyle.DIGITS else _spoken(number, style)
    )
    return f"{total}第{written}期"


def han_digits(number: int) -> str:
    """A number digit by digit, as years are: 2026 → 二〇二六."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def han_number(number: int) -> str:
    """A number as it is spoken: 3 → 三, 12 → 十二, 105 → 一百零五. Raises ValueError outside 0–9999."""
    if not 0 <= number <= 9999:
        raise ValueError(f"no spoken form for {number}")
    if number == 0:
        return "零"
    spoken, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            spoken += ("零" if gap and spoken else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return spoken.removeprefix("一") if 10 <= number < 20 else spoken


def _spoken(number: int, style: NumberStyle) -> str:
    return str(number) if style is NumberStyle.DIGITS else han_number(number)


def _year(year: int, style: NumberStyle, lang: str) -> str:
    match style:
        case NumberStyle.DIGITS:
            return f"{year}年"
        case NumberStyle.HAN:
            return f"{han_digits(year)}年"
        case NumberStyle.MINGUO:
            return _minguo_year(year, "民國" if lang.startswith("zh-Hant") else "民国")


def _minguo_year(year: int, era: str) -> str:
    count = year - _MINGUO_BEFORE_FIRST
    if count == 1:
        return f"{era}元年"
    if count < 1:
        return f"{era}前{han_digits(1 - count)}年"
    return f"{era}{han_digits(count) if count > 99 else han_number(count)}年"
