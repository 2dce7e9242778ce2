"""GSUB and GPOS, read and added to. In: a font or its table, changed in place. Out: lookup indices, glyph names."""

import bisect
from collections.abc import Iterable

import uharfbuzz as hb
from fontTools.otlLib.builder import buildCoverage, buildLookup
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables


def marks_by_ink(font: TTFont, em: int) -> tuple[list[str], list[str], list[str]]:
    """The one-em marks whose ink lies in the right half, the left half and the middle, from the source's `halt`."""
    table = font["GPOS"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "halt"
        for index in record.Feature.LookupListIndex
    }
    by_shift: dict[int, set[str]] = {-em // 2: set(), 0: set(), -em // 4: set()}
    for subtable in (sub for index in lookups for sub in table.LookupList.Lookup[index].SubTable):
        single = getattr(subtable, "ExtSubTable", subtable)
        for position, name in enumerate(single.Coverage.glyphs):
            value = single.Value if single.Format == 1 else single.Value[position]
            if value.XAdvance == -em // 2 and font["hmtx"][name][0] == em:
                by_shift[getattr(value, "XPlacement", 0)].add(name)
    opening, closing, middle = map(sorted, by_shift.values())
    return opening, closing, middle


def shaped_name(font: TTFont, data: bytes, character: str, language: str) -> str:
    """The name of the glyph that the finished `data` of `font` shows for a character in a language."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", language
    hb.shape(hb.Font(hb.Face(data)), buffer)
    return str(font.getGlyphOrder()[buffer.glyph_infos[0].codepoint])


def append_lookup(table: otTables.GSUB, subtable: otTables.BaseTable) -> int:
    """Put a lookup behind all others; its index."""
    lookups = table.LookupList
    lookups.Lookup.append(buildLookup([subtable]))
    lookups.LookupCount = len(lookups.Lookup)
    return lookups.LookupCount - 1


def chained(
    before: list[str], glyphs: list[str], after: list[str], lookup: int, glyph_ids: dict[str, int]
) -> otTables.BaseTable:
    """Apply `lookup` to one of `glyphs` between one of `before` and one of `after` (empty: anything)."""
    subtable = otTables.ChainContextSubst()
    subtable.Format = 3
    subtable.BacktrackCoverage = [buildCoverage(before, glyph_ids)] if before else []
    subtable.InputCoverage = [buildCoverage(glyphs, glyph_ids)]
    subtable.LookAheadCoverage = [buildCoverage(after, glyph_ids)] if after else []
    subtable.BacktrackGlyphCount = len(subtable.BacktrackCoverage)
    subtable.LookAheadGlyphCount = len(subtable.LookAheadCoverage)
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    subtable.SubstLookupRecord = [record]
    subtable.InputGlyphCount = subtable.SubstCount = 1
    return subtable


def language_systems(table: otTables.GSUB) -> list[otTables.LangSys]:
    """Every language system of every script."""
    scripts = [record.Script for record in table.ScriptList.ScriptRecord]
    return [
        system
        for script in scripts
        for system in (script.DefaultLangSys, *(record.LangSys for record in script.LangSysRecord))
    ]


def lend_languages(table: otTables.GSUB, lender: str, borrower: str) -> None:
    """Give one script (OpenType tag) the languages of another."""
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    scripts[borrower].LangSysRecord = scripts[lender].LangSysRecord
    scripts[borrower].LangSysCount = scripts[lender].LangSysCount


def add_feature(
    table: otTables.GSUB, tag: str, lookups: list[int], systems: Iterable[otTables.LangSys]
) -> None:
    """Give the language systems a feature; feature records stay sorted by tag, as the format asks."""
    records = table.FeatureList.FeatureRecord
    place = bisect.bisect_right([record.FeatureTag for record in records], tag)
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex, record.Feature.LookupCount = lookups, len(lookups)
    records.insert(place, record)
    table.FeatureList.FeatureCount = len(records)
    chosen = {id(system) for system in systems}
    for system in {id(system): system for system in language_systems(table)}.values():
        moved = [index + (index >= place) for index in system.FeatureIndex]
        system.FeatureIndex = sorted([*moved, place] if id(system) in chosen else moved)
        system.FeatureCount = len(system.FeatureIndex)
