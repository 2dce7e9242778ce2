"""One line of boxes, laid out and about to be aligned. In: a WeasyPrint line box. Out: the same, trimmed and filled."""

from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from bulletin.pdf.line_adjustment.marks import (
    TRAILING,
    WIDE,
    Kind,
    is_script_boundary,
    kind,
)
from bulletin.pdf.line_adjustment.measuring import LineLayout
from bulletin.pdf.line_adjustment.setting import LineRules
from bulletin.pdf.line_adjustment.stretching import Gap, GapKind, in_thousandths, stretch

Box = Any
_ATOM = "一"  # an inline picture or block behaves like an ideograph (CSS Text 3 §5.1)


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


class Line:
    """The boxes of one line and what may be done to them."""

    def __init__(self, line: Box, rules: LineRules) -> None:
        self.line = line
        self.rules = rules
        self.boxes = flow_boxes(line)

    def trim_end(self) -> None:
        """Set a closing mark at the end of the line on half width, where the line ends with its box."""
        if not self.boxes or not self.rules.trim_edges:
            return
        box = self.boxes[-1]
        layout = getattr(box, "pango_layout", None)
        if not isinstance(layout, LineLayout):
            return
        text = box.text.rstrip(" ")
        index = len(text) - 1
        if index < 0 or index in layout.squeezed or kind(text[index]) not in TRAILING:
            return
        if saving := box.line_text.savings[box.line.start + index]:
            layout.squeezed |= {index}
            self._shift({}, {id(box): -saving})

    def space_boxes(self, available: float) -> None:
        """Open the small space between Chinese and Latin where two boxes meet, while the line has room for it."""
        shifts: dict[int, float] = {}
        room = available - self.line.width
        for before, after in pairwise(self.boxes):
            space = self.rules.autospace_em * min(before.style["font_size"], after.style["font_size"])
            level = before.style["vertical_align"] == after.style["vertical_align"]
            if is_script_boundary(_edge(before, -1), _edge(after, 0)) and level and space <= room:
                shifts[id(after)] = space
                room -= space
        if shifts:
            self._shift(shifts, {})

    def fill(self, extra: float) -> bool:
        """Open the line's gaps by `extra` px in all; False if they would open too far, and nothing is done."""
        places: list[tuple[Box, int]] = []  # a gap after character i of a text box; i = -1 before the box
        gaps: list[Gap] = []
        for position, box in enumerate(self.boxes):
            text = box.text if isinstance(getattr(box, "pango_layout", None), LineLayout) else ""
            pairs = [(index, a, b) for index, (a, b) in enumerate(pairwise(text))]
            if position:
                pairs.insert(0, (-1, _edge(self.boxes[position - 1], -1), _edge(box, 0)))
            for index, a, b in pairs:
                if gap := self._gap(a, b, box.style["font_size"]):
                    places.append((box, index))
                    gaps.append(gap)
        opened = stretch(gaps, extra)
        if opened is None:
            return False
        self._open(places, opened)
        return True

    def _gap(self, before: str, after: str, em: float) -> Gap | None:
        rules = self.rules
        first, second = kind(before), kind(after)
        if first is Kind.SPACE:
            return Gap(GapKind.WORD, max(0.0, rules.word_space_max_em - 0.25) * em)
        narrow = {Kind.SPACE, Kind.OTHER} & {first, second} or is_script_boundary(before, after)
        if narrow or not WIDE & {first, second}:
            return None
        return Gap(GapKind.IDEOGRAPH, rules.gap_max_em * em)

    def _open(self, places: list[tuple[Box, int]], opened: list[float]) -> None:
        shifts: dict[int, float] = {}
        growth: dict[int, float] = {}
        inside: dict[int, dict[int, float]] = {}
        by_id = {id(box): box for box in self.boxes}
        for (box, index), length in zip(places, opened, strict=True):
            if index < 0:
                shifts[id(box)] = length
            elif length:
                inside.setdefault(id(box), {})[index] = length
        for key, lengths in inside.items():
            box = by_id[key]
            em = box.style["font_size"]
            whole = in_thousandths(list(lengths.values()), em)
            gaps = dict(box.pango_layout.gaps)
            for index, thousandths in zip(lengths, whole, strict=True):
                gaps[index] = gaps.get(index, 0) + thousandths
            box.pango_layout.gaps = gaps
            growth[key] = sum(whole) * em / 1000
        self._shift(shifts, growth)

    def _shift(self, shifts: dict[int, float], growth: dict[int, float]) -> None:
        """Move each box by what stands before it and widen the boxes around it."""
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


def _edge(box: Box, index: int) -> str:
    return box.text[index] if isinstance(box, boxes.TextBox) else _ATOM
