"""What is done to a face, one function a step. In: a font, changed in place. Out: nothing, except where said."""

import copy
import io
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb
from fontTools.otlLib.builder import buildSingleSubstSubtable
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from faces.layout_tables import (
    add_feature,
    append_lookup,
    chained,
    language_systems,
    lend_languages,
    marks_by_ink,
    shaped_name,
)

EM = 1000

# The layout features that survive, in faces that have them.
FEATURES = """ccmp locl vert vrt2 calt liga kern mark halt vhal palt vpal vkrn chws fwid hwid pwid ruby smcp
              onum lnum tnum pnum frac sups subs""".split()


def read_face(path: Path, number: int, languages: set[str]) -> bytes:
    """One face of a file, its layout tables knowing only `languages` (OpenType tags) beside the default."""
    font = TTFont(path, fontNumber=number, lazy=True)
    for table in ("GSUB", "GPOS"):
        for record in font[table].table.ScriptList.ScriptRecord:
            kept = [lang for lang in record.Script.LangSysRecord if lang.LangSysTag.strip() in languages]
            record.Script.LangSysRecord = kept
            record.Script.LangSysCount = len(kept)
    return saved(font)


def keep(data: bytes, characters: Iterable[int]) -> TTFont:
    """The face with these characters, what layout makes of them, and no hinting."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag_number, FEATURES))
    wanted.name_id_set.update(range(26))
    wanted.drop_table_tag_set.update(map(_tag_number, ("DSIG", "gasp")))
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        # Glyph ids and CIDs that differ print blank in MuPDF and Ghostscript.
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    )
    return TTFont(io.BytesIO(hb.subset(hb.Face(data), wanted).blob.data))


def draw_in_quadratics(font: TTFont) -> None:
    """CFF outlines become glyf outlines, at most one unit off."""
    names, drawings = font.getGlyphOrder(), font.getGlyphSet()
    font["loca"] = newTable("loca")
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = names, {}
    for name in names:
        pen = TTGlyphPen(drawings)
        drawings[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyf.glyphs[name] = glyph = pen.glyph()
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    _declare_quadratic(font)


def half_width_marks(font: TTFont) -> None:
    """Half-width marks as real glyphs: `halt` asks for them, `chws` takes them where two marks meet.

    The source has `halt` as an adjustment of positions. A glyph of its own keeps its own box, so text extraction
    keeps the line together.
    """
    opening, closing, middle = marks_by_ink(font, EM)
    halves = {name: f"{name}.half" for name in (*opening, *closing, *middle)}
    for names, shift in ((opening, -EM // 2), (closing, 0), (middle, -EM // 4)):
        for name in names:
            _add_shifted_glyph(font, name, halves[name], shift, EM // 2)
    table, glyph_ids = font["GSUB"].table, font.getReverseGlyphMap(rebuild=True)
    halving = append_lookup(table, buildSingleSubstSubtable(halves))
    blank = font.getBestCmap()[0x3000]
    # As CSS Text 4 says of `text-spacing-trim`: a closing mark gives up its blank half before a closing or centred mark,
    # an opening mark after an opening, closing or centred one.
    before_close = chained([], closing, [*closing, *middle, blank], halving, glyph_ids)
    after_open = [*opening, *(halves[name] for name in opening), *closing, *middle, blank]
    before_open = chained(after_open, opening, [], halving, glyph_ids)
    squeezing = [append_lookup(table, before_close), append_lookup(table, before_open)]
    add_feature(table, "halt", [halving], language_systems(table))
    add_feature(table, "chws", squeezing, language_systems(table))


def middle_dot(font: TTFont) -> None:
    """· is half an em wide, and one em in Taiwan and Hong Kong (GB/T 15834 §5.1; 重訂標點符號手冊)."""
    whole = font.getBestCmap()[0x30FB]
    for subtable in font["cmap"].tables:
        if subtable.isUnicode():
            subtable.cmap[0xB7] = f"{whole}.half"
    table = font["GSUB"].table
    widening = append_lookup(table, buildSingleSubstSubtable({f"{whole}.half": whole}))
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "locl":
            record.Feature.LookupListIndex.append(widening)
            record.Feature.LookupCount += 1


def whole_dash(font: TTFont) -> None:
    """— is one em wide and —— two, centred on the ideographs, on the mainland too (GB/T 15834 §5.1; CLREQ).

    Source Han draws them so for Taiwan only; its Simplified default is an English dash of nine tenths, which
    Latin text keeps.
    """
    table, cmap = font["GSUB"].table, font.getBestCmap()
    whole = {cmap[ord(dash)]: shaped_name(font, saved(font), dash, "zh-Hant-TW") for dash in "—⸺"}
    widening = append_lookup(table, buildSingleSubstSubtable(whole))
    for record in table.ScriptList.ScriptRecord:
        if record.ScriptTag not in ("latn", "grek", "cyrl"):
            # The last lookup of its stage: it finds what ccmp has joined from — —.
            add_feature(table, "locl", [widening], [record.Script.DefaultLangSys])


def tabular_figures(font: TTFont) -> None:
    """`tnum`: digits of one width, for columns of numbers; in the serif faces a 1 is narrower than the others."""
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    width = metrics[cmap[ord("0")]][0]
    digits = [cmap[code] for code in map(ord, "123456789") if metrics[cmap[code]][0] != width]
    tabular = {name: f"{name}.tab" for name in digits}
    for name in digits:
        _add_shifted_glyph(font, name, tabular[name], (width - metrics[name][0]) // 2, width)
    if tabular:
        table = font["GSUB"].table
        lookup = append_lookup(table, buildSingleSubstSubtable(tabular))
        add_feature(table, "tnum", [lookup], language_systems(table))


def regions_of_marks_alone(font: TTFont) -> None:
    """Marks with no ideograph beside them (the 。 after a note's number) follow the region too.

    To a shaper such a run has no script, and the source knows regions under scripts only.
    """
    lend_languages(font["GSUB"].table, "hani", "DFLT")


def em_box(font: TTFont) -> None:
    """Every face has the same ascent and descent, those of the em box, so a baseline never depends on the face."""
    horizontal, windows = font["hhea"], font["OS/2"]
    horizontal.ascent = windows.sTypoAscender = 880
    horizontal.descent = windows.sTypoDescender = -120
    horizontal.lineGap = windows.sTypoLineGap = 0
    # Where a face with a BASE table meets one without in a line, Pango moves the whole line by the difference.
    if "BASE" in font:
        del font["BASE"]


def give_name(font: TTFont, family: str, style: str) -> None:
    """A name of our own, as the licence asks, beside the copyright, version and licence of the source."""
    names = font["name"]
    names.names = [
        record
        for record in names.names
        if record.nameID in (0, 5, 13, 14) and (record.platformID, record.langID) == (3, 0x409)
    ]
    post_script = f"{family}-{style}".replace(" ", "")
    for number, value in (
        (1, family),
        (2, style),
        (3, post_script),
        (4, f"{family} {style}"),
        (6, post_script),
    ):
        names.setName(value, number, 3, 1, 0x409)
    bold, italic = "Bold" in style, "Italic" in style
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = bold << 5 | italic | (not bold and not italic) << 6
    font["head"].macStyle = bold | italic << 1


def saved(font: TTFont) -> bytes:
    """The file, without the hour it was made."""
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 3786912000  # the first of 2024, in seconds since 1904
    file = io.BytesIO()
    font.save(file, reorderTables=False)
    return file.getvalue()


def _tag_number(tag: str) -> int:
    return int.from_bytes(tag.encode(), "big")


def _declare_quadratic(font: TTFont) -> None:
    """The tables around the outlines say glyf, not CFF."""
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones, limits.maxComponentElements = 0x00010000, 1, 0
    for unused in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{unused}", 0)
    limits.maxSizeOfInstructions = 0
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    font.sfntVersion = "\0\1\0\0"


def _add_shifted_glyph(font: TTFont, name: str, new: str, shift: int, width: int) -> None:
    """A glyph `new`, `width` wide: `name` moved by `shift`."""
    glyph = copy.deepcopy(font["glyf"][name])
    glyph.coordinates.translate((shift, 0))
    glyph.recalcBounds(font["glyf"])
    font.setGlyphOrder([*font.getGlyphOrder(), new])
    font["glyf"][new] = glyph
    font["hmtx"][new] = (width, glyph.xMin)
    font["vmtx"][new] = font["vmtx"][name]
