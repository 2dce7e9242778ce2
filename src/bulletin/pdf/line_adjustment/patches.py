"""Line adjustment inside WeasyPrint's inline layout. In: the house style of lines. Out: both margins flush.

This is the only file that replaces WeasyPrint's functions. It is pinned to one version: on another, `applied` does
nothing and says so, and lines are set as WeasyPrint sets them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import strut

from bulletin.pdf.engine import is_pinned
from bulletin.pdf.line_adjustment.line import Line, flow_boxes
from bulletin.pdf.line_adjustment.marks import is_script_boundary, may_break
from bulletin.pdf.line_adjustment.measuring import LineLayout, measure
from bulletin.pdf.line_adjustment.setting import LineRules, SetLine, set_line

# WeasyPrint has no types; its boxes and contexts are `Any` here and nowhere else in the project.
Box = Any
Context = Any


@dataclass(slots=True)
class Report:
    """What line adjustment has to say of a document: lines it left short of the margin, by their text."""

    applied: bool = True
    short_lines: list[str] = field(default_factory=list)


@contextmanager
def applied(rules: LineRules) -> Iterator[Report]:
    """Adjust the lines of every document laid out inside the `with` block."""
    report = Report()
    if not is_pinned():
        report.applied = False
        yield report
        return
    setter = _Setter(rules, report)
    replaced: list[tuple[Any, str, Any]] = []
    for module, name, replacement in setter.replacements():
        replaced.append((module, name, getattr(module, name)))
        setattr(module, name, replacement)
    try:
        yield report
    finally:
        for module, name, original in replaced:
            setattr(module, name, original)


def is_chinese(style: Any) -> bool:
    """True for a style whose language is Chinese."""
    return (style["lang"] or "").lower().split("-")[0] in ("zh", "lzh", "yue")


class _Setter:
    """The replacements, sharing the rules and the originals they fall back to."""

    def __init__(self, rules: LineRules, report: Report) -> None:
        self.rules = rules
        self.report = report
        self.line_start_px: float | None = None
        self.split_text_box_before = inline.split_text_box
        self.split_inline_box_before = inline.split_inline_box
        self.text_align_before = inline.text_align
        self.justify_line_before = inline.justify_line
        self.can_break_text_before = inline.can_break_text
        self.split_first_line_before = preferred.split_first_line

    def replacements(self) -> list[tuple[Any, str, Callable[..., Any]]]:
        return [
            (inline, "split_text_box", self.split_text_box),
            (inline, "split_inline_box", self.split_inline_box),
            (inline, "text_align", self.text_align),
            (inline, "justify_line", self.justify_line),
            (inline, "can_break_text", self.can_break_text),
            (preferred, "split_first_line", self.split_first_line),
        ]

    def split_inline_box(self, context: Context, box: Box, position_x: float, *rest: Any) -> Any:
        """Remember where the line starts: only there is an opening mark trimmed."""
        if not isinstance(box, boxes.LineBox):
            return self.split_inline_box_before(context, box, position_x, *rest)
        outer, self.line_start_px = self.line_start_px, position_x
        try:
            return self.split_inline_box_before(context, box, position_x, *rest)
        finally:
            self.line_start_px = outer

    def split_text_box(
        self, context: Context, box: Box, available: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        """Set as much of the box on the line as fits: (line's text box, bytes to skip or None, False)."""
        measured = self._measured(box)
        if measured is None:
            return self.split_text_box_before(context, box, available, skip, is_line_start)
        text, height, baseline = measured
        encoded = box.text.encode()
        if skip >= len(encoded):
            return None, None, False
        start = len(encoded[:skip].decode())
        at_margin = is_line_start and self.line_start_px is not None
        line = set_line(
            text,
            start,
            float("inf") if available is None else available,
            line_start=at_margin and abs(box.position_x - (self.line_start_px or 0.0)) < 1e-3,
            break_anywhere=is_line_start and box.style["overflow_wrap"] in ("anywhere", "break-word"),
        )
        resume = None if line.resume is None else len(box.text[: line.resume].encode())
        return _line_box(box, text, line, height, baseline), resume, False

    def _measured(self, box: Box) -> Any:
        style = box.style
        plain = (
            style["white_space"] in ("normal", "nowrap")
            and style["direction"] == "ltr"
            and style["letter_spacing"] == "normal"
            and style["word_spacing"] == 0
            and style["font_size"] > 0
        )
        if (
            not plain
            or not box.text
            or not is_chinese(style)
            or any(char in box.text for char in "\n\t\u00ad")
        ):
            return None
        kept = getattr(box, "measured", None)
        if kept is None or kept[0].text != box.text:
            kept = box.measured = measure(box.text, style, self.rules)
        return kept

    def can_break_text(self, text: str, lang: str) -> bool:
        """Chinese rules where two boxes meet; inside a box `measure` has applied them."""
        chinese = may_break(*text) if len(text) == 2 and (lang or "").startswith("zh") else None
        return bool(self.can_break_text_before(text, lang)) if chinese is None else chinese

    def split_first_line(self, text: str, style: Any, *rest: Any, **named: Any) -> Any:
        """Preferred widths (tables, floats) know of the small space between Chinese and Latin too."""
        layout, length, resume, width, *others = self.split_first_line_before(text, style, *rest, **named)
        if is_chinese(style):
            pairs = sum(is_script_boundary(a, b) for a, b in pairwise(layout.text))
            width += pairs * self.rules.autospace_em * style["font_size"]
        return (layout, length, resume, width, *others)

    def text_align(self, context: Context, line: Box, available: float, last: bool) -> Any:
        """Trim the mark at the line's end, space the boxes, then align as the style says."""
        if is_chinese(line.style):
            set_boxes = Line(line, self.rules)
            if not last or line.width > available:
                set_boxes.trim_end()
            set_boxes.space_boxes(available)
        return self.text_align_before(context, line, available, last)

    def justify_line(self, context: Context, line: Box, extra: float) -> None:
        """Fill the line to the margin; a line that cannot be filled decently stays short and is reported."""
        if not is_chinese(line.style):
            self.justify_line_before(context, line, extra)
        elif not Line(line, self.rules).fill(extra):
            self.report.short_lines.append(
                "".join(box.text for box in flow_boxes(line) if hasattr(box, "text"))
            )


def _line_box(box: Box, text: Any, line: SetLine, height: float, baseline: float) -> Box:
    """A copy of the text box that holds one line, as WeasyPrint's own `split_text_box` makes it."""
    content = text.text[line.start : line.end]
    new = box.copy_with_text(content)
    new.measured = None
    new.line, new.line_text = line, text
    gaps = {
        index: round(text.spaced[line.start + index] * 1000 / text.em)
        for index in range(len(content) - 1)
        if text.spaced[line.start + index]
    }
    # Marks squeezed by their neighbours are named too: their neighbours may stand on another line now.
    squeezed = frozenset(
        index - line.start for index in line.squeezed | text.squeezed if line.start <= index < line.end
    )
    new.pango_layout = LineLayout(content, box.style, squeezed, gaps)
    new.width = line.width
    new.height = height
    half_leading = (strut(box.style)[0] - height) / 2
    new.margin_top = new.margin_bottom = half_leading
    new.baseline = baseline + half_leading
    return new
