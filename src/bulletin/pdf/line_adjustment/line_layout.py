"""The Pango layout of one finished line, which exists only while it is drawn. In: the line's text, style, marks and gaps.
Out: a `LineLayout` for WeasyPrint to draw.

Reaches into WeasyPrint 70.0 (`text.line_break.Layout`); `patches.py` checks the version.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from math import ceil
from typing import Any
from unicodedata import category

from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import Layout

from bulletin.pdf.line_adjustment.marks import Kind, kind
from bulletin.pdf.line_adjustment.shaping import byte_offsets, runs_of, set_features
from bulletin.pdf.text_looks import FEATURES, FONT

# WeasyPrint's styles are mappings of CSS property names to computed values of many types.
Style = Any

SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Up to this, in thousandths of an em, no reader of PDF takes a gap for a space (Poppler's limit is the lowest).
UNREAD_GAP = 99

# What the look of a text hangs on (`text.line_break.Layout`, `text.fonts`); of those that set lines apart, `patches.py`
# lets only plain ones through.
_LOOK = (
    *FONT,
    *FEATURES,
    "font_size",
    "font_language_override",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "white_space",
    "text_decoration_line",
)


class Looks:
    """What of each style of a document the measures and the look of a text hang on."""

    def __init__(self) -> None:
        self._told: dict[int, tuple[Style, str]] = {}

    def of(self, style: Style) -> str:
        """The look of a style, told once; the style is held, so that no other gets its place in memory."""
        told = self._told.get(id(style))
        if told is None:
            told = self._told[id(style)] = style, repr([style[name] for name in _LOOK])
        return told[1]


class LineLayout(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """The Pango layout of one line: some marks on half width, some gaps opened.

    `squeezed` and `unkerned` (as in `MeasuredText`) are character indices; `gaps` maps a character index to the space
    after it, in thousandths of an em;
    `tail` is the space between its last character and the next text of the line, which stands in a layout of its own.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        squeezed: frozenset[int],
        unkerned: frozenset[int],
        gaps: Mapping[int, int],
    ) -> None:
        self.text = self.content = text
        self.tail = 0
        self.squeezed = squeezed
        self.unkerned = unkerned
        self.gaps = gaps
        self.justification_spacing = 0
        self.max_width = None
        self.first_line_direction = 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        if style["text_decoration_line"] != "none":
            # Decorations are drawn before the text and need the font's metrics.
            self.setup(style)
            self.deactivate()

    @property
    def key(self) -> tuple[object, ...]:
        """All that the line shows hangs on, beside its style."""
        marks = tuple(sorted(self.squeezed)), tuple(sorted(self.unkerned))
        return self.content, *marks, tuple(sorted(self.gaps.items())), self.tail

    def reactivate(self, style: Style) -> None:
        """Nothing: whoever draws without knowing the line already sets it up."""

    def deactivate(self) -> None:
        """Let the Pango layout go, if there is one."""
        for name in ("layout", "language", "style"):
            self.__dict__.pop(name, None)

    def set_up(self, style: Style) -> None:
        """Make the Pango layout, for drawing."""
        self.setup(style)
        # A reader that spans the ActualText from the first glyph to the last sees no gap after a space glyph.
        self.set_text(f"{self.content} " if self.tail > UNREAD_GAP else self.content)
        set_features(self.layout, self.content, self.squeezed, self.unkerned)
        if self.gaps or self.tail > UNREAD_GAP:
            # Set now what the drawing code would set later: it would throw the opened gaps away.
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
            self._open_gaps(style["font_size"])

    def _open_gaps(self, em_px: float) -> None:
        offsets = byte_offsets(self.text)
        starts: list[int] = []
        widths: list[int] = []
        glyphs: list[tuple[Any, int]] = []
        for run in runs_of(self.get_first_line()[0]):
            starts += run.starts
            widths += run.widths
            glyphs += [(run.string.glyphs, index) for index in range(run.string.num_glyphs)]
        opened: dict[int, int] = defaultdict(int)
        for index, gap in self.gaps.items():
            # A ligature (—— is one glyph) takes the gaps after all its characters.
            opened[bisect_right(starts, offsets[index]) - 1] += gap
        for position, gap in opened.items():
            # Whole thousandths, rounded up to the next Pango unit: WeasyPrint cuts off the fraction.
            thousandths = round(widths[position] * FROM_UNITS * 1000 / em_px) + gap
            array, index = glyphs[position]
            array[index].geometry.width = ceil(thousandths * em_px / 1000 / FROM_UNITS)
        if len(self.text) > len(self.content):
            array, index = glyphs[-1]
            array[index].geometry.width = round(self.tail * em_px / 1000 / FROM_UNITS)

    @property
    def spoken(self) -> str:
        """The text for ActualText, where gaps so wide were opened that a reader would take them for spaces, and where a
        variation selector stands, which has no glyph; without WORD JOINERs and the like."""
        if max(map(abs, (self.tail, *self.gaps.values()))) <= UNREAD_GAP and not self.has_selector:
            return ""
        return "".join(
            char for char in self.content if kind(char) is not Kind.OTHER or category(char)[0] == "M"
        )

    @property
    def has_selector(self) -> bool:
        """True if a character is told by a variation selector in which form it stands."""
        return SELECTOR.search(self.content) is not None
