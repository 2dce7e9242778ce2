"""What the faces can print, and what is told of the rest."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.variation_face import variation_face

from bulletin.fonts import coverage, missing_glyphs, usable_faces
from bulletin.fonts.coverage import _sequences, draws_sequence
from bulletin.model import Edition, Severity, Voice

Make = Callable[..., Edition]


@pytest.mark.parametrize("voice", list(Voice))
def test_every_voice_prints_common_words_marks_and_digits(voice: Voice) -> None:
    assert coverage().covers(voice, "“修桥记”（2026年3月15日）——卡尔·马克思、Dvořák：《乡志》……")


def test_fang_does_not_claim_the_traditional_characters_it_would_borrow_from_song() -> None:
    assert coverage().covers(Voice.SONG, "臺灣鄉鎮的橋樑與龜")
    assert not coverage().covers(Voice.FANG, "鱻")
    assert coverage().covers(Voice.SONG, "鱻")


def test_a_missing_character_is_named_with_its_article_and_place(edition_of: Make) -> None:
    (notice,) = missing_glyphs(edition_of("<body><p>好。</p><p>桥头的小店开张了🙂，店主说🙂。</p></body>"))
    assert notice.code == "fonts.missing-glyph"
    assert notice.severity is Severity.ERROR
    assert notice.article == "修桥记"
    assert notice.place == "桥头的小店开张了🙂，店主…"
    assert notice.values == {"characters": "“🙂” (U+1F642) ×2", "count": 1}
    assert "U+1F642" in notice.message("zh")
    assert "🙂" in notice.message("en")


def test_a_missing_character_is_found_wherever_words_are_printed(edition_of: Make) -> None:
    xhtml = """<body><table><caption>表𪚥</caption><tbody><tr><td>甲<ul><li>乙𪚦</li></ul></td></tr></tbody></table>
      <figure><img src="a.png" alt="不印𪚧"/><figcaption>图𪚨</figcaption></figure>
      <p><ruby>汉<rt>𪛀</rt></ruby></p><aside class="footnote" id="note-1"><p>注𪚪</p></aside></body>"""
    found = missing_glyphs(edition_of(xhtml, title="题𪚫", masthead="头𪚬"))
    named = " ".join(str(notice.values["characters"]) for notice in found)
    assert all(char in named for char in "𪚥𪚦𪚨𪛀𪚪𪚫𪚬")
    assert "𪚧" not in named
    assert [notice.article for notice in found] == ["", "题𪚫"]


def test_a_private_character_is_refused_though_a_face_might_draw_it(edition_of: Make) -> None:
    (notice,) = missing_glyphs(edition_of("<body><p>某\ue5e5镇</p></body>"))
    assert notice.code == "fonts.private-character"
    assert notice.values["characters"] == "U+E5E5 ×1"
    assert "\ue5e5" not in notice.message("zh")


def test_what_draws_nothing_is_not_missed(edition_of: Make) -> None:
    xhtml = "<body><p>零宽\u200b\u2060空\u2003格\u3000选\ufe0f择符\u00ad\ufeff\u2028换行\n制表\t</p></body>"
    assert missing_glyphs(edition_of(xhtml)) == ()


def test_a_form_that_no_face_has_is_named_with_its_article_and_place(edition_of: Make) -> None:
    text = "渡邊\U000e0101先生，再说渡邊\U000e0101，和葛\U000e0100城；，\ufe00"
    (notice,) = missing_glyphs(edition_of(f"<body><p>好。</p><p>{text}</p></body>"))
    assert notice.code == "fonts.unknown-form"
    assert notice.severity is Severity.WARNING
    assert (notice.article, notice.place) == ("修桥记", f"{text[:12]}…")
    assert notice.values["count"] == 3
    assert "“邊\U000e0101” (U+908A U+E0101) ×2" in str(notice.values["characters"])
    assert "葛" in notice.message("zh")


def test_a_form_that_a_face_has_is_no_matter(
    edition_of: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "own.ttf").write_bytes(variation_face())
    own = replace(usable_faces()[0], path=tmp_path / "own.ttf")
    module = sys.modules[draws_sequence.__module__]  # `bulletin.fonts.coverage` is its function
    monkeypatch.setattr(module, "usable_faces", lambda: (own,))
    monkeypatch.setattr(module, "_sequences", _sequences.__wrapped__)
    monkeypatch.setattr("bulletin.fonts.missing.printable", lambda: {ord("邊"), ord("界")})
    found = missing_glyphs(
        edition_of("<body><p>邊\U000e0101邊\U000e0102界</p></body>", title="界", masthead="界")
    )
    named = {notice.code: notice.values["characters"] for notice in found}
    assert named["fonts.unknown-form"] == "“邊\U000e0102” (U+908A U+E0102) ×1"


def test_a_clean_edition_has_nothing_to_tell(edition_of: Make) -> None:
    assert missing_glyphs(edition_of("<body><h2>一、缘起</h2><p>他说：“好。”</p></body>")) == ()
