"""Which characters a face is asked for. In: nothing, or a table of code points. Out: sets of code points."""

from pathlib import Path

from fontTools.ttLib import TTFont

SOURCES = Path(__file__).parent / "sources"

# Symbols, kana, bopomofo, radicals, compatibility and full-width forms, Latin, Greek, Cyrillic.
SYMBOLS = """20-7E A0-24F 250-36F 370-4FF 1E00-1FFF 2000-27FF 2900-2BFF 2E00-2FDF 2FF0-303F 3040-30FF 3100-312F
             31A0-31FF 3200-321E 3220-325F 327F-33FF F900-FAFF FE10-FE1F FE30-FE6F FF00-FFEF 1F100-1F2FF"""

# What Kai and Fang borrow from Song: Latin letters, digits and every mark of punctuation.
MARKS = """20-7E A0-24F 2010-2027 2030-2033 2039-203B 20AC 2103 2122 2E3A 3000-3003 3008-3011 3014-301F 30FB FF01
           FF08-FF09 FF0C FF0E FF1A-FF1B FF1F FF3B FF3D FF5B FF5D-FF60"""


def ranges(table: str) -> set[int]:
    """Code points of a table such as `20-7E A0`."""
    pairs = (item.split("-") for item in table.split())
    return {code for pair in pairs for code in range(int(pair[0], 16), int(pair[-1], 16) + 1)}


def ideographs(encoding: str) -> set[int]:
    """The ideographs a two-byte encoding holds."""
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode(encoding, "ignore")
            found.update(code for code in map(ord, text) if is_ideograph(code))
    return found


def is_ideograph(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


def common_characters() -> set[int]:
    """GB 2312, 通用规范汉字表, Big5 and the symbols: what Kai and Fang are asked for."""
    zhuque = TTFont(SOURCES / "LXGWZhuqueFangsong-Regular.ttf", lazy=True).getBestCmap()
    standard = set(filter(is_ideograph, zhuque))  # holds all 8,105 of 通用规范汉字表, which no encoding names
    return ideographs("gb2312") | ideographs("big5") | standard | ranges(SYMBOLS)


def all_characters() -> set[int]:
    """The common ones, the whole first Unicode block and Hong Kong's HKSCS: what Song, Hei and Title are asked for."""
    return common_characters() | set(range(0x4E00, 0xA000)) | ideographs("big5hkscs")
