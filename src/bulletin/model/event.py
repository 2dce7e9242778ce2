"""What is to come: an entry of an issue's list of dates."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Event:
    """活动. `until` is its last day where it takes several. `time` is the hour; of an event without a date it says when that
    is (逢周三, 六月中旬)."""

    what: str
    date: datetime.date | None = None
    until: datetime.date | None = None
    time: str = ""
    where: str = ""

    def mapped(self, change: Callable[[str], str]) -> "Event":
        """Every text after `change`."""
        return replace(self, what=change(self.what), time=change(self.time), where=change(self.where))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By day, those of a day as given; those without a date last."""
    return tuple(sorted(events, key=lambda event: event.date or datetime.date.max))
