"""What stands on the page: faces, regional forms, baselines, and the text a reader takes from it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

Print = Callable[..., Any]
VOICES = {"song": "Song", "hei": "Hei", "title": "Title", "kai": "Kai", "fang": "Fang"}
REGIONS = ("zh-Hans", "zh-Hant-TW", "zh-Hant-HK")


@pytest.mark.parametrize("lang", REGIONS)
@pytest.mark.parametrize("voice", VOICES)
def test_every_voice_prints_in_its_own_face_in_every_region(printed: Print, voice: str, lang: str) -> None:
    page = printed(f'<p class="{voice}">桥，2026年。</p>', lang=lang)
    fonts = {str(char["text"]): str(char["fontname"]).partition("+")[2] for char in page.chars()}
    borrowed = "Bulletin-Marks" if voice in ("kai", "fang") else f"Bulletin-{VOICES[voice]}"
    assert fonts["桥"] == f"Bulletin-{VOICES[voice]}"
    assert fonts["，"] == fonts["2"] == borrowed
    assert page.codes == []


def test_a_system_font_asked_for_by_name_does_not_get_in(printed: Print) -> None:
    page = printed("<p>桥 Bridge</p>", style='p { font-family: "DejaVu Sans", "Liberation Serif", Arial }')
    assert page.families() == {"Bulletin-Song"}


def test_an_unstyled_page_prints_in_song(printed: Print) -> None:
    page = printed("<p>桥<code>x</code></p>", style="html { font-family: initial }")
    assert page.families() == {"Bulletin-Song", "Bulletin-Hei"}


def test_bold_and_italic_are_faces_and_not_made_up(printed: Print) -> None:
    page = printed("<p><b>桥</b><em>桥 Bridge</em></p>")
    assert page.families() == {"Bulletin-Song-Bold", "Bulletin-Song", "Bulletin-Song-Italic"}
    assert {char["text"] for char in page.chars() if str(char["fontname"]).endswith("Italic")} == set(
        "Bridge"
    )


def test_the_drawn_form_of_an_ideograph_follows_lang(printed: Print) -> None:
    pictures = {lang: printed("<p>骨</p>", lang=lang).picture() for lang in REGIONS}
    assert _differ(pictures["zh-Hans"], pictures["zh-Hant-TW"])
    assert not _differ(pictures["zh-Hans"], printed("<p>骨</p>", lang="zh-Hans").picture())


def test_a_run_of_another_language_has_its_own_forms(printed: Print) -> None:
    mixed = printed('<p><span lang="zh-Hant-TW">骨</span></p>', lang="zh-Hans").picture()
    assert not _differ(mixed, printed("<p>骨</p>", lang="zh-Hant-TW").picture())


@pytest.mark.parametrize("voice", VOICES)
def test_the_comma_is_in_the_corner_on_the_mainland_and_centred_in_taiwan(printed: Print, voice: str) -> None:
    em = 72  # 12 pt at six pixels a point
    left, right = _ink(printed(f'<p class="{voice}">，</p>', lang="zh-Hans").picture())
    assert (left + right) / 2 < 0.35 * em
    left, right = _ink(printed(f'<p class="{voice}">，</p>', lang="zh-Hant-TW").picture())
    assert 0.42 * em < (left + right) / 2 < 0.58 * em


def test_all_voices_stand_on_the_same_baseline(printed: Print) -> None:
    lines = "".join(f'<p class="{voice}">桥</p>' for voice in VOICES)
    baselines = [char["matrix"][5] for char in printed(lines).chars()]
    steps = [above - below for above, below in pairwise(baselines)]
    assert steps == pytest.approx([18.0] * 4, abs=0.002)


def test_squeezed_marks_are_read_in_one_line_by_every_reader(printed: Print) -> None:
    text = "他说：“这座桥，‘该修了’。”（见《乡志》第3页）——于是……"
    page = printed(f"<p>{text}</p>")
    assert page.text().replace("\n", "") == text
    document = pypdfium2.PdfDocument(page.path)
    assert document[0].get_textpage().get_text_range().replace("\r\n", "") == text
    document.close()


def test_a_character_without_a_face_is_told_and_the_page_claims_nothing(printed: Print) -> None:
    page = printed("<p>桥🙂，桥🙂</p>")
    (notice,) = page.notices
    assert notice.code == "pdf.missing-glyph"
    assert notice.values == {"character": "🙂", "code_point": "U+1F642"}
    assert b"pdfaid" not in page.data
    assert "桥" in page.text()


def _differ(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None


def _ink(picture: Image.Image) -> tuple[float, float]:
    """Where what is drawn begins and ends, in pixels from the left of the type area (10 mm)."""
    left, _, right, _ = ImageChops.invert(picture).point(lambda value: 255 if value > 60 else 0).getbbox()
    margin = 10 / 25.4 * 72 * 6
    return left - margin, right - margin
