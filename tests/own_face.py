"""A font file such as an editor may bring, small: for tests of what becomes of it."""

from pathlib import Path
from typing import Any, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

OFL: Final = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


def font_file(folder: Path, text: str, *, licence: str = "", rights: int = 0, outlines: str = "ttf") -> Path:
    """A face of squares for the characters of `text`, its metrics unlike ours."""
    names = [".notdef", *(f"u{ord(char):04X}" for char in text)]
    builder = FontBuilder(2048, isTTF=outlines == "ttf")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in text})
    if outlines == "ttf":
        builder.setupGlyf({name: _square(TTGlyphPen(None)).glyph() for name in names})
    else:
        strings = {name: _square(T2CharStringPen(2048, None)).getCharString() for name in names}
        builder.setupCFF("Ours-Regular", {"FullName": "Ours"}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (2048, 100)))
    builder.setupHorizontalHeader(ascent=2200, descent=-600)
    builder.setupNameTable({"familyName": "Ours", "styleName": "Regular", "licenseDescription": licence})
    builder.setupOS2(
        fsType=rights, sTypoAscender=2000, sTypoDescender=-500, usWinAscent=2300, usWinDescent=700
    )
    builder.setupPost()
    path = folder / f"ours.{outlines}"
    builder.save(path)
    return path


def _square(pen: Any) -> Any:
    pen.moveTo((100, 0))
    for corner in ((100, 1700), (1900, 1700), (1900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen
