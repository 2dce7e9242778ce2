"""Titles broken by sense. In: a title, the room it has. Out: its lines.

GB/T 9704-2012 §7.3.1: a title of several lines is broken where the sense is complete, and its lines make a balanced
shape. A space the author typed between two Chinese characters is such a place; on one line it prints an em wide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from bulletin.layout.widths import width_em

_EM_SPACE: Final = "\u3000"
_AUTHORS_SPACE: Final = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")

# What a break costs, in the measure of `_shape_cost`: nothing where the author says so, the more the likelier it
# falls inside a word. Without a dictionary, marks and the commonest words of grammar tell.
_AFTER_MARK: Final = 0.3
_AFTER_SPACE: Final = 1.0  # between two Latin words
_SPACE_IGNORED: Final = 3.0  # an author's space inside a line when there are several
_INSIDE_QUOTATION: Final = 4.0
_ANYWHERE: Final = 3.0
_BEFORE_WORD: Final = {"关于": 0.5, "關於": 0.5}
_BEFORE: Final = {**dict.fromkeys("与和及暨并與並", 0.8), **dict.fromkeys("在为向对让从把被為對讓從", 1.4)}
_AFTER: Final = {**dict.fromkeys("的", 0.8), **dict.fromkeys("年月日期届", 1.2)}
_CLINGS: Final = frozenset("的了着过们等者性化地得過們著")  # never first in a line

_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉】〕」』”’…—·%")
_NEVER_LAST: Final = frozenset("（《〈【〔「『“‘—·")
_PAUSES: Final = frozenset("，。、；：？！")
_NAMES: Final = re.compile(r"《[^》]*》|〈[^〉]*〉|（[^）]{1,8}）")
_QUOTATIONS: Final = re.compile(r"“[^”]*”|「[^」]*」")
_COUNTED: Final = "年月日期号次届条章节个名岁號條節個歲屆"
_WORDS: Final = re.compile(
    rf"[0-9A-Za-zÀ-ɏ][0-9A-Za-zÀ-ɏ.,:'’%-]*[{_COUNTED}]?|第?[〇一二三四五六七八九十百千]+[{_COUNTED}]|……|——"
)
# No line of one or two characters.
_FEWEST_EM: Final = 3.0
_ONE_LINE_MORE: Final = 1.5
_SHAPE: Final = 4.0


@dataclass(frozen=True, slots=True)
class _Break:
    at: int
    cost: float


def on_one_line(title: str) -> str:
    """`title` with an em space where the author typed a space between two Chinese characters."""
    return _AUTHORS_SPACE.sub(_EM_SPACE, " ".join(title.split()))


def shortened(title: str, room_em: float) -> str:
    """`title` for a running head: whole, or as much as fits, with an ellipsis."""
    if width_em(title) <= room_em:
        return title
    kept = title
    while width_em(kept) > room_em - 2:
        kept = kept[:-1]
    return f"{kept.rstrip('，、：；（《“「 　')}……"


def title_lines(title: str, room_em: float) -> tuple[str, ...]:
    """`title` on as few lines as `room_em` allows (one more where the sense gains by it), never empty."""
    text = on_one_line(title)
    if width_em(text) <= room_em:
        return (text,)
    for whole in (_NAMES, None):
        lines = _broken(text, [*_breaks(text, whole), _Break(len(text), 0.0)], room_em)
        if lines:
            return lines
    return (text,)


def _broken(text: str, breaks: list[_Break], room_em: float) -> tuple[str, ...]:
    """The cheapest lines that end at `breaks`; none if a stretch between two of them is longer than a line."""
    fewest = int(-(-width_em(text) // room_em))
    plans = (_best(text, breaks, count, room_em) for count in range(fewest, fewest + 3))
    ranked = [(cost + extra * _ONE_LINE_MORE, lines) for extra, (cost, lines) in enumerate(plans) if lines]
    return min(ranked)[1] if ranked else ()


def _best(text: str, breaks: list[_Break], count: int, room_em: float) -> tuple[float, tuple[str, ...]]:
    """The cheapest way to set `text` on `count` lines, and its cost; no lines if there is none."""
    mean_em = width_em(text) / count

    @cache
    def rest(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        best: tuple[float, tuple[str, ...]] = (float("inf"), ())
        for end in breaks:
            line = text[start : end.at].strip(_EM_SPACE + " ")
            if end.at <= start or (left == 1) != (end.at == len(text)) or not _fits(line, room_em):
                continue
            cost, lines = rest(end.at, left - 1) if left > 1 else (0.0, ())
            cost += end.cost + _shape_cost(line, mean_em) + _SPACE_IGNORED * line.count(_EM_SPACE)
            if cost < best[0]:
                best = (cost, (line, *lines))
        return best

    return rest(0, count)


def _fits(line: str, room_em: float) -> bool:
    return _FEWEST_EM <= width_em(line) <= room_em


def _shape_cost(line: str, mean_em: float) -> float:
    return _SHAPE * (width_em(line) / mean_em - 1) ** 2


def _breaks(text: str, whole: re.Pattern[str] | None) -> Iterator[_Break]:
    """The places where a line of `text` may end: not inside a word nor inside what `whole` finds."""
    closed = {at for found in _WORDS.finditer(text) for at in _inside(found)}
    closed |= {at for found in whole.finditer(text) for at in _inside(found)} if whole else set()
    quoted = {at for found in _QUOTATIONS.finditer(text) for at in _inside(found)}
    for at in range(1, len(text)):
        if at in closed or text[at] in _NEVER_FIRST or text[at - 1] in _NEVER_LAST:
            continue
        if text[at - 1] == _EM_SPACE:
            yield _Break(at, 0.0)
        elif text[at - 1] == " ":
            yield _Break(at, _AFTER_SPACE)
        elif text[at] not in _CLINGS and not text[at].isspace():
            yield _Break(at, _cost(text, at) + (_INSIDE_QUOTATION if at in quoted else 0.0))


def _inside(found: re.Match[str]) -> range:
    return range(found.start() + 1, found.end())


def _cost(text: str, at: int) -> float:
    before, after = text[at - 1], text[at]
    if before in _PAUSES:
        return _AFTER_MARK
    return min(
        _BEFORE_WORD.get(text[at : at + 2], _ANYWHERE),
        _BEFORE.get(after, _ANYWHERE),
        _AFTER.get(before, _ANYWHERE),
    )
