"""PDF/X-4: what we write keeps every rule, and a file that breaks one is found out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from PIL import Image

from bulletin.model import Sheet
from bulletin.pdf import check, impose, print_pdf
from bulletin.pdf.imposition import Imposition, Scheme
from bulletin.pdf.preflight.pdf_x import RULES

BODY = """<html lang="zh-Hans"><style>@page { size: 105mm 148mm; margin: 10mm } body { font: 12pt/1.5 "Bulletin Song" }
h1 { color: #c8161d } .fade { height: 10mm; background: linear-gradient(90deg, #f00, #00f) }
.pale { color: rgba(0, 0, 200, .5) }</style><h1>云桥</h1><p class="pale">正文 <a href="https://example.org">网页</a></p>
<div class="fade"></div><svg viewBox="0 0 10 10" width="20" height="20" role="img"><title>圆</title>
<circle cx="5" cy="5" r="5" fill="#0a0" opacity=".5"/></svg>"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("x") / "source.pdf"
    print_pdf(Sheet(BODY, title="云桥"), path)
    return path


@pytest.fixture
def press(source: Path, tmp_path: Path) -> Path:
    impose(source, tmp_path / "press.pdf", Imposition(pdf_x=True))
    return tmp_path / "press.pdf"


def told(path: Path) -> set[str]:
    """The rules of PDF/X-4 that a file breaks."""
    notices = check(path).notices
    return {str(notice.values["rule"]) for notice in notices if notice.code == "pdf.breaks-standard"}


@pytest.mark.parametrize(
    "job",
    [
        Imposition(pdf_x=True),
        Imposition(pdf_x=True, marks=True, bleed_mm=3, bars=True),
        Imposition(Scheme.BOOKLET, pdf_x=True, marks=True, bleed_mm=3, stamp="样稿"),
    ],
)
def test_what_goes_to_the_press_keeps_every_rule(source: Path, tmp_path: Path, job: Imposition) -> None:
    impose(source, tmp_path / "press.pdf", job)
    assert told(tmp_path / "press.pdf") == set()
    assert "pdf.conforms" in {notice.code for notice in check(tmp_path / "press.pdf").notices}
    with pikepdf.open(tmp_path / "press.pdf") as document:
        assert document.pdf_version == "1.6"


def _annotate(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Annots = pikepdf.Array()


def _untrim(document: pikepdf.Pdf) -> None:
    del document.pages[0].obj["/TrimBox"]


def _overtrim(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.TrimBox = pikepdf.Array([-50, 0, 100, 100])


def _untrap(document: pikepdf.Pdf) -> None:
    del document.docinfo["/Trapped"]


def _retitle(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "别的"


def _unintend(document: pikepdf.Pdf) -> None:
    del document.Root["/OutputIntents"]


def _screen_profile(document: pikepdf.Pdf) -> None:
    document.Root.OutputIntents[0].DestOutputProfile.write(b"\0" * 12 + b"mntrRGB " + b"\0" * 40)


def _screen_text(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"1 0 0 rg")


def _screen_picture(document: pikepdf.Pdf) -> None:
    picture = document.make_stream(Image.new("RGB", (1, 1)).tobytes())
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = 1
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
    document.pages[0].add_resource(picture, pikepdf.Name.XObject)


def _transfer(document: pikepdf.Pdf) -> None:
    state = pikepdf.Dictionary(TR=pikepdf.Name.Identity)
    document.pages[0].add_resource(state, pikepdf.Name.ExtGState)


def _unembed(document: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Times)
    document.pages[0].add_resource(document.make_indirect(font), pikepdf.Name.Font)


BROKEN: dict[Callable[[pikepdf.Pdf], None], str] = {
    _annotate: "no-interaction",
    _untrim: "page-boxes",
    _overtrim: "page-boxes",
    _untrap: "metadata",
    _retitle: "metadata",
    _unintend: "output-intent",
    _screen_profile: "output-intent",
    _screen_text: "colours",
    _screen_picture: "colours",
    _transfer: "no-press-instructions",
    _unembed: "fonts",
}


@pytest.mark.parametrize("spoil", BROKEN, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_file_that_breaks_a_rule_is_found_out(
    press: Path, tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None]
) -> None:
    with pikepdf.open(press) as document:
        spoil(document)
        document.save(tmp_path / "spoiled.pdf", force_version="1.6")
    assert told(tmp_path / "spoiled.pdf") == {BROKEN[spoil]}


def test_a_file_of_a_newer_version_is_found_out(press: Path, tmp_path: Path) -> None:
    with pikepdf.open(press) as document:
        document.save(tmp_path / "newer.pdf", force_version="1.7")
    assert told(tmp_path / "newer.pdf") == {"file"}


def test_every_rule_has_a_file_that_breaks_it_and_a_line_in_the_docs() -> None:
    names = {rule.__name__.strip("_").replace("_", "-") for rule in RULES}
    assert names == {*BROKEN.values(), "file"}
    docs = (Path(__file__).parents[2] / "docs" / "print.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in docs for name in names)


# What follows from claiming PDF/X-4 and not PDF/A: its kind of output intent, from which a page without a blending space of its
# own takes the inks, and its own properties in XMP.
APART = (
    "ID-SCHEMA",
    "DEVICE-CMYK",
    "TRANSPARENCY-GROUP-CS",
    "XMP-EXTENSION",
    "XMP-PREDEFINED",
    "XMP-PROPERTY",
)


def test_what_pdf_x_has_in_common_with_pdf_a_holds_by_an_outside_checker(press: Path) -> None:
    """Fonts, streams, the file's structure, transparency."""
    report: Any = page.validate_pdf(press, profile="2b")
    broken = {failure.rule_id for failure in report.failures}
    assert [rule for rule in broken if not any(part in rule for part in APART)] == []
