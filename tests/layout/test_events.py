"""What is to come: days, weekdays and months as each region writes them."""

import datetime

import pytest

from bulletin.layout import labels
from bulletin.layout.events import months
from bulletin.model import Event
from bulletin.model.calendar import NumberStyle, default_style
from bulletin.model.event import in_order

PARTY = Event("家长会", datetime.date(2026, 5, 8), time="18:30")
HOLIDAY = Event("放假", datetime.date(2026, 5, 1), datetime.date(2026, 5, 3))
FAIR = Event("游园", datetime.date(2026, 5, 29), datetime.date(2026, 6, 1), "全天", "操场")
WATERING = Event("浇水", time="逢周三")
YEARS_END = Event("总结", datetime.date(2027, 5, 8))


def shown(*events: Event, lang: str = "zh-Hans") -> list[tuple[str, list[tuple[str, str, str]]]]:
    made = months(in_order(events), default_style(lang), labels(lang))
    return [(month.name, [(line.day, line.weekday, line.time) for line in month.lines]) for month in made]


def test_events_stand_in_their_months_by_day_and_those_without_a_date_last() -> None:
    assert shown(WATERING, FAIR, PARTY, HOLIDAY) == [
        ("5月", [("1–3", "周五至日", ""), ("8", "周五", "18:30"), ("29", "周五", "至6月1日 全天")]),
        ("", [("", "", "逢周三")]),
    ]


@pytest.mark.parametrize(
    ("lang", "month", "weekday"),
    [("zh-Hans", "5月", "周五"), ("zh-Hant-TW", "五月", "週五"), ("zh-Hant-HK", "5月", "星期五")],
)
def test_month_and_weekday_are_the_regions(lang: str, month: str, weekday: str) -> None:
    assert shown(PARTY, lang=lang) == [(month, [("8", weekday, "18:30")])]


def test_the_same_month_of_another_year_is_another_month() -> None:
    assert [name for name, _ in shown(PARTY, YEARS_END)] == ["5月", "5月"]


def test_a_day_that_is_its_own_last_is_one_day() -> None:
    day = datetime.date(2026, 5, 8)
    ((_, [(number, weekday, _)]),) = shown(Event("会", day, day))
    assert (number, weekday) == ("8", "周五")


def test_days_are_numbers_where_dates_are_written_in_han_numbers() -> None:
    (month,) = months([FAIR], NumberStyle.HAN, labels("zh-Hans"))
    assert (month.name, month.lines[0].day, month.lines[0].time) == ("五月", "29", "至六月一日 全天")
