"""Dates as Chinese pages and editors write them. In: text. Out: the dates in it, Gregorian.

2021-07-09, 2021.7.9, 2021年7月9日, 二〇二一年七月九日, 民國110年7月9日 (year 1 is 1912), 9 July as `2021/7/9 10:30`.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
}
_NUMBER: Final = "[〇零○Ｏ一二三四五六七八九]"
_SMALL: Final = "[一二三四五六七八九十廿卅]{1,4}"

_WESTERN: Final = re.compile(
    r"(?<![\d.])(?P<roc>民[国國]\s*)?(?P<year>\d{2,4})\s*[-年./／－]\s*(?P<month>\d{1,2})\s*[-月./／－]\s*(?P<day>\d{1,2})"
    r"\s*[日号號]?(?:\s*[T ]?\s*(?P<time>\d{1,2}[:：]\d{2}))?(?!\d)"
)
_CHINESE: Final = re.compile(
    rf"(?:(?P<year>{_NUMBER}{{4}})|民[国國](?P<roc>{_SMALL}|{_NUMBER}{{2,3}}))年(?P<month>{_SMALL})月(?P<day>{_SMALL})日"
)
_ROC_OFFSET: Final = 1911


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found in a text: where it stands, and whether a time of day stands with it."""

    date: datetime.date
    start: int
    end: int
    has_time: bool = False


def dates_in(text: str) -> Iterator[Stamp]:
    """The dates in `text` between 1900 and 2099, first those in Western digits."""
    for found in _WESTERN.finditer(text):
        if date := _western(found):
            yield Stamp(date, found.start(), found.end(), bool(found["time"]))
    if "年" in text:
        for found in _CHINESE.finditer(text):
            if date := _chinese(found):
                yield Stamp(date, found.start(), found.end())


def date_of(text: str) -> datetime.date | None:
    """The date that `text` as a whole gives, or None."""
    stripped = text.strip()
    stamp = next(dates_in(stripped), None)
    return stamp.date if stamp and stamp.start == 0 else None


def _western(found: re.Match[str]) -> datetime.date | None:
    if not found["roc"] and len(found["year"]) != 4:
        return None
    year = int(found["year"]) + (_ROC_OFFSET if found["roc"] else 0)
    return _checked(year, int(found["month"]), int(found["day"]))


def _chinese(found: re.Match[str]) -> datetime.date | None:
    year = _small(found["year"]) if found["year"] else _ROC_OFFSET + _small(found["roc"])
    return _checked(year, _small(found["month"]), _small(found["day"]))


def _small(text: str) -> int:
    """七, 十一, 二十一, 廿一, or digits one by one as in 二〇二六 and 一一五."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(_DIGITS[char] for char in text))
    return 10 * int(_DIGITS.get(tens[-1:], "1")) + int(_DIGITS.get(ones[:1], "0"))


def _checked(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if 1900 <= year < 2100 else None
    except ValueError:
        return None
