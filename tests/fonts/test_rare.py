"""The font an e-book brings along for characters its reader may lack."""

import io
from collections.abc import Callable

import pytest
import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from tests.variation_face import variation_face

from bulletin.fonts import book_font, rare_characters
from bulletin.model import Edition


def test_ideographs_beyond_the_common_block_are_rare_and_others_are_not(
    edition_of: Callable[..., Edition],
) -> None:
    edition = edition_of("<body><p>桥a，1①ā。䶮先生与㛃女士，﨎</p></body>", title="鿍化物")
    assert rare_characters(edition) == frozenset("䶮㛃鿍")


def test_a_rare_character_that_song_lacks_is_not_promised(edition_of: Callable[..., Edition]) -> None:
    assert rare_characters(edition_of("<body><p>𪚥</p></body>")) == frozenset()


def test_the_font_holds_the_characters_and_little_else() -> None:
    font = TTFont(io.BytesIO(book_font(frozenset("䶮㛃鿍"), "zh-Hans")))
    assert set(font.getBestCmap()) == set(map(ord, "䶮㛃鿍"))
    assert font["maxp"].numGlyphs == 4
    assert "Adobe" in font["name"].getDebugName(0)
    assert "Open Font License" in font["name"].getDebugName(13)


def test_the_font_is_the_same_each_time() -> None:
    assert book_font(frozenset("䶮㛃鿍"), "zh-Hans") == book_font(frozenset("鿍㛃䶮"), "zh-Hans")


def test_the_regions_form_is_the_characters_own_glyph() -> None:
    """骨 is not rare, but its forms differ most plainly."""
    drawings = {lang: _drawing(book_font(frozenset("骨"), lang)) for lang in ("zh-Hans", "zh-Hant-TW")}
    assert drawings["zh-Hans"] != drawings["zh-Hant-TW"]
    assert all(drawings.values())


def test_a_face_that_has_variation_sequences_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.fonts.rare._song", lambda: hb.Face(variation_face()))
    font = TTFont(io.BytesIO(book_font(frozenset("邊"), "zh-Hant-TW")))
    (sequences,) = (table.uvsDict for table in font["cmap"].tables if table.format == 14)
    assert sequences[0xE0100] == [(ord("邊"), None)]
    ((char, glyph),) = sequences[0xE0101]
    assert char == ord("邊")
    assert font["glyf"][glyph].yMax == 200  # the other form's own drawing
    assert font["glyf"][font.getBestCmap()[char]].yMax == 800
    assert font["maxp"].numGlyphs == 3


def test_a_character_that_song_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="Bulletin Song"):
        book_font(frozenset("𪚥"), "zh-Hans")


def _drawing(data: bytes) -> list[object]:
    font = TTFont(io.BytesIO(data))
    pen = RecordingPen()
    font.getGlyphSet()[font.getBestCmap()[ord("骨")]].draw(pen)
    return list(pen.value)
