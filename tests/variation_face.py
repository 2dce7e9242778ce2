"""A small face with variation sequences, which no shipped face has: for tests of what becomes of them."""

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

# 邊 has its usual form with the first selector and another, a low bar, with the second.
USUAL, OTHER = "邊\U000e0100", "邊\U000e0101"


def variation_face() -> bytes:
    """A TrueType face of 邊 and 界, squares of ink, with the two sequences (`cmap` format 14)."""
    names = [".notdef", "usual", "other", "boundary"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    sequences = [(ord(USUAL[0]), ord(USUAL[1]), None), (ord(OTHER[0]), ord(OTHER[1]), "other")]
    builder.setupCharacterMap({ord("邊"): "usual", ord("界"): "boundary"}, uvs=sequences)
    tops = {".notdef": 800, "usual": 800, "other": 200, "boundary": 500}
    builder.setupGlyf({name: _bar(tops[name]) for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _bar(top: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, top), (900, top), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
