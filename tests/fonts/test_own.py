"""A face of the editor's own: what is refused, what is told, and the cut of it that a document gets."""

import io
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from tests.own_face import OFL, font_file

from bulletin.errors import InputError
from bulletin.fonts import coverage, document_face, own_face_notices, own_faces, with_own
from bulletin.fonts.own import OwnFace
from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section, Voice


def face_of(path: Path, voice: Voice = Voice.SONG) -> OwnFace:
    (face,) = own_faces({voice: path})
    return face


def edition_of(text: str, title: str = "春") -> Edition:
    article = Article("a", title, Body(f"<body><p>{text}</p></body>"))
    issue = Issue("1", "", Periodical("", Masthead("")), (Section("", (article,)),))
    return Edition(issue, Script.ZH_HANS, "zh-Hans")


def codes(edition: Edition, *faces: OwnFace) -> list[str]:
    return [notice.code for notice in own_face_notices(edition, faces)]


@pytest.mark.parametrize("outlines", ["ttf", "otf"])
def test_a_document_gets_the_characters_it_uses_on_the_metrics_of_the_page(
    outlines: str, tmp_path: Path
) -> None:
    face = face_of(font_file(tmp_path, "春夏秋冬，A", outlines=outlines))
    cut = document_face(face, "<p>春天，A秋</p>")
    assert cut == document_face(face, "<p>春天，A秋</p>")
    assert {chr(code) for code in hb.Face(cut).unicodes} == {"春", "秋"}
    font = TTFont(io.BytesIO(cut))
    assert (font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap) == (1802, -246, 0)
    assert (font["OS/2"].usWinAscent, font["OS/2"].usWinDescent) == (1802, 246)
    assert font["name"].getDebugName(1) == "Bulletin Own Song"


def test_its_voice_prints_what_the_face_has_and_the_marks_and_letters_it_had(tmp_path: Path) -> None:
    covered = with_own(coverage(), (face_of(font_file(tmp_path, "春夏")),))
    assert covered.covers(Voice.SONG, "春夏，Spring 2026")
    assert not covered.covers(Voice.SONG, "秋")
    assert covered.covers(Voice.HEI, "秋")


def test_characters_it_lacks_are_told(tmp_path: Path) -> None:
    path = font_file(tmp_path, "春夏", licence=OFL)
    (notice,) = own_face_notices(edition_of("春夏秋冬，秋"), (face_of(path),))
    assert (notice.code, notice.values["characters"], notice.values["count"]) == (
        "fonts.face-lacks",
        "秋冬",
        2,
    )
    assert codes(edition_of("春夏"), face_of(path)) == []


def test_a_face_for_titles_answers_for_titles_only(tmp_path: Path) -> None:
    face = face_of(font_file(tmp_path, "春", licence=OFL), Voice.TITLE)
    assert codes(edition_of("秋冬", title="春"), face) == []
    assert codes(edition_of("秋冬", title="秋"), face) == ["fonts.face-lacks"]


def test_a_licence_that_is_not_open_is_put_to_the_editor(tmp_path: Path) -> None:
    face = face_of(font_file(tmp_path, "春", licence="© 某某字库，保留一切权利"))
    (notice,) = own_face_notices(edition_of("春"), (face,))
    assert (notice.code, notice.values["licence"]) == ("fonts.face-licence", "© 某某字库，保留一切权利")


@pytest.mark.parametrize(
    ("rights", "is_refused"),
    [(0x0000, False), (0x0004, False), (0x0008, False), (0x0002, True), (0x0100, True), (0x0208, True)],
)
def test_a_face_that_may_not_be_embedded_in_part_is_refused(
    rights: int, is_refused: bool, tmp_path: Path
) -> None:
    path = font_file(tmp_path, "春", rights=rights)
    if not is_refused:
        assert face_of(path).name == "Ours"
        return
    with pytest.raises(InputError) as caught:
        face_of(path)
    assert (caught.value.code, caught.value.place) == ("fonts.face-not-embeddable", str(path))


@pytest.mark.parametrize("cut_at", [0, 3, 12, 200, 700])
def test_a_file_that_is_no_whole_font_is_refused(cut_at: int, tmp_path: Path) -> None:
    path = font_file(tmp_path, "春夏秋冬")
    path.write_bytes(path.read_bytes()[:cut_at])
    with pytest.raises(InputError) as caught:
        document_face(face_of(path), "春")
    assert caught.value.code in ("fonts.face-unreadable", "fonts.face-not-chinese")


def test_a_face_without_chinese_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        face_of(font_file(tmp_path, "ABC"))
    assert caught.value.code == "fonts.face-not-chinese"
