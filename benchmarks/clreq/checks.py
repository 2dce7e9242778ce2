"""What a clause asks, as a measurement. In: the printed case. Out: what was measured, as words, and whether it is right.

Widths are measured between ideographs, whose squares every engine draws alike; what is drawn and not written (dots,
lines) is looked for in the picture of the page.
"""

from collections.abc import Callable
from itertools import pairwise
from statistics import mean

from benchmarks.clreq.cases import LEADING_PT, NEVER_FIRST, NEVER_LAST, SIZE_PT
from benchmarks.clreq.page import Glyph, Printed

Verdict = tuple[bool, str]
Check = Callable[[Printed], Verdict]
_SEEN_EM = 0.03
_EDGE_PT = 0.6  # browsers round margins to pixels
_PIXEL_PT = 0.76  # … and, here and there, baselines: that is no other leading


def solid(printed: Printed) -> Verdict:
    """Ideographs of a line that is not stretched stand side by side."""
    line = next(line for line in printed.lines if printed.right_pt(line[0].page) - line[-1].x1_pt > SIZE_PT)
    gaps = [abs(b.x0_pt - a.x1_pt) / SIZE_PT for a, b in pairwise(line)]
    return max(gaps) < _SEEN_EM, f"widest gap {max(gaps):.3f} em"


def both_edges(printed: Printed) -> Verdict:
    """Full lines reach both edges of the type area."""
    full = [line for line in printed.lines if printed.right_pt(line[0].page) - line[-1].x1_pt < 3 * SIZE_PT]
    off = [abs(line[-1].x1_pt - printed.right_pt(line[0].page)) for line in full]
    return bool(full) and max(off) < _EDGE_PT, f"off by {max(off):.2f} pt at most, {len(full)} lines"


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
    return off < _PIXEL_PT, f"off the grid by {off:.2f} pt at most"


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
    return line[-1].text == "，" and abs(
        off
    ) < _EDGE_PT, f"ends with {line[-1].text}, text {off:.1f} pt short"


def inside(printed: Printed) -> Verdict:
    """Nothing stands outside the type area."""
    over = max(line[-1].x1_pt - printed.right_pt(line[0].page) for line in printed.lines)
    return over < _EDGE_PT, f"{over:.2f} pt beyond the edge at most"


def dotted(text: str, dots: str) -> Check:
    """A dot stands below the middle of each ideograph of `dots`, and none below other characters of `text`."""

    def check(printed: Printed) -> Verdict:
        wrong = []
        for glyph in printed.found(text):
            ink = printed.ink(
                glyph.page, glyph.x0_pt + 1, glyph.x1_pt - 1, glyph.y_pt - 6.5, glyph.y_pt - 2.2
            )
            off = abs(sum(ink) / 2 - (glyph.x0_pt + glyph.x1_pt) / 2) if ink else None
            if (glyph.text in dots) != (off is not None and off < SIZE_PT * 0.1):
                wrong.append(glyph.text)
        return not wrong, f"wrong at {''.join(wrong)}" if wrong else f"dots below {dots}"

    return check


def _strokes(printed: Printed, text: str) -> tuple[list[tuple[float, float]], list[Glyph]]:
    glyphs = printed.found(text)
    start, end = glyphs[0].x0_pt - 3, glyphs[-1].x1_pt + 3
    columns = printed.columns(glyphs[0].page, start, end, glyphs[0].y_pt - 5.5, glyphs[0].y_pt - 2.0)
    spans, opened = [], None
    for position, drawn in enumerate([*columns, False]):
        if drawn and opened is None:
            opened = position
        elif not drawn and opened is not None:
            spans.append((start + opened / 6, start + position / 6))
            opened = None
    return [span for span in spans if span[1] - span[0] > 2], glyphs


def underlined(*names: str) -> Check:
    """Each name has one line of its own below it, as long as it is."""

    def check(printed: Printed) -> Verdict:
        strokes, _ = _strokes(printed, "".join(names))
        fits = len(strokes) == len(names) and all(
            abs((end - start) / SIZE_PT - len(name)) < 0.35
            for (start, end), name in zip(strokes, names, strict=True)
        )
        return fits, f"{len(strokes)} lines: " + ", ".join(f"{(b - a) / SIZE_PT:.2f} em" for a, b in strokes)

    return check


def extended(text: str) -> Check:
    """The line below a stretched name is one and as long as the name is drawn."""

    def check(printed: Printed) -> Verdict:
        strokes, glyphs = _strokes(printed, text)
        length = glyphs[-1].x1_pt - glyphs[0].x0_pt
        stretched = length > len(text) * SIZE_PT + 0.2
        fits = (
            stretched and len(strokes) == 1 and abs(strokes[0][1] - strokes[0][0] - length) < 0.35 * SIZE_PT
        )
        return fits, f"{len(strokes)} lines, {length / SIZE_PT:.2f} em of text"

    return check


def wavy(text: str) -> Check:
    """A wavy line stands below the title: its ink is at different heights along it."""

    def check(printed: Printed) -> Verdict:
        glyphs = printed.found(text)
        y, page = glyphs[0].y_pt, glyphs[0].page
        heights = [y - 5.5 + step * 0.17 for step in range(22)]
        rows = [
            printed.ink(page, glyphs[0].x0_pt, glyphs[-1].x1_pt, height, height + 0.17) for height in heights
        ]
        drawn = [row for row in rows if row]
        whole_rows = [row for row in drawn if row[1] - row[0] > 3.5 * SIZE_PT]
        columns = printed.columns(page, glyphs[0].x0_pt + 1, glyphs[-1].x1_pt - 1, y - 5.5, y - 1.8)
        return len(whole_rows) > 4 and columns.count(True) > 0.9 * len(
            columns
        ), f"{len(whole_rows)} rows of pixels"

    return check


def no_gap_inside(text: str, wider: str) -> Check:
    """Nothing is opened inside `text` on a line where the gaps of `wider` are."""

    def check(printed: Printed) -> Verdict:
        stretched = mean(printed.gaps_em(wider))
        found = max(printed.gaps_em(text), default=0.0)
        return (
            found < _SEEN_EM < stretched + 0.02,
            f"{found:.3f} em inside, {stretched:.3f} em between ideographs",
        )

    return check


def evenly(text: str) -> Check:
    """The gaps between the ideographs of `text` are opened, all alike."""

    def check(printed: Printed) -> Verdict:
        found = printed.gaps_em(text)
        right = min(found) > _SEEN_EM and max(found) - min(found) < _SEEN_EM
        return right, f"{min(found):.3f}…{max(found):.3f} em"

    return check


def words_first(printed: Printed) -> Verdict:
    """Word spaces open before anything is opened between ideographs."""
    line = printed.line_of("to")
    whole = "".join(glyph.text for glyph in line)
    at = whole.index("tobeornot")
    glyphs = [glyph for glyph in line for _ in glyph.text]
    space = (glyphs[at + 2].x0_pt - glyphs[at + 1].x1_pt) / SIZE_PT
    ideographs = [
        (b.x0_pt - a.x1_pt) / SIZE_PT
        for a, b in pairwise(line)
        if "\u4e00" <= a.text <= b.text or "\u4e00" <= b.text <= a.text
    ]
    fills = abs(line[-1].x1_pt - printed.right_pt(line[0].page)) < _EDGE_PT
    widest = max(ideographs)
    right = fills and 0.24 < space <= 0.53 and (widest < _SEEN_EM or space > 0.47)
    return right, f"word space {space:.2f} em, ideographs {widest:.3f} em"


def alike(texts: tuple[str, ...], tolerance: float = 0.03) -> Check:
    """What is squeezed or opened is so alike: the widths of `texts` are equal, and less than a square."""

    def check(printed: Printed) -> Verdict:
        widths = [printed.between_em(text) for text in texts]
        fits = max(widths) - min(widths) < tolerance and 0.48 < max(widths) < 0.99
        return fits, ", ".join(f"{width:.2f} em" for width in widths)

    return check


def brackets_first(printed: Printed) -> Verdict:
    """Brackets give way before commas: the comma of the line is whole while a bracket is not."""
    line = printed.lines[0]
    whole = "".join(glyph.text for glyph in line)
    at = whole.index("，")
    comma = (line[at + 1].x0_pt - line[at - 1].x1_pt) / SIZE_PT
    opening = whole.index("（")
    bracket = (line[opening + 1].x0_pt - line[opening - 1].x1_pt) / SIZE_PT
    return (
        bracket < 0.97 <= comma + 0.02 or bracket <= 0.52,
        f"bracket {bracket:.2f} em, comma {comma:.2f} em",
    )


def called(printed: Printed) -> Verdict:
    """The call of a note is small, raised, and stands with what it belongs to."""
    for call in (glyph for glyph in printed.small() if glyph.text in "〔1①"):
        for line in printed.lines:
            same = call.page == line[0].page and 2 < call.y_pt - line[0].y_pt < 10
            if same and any(abs(glyph.x1_pt - call.x0_pt) < 3 for glyph in line):
                return True, f"raised by {call.y_pt - line[0].y_pt:.1f} pt behind its word"
    return False, "no raised call behind a word"


def note_below(printed: Printed) -> Verdict:
    """The note stands below the text of the page of its call, smaller."""
    note = [glyph for glyph in printed.small() if glyph.text == "县"]
    lowest = min(line[0].y_pt for line in printed.lines if line[0].page == 0)
    right = bool(note) and note[0].page == 0 and note[0].y_pt < lowest - 2 * LEADING_PT
    return (
        right,
        f"{note[0].size_pt:.1f} pt, {lowest - note[0].y_pt:.0f} pt below the text" if note else "not smaller",
    )


def ruby_above(bases: str, readings: tuple[str, ...]) -> Check:
    """Each reading stands above its base, small and with a common middle."""

    def check(printed: Printed) -> Verdict:
        small = list(printed.small(SIZE_PT * 0.7))
        glyphs = [glyph for line in printed.lines for glyph in line]
        whole = "".join(glyph.text for glyph in small)
        off = []
        for base, reading in zip(bases.split(), readings, strict=True):
            at = "".join(glyph.text for glyph in glyphs).index(base)
            first, last = glyphs[at], glyphs[at + len(base) - 1]
            start = whole.index(reading)
            span = small[start : start + len(reading)]
            if not all(8 < glyph.y_pt - first.y_pt < 18 for glyph in span):
                return False, f"{reading} is not above {base}"
            off.append(abs(span[0].x0_pt + span[-1].x1_pt - first.x0_pt - last.x1_pt) / 2 / SIZE_PT)
        return max(off) < 0.1, f"off the middle by {max(off):.2f} em at most"

    return check


def ruby_half(printed: Printed) -> Verdict:
    """Readings are half the size of the text."""
    sizes = [glyph.size_pt / SIZE_PT for glyph in printed.small(SIZE_PT * 0.7) if glyph.text in "hanzuchg"]
    return bool(sizes) and all(0.45 < size < 0.55 for size in sizes), f"{sizes[0]:.2f}" if sizes else "none"


def ruby_apart(printed: Printed) -> Verdict:
    """Readings side by side are a word space apart."""
    small = list(printed.small(SIZE_PT * 0.7))
    whole = "".join(glyph.text for glyph in small)
    at = whole.index("zhuāng") + len("zhuāng")
    apart = (small[at].x0_pt - small[at - 1].x1_pt) / small[at].size_pt
    return apart >= 0.2, f"{apart:.2f} em of theirs"


def ruby_whole(printed: Printed) -> Verdict:
    """A word with one reading is not divided."""
    return whole("北京城")(printed)


def bopomofo_beside(printed: Printed) -> Verdict:
    """Bopomofo stands at the right of its base, one sign above the other."""
    base = printed.found("漢")[0]
    signs = [glyph for glyph in printed.small() if glyph.text in "ㄏㄢ" and glyph.page == base.page]
    right = len(signs) == 2 and all(glyph.x0_pt > base.x1_pt - 1 for glyph in signs)
    right = right and signs[0].y_pt - signs[1].y_pt > 2 and abs(signs[0].x0_pt - signs[1].x0_pt) < 1.5
    return right, "at the right, one above the other" if right else "not at the right"


def bopomofo_tone(printed: Printed) -> Verdict:
    """The tone mark stands at the right of the last sign."""
    signs = {glyph.text: glyph for glyph in printed.small()}
    tone, last = signs.get("ˋ"), signs.get("ㄢ")
    right = (
        tone is not None
        and last is not None
        and tone.x0_pt > last.x0_pt + 2
        and abs(tone.y_pt - last.y_pt) < 6
    )
    return right, "right of the last sign" if right else "elsewhere"


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
