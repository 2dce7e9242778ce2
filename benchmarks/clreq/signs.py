"""What stands over, under and beside the text: dots, rules, notes, ruby; and mixed text, as measurements: see `measures`."""

from itertools import pairwise
from statistics import mean

from benchmarks.clreq.cases import LEADING_PT, SIZE_PT
from benchmarks.clreq.lines import whole
from benchmarks.clreq.measures import EDGE_PT, SEEN_EM, Check, Verdict
from benchmarks.clreq.page import Glyph, Printed


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
            found < SEEN_EM < stretched + 0.02,
            f"{found:.3f} em inside, {stretched:.3f} em between ideographs",
        )

    return check


def evenly(text: str) -> Check:
    """The gaps between the ideographs of `text` are opened, all alike."""

    def check(printed: Printed) -> Verdict:
        found = printed.gaps_em(text)
        right = min(found) > SEEN_EM and max(found) - min(found) < SEEN_EM
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
    fills = abs(line[-1].x1_pt - printed.right_pt(line[0].page)) < EDGE_PT
    widest = max(ideographs)
    right = fills and 0.24 < space <= 0.53 and (widest < SEEN_EM or space > 0.47)
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
