"""What a sheet may hold stays PDF/A-3a and PDF/UA-1: by the checker of ours, and by veraPDF in make check-all."""

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from bulletin.model import Severity
from bulletin.pdf import check

Print = Callable[..., Any]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="40" height="40"{}>{}<circle cx="5" cy="5" r="4"/></svg>'
NOTES = """.note { float: footnote; footnote-policy: line } .note::footnote-call { content: "〔" counter(footnote) "〕" }
@page { @footnote { border-top: .5pt solid } } thead { display: table-header-group }"""


def _png(mode: str = "RGB") -> bytes:
    packed = io.BytesIO()
    Image.new(mode, (20, 20), 128 if mode == "L" else (200, 30, 30, 90)[: len(mode)]).save(packed, "PNG")
    return packed.getvalue()


def _jpeg() -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(packed, "JPEG")
    return packed.getvalue()


RESOURCES = {
    "a.png": (_png(), "image/png"),
    "clear.png": (_png("RGBA"), "image/png"),
    "grey.png": (_png("L"), "image/png"),
    "b.jpg": (_jpeg(), "image/jpeg"),
    "c.svg": (SVG.format("", "").encode(), "image/svg+xml"),
}

# One construct each; all together make the file that veraPDF looks at.
CONSTRUCTS = {
    "headings that leap": "<h2>一</h2><h4>二</h4><h4>三</h4><h3>四</h3><h2>五</h2>",
    "headings": "<h1>一</h1><h2>二</h2><h3>三</h3><p>文</p>",
    "pictures": "".join(f'<p><img src="asset:{name}" alt="图"></p>' for name in RESOURCES),
    "picture with a caption": '<figure><img src="asset:a.png"><figcaption>图1　桥</figcaption></figure>',
    "picture without words": '<p><img src="asset:a.png"></p><p><img src="asset:b.jpg" alt=""></p>',
    "drawing": SVG.format("", "<title>圆</title>"),
    "drawing without words": SVG.format("", ""),
    "picture inside a link": '<p><a href="https://example.org/"><img src="asset:a.png" alt="图"></a></p>',
    "links": '<h2 id="x">甲</h2><p><a href="#x">见上</a>，<a href="https://example.org/">网<b>址</b></a></p>',
    "footnotes": '<p>桥<span class="note">桥在城西。</span>，路<span class="note"><b>一行。</b>又一行。</span>。</p>'
    * 12,
    "ruby": "<p><ruby>褰<rt>qiān</rt></ruby>裳，<ruby>涉<rp>(</rp><rt>shè</rt><rp>)</rp></ruby>溱。</p>",
    "lists": "<ul><li>一<ul><li>二</li></ul></li><li>三</li></ul><ol><li>四</li></ol><dl><dt>五</dt><dd>六</dd></dl>",
    "lists of paragraphs": "<ol><li><p>一</p></li><li><p>二</p><p>三</p><ul><li><p>四</p></li><li>五</li></ul></li></ol>",
    "table over pages": "<table><caption>账</caption><thead><tr><th>项目</th><th>金额</th></tr></thead><tbody>"
    + "<tr><td>会费</td><td>31,200</td></tr>" * 60
    + "</tbody></table>",
    "spans in a table": '<table><tr><th colspan="2">账</th></tr><tr><td rowspan="2">甲</td><td>一</td></tr>'
    "<tr><td>二</td></tr><tr><th scope='row'>丙</th><td>三</td></tr></table>",
    "quotation": "<blockquote><p>引文</p></blockquote><hr><pre>code</pre>",
    "see-through colours": '<p style="color: rgba(0, 0, 0, .4); background: rgba(9, 9, 9, .1)">淡</p>',
    "other languages": '<p>好 <span lang="en">good</span> <em lang="zh-Hant-TW">繁體</em></p>',
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_each_construct_keeps_both_claims(printed: Print, name: str) -> None:
    made = printed(CONSTRUCTS[name], style=NOTES, resources=RESOURCES)
    notices = check(made.path).notices
    assert [notice.message() for notice in notices if notice.severity is Severity.ERROR] == []
    assert {str(notice.values["standard"]) for notice in notices if notice.code == "pdf.conforms"} == {
        "PDF/A-3a",
        "PDF/UA-1",
    }


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"])
@pytest.mark.slow
def test_verapdf_finds_no_fault_in_all_of_them_together(
    printed: Print, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _require_verapdf(monkeypatch)
    made = printed("".join(CONSTRUCTS.values()), style=NOTES, resources=RESOURCES, lang=lang)
    notices = check(made.path).notices
    assert [notice.message() for notice in notices if notice.severity is Severity.ERROR] == []
    assert sum(notice.values.get("checker") == "veraPDF" for notice in notices) == 2


@pytest.mark.slow
def test_verapdf_and_our_checker_find_the_fault_in_a_file_that_has_one(
    printed: Print, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: a checker that always agrees is none."""
    _require_verapdf(monkeypatch)
    notices = check(_spoiled(printed(CONSTRUCTS["pictures"], resources=RESOURCES).path, tmp_path)).notices
    for checker in ("page-validation", "veraPDF"):
        broken = {
            str(notice.values["standard"])
            for notice in notices
            if notice.code == "pdf.breaks-standard" and notice.values["checker"] == checker
        }
        assert broken == {"PDF/A-3a", "PDF/UA-1"}


def test_a_spoiled_file_is_found_out(printed: Print, tmp_path: Path) -> None:
    notices = check(_spoiled(printed(CONSTRUCTS["pictures"], resources=RESOURCES).path, tmp_path)).notices
    broken = {str(notice.values["standard"]) for notice in notices if notice.code == "pdf.breaks-standard"}
    assert broken == {"PDF/A-3a", "PDF/UA-1"}


def test_a_page_that_ends_inside_a_cell_of_several_rows_keeps_both_claims(printed: Print) -> None:
    rows = '<tr><td rowspan="20">甲</td><td>一</td></tr>' + "<tr><td>二</td></tr>" * 19
    made = printed(f"<table>{rows}</table>")
    assert len(made.pages) > 1
    assert {notice.code for notice in check(made.path).notices} == {"pdf.conforms"}


@pytest.mark.slow
def test_a_file_with_opacity_claims_no_pdf_ua_and_says_so(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    _require_verapdf(monkeypatch)
    made = printed('<p style="opacity: .5">淡</p>')
    assert made.codes == ["pdf.see-through"]
    found = [(notice.code, notice.values["standard"]) for notice in check(made.path).notices]
    assert found == [("pdf.conforms", "PDF/A-3a")] * 2


def test_footnotes_are_tagged_as_notes_each_with_an_identifier_of_its_own(printed: Print) -> None:
    made = printed(CONSTRUCTS["footnotes"], style=NOTES)
    with pikepdf.open(made.path) as document:
        notes = [
            str(thing.ID)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Note"
        ]
    assert len(notes) >= 24
    assert len(set(notes)) == len(notes)


def test_a_picture_without_words_has_its_captions_and_else_is_told(printed: Print) -> None:
    made = printed(
        CONSTRUCTS["picture with a caption"] + CONSTRUCTS["picture without words"], resources=RESOURCES
    )
    (notice,) = made.notices
    assert (notice.code, notice.values["count"]) == ("pdf.no-alt", 2)
    with pikepdf.open(made.path) as document:
        words = [
            str(thing.Alt)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    assert words == ["图1 桥", "图片", "图片"]


def _spoiled(path: Path, folder: Path) -> Path:
    """The file with its pictures' words and the profile of its colours taken out, its claims left in."""
    spoiled = folder / "spoiled.pdf"
    with pikepdf.open(path) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                del thing["/Alt"]
        del document.Root.OutputIntents
        document.save(spoiled)
    return spoiled


def _require_verapdf(monkeypatch: pytest.MonkeyPatch) -> None:
    built = Path(__file__).parents[2] / ".build" / "verapdf"
    monkeypatch.setenv("PATH", f"{built}{os.pathsep}{os.environ['PATH']}")
    if not shutil.which("verapdf"):
        pytest.skip("veraPDF is not here: make check-all installs it")
