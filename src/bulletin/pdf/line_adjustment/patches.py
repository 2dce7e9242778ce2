"""Line adjustment inside WeasyPrint's inline layout. In: the house style of lines. Out: both margins flush.

The only file of this folder that replaces WeasyPrint's functions. It is pinned to one version: on another, `applied` does
nothing and says so, and lines are set as WeasyPrint sets them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred

from bulletin.pdf.engine import is_pinned, standing_in
from bulletin.pdf.line_adjustment.drawing import LineDrawing
from bulletin.pdf.line_adjustment.fitting import best_line
from bulletin.pdf.line_adjustment.line import Line
from bulletin.pdf.line_adjustment.line_layout import SELECTOR, LineLayout, Looks
from bulletin.pdf.line_adjustment.marks import is_script_boundary, may_break
from bulletin.pdf.line_adjustment.measuring import measure
from bulletin.pdf.line_adjustment.setting import LineRules, set_line
from bulletin.pdf.line_adjustment.text_box import line_box
from bulletin.stages import Notebook

# WeasyPrint has no types; its boxes and contexts are `Any` here and nowhere else in the project.
Box = Any
Context = Any


@contextmanager
def applied(rules: LineRules, book: Notebook | None = None) -> Iterator[bool]:
    """Adjust the lines of every document laid out inside the `with` block; False if the engine's version forbids it.

    `book` is one of what was measured and drawn in such a document before."""
    if not is_pinned():
        yield False
        return
    with standing_in(*_Setter(rules, book).replacements()):
        yield True


def is_chinese(style: Any) -> bool:
    """True for a style whose language is Chinese."""
    return (style["lang"] or "").lower().split("-")[0] in ("zh", "lzh", "yue")


class _Setter:
    """The replacements, sharing the rules and the originals they fall back to."""

    def __init__(self, rules: LineRules, book: Notebook | None) -> None:
        self.rules = rules
        self.book = book
        self.line_start_px: float | None = None
        self.in_addresses = self.is_last = False
        self.in_hand: Any = None  # the Line that is being aligned
        self.split_text_box_before = inline.split_text_box
        self.split_inline_box_before = inline.split_inline_box
        self.text_align_before = inline.text_align
        self.justify_line_before = inline.justify_line
        self.can_break_text_before = inline.can_break_text
        self.split_first_line_before = preferred.split_first_line
        self.draw_first_line_before = draw_text.draw_first_line
        self.looks = Looks()
        self.drawing = LineDrawing(self.draw_first_line_before, book, self.looks)

    def replacements(self) -> list[tuple[Any, str, Callable[..., Any]]]:
        return [
            (inline, "split_text_box", self.split_text_box),
            (inline, "split_inline_box", self.split_inline_box),
            (inline, "text_align", self.text_align),
            (inline, "justify_line", self.justify_line),
            (inline, "can_break_text", self.can_break_text),
            (preferred, "split_first_line", self.split_first_line),
            (draw_text, "draw_first_line", self.draw_first_line),
        ]

    def split_inline_box(self, context: Context, box: Box, position_x: float, *rest: Any) -> Any:
        """Lay out a line as it falls, then on trial with more on it, and keep the one that can be set best."""
        if not isinstance(box, boxes.LineBox):
            return self.split_inline_box_before(context, box, position_x, *rest)
        # Only where the line starts is an opening mark trimmed.
        outer, self.line_start_px = self.line_start_px, position_x
        try:
            return self._best_line(context, box, position_x, *rest)
        finally:
            self.line_start_px = outer

    def _best_line(self, context: Context, box: Box, position_x: float, *rest: Any) -> Any:
        max_x, bottom, skip, block, *gathered, first_letter, first_line = rest  # `gathered`: lists to add to

        def lay(more: float) -> _Trial:
            lists: list[list[Any]] = [[] for _ in gathered]
            result = self.split_inline_box_before(
                context, box, position_x, max_x + more, bottom, skip, block, *lists, first_letter, first_line
            )
            return _Trial(result, lists, max_x - box.position_x, self.rules)

        natural = lay(0.0)
        best = natural
        if (
            self.rules.compress
            and is_chinese(box.style)
            and natural.resume is not None
            and not natural.ends
            and _in_flow(natural.line)
        ):
            best = best_line(natural, lay, reach=box.style["font_size"])
            if best is natural and not natural.fills:
                best = self._with_divided_address(lay, natural)
        for whole, part in zip(gathered, best.gathered, strict=True):
            whole.extend(part)
        return best.result

    def _with_divided_address(self, lay: Callable[[float], "_Trial"], natural: "_Trial") -> "_Trial":
        """The last resort for a line too short to be filled: the web address that follows begins on it."""
        self.in_addresses = True
        try:
            divided = lay(0.0)
        finally:
            self.in_addresses = False
        return divided if divided.over <= 0 and divided.line.width > natural.line.width else natural

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
            in_addresses=self.in_addresses,
        )
        resume = None if line.resume is None else len(box.text[: line.resume].encode())
        new = line_box(box, text, line, height, baseline)
        new.pango_layout.max_width = available  # for `text-overflow: ellipsis`
        return new, resume, False

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
            kept = box.measured = self._measure(box.text, style)
        return kept

    def _measure(self, text: str, style: Any) -> Any:
        if self.book is None:
            return measure(text, style, self.rules)
        return self.book.kept((text, self.looks.of(style)), lambda: measure(text, style, self.rules))

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
        """Trim, space and compress the line, then align it as the style says."""
        line.left_short = False
        self.is_last = last
        if is_chinese(line.style):
            self.in_hand = Line(line, self.rules, ends=last and not _reaches_the_margin(line.style))
            self.in_hand.fit(available)
        return self.text_align_before(context, line, available, last)

    def justify_line(self, context: Context, line: Box, extra: float) -> None:
        """Fill the line to the margin; a line that cannot be filled decently stays short, and is marked as such."""
        if not is_chinese(line.style):
            self.justify_line_before(context, line, extra)
        else:
            line.left_short = not self.in_hand.fill(extra, spread=self.is_last)

    def draw_first_line(self, stream: Any, box: Box, *rest: Any) -> Any:
        """Say what a widely opened line says: Poppler, PDFium and Acrobat read ActualText (ISO 32000-1 §14.9.4), and
        would take the gaps for spaces without it."""
        if not isinstance(box.pango_layout, LineLayout):
            return self.draw_first_line_before(stream, box, *rest)
        spoken = box.pango_layout.spoken
        if not spoken:
            return self.drawing.draw(stream, box, *rest)
        text = f"feff{spoken.encode('utf-16-be').hex()}"
        stream.begin_marked_content("Span", f"<</ActualText <{text}>>>")
        emojis = self.drawing.draw(stream, box, *rest)
        stream.end_marked_content()
        if box.pango_layout.has_selector:
            for font in stream._fonts.values():
                _drop_selectors(font.to_unicode)
        return emojis


def _reaches_the_margin(style: Any) -> bool:
    """True if the last line of a paragraph too is set to the right edge, so that a mark at its end is at the edge."""
    last = style["text_align_last"]
    return (style["text_align_all"] if last == "auto" else last) in ("right", "end", "justify")


def _drop_selectors(to_unicode: dict[int, str]) -> None:
    """Let each glyph stand for its character alone: one serves a character with and without a selector, and has one
    meaning in the file (ISO 32000-1 §9.10.3)."""
    for glyph, text in to_unicode.items():
        if len(text) > 1:
            to_unicode[glyph] = SELECTOR.sub("", text) or text


class _Trial:
    """A line laid out on trial, with what it gathered beside itself (`fitting.Trial`)."""

    def __init__(self, result: Any, gathered: list[list[Any]], available: float, rules: LineRules) -> None:
        self.result = result
        self.gathered = gathered
        self.line, resume, self.ends = result[:3]
        self.resume = repr(resume) if resume else None
        self._set = Line(self.line, rules, ends=bool(self.ends) or resume is None)
        self.over = self._set.width - available

    @property
    def give(self) -> float:
        """What compressing can gain."""
        return self._set.give

    @property
    def unseen(self) -> float:
        """What may be missing unseen."""
        return self._set.unseen

    @property
    def fills(self) -> bool:
        """True if its gaps can be opened to the margin."""
        return -self.over <= self.unseen or self._set.can_fill(-self.over)


def _in_flow(box: Box) -> bool:
    """True if nothing in the line floats or is taken out of it: laying it out twice would set that twice."""
    return all(
        child.is_in_normal_flow() and (not isinstance(child, boxes.InlineBox) or _in_flow(child))
        for child in box.children
    )
