"""Head and foot of a 公文 or 简报. In: the set-up. Out: an `OfficialFrame`, what its templates show.

Lengths in points. GB/T 9704—2012, 7.2.4 (the mark, 35 mm below the edge of the type area), 7.2.7 (the rule, 4 mm
below the number of the document), 7.3.1 (the title, two lines below the rule).
"""

from dataclasses import dataclass, fields, replace
from math import ceil
from typing import Final

from bulletin.layout.official_words import OfficialWords, official_words
from bulletin.layout.sheet_articles import title_of
from bulletin.layout.sheet_front import Wordmark, wordmark
from bulletin.layout.sheet_setup import Setup
from bulletin.layout.themes import Theme
from bulletin.layout.titles import on_one_line
from bulletin.layout.widths import width_em
from bulletin.model import Sheet
from bulletin.units import mm_to_pt

_MARK_MM: Final = 35.0
_RULE_MM: Final = 4.0
# Where the ink of Bulletin Title begins in a line of its own size, and ends; where that of Bulletin Fang ends below
# its baseline; the baseline of both from the top of such a line. In ems.
_TITLE_INK_EM: Final = (0.038, 0.966)
_FANG_DEPTH_EM: Final = 0.11
_BASELINE_EM: Final = 0.88
_MARK_LINE_EM: Final = 1.25
# The weight of the red rule.
_RULE_PT: Final = 1.5
# The mark of the issuing body fills the measure, up to this size; one that would be too small takes two lines.
_LARGEST_MARK_PT: Final = 54.0
_SMALLEST_MARK_PT: Final = 26.0
_SHORT_MARK: Final = 8
_MARK_SPACES_EM: Final = (0.15, 0.02)
# The lines of the title are so far apart that the text below it is on the grid.
_TITLE_LINE_PT: Final = (30.0, 44.0)
_TITLE_LEADING: Final = 1.2
# 版记, as its template has it, and on a side of its own.
_FOOT: Final = '<div class="last">'
_FOOT_OVERLEAF: Final = '<div class="last overleaf">'


@dataclass(frozen=True, slots=True)
class OfficialFrame(OfficialWords):
    """The words, and where they stand. `mark_top_pt`, `number_top_pt` and `rule_end_pt` are measured from the top of the
    type area; `title_line_pt` is the height of a line of the title and `title_gap_pt` what stands below it, so that the
    text is on the grid."""

    mark: Wordmark
    mark_line_pt: float
    mark_top_pt: float
    number_top_pt: float
    rule_end_pt: float
    title_line_pt: float
    title_gap_pt: float


def official_frame(setup: Setup) -> OfficialFrame:
    """What the head and foot of the issue say, and where."""
    issue = setup.issue
    words = official_words(issue, setup.style, setup.edition.lang)
    line_pt, size_pt = setup.measure.leading_pt, setup.measure.type_size_pt
    mark = _mark(setup)
    mark_line_pt = mark.size_pt * _MARK_LINE_EM
    first, last = ((mark_line_pt - mark.size_pt) / 2 + edge * mark.size_pt for edge in _TITLE_INK_EM)
    mark_top_pt = mm_to_pt(_MARK_MM) - first
    number_top_pt = mark_top_pt + mark_line_pt * max(len(mark.lines) - 1, 0) + last + 2 * line_pt
    ink_end_pt = number_top_pt + (line_pt - size_pt) / 2 + (_BASELINE_EM + _FANG_DEPTH_EM) * size_pt
    rule_end_pt = ink_end_pt + mm_to_pt(_RULE_MM) + _RULE_PT
    lines = len(title_of(setup, on_one_line(issue.articles[0].title))[0])
    title_line_pt, title_gap_pt = _title_leading(
        rule_end_pt + 2 * line_pt, lines, line_pt, setup.measure.title_pt
    )
    return OfficialFrame(
        **{field.name: getattr(words, field.name) for field in fields(words)},
        mark=mark,
        mark_line_pt=mark_line_pt,
        mark_top_pt=mark_top_pt,
        number_top_pt=number_top_pt,
        rule_end_pt=rule_end_pt,
        title_line_pt=title_line_pt,
        title_gap_pt=title_gap_pt,
    )


def foot_overleaf(sheet: Sheet, theme: Theme, pages: int) -> Sheet | None:
    """The sheet of a document printed on both sides, of so many `pages`, whose foot would stand on the front of its last
    leaf: there it goes to the back, the last side of all (GB/T 9704—2012, 7.4). None where it stands right, and for a
    single page."""
    if theme.options.get("foot") != "even" or theme.is_single_sided or pages == 1 or pages % 2 == 0:
        return None
    html = sheet.html.replace(_FOOT, _FOOT_OVERLEAF)
    return replace(sheet, html=html) if html != sheet.html else None


def _title_leading(top_pt: float, lines: int, line_pt: float, size_pt: float) -> tuple[float, float]:
    """The height of each of the title's lines, which begin at `top_pt`, and the white below them: a line, and what a
    short title cannot take up."""
    least_pt, most_pt = (max(height, size_pt * _TITLE_LEADING) for height in _TITLE_LINE_PT)
    end_pt = top_pt + lines * least_pt
    excess_pt = ceil(end_pt / line_pt) * line_pt - end_pt
    more_pt = min(excess_pt / lines, most_pt - least_pt)
    return least_pt + more_pt, line_pt + excess_pt - lines * more_pt


def _mark(setup: Setup) -> Wordmark:
    """发文机关标志 as large as the measure allows."""
    name = setup.name
    if not name:
        return Wordmark((), 0.0, 0.0, 0)
    short, long = _MARK_SPACES_EM
    spacing_em = short if len(name) <= _SHORT_MARK else long
    size_pt = min(setup.measure.type_width_pt / width_em(name) / (1 + spacing_em), _LARGEST_MARK_PT)
    return Wordmark((name,), size_pt, spacing_em, 0) if size_pt >= _SMALLEST_MARK_PT else wordmark(setup)
