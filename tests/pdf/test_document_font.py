"""The faces inside a document: one grid, the regions' forms, kerning, and a subset that is made once."""

import time
from collections.abc import Callable
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font

from bulletin import fonts
from bulletin.errors import EngineError
from bulletin.pdf import faces, subsetting

Print = Callable[..., Any]
FACES = sorted(path.name for path in Path(fonts.__file__).parents[3].joinpath("fonts").glob("*.ttf"))


class Embedded:
    """What `subsetting` sees of a WeasyPrint font."""

    def __init__(self, content: bytes) -> None:
        self.file_content, self.index, self.missing = content, 0, dict[int, int]()
        self.face_name = sha256(content).hexdigest()


@pytest.fixture(scope="module")
def song() -> bytes:
    return (Path(fonts.__file__).parents[3] / "fonts" / "BulletinSong-Regular.ttf").read_bytes()


@pytest.fixture(scope="module")
def glyphs(song: bytes) -> dict[int, str]:
    """Three thousand ideographs by glyph."""
    face = hb.Font(hb.Face(song))
    found = ((face.get_nominal_glyph(point), chr(point)) for point in range(0x4E00, 0x9FFF, 3))
    return dict(islice(((glyph, char) for glyph, char in found if glyph), 3000))


def cut(song: bytes, glyphs: dict[int, str]) -> tuple[bytes, float]:
    """The subset and the processor's seconds it took."""
    font, start = Embedded(song), time.process_time()
    subsetting._subset(font, glyphs, hinting=False)
    return font.file_content, time.process_time() - start


def test_a_font_of_three_thousand_characters_is_made_in_time_and_once(
    song: bytes, glyphs: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subsetting, "_SUBSETS", {})
    first, cold = cut(song, glyphs)
    again, cached = cut(song, glyphs)
    print(f"cold {cold * 1000:.0f} ms, cached {cached * 1000:.1f} ms, {len(first) / 1000:.0f} kB")
    assert again is first
    assert cold <= 0.6
    assert cached <= 0.02


def test_another_character_or_another_face_is_another_font(
    song: bytes, glyphs: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subsetting, "_SUBSETS", {})
    few = dict(islice(glyphs.items(), 20))
    fewer = dict(islice(glyphs.items(), 19))
    kai = (Path(fonts.__file__).parents[3] / "fonts" / "BulletinKai-Regular.ttf").read_bytes()
    made = [cut(song, few)[0], cut(song, fewer)[0], cut(kai, few)[0]]
    assert len(set(made)) == 3


def test_the_cache_keeps_the_last_fonts_only(
    song: bytes, glyphs: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[Any, bytes] = {}
    monkeypatch.setattr(subsetting, "_SUBSETS", kept)
    monkeypatch.setattr(subsetting, "_KEPT", 2)
    for count in (5, 6, 7):
        cut(song, dict(islice(glyphs.items(), count)))
    assert sorted(len(key[1]) for key in kept) == [6, 7]


def test_a_face_whose_font_is_kept_is_not_read_again(printed: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subsetting, "_SUBSETS", {})
    first = printed("<p>涨水时要搬书。</p>").data

    def read(_face: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(faces, "get_hb_object_data", read)
    assert printed("<p>涨水时要搬书。</p>").data == first
    with pytest.raises(EngineError):  # another font is cut from it
        printed("<p>涨水时要搬家。</p>")


def test_a_face_is_read_when_its_content_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "face.font"
    file.write_bytes(b"OTTO")
    with faces.applied():
        font = faces.font_of({"face_name": "a", "file": file})
        assert (font.file_content, font.type) == (b"OTTO", "otf")
        font.file_content = b"cut"
        assert (font.file_content, font.type) == (b"cut", "ttf")
    assert not hasattr(Font, "file_content")


@pytest.mark.parametrize("face", FACES)
def test_every_face_has_true_type_outlines_that_every_program_draws(face: str) -> None:
    with TTFont(Path(fonts.__file__).parents[3] / "fonts" / face, lazy=True) as font:
        assert "glyf" in font
        assert "CFF " not in font


def test_latin_is_kerned_and_kerning_is_read_as_no_space(printed: Print) -> None:
    chars = printed("<p>AVATAR To WAVE</p>").chars()
    pairs = {f"{a['text']}{b['text']}": float(str(b["x0"])) - float(str(a["x1"])) for a, b in pairwise(chars)}
    assert pairs["AV"] < -0.3
    assert pairs["To"] < -0.3
    assert printed("<p>AVATAR To WAVE</p>").text() == "AVATAR To WAVE"


def test_a_variation_selector_costs_neither_the_character_nor_its_face(printed: Print) -> None:
    page = printed("<p>邊\U000e0101界，邊界</p>", lang="zh-Hant-TW")
    assert page.codes == []
    assert page.families() == {"Bulletin-Song"}
    assert "".join(char for char in page.text() if char != "\U000e0101") == "邊界，邊界"


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant-TW"])
def test_a_line_of_any_face_or_of_several_keeps_the_grid(printed: Print, lang: str) -> None:
    voices = ("song", "hei", "title", "kai", "fang")
    mixed = "".join(f'<span class="{voice}">桥A1，</span>' for voice in voices)
    page = printed("".join(f'<p class="{voice}">桥{mixed}</p>' for voice in voices), lang=lang)
    baselines = sorted({round(char["matrix"][5], 3) for char in page.chars()}, reverse=True)
    assert [above - below for above, below in pairwise(baselines)] == pytest.approx([18.0] * 4, abs=0.002)
