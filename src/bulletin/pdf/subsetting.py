"""The embedded fonts, cut down by our own HarfBuzz. In: a WeasyPrint font and the glyphs used. Out: a small font file.

WeasyPrint uses the machine's libharfbuzz-subset or, without it, fontTools, which takes ten seconds for a Chinese face.
The HarfBuzz inside uharfbuzz takes a tenth of a second and gives the same bytes on every machine. Pinned to one
version; on another, WeasyPrint does as it sees fit.
"""

from typing import Any, Final

import uharfbuzz as hb
from weasyprint.pdf.fonts import Font

from bulletin.pdf.engine import Replacement, on_pinned
from bulletin.pdf.faces import name_of
from bulletin.stages import kept

# A PDF places glyphs by number: nothing that chooses or moves them is of use in it.
_USELESS: Final = (
    "BASE",
    "DSIG",
    "EBDT",
    "EBLC",
    "EBSC",
    "GPOS",
    "GSUB",
    "JSTF",
    "LTSH",
    "PCLT",
    "SVG ",
    "vhea",
    "vmtx",
)

# The last subsets by face, glyphs and flags: a preview that prints an issue again seldom has a new character in it.
_SUBSETS: Final[dict[tuple[str, frozenset[int], int], bytes]] = {}
_KEPT: Final = 32


@on_pinned
def applied() -> list[Replacement]:
    """Subset the fonts of every document written inside the `with` block."""
    return [(Font, "subset", _subset)]


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Keep the used glyphs under their own numbers, up to the last; `font` is a WeasyPrint Font, changed in place."""
    if not to_unicode:
        return
    flags = hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE
    if not hinting:
        flags |= hb.SubsetFlags.NO_HINTING
    if font.missing:
        flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    glyphs = frozenset(to_unicode)
    key = (name_of(font), glyphs, int(flags))
    if key not in _SUBSETS:
        if len(_SUBSETS) >= _KEPT:
            del _SUBSETS[next(iter(_SUBSETS))]
        _SUBSETS[key] = kept(
            "faces", key, lambda: _cut(hb.Face(font.file_content, font.index), glyphs, flags)
        )
    font.file_content = _SUBSETS[key]


def _cut(face: hb.Face, glyphs: frozenset[int], flags: hb.SubsetFlags) -> bytes:
    numbered = _request(glyphs, flags | hb.SubsetFlags.RETAIN_GIDS)
    # The numbers of the first pass run to the source's last glyph; the second ends them at the last one used.
    ended = _request(range(max(glyphs) + 1), flags)
    return bytes(hb.subset(hb.subset(face, numbered), ended).blob.data)


def _request(glyphs: Any, flags: hb.SubsetFlags) -> hb.SubsetInput:
    request = hb.SubsetInput()
    request.glyph_set.update(glyphs)
    request.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _USELESS)
    request.flags = flags
    return request
