"""The measure of the page. In: page, type size, leading, characters and lines. Out: exact margins, in points.

The type area is a whole number of characters wide and of lines high, in one column or in several with whole characters
between them; the margins follow from that, never the other way round. Inner < outer < foot; the inner margin is at the
binding edge.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace

from bulletin.errors import InputError
from bulletin.layout.theme_options import Option, Options
from bulletin.units import PAGE_SIZES_MM, TYPE_SIZES_PT, mm_to_pt, page_size_mm

# The share of the page the type area takes where the theme leaves characters or lines to be counted: the
# proportions of a Chinese A4 periodical, which hold on the smaller sizes too.
_WIDTH_SHARE = 0.726
_HEIGHT_SHARE = 0.81
_WIDEST_SHARE = 0.8
_OUTSIDE_LINES = 2
# Line length a reader follows without losing the line.
_CHARACTERS = (24, 40)
# The same where the type area has columns.
_COLUMN_CHARACTERS = (13, 24)
# Sizes an editor gives: a title and a section's heading fit lines of one and a half and of two of the page's, a note one
# of three quarters; nothing is printed that cannot be read.
_TITLE_LINE, _SECTION_LINE, _NOTE_LINE = 1.5, 2.0, 0.75
_SMALLEST_PT = 6.0
# Where the theme leaves the columns to be counted, there are two if each gets at least as many.
_EASY_COLUMN = 17
# Pages narrower than this take 五号 where an A4 page takes 小四.
_SMALL_PAGE_MM = 200.0


@dataclass(frozen=True, slots=True)
class Measure:
    """Page and type area: `characters` is its whole width, of which `columns` have `gutter` characters between them.
    `inner_share` and `head_share` divide the white beside and above the type area."""

    page_width_pt: float
    page_height_pt: float
    characters: int
    lines: int
    type_size_pt: float
    leading_pt: float
    inner_share: float
    head_share: float
    title_steps: int = 5
    lead_steps: int = 0
    note_share: float = 0.75
    # What the type area has beyond its characters and lines, where a standard gives it in millimetres.
    spare_width_pt: float = 0.0
    spare_height_pt: float = 0.0
    columns: int = 1
    gutter: int = 2
    # Sizes as an editor gives them; 0 where they follow from the text's.
    own_title_pt: float = 0.0
    own_section_pt: float = 0.0
    own_note_pt: float = 0.0

    @property
    def column(self) -> "Measure":
        """One of its columns as a type area: what the text of an article is set in."""
        characters = (self.characters - (self.columns - 1) * self.gutter) // self.columns
        return replace(self, characters=characters, columns=1)

    @property
    def title_pt(self) -> float:
        """The size of an article's title: `title_steps` of 字号 above the text (five: 二号 over 小四, 小二 over 五号)."""
        return self.own_title_pt or self._step(self.title_steps)

    @property
    def lead_pt(self) -> float:
        """The size of the first title: `lead_steps` above the text, if the theme sets it larger than the others."""
        return max(self._step(self.lead_steps), self.title_pt)

    @property
    def long_title_pt(self) -> float:
        """The size of a title that is long: a step below the others."""
        ladder = sorted(TYPE_SIZES_PT.values())
        return ladder[max(bisect_left(ladder, self.title_pt) - 1, 0)]

    @property
    def section_pt(self) -> float:
        """The size of a section's heading: two steps below a title (三号 over 小四)."""
        return self.own_section_pt or self._step(self.title_steps - 2)

    @property
    def note_pt(self) -> float:
        """The size of notes, captions, tables, running heads and folios: `note_share` of the text, 小五 at least."""
        return self.own_note_pt or max(TYPE_SIZES_PT["小五"], self.type_size_pt * self.note_share)

    def _step(self, steps: int) -> float:
        ladder = sorted(TYPE_SIZES_PT.values())
        return ladder[min(bisect_left(ladder, self.type_size_pt) + steps, len(ladder) - 1)]

    @property
    def type_width_pt(self) -> float:
        """The length of a full line."""
        return self.characters * self.type_size_pt + self.spare_width_pt

    @property
    def type_height_pt(self) -> float:
        """The height of a full page of lines."""
        return self.lines * self.leading_pt + self.spare_height_pt

    @property
    def inner_pt(self) -> float:
        """The margin at the binding edge."""
        return (self.page_width_pt - self.type_width_pt) * self.inner_share

    @property
    def outer_pt(self) -> float:
        """The margin at the fore edge."""
        return self.page_width_pt - self.type_width_pt - self.inner_pt

    @property
    def head_pt(self) -> float:
        """The margin above the first line."""
        return (self.page_height_pt - self.type_height_pt) * self.head_share

    @property
    def foot_pt(self) -> float:
        """The margin below the last line."""
        return self.page_height_pt - self.type_height_pt - self.head_pt


def measure_page(options: Options) -> Measure:
    """The measure that a theme's `options` ask for: `page` (a name of `PAGE_SIZES_MM` or "190×260 mm"), `type_size` (a 字号,
    points, or "" for 小四 on A4 and 五号 on smaller pages), `leading` (times the type size, rounded to a
    twentieth of a point), `characters` of a line and `lines` (0: counted to fit), `inner_share`, `head_share`; where a
    theme has them, `title_steps`, `lead_steps` and `note_share`, or `title_size`, `section_size` and `note_size` in their
    place; `columns` (0: two where the page is wide enough) with `gutter` characters between two; and `spare_width` and
    `spare_height` (points), which hold for the characters and lines of the theme itself.

    Raises InputError `layout.page-unknown`, `layout.type-size-unknown`, `layout.size-out-of-range`, or
    `layout.type-area-too-large` when the margins would vanish.
    """
    page, characters, lines = str(options["page"]), int(options["characters"]), int(options["lines"])
    size_mm = page_size_mm(page)
    if size_mm is None:
        raise InputError("layout.page-unknown", page=page, known=", ".join(PAGE_SIZES_MM))
    width_mm, height_mm = size_mm
    width_pt, height_pt = mm_to_pt(width_mm), mm_to_pt(height_mm)
    size_pt = _size_pt("type_size", options["type_size"] or ("五号" if width_mm < _SMALL_PAGE_MM else "小四"))
    leading_pt = round(size_pt * float(options["leading"]) * 20) / 20
    columns, gutter = int(options.get("columns", 1)), int(options.get("gutter", 2))
    if not columns:
        columns = 2 if width_pt * _WIDTH_SHARE / size_pt >= 2 * _EASY_COLUMN + gutter else 1
    gutters = (columns - 1) * gutter
    fewest, most = _CHARACTERS if columns == 1 else _COLUMN_CHARACTERS
    fitting = min(max(round((width_pt * _WIDTH_SHARE / size_pt - gutters) / columns), fewest), most)
    # Large type on a small page: shorter lines before narrow margins.
    widest = int((width_pt * _WIDEST_SHARE / size_pt - gutters) / columns)
    characters = (characters or min(fitting, widest)) * columns + gutters
    # The running head and the folio need two lines each.
    head_share = float(options["head_share"])
    most_lines = int(height_pt / leading_pt - _OUTSIDE_LINES / min(head_share, 1 - head_share))
    measure = Measure(
        page_width_pt=width_pt,
        page_height_pt=height_pt,
        characters=characters,
        lines=lines or min(round(height_pt * _HEIGHT_SHARE / leading_pt), most_lines),
        type_size_pt=size_pt,
        leading_pt=leading_pt,
        inner_share=float(options["inner_share"]),
        head_share=head_share,
        title_steps=int(options.get("title_steps", 5)),
        lead_steps=int(options.get("lead_steps", 0)),
        note_share=float(options.get("note_share", 0.75)),
        spare_width_pt=float(options.get("spare_width", 0)) if options["characters"] else 0.0,
        spare_height_pt=float(options.get("spare_height", 0)) if options["lines"] else 0.0,
        columns=columns,
        gutter=gutter,
        own_title_pt=_own_size_pt("title_size", options, size_pt, leading_pt * _TITLE_LINE),
        own_section_pt=_own_size_pt("section_size", options, size_pt, leading_pt * _SECTION_LINE),
        own_note_pt=_own_size_pt("note_size", options, _SMALLEST_PT, min(size_pt, leading_pt * _NOTE_LINE)),
    )
    if measure.inner_pt < size_pt or min(measure.head_pt, measure.foot_pt) < _OUTSIDE_LINES * leading_pt:
        raise InputError(
            "layout.type-area-too-large", page=page, characters=measure.characters, lines=measure.lines
        )
    return measure


def _own_size_pt(key: str, options: Options, least_pt: float, most_pt: float) -> float:
    """The size an editor gives for the option `key`, 0 for none."""
    asked = options.get(key, "")
    if asked == "":
        return 0.0
    size_pt = _size_pt(key, asked)
    if not least_pt <= size_pt <= most_pt:
        bounds = {"least": f"{least_pt:g}", "most": f"{most_pt:g}"}
        raise InputError("layout.size-out-of-range", key=key, size=asked, **bounds)
    return size_pt


def _size_pt(key: str, size: Option) -> float:
    if isinstance(size, str):
        if size not in TYPE_SIZES_PT:
            raise InputError("layout.type-size-unknown", key=key, size=size, known=", ".join(TYPE_SIZES_PT))
        return TYPE_SIZES_PT[size]
    return float(size)
