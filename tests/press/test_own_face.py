"""An issue printed in a face of the editor's own, from bulletin.toml to the PDF."""

import re
from pathlib import Path

import pikepdf
import pytest
from tests.own_face import OFL, font_file

from bulletin import pdf
from bulletin.errors import InputError
from bulletin.model import Format, Script, Severity
from bulletin.press.make import make
from bulletin.press.order import Made, Order

SETTINGS = '[periodical]\nname = "青禾通讯"\n[theme.faces]\nsong = "fonts/ours.ttf"\n'
ISSUE = 'number = 1\ndate = 2026-03-05\narticles = ["a.md"]\n'
ARTICLE = "---\ntitle: 河\nbyline: 王小明\n---\n\n春夏，秋冬 2026。\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {"bulletin.toml": SETTINGS, "1/issue.toml": ISSUE, "1/a.md": ARTICLE}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "fonts").mkdir()
    return tmp_path


def made_in(project: Path) -> Made:
    return make(Order((project / "1",), (Format.PDF,), (Script.ZH_HANS,), output=project / "out"))


def families(path: Path) -> set[str]:
    with pikepdf.open(path) as document:
        return {
            re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont))
            for font in document.objects
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font"
        }


def test_its_characters_are_printed_and_the_rest_falls_back(project: Path) -> None:
    font_file(project / "fonts", "春夏秋", licence=OFL)
    made = made_in(project)
    (artefact,) = made.artefacts
    assert {"Bulletin-Own-Song", "Bulletin-Marks", "Bulletin-Song"} <= families(artefact.path)
    (lacking,) = [notice.values["characters"] for notice in made.notices if notice.code == "fonts.face-lacks"]
    assert set(str(lacking)) >= {"冬", "河"}
    assert "春" not in str(lacking)
    notices = pdf.check(artefact.path).notices
    assert [notice.message() for notice in notices if notice.severity is Severity.ERROR] == []
    assert {notice.values["standard"] for notice in notices if notice.code == "pdf.conforms"} == {
        "PDF/A-3a",
        "PDF/UA-1",
    }


def test_a_character_that_only_this_face_has_is_no_box(project: Path) -> None:
    font_file(project / "fonts", "春夏秋冬\U00030edd", licence=OFL)
    (project / "1" / "a.md").write_text(ARTICLE.replace("春", "\U00030edd"), encoding="utf-8")
    assert not {notice.code for notice in made_in(project).notices} & {
        "fonts.missing-glyph",
        "pdf.missing-glyph",
    }


def test_a_face_that_may_not_be_embedded_stops_the_issue_before_anything_is_written(project: Path) -> None:
    font_file(project / "fonts", "春", rights=2)
    with pytest.raises(InputError) as caught:
        made_in(project)
    assert caught.value.code == "fonts.face-not-embeddable"
    assert not (project / "out").exists()
