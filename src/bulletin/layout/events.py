"""What is to come, as print and e-book show it. In: an issue, how its numbers are written, the labels. Out: months."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bulletin.model import Event
from bulletin.model.calendar import NumberStyle, month_and_day, month_name, weekday


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event. `day` is a number in every region, as on a wall calendar (16, 16–18), and empty without a date;
    `time` says also how long it goes on, where that is in another month."""

    day: str
    weekday: str
    time: str
    event: Event


@dataclass(frozen=True, slots=True)
class Month:
    """The events of a month; its name (5月, 五月) is empty for those without a date."""

    name: str
    lines: tuple[EventLine, ...]


def months(events: Sequence[Event], style: NumberStyle, labels: Mapping[str, str]) -> tuple[Month, ...]:
    """The events in the months they begin in; `events` are in order."""
    return tuple(_months(events, style, lambda key, **values: labels[key].format(**values)))


def _months(events: Sequence[Event], style: NumberStyle, say: Callable[..., str]) -> Iterator[Month]:
    for _, group in groupby(events, lambda event: event.date and (event.date.year, event.date.month)):
        inside = list(group)
        first = inside[0].date
        name = month_name(first, style) if first else ""
        yield Month(name, tuple(_line(event, style, say) for event in inside))


def _line(event: Event, style: NumberStyle, say: Callable[..., str]) -> EventLine:
    date, until = event.date, event.until
    if date is None:
        return EventLine("", "", event.time, event)
    day, time = str(date.day), event.time
    week = say("weekday", day=weekday(date))
    if until and until != date:
        if (until.year, until.month) == (date.year, date.month):
            day, week = f"{day}–{until.day}", f"{week}{say('until')}{weekday(until)}"
        else:
            time = " ".join(filter(None, (f"{say('until')}{month_and_day(until, style)}", time)))
    return EventLine(day, week, time, event)
