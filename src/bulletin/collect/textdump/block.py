"""Where the article stands in a dump. In: the dump's lines. Out: its first line, the line after its last, its credits."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from bulletin.collect import labels, values
from bulletin.collect.characters import weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.textdump.lines import worth

_GOOD: Final = 7.0  # the worth from which a line is text
_REACH: Final = 14  # lines between credits and text, at most
_PATIENCE: Final = 30.0  # how much furniture in a row ends an article
_SETTLED: Final = 120.0  # the worth of a text that what follows an article may end
_ANOTHER: Final = 25.0  # what a dated line inside a text costs: a list of teasers has one a piece
_MOST_CREDITS: Final = 200  # lines that are tried; what has more dates than that is a chronicle
_ENOUGH: Final = 1500.0  # beyond this a longer text is not a better candidate


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `end` (not included) are text; line `credits` names date or source, -1 if none does."""

    first: int
    end: int
    credits: int = -1


@dataclass(frozen=True, slots=True)
class _Line:
    """What the search for an end asks of a line; it begins below each line of credits, and asks all lines that follow."""

    value: float
    size: int
    is_end: bool
    is_after: bool
    is_footer: bool
    is_dated: bool


def find_block(lines: list[str]) -> Block:
    """The block below the best line of credits, unless another part of the dump holds far more text."""
    known = list(map(_known, lines))
    worths = [line.value for line in known]
    densest = _densest(worths)
    anchored, score = _anchored(lines, known)
    inside = sum(value for value in worths[densest.first : densest.end] if value > 0)
    if anchored and score >= 0.12 * inside:
        return anchored
    credits = _credits_near(lines, worths, densest.first)
    gain, block = _below(known, densest.first - 1)
    if block and gain >= 60:
        return Block(block.first, block.end, credits)
    return Block(densest.first, densest.end, credits)


def _densest(worths: list[float]) -> Block:
    """The run of lines with the greatest sum."""
    best, best_sum, start, running = Block(0, 0), 0.0, 0, 0.0
    for index, value in enumerate(worths):
        if running <= 0:
            running, start = 0.0, index
        running += value
        if running > best_sum:
            best_sum, best = running, Block(start, index + 1)
    return best


def _known(line: str) -> _Line:
    value, size = worth(line), weight_of(line)
    return _Line(
        value,
        size,
        is_end=size < 90
        and bool(labels.HARD_END.search(line) or (size < 60 and labels.WEAK_END.search(line))),
        is_after=size < 40 and bool(labels.AFTERWARDS.search(line)),
        is_footer=size < 160 and value < 0 and labels.is_footer(line),
        is_dated=size < 90 and _has_date(line),
    )


def _anchored(lines: list[str], known: list[_Line]) -> tuple[Block | None, float]:
    best: Block | None = None
    best_score = 0.0
    credits = ((index, line) for index, line in enumerate(lines) if _is_credits(line))
    for index, line in islice(credits, _MOST_CREDITS):
        gain, block = _below(known, index)
        if block is None:
            continue
        has_date = _has_date(line)
        has_label = bool(
            values.SOURCE.search(line) or "发布" in line or "時間" in line or "时间" in line or "日期" in line
        )
        score = min(gain, _ENOUGH) + (60 if has_date and has_label else 30 if has_date else 0) - 0.02 * index
        score += 40 if any(map(_may_be_title, lines[max(0, index - 4) : index])) else 0
        if score > best_score:
            best_score, best = score, Block(block.first, block.end, index)
    return best, best_score


def _is_credits(line: str) -> bool:
    if weight_of(line) >= 110 or labels.is_footer(line):
        return False
    return bool(labels.CREDIT_LINE.search(line)) or _has_date(line)


def _has_date(line: str) -> bool:
    return any(True for _ in dates_in(line))


def _may_be_title(line: str) -> bool:
    furniture = (labels.CREDIT_LINE, labels.NAVIGATION)
    return (
        not labels.is_footer(line)
        and 6 <= weight_of(line) <= 60
        and not any(pattern.search(line) for pattern in furniture)
    )


def _below(known: list[_Line], anchor: int) -> tuple[float, Block | None]:
    """The text below line `anchor` and what it is worth, up to what ends an article."""
    first, end, gain, lost, dated = -1, anchor + 1, 0.0, 0.0, 0
    for index in range(anchor + 1, len(known)):
        line = known[index]
        if first < 0:
            if index - anchor > _REACH:
                break
            if line.value > _GOOD:
                first, end, gain = index, index + 1, line.value
            continue
        if line.is_end or line.is_footer or (line.is_after and gain >= _SETTLED):
            break
        if line.value > _GOOD:
            gain, lost, end = gain + line.value, 0.0, index + 1
            dated += line.is_dated
        else:
            dated += line.is_dated and line.size < 60
            lost += line.value
            if lost < -_PATIENCE:
                break
    return gain - _ANOTHER * dated, Block(first, end) if first >= 0 else None


def _credits_near(lines: list[str], worths: list[float], first: int) -> int:
    """The topmost line of credits in an unbroken group just above the text, or just inside it."""
    found = -1
    for index in range(min(len(lines), first + 3) - 1, max(-1, first - 15), -1):
        if _is_credits(lines[index]) and not (index >= first and worths[index] > 10):
            found = index
        elif found >= 0 and index < found - 4:
            break
    return found
