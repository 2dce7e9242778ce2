"""Colours turned grey or into the inks of a press, and the claim of PDF/X-4."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from bulletin.errors import InputError
from bulletin.model import Sheet
from bulletin.pdf import impose, print_pdf
from bulletin.pdf.imposing.profile import read_profile
from bulletin.pdf.imposition import Imposition

Impose = Callable[..., Any]

BODY = """<html lang="zh-Hans"><style>
@page { size: 105mm 148mm; margin: 10mm } body { font: 12pt/1.5 "Bulletin Song" }
h1 { color: #c8161d } .lab { color: lab(50% 60 30) } .pale { color: rgba(0, 0, 200, .5) }
.fade { height: 10mm; background: linear-gradient(90deg, #f00, #00f) }
</style><h1>云桥</h1><p>正文</p><p class="lab">红</p><p class="pale">蓝</p><div class="fade"></div>
<img src="asset:a.png" alt="点" style="width: 20mm"><img src="asset:b.jpg" alt="点" style="width: 20mm">
<svg viewBox="0 0 10 10" width="20" height="20" role="img"><title>圆</title><circle cx="5" cy="5" r="5" fill="#0a0"/></svg>"""


def _packed(form: str) -> bytes:
    packed = io.BytesIO()
    picture = Image.new("RGB", (40, 40), (200, 30, 30))
    picture.paste((30, 30, 200), (20, 0, 40, 40))
    picture.save(packed, form)
    return packed.getvalue()


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    path = tmp_path / "coloured.pdf"
    resources = {"a.png": (_packed("PNG"), "image/png"), "b.jpg": (_packed("JPEG"), "image/jpeg")}
    print_pdf(Sheet(BODY, resources, title="云桥"), path)
    return path


def pixels(path: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        return document[0].render(scale=2).to_pil().convert("RGB")
    finally:
        document.close()


def deviation(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """The mean and the largest difference of two pictures, in steps of 255."""
    difference = ImageStat.Stat(ImageChops.difference(one, other))
    return max(difference.mean), max(high for _, high in difference.extrema)


def colourfulness(path: Path) -> int:
    """How far the channels of any pixel lie apart."""
    red, green, blue = pixels(path).split()
    return int(max(deviation(red, green)[1], deviation(green, blue)[1]))


def operators(path: Path) -> set[str]:
    """The colour operators of all pages and forms."""
    found: set[str] = set()
    with pikepdf.open(path) as document:
        holders = [
            *document.pages,
            *(
                thing
                for thing in document.objects
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
            ),
        ]
        for holder in holders:
            steps = pikepdf.parse_content_stream(holder)
            # A pattern has its own colours, which are looked at on their own.
            found |= {str(step.operator) for step in steps if not _names_pattern(step)}
    return found & {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


def _names_pattern(step: Any) -> bool:
    return bool(step.operands) and isinstance(step.operands[0], pikepdf.Name) and str(step.operator) != "gs"


def spaces(path: Path) -> set[str]:
    """The colour spaces of pictures and gradients."""
    with pikepdf.open(path) as document:
        return {
            str(thing.ColorSpace)
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary)
            and isinstance(thing.get("/ColorSpace"), pikepdf.Name)
        }


def test_greyscale_leaves_no_colour_in_text_pictures_or_gradients(coloured: Path, imposed: Impose) -> None:
    assert colourfulness(coloured) > 100
    grey = imposed(coloured, greyscale=True)
    assert grey.codes == []
    assert operators(grey.path) <= {"g", "G"}
    assert spaces(grey.path) == {"/DeviceGray"}
    assert colourfulness(grey.path) <= 2


def test_grey_keeps_the_brightness_of_colours(coloured: Path, imposed: Impose) -> None:
    before = pixels(coloured).convert("L")
    after = pixels(imposed(coloured, greyscale=True).path).convert("L")
    assert deviation(before, after)[0] < 1


def test_pdf_x_has_only_inks_an_intent_and_no_links(coloured: Path, imposed: Impose) -> None:
    made = imposed(coloured, pdf_x=True)
    assert made.codes == []
    assert operators(made.path) <= {"g", "G", "k", "K"}
    assert spaces(made.path) <= {"/DeviceCMYK", "/DeviceGray"}
    with pikepdf.open(made.path) as document:
        (intent,) = document.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes() == read_profile(None).data
        xmp = document.Root.Metadata.read_bytes()
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
        assert b"pdfaid" not in xmp
        assert str(document.docinfo.Trapped) == "/False"
        assert document.pdf_version >= "1.6"
        assert "/ID" in document.trailer
        assert all("/TrimBox" in page.obj and "/Annots" not in page.obj for page in document.pages)


def test_black_text_is_black_ink_alone(coloured: Path, imposed: Impose) -> None:
    with pikepdf.open(imposed(coloured, pdf_x=True).path) as document:
        steps = pikepdf.parse_content_stream(document.pages[0])
        inks = {tuple(float(value) for value in step.operands) for step in steps if str(step.operator) == "k"}
    assert (0, 0, 0, 1) in inks
    assert all(sum(ink) <= 3 for ink in inks)  # FOGRA39 allows 330 % at most, our profile 300 %


def test_inks_look_like_the_colours_they_stand_for(coloured: Path, imposed: Impose) -> None:
    """PDFium shows CMYK without a profile, so only roughly: red stays red, blue blue."""
    before, after = pixels(coloured), pixels(imposed(coloured, pdf_x=True).path)
    assert before.size == after.size
    mean, largest = deviation(before, after)
    assert mean < 8
    assert largest < 150


def test_a_screens_profile_is_refused(coloured: Path, tmp_path: Path) -> None:
    for data in (b"no profile", _screen_profile()):
        profile = tmp_path / "own.icc"
        profile.write_bytes(data)
        with pytest.raises(InputError) as caught:
            impose(coloured, tmp_path / "x.pdf", Imposition(pdf_x=True, profile=profile))
        assert caught.value.code == "pdf.not-a-profile"


def _screen_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_file_without_its_fonts_does_not_claim_pdf_x(tmp_path: Path, imposed: Impose) -> None:
    source = tmp_path / "bare.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(200, 200))
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = document.make_stream(b"BT /F1 20 Tf 20 20 Td (x) Tj ET")
        document.save(source)
    made = imposed(source, pdf_x=True)
    assert made.codes == ["pdf.no-pdf-x"]
    assert b"PDF/X-4" not in made.path.read_bytes()
