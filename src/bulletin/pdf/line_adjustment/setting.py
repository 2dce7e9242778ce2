"""Where a Chinese line ends as it falls, before anything is compressed. Pure: no engine here.

In: a text whose characters have been measured. Out: a `SetLine`, the range that fits. The opening mark at the line
start and the closing mark at the line end give up their empty half (CLREQ, "Marks at line start", "Marks at line end";
GB/T 15834 §5.1.10).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from bulletin.pdf.line_adjustment.marks import (
    HANGING,
    SQUEEZABLE,
    TRAILING,
    GapKind,
    Kind,
    gap_between,
    is_all_wide,
    kind,
    measured_quantities,
)

_ROUNDING = 1e-3  # px; Pango's units are 1/1024 px
# A web or mail address, and the signs inside one after which it may be divided as a last resort.
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@)[!-~]{4,}|[\w.-]+\.[a-z]{2,}/[!-~]*", re.ASCII)
_DIVIDES = frozenset("/.-_?&=#%@:,+~")


@dataclass(frozen=True, slots=True)
class LineRules:
    """The house style of a line. Lengths in em.

    Readers of PDF that do not know ActualText take a gap of more than 0.1 em for a space, so the small space between
    Chinese and Latin stays below that where nothing has to be filled. CLREQ asks for "not more than a quarter" ("Mixed text,
    horizontal").
    """

    squeeze: bool = True
    trim_edges: bool = True
    hang: bool = False
    # A line that lacks no more than this at each gap is opened by it, which nobody sees, and its marks stay whole.
    unseen_gap_em: float = 0.03
    autospace_em: float = 0.125
    autospace_min_em: float = 0.125
    autospace_max_em: float = 0.25
    word_space_min_em: float = 0.18
    word_space_max_em: float = 0.5
    gap_max_em: float = 0.35

    @property
    def compress(self) -> bool:
        """True if a line can be made narrower than it falls, so that it is worth trying to set more on it."""
        return self.squeeze or self.autospace_em > 0


@dataclass(slots=True)
class MeasuredText:
    """A run of text in one style: each character's advance, what half width would save, where lines may end.

    `widths` and `savings` in px, one per character; `breaks[i]` says whether a line may end before character i;
    `squeezed` are the marks that stand on half width already because of their neighbours (OpenType `chws`);
    `unkerned` are the characters that are not kerned with the next; `gaps[i]` is the gap that may be opened after
    character i; `spaced[i]` the small space there already, between an ideograph and a Latin letter.
    """

    text: str
    widths: list[float]
    savings: list[float]
    breaks: list[bool]
    squeezed: frozenset[int]
    em: float
    rules: LineRules
    unkerned: frozenset[int] = frozenset()
    gaps: list[GapKind | None] = field(init=False)
    spaced: list[float] = field(init=False)
    _ends: list[float] = field(init=False)

    def __post_init__(self) -> None:
        autospace = self.rules.autospace_em * self.em
        self.gaps = [*map(gap_between, self.text, self.text[1:]), None]
        if is_all_wide(self.text):
            self.spaced = [0.0] * len(self.text)
            self._ends = list(accumulate(self.widths, initial=0.0))
            return
        self._look_through_joiners()
        for quantity in measured_quantities(self.text):
            for index in quantity[1:]:
                self.breaks[index], self.gaps[index - 1] = False, None
        self.spaced = [autospace if gap is GapKind.SCRIPT else 0.0 for gap in self.gaps]
        advances = (width + space for width, space in zip(self.widths, self.spaced, strict=True))
        self._ends = list(accumulate(advances, initial=0.0))

    def _look_through_joiners(self) -> None:
        """A WORD JOINER or a combining mark hides no gap: it opens before the joiner, where there is a glyph."""
        kinds, last = list(map(kind, self.text)), 0
        if Kind.OTHER not in kinds:
            return
        for index, char in enumerate(self.text):
            if kinds[index] is not Kind.OTHER:
                if index - last > 1:
                    self.gaps[last] = gap_between(self.text[last], char)
                last = index

    def width(self, start: int, end: int) -> float:
        """The advance of characters start…end, px, without the small space after the last."""
        if end <= start:
            return 0.0
        return self._ends[end] - self._ends[start] - self.spaced[end - 1]

    def reach(self, start: int, length_px: float) -> int:
        """The index of the first character that ends beyond `length_px` from `start`."""
        return max(start + 1, bisect_right(self._ends, self._ends[start] + length_px, start))

    def divides_address(self, end: int) -> bool:
        """True where a web or mail address may be divided before character `end`, if nothing else helps."""
        before, after = self.text[end - 1], self.text[end]
        if before not in _DIVIDES or not after.isalnum():
            return False
        return any(found.start() < end < found.end() for found in _ADDRESS.finditer(self.text))

    def end_saving(self, last: int) -> float:
        """What a mark at the line's end gives up, px: its empty half, or all of it if it hangs in the margin."""
        if self.hangs(last):
            return self.widths[last]
        return self.savings[last] if self.rules.trim_edges and kind(self.text[last]) in TRAILING else 0.0

    def hangs(self, last: int) -> bool:
        """True for a comma or full stop that hangs in the margin at the line's end: one alone, in the corner of its
        square (CLREQ, "Hanging punctuation": not in Traditional horizontal text)."""
        if not self.rules.hang or kind(self.text[last]) not in HANGING or not self.savings[last]:
            return False
        return last == 0 or kind(self.text[last - 1]) not in SQUEEZABLE


@dataclass(frozen=True, slots=True)
class SetLine:
    """Characters start…end on one line, `width` px wide; `resume` is where the next line starts, None at the end.
    `squeezed` are the indices of the marks on half width at the line's edges; `end_trimmed` says that the mark at the
    end gave up its empty half, or hangs."""

    start: int
    end: int
    resume: int | None
    width: float
    squeezed: frozenset[int] = frozenset()
    end_trimmed: bool = False


def set_line(  # noqa: PLR0913  # three switches, each by name
    measured: MeasuredText,
    start: int,
    available_px: float,
    *,
    line_start: bool,
    break_anywhere: bool,
    in_addresses: bool = False,
) -> SetLine:
    """The line that begins at `start` in `available_px`; at least one unbreakable piece, which may overflow.

    `in_addresses` lets it end inside a long address too."""
    text, rules = measured.text, measured.rules
    trimmed: frozenset[int] = frozenset()
    if line_start and rules.trim_edges and kind(text[start]) is Kind.OPENING and measured.savings[start]:
        trimmed = frozenset({start})
    room = available_px + _ROUNDING + (measured.savings[start] if trimmed else 0.0)
    total = len(text)
    if measured.width(start, len(text.rstrip(" "))) <= room:
        return _line(measured, start, total, trimmed)
    ends = partial(_may_end, measured, in_addresses=in_addresses)
    farthest = min(total, measured.reach(start, room + measured.em) + 1)
    for end in range(farthest, start, -1):
        if ends(end) and _end_width(measured, start, end) <= room:
            return _line(measured, start, end, trimmed)
    if break_anywhere:
        return _line(measured, start, _anywhere(measured, start, room), trimmed)
    return _line(measured, start, next(filter(ends, range(start + 1, total + 1))), trimmed)


def _may_end(measured: MeasuredText, end: int, *, in_addresses: bool) -> bool:
    """True if a line may end before character `end`."""
    if end == len(measured.text) or measured.breaks[end]:
        return True
    return in_addresses and measured.divides_address(end)


def _end_width(measured: MeasuredText, start: int, end: int) -> float:
    """The width of a line that ends at `end`: no spaces at its end, a closing mark there on half width."""
    last = _last(measured, start, end)
    return measured.width(start, last + 1) - (measured.end_saving(last) if end < len(measured.text) else 0.0)


def _last(measured: MeasuredText, start: int, end: int) -> int:
    return start + max(1, len(measured.text[start:end].rstrip(" "))) - 1


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
    saved = sum(measured.savings[index] for index in squeezed)
    if resume == len(text):
        # What is left is white space at most: it stays with the line, the engine trims it at the line's end.
        return SetLine(start, len(text), None, measured.width(start, len(text)) - saved, squeezed)
    last = _last(measured, start, end)
    saving = measured.end_saving(last)
    if saving and not measured.hangs(last):
        squeezed |= {last}
    width = measured.width(start, last + 1) - saved - saving
    return SetLine(start, last + 1, resume, width, squeezed, end_trimmed=bool(saving))
