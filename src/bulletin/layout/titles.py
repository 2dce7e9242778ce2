"""Titles broken by sense. In: a title, the room it has. Out: its lines.

GB/T 9704-2012 §7.3.1: a title of several lines is broken where the sense is complete, and its lines make a balanced
shape, a trapezoid or a lozenge. A space the author typed between two Chinese characters is such a place; on one line it
prints an em wide.
"""

import re
from collections.abc import Collection, Sequence
from itertools import accumulate
from math import ceil, inf
from typing import Final, NamedTuple

from bulletin.layout.phrases import EM_SPACE, Break, breaks_of
from bulletin.layout.widths import width_em

_AUTHORS_SPACE: Final = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
# No line of one or two characters.
_FEWEST_EM: Final = 3.0
_ONE_LINE_MORE: Final = 1.5
_SPACE_IGNORED: Final = 3.0  # an author's space inside a line when there are several
_SHAPE: Final = 4.0
_HOURGLASS: Final = 1.5  # a line shorter than both its neighbours
# Ways kept for each place and number of lines: the cheapest may turn out to have an ill shape.
_KEPT: Final = 4
_ELLIPSIS_EM: Final = 2.0
_LONGEST: Final = 400  # characters; what is longer is a text, and the page breaks it
_CUT_OFF: Final = "，、；：。—·（《“「『〈　 "


class _Way(NamedTuple):
    cost: float
    ends: tuple[int, ...]


def on_one_line(title: str) -> str:
    """`title` with an em space where the author typed a space between two Chinese characters."""
    return _AUTHORS_SPACE.sub(EM_SPACE, " ".join(title.split()))


def shortened(title: str, room_em: float, lang: str = "zh-Hans", names: Collection[str] = ()) -> str:
    """`title` for a running head or the contents: whole, or as many of its words as fit, with an ellipsis. What stands
    in brackets is cut only where much of the room would stay empty."""
    if width_em(title) <= room_em:
        return title
    ends_em = [0.0, *accumulate(map(width_em, title))]
    for keep_bracketed in (True, False):
        places = breaks_of(title, lang, names, keep_bracketed=keep_bracketed)
        # The last third of the room is given up for a better end: after a mark rather than after a word.
        late = [place for place in places if room_em * 2 / 3 < ends_em[place.at] <= room_em - _ELLIPSIS_EM]
        if late:
            best = min(late, key=lambda place: (place.cost, -place.at))
            return f"{title[: best.at].rstrip(_CUT_OFF)}……"
    fitting = sum(end_em <= room_em - _ELLIPSIS_EM for end_em in ends_em) - 1
    return f"{title[:fitting].rstrip(_CUT_OFF)}……"


def title_lines(
    title: str, room_em: float, lang: str = "zh-Hans", names: Collection[str] = ()
) -> tuple[str, ...]:
    """`title` on as few lines as `room_em` allows (one more where the sense gains by it), never empty. It is never
    broken inside one of `names`."""
    text = on_one_line(title)
    if width_em(text) <= room_em or len(text) > _LONGEST:
        return (text,)
    for known, keep_bracketed in ((names, True), (names, False), ((), False)):
        breaks = breaks_of(text, lang, known, keep_bracketed=keep_bracketed)
        if lines := _Lines(text, breaks, room_em).best():
            return lines
    return (text,)


class _Lines:
    """The ways to set a text on lines that end at given places. The work grows with its length times its lines: a
    number of lines leaves each of them little room to move."""

    def __init__(self, text: str, breaks: Sequence[Break], room_em: float) -> None:
        self.text = text
        self.room_em = room_em
        self.breaks = [*breaks, Break(len(text), 0.0)]
        self.ends_em = [0.0, *accumulate(map(width_em, text))]
        self.spaces = [0, *accumulate(int(char == EM_SPACE) for char in text)]

    def best(self) -> tuple[str, ...]:
        """The cheapest lines; none if a stretch between two places is longer than a line."""
        fewest = ceil(self.ends_em[-1] / self.room_em)
        found = []
        for extra, count in enumerate(range(fewest, fewest + 3)):
            for way in self._ways(count):
                cost = way.cost + extra * _ONE_LINE_MORE + self._hourglass(way.ends)
                found.append(_Way(cost, way.ends))
        return tuple(self.text[start:end] for start, end in self._trimmed(min(found).ends)) if found else ()

    def _ways(self, count: int) -> list[_Way]:
        """The cheapest ways to set the whole text on `count` lines."""
        mean_em = self.ends_em[-1] / count
        ways: dict[int, list[_Way]] = {0: [_Way(0.0, ())]}
        for number in range(1, count + 1):
            left_em = (count - number) * self.room_em
            reached: dict[int, list[_Way]] = {}
            for place in self.breaks:
                is_last = place.at == len(self.text)
                if (
                    is_last is not (number == count)
                    or self.ends_em[-1] - self.ends_em[place.at] > left_em + 1
                ):
                    continue
                here = [
                    _Way(way.cost + cost + place.cost, (*way.ends, place.at))
                    for start, before in ways.items()
                    if (cost := self._line_cost(start, place.at, mean_em)) < inf
                    for way in before
                ]
                if here:
                    reached[place.at] = sorted(here)[:_KEPT]
            ways = reached
        return ways.get(len(self.text), [])

    def _line_cost(self, start: int, end: int, mean_em: float) -> float:
        if not start < end:
            return inf
        start, end = self._trim(start, end)
        width = self.ends_em[end] - self.ends_em[start]
        if not _FEWEST_EM <= width <= self.room_em:
            return inf
        ignored = self.spaces[end] - self.spaces[start]
        return _SHAPE * (width / mean_em - 1) ** 2 + _SPACE_IGNORED * ignored

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch without the spaces at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _trimmed(self, ends: Sequence[int]) -> list[tuple[int, int]]:
        return [self._trim(start, end) for start, end in zip((0, *ends), ends, strict=False)]

    def _hourglass(self, ends: Sequence[int]) -> float:
        widths = [self.ends_em[end] - self.ends_em[start] for start, end in self._trimmed(ends)]
        waists = sum(
            before > here + 0.5 and after > here + 0.5
            for before, here, after in zip(widths, widths[1:], widths[2:], strict=False)
        )
        return waists * _HOURGLASS
