"""Text measured by Pango. In: the text and style of a WeasyPrint text box. Out: a `MeasuredText`; and `LineLayout`,
the Pango layout of one finished line, which exists only while it is drawn.

Reaches into WeasyPrint 70.0 (`text.line_break.Layout`); `patches.py` checks the version.
"""

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate, chain
from math import ceil
from typing import Any, NamedTuple
from unicodedata import category
from weakref import WeakKeyDictionary

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, _font_style_cache_key, line_size

from bulletin.pdf.line_adjustment.marks import (
    CENTRED,
    CLOSING,
    OPENING,
    PAUSE,
    STOP,
    Kind,
    is_all_wide,
    kind,
    may_break,
    stands_apart,
)
from bulletin.pdf.line_adjustment.setting import LineRules, MeasuredText

# WeasyPrint's styles are mappings of CSS property names to computed values of many types.
Style = Any

_SQUEEZABLE = re.compile(f"[{re.escape(OPENING + CLOSING + PAUSE + STOP)}]")
SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_HALF_WIDTH, _NO_KERNING = "halt 1", "kern 0"
# Up to this, in thousandths of an em, no reader of PDF takes a gap for a space (Poppler's limit is the lowest).
UNREAD_GAP = 99


# What the look of a text hangs on (`text.line_break.Layout`, `text.fonts`); of those that set lines apart, `patches.py`
# lets only plain ones through.
_LOOK = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
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
        _set_features(self.layout, self.content, self.squeezed, self.unkerned)
        if self.gaps or self.tail > UNREAD_GAP:
            # Set now what the drawing code would set later: it would throw the opened gaps away.
            pango.pango_layout_set_single_paragraph_mode(self.layout, True)
            self._open_gaps(style["font_size"])

    def _open_gaps(self, em_px: float) -> None:
        offsets = _byte_offsets(self.text)
        starts: list[int] = []
        widths: list[int] = []
        glyphs: list[tuple[Any, int]] = []
        for run in _runs(self.get_first_line()[0]):
            starts += run.starts
            widths += run.widths
            glyphs += [(run.glyphs, index) for index in range(len(run.starts))]
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


def measure(text: str, style: Style, rules: LineRules) -> tuple[MeasuredText, float, float] | None:
    """`text` measured, with the height and baseline (px) of its line; None for text the rules do not reach
    (right-to-left letters, more than one paragraph)."""
    layout = Layout(style)
    layout.set_text(text)
    unkerned = frozenset(_unkerned(text))
    _set_features(layout.layout, text, frozenset(), unkerned)
    first_line, second = layout.get_first_line()
    if second is not None or layout.text != text:
        return None
    widths = _advances(first_line, text)
    if widths is None:
        return None
    breaks = _breaks(layout.layout, len(text))
    for i, chinese in enumerate(map(may_break, text, text[1:]), 1):
        if chinese is not None:
            breaks[i] = chinese
    if style["white_space"] == "nowrap":
        breaks = [False] * len(text)
    em = style["font_size"]
    centred = style["lang"].lower().startswith("zh-hant")
    marks = [found.start() for found in _SQUEEZABLE.finditer(text)]
    squeezed = frozenset(i for i in marks if widths[i] < 0.75 * em)
    savings = [0.0] * len(text)
    for i in marks:
        if i not in squeezed and not (centred and kind(text[i]) in CENTRED):
            savings[i] = _saving(text[i], style)
    _, height = line_size(first_line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    layout.deactivate()
    return MeasuredText(text, widths, savings, breaks, squeezed, em, rules, unkerned), height, baseline


# Pango tells the attributes of a character in the bits of one number, that of a line break first.
_ATTRIBUTES_ARE_BITS = sys.byteorder == "little" and ffi.sizeof("PangoLogAttr") == ffi.sizeof("unsigned int")


def _breaks(layout: Any, length: int) -> list[bool]:
    """Before which characters Unicode lets a line end."""
    attributes = pango.pango_layout_get_log_attrs_readonly(layout, ffi.NULL)
    if not _ATTRIBUTES_ARE_BITS:
        return [bool(attributes[index].is_line_break) for index in range(length)]
    return [bool(bits & 1) for bits in ffi.unpack(ffi.cast("unsigned int *", attributes), length)]


# For each document by its fonts: a face of the same name may differ in the next one. Pango rounds by size.
_SAVINGS: WeakKeyDictionary[Any, dict[tuple[str, float, str], float]] = WeakKeyDictionary()


def _saving(char: str, style: Style) -> float:
    """What `char` gives up on half width, px; 0 if its face has no half-width form (OpenType `halt`)."""
    savings = _SAVINGS.setdefault(style.font_config, {})
    key = (_font_style_cache_key(style), style["font_size"], char)
    if key not in savings:
        widths = []
        for squeezed in (frozenset[int](), frozenset({0})):
            layout = Layout(style)
            layout.set_text(char)
            _set_features(layout.layout, char, squeezed, frozenset())
            widths.append(line_size(layout.get_first_line()[0], style)[0])
            layout.deactivate()
        savings[key] = max(0.0, widths[0] - widths[1])
    return savings[key]


def _set_features(layout: Any, text: str, squeezed: frozenset[int], unkerned: frozenset[int]) -> None:
    """Set the marks `squeezed` on half width, and leave kerning off after those `unkerned`."""
    features = dict.fromkeys(squeezed, _HALF_WIDTH)
    for index in unkerned:
        # Of two attributes on one character the later would win.
        features[index] = f"{_HALF_WIDTH},{_NO_KERNING}" if index in squeezed else _NO_KERNING
    if not features:
        return
    attributes = pango.pango_layout_get_attributes(layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    offsets = _byte_offsets(text)
    for index, feature in features.items():
        attribute = pango.pango_attr_font_features_new(feature.encode())
        attribute.start_index = offsets[index]
        attribute.end_index = offsets[index] + len(text[index].encode())
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout, attributes)


def _unkerned(text: str) -> Iterator[int]:
    """Characters that are not kerned with the next. A dash or an ellipsis is one glyph: its first character counts too."""
    if is_all_wide(text):
        return
    for index, apart in enumerate(map(stands_apart, text, text[1:])):
        if apart:
            yield index
            if index and text[index - 1] == text[index] and kind(text[index]) is Kind.JOINED:
                yield index - 1


def _advances(line: Any, text: str) -> list[float] | None:
    """The advance of each character, px: a ligature's first character has it all."""
    runs = list(_runs(line))
    if any(run.right_to_left for run in runs):
        return None
    starts = list(chain.from_iterable(run.starts for run in runs))
    widths = [width * FROM_UNITS for run in runs for width in run.widths]
    offsets = _byte_offsets(text)
    if starts == offsets:
        return widths
    advances = dict.fromkeys(offsets, 0.0)
    for start, width in zip(starts, widths, strict=True):
        advances[start] += width
    return list(advances.values())


class _Run(NamedTuple):
    """A run of glyphs in one face: the byte offset of the character each begins, its advance in Pango units, and the
    array of the glyphs themselves, to write to."""

    starts: list[int]
    widths: list[int]
    glyphs: Any
    right_to_left: bool


# A glyph is an array of whole numbers, its advance the second: read at once, since each look through cffi costs.
_NUMBERS = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")


def _runs(line: Any) -> Iterator[_Run]:
    """The runs of a line."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        numbers = ffi.unpack(ffi.cast("int *", string.glyphs), string.num_glyphs * _NUMBERS)
        starts = [item.offset + start for start in ffi.unpack(string.log_clusters, string.num_glyphs)]
        yield _Run(starts, numbers[1::_NUMBERS], string.glyphs, bool(item.analysis.level % 2))
        run = run.next


def _byte_offsets(text: str) -> list[int]:
    if text and _THREE_BYTES[0] <= min(text) and max(text) <= _THREE_BYTES[1]:
        return list(range(0, 3 * len(text), 3))
    return list(accumulate(map(_byte_length, text), initial=0))[: len(text)]


# The first and the last character of three bytes in UTF-8.
_THREE_BYTES = ("\u0800", "\uffff")


@cache
def _byte_length(char: str) -> int:
    return len(char.encode())
