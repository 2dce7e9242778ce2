"""The glyphs of a line, written into a page. In: a line that Pango has shaped. Out: what WeasyPrint would write, to the byte.

WeasyPrint 70.0 looks at each glyph through cffi nine times (`draw.text.draw_first_line`). Here those of a run are read at once.
Lines that are more than glyphs one beside the other (pictures in a font, ellipses, raised glyphs, bitmaps, missing
characters) are left to it, as are all lines of another version.
"""

from typing import Any, Final

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import FROM_UNITS, pango

from bulletin.pdf.engine import Replacement, on_pinned
from bulletin.pdf.line_adjustment.shaping import Run, runs_of

# Older ones tell a wrong size of some fonts (GNOME/pango issue 530).
_TELLS_SIZES: Final = pango.pango_version() >= 14802
_DRAWN: Final = 1e-6  # px: text that is smaller is not drawn


@on_pinned
def applied() -> list[Replacement]:
    """Write the lines of every document inside the `with` block so."""
    draw = draw_text.draw_first_line

    def draw_first_line(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        if is_whole and box.text.strip() and box.style["font_size"] >= _DRAWN and _drawn(stream, box, matrix):
            return []
        return draw(stream, box, text_overflow, block_ellipsis, matrix)

    return [(draw_text, "draw_first_line", draw_first_line)]


def _drawn(stream: Any, box: Any, matrix: Any) -> bool:
    """Write the line; False if it is not plain, and nothing is written."""
    layout = box.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    runs = list(runs_of(layout.get_first_line()[0]))
    if not all(map(_is_plain, runs)):
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


def _is_plain(run: Run) -> bool:
    """True for glyphs one beside the other. Those that are none, or stand for characters that the face has not, have numbers
    beyond all others."""
    return (
        not any(run.rises) and not run.right_to_left and max(run.glyphs, default=0) < pango.PANGO_GLYPH_EMPTY
    )


def _shown(run: Run, text: bytes, font: Any, size: float, stream: Any) -> str:
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


def _meaning(run: Run, at: int, text: bytes) -> str:
    clusters = run.string.log_clusters
    end = clusters[at + 1] if at + 1 < run.string.num_glyphs else run.item.length
    return text[run.item.offset + clusters[at] : run.item.offset + end].decode()
