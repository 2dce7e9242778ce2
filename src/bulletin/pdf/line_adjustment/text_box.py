"""The text box of one line. In: a text box of WeasyPrint's, its measured text, the range that fits. Out: a copy that holds
that range, as WeasyPrint's own `split_text_box` makes it."""

from itertools import takewhile
from typing import Any

from weasyprint.text.line_break import strut

from bulletin.pdf.line_adjustment.line_layout import LineLayout
from bulletin.pdf.line_adjustment.marks import Kind, kind
from bulletin.pdf.line_adjustment.measuring import measure
from bulletin.pdf.line_adjustment.setting import MeasuredText, SetLine

# WeasyPrint has no types.
Box = Any


def line_box(box: Box, text: MeasuredText, line: SetLine, height: float, baseline: float) -> Box:
    """A copy of the box that holds `line`; `height` and `baseline` are those of its text, px."""
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
    unkerned = frozenset(index - line.start for index in text.unkerned if line.start <= index < line.end)
    new.pango_layout = LineLayout(content, box.style, squeezed, unkerned, gaps)
    new.width = line.width + _edge_growth(box, text, line)
    new.height = height
    half_leading = (_line_height(box) - height) / 2
    new.margin_top = new.margin_bottom = half_leading
    new.baseline = baseline + half_leading
    return new


def _line_height(box: Box) -> float:
    """The height of a line of the box, px, asked once for all its lines."""
    kept: float | None = getattr(box, "line_height_px", None)
    if kept is None:
        kept = box.line_height_px = strut(box.style)[0]
    return kept


def _edge_growth(box: Box, text: MeasuredText, line: SetLine) -> float:
    """By how much signs at the line's edges are wider there than inside its text, px: Pango sets a dash, an ellipsis or a
    digit in the form of the script before it, or behind it where nothing is before (the 3 of “Python 3”)."""
    content = text.text[line.start : line.end]
    if len(content) == len(text.text):
        return 0.0
    behind_latin = line.start > 0 and text.text[line.start - 1] == " "

    def moves(index: int) -> bool:
        char = content[index]
        return kind(char) is Kind.JOINED or (behind_latin and char.isdecimal())

    if not moves(0) and not moves(len(content) - 1):
        return 0.0
    alone = measure(content, box.style, text.rules)
    if alone is None:
        return 0.0
    # Of the signs alone: another mark may have been squeezed by a neighbour that is on another line now.
    at_edges = [*takewhile(moves, range(len(content)))]
    if len(at_edges) < len(content):
        at_edges += takewhile(moves, reversed(range(len(content))))
    return sum(alone[0].widths[index] - text.widths[line.start + index] for index in at_edges)
