"""One line of boxes, laid out and about to be aligned. In: a WeasyPrint line box. Out: what it can give and take, and
the same box compressed or opened to a width."""

from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from bulletin.pdf.line_adjustment.fitting import in_thousandths, shared
from bulletin.pdf.line_adjustment.line_layout import LineLayout
from bulletin.pdf.line_adjustment.marks import (
    GIVES,
    WIDE,
    GapKind,
    Give,
    Kind,
    gap_between,
    is_script_boundary,
    kind,
    loses_half,
)
from bulletin.pdf.line_adjustment.setting import LineRules

Box = Any
_ATOM = "一"  # an inline picture or block behaves like an ideograph (CSS Text 3 §5.1)
_BOUNDLESS = float("inf")
_ROUNDING = 1e-3  # px


def flow_boxes(box: Box) -> list[Box]:
    """The text boxes and atomic boxes of a line, in order."""
    found: list[Box] = []
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, (boxes.LineBox, boxes.InlineBox)):
            found.extend(flow_boxes(child))
        elif not isinstance(child, boxes.TextBox) or child.text:
            found.append(child)
    return found


class _Gap(NamedTuple):
    """The gap after character `after` of a text box (-1: before the box). It opens by `most`; closing, it gives `give`.
    `mark` is the index of the mark whose empty half it is, if it is one."""

    box: Box
    after: int
    kind: int  # a GapKind when it opens, a Give when it closes
    limit: float
    mark: int | None = None


class Line:
    """The boxes of one line and what may be done to them. Lengths in px.

    `ends` says that a paragraph or a forced break ends here, away from the margin: the mark at the end keeps its square."""

    def __init__(self, line: Box, rules: LineRules, *, ends: bool) -> None:
        self.line = line
        self.rules = rules
        self.boxes = flow_boxes(line)
        self._ends = ends
        self._tucked = self._tuck()
        self._shifts = self._spaces()

    @property
    def width(self) -> float:
        """The line's width once marks that meet, or stand at its end, are trimmed and the boxes spaced."""
        trimmed = sum(saving for _, _, saving in self._tucked)
        return float(self.line.width) - trimmed - self._space_at_end() + sum(self._shifts.values())

    @property
    def give(self) -> float:
        """What compressing can gain."""
        return sum(gap.limit for gap in self._giving)

    @property
    def unseen(self) -> float:
        """What may be missing without being seen when the gaps are opened by it."""
        size: float = self.line.style["font_size"]
        return (
            self.rules.unseen_gap_em * size * sum(len(box.text) if _is_set(box) else 1 for box in self.boxes)
        )

    def fit(self, available: float) -> None:
        """Trim and space the line, and compress it if it is wider than `available`."""
        over = self.width - available
        for box, index, saving in self._tucked:
            self._halve(box, index, saving)
        growth: dict[int, float] = defaultdict(float)
        for box, _, saving in self._tucked:
            growth[id(box)] -= saving
        self._move(self._shifts, growth)
        if over > _ROUNDING:
            self._compress(over)

    def fill(self, extra: float, *, spread: bool = False) -> bool:
        """Open the line's gaps by `extra` px in all; False if they would open too far, and nothing is done.
        `spread` lets the gaps between ideographs open as far as it takes (分散对齐)."""
        opened = self._opened(extra, spread=spread)
        if opened is not None:
            self._open(self._taking, opened)
        return opened is not None

    def can_fill(self, extra: float) -> bool:
        """True if `fill` would open the gaps that far."""
        return self._opened(extra) is not None

    def _opened(self, extra: float, *, spread: bool = False) -> list[float] | None:
        gaps = self._taking
        boundless = GapKind.IDEOGRAPH if spread else None
        limits = [_BOUNDLESS if gap.kind is boundless else gap.limit for gap in gaps]
        return shared(extra, [gap.kind for gap in gaps], limits)

    def _tuck(self) -> list[tuple[Box, int, float]]:
        """Marks at the edges of boxes that stand on half width: two that meet, and the one at the line's end."""
        tucked: list[tuple[Box, int, float]] = []
        for before, after in pairwise(self.boxes) if self.rules.trim_edges else ():
            loser = loses_half(_edge(before, -1), _edge(after, 0))
            box, index = (before, len(before.text) - 1) if loser == "before" else (after, 0)
            if loser and (saving := _saving(box, index)):
                tucked.append((box, index, saving))
        last: Box = self.boxes[-1] if self.boxes else None
        if not self._ends and _is_set(last) and not last.line.end_trimmed:
            index = len(last.text.rstrip(" ")) - 1
            saving = last.line_text.end_saving(last.line.start + index) if index >= 0 else 0.0
            if saving and (last.line_text.hangs(last.line.start + index) or _saving(last, index)):
                tucked.append((last, index, saving))
        return tucked

    def _halve(self, box: Box, index: int, saving: float) -> None:
        if saving < box.line_text.widths[box.line.start + index] - 1e-6:  # else it hangs, whole
            box.pango_layout.squeezed |= {index}

    def _space_at_end(self) -> float:
        last: Box = self.boxes[-1] if self.boxes else None
        if not _is_set(last) or not last.text.endswith(" "):
            return 0.0
        first = last.line.start + len(last.text.rstrip(" "))
        return float(sum(last.line_text.widths[first : last.line.start + len(last.text)]))

    def _spaces(self) -> dict[int, float]:
        """The small space before a box, where one between Chinese and Latin begins with it."""
        return {
            id(box): self.rules.autospace_em * min(before.style["font_size"], box.style["font_size"])
            for before, box in pairwise(self.boxes)
            if is_script_boundary(_edge(before, -1), _edge(box, 0)) and _are_level(before, box)
        }

    @cached_property
    def _gaps(self) -> list[tuple[Box, int, GapKind, float, float]]:
        """The gaps of the line: box, index, kind, em, and the advance of a word space."""
        gaps: list[tuple[Box, int, GapKind, float, float]] = []
        for position, box in enumerate(self.boxes):
            before = self.boxes[position - 1] if position else None
            if before is not None and (kind(_edge(box, 0)) in WIDE or _are_level(before, box)):
                found = gap_between(_edge(before, -1), _edge(box, 0))
                if (
                    found is not None and found is not GapKind.WORD
                ):  # a word space that ends its box has its gap inside it
                    gaps.append((box, -1, found, min(before.style["font_size"], box.style["font_size"]), 0.0))
            if _is_set(box) and box.style["vertical_align"] == "baseline":
                em, start, text = box.style["font_size"], box.line.start, box.text.rstrip(" ")
                inside = [*box.line_text.gaps[start : start + len(text) - 1]] if text else []
                if box is not self.boxes[-1] and len(box.text) > len(text):
                    inside += (
                        [None, GapKind.WORD] if text else [GapKind.WORD]
                    )  # a space may be a box of its own
                for index, found in enumerate(inside):
                    if found is not None:
                        gaps.append((box, index, found, em, box.line_text.widths[start + index]))
        return gaps

    @cached_property
    def _taking(self) -> list[_Gap]:
        """What opens, and how far."""
        rules = self.rules
        most = {
            GapKind.SCRIPT: max(0.0, rules.autospace_max_em - rules.autospace_em),
            GapKind.IDEOGRAPH: rules.gap_max_em,
        }
        return [
            _Gap(box, index, sort, most[sort] * em)
            if sort is not GapKind.WORD
            else _Gap(box, index, sort, max(0.0, rules.word_space_max_em * em - advance))
            for box, index, sort, em, advance in self._gaps
        ]

    @cached_property
    def _giving(self) -> list[_Gap]:
        """What closes, and how far: spaces, and the empty halves of marks."""
        rules = self.rules
        script = max(0.0, rules.autospace_em - rules.autospace_min_em)
        giving = []
        for box, index, sort, em, advance in self._gaps:
            if sort is GapKind.WORD:
                giving.append(_Gap(box, index, Give.WORD, max(0.0, advance - rules.word_space_min_em * em)))
            elif sort is GapKind.SCRIPT:
                giving.append(_Gap(box, index, Give.SCRIPT, script * em))
        if rules.squeeze:
            tucked = {(id(box), index) for box, index, _ in self._tucked}
            last: Box = self.boxes[-1] if self.boxes else None
            if _is_set(last) and last.line.end_trimmed:  # a mark that hangs has nothing more to give
                tucked.add((id(last), len(last.text.rstrip(" ")) - 1))
            for box in filter(_is_set, self.boxes):
                for index, char in enumerate(box.text):
                    saving = _saving(box, index)
                    if saving and (id(box), index) not in tucked:
                        before = index - 1 if kind(char) is Kind.OPENING else index
                        giving.append(_Gap(box, before, GIVES[kind(char)], saving, index))
        return giving

    def _compress(self, missing: float) -> None:
        giving = self._giving
        closed = shared(
            min(missing, self.give), [gap.kind for gap in giving], [gap.limit for gap in giving]
        ) or [0.0] * len(giving)
        halved: dict[int, float] = defaultdict(float)
        for position, gap in enumerate(giving):
            # Half a square is a glyph of its own.
            if gap.mark is not None and closed[position] > gap.limit - _ROUNDING:
                gap.box.pango_layout.squeezed |= {gap.mark}
                halved[id(gap.box)] -= gap.limit
                closed[position] = 0.0
        self._move({}, halved)
        self._open(giving, [-length for length in closed])

    def _open(self, gaps: list[_Gap], opened: list[float]) -> None:
        shifts: dict[int, float] = defaultdict(float)
        inside: dict[int, tuple[Box, dict[int, float]]] = {}
        for gap, length in zip(gaps, opened, strict=True):
            if gap.after < 0:
                shifts[id(gap.box)] += length
            elif length:
                lengths = inside.setdefault(id(gap.box), (gap.box, defaultdict(float)))[1]
                lengths[gap.after] += length
        growth: dict[int, float] = {}
        for key, (box, lengths) in inside.items():
            em = box.style["font_size"]
            whole = in_thousandths(list(lengths.values()), em)
            box.pango_layout.gaps = dict(box.pango_layout.gaps)
            for index, thousandths in zip(lengths, whole, strict=True):
                box.pango_layout.gaps[index] = box.pango_layout.gaps.get(index, 0) + thousandths
            growth[key] = sum(whole) * em / 1000
        self._move(shifts, growth)

    def _move(self, shifts: dict[int, float], growth: dict[int, float]) -> None:
        """Move each box by what stands before it and widen the boxes around it."""
        for before, box in pairwise(self.boxes):
            if _is_set(before) and (opened := shifts.get(id(box))):
                before.pango_layout.tail += round(opened * 1000 / before.style["font_size"])
        if shifts or growth:
            self.line.width += _walk(self.line, 0.0, shifts, growth)


def _walk(box: Box, offset: float, shifts: dict[int, float], growth: dict[int, float]) -> float:
    """Move what is in `box` by `offset` px and by what is opened before it; return the offset after it."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.InlineBox):
            inner = flow_boxes(child)
            start = offset + (shifts.get(id(inner[0]), 0.0) if inner else 0.0)
            offset = _walk(child, offset, shifts, growth)
            child.position_x += start
            child.width += offset - start
        else:
            offset += shifts.get(id(child), 0.0)
            child.translate(offset, 0)
            grown = growth.get(id(child), 0.0)
            child.width += grown
            offset += grown
    return offset


def _is_set(box: Box) -> bool:
    """True for a text box that our line setter made."""
    return isinstance(getattr(box, "pango_layout", None), LineLayout)


def _saving(box: Box, index: int) -> float:
    """What the mark still gives up on half width."""
    if not _is_set(box) or index in box.pango_layout.squeezed:
        return 0.0
    return float(box.line_text.savings[box.line.start + index])


def _are_level(one: Box, other: Box) -> bool:
    """True for two boxes on the same baseline: the call of a note is not."""
    return bool(one.style["vertical_align"] == other.style["vertical_align"])


def _edge(box: Box, index: int) -> str:
    return box.text[index] if isinstance(box, boxes.TextBox) else _ATOM
