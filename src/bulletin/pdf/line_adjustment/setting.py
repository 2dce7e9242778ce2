"""Where a Chinese line ends and which of its marks are set on half width. Pure: no engine here.

In: a text whose characters have been measured. Out: a `SetLine`, the range that fits and what was squeezed for it.
Compress first (CLREQ 3.1.6, 3.2.1): the opening mark at the line start and the closing mark at the line end give
up their empty half; then marks inside the line do, if that lets the next breakable piece in.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from bulletin.pdf.line_adjustment.marks import SQUEEZABLE, TRAILING, Kind, is_script_boundary, kind

# Which marks give up their half first, when a piece is pulled in (GB/T 15834 §5.1; JIS X 4051 gives the same order).
_SQUEEZE_ORDER = (Kind.CLOSING, Kind.OPENING, Kind.PAUSE, Kind.STOP)
_ROUNDING = 1e-3  # px; Pango's units are 1/1024 px


@dataclass(frozen=True, slots=True)
class LineRules:
    """The house style of a line. Lengths in em.

    Poppler reads a gap of more than 0.1 em as a space, so the small space between Chinese and Latin stays below
    that and is not opened further: text copied from the page has no spaces that were not typed.
    CLREQ 3.2.4.1 asks for "not more than a quarter".
    """

    squeeze: bool = True
    trim_edges: bool = True
    # A line that lacks no more than this at each gap is opened by it, which nobody sees, and its marks stay whole.
    unseen_gap_em: float = 0.03
    autospace_em: float = 0.098
    word_space_max_em: float = 0.5
    gap_max_em: float = 0.35


@dataclass(slots=True)
class MeasuredText:
    """A run of text in one style: each character's advance, what half width would save, where lines may end.

    `widths` and `savings` in px, one per character; `breaks[i]` says whether a line may end before character i;
    `squeezed` are the marks that stand on half width already because of their neighbours (OpenType `chws`);
    `spaced[i]` is the small space after character i, between an ideograph and a Latin letter.
    """

    text: str
    widths: list[float]
    savings: list[float]
    breaks: list[bool]
    squeezed: frozenset[int]
    em: float
    rules: LineRules
    spaced: list[float] = field(init=False)
    _ends: list[float] = field(init=False)

    def __post_init__(self) -> None:
        autospace = self.rules.autospace_em * self.em
        self.spaced = [
            autospace if autospace and is_script_boundary(a, b) else 0.0
            for a, b in zip(self.text, self.text[1:] + "\n", strict=True)
        ]
        advances = (width + space for width, space in zip(self.widths, self.spaced, strict=True))
        self._ends = list(accumulate(advances, initial=0.0))

    def width(self, start: int, end: int) -> float:
        """The advance of characters start…end, px, without the small space after the last."""
        if end <= start:
            return 0.0
        return self._ends[end] - self._ends[start] - self.spaced[end - 1]

    def reach(self, start: int, length_px: float) -> int:
        """The index of the first character that ends beyond `length_px` from `start`."""
        return max(start + 1, bisect_right(self._ends, self._ends[start] + length_px, start))


@dataclass(frozen=True, slots=True)
class SetLine:
    """Characters start…end on one line, `width` px wide; `resume` is where the next line starts, None at the end.
    `squeezed` are the indices of the marks on half width."""

    start: int
    end: int
    resume: int | None
    width: float
    squeezed: frozenset[int] = frozenset()


def set_line(
    measured: MeasuredText, start: int, available_px: float, *, line_start: bool, break_anywhere: bool
) -> SetLine:
    """The line that begins at `start` in `available_px`; at least one unbreakable piece, which may overflow."""
    text, rules = measured.text, measured.rules
    trimmed: frozenset[int] = frozenset()
    if line_start and rules.trim_edges and kind(text[start]) is Kind.OPENING and measured.savings[start]:
        trimmed = frozenset({start})
    room = available_px + _ROUNDING + (measured.savings[start] if trimmed else 0.0)
    total = len(text)
    if measured.width(start, len(text.rstrip(" "))) <= room:
        return _line(measured, start, total, trimmed)
    candidates = list(_candidates(measured, start, room))
    fitting = [end for end in candidates if _end_width(measured, start, end) <= room]
    overflowing = next((end for end in candidates if end not in fitting), None)
    if overflowing is not None and not _fills(measured, start, fitting, room) and (fitting or line_start):
        missing = _end_width(measured, start, overflowing) - room
        pulled = _squeeze(measured, start, overflowing, missing, trimmed)
        if pulled is not None:
            return _line(measured, start, overflowing, pulled)
    if fitting:
        return _line(measured, start, fitting[-1], trimmed)
    if break_anywhere:
        return _line(measured, start, _anywhere(measured, start, room), trimmed)
    return _line(measured, start, candidates[0] if candidates else total, trimmed)


def _fills(measured: MeasuredText, start: int, fitting: list[int], room: float) -> bool:
    """True if the line is to be left as it fits: nothing may be squeezed, or what it lacks will not be seen."""
    rules = measured.rules
    if not rules.squeeze or not fitting:
        return not rules.squeeze
    gaps = max(1, fitting[-1] - start - 1)
    return room - _end_width(measured, start, fitting[-1]) <= gaps * rules.unseen_gap_em * measured.em


def _candidates(measured: MeasuredText, start: int, room: float) -> Iterator[int]:
    """The ends a line may have, up to the first that lies wholly beyond `room`."""
    beyond = measured.reach(start, room + measured.em)
    for end in range(start + 1, len(measured.text)):
        if measured.breaks[end]:
            yield end
            if end > beyond:
                return
    yield len(measured.text)


def _end_width(measured: MeasuredText, start: int, end: int) -> float:
    """The width of a line that ends at `end`: no spaces at its end, a closing mark there on half width."""
    last = _last(measured, start, end)
    return measured.width(start, last + 1) - _end_saving(measured, last, end)


def _end_saving(measured: MeasuredText, last: int, end: int) -> float:
    trims = measured.rules.trim_edges and end < len(measured.text) and kind(measured.text[last]) in TRAILING
    return measured.savings[last] if trims else 0.0


def _last(measured: MeasuredText, start: int, end: int) -> int:
    return start + max(1, len(measured.text[start:end].rstrip(" "))) - 1


def _squeeze(
    measured: MeasuredText, start: int, end: int, missing: float, trimmed: frozenset[int]
) -> frozenset[int] | None:
    """The marks that must go on half width to gain `missing` px, or None if they cannot give it."""
    last = _last(measured, start, end)
    spare = {last} if _end_saving(measured, last, end) else set()
    open_to_it = [
        index
        for index in range(start, last + 1)
        if measured.savings[index] and index not in trimmed and index not in spare
    ]
    open_to_it.sort(key=lambda index: (_SQUEEZE_ORDER.index(kind(measured.text[index])), -index))
    chosen: set[int] = set()
    for index in open_to_it:
        if missing <= 0:
            break
        chosen.add(index)
        missing -= measured.savings[index]
    return trimmed | chosen if missing <= 0 else None


def _anywhere(measured: MeasuredText, start: int, room: float) -> int:
    """The last character boundary that fits (`overflow-wrap: anywhere`), never inside a combined character."""
    end = max(start + 1, measured.reach(start, room) - 1)
    while end > start + 1 and kind(measured.text[end]) is Kind.OTHER:
        end -= 1
    return end


def _line(measured: MeasuredText, start: int, end: int, squeezed: frozenset[int]) -> SetLine:
    text = measured.text
    resume = end
    while resume < len(text) and text[resume] == " ":
        resume += 1
    if resume == len(text):
        # What is left is white space at most: it stays with the line, the engine trims it at the line's end.
        width = measured.width(start, len(text)) - sum(measured.savings[index] for index in squeezed)
        return SetLine(start, len(text), None, width, squeezed)
    last = _last(measured, start, end)
    if _end_saving(measured, last, end):
        squeezed |= {last}
    width = measured.width(start, last + 1) - sum(measured.savings[index] for index in squeezed)
    return SetLine(start, last + 1, resume, width, squeezed)


def squeezable(char: str) -> bool:
    """True for a mark that may have a half-width form."""
    return kind(char) in SQUEEZABLE
