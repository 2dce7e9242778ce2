"""What lies on a sheet: pages at their size, bleed, marks outside the trim, bars, stamps; and the file itself."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page as checker
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from bulletin.errors import InputError
from bulletin.pdf import impose
from bulletin.pdf.imposition import Imposition, Scheme

Numbered = Callable[..., Path]
Impose = Callable[..., Any]
MM = 72 / 25.4
A6 = (105 * MM, 148 * MM)


def picture(path: Path, page: int = 0, scale: float = 2) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def ink(image: Image.Image, left: float, top: float, right: float, bottom: float) -> bool:
    """True if anything is drawn in that part of a picture; lengths in mm from the upper left, two pixels a point."""
    part = image.crop(tuple(round(2 * MM * edge) for edge in (left, top, right, bottom)))
    return part.convert("L").getextrema()[0] < 200


def test_a_booklet_is_as_large_as_two_pages(numbered: Numbered, imposed: Impose) -> None:
    sheet = imposed(numbered(4), scheme=Scheme.BOOKLET)
    assert sheet.sides == 2
    assert sheet.boxes("/MediaBox") == pytest.approx([0, 0, 2 * A6[0], A6[1]], abs=0.02)


def test_on_paper_that_is_too_small_pages_are_made_smaller_and_never_larger(
    numbered: Numbered, imposed: Impose
) -> None:
    source = numbered(4)
    small = imposed(source, scheme=Scheme.BOOKLET, paper_mm=(105, 148))
    assert small.boxes("/MediaBox")[2:] == pytest.approx([148 * MM, 105 * MM], abs=0.02)
    trim = small.boxes("/TrimBox")
    assert trim[2] - trim[0] == pytest.approx(148 * MM, abs=0.05)
    large = imposed(source, scheme=Scheme.BOOKLET, paper_mm=(210, 297))
    trim = large.boxes("/TrimBox")
    assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((2 * A6[0], A6[1]), abs=0.05)


def test_marks_stand_outside_the_bleed(numbered: Numbered, imposed: Impose) -> None:
    sheet = imposed(numbered(4), scheme=Scheme.BOOKLET, marks=True, bleed_mm=3)
    left, bottom, right, top = sheet.boxes("/TrimBox")
    assert sheet.boxes("/BleedBox") == pytest.approx(
        [left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM], abs=0.05
    )
    margin = left / MM  # 3 bleed, 2 gap, 5 mark, 1 edge
    assert margin == pytest.approx(11, abs=0.05)
    drawn = picture(sheet.path)
    assert ink(drawn, margin - 0.3, 0.5, margin + 0.3, 6.5)  # above the left edge
    assert ink(drawn, 0.5, margin - 0.3, 6.5, margin + 0.3)  # beside the upper edge
    assert ink(drawn, margin + 105 - 0.3, 0.5, margin + 105 + 0.3, 6.5)  # the fold
    # Between mark and trim there is nothing, all around.
    assert not ink(drawn, margin - 4.5, margin - 4.5, margin + 214.5, margin - 0.2)
    assert not ink(drawn, margin - 4.5, margin - 4.5, margin - 0.2, margin + 152.5)


def test_bleed_is_kept_at_the_edges_and_cut_at_the_fold(numbered: Numbered, imposed: Impose) -> None:
    style = "@page { bleed: 3mm } @page :left { background: #00f } @page :right { background: #f00 }"
    sheet = imposed(numbered(4, style), scheme=Scheme.BOOKLET, bleed_mm=3)
    drawn = picture(sheet.path)
    across = drawn.width / (2 * MM)
    y = round(2 * MM * 20)

    def at(x_mm: float) -> Any:
        return drawn.getpixel((round(2 * MM * x_mm), y))

    assert at(1) == at(3 + 104) == (0, 0, 255)
    assert at(3 + 106) == at(across - 1) == (255, 0, 0)


def test_pages_to_be_cut_apart_have_their_bleed_between_them(numbered: Numbered, imposed: Impose) -> None:
    sheet = imposed(numbered(2), scheme=Scheme.N_UP, columns=2, rows=1, bleed_mm=3, marks=True)
    (first, x_first), (second, x_second) = sheet.words()[0]
    assert (first, second) == ("1", "2")
    assert x_second - x_first == pytest.approx((105 + 6) * MM, abs=0.5)


def test_a_turned_page_is_imposed_as_it_is_read(numbered: Numbered, imposed: Impose, tmp_path: Path) -> None:
    turned = tmp_path / "turned.pdf"
    with pikepdf.open(numbered(4)) as document:
        for page in document.pages:
            page.rotate(90, relative=False)
        document.save(turned)
    sheet = imposed(turned, scheme=Scheme.N_UP, columns=2, rows=1)
    assert sheet.boxes("/MediaBox")[2:] == pytest.approx([2 * 148 * MM, 105 * MM], abs=0.02)
    drawn = picture(sheet.path)
    assert ink(drawn, 20, 20, 128, 85)
    assert ink(drawn, 148 + 20, 20, 148 + 128, 85)


def test_bars_show_the_four_inks_below_the_marks(numbered: Numbered, imposed: Impose) -> None:
    sheet = imposed(numbered(1), bars=True, marks=True)
    drawn = picture(sheet.path)
    bottom = drawn.height / (2 * MM)
    colours = {drawn.getpixel((x, round(2 * MM * (bottom - 3)))) for x in range(drawn.width)}
    assert len(colours) >= 12
    grey = picture(imposed(numbered(1), bars=True, greyscale=True).path)
    assert all(red == green == blue for _, (red, green, blue) in grey.getcolors(1 << 16) or ())


def test_stamps_stand_in_the_outer_corner_and_are_no_part_of_the_text(
    numbered: Numbered, imposed: Impose
) -> None:
    stamped = imposed(numbered(2), stamp="样稿", number="编号 0012", watermark="内部资料")
    words = stamped.words()
    (corner,) = [x for word, x in words[0] if "样" in word]
    (other,) = [x for word, x in words[1] if "样" in word]
    assert corner > A6[0] / 2 > other
    assert any("0012" in word for word, _ in words[0])
    assert not any("0012" in word for word, _ in words[1])
    for profile in ("3a", "ua1"):
        assert checker.validate_pdf(stamped.path, profile=profile).is_compliant


def test_single_pages_keep_outline_links_and_tags(numbered: Numbered, imposed: Impose) -> None:
    source = numbered(2, extra='<a href="https://example.org/">桥</a>')
    with pikepdf.open(imposed(source, stamp="样稿").path) as document:
        assert "/StructTreeRoot" in document.Root
        assert any("/Annots" in page.obj for page in document.pages)


@pytest.mark.parametrize(
    "job",
    [
        {"scheme": Scheme.BOOKLET, "marks": True, "stamp": "样稿"},
        {"greyscale": True},
        {"pdf_x": True, "marks": True, "bars": True},
    ],
)
def test_the_same_job_gives_the_same_bytes(numbered: Numbered, imposed: Impose, job: dict[str, Any]) -> None:
    source = numbered(3)
    assert imposed(source, **job).path.read_bytes() == imposed(source, **job).path.read_bytes()


@pytest.mark.parametrize("data", [b"", b"no pdf at all"])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(data)
    with pytest.raises(InputError) as caught:
        impose(source, tmp_path / "b.pdf", Imposition())
    assert caught.value.code == "pdf.unreadable-pdf"
    assert not (tmp_path / "b.pdf").exists()
    with pytest.raises(InputError):
        impose(tmp_path / "none.pdf", tmp_path / "b.pdf", Imposition())


@pytest.mark.slow
def test_a_booklet_of_three_hundred_pages_takes_a_second_and_no_more_room(
    tmp_path: Path, numbered: Numbered
) -> None:
    source = numbered(
        300, extra="".join(f"<br>桥{chr(0x4E00 + at)}" for at in range(40)), style="p { font-size: 6pt }"
    )
    started = time.process_time()
    impose(source, tmp_path / "booklet.pdf", Imposition(Scheme.BOOKLET, creep_mm=0.1, marks=True))
    assert time.process_time() - started <= 1
    assert (tmp_path / "booklet.pdf").stat().st_size <= 1.1 * source.stat().st_size
