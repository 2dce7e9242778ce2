"""Paragraphs, tables, lists and pages, as measurements: see `measures`."""

from benchmarks.clreq.cases import SIZE_PT
from benchmarks.clreq.lines import equal_leading
from benchmarks.clreq.measures import Check, Verdict
from benchmarks.clreq.page import Printed


def no_single(printed: Printed) -> Verdict:
    """No paragraph ends in a line of one character."""
    shortest = min(len(text.rstrip("。")) for text in printed.texts)
    return shortest >= 2, f"shortest line {shortest} characters"


def inset(printed: Printed) -> Verdict:
    """A quotation stands in on both sides."""
    line = printed.lines[3]  # two lines of prose, then the first of the quotation
    left = (line[0].x0_pt - printed.left_pt(line[0].page)) / SIZE_PT
    right = (printed.right_pt(line[0].page) - line[-1].x1_pt) / SIZE_PT
    return abs(left - right) < 0.1 and left > 1, f"{left:.2f} em and {right:.2f} em"


def kept_with_text(printed: Printed) -> Verdict:
    """The heading stands on a page with text below it."""
    head = printed.line_of("小标题在此")
    below = [line for line in printed.lines if line[0].page == head[0].page and line[0].y_pt < head[0].y_pt]
    return len(below) > 1, f"{len(below)} lines below it"


def whole_lines(printed: Printed) -> Verdict:
    """A heading takes whole lines."""
    return equal_leading(printed)


def head_repeated(printed: Printed) -> Verdict:
    """A table's head stands on each of its pages."""
    pages = {glyph.page for glyph in printed.glyphs}
    heads = {glyph.page for glyph in printed.glyphs if glyph.text == "项"}
    bodies = {glyph.page for glyph in printed.glyphs if glyph.text.isdecimal() and glyph.size_pt < SIZE_PT}
    return len(heads) > 1 and len(heads) >= len(pages) - 1 and bool(
        bodies
    ), f"{len(heads)} heads, {len(pages)} pages"


def hanging_number(printed: Printed) -> Verdict:
    """The lines of an item stand under one another, its number before them."""
    lines = [line for line in printed.lines if len(line) > 3]
    starts = {
        round(next(glyph.x0_pt for glyph in line if glyph.text not in "12.、"))
        for line in lines
        if line[0].page == 0
    }
    return len(starts) == 1, f"{len(starts)} left edges"


def flush_right(printed: Printed) -> Verdict:
    """A signature stands at the right, two squares in."""
    line = printed.lines[-1]
    off = (printed.right_pt(line[0].page) - line[-1].x1_pt) / SIZE_PT
    return abs(off - 2) < 0.1, f"{off:.2f} em from the edge"


def folio(printed: Printed) -> Verdict:
    """A number stands in the margin of a page that has text."""
    numbers = [glyph for glyph in printed.small(10) if glyph.text.isdecimal()]
    edges = {glyph.page for glyph in numbers if glyph.y_pt < min(line[0].y_pt for line in printed.lines)}
    return bool(edges), f"{len(edges)} folios"


def proportional(*texts: str) -> Check:
    """Each digit and letter of `texts` is clearly narrower than a square."""

    def check(printed: Printed) -> Verdict:
        widths = [(glyph.x1_pt - glyph.x0_pt) / SIZE_PT for text in texts for glyph in printed.found(text)]
        return max(widths) < 0.8, f"{min(widths):.2f}…{max(widths):.2f} em"

    return check
