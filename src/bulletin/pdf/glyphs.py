"""The glyphs of a line, written into a page. In: a line that Pango has shaped. Out: what WeasyPrint would write, to the byte.

WeasyPrint 70.0 looks at each glyph through cffi nine times (`draw.text.draw_first_line`). Here those of a run are read at once.
Lines that are more than glyphs one beside the other (pictures in a font, ellipses, raised glyphs, bitmaps, missing
characters) are left to it, as are all lines of another version.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from bulletin.pdf.engine import is_pinned, standing_in

# A glyph is an array of whole numbers: its number, its advance, its offsets across and up, flags.
NUMBERS_A_GLYPH: Final = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("int")
# Older ones tell a wrong size of some fonts (GNOME/pango issue 530).
_TELLS_SIZES: Final = pango.pango_version() >= 14802
_DRAWN: Final = 1e-6  # px: text that is smaller is not drawn


class _Run(NamedTuple):
    """A run of glyphs in one face; lengths in Pango units."""

    item: Any
    glyphs: tuple[int, ...]
    widths: tuple[int, ...]
    offsets: tuple[int, ...]
    clusters: Any
    is_plain: bool


@contextmanager
def applied() -> Iterator[None]:
    """Write the lines of every document inside the `with` block so."""
    if not is_pinned():
        yield
        return
    draw = draw_text.draw_first_line

    def draw_first_line(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        if is_whole and box.text.strip() and box.style["font_size"] >= _DRAWN and _drawn(stream, box, matrix):
            return []
        return draw(stream, box, text_overflow, block_ellipsis, matrix)

    with standing_in((draw_text, "draw_first_line", draw_first_line)):
        yield


def _drawn(stream: Any, box: Any, matrix: Any) -> bool:
    """Write the line; False if it is not plain, and nothing is written."""
    layout = box.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    runs = list(_runs(layout.get_first_line()[0]))
    if not all(run.is_plain for run in runs):
        return False
    faces: list[tuple[Any, float] | None] = []  # None where the face is that of the run before
    before = None
    for run in runs:
        face = run.item.analysis.font
        faces.append(None if face == before else stream.add_font(face))
        before = face
    if any(font.bitmap or font.png or font.svg or font.colr for font, _ in filter(None, faces)):
        return False
    text = layout.text.encode()
    stream.set_text_matrix(*matrix.values)
    shown = ""
    for run, face in zip(runs, faces, strict=True):
        if face is not None:
            font, size = face
            if not _TELLS_SIZES:
                size = box.style["font_size"]
            if shown:
                stream.show_text(shown)
            shown = ""
            stream.set_font_size(font.hash, size)
        shown += _shown(run, text, font, size, stream)
    stream.show_text(shown)
    return True


def _runs(line: Any) -> Iterator[_Run]:
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        count = string.num_glyphs
        numbers = ffi.unpack(ffi.cast("int *", string.glyphs), count * NUMBERS_A_GLYPH)
        glyphs = numbers[::NUMBERS_A_GLYPH]
        # Glyphs that are none, or stand for characters that the face has not, have numbers beyond all others.
        is_plain = (
            not any(numbers[3::NUMBERS_A_GLYPH])
            and not item.analysis.level % 2
            and max(glyphs, default=0) < pango.PANGO_GLYPH_EMPTY
        )
        yield _Run(
            item,
            glyphs,
            numbers[1::NUMBERS_A_GLYPH],
            numbers[2::NUMBERS_A_GLYPH],
            string.log_clusters,
            is_plain,
        )
        run = run.next


def _shown(run: _Run, text: bytes, font: Any, size: float, stream: Any) -> str:
    """The glyphs as the operator TJ takes them (ISO 32000-1 §9.4.3); what each means and how wide it is, is told to `font`."""
    widths, meanings = font.widths, font.to_unicode
    parts = ["<"]
    for at, (glyph, width, offset) in enumerate(zip(run.glyphs, run.widths, run.offsets, strict=True)):
        if glyph not in meanings:
            meanings[glyph] = _meaning(run, at, text)
        if glyph not in widths:
            pango.pango_font_get_glyph_extents(
                run.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        moved = offset / size
        if moved:
            parts.append(f">{-moved}<")
        parts.append(f"{glyph:04x}")
        kerning = widths[glyph] + moved - width * 1000 * FROM_UNITS / size
        if kerning:
            parts.append(f">{int(kerning)}<")
    shown = "".join(parts)
    return shown[:-1] if shown[-1] == "<" else f"{shown}>"


def _meaning(run: _Run, at: int, text: bytes) -> str:
    start = run.clusters[at]
    end = run.clusters[at + 1] if at + 1 < len(run.glyphs) else run.item.length
    return text[run.item.offset + start : run.item.offset + end].decode()
