"""A cover in one piece: as wide as its paper makes it, pages in their places, words on the spine."""

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from bulletin.pdf import cover
from bulletin.pdf.imposition import PAPER_BULK, Cover

Numbered = Callable[..., Path]
MM = 72 / 25.4


@pytest.mark.parametrize(
    ("job", "pages", "width_mm"),
    [
        (Cover(0.1), 102, 5.0),
        (Cover(0.1), 103, 5.1),  # an odd page takes a leaf of its own
        (Cover(0.1, block_pages=300), 4, 15.0),
        (Cover(0.1, spine_mm=7.3), 300, 7.3),
        (Cover(80 * PAPER_BULK["offset"] / 1000), 202, 10.0),
    ],
)
def test_the_spine_is_as_wide_as_the_leaves_are_thick(job: Cover, pages: int, width_mm: float) -> None:
    assert job.spine(pages) == pytest.approx(width_mm)


@pytest.mark.parametrize("right_bound", [False, True])
def test_front_spine_and_back_lie_side_by_side(numbered: Numbered, tmp_path: Path, right_bound: bool) -> None:
    path = tmp_path / "cover.pdf"
    outcome = cover(
        numbered(4), path, Cover(0.1, spine_mm=12, right_bound=right_bound, marks=True, bleed_mm=3)
    )
    assert (outcome.value, outcome.notices) == (12, ())
    with pikepdf.open(path) as document:
        left, bottom, right, top = (float(edge) for edge in document.pages[0].trimbox)
    assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((2 * 105 + 12, 148), abs=0.02)
    with pdfplumber.open(path) as document:
        places = {char["text"]: float(char["x0"]) - left for char in document.pages[0].chars}
    front, back = places["1"] / MM, places["4"] / MM
    assert (front > 117 and back < 105) is not right_bound
    assert all(105 < places[character] / MM < 117 for character in "云桥月报")


def test_a_narrow_spine_carries_no_words_and_says_so(numbered: Numbered, tmp_path: Path) -> None:
    outcome = cover(numbered(4), tmp_path / "cover.pdf", Cover(0.1))
    assert [notice.code for notice in outcome.notices] == ["pdf.narrow-spine"]


def test_the_same_cover_has_the_same_bytes_and_may_claim_pdf_x(numbered: Numbered, tmp_path: Path) -> None:
    source = numbered(4)
    for name in ("one.pdf", "two.pdf"):
        cover(source, tmp_path / name, Cover(0.1, spine_mm=9, bars=True, pdf_x=True))
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert _claims(tmp_path / "one.pdf")


def _claims(path: Path) -> bool:
    with pikepdf.open(path) as document:
        return b"PDF/X-4" in document.Root.Metadata.read_bytes()
