"""Text measured by Pango. In: the text and style of a WeasyPrint text box. Out: a `MeasuredText`.

Reaches into WeasyPrint 70.0 (`text.line_break.Layout`); `patches.py` checks the version.
"""

import re
import sys
from collections.abc import Iterator
from itertools import chain
from typing import Any
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
from bulletin.pdf.line_adjustment.shaping import byte_offsets, runs_of, set_features

# WeasyPrint's styles are mappings of CSS property names to computed values of many types.
Style = Any

_SQUEEZABLE = re.compile(f"[{re.escape(OPENING + CLOSING + PAUSE + STOP)}]")


def measure(text: str, style: Style, rules: LineRules) -> tuple[MeasuredText, float, float] | None:
    """`text` measured, with the height and baseline (px) of its line; None for text the rules do not reach
    (right-to-left letters, more than one paragraph)."""
    layout = Layout(style)
    layout.set_text(text)
    unkerned = frozenset(_unkerned(text))
    set_features(layout.layout, text, frozenset(), unkerned)
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
            set_features(layout.layout, char, squeezed, frozenset())
            widths.append(line_size(layout.get_first_line()[0], style)[0])
            layout.deactivate()
        savings[key] = max(0.0, widths[0] - widths[1])
    return savings[key]


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
    runs = list(runs_of(line))
    if any(run.right_to_left for run in runs):
        return None
    starts = list(chain.from_iterable(run.starts for run in runs))
    widths = [width * FROM_UNITS for run in runs for width in run.widths]
    offsets = byte_offsets(text)
    if starts == offsets:
        return widths
    advances = dict.fromkeys(offsets, 0.0)
    for start, width in zip(starts, widths, strict=True):
        advances[start] += width
    return list(advances.values())
