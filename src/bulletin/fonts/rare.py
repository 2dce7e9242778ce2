"""Characters that an e-book brings its own face for. In: an edition. Out: those characters; a font of just them.

A reading system that can show Chinese has the 20,902 ideographs of Unicode 1.1 and the twelve unified ones that Unicode keeps
in its compatibility block; beyond these it may show boxes.
"""

import io
from functools import cache

import uharfbuzz as hb
from fontTools.ttLib import TTFont

from bulletin.fonts.catalogue import fonts_folder
from bulletin.fonts.coverage import coverage
from bulletin.fonts.passages import passages
from bulletin.model import Edition, Voice

_COMMON = frozenset(range(0x4E00, 0x9FA6)) | frozenset(map(ord, "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"))
_FACE = "BulletinSong-Regular.ttf"
_LICENCE_NAMES = {13, 14}  # beside copyright and family, which stay anyway: what the OFL asks of every copy

# Variation selectors: a face that has sequences (`cmap` format 14) keeps those of its characters.
_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}

_VERTICAL = [int.from_bytes(tag, "big") for tag in (b"vert", b"vrt2")]


def rare_characters(edition: Edition) -> frozenset[str]:
    """The ideographs of an edition that a reading system may lack and Bulletin Song has."""
    known = coverage().codepoints[Voice.SONG]
    used = {char for passage in passages(edition.issue) for char in passage.text}
    return frozenset(char for char in used if _is_rare(ord(char)) and ord(char) in known)


def text_characters(edition: Edition, words: str = "") -> frozenset[str]:
    """Every character of an edition, and of the `words` its pages say themselves, that Bulletin Song has."""
    known = coverage().codepoints[Voice.SONG]
    used = {char for passage in passages(edition.issue) for char in passage.text}
    return frozenset(char for char in used.union(words) if ord(char) in known and char.isprintable())


def book_font(chars: frozenset[str], lang: str, *, vertical: bool = False) -> bytes:
    """A TrueType subset of Bulletin Song: `chars` in the forms of `lang` (BCP 47), without need of `locl`; if `vertical`
    with the forms of marks in columns (`vert`).

    The same bytes for the same characters and language. Raises ValueError for a character Song lacks or for none.
    """
    wanted = {ord(char) for char in chars}
    if not wanted or not wanted <= coverage().codepoints[Voice.SONG]:
        raise ValueError("book_font is for characters that Bulletin Song has")
    face = _song()
    glyphs = _regional_glyphs(face, sorted(wanted), lang)
    plan = hb.SubsetPlan(face, _request(wanted, set(glyphs.values()), vertical=vertical))
    moved = plan.old_to_new_glyph_mapping
    data = plan.execute().blob.data
    baked = _with_cmap(bytes(data), {code: moved[glyph] for code, glyph in glyphs.items()})
    # The default forms, which nothing shows any more, go in a second pass.
    return bytes(hb.subset(hb.Face(baked), _request(wanted, set(), vertical=vertical)).blob.data)


def _is_rare(code: int) -> bool:
    ideograph = 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    return ideograph and code not in _COMMON


@cache
def _song() -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(fonts_folder() / _FACE)))


def _regional_glyphs(face: hb.Face, codes: list[int], lang: str) -> dict[int, int]:
    """The glyph each code point has in the language; clusters count code points, which none of these joins."""
    buffer = hb.Buffer()
    buffer.add_codepoints(codes)
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", lang
    hb.shape(hb.Font(face), buffer, {"ccmp": False, "liga": False, "calt": False})
    return {codes[info.cluster]: info.codepoint for info in buffer.glyph_infos}


def _request(codes: set[int], glyphs: set[int], *, vertical: bool) -> hb.SubsetInput:
    request = hb.SubsetInput()
    request.unicode_set.update(codes | _SELECTORS)
    request.glyph_set.update(glyphs)
    request.name_id_set.update(_LICENCE_NAMES)
    request.layout_feature_tag_set.clear()
    request.layout_feature_tag_set.update(_VERTICAL if vertical else ())
    dropped = (b"BASE", b"GPOS") if vertical else (b"BASE", b"GPOS", b"GSUB", b"vhea", b"vmtx", b"VORG")
    request.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in dropped)
    return request


def _with_cmap(data: bytes, glyph_ids: dict[int, int]) -> bytes:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    names = font.getGlyphOrder()
    for subtable in font["cmap"].tables:
        if subtable.isUnicode():
            # A glyph brings along every code point it stands for, radicals too: only the wanted ones stay.
            subtable.cmap = {code: names[glyph_ids[code]] for code in subtable.cmap if code in glyph_ids}
    file = io.BytesIO()
    font.save(file, reorderTables=False)
    return file.getvalue()
