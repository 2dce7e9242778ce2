"""What Pango is told of a text and tells of it. In: a Pango layout. Out: OpenType features set on some of its characters,
and its glyphs, run by run.

Reaches into WeasyPrint 70.0 (`text.ffi`); `patches.py` checks the version.
"""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple

from weasyprint.text.ffi import ffi, pango

_HALF_WIDTH, _NO_KERNING = "halt 1", "kern 0"


def set_features(layout: Any, text: str, squeezed: frozenset[int], unkerned: frozenset[int]) -> None:
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
    offsets = byte_offsets(text)
    for index, feature in features.items():
        attribute = pango.pango_attr_font_features_new(feature.encode())
        attribute.start_index = offsets[index]
        attribute.end_index = offsets[index] + len(text[index].encode())
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout, attributes)


# A glyph is an array of whole numbers: its number, its advance, its offsets across and up, flags.
_NUMBERS = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")


class Run(NamedTuple):
    """A run of glyphs in one face, as Pango holds it, and the numbers of all its glyphs: read at once, since each look
    through cffi costs. Lengths in Pango units."""

    item: Any
    string: Any
    numbers: list[int]

    @property
    def glyphs(self) -> list[int]:
        return self.numbers[::_NUMBERS]

    @property
    def widths(self) -> list[int]:
        """The advance of each glyph."""
        return self.numbers[1::_NUMBERS]

    @property
    def offsets(self) -> list[int]:
        """How far each glyph is moved across."""
        return self.numbers[2::_NUMBERS]

    @property
    def rises(self) -> list[int]:
        """How far each glyph is moved up or down."""
        return self.numbers[3::_NUMBERS]

    @property
    def starts(self) -> list[int]:
        """The byte offset of the character that each glyph begins."""
        offset = self.item.offset
        return [offset + start for start in ffi.unpack(self.string.log_clusters, self.string.num_glyphs)]

    @property
    def right_to_left(self) -> bool:
        return bool(self.item.analysis.level % 2)


def runs_of(line: Any) -> Iterator[Run]:
    """The runs of a line."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        string = run.data.glyphs
        numbers = ffi.unpack(ffi.cast("int *", string.glyphs), string.num_glyphs * _NUMBERS)
        yield Run(run.data.item, string, numbers)
        run = run.next


def byte_offsets(text: str) -> list[int]:
    """Where each character begins in UTF-8, which Pango counts in."""
    if text and _THREE_BYTES[0] <= min(text) and max(text) <= _THREE_BYTES[1]:
        return list(range(0, 3 * len(text), 3))
    return list(accumulate(map(_byte_length, text), initial=0))[: len(text)]


# The first and the last character of three bytes in UTF-8.
_THREE_BYTES = ("\u0800", "\uffff")


@cache
def _byte_length(char: str) -> int:
    return len(char.encode())
