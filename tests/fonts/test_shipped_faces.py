"""What the shipped faces promise to themes: docs/fonts.md."""

import pytest
import uharfbuzz as hb

from bulletin.fonts import faces, fonts_folder

REGIONS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")
FOLLOWING_LANG = ("Song-Regular", "Song-Bold", "Hei-Regular", "Hei-Bold", "Title-Regular", "Marks-Regular")
CHINESE = (
    "Song-Regular",
    "Song-Bold",
    "Hei-Regular",
    "Hei-Bold",
    "Title-Regular",
    "Kai-Regular",
    "Fang-Regular",
)


def advances(
    face: str, text: str, lang: str = "zh-Hans", script: str = "Hani", **features: bool
) -> list[int]:
    """The advance of each glyph in thousandths of an em."""
    return [position.x_advance for _, position in _shaped(face, text, lang, script, features)]


def glyphs(face: str, text: str, lang: str, script: str = "Hani") -> list[int]:
    return [info.codepoint for info, _ in _shaped(face, text, lang, script, {})]


@pytest.mark.parametrize("face", CHINESE)
def test_the_national_standards_characters_are_all_there(face: str) -> None:
    gb2312 = bytes(
        byte for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF) for byte in (lead, trail)
    ).decode("gb2312", "ignore")
    assert len(gb2312) == 6763
    assert not set(map(ord, gb2312)) - set(_font(face).face.unicodes)


def test_every_face_has_the_ascent_and_descent_of_the_em_box() -> None:
    for face in faces():
        extents = hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path)))).get_font_extents("ltr")
        assert (extents.ascender, extents.descender, extents.line_gap) == (880, -120, 0), face.family


@pytest.mark.parametrize("face", FOLLOWING_LANG)
def test_the_comma_stands_in_the_corner_on_the_mainland_and_in_the_middle_in_taiwan(face: str) -> None:
    mainland, taiwan, hong_kong = (glyphs(face, "，", lang) for lang in REGIONS)
    assert mainland != taiwan == hong_kong


@pytest.mark.parametrize("face", FOLLOWING_LANG)
def test_marks_without_an_ideograph_beside_them_follow_the_region_too(face: str) -> None:
    """As the 。 behind a note's number, which is set as a run of its own and has no script."""
    for lang in REGIONS:
        assert glyphs(face, "。", lang, script="Zyyy") == glyphs(face, "。", lang)
        assert advances(face, "·——", lang, script="Zyyy") == advances(face, "·——", lang)


def test_ideographs_follow_the_region() -> None:
    assert len({tuple(glyphs("Song-Regular", "骨", lang)) for lang in REGIONS}) >= 2
    assert len({tuple(glyphs("Hei-Bold", "曜", lang)) for lang in REGIONS}) >= 2


@pytest.mark.parametrize("face", FOLLOWING_LANG)
@pytest.mark.parametrize("lang", REGIONS)
def test_a_dash_is_two_ems_wide_and_an_ellipsis_too(face: str, lang: str) -> None:
    assert sum(advances(face, "——", lang)) == 2000
    assert sum(advances(face, "……", lang)) == 2000


@pytest.mark.parametrize("face", FOLLOWING_LANG)
def test_the_middle_dot_is_half_an_em_on_the_mainland_and_one_in_taiwan(face: str) -> None:
    assert advances(face, "·", "zh-Hans") == [500]
    assert advances(face, "·", "zh-Hant-TW") == [1000]


@pytest.mark.parametrize("face", FOLLOWING_LANG)
@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("，“", [1000, 500]),
        ("。”", [500, 1000]),
        ("）（", [1000, 500]),
        ("：「", [1000, 500]),
        ("。”（", [500, 1000, 500]),
        ("（“《", [1000, 500, 500]),
    ],
)
def test_marks_that_meet_are_squeezed_when_asked(face: str, text: str, widths: list[int]) -> None:
    assert advances(face, text) == [1000] * len(text)
    assert advances(face, text, chws=True) == widths


def test_centred_marks_of_taiwan_keep_their_place_when_squeezed() -> None:
    assert advances("Song-Regular", "，，", "zh-Hant-TW", chws=True) == [1000, 1000]
    assert advances("Song-Regular", "」，「", "zh-Hant-TW", chws=True) == [500, 1000, 500]


@pytest.mark.parametrize("face", FOLLOWING_LANG)
def test_a_squeezed_mark_is_a_glyph_of_its_own_and_not_moved(face: str) -> None:
    for _, position in _shaped(face, "“，。”（）", "zh-Hans", "Hani", {"halt": True}):
        assert (position.x_advance, position.x_offset) == (500, 0)


@pytest.mark.parametrize("face", FOLLOWING_LANG)
def test_tabular_figures_have_one_width(face: str) -> None:
    assert len(set(advances(face, "0123456789", tnum=True))) == 1


def test_kai_and_fang_take_their_digits_from_marks() -> None:
    assert advances("Marks-Regular", "2026 Bulletin", "zh-Hans") == advances(
        "Song-Regular", "2026 Bulletin", "zh-Hans"
    )


def _font(face: str) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(fonts_folder() / f"Bulletin{face}.ttf"))))


def _shaped(
    face: str, text: str, lang: str, script: str, features: dict[str, bool]
) -> list[tuple[hb.GlyphInfo, hb.GlyphPosition]]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script, lang
    hb.shape(_font(face), buffer, features)
    return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
