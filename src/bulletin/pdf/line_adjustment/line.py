"""One line of boxes, laid out and about to be aligned. In: a WeasyPrint line box. Out: what it can give and take, and
the same box compressed or opened to a width."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from bulletin.pdf.line_adjustment.fitting import Gap, in_thousandths, shrink, stretch
from bulletin.pdf.line_adjustment.marks import (
    SQUEEZE_ORDER,
    WIDE,
    GapKind,
    Kind,
    gap_between,
    is_script_boundary,
    kind,
    loses_half,
)
from bulletin.pdf.line_adjustment.measuring import LineLayout
from bulletin.pdf.line_adjustment.setting import LineRules

Box = Any
_ATOM = "一"  # an inline picture or block behaves like an ideograph (CSS Text 3 §5.1)
_BOUNDLESS = float("inf")


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


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark on full width that could give up half of it."""

    box: Box
    index: int
    saving: float
    kind: Kind


class Line:
    """The boxes of one line and what may be done to them. Lengths in px.

    `ends` says that a paragraph or a forced break ends here: the mark at the end keeps its square."""

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
        marks = sum(mark.saving for mark in self._marks) if self.rules.squeeze else 0.0
        return marks + sum(gap.give for _, _, gap in self._places)

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
        if over > 1e-3:
            self._compress(over)

    def fill(self, extra: float, *, spread: bool = False) -> bool:
        """Open the line's gaps by `extra` px in all; False if they would open too far, and nothing is done.
        `spread` lets the gaps between ideographs open as far as it takes (分散对齐)."""
        gaps = [gap for _, _, gap in self._places]
        if spread:
            gaps = [Gap(g.kind, _BOUNDLESS if g.kind is GapKind.IDEOGRAPH else g.most) for g in gaps]
        opened = stretch(gaps, extra)
        if opened is None:
            return False
        self._open(opened)
        return True

    def can_fill(self, extra: float) -> bool:
        """True if `fill` would open the gaps that far."""
        return stretch([gap for _, _, gap in self._places], extra) is not None

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

    @cached_property
    def _marks(self) -> list[_Mark]:
        """The marks that may still be squeezed."""
        tucked = {(id(box), index) for box, index, _ in self._tucked}
        return [
            _Mark(box, index, saving, kind(char))
            for box in self.boxes
            if _is_set(box)
            for index, char in enumerate(box.text)
            if (id(box), index) not in tucked and (saving := _saving(box, index))
        ]

    def _spaces(self) -> dict[int, float]:
        """The small space before a box, where one between Chinese and Latin begins with it."""
        return {
            id(box): self.rules.autospace_em * min(before.style["font_size"], box.style["font_size"])
            for before, box in pairwise(self.boxes)
            if is_script_boundary(_edge(before, -1), _edge(box, 0)) and _are_level(before, box)
        }

    @cached_property
    def _places(self) -> list[tuple[Box, int, Gap]]:
        """The gaps of the line, each after the character of that index; -1 is the gap before the box."""
        places = []
        for position, box in enumerate(self.boxes):
            before = self.boxes[position - 1] if position else None
            if before is not None and (kind(_edge(box, 0)) in WIDE or _are_level(before, box)):
                found = gap_between(_edge(before, -1), _edge(box, 0))
                if found not in (None, GapKind.WORD):  # a word space that ends its box has its gap inside it
                    em = min(before.style["font_size"], box.style["font_size"])
                    places.append((box, -1, _gap(found, em, 0.0, self.rules)))
            if _is_set(box) and box.style["vertical_align"] == "baseline":
                em, start = box.style["font_size"], box.line.start
                end = start + len(box.text.rstrip(" ") if box is self.boxes[-1] else box.text)
                for index, found in enumerate(box.line_text.gaps[start : end - 1]):
                    if found is not None:
                        advance = box.line_text.widths[start + index] if found is GapKind.WORD else 0.0
                        places.append((box, index, _gap(found, em, advance, self.rules)))
                if box is not self.boxes[-1] and box.text.endswith(" "):
                    advance = box.line_text.widths[end - 1]
                    places.append((box, len(box.text) - 1, _gap(GapKind.WORD, em, advance, self.rules)))
        return places

    def _compress(self, missing: float) -> None:
        chosen: list[_Mark] = []
        if self.rules.squeeze:
            # The last of a kind first: near the line's end the eye is least disturbed.
            last_first = self._marks[::-1]
            for mark in sorted(last_first, key=lambda mark: SQUEEZE_ORDER.index(mark.kind)):
                if missing <= 1e-3:
                    break
                chosen.append(mark)
                missing -= mark.saving
        growth: dict[int, float] = defaultdict(float)
        for mark in chosen:
            mark.box.pango_layout.squeezed |= {mark.index}
            growth[id(mark.box)] -= mark.saving
        self._move({}, growth)
        if missing > 1e-3:
            gaps = [gap for _, _, gap in self._places]
            closed = shrink(gaps, min(missing, sum(gap.give for gap in gaps)))
            self._open([-length for length in closed or ()])

    def _open(self, opened: list[float]) -> None:
        shifts: dict[int, float] = defaultdict(float)
        growth: dict[int, float] = {}
        inside: dict[int, tuple[Box, dict[int, float]]] = {}
        for (box, index, _), length in zip(self._places, opened, strict=True):
            if index < 0:
                shifts[id(box)] = length
            elif length:
                inside.setdefault(id(box), (box, {}))[1][index] = length
        for key, (box, lengths) in inside.items():
            em = box.style["font_size"]
            whole = in_thousandths(list(lengths.values()), em)
            gaps = dict(box.pango_layout.gaps)
            for index, thousandths in zip(lengths, whole, strict=True):
                gaps[index] = gaps.get(index, 0) + thousandths
            box.pango_layout.gaps = gaps
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


@cache
def _gap(sort: GapKind, em: float, advance: float, rules: LineRules) -> Gap:
    if sort is GapKind.WORD:
        least, most = rules.word_space_min_em * em, rules.word_space_max_em * em
        return Gap(sort, max(0.0, most - advance), max(0.0, advance - least))
    if sort is GapKind.SCRIPT:
        space = rules.autospace_em * em
        return Gap(sort, max(0.0, rules.autospace_max_em * em - space), space)
    return Gap(sort, rules.gap_max_em * em)


def _edge(box: Box, index: int) -> str:
    return box.text[index] if isinstance(box, boxes.TextBox) else _ATOM
