"""Lines and the marks in them, as measurements: see `measures`."""

from itertools import pairwise

from benchmarks.clreq.cases import LEADING_PT, NEVER_FIRST, NEVER_LAST, SIZE_PT
from benchmarks.clreq.measures import EDGE_PT, PIXEL_PT, SEEN_EM, Check, Verdict
from benchmarks.clreq.page import Printed


def solid(printed: Printed) -> Verdict:
    """Ideographs of a line that is not stretched stand side by side."""
    line = next(line for line in printed.lines if printed.right_pt(line[0].page) - line[-1].x1_pt > SIZE_PT)
    gaps = [abs(b.x0_pt - a.x1_pt) / SIZE_PT for a, b in pairwise(line)]
    return max(gaps) < SEEN_EM, f"widest gap {max(gaps):.3f} em"


def both_edges(printed: Printed) -> Verdict:
    """Full lines reach both edges of the type area."""
    full = [line for line in printed.lines if printed.right_pt(line[0].page) - line[-1].x1_pt < 3 * SIZE_PT]
    off = [abs(line[-1].x1_pt - printed.right_pt(line[0].page)) for line in full]
    return bool(full) and max(off) < EDGE_PT, f"off by {max(off):.2f} pt at most, {len(full)} lines"


def indent(printed: Printed) -> Verdict:
    """The first line of a paragraph stands two squares in."""
    by = (printed.lines[0][0].x0_pt - printed.left_pt(printed.lines[0][0].page)) / SIZE_PT
    return abs(by - 2) < 0.06, f"{by:.2f} em"


def equal_leading(printed: Printed) -> Verdict:
    """Baselines of a page are whole lines apart."""
    steps = [
        (a[0].y_pt - b[0].y_pt) / LEADING_PT for a, b in pairwise(printed.lines) if a[0].page == b[0].page
    ]
    off = max(abs(step - round(step)) for step in steps) * LEADING_PT
    return off < PIXEL_PT, f"off the grid by {off:.2f} pt at most"


def never_first(marks: str = NEVER_FIRST) -> Check:
    """No line begins with one of `marks`."""

    def check(printed: Printed) -> Verdict:
        wrong = [text for text in printed.texts if text[0] in marks]
        return not wrong, f"begins with a mark: {wrong[0][:6]}" if wrong else f"{len(printed.texts)} lines"

    return check


def never_last(printed: Printed) -> Verdict:
    """No line ends with an opening mark."""
    wrong = [text for text in printed.texts if text[-1] in NEVER_LAST]
    return not wrong, f"ends with a mark: {wrong[0][-6:]}" if wrong else f"{len(printed.texts)} lines"


def whole(*signs: str) -> Check:
    """Each of `signs` stands on one line."""

    def check(printed: Printed) -> Verdict:
        broken = [sign for sign in signs if not any(sign in text for text in printed.texts)]
        return not broken, f"divided: {' '.join(broken)}" if broken else "whole: " + " ".join(signs)

    return check


def between(low: float, high: float, *texts: str) -> Check:
    """From the first to the last ideograph of each text it is `low`…`high` em."""

    def check(printed: Printed) -> Verdict:
        widths = {text: printed.between_em(text) for text in texts}
        wrong = {text: width for text, width in widths.items() if not low - 0.02 <= width <= high + 0.02}
        shown = wrong or widths
        return not wrong, ", ".join(f"{text} {width:.2f} em" for text, width in shown.items())

    return check


def gaps(low: float, high: float, *texts: str) -> Check:
    """The white between each two glyphs of each text is `low`…`high` em."""

    def check(printed: Printed) -> Verdict:
        found = [gap for text in texts for gap in printed.gaps_em(text)]
        return low - 0.02 <= min(found) and max(found) <= high + 0.02, f"{min(found):.3f}…{max(found):.3f} em"

    return check


def comma_at(low: float, high: float) -> Check:
    """The ink of the first comma lies between these shares of its square."""

    def check(printed: Printed) -> Verdict:
        line = printed.line_of("，")
        at = next(index for index, glyph in enumerate(line) if glyph.text == "，")
        start, y = line[at - 1].x1_pt, line[at].y_pt
        ink = printed.ink(line[at].page, start + 0.5, line[at + 1].x0_pt - 0.5, y - 3, y + 9)
        middle = (sum(ink) / 2 - start) / SIZE_PT if ink else -1
        return low <= middle <= high, f"its middle at {middle:.2f} em"

    return check


def unbroken_line(printed: Printed) -> Verdict:
    """—— is one stroke of two squares."""
    first, *_, last = printed.found("到——桥")
    columns = printed.columns(first.page, first.x1_pt + 1.2, last.x0_pt - 1.2, first.y_pt + 1, first.y_pt + 8)
    return all(columns), "one stroke" if all(columns) else f"{columns.count(False)} pixels missing"


def six_dots(printed: Printed) -> Verdict:
    """…… is six dots at the middle of the line's height."""
    first, *_, last = printed.found("桥……下")
    columns = printed.columns(first.page, first.x1_pt, last.x0_pt, first.y_pt + 2, first.y_pt + 7)
    dots = sum(b and not a for a, b in pairwise([False, *columns]))
    return dots == 6, f"{dots} dots in the middle"


def pushed_in(printed: Printed) -> Verdict:
    """A comma that would begin the next line is taken in by squeezing others."""
    text = printed.texts[0]
    return text.endswith("，") and len(text) == 19, f"{len(text)} characters, …{text[-3:]}"


def line_start_trimmed(number: int, indent_em: float) -> Check:
    """The opening mark at the start of paragraph `number`'s first or second line gives up its empty half."""

    def check(printed: Printed) -> Verdict:
        line = [line for line in printed.lines if line[0].text in NEVER_LAST][number]
        by = (line[1].x0_pt - printed.left_pt(line[0].page)) / SIZE_PT - indent_em
        return abs(by - 0.5) < 0.08, f"text begins {by:.2f} em in"

    return check


def line_end_trimmed(printed: Printed) -> Verdict:
    """The closing mark at a line's end gives up its empty half."""
    lines = [line for line in printed.lines if line[-1].text in "，。》）”"]
    rooms = [(printed.right_pt(line[0].page) - line[-2].x1_pt) / SIZE_PT for line in lines]
    return bool(rooms) and max(rooms) < 0.62, ", ".join(
        f"{room:.2f} em" for room in rooms
    ) or "no mark at an end"


def hangs(printed: Printed) -> Verdict:
    """The comma stands outside the type area and the text fills it."""
    line = printed.lines[0]
    off = printed.right_pt(line[0].page) - line[-2].x1_pt
    return line[-1].text == "，" and abs(off) < EDGE_PT, f"ends with {line[-1].text}, text {off:.1f} pt short"


def inside(printed: Printed) -> Verdict:
    """Nothing stands outside the type area."""
    over = max(line[-1].x1_pt - printed.right_pt(line[0].page) for line in printed.lines)
    return over < EDGE_PT, f"{over:.2f} pt beyond the edge at most"
